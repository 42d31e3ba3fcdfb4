//! `json`, version 1: structs of its own, so that the program can change without it. Every key always stands.

use serde::Serialize;

use super::fingerprint::fingerprints;
use crate::coverage::State;
use crate::finding::{Finding, Level};
use crate::report::{ActionReport, Entry, PlanReport, Report};
use crate::source::{Position, Sources};
pub(super) use crate::text::escaped;

#[derive(Serialize)]
struct Root<'r> {
    version: u8,
    tool: Tool,
    outcome: &'static str,
    plans: Vec<Plan<'r>>,
    broken: Vec<Broken<'r>>,
    stale: Vec<Stale<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Plan<'r> {
    path: &'r str,
    files: &'r [String],
    title: Option<&'r str>,
    status: &'static str,
    framework: Framework<'r>,
    coverage: Coverage<'r>,
    actions: Vec<Action<'r>>,
    findings: Vec<Found<'r>>,
    ignored: Vec<Ignored<'r>>,
    known: Vec<Found<'r>>,
}

#[derive(Serialize)]
struct Framework<'r> {
    id: &'r str,
    version: &'r str,
}

#[derive(Serialize)]
struct Coverage<'r> {
    covered: usize,
    undeveloped: usize,
    not_applicable: usize,
    total: usize,
    cells: Vec<Cell<'r>>,
}

#[derive(Serialize)]
struct Cell<'r> {
    block: &'r str,
    phase: Option<&'r str>,
    state: &'static str,
    actions: usize,
}

#[derive(Serialize)]
pub(super) struct Action<'r> {
    id: Option<&'r str>,
    title: &'r str,
    block: &'r [String],
    phase: &'r [String],
    lead: Option<&'r str>,
    partners: &'r [String],
    due: Option<String>,
    measure: Option<&'r str>,
    status: Option<&'r str>,
    suggestion: Option<&'r str>,
    path: &'r str,
    line: usize,
}

#[derive(Serialize)]
struct Found<'r> {
    rule: &'static str,
    level: &'static str,
    message: &'r str,
    help: Option<&'r str>,
    block: Option<&'r str>,
    phase: Option<&'r str>,
    section: Option<&'r str>,
    action: Option<&'r str>,
    path: &'r str,
    start: Place,
    end: Place,
    fingerprint: String,
    suggestions: Vec<&'r str>,
    fixable: bool,
}

#[derive(Serialize)]
struct Ignored<'r> {
    #[serde(flatten)]
    finding: Found<'r>,
    reason: &'r str,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Broken<'r> {
    path: &'r str,
    message: String,
}

/// What the baseline holds and no longer is so; `plan` is the path that stands there.
#[derive(Serialize)]
struct Stale<'r> {
    plan: &'r str,
    rule: &'static str,
    block: Option<&'r str>,
    phase: Option<&'r str>,
    section: Option<&'r str>,
    action: Option<&'r str>,
    words: &'r str,
    count: usize,
}

#[derive(Serialize)]
struct Summary {
    plans: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    ignored: usize,
    known: usize,
}

pub(super) fn render(report: &Report) -> String {
    let broken = report.broken.iter().map(|breakage| Broken {
        path: &breakage.path,
        message: match breakage.place {
            Some((line, column)) => format!("line {line}, column {column}: {}", breakage.message),
            None => breakage.message.clone(),
        },
    });
    let root = Root {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        outcome: report.outcome().name(),
        plans: report.plans.iter().map(|plan| self::plan(report, plan)).collect(),
        broken: broken.collect(),
        stale: report.stale.iter().map(stale).collect(),
        summary: Summary {
            plans: report.plans.len(),
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            notes: report.count(Level::Note),
            ignored: report.plans.iter().map(|plan| plan.ignored.len()).sum(),
            known: report.plans.iter().map(|plan| plan.known.len()).sum(),
        },
    };
    let mut text = escaped(&serde_json::to_string_pretty(&root).unwrap_or_default());
    text.push('\n');
    text
}

fn plan<'r>(report: &Report, plan: &'r PlanReport) -> Plan<'r> {
    let coverage = &plan.coverage;
    let mut fingerprints = fingerprints(report, plan).into_iter();
    let mut next = || fingerprints.next().unwrap_or_default();
    Plan {
        path: &plan.path,
        files: &plan.files,
        title: plan.title.as_deref(),
        status: plan.status.name(),
        framework: Framework { id: &plan.framework, version: &plan.framework_version },
        coverage: Coverage {
            covered: coverage.count(State::Covered),
            undeveloped: coverage.count(State::Undeveloped),
            not_applicable: coverage.count(State::NotApplicable),
            total: coverage.cells.len(),
            cells: coverage
                .cells
                .iter()
                .map(|cell| Cell {
                    block: &coverage.blocks[cell.block].0,
                    phase: cell.phase.map(|phase| coverage.phases[phase].0.as_str()),
                    state: cell.state.name(),
                    actions: cell.actions,
                })
                .collect(),
        },
        actions: plan.actions.iter().map(|action| self::action(action, &plan.sources)).collect(),
        findings: plan.findings.iter().map(|finding| found(finding, &plan.sources, next())).collect(),
        ignored: plan
            .ignored
            .iter()
            .map(|ignored| Ignored {
                finding: found(&ignored.finding, &plan.sources, next()),
                reason: &ignored.reason,
            })
            .collect(),
        known: plan.known.iter().map(|finding| found(finding, &plan.sources, next())).collect(),
    }
}

pub(super) fn action<'r>(action: &'r ActionReport, sources: &'r Sources) -> Action<'r> {
    Action {
        id: action.id.as_deref(),
        title: &action.title,
        block: &action.blocks,
        phase: &action.phases,
        lead: action.lead.as_deref(),
        partners: &action.partners,
        due: action.due.map(|due| due.to_string()),
        measure: action.measure.as_deref(),
        status: action.status.as_deref(),
        suggestion: action.suggestion.as_deref(),
        path: sources.path(action.span),
        line: sources.positions(action.span).0.line,
    }
}

fn stale(entry: &Entry) -> Stale<'_> {
    let subject = &entry.item.subject;
    Stale {
        plan: &entry.plan,
        rule: entry.item.rule,
        block: subject.block.as_deref(),
        phase: subject.phase.as_deref(),
        section: subject.section.as_deref(),
        action: subject.action.as_deref(),
        words: &entry.item.words,
        count: entry.count,
    }
}

fn found<'r>(finding: &'r Finding, sources: &'r Sources, fingerprint: String) -> Found<'r> {
    let (start, end) = sources.positions(finding.span);
    let place = |position: Position| Place { line: position.line, column: position.column };
    Found {
        rule: finding.rule.name,
        level: finding.level.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        block: finding.subject.block.as_deref(),
        phase: finding.subject.phase.as_deref(),
        section: finding.subject.section.as_deref(),
        action: finding.subject.action.as_deref(),
        path: sources.path(finding.span),
        start: place(start),
        end: place(end),
        fingerprint,
        suggestions: finding.offers.iter().map(|offer| offer.id.as_str()).collect(),
        fixable: false,
    }
}
