//! A building block of the framework is missing from the plan.
//!
//! No heading names the block, and no text and no action serves it. Where blocks stand within blocks, only the outermost
//! missing one is reported.
//!
//! A recovery that leaves out a whole block leaves out people: the blocks run from the partners around the table to each
//! person at home, and none of them can stand in for another.
//!
//! Add a heading with the block's name and write what is planned below it. If another heading means this block, say so
//! with a comment below that heading. If the block is left out on purpose, write "Not applicable:" and the reason.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Strategic co-operation between partners
//!
//! The recovery board meets each month.
//!
//! ## Local people's role in public services
//!
//! A panel of 40 residents reads every draft.
//!
//! ## Business as part of the community
//!
//! The chamber of commerce runs the gift card.
//!
//! ## Supportive neighbourhoods
//!
//! Twelve community hubs stay open.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Strategic co-operation between partners
//!
//! The recovery board meets each month.
//!
//! ## Local people's role in public services
//!
//! A panel of 40 residents reads every draft.
//!
//! ## Business as part of the community
//!
//! The chamber of commerce runs the gift card.
//!
//! ## Supportive neighbourhoods
//!
//! Twelve community hubs stay open.
//!
//! ## Health
//!
//! <!-- recoveryplan: block=self-care -->
//!
//! Walking groups meet in every ward.
//! ```
//!
//! ```toml
//! [block.strategic-cooperation]
//! text = "The recovery board meets each month."
//!
//! [block.local-people]
//! text = "A panel of 40 residents reads every draft."
//!
//! [block.business-community]
//! text = "The chamber of commerce runs the gift card."
//!
//! [block.supportive-neighbourhoods]
//! text = "Twelve community hubs stay open."
//!
//! [[not-applicable]]
//! block = "self-care"
//! reason = "the health board keeps a plan of its own"
//! ```

use super::support::{Part, Places, add_part, is_waived, offers_for};
use super::{Context, Rule};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::BlockIx;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-block",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: true,
        file: include_str!("missing_block.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let framework = context.framework;
    let places = Places::new(context);
    let finding = |block: BlockIx| {
        let words = &framework[block].words;
        Finding::new(&RULE.meta, places.block(block), format!("the block \"{}\" is missing", words.title))
            .help(add_part(context, Part::Block(block)))
            .about(Subject { block: Some(words.id.clone()), ..Subject::default() })
            .offers(offers_for(framework, block, None))
    };
    missing(context).map(finding).collect()
}

/// The blocks that nothing in the plan serves, the outermost ones only.
pub(super) fn missing(context: &Context<'_>) -> impl Iterator<Item = BlockIx> {
    let is_missing = |block: BlockIx| {
        let coverage = context.coverage;
        !coverage.has_heading(block) && !coverage.has_something(block) && !is_waived(context, block)
    };
    context
        .framework
        .block_ixs()
        .filter(move |block| is_missing(*block) && !context.framework[*block].parent.is_some_and(is_missing))
}
