//! Findings that are accepted with a reason, and the rules about such acceptances.

use jiff::civil::Date;

use crate::finding::{Finding, NEVER_QUIET, RuleMeta};
use crate::lint::{Settings, always_an_error};
use crate::plan::{Action, Ignore, Plan, Reach};
use crate::report::Ignored;
use crate::rules::{RULES, rule};
use crate::source::{SourceId, Spanned};
use crate::text::{did_you_mean, listed, normalize};

/// The absences of whole blocks, phases and sections: they stand at no heading of their own, so that an `ignore`
/// below a heading is no answer to them.
const WHOLE_ABSENCES: [&str; 3] = ["missing-block", "missing-phase", "missing-section"];

/// Findings, those that are accepted set apart.
pub(super) struct Sorted {
    pub(super) findings: Vec<Finding>,
    pub(super) ignored: Vec<Ignored>,
    /// For each acceptance from outside the plan, whether there was something to accept.
    pub(super) used: Vec<bool>,
}

/// An acceptance, whoever said it, while findings are held against it.
struct Acceptance<'a> {
    ignore: &'a Ignore,
    files: Option<&'a [SourceId]>,
    /// What findings call the actions that it is narrowed to.
    actions: Option<Vec<&'a str>>,
    /// For each of its rules, whether there was something to accept.
    used: Vec<bool>,
}

impl<'a> Acceptance<'a> {
    fn new(ignore: &'a Ignore, files: Option<&'a [SourceId]>, plan: &'a Plan) -> Self {
        Self { ignore, files, actions: actions(ignore, plan), used: vec![false; ignore.rules.len()] }
    }

    /// Whether it accepts a finding; notes that it was used.
    fn takes(&mut self, finding: &Finding) -> bool {
        let mut takes = false;
        for (rule, used) in self.ignore.rules.iter().zip(&mut self.used) {
            let is_near = self.files.is_none_or(|files| files.contains(&finding.span.source));
            if is_near
                && !NEVER_QUIET.contains(&finding.rule.name)
                && rule.value == finding.rule.name
                && covers(self.ignore, self.actions.as_deref(), finding)
            {
                *used = true;
                takes = true;
            }
        }
        takes
    }
}

/// Sets the accepted findings apart, and adds those about the plan's own acceptances. What is wrong with the others is
/// said once for all plans, and not here.
pub(super) fn apply(plan: &Plan, found: Vec<Finding>, settings: &Settings) -> Sorted {
    let own = plan.ignores.iter().map(|ignore| Acceptance::new(ignore, None, plan));
    let given = settings.accepted.iter().map(|one| Acceptance::new(&one.ignore, one.files.as_deref(), plan));
    let mut acceptances: Vec<Acceptance<'_>> = own.chain(given).collect();
    let mut findings = Vec::new();
    let mut ignored = Vec::new();
    for finding in found {
        let mut accepted = None;
        for (at, acceptance) in acceptances.iter_mut().enumerate() {
            if acceptance.takes(&finding) && holds(acceptance.ignore, settings) {
                accepted = accepted.or(acceptance.ignore.reason.as_ref().map(|reason| (at, reason)));
            }
        }
        match accepted {
            Some((at, reason)) => {
                let (reason, is_external) = (reason.value.clone(), at >= plan.ignores.len());
                ignored.push(Ignored { finding, reason, is_external });
            }
            None => findings.push(finding),
        }
    }
    let (own, given) = acceptances.split_at(plan.ignores.len());
    for acceptance in own {
        findings.extend(about(acceptance.ignore, &acceptance.used, plan.complete, settings));
    }
    Sorted { findings, ignored, used: given.iter().map(|given| given.used.contains(&true)).collect() }
}

/// Whether an acceptance has what it needs to count: a reason, and time left.
fn holds(ignore: &Ignore, settings: &Settings) -> bool {
    ignore.reason.is_some() && !is_endless(ignore) && !is_over(ignore, settings.today)
}

/// Whether an acceptance has a last day that cannot be read; `invalid-date` says so. It must not hold for ever.
fn is_endless(ignore: &Ignore) -> bool {
    ignore.until.as_ref().is_some_and(|until| until.value.end().is_none())
}

/// Whether the last day of an acceptance has passed.
#[must_use]
pub fn is_over(ignore: &Ignore, today: Date) -> bool {
    let until = ignore.until.as_ref().and_then(|until| until.value.end());
    until.is_some_and(|until| until < today)
}

/// What findings call the actions that an acceptance is narrowed to, by id or by title; `None` where it is not.
fn actions<'p>(ignore: &Ignore, plan: &'p Plan) -> Option<Vec<&'p str>> {
    let wanted = &ignore.action.as_ref()?.value;
    let meant = plan.actions.iter().filter(|action| {
        action.id.as_ref().is_some_and(|id| is_same(wanted, &id.value))
            || is_same(wanted, &action.title.value.value)
    });
    Some(meant.map(Action::name).collect())
}

/// Whether a finding is within reach of an acceptance that is narrowed to `actions`.
fn covers(ignore: &Ignore, actions: Option<&[&str]>, finding: &Finding) -> bool {
    let subject = &finding.subject;
    if actions.is_some_and(|names| subject.action.as_deref().is_none_or(|name| !names.contains(&name))) {
        return false;
    }
    let same = |wanted: &Option<Spanned<String>>, found: &Option<String>| {
        wanted
            .as_ref()
            .is_none_or(|wanted| found.as_deref().is_some_and(|found| is_same(&wanted.value, found)))
    };
    let whole = WHOLE_ABSENCES.contains(&finding.rule.name);
    match &ignore.reach {
        Reach::Scope(scope) => !whole && scope.span.contains(finding.span),
        Reach::Document(source) => whole || finding.span.source == *source,
        Reach::Plan { block, phase, section } => {
            same(block, &subject.block) && same(phase, &subject.phase) && same(section, &subject.section)
        }
    }
}

/// Whether two names are the same words. Names that are all signs have none to compare.
fn is_same(one: &str, other: &str) -> bool {
    let words = normalize(one);
    one.trim() == other.trim() || (!words.is_empty() && words == normalize(other))
}

/// What is wrong with an acceptance itself.
fn about(ignore: &Ignore, used: &[bool], complete: bool, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    let finding = |name: &str, message: String, help: &str| {
        let meta: Option<&'static RuleMeta> = rule(name).map(|rule| &rule.meta);
        meta.map(|meta| Finding::new(meta, ignore.span.span, message).help(help))
    };
    let was = if ignore.rules.len() == 1 { "was" } else { "were" };
    let rules: Vec<String> = ignore.rules.iter().map(|rule| format!("`{}`", rule.value)).collect();
    let rules = listed(&rules, "and");
    if ignore.reason.is_none() {
        let message = format!("this acceptance of {rules} has no reason, and so does not count");
        findings.extend(
            finding("ignore-without-reason", message, "say in a few words why it is right as it is")
                .map(|found| found.words(rules.clone())),
        );
        return findings;
    }
    if is_over(ignore, settings.today) {
        let until = ignore.until.as_ref().map(|until| until.value.text.as_str()).unwrap_or_default();
        let message = format!("{rules} {was} accepted until {until}, and that day is over");
        findings.extend(
            finding("expired-ignore", message, "mend what was accepted, or agree on another day")
                .map(|found| found.words(rules.clone())),
        );
        return findings;
    }
    for (name, used) in ignore.rules.iter().zip(used) {
        let never = NEVER_QUIET.contains(&name.value.as_str());
        let known = rule(&name.value).is_some();
        // A plan that could not be read whole has not shown all its findings.
        if *used || (known && !complete && !never) || (known && is_endless(ignore)) {
            continue;
        }
        let (message, help) = if never {
            (always_an_error(&name.value), "take this out, and mend the file".to_owned())
        } else if known {
            let message = format!("`{}` is accepted here, but there is nothing to accept", name.value);
            (message, "take it out".to_owned())
        } else {
            let help = did_you_mean(&name.value, RULES.iter().map(|rule| rule.meta.name))
                .unwrap_or_else(|| "`recoveryplan rules` lists the rules".to_owned());
            (format!("there is no rule `{}` to accept", name.value), help)
        };
        findings.extend(finding("unused-ignore", message, &help).map(|mut found| {
            found.span = name.span;
            found.words(name.value.clone())
        }));
    }
    findings
}
