//! A plan, whatever notation it was written in: what every reader lowers into, what every rule judges and what
//! every writer writes. Every value knows its place; two plans are equal when they say the same.

mod action;
mod heading;
mod values;

use crate::framework::{BlockIx, PhaseIx, SectionIx};
use crate::problem::Problem;
use crate::source::{SourceId, Span, Spanned};

pub use self::action::{Action, ActionTable, UNTITLED};
pub use self::heading::{Heading, How, Match, Names};
pub use self::values::{ActionStatus, DateText, StatusText, SuggestionText, Text, When, plain_day};

/// A plan read from one file or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What the plan says of itself.
    pub about: About,
    /// Every heading, and every table of a `plan.toml` that stands for one, in the order of reading.
    pub headings: Vec<Heading>,
    /// The paragraphs, lists and tables that are no actions.
    pub passages: Vec<Passage>,
    /// What the plan says will be done.
    pub actions: Vec<Action>,
    /// The tables that hold actions.
    pub tables: Vec<ActionTable>,
    /// The gaps that are meant.
    pub not_applicable: Vec<NotApplicable>,
    /// The findings that are accepted.
    pub ignores: Vec<Ignore>,
    /// Words left to be filled in, wherever they stand.
    pub placeholders: Vec<Placeholder>,
    /// What is wrong with the files themselves.
    pub problems: Vec<Problem>,
    /// Whether all of the plan could be read. Where it could not, nothing can be said to be absent.
    pub complete: bool,
    /// The texts that the plan was read from: its record first, then its documents in reading order.
    pub files: Vec<SourceId>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            about: About::default(),
            headings: Vec::new(),
            passages: Vec::new(),
            actions: Vec::new(),
            tables: Vec::new(),
            not_applicable: Vec::new(),
            ignores: Vec::new(),
            placeholders: Vec::new(),
            problems: Vec::new(),
            complete: true,
            files: Vec::new(),
        }
    }
}

/// The keys of `[plan]`, or of front matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// The plan's name; where no key gives it, its title heading does.
    pub title: Option<Spanned<String>>,
    /// The council that answers for it.
    pub authority: Option<Spanned<String>>,
    /// The place that it is for.
    pub area: Option<Spanned<String>>,
    /// The framework's id, or a path to its file.
    pub framework: Option<Spanned<String>>,
    /// The version of the framework that it was written for.
    pub framework_version: Option<Spanned<String>>,
    /// Draft or adopted, where it says.
    pub status: Option<Spanned<PlanStatus>>,
    /// When it was last changed.
    pub updated: Option<Spanned<DateText>>,
    /// When it will be looked at again.
    pub review: Option<Spanned<DateText>>,
    /// Its documents, relative to the record.
    pub documents: Vec<Spanned<String>>,
    /// Where these keys stand: `[plan]`, or the front matter.
    pub span: Option<Span>,
}

impl About {
    /// What the plan is called: its title, else words made of the authority's name.
    #[must_use]
    pub fn name(&self) -> String {
        let said = |text: &Option<Spanned<String>>| {
            text.as_ref().map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
        };
        match (said(&self.title), said(&self.authority)) {
            (Some(title), _) => title,
            (None, Some(authority)) => format!("{authority} recovery plan"),
            (None, None) => "Recovery plan".to_owned(),
        }
    }
}

/// How binding a plan is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PlanStatus {
    /// Still being written.
    #[default]
    Draft,
    /// Decided.
    Adopted,
}

impl PlanStatus {
    /// Every status with its word.
    pub const NAMES: [(&'static str, Self); 2] = [("draft", Self::Draft), ("adopted", Self::Adopted)];

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Adopted => "adopted",
        }
    }
}

/// Which blocks, phases and sections something belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The blocks that it serves.
    pub blocks: Vec<BlockIx>,
    /// The phases that it is in.
    pub phases: Vec<PhaseIx>,
    /// The sections that it stands in.
    pub sections: Vec<SectionIx>,
}

/// A stretch of text that is no heading and no action.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The heading that it stands under, as an index into [`Plan::headings`].
    pub heading: Option<usize>,
    /// Where it is filed.
    pub place: Place,
    /// What sort of text it is.
    pub kind: PassageKind,
    /// The text, in Markdown.
    pub text: Spanned<String>,
}

/// Sorts of passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// Text of the plan's own: it covers.
    Content,
    /// An `Aim:` paragraph (the words after the colon): shown, never content.
    Aim,
    /// Nothing but words left to be filled in: no content.
    Placeholder,
}

/// A gap that is meant.
#[derive(Debug, Clone, PartialEq)]
pub struct NotApplicable {
    /// The blocks and phases that are not applicable: every pair, or all cells of the one that is named.
    pub place: Place,
    /// Why.
    pub reason: Spanned<String>,
}

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Ignore {
    /// The names of the rules.
    pub rules: Vec<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Until when.
    pub until: Option<Spanned<DateText>>,
    /// How far it reaches.
    pub reach: Reach,
    /// The one action that it is about, by id or title.
    pub action: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Spanned<()>,
}

/// How far an accepted finding reaches.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// What stands within this span, absences of whole blocks, phases and sections aside.
    Scope(Spanned<()>),
    /// One document, and the plan's absences.
    Document(SourceId),
    /// The whole plan, narrowed by what is named.
    Plan {
        /// To one block.
        block: Option<Spanned<String>>,
        /// To one phase.
        phase: Option<Spanned<String>>,
        /// To one section.
        section: Option<Spanned<String>>,
    },
}

/// Words left to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Placeholder {
    /// The words.
    pub text: Spanned<String>,
    /// Where they are filed.
    pub place: Place,
    /// The action whose field they are, as an index into [`Plan::actions`].
    pub action: Option<usize>,
    /// The id of that field, `title` for the action's title.
    pub field: Option<String>,
}
