//! Headings, and what they were read as.

use super::Place;
use crate::framework::{BlockIx, PhaseIx, SectionIx};
use crate::source::Spanned;

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
    /// The heading that it stands under, as an index into [`super::Plan::headings`].
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
    /// The sections.
    pub sections: Vec<Match<SectionIx>>,
    /// Who says that it names nothing of some kind, whatever its words: a comment or a config.
    pub ruled_out: Option<How>,
}

impl Names {
    /// Whether it surely names anything.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.names_block() || self.names_phase() || self.names_section()
    }

    /// Whether it surely names a block.
    #[must_use]
    pub fn names_block(&self) -> bool {
        self.blocks.iter().any(|found| found.how.is_sure())
    }

    /// Whether it surely names a phase.
    #[must_use]
    pub fn names_phase(&self) -> bool {
        self.phases.iter().any(|found| found.how.is_sure())
    }

    /// Whether it surely names a section.
    #[must_use]
    pub fn names_section(&self) -> bool {
        self.sections.iter().any(|found| found.how.is_sure())
    }
}

/// One thing that a heading names.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<T> {
    /// The block, phase or section.
    pub target: T,
    /// How it was recognised.
    pub how: How,
    /// The framework's word, or the comment's, that it was recognised by; of words in any order ("residents + decide"), the
    /// heading's own.
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
    /// By words that are its title but for a slip: never counts, only helps.
    Near,
    /// By words that may mean it: never counts, only helps.
    Hint,
}

impl How {
    /// Whether it counts.
    #[must_use]
    pub fn is_sure(self) -> bool {
        !matches!(self, Self::Near | Self::Hint)
    }

    /// Its word in outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Id => "id",
            Self::Comment => "comment",
            Self::Config => "config",
            Self::Near | Self::Hint => "hint",
        }
    }
}
