//! A phase is named that the framework does not have.
//!
//! It reports ids in `plan.toml` and in recoveryplan comments. Words in headings and tables are never errors.
//!
//! An action that is filed under an unknown id is in no phase.
//!
//! Correct the id; the help names the closest one. `recoveryplan framework show` lists them all.
//!
//! # Fails
//!
//! ```toml
//! [[action]]
//! title = "Train 20 link workers"
//! block = "self-care"
//! phase = "renewl"
//! ```
//!
//! # Passes
//!
//! ```toml
//! [[action]]
//! title = "Train 20 link workers"
//! block = "self-care"
//! phase = "renewal"
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! | Action | Block | Phase | Lead |
//! | --- | --- | --- | --- |
//! | Train 20 link workers | Self-care | when we can | Head of Public Health |
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unknown-phase",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unknown_phase.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::UnknownPhase)
}
