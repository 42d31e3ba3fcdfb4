//! Two actions have one id, or the same title in the same block and phase.
//!
//! The later of the two is reported. Actions that nobody has developed yet, and those that were dropped, are not compared.
//!
//! Reports then say two things of one action, and a question about "SC1" has two answers.
//!
//! Give one of them another id, or delete the one that was copied.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] **SC1**: Train 20 link workers
//!   - Lead: Head of Public Health
//! - [ ] **SC1**: Lend blood pressure monitors
//!   - Lead: Head of Libraries
//! ```
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
//! - [ ] Train 20 link workers.
//!   - Lead: Head of Libraries
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! ### Living with COVID-19
//!
//! - [ ] **SC1**: Train 20 link workers
//!   - Lead: Head of Public Health
//!
//! ### Longer-term renewal
//!
//! - [ ] **SC2**: Train 20 link workers
//!   - Lead: Head of Public Health
//! ```

use super::support::{called, developed, line_of, spot, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::{BlockIx, PhaseIx};
use crate::plan::{Action, Place};
use crate::text::key;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "duplicate-action",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("duplicate_action.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let count = context.plan.actions.len();
    let mut ids: HashMap<String, &Action> = HashMap::with_capacity(count);
    // Titles by number, so that each is kept once.
    let mut titles: HashMap<String, usize> = HashMap::with_capacity(count);
    let mut places: HashMap<(usize, BlockIx, Option<PhaseIx>), &Action> = HashMap::with_capacity(count);
    let mut findings = Vec::new();
    for action in developed(context) {
        let id = action.id.as_ref().map(|id| id.value.trim().to_lowercase()).filter(|id| !id.is_empty());
        let same_id = id.and_then(|id| known_or_new(&mut ids, id, action));
        let new = titles.len();
        let title = *titles.entry(key(&action.title.value.value)).or_insert(new);
        let mut same_title = None;
        for (block, phase) in cells(&action.place) {
            same_title = same_title.or(known_or_new(&mut places, (title, block, phase), action));
        }
        if let (Some(first), Some(id)) = (same_id, &action.id) {
            let message = format!("two actions have the id \"{}\"", id.value);
            findings.push(told(context, action, first, id.span, message, "give one of them another id"));
        }
        // Two actions that share both are one pair.
        if let Some(first) =
            same_title.filter(|first| !same_id.is_some_and(|same| std::ptr::eq(same, *first)))
        {
            let message = format!("{} has the title of another one in the same place", called(action));
            let help = "delete one of them, or say in the title how they differ";
            findings.push(told(context, action, first, spot(action), message, help));
        }
    }
    findings
}

fn told(
    context: &Context<'_>,
    action: &Action,
    first: &Action,
    span: crate::source::Span,
    message: String,
    help: &str,
) -> Finding {
    Finding::new(&RULE.meta, span, message)
        .help(format!("the first stands in {}: {help}", line_of(context, spot(first))))
        .about(subject(context, action))
        .words(action.title.value.value.as_str())
}

/// What the map knows under a key; if nothing yet, the action is put there.
fn known_or_new<'a, K: std::hash::Hash + Eq>(
    map: &mut HashMap<K, &'a Action>,
    key: K,
    action: &'a Action,
) -> Option<&'a Action> {
    let known = map.get(&key).copied();
    map.entry(key).or_insert(action);
    known
}

/// The cells of a place; its blocks alone where it has no phase.
fn cells(place: &Place) -> impl Iterator<Item = (BlockIx, Option<PhaseIx>)> + '_ {
    place.blocks.iter().flat_map(|block| {
        let whole = place.phases.is_empty().then_some(None);
        whole.into_iter().chain(place.phases.iter().copied().map(Some)).map(|phase| (*block, phase))
    })
}
