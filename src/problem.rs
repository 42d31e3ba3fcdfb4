//! What is wrong with a file itself, before anyone judges what it says.

use crate::source::Span;

/// One thing that a file holds wrongly, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort of thing is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without help.
    pub fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, span, message: message.into(), help: None }
    }

    /// The same problem with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same problem with help where there is some.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

/// The sorts of problems; in a plan each is a rule of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The file does not parse.
    Syntax,
    /// The file is not text in UTF-8.
    Encoding,
    /// A value is not of the sort that its key holds, or a key that must stand is absent.
    WrongType,
    /// A key that the format lacks.
    UnknownKey,
    /// A block that the framework lacks.
    UnknownBlock,
    /// A phase that the framework lacks.
    UnknownPhase,
    /// A section that the framework lacks.
    UnknownSection,
    /// A suggestion that the framework lacks.
    UnknownSuggestion,
    /// A status word that is not one of the known ones.
    UnknownStatus,
}
