//! An action lacks a field that the framework requires.
//!
//! Lead, due date and measure have rules of their own; this one is for any other field that the framework marks as required.
//! Actions that nobody has developed yet, and those that were dropped, are not judged. A table without the column gives one
//! finding, at its header.
//!
//! Whoever wrote the framework asks for the field of every action, so that actions can be compared and added up.
//!
//! Fill the field in.
//!
//! # Fails
//!
//! ```toml framework
//! schema = 1
//! id = "costed"
//! title = "Recovery with costs"
//! version = "1.0.0"
//! extends = "cooperative-recovery"
//!
//! [[field]]
//! id = "cost"
//! label = "Cost"
//! kind = "money"
//! required = true
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//!   - Cost: 40,000 pounds
//! ```

use super::support::lacking;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-field",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("missing_field.rs"),
    },
    check,
};

/// The fields whose absence is told by a rule of their own.
const TOLD_ELSEWHERE: [&str; 3] = ["lead", "due", "measure"];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let fields = context.framework.fields.iter();
    let required =
        fields.filter(|field| field.required && !TOLD_ELSEWHERE.contains(&field.words.id.as_str()));
    required
        .flat_map(|field| lacking(context, &RULE.meta, field, "the framework requires it of every action"))
        .collect()
}
