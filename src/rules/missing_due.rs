//! An action does not say when it is to be finished.
//!
//! Actions that nobody has developed yet, and those that were dropped, are not judged. A table without a column for the date
//! gives one finding, at its header.
//!
//! Without a date nobody can say that an action is late, so it never is.
//!
//! Write a day, a month, a quarter or a season. An action without an end has a date at which somebody looks at it again.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Measure: 20 link workers in post
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
//!   - Due: Q4 2026/27
//!   - Measure: 20 link workers in post
//! ```

use super::support::missing_field;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-due",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("missing_due.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    missing_field(context, &RULE.meta, "due", "write when it is to be finished, such as `31 March 2027`")
}
