//! A key, or a word of a recoveryplan comment, is not known.
//!
//! In `plan.toml` every key that the format lacks is reported. In front matter, which other programs use as well, only keys
//! that come close to one of ours are.
//!
//! A key with a slip in it is silently without effect in many programs. Here it would leave a lead or a date out of the plan.
//!
//! Correct the key; the help says which one was probably meant.
//!
//! # Fails
//!
//! ```toml
//! [plan]
//! titel = "Exampleshire recovery plan"
//! ```
//!
//! ```markdown
//! ---
//! reviev: 31 May 2027
//! ---
//!
//! ## Self-care
//!
//! Walking groups meet in every ward.
//! ```
//!
//! # Passes
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! ```
//!
//! ```markdown
//! ---
//! layout: page
//! review: 31 May 2027
//! ---
//!
//! ## Self-care
//!
//! Walking groups meet in every ward.
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unknown-key",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unknown_key.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::UnknownKey)
}
