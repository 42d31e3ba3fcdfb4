//! A heading matches nothing, but may be meant as a part that the plan lacks.
//!
//! It stands at the top of the plan, and its words come close to the title of a block, phase or section that is missing, or
//! are among the words that councils often use for it.
//!
//! Such a heading is often the missing part under another name. The tool does not guess: text below it counts for the part
//! only when the plan says so.
//!
//! If the part is meant, add the comment that the help shows right below the heading, or use the framework's words. If it is
//! not, leave it as it is and write the missing part elsewhere.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Health
//!
//! Walking groups meet in every ward.
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Supportive neighborhods
//!
//! Twelve community hubs stay open.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Health
//!
//! <!-- recoveryplan: block=self-care -->
//!
//! Walking groups meet in every ward.
//!
//! ## Foreword
//!
//! By the leader of the council.
//! ```

use super::support::{Part, is_named};
use super::{Context, Rule};
use super::{missing_block, missing_phase, missing_section};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::Heading;
use crate::text::{key, nearest};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unmatched-heading",
        draft: Some(Level::Note),
        adopted: Some(Level::Note),
        absence: true,
        file: include_str!("unmatched_heading.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let blocks = missing_block::missing(context).map(Part::Block);
    let phases = missing_phase::missing(context).map(Part::Phase);
    let sections = missing_section::missing(context).map(Part::Section);
    let missing: Vec<Part> = blocks.chain(phases).chain(sections).collect();
    let titles: Vec<(String, Part)> =
        missing.iter().map(|part| (key(&part.words(context.framework).title), *part)).collect();
    let headings = &context.plan.headings;
    let is_top = |heading: &Heading| heading.parent.is_none_or(|parent| headings[parent].is_title);
    let unmatched =
        headings.iter().filter(|heading| !heading.is_title && is_top(heading) && !is_named(&heading.names));
    let finding = |heading: &Heading| {
        let hinted = missing.iter().find(|part| part.is_hinted(&heading.names));
        let part = hinted.copied().or_else(|| closest(&heading.text.value, &titles))?;
        Some(told(context, heading, part))
    };
    unmatched.filter_map(finding).collect()
}

/// The part whose title is nearly a heading's words. The very same words match nothing where a comment says that they
/// name nothing, and that is an answer.
fn closest(text: &str, titles: &[(String, Part)]) -> Option<Part> {
    let text = key(text);
    let found = nearest(&text, titles.iter().map(|(title, _)| title.as_str()))?;
    titles.iter().find(|(title, _)| title == found && *title != text).map(|(_, part)| *part)
}

fn told(context: &Context<'_>, heading: &Heading, part: Part) -> Finding {
    let (words, kind) = (part.words(context.framework), part.kind());
    let text = &heading.text.value;
    let message = format!(
        "the heading \"{text}\" matches nothing, but may be meant as the {kind} \"{}\", which the plan lacks",
        words.title
    );
    let help = if heading.in_document {
        format!(
            "if it is meant, write `{}` below the heading, or call it \"{}\"",
            part.comment(context.framework),
            words.title
        )
    } else {
        format!("if it is meant, move its text to the {kind} `{}`", words.id)
    };
    let id = |wanted: &str| (kind == wanted).then(|| words.id.clone());
    let subject =
        Subject { block: id("block"), phase: id("phase"), section: id("section"), ..Subject::default() };
    Finding::new(&RULE.meta, heading.text.span, message).help(help).about(subject).words(text.as_str())
}
