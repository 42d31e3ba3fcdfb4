//! Runs the rules over a plan, chooses the level of each finding, and sets the accepted ones apart.

mod ignores;
mod levels;

use jiff::civil::Date;

use crate::coverage::Coverage;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::Framework;
use crate::plan::{Ignore, Plan, PlanStatus};
use crate::report::{Ignored, PlanReport};
use crate::rules::{Context, RULES};
use crate::source::{SourceId, Sources, Span};
use crate::view;

pub use self::ignores::is_over;
pub use self::levels::{LevelWish, always_an_error, rule_faults};

/// What a run wants of the rules.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The plan's status, whoever said so.
    pub status: PlanStatus,
    /// Levels from the config and from flags, beyond the framework's and the rules' own; later ones win.
    pub levels: Vec<LevelWish>,
    /// Findings that the config accepts in this plan.
    pub accepted: Vec<Accepted>,
    /// The day that dates are compared with.
    pub today: Date,
    /// Whether the report has the plan's actions, which most formats do not show.
    pub actions: bool,
}

/// A finding that is accepted from outside the plan.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// What is accepted, why and until when.
    pub ignore: Ignore,
    /// The files of the plan that it is about; all of them where absent.
    pub files: Option<Vec<SourceId>>,
}

/// What makes a run fail.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// The lowest level of a finding that does.
    pub fail_on: Level,
    /// The share of cells that must be covered, in percent, where one was asked for.
    pub min_coverage: Option<f64>,
}

impl Default for Gate {
    /// Errors fail a run, and nothing else does.
    fn default() -> Self {
        Self { fail_on: Level::Error, min_coverage: None }
    }
}

/// What the rules said.
#[derive(Debug)]
pub struct Verdict {
    /// The matrix.
    pub coverage: Coverage,
    /// The rules that ran.
    pub rules: Vec<&'static RuleMeta>,
    /// The findings, in the order of their places.
    pub findings: Vec<Finding>,
    /// The accepted ones.
    pub ignored: Vec<Ignored>,
    /// For each of [`Settings::accepted`], whether there was something to accept; all where the plan could not be
    /// read whole, since it has not shown all its findings then.
    pub used: Vec<bool>,
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
    let (mut rules, mut found) = (Vec::new(), Vec::new());
    for rule in RULES {
        let can_say = plan.complete || !rule.meta.absence;
        if can_say && levels::level(&rule.meta, framework, settings).is_some() {
            rules.push(&rule.meta);
            found.extend((rule.check)(&context));
        }
    }
    let ignores::Sorted { mut findings, mut ignored, mut used } = ignores::apply(plan, found, settings);
    for used in &mut used {
        *used |= !plan.complete;
    }
    let leveled = |mut finding: Finding| {
        finding.level = levels::level(finding.rule, framework, settings)?;
        Some(finding)
    };
    findings = findings.into_iter().filter_map(leveled).collect();
    ignored = ignored
        .into_iter()
        .filter_map(|one| Some(Ignored { finding: leveled(one.finding)?, ..one }))
        .collect();
    findings.sort_by(|one, other| order(plan, one).cmp(&order(plan, other)));
    ignored.sort_by(|one, other| order(plan, &one.finding).cmp(&order(plan, &other.finding)));
    Verdict { coverage, rules, findings, ignored, used }
}

/// Findings come in the order in which the plan is read.
fn order<'f>(plan: &Plan, finding: &'f Finding) -> (usize, Span, &'static str, &'f str) {
    let file = plan.files.iter().position(|file| *file == finding.span.source).unwrap_or(usize::MAX);
    (file, finding.span, finding.rule.name, &finding.message)
}

/// The whole report of one plan, shown under `path`, and [`Verdict::used`].
#[must_use]
pub fn report(
    path: String,
    plan: &Plan,
    framework: &Framework,
    sources: Sources,
    settings: &Settings,
    gate: Gate,
) -> (PlanReport, Vec<bool>) {
    let verdict = lint(plan, framework, &sources, settings);
    let report = PlanReport {
        path,
        files: plan.files.iter().map(|file| sources.get(*file).path().to_owned()).collect(),
        title: plan.about.title.as_ref().map(|title| title.value.clone()),
        status: settings.status,
        complete: plan.complete,
        framework: framework.id.clone(),
        framework_version: framework.version.clone(),
        coverage: view::coverage(&verdict.coverage, framework),
        actions: if settings.actions {
            view::actions(plan, framework, &verdict.coverage)
        } else {
            Vec::new()
        },
        titles: plan.actions.iter().map(|action| action.title.span).collect(),
        rules: verdict.rules,
        findings: verdict.findings,
        ignored: verdict.ignored,
        known: Vec::new(),
        sources,
        fail_on: gate.fail_on,
        min_coverage: gate.min_coverage,
    };
    (report, verdict.used)
}
