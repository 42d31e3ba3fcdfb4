//! A status is none of the known words.
//!
//! A plan is a `draft` or `adopted`. An action in `plan.toml` is `planned`, `in-progress`, `done`, `delayed` or `dropped`.
//! Words in Markdown lists and tables are never errors.
//!
//! The status of a plan decides how strictly it is judged, and that of an action whether it can be late.
//!
//! Write one of the words.
//!
//! # Fails
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! status = "final"
//! ```
//!
//! ```toml
//! [[action]]
//! title = "Train 20 link workers"
//! status = "finished soon"
//! ```
//!
//! # Passes
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! status = "adopted"
//!
//! [[action]]
//! title = "Train 20 link workers"
//! status = "in-progress"
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unknown-status",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unknown_status.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::UnknownStatus)
}
