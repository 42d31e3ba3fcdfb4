//! A section is named that the framework does not have.
//!
//! It reports ids in `plan.toml` and in recoveryplan comments. Words in headings are never errors.
//!
//! Text that is filed under an unknown id is in no section.
//!
//! Correct the id; the help names the closest one. `recoveryplan framework show` lists them all.
//!
//! # Fails
//!
//! ```toml
//! [section.goverance]
//! text = "The recovery board answers to the cabinet."
//! ```
//!
//! # Passes
//!
//! ```toml
//! [section.governance]
//! text = "The recovery board answers to the cabinet."
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unknown-section",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unknown_section.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::UnknownSection)
}
