//! `markdown`: a page for people, such as the summary of a job: the verdict, the plans, and for each its matrix, its
//! findings and what was accepted.

mod page;
mod words;

use std::cmp::Reverse;

use self::page::{Page, Part};
use self::words::escaped;
use super::trouble::{Kind, Trouble, troubles};
use super::{IDEAS, MARKDOWN_TITLE, matrix, percent, shortage, summary};
use crate::coverage::State;
use crate::finding::{Finding, Level};
use crate::report::{Ignored, Outcome, PlanReport, Report};

pub(super) fn render(report: &Report) -> String {
    let mut page = Page::default();
    page.push(&format!("{MARKDOWN_TITLE}{}\n\n", verdict(report)), Part::Frame);
    let troubles = troubles(report);
    let untold: Vec<&Trouble<'_>> = troubles.iter().filter(|trouble| trouble.kind != Kind::Short).collect();
    if !report.plans.is_empty() || !report.broken.is_empty() {
        page.push(&format!("{}\n", summary(report)), Part::Frame);
    }
    if !untold.is_empty() {
        page.push("### What could not be done\n\n", Part::Frame);
        for trouble in untold {
            page.push(&untold_line(trouble), Part::Trouble);
        }
        page.push("\n", Part::Frame);
    }
    if report.plans.len() > 1 {
        page.push(PLANS, Part::Frame);
        for plan in &report.plans {
            page.push_row(&row(plan));
        }
        page.push("\n", Part::Frame);
    }
    // A page may be cut at its end: what fails comes first.
    let mut plans: Vec<&PlanReport> = report.plans.iter().collect();
    plans.sort_by_key(|plan| Reverse((plan.is_short(), worst(plan))));
    for plan in plans {
        plan_part(&mut page, plan);
    }
    page.finish()
}

fn verdict(report: &Report) -> &'static str {
    match report.outcome() {
        Outcome::Clean if report.plans.iter().all(|plan| plan.findings.is_empty()) => "nothing to mend",
        Outcome::Clean => "passed, with remarks",
        Outcome::Findings => "something has to be mended",
        Outcome::Broken => "not everything could be checked",
        Outcome::NothingChecked => "nothing was checked",
    }
}

fn worst(plan: &PlanReport) -> Option<Level> {
    plan.findings.iter().map(|finding| finding.level).max()
}

fn untold_line(trouble: &Trouble<'_>) -> String {
    match (trouble.kind, trouble.place) {
        (Kind::NothingChecked, _) => format!("- {}\n", escaped(&trouble.message)),
        (_, Some((line, column))) => {
            format!(
                "- **{}**, line {line}, column {column}: {}\n",
                escaped(trouble.path),
                escaped(&trouble.message)
            )
        }
        (_, None) => format!("- **{}**: {}\n", escaped(trouble.path), escaped(&trouble.message)),
    }
}

const PLANS: &str = "| Plan | Status | Covered | Undeveloped | Empty | Missing | Not applicable | Errors | Warnings | Notes | Accepted |\n\
    | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n";

/// A plan in the table of plans.
fn row(plan: &PlanReport) -> String {
    let coverage = &plan.coverage;
    let counts = [State::Undeveloped, State::Empty, State::Missing, State::NotApplicable];
    let (covered, counts) = if plan.complete {
        let applicable = coverage.cells.len() - coverage.count(State::NotApplicable);
        let (covered, share) = (coverage.count(State::Covered), percent(coverage.percent()));
        let counts = counts.map(|state| coverage.count(state).to_string());
        (format!("{covered} of {applicable} ({share})"), counts.join(" | "))
    } else {
        ("not read whole".to_owned(), counts.map(|_| "-").join(" | "))
    };
    format!(
        "| {} | {} | {covered} | {counts} | {} | {} | {} | {} |\n",
        escaped(&plan.path),
        plan.status.name(),
        plan.count(Level::Error),
        plan.count(Level::Warning),
        plan.count(Level::Note),
        plan.ignored.len(),
    )
}

fn plan_part(page: &mut Page, plan: &PlanReport) {
    let title = plan.title.as_deref().unwrap_or("A plan without a title");
    let short =
        shortage(plan).map(|short| format!("**Too little is covered: {short}.**\n\n")).unwrap_or_default();
    let head = format!(
        "### {}\n\n{}, {}, held against {} {}: {}.\n\n{short}{}\n",
        escaped(title),
        escaped(&plan.path),
        plan.status.name(),
        escaped(&plan.framework),
        escaped(&plan.framework_version),
        matrix::line(plan),
        if plan.complete { table(plan) } else { String::new() },
    );
    page.push(&head, Part::Plan);
    let mut findings: Vec<&Finding> = plan.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.level));
    for finding in &findings {
        page.push(&item(plan, finding), Part::Finding(finding.level));
    }
    if !findings.is_empty() {
        page.push("\n", Part::Frame);
    }
    if !plan.ignored.is_empty() {
        page.push("Accepted with a reason:\n\n", Part::Frame);
        for ignored in &plan.ignored {
            page.push(&accepted(plan, ignored), Part::Accepted);
        }
        page.push("\n", Part::Frame);
    }
}

/// The matrix: a row for each block, a column for each phase. What is not there stands out.
fn table(plan: &PlanReport) -> String {
    let coverage = &plan.coverage;
    let phases: Vec<&str> = match coverage.phases.as_slice() {
        [] => vec!["State"],
        phases => phases.iter().map(|(_, title)| title.as_str()).collect(),
    };
    let heads: Vec<String> = phases.iter().map(|title| escaped(title)).collect();
    let mut text =
        format!("| Building block | {} |\n|{}\n", heads.join(" | "), " --- |".repeat(phases.len() + 1));
    for ((_, title), cells) in coverage.blocks.iter().zip(coverage.cells.chunks(phases.len())) {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| match cell.state {
                State::Missing | State::Empty => format!("**{}**", matrix::word(cell.state)),
                state => matrix::word(state).to_owned(),
            })
            .collect();
        text.push_str(&format!("| {} | {} |\n", escaped(title), cells.join(" | ")));
    }
    text
}

/// A finding in the list of a plan.
fn item(plan: &PlanReport, finding: &Finding) -> String {
    let mut text = format!(
        "- **{}** at {}: {}\n",
        finding.level.name(),
        place(plan, finding),
        escaped(&finding.message)
    );
    if let Some(help) = &finding.help {
        text.push_str(&format!("  - What to do: {}\n", escaped(help)));
    }
    if !finding.offers.is_empty() {
        text.push_str("  - Ideas from the framework:\n");
        for offer in finding.offers.iter().take(IDEAS) {
            text.push_str(&format!("    - **{}**", escaped(&offer.title)));
            if let Some(detail) = &offer.detail {
                text.push_str(&format!(": {}", escaped(detail)));
            }
            text.push('\n');
        }
        match finding.offers.len().saturating_sub(IDEAS) {
            0 => {}
            rest => text.push_str(&format!("    - and {rest} more\n")),
        }
    }
    text
}

fn accepted(plan: &PlanReport, ignored: &Ignored) -> String {
    let finding = &ignored.finding;
    let (place, message) = (place(plan, finding), escaped(&finding.message));
    format!("- {place}: {message}\n  - Reason: {}\n", escaped(&ignored.reason))
}

/// "plan.md:12 (`missing-due`)".
fn place(plan: &PlanReport, finding: &Finding) -> String {
    let line = plan.sources.positions(finding.span).0.line;
    format!("{}:{line} (`{}`)", escaped(plan.sources.path(finding.span)), finding.rule.name)
}
