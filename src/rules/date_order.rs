//! An action is due before it starts, or a review comes before the update.
//!
//! The last day of the earlier date is compared with the first day of the later one, so that "March 2027" and "15 March 2027"
//! do not clash.
//!
//! One of the two dates is wrong, and nobody can tell which.
//!
//! Correct it.
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
//!   - Start: June 2027
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post
//! ```
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! updated = 2026-11-23
//! review = 2026-05-31
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
//!   - Start: 15 March 2027
//!   - Due: March 2027
//!   - Measure: 20 link workers in post
//! ```

use super::support::{called, counted, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::{Action, DateText};
use crate::source::Spanned;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "date-order",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("date_order.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let about = &context.plan.about;
    let review = in_wrong_order(about.updated.as_ref(), about.review.as_ref()).map(|(updated, review)| {
        let message =
            format!("the review, {}, comes before the update, {}", review.value.text, updated.value.text);
        Finding::new(&RULE.meta, review.span, message)
            .help("correct the wrong one of the two dates")
            .words(review.value.text.as_str())
    });
    let of_action = |action: &Action| {
        let (start, due) = in_wrong_order(action.start.as_ref(), action.due.as_ref())?;
        let message = format!(
            "{} is due before it starts: due {}, start {}",
            called(action),
            due.value.text,
            start.value.text
        );
        Some(
            Finding::new(&RULE.meta, due.span, message)
                .help("correct the wrong one of the two dates")
                .about(subject(context, action))
                .words(due.value.text.as_str()),
        )
    };
    review.into_iter().chain(counted(context).filter_map(of_action)).collect()
}

/// Two dates, where the one that should come later ends before the other begins.
fn in_wrong_order<'p>(
    first: Option<&'p Spanned<DateText>>,
    second: Option<&'p Spanned<DateText>>,
) -> Option<(&'p Spanned<DateText>, &'p Spanned<DateText>)> {
    first.zip(second).filter(|(first, second)| {
        second.value.end().zip(first.value.start()).is_some_and(|(end, start)| end < start)
    })
}
