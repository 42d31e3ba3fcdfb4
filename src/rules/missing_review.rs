//! The plan does not say when it will be looked at again.
//!
//! Neither `plan.toml` nor the front matter of the document states `review`.
//!
//! Recovery takes years, and what was true when a plan was written stops being true. A plan with a review date is mended; one
//! without is replaced.
//!
//! Write the date: `review = 2027-05-31` below `[plan]` in `plan.toml`, or `review: 2027-05-31` between two lines of `---` at
//! the very top of a document that stands alone.
//!
//! # Fails
//!
//! ```markdown
//! ---
//! title: Exampleshire recovery plan
//! ---
//!
//! ## Self-care
//!
//! Walking groups meet in every ward.
//! ```
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! ```
//!
//! # Passes
//!
//! ```markdown
//! ---
//! title: Exampleshire recovery plan
//! review: 31 May 2027
//! ---
//!
//! ## Self-care
//!
//! Walking groups meet in every ward.
//! ```

use super::support::{Places, is_in_record};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-review",
        draft: Some(Level::Note),
        adopted: Some(Level::Warning),
        absence: true,
        file: include_str!("missing_review.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let about = &context.plan.about;
    if about.review.is_some() {
        return Vec::new();
    }
    let help = if is_in_record(context) {
        "add `review = 2027-05-31`, or another date, below `[plan]`"
    } else {
        "add `review: 2027-05-31`, or another date, to the front matter: the lines between `---` at the very top"
    };
    let span = about.span.unwrap_or_else(|| Places::new(context).top());
    vec![Finding::new(&RULE.meta, span, "the plan states no review date").help(help)]
}
