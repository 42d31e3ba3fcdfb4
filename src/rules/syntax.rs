//! A file does not parse, so that its contents are not known.
//!
//! The `plan.toml`, or the front matter of a document, is not sound TOML or YAML. It reports one fault for each line at most.
//!
//! What cannot be read cannot be judged: until the fault is mended, nothing else is said of that file, and nothing is said to
//! be absent from the plan. For that reason nobody can switch this rule off, lower its level or accept what it finds.
//!
//! Look at the place that is shown. Often a quotation mark or a bracket is missing, there or a line above.
//!
//! # Fails
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan
//! ```
//!
//! ```markdown
//! ---
//! title: "Exampleshire recovery plan
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

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "syntax",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("syntax.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::Syntax)
}
