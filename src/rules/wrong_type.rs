//! A value is not of the sort that its key holds, or something stands where it cannot.
//!
//! A number where a text should be, a text where a table should be, a needed key that is missing, a heading within the `text`
//! of a `plan.toml`, a recoveryplan comment that could not be read.
//!
//! The tool does not guess what was meant, so the value is left out of the plan.
//!
//! Write the value as the message says.
//!
//! # Fails
//!
//! ```toml
//! [plan]
//! title = 2027
//! ```
//!
//! ```toml
//! [[ignore]]
//! reason = "the board accepts this"
//! ```
//!
//! # Passes
//!
//! ```toml
//! [plan]
//! title = "2027"
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "wrong-type",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("wrong_type.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::WrongType)
}
