//! `full`: for people. What is wrong, where, what to do, and the framework's own ideas for each gap.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::matrix::wrap;
use super::{Style, Verbosity, concise, matrix, place, summary};
use crate::finding::{Finding, Level, Offer};
use crate::report::{PlanReport, Report};
use crate::text::printable;

/// The width that texts are wrapped to, in characters.
const WIDTH: usize = 100;
/// How many ideas are shown for a gap.
const IDEAS: usize = 3;
/// Of more warnings or notes of one rule in one plan than this, only [`SHOWN`] are shown.
const MANY: usize = 10;
/// How many of many are shown.
const SHOWN: usize = 5;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut text = String::new();
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH + 20);
    let alone = report.plans.len() == 1;
    for plan in &report.plans {
        text.push_str(&findings(plan, &renderer, style));
        if style.verbosity > Verbosity::Quiet {
            text.push_str(&closing(plan, alone || style.verbosity == Verbosity::Verbose));
        }
        text.push_str(&concise::shortage(plan));
    }
    for breakage in &report.broken {
        let title = Heading::ERROR.primary_title(printable(&breakage.message, false));
        text.push_str(&renderer.render(&[Group::with_title(title)]));
        text.push_str(&format!("\n  --> {}\n\n", place(breakage)));
    }
    if style.verbosity > Verbosity::Quiet && !(report.plans.is_empty() && report.broken.is_empty()) {
        text.push_str(&summary(report));
        let first = report.plans.iter().flat_map(|plan| &plan.findings).max_by_key(|finding| finding.level);
        if let Some(finding) = first {
            text.push_str(&format!("To read about a rule: recoveryplan explain {}\n", finding.rule.name));
        }
    }
    text
}

/// The findings of a plan, those of one action in one go.
fn findings(plan: &PlanReport, renderer: &Renderer, style: Style) -> String {
    let mut text = String::new();
    let shown = shown(plan, style.verbosity);
    let mut rest = shown.as_slice();
    while let Some(first) = rest.first() {
        let together = rest
            .iter()
            .take_while(|other| {
                first.subject.action.is_some() && other.span == first.span && other.subject == first.subject
            })
            .count()
            .max(1);
        let (group, later) = rest.split_at(together);
        text.push_str(&block(plan, group, renderer));
        rest = later;
    }
    text.push_str(&left_out(plan, style.verbosity));
    text
}

/// The findings that are shown: never too many of one rule, but every error.
fn shown(plan: &PlanReport, verbosity: Verbosity) -> Vec<&Finding> {
    let mut counts: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    plan.findings
        .iter()
        .filter(|finding| {
            let count = counts.entry(finding.rule.name).or_default();
            *count += 1;
            *count <= SHOWN || !is_cut(plan, finding, verbosity)
        })
        .collect()
}

fn is_cut(plan: &PlanReport, finding: &Finding, verbosity: Verbosity) -> bool {
    finding.level < Level::Error && verbosity < Verbosity::Verbose && count(plan, finding) > MANY
}

fn count(plan: &PlanReport, finding: &Finding) -> usize {
    plan.findings.iter().filter(|other| other.rule.name == finding.rule.name).count()
}

/// A line for each rule of which only some findings are shown.
fn left_out(plan: &PlanReport, verbosity: Verbosity) -> String {
    let mut told: Vec<&str> = Vec::new();
    let mut text = String::new();
    for finding in &plan.findings {
        if !told.contains(&finding.rule.name) && is_cut(plan, finding, verbosity) {
            told.push(finding.rule.name);
            let rest = count(plan, finding) - SHOWN;
            text.push_str(&format!(
                "... and {rest} more {}s of {} in {}; -v shows all of them\n",
                finding.level.name(),
                finding.rule.name,
                printable(&plan.path, false)
            ));
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Findings that share one place: a title each, one excerpt, what to do, and ideas.
fn block(plan: &PlanReport, group: &[&Finding], renderer: &Renderer) -> String {
    let Some((last, before)) = group.split_last() else { return String::new() };
    let mut text = String::new();
    for finding in before {
        text.push_str(&renderer.render(&[Group::with_title(title(finding))]));
        text.push('\n');
    }
    let source = plan.sources.get(last.span.source);
    let at = plan.sources.positions(last.span).0;
    let excerpt = excerpt(source, last.span);
    let path = printable(source.path(), false);
    let mark = AnnotationKind::Primary.span(excerpt.meant.clone());
    let snippet = Snippet::source(excerpt.text.clone()).line_start(at.line).annotation(mark);
    let mut shown = if excerpt.is_cut || excerpt.text.trim().is_empty() {
        // The snippet would count its columns from where it was cut.
        let shown = title(last).element(Origin::path(path).line(at.line).char_column(at.column));
        if excerpt.is_cut { shown.element(snippet) } else { shown }
    } else {
        title(last).element(snippet.path(path))
    };
    let mut helps: Vec<&str> = Vec::new();
    for finding in group {
        if let Some(help) = finding.help.as_deref().filter(|help| !helps.contains(help)) {
            helps.push(help);
            let indent = at.line.to_string().len() + 1 + "= help: ".len();
            shown = shown
                .element(Heading::HELP.message(wrap(&printable(help, false), WIDTH - indent).join("\n")));
        }
    }
    text.push_str(&renderer.render(&[shown]));
    text.push('\n');
    text.push_str(&ideas(&last.offers));
    text.push('\n');
    text
}

fn title(finding: &Finding) -> annotate_snippets::Title<'_> {
    let level = match finding.level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Note => Heading::NOTE,
    };
    level.primary_title(printable(&finding.message, false)).id(finding.rule.name)
}

/// The framework's own ideas for a gap.
fn ideas(offers: &[Offer]) -> String {
    if offers.is_empty() {
        return String::new();
    }
    let mut text = "\n  Ideas from the framework:\n".to_owned();
    for offer in offers.iter().take(IDEAS) {
        text.push_str(&format!("\n  * {}\n", printable(&offer.title, false)));
        let advice = [
            offer.detail.clone(),
            offer.lead.as_ref().map(|lead| format!("Could be led by: {lead}")),
            offer.measure.as_ref().map(|measure| format!("Could be measured by: {measure}")),
        ];
        for words in advice.into_iter().flatten() {
            for line in wrap(&printable(&words, false), WIDTH - 4) {
                text.push_str(&format!("    {line}\n"));
            }
        }
    }
    match offers.len().saturating_sub(IDEAS) {
        0 => {}
        rest => text.push_str(&format!("\n  ... and {rest} more: recoveryplan framework show\n")),
    }
    text
}

/// What is said of a plan as a whole.
fn closing(plan: &PlanReport, with_table: bool) -> String {
    let path = printable(&plan.path, false);
    let mut text = String::new();
    if with_table {
        text.push_str(&format!("{path}: {}\n\n{}\n", matrix::line(plan), matrix::table(plan)));
    } else {
        let found = if plan.findings.is_empty() { "nothing found; " } else { "" };
        text.push_str(&format!("{path}: {found}{}\n", matrix::line(plan)));
    }
    for ignored in &plan.ignored {
        let at = plan.sources.positions(ignored.finding.span).0;
        text.push_str(&format!(
            "accepted: {} at {}:{}: {}\n",
            ignored.finding.rule.name,
            printable(plan.sources.path(ignored.finding.span), false),
            at.line,
            printable(&ignored.reason, false)
        ));
    }
    if !plan.ignored.is_empty() || !with_table {
        text.push('\n');
    }
    text
}
