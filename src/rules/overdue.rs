//! An action should be finished by now, and is neither done nor dropped.
//!
//! The last day that its due date means lies before today, or before the day that `--today` names. The examples are read on
//! 1 January 2027.
//!
//! A plan that people trust says what became of each promise.
//!
//! Write its status: `done`, or `dropped`. If it is late, agree a new date and write that.
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
//!   - Due: October 2026
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
//!   - Due: October 2026
//!   - Measure: 20 link workers in post
//!   - Status: done
//! - [ ] Lend blood pressure monitors
//!   - Lead: Head of Libraries
//!   - Due: January 2027
//!   - Measure: 300 loans
//! ```

use super::support::{called, developed, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::{Action, ActionStatus};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "overdue",
        draft: Some(Level::Warning),
        adopted: Some(Level::Warning),
        absence: false,
        file: include_str!("overdue.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let finding = |action: &Action| {
        let due = action.due.as_ref()?;
        let end = due.value.end()?;
        let is_late = end < context.today && !action.status_is(ActionStatus::Done);
        is_late.then(|| {
            let message = format!(
                "{} was due by {} and is not said to be done",
                called(action),
                end.strftime("%-d %B %Y")
            );
            Finding::new(&RULE.meta, due.span, message)
                .help("write its status, `done` or `dropped`, or agree a new date")
                .about(subject(context, action))
                .words(due.value.text.as_str())
        })
    };
    developed(context).filter_map(finding).collect()
}
