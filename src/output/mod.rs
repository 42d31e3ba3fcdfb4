//! A finished report as text: one file for each format, each a function to a string.

mod card;
mod concise;
mod excerpt;
mod fingerprint;
mod full;
mod json;
mod matrix;
pub mod outline;

use annotate_snippets::Renderer;

use crate::finding::Level;
use crate::report::{Breakage, PlanReport, Report};
use crate::text::{counted, listed, printable, shorten};

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

    /// Whether it shows the actions of plans in which nothing was found.
    #[must_use]
    pub fn shows_actions(self) -> bool {
        self == Self::Json
    }
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

/// The width that texts are wrapped to, in characters.
const WIDTH: usize = 100;
/// The most of a message that is shown to people: some quote words of the plan.
const MOST: usize = 600;

/// Words on one line, safe to print and not without end.
fn said(words: &str) -> String {
    shorten(&printable(words, false), MOST)
}

/// "2 plans checked: 1 error and 3 warnings."
fn summary(report: &Report) -> String {
    let broken = match report.broken.len() {
        0 => String::new(),
        count => format!(" {} kept it from doing all its work.", counted(count, "problem")),
    };
    if report.plans.is_empty() {
        return format!("No plan could be checked.{broken}\n");
    }
    let mut found: Vec<String> = Level::NAMES
        .iter()
        .rev()
        .map(|(name, level)| (report.count(*level), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| counted(count, name))
        .collect();
    let short = report.plans.iter().filter(|plan| plan.is_short()).count();
    if short > 0 {
        found.push(format!("too little covered in {}", counted(short, "plan")));
    }
    if found.is_empty() {
        found.push("nothing found".to_owned());
    }
    let ignored: usize = report.plans.iter().map(|plan| plan.ignored.len()).sum();
    if ignored > 0 {
        found.push(format!("{ignored} accepted with a reason"));
    }
    format!("{} checked: {}.{broken}\n", counted(report.plans.len(), "plan"), listed(&found, "and"))
}

/// What is said of a plan of which less is covered than was asked for.
fn shortage(plan: &PlanReport) -> Option<String> {
    let wanted = plan.min_coverage.filter(|_| plan.is_short())?;
    let covered = percent(plan.coverage.percent());
    Some(format!("{covered} of the plan is covered, and {} was asked for", percent(wanted)))
}

/// "0.5 %" and "80 %": whole numbers without a fraction, never more than there is.
fn percent(share: f64) -> String {
    let rounded = (share * 10.0).floor() / 10.0;
    format!("{rounded} %")
}

/// Where something broke, as far as is known.
fn place(breakage: &Breakage) -> String {
    let path = printable(&breakage.path, false);
    match breakage.place {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None => path,
    }
}

/// Draws excerpts.
fn renderer(is_styled: bool) -> Renderer {
    // An excerpt is a little wider than the texts, by its line's number and its ellipses.
    if is_styled { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH + 20)
}
