//! A [`Plan`] as text, in Markdown and in TOML: the mirror of [`crate::read`].

use crate::framework::Framework;
use crate::plan::Plan;

/// What a Markdown document carries beyond the plan's own text.
#[derive(Debug, Clone, Copy, Default)]
pub struct DocumentStyle {
    /// Front matter with the keys of `[plan]`, for a document that stands alone.
    pub front_matter: bool,
    /// The framework's guidance, as comments that no one can publish by accident.
    pub guidance: bool,
}

/// What a `plan.toml` carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordStyle {
    /// The names alone: the text stands in documents.
    Names,
    /// The whole plan.
    Whole {
        /// The framework's guidance, as comments.
        guidance: bool,
    },
}

/// The plan as one Markdown document.
#[must_use]
pub fn document(_plan: &Plan, _framework: &Framework, _style: DocumentStyle) -> String {
    unimplemented!()
}

/// The plan as a `plan.toml`.
#[must_use]
pub fn record(_plan: &Plan, _framework: &Framework, _style: RecordStyle) -> String {
    unimplemented!()
}
