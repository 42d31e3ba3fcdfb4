//! No block of the plan has text or an action for a phase.
//!
//! A phase is a stage of the recovery. It is missing where no block says anything about it, whether or not a heading
//! names it.
//!
//! Plans tend to be strong on the first weeks and silent on the years after, or the other way round. A phase that no
//! block speaks of is a time for which nobody has planned.
//!
//! Add text or an action for the phase in at least one block. If the phase is left out on purpose, write "Not applicable:"
//! and the reason below a heading that names it.
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
//! ### Living with COVID-19
//!
//! Each hub trains its own volunteers.
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
//! ### Living with COVID-19
//!
//! Each hub trains its own volunteers.
//!
//! ### Longer-term renewal
//!
//! The hubs pass to community ownership.
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Lifting the lockdown
//!
//! ### Supportive neighbourhoods
//!
//! Twelve community hubs stay open.
//!
//! ## Living with COVID-19
//!
//! ### Supportive neighbourhoods
//!
//! Each hub trains its own volunteers.
//!
//! ## Longer-term renewal
//!
//! Not applicable: the council is merged into another in April
//! ```

use super::support::{Part, Places, add_part, is_leaf, offers};
use super::{Context, Rule};
use crate::coverage::{Cell, State};
use crate::finding::{Finding, Level, RuleMeta};
use crate::finding::{Offer, Subject};
use crate::framework::PhaseIx;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-phase",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: true,
        file: include_str!("missing_phase.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let places = Places::new(context);
    let finding = |phase: PhaseIx| {
        let words = &context.framework[phase].words;
        let message = format!("no block has text or an action for the phase \"{}\"", words.title);
        Finding::new(&RULE.meta, places.phase(phase), message)
            .help(add_part(context, Part::Phase(phase)))
            .about(Subject { phase: Some(words.id.clone()), ..Subject::default() })
            .offers(one_of_each_block(context, phase))
    };
    missing(context).map(finding).collect()
}

/// The phases that no block says anything about, those aside that are not applicable.
pub(super) fn missing(context: &Context<'_>) -> impl Iterator<Item = PhaseIx> {
    let (framework, coverage) = (context.framework, context.coverage);
    framework.phase_ixs().filter(move |phase| {
        let mut leaves = coverage.of_phase(*phase).filter(|cell| is_leaf(framework, cell.block));
        let is_waived = leaves.all(|cell| cell.state == State::NotApplicable);
        !is_waived && !coverage.of_phase(*phase).any(Cell::has_something)
    })
}

fn one_of_each_block(context: &Context<'_>, phase: PhaseIx) -> Vec<Offer> {
    let framework = context.framework;
    let first =
        |block| framework.suggestions_for(block, Some(phase)).into_iter().find(|ix| ix.block == block);
    offers(framework, framework.block_ixs().filter_map(first))
}
