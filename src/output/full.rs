//! `full`: for people. What is wrong, where, what to do, and the framework's own ideas for each gap.

use std::collections::{BTreeMap, HashMap, HashSet};

use annotate_snippets::{Group, Level as Heading};

use super::card::Cards;
use super::matrix::{self, wrap};
use super::{Style, Verbosity, WIDTH, nothing, place, renderer, said, shortage, summary};
use crate::finding::{Finding, Level};
use crate::report::{Ignored, PlanReport, Report};
use crate::text::{counted, listed, printable};

/// Of more warnings or notes of one rule in one plan than this, only [`SHOWN`] are shown.
const MANY: usize = 10;
/// How many of many are shown.
const SHOWN: usize = 5;
/// How many places of findings that were accepted for one reason are named.
const PLACES: usize = 3;

pub(super) fn render(report: &Report, style: Style) -> String {
    let with_table = report.plans.len() == 1 || style.verbosity == Verbosity::Verbose;
    let mut text = String::new();
    for plan in &report.plans {
        if !plan.findings.is_empty() || plan.is_short() {
            set_off(&mut text);
        }
        text.push_str(&findings(plan, style));
        if let Some(short) = shortage(plan) {
            text.push_str(&error(&short, &printable(&plan.path, false), style));
        }
        if style.verbosity > Verbosity::Quiet {
            text.push_str(&closing(plan, with_table));
        }
    }
    for breakage in &report.broken {
        set_off(&mut text);
        text.push_str(&error(&breakage.message, &place(breakage), style));
    }
    if style.verbosity > Verbosity::Quiet && !(report.plans.is_empty() && report.broken.is_empty()) {
        set_off(&mut text);
        text.push_str(&summary(report));
        let findings = report.plans.iter().flat_map(|plan| &plan.findings);
        if let Some(finding) = findings.rev().max_by_key(|finding| finding.level) {
            text.push_str(&format!("To read about a rule: recoveryplan explain {}\n", finding.rule.name));
        }
    }
    text
}

/// An empty line before what follows, unless there is one.
fn set_off(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// An error that no rule has found.
fn error(message: &str, place: &str, style: Style) -> String {
    let title = Group::with_title(Heading::ERROR.primary_title(said(message)));
    format!("{}\n  --> {place}\n\n", renderer(style.color).render(&[title]))
}

/// The findings of a plan, and how many more there are.
fn findings(plan: &PlanReport, style: Style) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for finding in &plan.findings {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    // Errors are never cut.
    let is_cut = |finding: &Finding| {
        style.verbosity < Verbosity::Verbose
            && finding.level < Level::Error
            && counts.get(finding.rule.name).is_some_and(|count| *count > MANY)
    };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let shown: Vec<&Finding> = plan
        .findings
        .iter()
        .filter(|finding| {
            let seen = seen.entry(finding.rule.name).or_default();
            *seen += 1;
            *seen <= SHOWN || !is_cut(finding)
        })
        .collect();
    let mut cards = Cards::new(plan, style.color);
    let mut text = String::new();
    let mut rest = shown.as_slice();
    while !rest.is_empty() {
        let together = rest.windows(2).take_while(|pair| cards.share(pair[0], pair[1])).count() + 1;
        let (group, later) = rest.split_at(together);
        text.push_str(&cards.card(group));
        rest = later;
    }
    let mut told = HashSet::new();
    for finding in plan.findings.iter().filter(|finding| is_cut(finding)) {
        let name = finding.rule.name;
        if told.insert(name) {
            let rest = counts.get(name).map_or(0, |count| count - SHOWN);
            let more = counted(rest, &format!("more {}", finding.level.name()));
            let path = printable(&plan.path, false);
            text.push_str(&format!("... and {more} of {name} in {path}; -v shows all of them\n"));
        }
    }
    set_off(&mut text);
    text
}

/// What is said of a plan as a whole: a line, or the whole matrix; and what was accepted.
fn closing(plan: &PlanReport, with_table: bool) -> String {
    let path = printable(&plan.path, false);
    let with_table = with_table && plan.complete;
    let is_clean = plan.findings.is_empty() && !plan.is_short() && plan.complete;
    let found = if is_clean { format!("{}; ", nothing(plan.known.len())) } else { String::new() };
    let mut text = format!("{path}: {found}{}\n", matrix::line(plan));
    if with_table {
        text.push_str(&format!("\n{}\n", matrix::table(plan)));
    }
    let set_apart = accepted(plan) + &known(plan);
    text.push_str(&set_apart);
    if with_table || !is_clean || !set_apart.is_empty() {
        set_off(&mut text);
    }
    text
}

/// The accepted findings, those of one rule and one reason in one go.
fn accepted(plan: &PlanReport) -> String {
    let mut groups: Vec<(&'static str, &str, Vec<&Ignored>)> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for ignored in &plan.ignored {
        let (rule, reason) = (ignored.finding.rule.name, ignored.reason.as_str());
        let at = *known.entry((rule, reason)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, _, group)) => group.push(ignored),
            None => groups.push((rule, reason, vec![ignored])),
        }
    }
    let mut text = String::new();
    for (rule, reason, group) in groups {
        let mut places: Vec<String> =
            group.iter().take(PLACES).map(|ignored| stands_at(plan, ignored)).collect();
        if group.len() > PLACES {
            places.push(counted(group.len() - PLACES, "more place"));
        }
        let line = format!("accepted: {rule} at {}: {}", listed(&places, "and"), said(reason));
        text.push_str(&format!("{}\n", wrap(&line, WIDTH - 2).join("\n  ")));
    }
    text
}

/// How many findings of each rule the baseline quiets.
fn known(plan: &PlanReport) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &plan.known {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    if counts.is_empty() {
        return String::new();
    }
    let rules: Vec<String> = counts
        .into_iter()
        .map(|(rule, count)| if count > 1 { format!("{rule} ({count})") } else { rule.to_owned() })
        .collect();
    let line = format!("known from the baseline: {}", listed(&rules, "and"));
    format!("{}\n", wrap(&line, WIDTH - 2).join("\n  "))
}

/// Where an accepted finding stands: `path:line`.
fn stands_at(plan: &PlanReport, ignored: &Ignored) -> String {
    let span = ignored.finding.span;
    format!("{}:{}", printable(plan.sources.path(span), false), plan.sources.positions(span).0.line)
}
