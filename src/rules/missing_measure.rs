//! An action does not say how one will know that it worked.
//!
//! Actions that nobody has developed yet, and those that were dropped, are not judged. A table without a column for the
//! measure gives one finding, at its header.
//!
//! Without a measure an action can be reported as done when only the work was done, whether or not anyone is better off.
//!
//! Write what will be counted, from which figure to which, and by when. For something that is either done or not, such as a
//! signed agreement, the date is enough.
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
//!   - Due: 31 March 2027
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
//!   - Measure: 20 link workers in post by March 2027 (baseline 4)
//! ```

use super::support::missing_field;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-measure",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("missing_measure.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let help = "write what will be counted, from which figure to which, or the date by which it is done";
    missing_field(context, &RULE.meta, "measure", help)
}
