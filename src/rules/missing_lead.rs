//! An action does not say who answers for it.
//!
//! Actions that nobody has developed yet, and those that were dropped, are not judged. A table without a column for the lead
//! gives one finding, at its header.
//!
//! An action that belongs to everyone is done by no one. The lead is whom the board asks when the date comes.
//!
//! Name one person or one post. Partners who help have a field of their own.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! | Action | By when | Measure |
//! | --- | --- | --- |
//! | Train 20 link workers | March 2027 | 20 in post by March 2027 |
//! | Lend blood pressure monitors | May 2027 | 300 loans by May 2027 |
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
//! - [ ] Lend blood pressure monitors
//!   - Lead: TBC
//! ```

use super::support::missing_field;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-lead",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("missing_lead.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    missing_field(context, &RULE.meta, "lead", "name the one person or post that answers for it")
}
