//! `concise`: a line for each finding, `path:line:column: level[rule] message`.

use super::{Style, Verbosity, percent, place, summary};
use crate::report::{PlanReport, Report};
use crate::text::printable;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut text = String::new();
    for plan in &report.plans {
        for finding in &plan.findings {
            let at = plan.sources.positions(finding.span).0;
            let path = printable(plan.sources.path(finding.span), false);
            let message = printable(&finding.message, false);
            let level = finding.level.name();
            text.push_str(&format!(
                "{path}:{}:{}: {level}[{}] {message}\n",
                at.line, at.column, finding.rule.name
            ));
        }
        text.push_str(&shortage(plan));
    }
    for breakage in &report.broken {
        text.push_str(&format!("{}: error: {}\n", place(breakage), printable(&breakage.message, false)));
    }
    if style.verbosity > Verbosity::Quiet && !(report.plans.is_empty() && report.broken.is_empty()) {
        text.push_str(&summary(report));
    }
    text
}

/// A line for a plan of which less is covered than was asked for.
pub(super) fn shortage(plan: &PlanReport) -> String {
    let Some(wanted) = plan.min_coverage.filter(|_| plan.is_short()) else { return String::new() };
    let path = printable(&plan.path, false);
    let covered = percent(plan.coverage.percent());
    format!("{path}: error: {covered} of the plan is covered, and {} was asked for\n", percent(wanted))
}
