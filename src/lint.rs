//! Runs the rules over a plan, chooses the level of each finding, and sets the accepted ones apart.

use jiff::civil::Date;

use crate::coverage::Coverage;
use crate::finding::{Finding, Level};
use crate::framework::Framework;
use crate::plan::{Plan, PlanStatus};
use crate::report::{Ignored, PlanReport};
use crate::source::Sources;

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

/// One wish for the level of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelWish {
    /// The rule's name.
    pub rule: String,
    /// The status of plans that it is for; any where absent.
    pub status: Option<PlanStatus>,
    /// The level; `None` is off.
    pub level: Option<Level>,
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
pub fn lint(_plan: &Plan, _framework: &Framework, _sources: &Sources, _settings: &Settings) -> Verdict {
    unimplemented!("the rules are not here yet")
}

/// The whole report of one plan, shown under `path`.
#[must_use]
pub fn report(
    _path: String,
    _plan: &Plan,
    _framework: &Framework,
    _sources: Sources,
    _settings: &Settings,
    _min_coverage: Option<f64>,
) -> PlanReport {
    unimplemented!("the rules are not here yet")
}
