//! What a rule says of a plan.

use crate::source::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth a look.
    Note,
    /// To be mended before the plan is adopted.
    Warning,
    /// To be mended now.
    Error,
}

impl Level {
    /// Every level with its word.
    pub const NAMES: [(&'static str, Self); 3] =
        [("note", Self::Note), ("warning", Self::Warning), ("error", Self::Error)];

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is said of a rule everywhere: in lists, in pages, in outputs.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// Its name, in words with hyphens.
    pub name: &'static str,
    /// Its level in a draft; `None` is off.
    pub draft: Option<Level>,
    /// Its level in an adopted plan; `None` is off.
    pub adopted: Option<Level>,
    /// Whether it reports that something of the plan is absent; such rules are silent for a plan that could not be
    /// read whole.
    pub absence: bool,
    /// The text of the rule's own source file: its page stands at the top.
    pub file: &'static str,
}

impl RuleMeta {
    /// The rule's page in Markdown: the leading `//!` lines of its file.
    #[must_use]
    pub fn page(&self) -> String {
        let mut page = String::new();
        for line in self.file.lines().map_while(|line| line.strip_prefix("//!")) {
            page.push_str(line.strip_prefix(' ').unwrap_or(line));
            page.push('\n');
        }
        page
    }

    /// The page's first line: the rule in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        self.page().lines().next().unwrap_or_default().to_owned()
    }
}

/// The rules that are always errors, and that nobody can switch off, accept or let be: a file that cannot be read
/// hides everything that is wrong in it, so that a run which were quiet about it would be green whatever the plan says.
pub const NEVER_QUIET: [&str; 2] = ["encoding", "syntax"];

/// What a finding is about, by ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The block.
    pub block: Option<String>,
    /// The phase.
    pub phase: Option<String>,
    /// The section.
    pub section: Option<String>,
    /// The action: its id, else its title.
    pub action: Option<String>,
}

/// What names a finding in its plan, and stays while the plan is edited around it: never line, level or message.
/// Findings that share it are told apart by their number among equals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// The rule's name.
    pub rule: &'static str,
    /// What the finding is about; no part of it is blank.
    pub subject: Subject,
    /// The words that offend, without white space around them.
    pub words: String,
}

/// A suggestion of the framework that would fill a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The suggestion's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What to do.
    pub detail: Option<String>,
    /// Who could lead it.
    pub lead: Option<String>,
    /// What could be measured.
    pub measure: Option<String>,
}

/// One thing that a rule found wrong, at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How much it matters in this plan; chosen by `lint`, not by the rule.
    pub level: Level,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// What it is about.
    pub subject: Subject,
    /// The words that offend, where the subject does not say it all; part of the [`Item`].
    pub words: String,
    /// What would fill the gap.
    pub offers: Vec<Offer>,
}

impl Finding {
    /// A finding without help, about nothing in particular, at the rule's level for drafts.
    pub fn new(rule: &'static RuleMeta, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.draft.unwrap_or(Level::Note),
            message: message.into(),
            help: None,
            span,
            subject: Subject::default(),
            words: String::new(),
            offers: Vec::new(),
        }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With what it is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// With the words that offend.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }

    /// With what would fill the gap.
    #[must_use]
    pub fn offers(mut self, offers: Vec<Offer>) -> Self {
        self.offers = offers;
        self
    }

    /// What names it.
    #[must_use]
    pub fn item(&self) -> Item {
        let said = |part: &Option<String>| part.clone().filter(|words| !words.trim().is_empty());
        let Subject { block, phase, section, action } = &self.subject;
        let subject =
            Subject { block: said(block), phase: said(phase), section: said(section), action: said(action) };
        Item { rule: self.rule.name, subject, words: self.words.trim().to_owned() }
    }
}
