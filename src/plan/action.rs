//! Actions, and the tables that hold them.

use super::{ActionStatus, DateText, Place, StatusText, SuggestionText, Text, When};
use crate::source::Spanned;

/// The title of an action that nobody has named yet: a placeholder.
pub const UNTITLED: &str = "[Action]";

/// Something that the plan says will be done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Action {
    /// Its reference.
    pub id: Option<Spanned<String>>,
    /// What will be done; may be empty in a record that is still to be filled in.
    pub title: Spanned<Text>,
    /// More of it, in Markdown.
    pub detail: Option<Spanned<String>>,
    /// The blocks, phases and sections that it is in.
    pub place: Place,
    /// Who answers for it.
    pub lead: Option<Spanned<Text>>,
    /// Who takes part.
    pub partners: Vec<Spanned<Text>>,
    /// When it begins.
    pub start: Option<Spanned<DateText>>,
    /// When it is to be finished.
    pub due: Option<Spanned<DateText>>,
    /// How one will know.
    pub measure: Option<Spanned<Text>>,
    /// What it costs.
    pub cost: Option<Spanned<Text>>,
    /// How far it is.
    pub status: Option<Spanned<StatusText>>,
    /// How much it matters.
    pub priority: Option<Spanned<Text>>,
    /// The suggestion that it names.
    pub suggestion: Option<Spanned<SuggestionText>>,
    /// A note.
    pub note: Option<Spanned<Text>>,
    /// Fields of the framework's own, beyond those above: id and value.
    pub others: Vec<(String, Spanned<Text>)>,
    /// The table that it is a row of, as an index into [`super::Plan::tables`].
    pub table: Option<usize>,
    /// All of it, from its first character to its last.
    pub span: Spanned<()>,
}

impl Action {
    /// What the action is called: its id, else its title.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.as_ref().map_or(self.title.value.value.as_str(), |id| id.value.as_str())
    }

    /// Whether it was given up.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.status_is(ActionStatus::Dropped)
    }

    /// Whether it has this status.
    #[must_use]
    pub fn status_is(&self, status: ActionStatus) -> bool {
        self.status.as_ref().and_then(|text| text.value.status) == Some(status)
    }

    /// The text of a field that says something.
    #[must_use]
    pub fn given(field: Option<&Spanned<Text>>) -> Option<&Spanned<Text>> {
        field.filter(|text| !text.value.placeholder && !text.value.value.is_empty())
    }

    /// The date of a field that says something, readable or not.
    #[must_use]
    pub fn given_date(field: Option<&Spanned<DateText>>) -> Option<&Spanned<DateText>> {
        field.filter(|date| date.value.when != When::Placeholder)
    }

    /// Whether the field with an id was written at all, be it with a placeholder: a placeholder is a finding of
    /// its own, so that the field is not missing as well.
    #[must_use]
    pub fn has_field(&self, id: &str) -> bool {
        match id {
            "id" => self.id.is_some(),
            "lead" => self.lead.is_some(),
            "partners" => !self.partners.is_empty(),
            "start" => self.start.is_some(),
            "due" => self.due.is_some(),
            "measure" => self.measure.is_some(),
            "cost" => self.cost.is_some(),
            "status" => self.status.is_some(),
            "priority" => self.priority.is_some(),
            "suggestion" => self.suggestion.is_some(),
            "phase" => !self.place.phases.is_empty(),
            "block" => !self.place.blocks.is_empty(),
            "note" => self.note.is_some(),
            _ => self.others.iter().any(|(other, _)| other == id),
        }
    }
}

/// A table whose rows are actions.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionTable {
    /// Its header row.
    pub header: Spanned<()>,
    /// Where it stands.
    pub place: Place,
    /// The ids of the fields that it has columns for.
    pub fields: Vec<String>,
}
