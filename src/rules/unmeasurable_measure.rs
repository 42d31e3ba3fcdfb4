//! A measure holds nothing that can be measured.
//!
//! It has no number, baseline, target or date.
//!
//! "Improved wellbeing" can be neither reached nor missed. A figure makes the board and the public see the same thing.
//!
//! Write what is counted, from which figure to which, and by when. For something that is either done or not, the date is
//! enough.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train link workers
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: Improved wellbeing of residents
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train link workers
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: Twenty link workers in post
//! - [ ] Sign the data-sharing agreement
//!   - Lead: Head of Legal
//!   - Due: 31 March 2027
//!   - Measure: Agreement signed by March 2027
//! ```

use super::support::{called, developed, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::Action;
use crate::text::normalize;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unmeasurable-measure",
        draft: Some(Level::Note),
        adopted: Some(Level::Warning),
        absence: false,
        file: include_str!("unmeasurable_measure.rs"),
    },
    check,
};

/// Words that stand for a number, or for something to compare one with.
const MEASURABLE: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "dozen",
    "zero",
    "half",
    "halve",
    "halved",
    "quarter",
    "quarters",
    "double",
    "doubled",
    "triple",
    "trebled",
    "twice",
    "baseline",
    "baselines",
    "target",
    "targets",
    "percent",
    "percentage",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let finding = |action: &Action| {
        let measure =
            Action::given(action.measure.as_ref()).filter(|text| !is_measurable(&text.value.value))?;
        let message = format!("the measure of {} has no number, baseline, target or date", called(action));
        Some(
            Finding::new(&RULE.meta, measure.span, message)
                .help("write what is counted and from which figure to which, or the date by which it is done")
                .about(subject(context, action))
                .words(measure.value.value.as_str()),
        )
    };
    developed(context).filter_map(finding).collect()
}

fn is_measurable(measure: &str) -> bool {
    measure.contains(|character: char| character.is_numeric() || character == '%')
        || normalize(measure).split(' ').any(|word| MEASURABLE.contains(&word))
        || normalize(measure).contains("per cent")
}
