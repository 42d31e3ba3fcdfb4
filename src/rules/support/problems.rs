//! What the readers noted of the files themselves, told by the rule that has the problem's name.

use crate::finding::{Finding, RuleMeta};
use crate::problem::ProblemKind;
use crate::rules::Context;

/// A finding for each problem of one kind.
pub(in crate::rules) fn problems(
    context: &Context<'_>,
    rule: &'static RuleMeta,
    kind: ProblemKind,
) -> Vec<Finding> {
    let of_kind = context.plan.problems.iter().filter(|problem| problem.kind == kind);
    of_kind
        .map(|problem| {
            let words = context.sources.slice(problem.span);
            let finding = Finding::new(rule, problem.span, problem.message.as_str()).words(words);
            Finding { help: problem.help.clone(), ..finding }
        })
        .collect()
}
