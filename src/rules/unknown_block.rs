//! A block is named that the framework does not have.
//!
//! It reports ids in `plan.toml` and in recoveryplan comments. Words in headings and tables are never errors.
//!
//! Text or an action that is filed under an unknown id serves no block.
//!
//! Correct the id; the help names the closest one. `recoveryplan framework show` lists them all.
//!
//! # Fails
//!
//! ```toml
//! [[action]]
//! title = "Train 20 link workers"
//! block = "selfcare"
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Health
//!
//! <!-- recoveryplan: block=self-caer -->
//!
//! Walking groups meet in every ward.
//! ```
//!
//! # Passes
//!
//! ```toml
//! [[action]]
//! title = "Train 20 link workers"
//! block = "self-care"
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unknown-block",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unknown_block.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::UnknownBlock)
}
