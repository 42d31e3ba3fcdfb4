//! A finished report as text: one file for each format, each a function to a string.

mod concise;
mod excerpt;
mod fingerprint;
mod full;
mod json;
mod matrix;
pub mod outline;

use crate::finding::Level;
use crate::report::{Breakage, Report};
use crate::text::{counted, listed, printable};

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
pub fn render(report: &Report, format: Format, style: Style) -> String {
    match format {
        Format::Full => full::render(report, style),
        Format::Concise => concise::render(report, style),
        Format::Json => json::render(report, style),
    }
}

/// "2 plans checked: 1 error and 3 warnings."
fn summary(report: &Report) -> String {
    let mut found: Vec<String> = Level::NAMES
        .iter()
        .rev()
        .map(|(name, level)| (report.count(*level), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| counted(count, name))
        .collect();
    let ignored: usize = report.plans.iter().map(|plan| plan.ignored.len()).sum();
    if found.is_empty() {
        found.push("nothing found".to_owned());
    }
    if ignored > 0 {
        found.push(format!("{ignored} accepted with a reason"));
    }
    let broken = match report.broken.len() {
        0 => String::new(),
        count => format!(" {} kept it from doing all its work.", counted(count, "problem")),
    };
    format!("{} checked: {}.{broken}\n", counted(report.plans.len(), "plan"), listed(&found, "and"))
}

/// Where something broke, as far as is known.
fn place(breakage: &Breakage) -> String {
    let path = printable(&breakage.path, false);
    match breakage.place {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None => path,
    }
}

/// "0.5 %" and "80 %": whole numbers without a fraction.
fn percent(share: f64) -> String {
    let rounded = (share * 10.0).floor() / 10.0;
    format!("{rounded} %")
}
