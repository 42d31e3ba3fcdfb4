//! A plan, whatever notation it was written in: what every reader lowers into, what every rule judges and what
//! every writer writes. Every value knows its place; two plans are equal when they say the same.

use jiff::civil::Date;

use crate::framework::{BlockIx, PhaseIx, SectionIx, SuggestionIx};
use crate::problem::Problem;
use crate::source::{SourceId, Span, Spanned};

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

/// Which blocks, phases and section something belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The blocks that it serves.
    pub blocks: Vec<BlockIx>,
    /// The phases that it is in.
    pub phases: Vec<PhaseIx>,
    /// The section that it stands in.
    pub section: Option<SectionIx>,
}

/// A heading, and what it was read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its words, without emphasis.
    pub text: Spanned<String>,
    /// 1 to 6.
    pub level: u8,
    /// Whether it is the title of its document: it then names nothing and passes nothing down.
    pub is_title: bool,
    /// Whether it is a heading of a document, or a table of a `plan.toml` that stands for one.
    pub in_document: bool,
    /// What it names itself.
    pub names: Names,
    /// Where its text is filed: its own names and its parents'.
    pub place: Place,
    /// The heading that it stands under, as an index into [`Plan::headings`].
    pub parent: Option<usize>,
    /// From the heading to the end of everything below it.
    pub scope: Spanned<()>,
}

/// What a heading names, and by which words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// The blocks.
    pub blocks: Vec<Match<BlockIx>>,
    /// The phases.
    pub phases: Vec<Match<PhaseIx>>,
    /// The section.
    pub section: Option<Match<SectionIx>>,
}

/// One thing that a heading names.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<T> {
    /// The block, phase or section.
    pub target: T,
    /// How it was recognised.
    pub how: How,
    /// The framework's word, or the comment's, that it was recognised by.
    pub word: String,
}

/// How a heading was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By the part's title.
    Title,
    /// By one of its aliases.
    Alias,
    /// By its id.
    Id,
    /// By a recoveryplan comment after the heading.
    Comment,
    /// By the `[headings]` of a config.
    Config,
    /// By words that may mean it: never counts, only helps.
    Hint,
}

impl How {
    /// Its word in outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Id => "id",
            Self::Comment => "comment",
            Self::Config => "config",
            Self::Hint => "hint",
        }
    }
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
    /// The blocks, phases and section that it is in.
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
    /// The table that it is a row of, as an index into [`Plan::tables`].
    pub table: Option<usize>,
    /// All of it, from its first character to its last.
    pub span: Spanned<()>,
}

/// A suggestion as an action names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionText {
    /// The words.
    pub text: String,
    /// The suggestion, where the framework has it.
    pub suggestion: Option<SuggestionIx>,
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
