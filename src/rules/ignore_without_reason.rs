//! A finding is accepted without saying why.
//!
//! An `ignore` comment, or an `[[ignore]]` in `plan.toml`, names a rule and gives no reason.
//!
//! A year later nobody knows whether the gap was meant or overlooked. One line of reason is what an inspector asks for.
//!
//! Write the reason, in words, after the rule.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- recoveryplan: ignore[missing-partners] -->
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
//! <!-- recoveryplan: ignore[missing-partners] the health board joins in May -->
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//! ```

use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "ignore-without-reason",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("ignore_without_reason.rs"),
    },
    check,
};

/// Silent: `lint` reports this one, since it applies the ignores.
fn check(_: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
