//! The words of a plan's fields, with what they mean.

use jiff::civil::Date;

use crate::framework::SuggestionIx;

/// A text that may be no more than a placeholder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The words as people read them: without Markdown's marks, white space single.
    pub value: String,
    /// Whether the whole of it is a placeholder: it is then as good as absent.
    pub placeholder: bool,
}

impl Text {
    /// A text that says something.
    pub fn given(value: impl Into<String>) -> Self {
        Self { value: value.into(), placeholder: false }
    }
}

/// A date as it is written, and as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateText {
    /// The words.
    pub text: String,
    /// What they mean.
    pub when: When,
}

/// What the words of a date mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day, a month, a year or a range: it counts by its last day.
    Span {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
    /// Words that fix no day: "ongoing", "short term".
    Vague,
    /// A placeholder: as good as absent.
    Placeholder,
    /// Something else.
    Unreadable,
}

impl DateText {
    /// The last day, where a day could be read.
    #[must_use]
    pub fn end(&self) -> Option<Date> {
        match self.when {
            When::Span { until, .. } => Some(until),
            _ => None,
        }
    }

    /// The first day, where a day could be read.
    #[must_use]
    pub fn start(&self) -> Option<Date> {
        match self.when {
            When::Span { from, .. } => Some(from),
            _ => None,
        }
    }
}

/// A day as machines write it, `2027-03-31`: a year of four digits, no time of day and nothing else.
#[must_use]
pub fn plain_day(text: &str) -> Option<Date> {
    let is_plain = text.len() == "2027-03-31".len();
    if is_plain { Date::strptime("%Y-%m-%d", text).ok() } else { None }
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionStatus {
    /// Not begun.
    Planned,
    /// Begun.
    InProgress,
    /// Finished.
    Done,
    /// Late.
    Delayed,
    /// Given up: counts nowhere.
    Dropped,
}

impl ActionStatus {
    /// Every status with its word.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("planned", Self::Planned),
        ("in-progress", Self::InProgress),
        ("done", Self::Done),
        ("delayed", Self::Delayed),
        ("dropped", Self::Dropped),
    ];

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::Delayed => "delayed",
            Self::Dropped => "dropped",
        }
    }
}

/// A status as it is written, and as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusText {
    /// The words.
    pub text: String,
    /// What they mean, where they are known.
    pub status: Option<ActionStatus>,
}

/// A suggestion as an action names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionText {
    /// The words.
    pub text: String,
    /// The suggestion, where the framework has it.
    pub suggestion: Option<SuggestionIx>,
}
