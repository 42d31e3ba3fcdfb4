//! Runs the rules over a plan, chooses the level of each finding, and sets the accepted ones apart.

mod ignores;
mod levels;

use jiff::civil::Date;

use crate::coverage::Coverage;
use crate::finding::Finding;
use crate::framework::Framework;
use crate::plan::{Plan, PlanStatus};
use crate::report::{Ignored, PlanReport};
use crate::rules::{Context, RULES};
use crate::source::{Sources, Span};
use crate::view;

pub use self::levels::{LevelWish, unknown_rules};

/// What a run wants of the rules.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The plan's status, whoever said so.
    pub status: PlanStatus,
    /// Levels from the config and from flags, beyond the framework's and the rules' own; later ones win.
    pub levels: Vec<LevelWish>,
    /// The day that dates are compared with.
    pub today: Date,
}

/// What the rules said.
#[derive(Debug)]
pub struct Verdict {
    /// The matrix.
    pub coverage: Coverage,
    /// The findings, in the order of their places.
    pub findings: Vec<Finding>,
    /// The accepted ones.
    pub ignored: Vec<Ignored>,
}

/// Judges a plan.
#[must_use]
pub fn lint(plan: &Plan, framework: &Framework, sources: &Sources, settings: &Settings) -> Verdict {
    let coverage = Coverage::new(plan, framework);
    let context = Context {
        plan,
        framework,
        coverage: &coverage,
        sources,
        status: settings.status,
        today: settings.today,
    };
    let mut found = Vec::new();
    for rule in RULES {
        let can_say = plan.complete || !rule.meta.absence;
        if can_say && levels::level(&rule.meta, framework, settings).is_some() {
            found.extend((rule.check)(&context));
        }
    }
    let (mut findings, mut ignored) = ignores::apply(plan, found, settings);
    let leveled = |mut finding: Finding| {
        finding.level = levels::level(finding.rule, framework, settings)?;
        Some(finding)
    };
    findings = findings.into_iter().filter_map(leveled).collect();
    ignored = ignored
        .into_iter()
        .filter_map(|one| Some(Ignored { finding: leveled(one.finding)?, reason: one.reason }))
        .collect();
    findings.sort_by(|one, other| order(plan, one).cmp(&order(plan, other)));
    ignored.sort_by(|one, other| order(plan, &one.finding).cmp(&order(plan, &other.finding)));
    Verdict { coverage, findings, ignored }
}

/// Findings come in the order in which the plan is read.
fn order<'f>(plan: &Plan, finding: &'f Finding) -> (usize, Span, &'static str, &'f str) {
    let file = plan.files.iter().position(|file| *file == finding.span.source).unwrap_or(usize::MAX);
    (file, finding.span, finding.rule.name, &finding.message)
}

/// The whole report of one plan, shown under `path`.
#[must_use]
pub fn report(
    path: String,
    plan: &Plan,
    framework: &Framework,
    sources: Sources,
    settings: &Settings,
    min_coverage: Option<f64>,
) -> PlanReport {
    let verdict = lint(plan, framework, &sources, settings);
    PlanReport {
        path,
        files: plan.files.iter().map(|file| sources.get(*file).path().to_owned()).collect(),
        title: plan.about.title.as_ref().map(|title| title.value.clone()),
        status: settings.status,
        complete: plan.complete,
        framework: framework.id.clone(),
        framework_version: framework.version.clone(),
        coverage: view::coverage(&verdict.coverage, framework),
        actions: view::actions(plan, framework, &verdict.coverage),
        findings: verdict.findings,
        ignored: verdict.ignored,
        known: Vec::new(),
        sources,
        min_coverage,
    }
}
