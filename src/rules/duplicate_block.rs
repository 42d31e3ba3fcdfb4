//! Two headings of one level name the same building block.
//!
//! Both stand under the same heading, or at the top of the plan, and both name this one block and nothing else, by its title
//! or its id. Headings that the tool knows the block by in other words are not compared.
//!
//! Half of a block's actions are then easily overlooked, by readers and by those who keep the plan up to date.
//!
//! Move what stands below the second heading to the first one, or give the second heading words of its own.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! Walking groups meet in every ward.
//!
//! ## Supportive neighbourhoods
//!
//! Twelve community hubs stay open.
//!
//! ## Self-care
//!
//! The library lends blood pressure monitors.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Lifting the lockdown
//!
//! ### Self-care
//!
//! Walking groups meet in every ward.
//!
//! ## Longer-term renewal
//!
//! ### Self-care
//!
//! The library lends blood pressure monitors.
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Mental health
//!
//! The helpline stays open at night.
//!
//! ## Public health
//!
//! Walking groups meet in every ward.
//! ```

use super::support::{line_of, subject_of};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::BlockIx;
use crate::plan::{Heading, How};
use crate::source::Span;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "duplicate-block",
        draft: Some(Level::Warning),
        adopted: Some(Level::Warning),
        absence: false,
        file: include_str!("duplicate_block.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let headings = &context.plan.headings;
    let mut first: HashMap<(Option<usize>, BlockIx), Span> = HashMap::new();
    let mut findings = Vec::new();
    for heading in headings.iter().filter(|heading| heading.in_document && !heading.is_title) {
        let Some(block) = block_alone(heading) else { continue };
        let parent = heading.parent.filter(|parent| !headings[*parent].is_title);
        let span = heading.text.span;
        if let Some(first) = first.get(&(parent, block)) {
            let title = &context.framework[block].words.title;
            let help = format!(
                "the first stands in {}: move what is below this one there, or give this heading other words",
                line_of(context, *first)
            );
            findings.push(
                Finding::new(&RULE.meta, span, format!("a second heading names the block \"{title}\""))
                    .help(help)
                    .about(subject_of(context, &heading.place))
                    .words(heading.text.value.as_str()),
            );
        } else {
            first.insert((parent, block), span);
        }
    }
    findings
}

/// The one block that a heading names by its title or id, where it names nothing else.
fn block_alone(heading: &Heading) -> Option<BlockIx> {
    let [block] = heading.names.blocks.as_slice() else { return None };
    let names_more = !heading.names.sections.is_empty() || !heading.names.phases.is_empty();
    (matches!(block.how, How::Title | How::Id) && !names_more).then_some(block.target)
}
