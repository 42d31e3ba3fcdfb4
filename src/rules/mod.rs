//! The rules: one file each, with its page at the top. A new rule is one file and two lines here.

use jiff::civil::Date;

use crate::coverage::Coverage;
use crate::finding::{Finding, RuleMeta};
use crate::framework::Framework;
use crate::plan::{Plan, PlanStatus};
use crate::source::Sources;

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What it is held against.
    pub framework: &'a Framework,
    /// The matrix of the two.
    pub coverage: &'a Coverage,
    /// The texts that the plan was read from.
    pub sources: &'a Sources,
    /// Draft or adopted, whoever said so.
    pub status: PlanStatus,
    /// The day that dates are compared with.
    pub today: Date,
}

/// A rule: what is said of it, and what it does.
#[derive(Debug)]
pub struct Rule {
    /// What is said of it.
    pub meta: RuleMeta,
    /// Finds what is wrong, at any level; silent rules return nothing.
    pub check: fn(&Context<'_>) -> Vec<Finding>,
}

/// Every rule, in alphabetical order.
pub static RULES: &[&Rule] = &[];

/// The rule with a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.meta.name == name).copied()
}
