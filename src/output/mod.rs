//! A finished report as text: one file for each format, each a function to a string.

use crate::finding::Level;
use crate::report::Report;

/// The formats of `check`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: excerpts, help and suggestions.
    #[default]
    Full,
    /// A line for each finding.
    Concise,
    /// For programs.
    Json,
}

impl Format {
    /// Every format with its name on the command line.
    pub const NAMES: [(&'static str, Self); 3] =
        [("full", Self::Full), ("concise", Self::Concise), ("json", Self::Json)];
}

/// How a format for people is dressed.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to use colour.
    pub color: bool,
    /// How much to say.
    pub verbosity: Verbosity,
    /// The level that fails a run; outcomes are told by it.
    pub fail_on: Level,
}

/// How much to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Findings only.
    Quiet,
    /// Findings, and a summary.
    #[default]
    Normal,
    /// Every finding, however many of one rule there are.
    Verbose,
}

/// The report in a format.
#[must_use]
pub fn render(_report: &Report, _format: Format, _style: &Style) -> String {
    unimplemented!("no format is here yet")
}
