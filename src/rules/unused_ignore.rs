//! A finding is accepted that does not exist.
//!
//! An `ignore` comment, or an `[[ignore]]` in `plan.toml`, fits no finding, or names a rule that there is not.
//!
//! Either the gap was mended, and the note is out of date, or the rule's name has a slip in it and the finding is still
//! there.
//!
//! Delete the ignore, or correct the rule's name.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- recoveryplan: ignore[missing-partners] the health board joins in May -->
//!
//! Walking groups meet in every ward.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- recoveryplan: ignore[missing-partners] the health board joins in May -->
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//! ```

use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unused-ignore",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("unused_ignore.rs"),
    },
    check,
};

/// Silent: `lint` reports this one, since only it knows which findings the ignores met.
fn check(_: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
