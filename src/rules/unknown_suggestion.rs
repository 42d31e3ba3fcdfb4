//! An action in `plan.toml` names a suggestion that the framework does not have.
//!
//! The key `suggestion` holds the id of the suggestion that the action develops.
//!
//! Nobody can then see where the action comes from, or which suggestions are taken up.
//!
//! Correct the id; the help names the closest one. `recoveryplan framework show` lists them all. An action that develops no
//! suggestion needs none.
//!
//! # Fails
//!
//! ```toml
//! [[action]]
//! title = "A recovery board of twelve"
//! block = "strategic-cooperation"
//! suggestion = "coop-recovery-bord"
//! ```
//!
//! # Passes
//!
//! ```toml
//! [[action]]
//! title = "A recovery board of twelve"
//! block = "strategic-cooperation"
//! suggestion = "coop-recovery-board"
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unknown-suggestion",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unknown_suggestion.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::UnknownSuggestion)
}
