//! Texts into a [`Plan`]. Reading never fails: what is wrong with the texts stands in the plan.

pub mod dates;
pub mod placeholders;

use crate::framework::Framework;
use crate::plan::{About, Plan};
use crate::source::{SourceId, Sources};

/// The texts of one plan.
#[derive(Debug, Clone, Default)]
pub struct PlanTexts {
    /// The `plan.toml`, where there is one.
    pub record: Option<SourceId>,
    /// The documents, in reading order.
    pub documents: Vec<SourceId>,
    /// Whether a document that the record names could not be read: the plan is then incomplete.
    pub documents_missing: bool,
}

/// Reads a plan written for `framework`.
#[must_use]
pub fn plan(_sources: &Sources, _texts: &PlanTexts, _framework: &Framework) -> Plan {
    Plan::default()
}

/// What a `plan.toml` says of itself: enough to find its framework and its documents before it is read as a whole.
#[must_use]
pub fn about_record(_sources: &Sources, _record: SourceId) -> About {
    About::default()
}

/// What the front matter of a document says, where it has any.
#[must_use]
pub fn about_document(_sources: &Sources, _document: SourceId) -> Option<About> {
    None
}
