//! The date of an action, or of the plan's review, fixes no day.
//!
//! "Ongoing", "short term", "as soon as possible", "quarterly": the words fill the field, and no day follows from them.
//!
//! Nobody can say that such an action is late, or sort it among the others, and nobody is reminded of such a review.
//!
//! Write a day, a month, a quarter or a season. For work without an end, write when it is next looked at.
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
//!   - Due: ongoing
//!   - Measure: 20 link workers in post
//! ```
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! review = "annually"
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
//!   - Due: end of March 2027
//!   - Measure: 20 link workers in post
//! ```

use super::support::{called, developed, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::{DateText, When};
use crate::source::Spanned;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "vague-date",
        draft: Some(Level::Note),
        adopted: Some(Level::Warning),
        absence: false,
        file: include_str!("vague_date.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let review = context.plan.about.review.iter().filter_map(|date| judge(date, "the review of the plan"));
    let of_actions = developed(context).flat_map(|action| {
        let dates = [&action.start, &action.due].into_iter().flatten();
        let found = dates.filter_map(|date| judge(date, &called(action)));
        found.map(|finding| finding.about(subject(context, action))).collect::<Vec<_>>()
    });
    review.chain(of_actions).collect()
}

fn judge(date: &Spanned<DateText>, of: &str) -> Option<Finding> {
    let words = date.value.text.as_str();
    (date.value.when == When::Vague).then(|| {
        Finding::new(&RULE.meta, date.span, format!("\"{words}\" fixes no day for {of}"))
            .help("write a day, month, quarter or season, such as `31 March 2027` or `Q4 2026/27`")
            .words(words)
    })
}
