//! The date of an action fixes no day.
//!
//! "Ongoing", "short term", "as soon as possible", "quarterly": the words fill the field, and no day follows from them.
//!
//! Nobody can say that such an action is late, or sort it among the others.
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
use crate::plan::{Action, When};

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
    let vague = |action: &'_ Action| {
        let dates = [&action.start, &action.due].into_iter().flatten();
        let vague = dates.filter(|date| date.value.when == When::Vague);
        let told = vague.map(|date| {
            let words = date.value.text.as_str();
            Finding::new(&RULE.meta, date.span, format!("\"{words}\" fixes no day for {}", called(action)))
                .help("write a day, month, quarter or season, such as `31 March 2027` or `Q4 2026/27`")
                .about(subject(context, action))
                .words(words)
        });
        told.collect::<Vec<_>>()
    };
    developed(context).flat_map(vague).collect()
}
