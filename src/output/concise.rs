//! `concise`: a line for each finding, `path:line:column: level[rule] message`.

use super::{Style, Verbosity, place, said, shortage, summary};
use crate::report::Report;
use crate::text::printable;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut text = String::new();
    for plan in &report.plans {
        for finding in &plan.findings {
            let at = plan.sources.positions(finding.span).0;
            let path = printable(plan.sources.path(finding.span), false);
            let message = said(&finding.message);
            let level = finding.level.name();
            text.push_str(&format!(
                "{path}:{}:{}: {level}[{}] {message}\n",
                at.line, at.column, finding.rule.name
            ));
        }
        if let Some(short) = shortage(plan) {
            text.push_str(&format!("{}: error: {short}\n", printable(&plan.path, false)));
        }
    }
    for breakage in &report.broken {
        text.push_str(&format!("{}: error: {}\n", place(breakage), said(&breakage.message)));
    }
    if style.verbosity > Verbosity::Quiet && !(report.plans.is_empty() && report.broken.is_empty()) {
        text.push_str(&summary(report));
    }
    text
}
