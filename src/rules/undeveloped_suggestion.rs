//! An action is still the framework's suggestion, or has no title yet.
//!
//! Its title is to be filled in; or its title and detail are a suggestion's own words, and it has no lead, no due date and
//! no measure.
//!
//! A suggestion is where thinking starts. It becomes an action of this place once somebody here has said who does what by
//! when; until then it covers nothing.
//!
//! Write what will be done here, name a lead, a due date and a measure. Delete the action if it is not for this place.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Strategic co-operation between partners
//!
//! - [ ] One recovery board with outside members
//!   - Lead:
//!   - Due:
//!   - Measure:
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] [Action]
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Strategic co-operation between partners
//!
//! - [ ] One recovery board with outside members
//!   - Lead: Director of Strategy
//!   - Due: 31 March 2027
//!   - Measure: 6 of 12 seats held from outside the council by March 2027
//! ```
//!
//! ```toml
//! [[action]]
//! title = "A recovery board of twelve, half of them from outside"
//! block = "strategic-cooperation"
//! suggestion = "coop-recovery-board"
//! ```

use super::support::{called, spot, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "undeveloped-suggestion",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("undeveloped_suggestion.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let all = context.plan.actions.iter().zip(&context.coverage.actions);
    let undeveloped = all.filter(|(action, state)| state.undeveloped && !action.is_dropped());
    undeveloped
        .map(|(action, _)| {
            let title = &action.title.value;
            let (message, help) = if title.placeholder || title.value.is_empty() {
                let message = "this action has no title yet".to_owned();
                (message, "write what will be done, or delete the action")
            } else {
                let message = format!("{} is still only the framework's suggestion", called(action));
                (message, "write what will be done here, with a lead, a due date and a measure, or delete it")
            };
            Finding::new(&RULE.meta, spot(action), message).help(help).about(subject(context, action))
        })
        .collect()
}
