//! A finding was accepted until a day that has passed.
//!
//! An `ignore` comment, or an `[[ignore]]` in `plan.toml`, has an `until` that lies before today, or before the day that
//! `--today` names. The examples are read on 1 January 2027. The finding itself counts again.
//!
//! Somebody promised to look at this again by that day.
//!
//! Mend what was accepted and delete the ignore, or agree a new date and say why.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- recoveryplan: ignore[missing-partners] until=2026-05-31 the health board joins in May -->
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- recoveryplan: ignore[missing-partners] until=2027-05-31 the health board joins in May -->
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//! ```

use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "expired-ignore",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("expired_ignore.rs"),
    },
    check,
};

/// Silent: `lint` reports this one, since it applies the ignores.
fn check(_: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
