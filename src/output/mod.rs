//! A finished report as text: one file for each format, each a function to a string.

mod card;
mod concise;
mod excerpt;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod matrix;
pub mod outline;
pub mod paint;
mod sarif;
mod trouble;

use annotate_snippets::Renderer;

use crate::finding::{Finding, Level};
use crate::report::{Breakage, Outcome, PlanReport, Report};
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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions, and the text for people after them.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// Test cases: one for each rule that ran in each plan.
    Junit,
    /// A page for people, such as the summary of a job.
    Markdown,
}

impl Format {
    /// Every format with its name on the command line.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("full", Self::Full),
        ("concise", Self::Concise),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
        ("markdown", Self::Markdown),
    ];

    /// Whether it shows the actions of plans.
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
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report, style),
        Format::Gitlab => gitlab::render(report),
        Format::Junit => junit::render(report),
        Format::Markdown => markdown::render(report),
    }
}

/// How every page of [`Format::Markdown`] begins.
pub const MARKDOWN_TITLE: &str = "## Recovery plans: ";

/// What is said of a run that found no plan.
pub const NOTHING_CHECKED: &str = "nothing was checked: there is no plan here (plan.toml, plan.md, *.plan.toml, *.plan.md, \
    what the config's `plans` name, or Markdown whose front matter names a framework). `recoveryplan init` starts one";

/// The width that texts are wrapped to, in characters.
const WIDTH: usize = 100;
/// How many ideas are shown for a gap.
const IDEAS: usize = 3;
/// The most of a message that is shown to people: some quote words of the plan.
const MOST: usize = 600;

/// Words on one line, safe to print and not without end.
fn said(words: &str) -> String {
    shorten(&printable(words, false), MOST)
}

/// What to do about a finding, and the framework's ideas for a gap: a line each.
fn hints(finding: &Finding) -> Vec<String> {
    let mut hints: Vec<String> = finding.help.iter().map(|help| format!("help: {}", said(help))).collect();
    if !finding.offers.is_empty() {
        let mut ideas: Vec<String> =
            finding.offers.iter().take(IDEAS).map(|offer| said(&offer.title)).collect();
        if let Some(rest) = finding.offers.len().checked_sub(IDEAS).filter(|rest| *rest > 0) {
            ideas.push(format!("and {rest} more"));
        }
        hints.push(format!("ideas from the framework: {}", ideas.join("; ")));
    }
    hints
}

/// Whether there was no plan to check.
fn is_nothing(report: &Report) -> bool {
    report.outcome() == Outcome::NothingChecked
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
    let unread = report.plans.iter().filter(|plan| !plan.complete).count();
    if unread > 0 {
        found.push(format!("{} not read whole", counted(unread, "plan")));
    }
    let known: usize = report.plans.iter().map(|plan| plan.known.len()).sum();
    if found.is_empty() {
        found.push(nothing(known).to_owned());
    }
    let ignored: usize = report.plans.iter().map(|plan| plan.ignored.len()).sum();
    if ignored > 0 {
        found.push(format!("{ignored} accepted with a reason"));
    }
    if known > 0 {
        found.push(format!("{known} known from the baseline"));
    }
    format!("{} checked: {}.{broken}\n", counted(report.plans.len(), "plan"), listed(&found, "and"))
}

/// How it is said that no finding counts, beside so many known ones.
fn nothing(known: usize) -> &'static str {
    if known > 0 { "nothing new found" } else { "nothing found" }
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
