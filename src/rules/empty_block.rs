//! A building block has a heading, and nothing below it.
//!
//! All headings of the block, taken together, hold neither text nor an action. Comments, an aim and words left to be filled
//! in are no text.
//!
//! A heading alone promises what the plan does not say. Readers and inspectors find it sooner than its author does.
//!
//! Write what is planned, or add an action. If the block is left out on purpose, write "Not applicable:" and the reason
//! below its heading.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- to be written with the health board -->
//!
//! ## Supportive neighbourhoods
//!
//! Twelve community hubs stay open.
//! ```
//!
//! ```toml
//! [block.self-care]
//! aim = "Everyone can look after their own health."
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! ### Longer-term renewal
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! Not applicable: the health board keeps a plan of its own
//! ```

use super::support::{Part, Places, fill_part, is_leaf, is_waived, offers_for};
use super::{Context, Rule};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::BlockIx;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "empty-block",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: true,
        file: include_str!("empty_block.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let (framework, coverage) = (context.framework, context.coverage);
    let places = Places::new(context);
    let is_empty = |block: &BlockIx| {
        is_leaf(framework, *block)
            && coverage.has_heading(*block)
            && !coverage.has_something(*block)
            && !is_waived(context, *block)
    };
    let finding = |block: BlockIx| {
        let words = &framework[block].words;
        let message = format!("the block \"{}\" has neither text nor an action", words.title);
        Finding::new(&RULE.meta, places.block(block), message)
            .help(fill_part(context, Part::Block(block)))
            .about(Subject { block: Some(words.id.clone()), ..Subject::default() })
            .offers(offers_for(framework, block, None))
    };
    framework.block_ixs().filter(is_empty).map(finding).collect()
}
