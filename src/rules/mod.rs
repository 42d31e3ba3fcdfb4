//! The rules: one file each, with its page at the top. A new rule is one file and two lines here; what several of
//! them share stands in `support`.

mod date_order;
mod duplicate_action;
mod duplicate_block;
mod empty_block;
mod encoding;
mod expired_ignore;
mod ignore_without_reason;
mod invalid_date;
mod missing_actor;
mod missing_block;
mod missing_due;
mod missing_field;
mod missing_lead;
mod missing_measure;
mod missing_partners;
mod missing_phase;
mod missing_review;
mod missing_section;
mod overdue;
mod placeholder;
mod support;
mod syntax;
mod unconsidered_suggestion;
mod uncovered_phase;
mod undeveloped_suggestion;
mod unknown_block;
mod unknown_key;
mod unknown_phase;
mod unknown_section;
mod unknown_status;
mod unknown_suggestion;
mod unmatched_heading;
mod unmeasurable_measure;
mod unused_ignore;
mod vague_date;
mod vague_lead;
mod wrong_type;

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
pub static RULES: &[&Rule] = &[
    &date_order::RULE,
    &duplicate_action::RULE,
    &duplicate_block::RULE,
    &empty_block::RULE,
    &encoding::RULE,
    &expired_ignore::RULE,
    &ignore_without_reason::RULE,
    &invalid_date::RULE,
    &missing_actor::RULE,
    &missing_block::RULE,
    &missing_due::RULE,
    &missing_field::RULE,
    &missing_lead::RULE,
    &missing_measure::RULE,
    &missing_partners::RULE,
    &missing_phase::RULE,
    &missing_review::RULE,
    &missing_section::RULE,
    &overdue::RULE,
    &placeholder::RULE,
    &syntax::RULE,
    &unconsidered_suggestion::RULE,
    &uncovered_phase::RULE,
    &undeveloped_suggestion::RULE,
    &unknown_block::RULE,
    &unknown_key::RULE,
    &unknown_phase::RULE,
    &unknown_section::RULE,
    &unknown_status::RULE,
    &unknown_suggestion::RULE,
    &unmatched_heading::RULE,
    &unmeasurable_measure::RULE,
    &unused_ignore::RULE,
    &vague_date::RULE,
    &vague_lead::RULE,
    &wrong_type::RULE,
];

/// The rule with a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.meta.name == name).copied()
}
