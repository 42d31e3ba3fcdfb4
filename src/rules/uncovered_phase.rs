//! A block says nothing about a phase that other blocks speak of.
//!
//! The block has text or actions, but none for this phase, while another block has some. Text that stands in the block
//! before its first phase serves the block as a whole and no phase.
//!
//! Each block runs through the whole recovery. Help that ends when the doors open again, or that starts only years later,
//! leaves people alone in between.
//!
//! Add text or an action for the phase below the block's heading, or write "Not applicable:" and the reason there.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Supportive neighbourhoods
//!
//! ### Lifting the lockdown
//!
//! Twelve community hubs stay open.
//!
//! ### Longer-term renewal
//!
//! The hubs pass to community ownership.
//!
//! ## Self-care
//!
//! ### Lifting the lockdown
//!
//! Walking groups meet in every ward.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Supportive neighbourhoods
//!
//! ### Lifting the lockdown
//!
//! Twelve community hubs stay open.
//!
//! ### Longer-term renewal
//!
//! The hubs pass to community ownership.
//!
//! ## Self-care
//!
//! ### Lifting the lockdown
//!
//! Walking groups meet in every ward.
//!
//! ### Longer-term renewal
//!
//! Not applicable: the health board takes the groups on in 2028
//! ```

use super::support::{Places, fill_cell, is_leaf, offers_for};
use super::{Context, Rule};
use crate::coverage::{Cell, State};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::PhaseIx;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "uncovered-phase",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: true,
        file: include_str!("uncovered_phase.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let (framework, coverage) = (context.framework, context.coverage);
    let places = Places::new(context);
    let mut spoken_of = vec![false; framework.phases.len()];
    for cell in coverage.cells.iter().filter(|cell| cell.has_something()) {
        cell.phase.into_iter().for_each(|phase| spoken_of[phase.0] = true);
    }
    // Where the cell holds words to be filled in, `placeholder` says so.
    let is_uncovered = |cell: &Cell, phase: PhaseIx| {
        matches!(cell.state, State::Empty | State::Missing)
            && !cell.placeholders
            && spoken_of[phase.0]
            && is_leaf(framework, cell.block)
            && coverage.has_something(cell.block)
    };
    let finding = |cell: &Cell| {
        let (block, phase) = (cell.block, cell.phase.filter(|phase| is_uncovered(cell, *phase))?);
        let (block_words, phase_words) = (&framework[block].words, &framework[phase].words);
        let message = format!("\"{}\" says nothing about \"{}\"", block_words.title, phase_words.title);
        let subject = Subject {
            block: Some(block_words.id.clone()),
            phase: Some(phase_words.id.clone()),
            ..Subject::default()
        };
        Some(
            Finding::new(&RULE.meta, places.cell(block, phase), message)
                .help(fill_cell(context, block, phase))
                .about(subject)
                .offers(offers_for(framework, block, Some(phase))),
        )
    };
    coverage.cells.iter().filter_map(finding).collect()
}
