//! A date cannot be read.
//!
//! It reports start and due dates of actions, the dates on which the plan was updated and is to be reviewed, and the last day
//! of an accepted finding. Words such as "ongoing" are another matter, see `vague-date`; so are dates to be filled in, see
//! `placeholder`.
//!
//! What cannot be read is treated as if it were not there: the action is never late, the review never due. An ignore whose
//! last day cannot be read accepts nothing, since it would accept for ever.
//!
//! Write the date in one of the forms that councils use: `2027-03-31`, `31 March 2027`, `31/03/2027` (the day first),
//! `March 2027`, `Q4 2026/27`, `2026/27`, `Spring 2027`.
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
//!   - Due: 31 February 2027
//!   - Measure: 20 link workers in post
//! ```
//!
//! ```toml
//! [plan]
//! title = "Exampleshire recovery plan"
//! review = "31 April 2027"
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
//!   - Start: Spring 2026
//!   - Due: by the end of March 2027
//!   - Measure: 20 link workers in post
//! ```

use super::support::{counted, subject};
use super::{Context, Rule};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::{DateText, When};
use crate::source::Spanned;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "invalid-date",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("invalid_date.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let plan = context.plan;
    let about = [&plan.about.updated, &plan.about.review].into_iter().flatten();
    let mut findings: Vec<Finding> = about.filter_map(|date| judge(date, Subject::default)).collect();
    for action in counted(context) {
        let dates = [&action.start, &action.due].into_iter().flatten();
        findings.extend(dates.filter_map(|date| judge(date, || subject(context, action))));
    }
    // An accepted finding ends on a day: vague words are as good as none.
    let until = plan.ignores.iter().filter_map(|ignore| ignore.until.as_ref());
    findings.extend(until.filter(|date| date.value.end().is_none()).map(|date| {
        let found = told(date, Subject::default());
        let message = format!("{}, so that nothing is accepted here", found.message);
        Finding { message, ..found }
    }));
    findings
}

fn judge(date: &Spanned<DateText>, subject: impl FnOnce() -> Subject) -> Option<Finding> {
    (date.value.when == When::Unreadable).then(|| told(date, subject()))
}

fn told(date: &Spanned<DateText>, subject: Subject) -> Finding {
    let words = date.value.text.as_str();
    Finding::new(&RULE.meta, date.span, format!("the date \"{words}\" cannot be read"))
        .help("write it like `2027-03-31`, `31 March 2027`, `March 2027`, `Q4 2026/27` or `Spring 2027`")
        .about(subject)
        .words(words)
}
