//! `junit`: a suite for each plan, a test case in it for each rule that ran. A rule fails where one of its findings
//! fails the run; what it found below that level stands in a case that passes. A rule of which everything was
//! accepted is skipped, with the reason.

use std::collections::BTreeMap;

use super::trouble::{Kind, MIN_COVERAGE, troubles};
use super::{hints, matrix, said, shortage};
use crate::finding::Finding;
use crate::report::{PlanReport, Report};
use crate::text::{counted, printable};

/// How a test case ended.
enum End {
    /// Nothing to fail, and what is said all the same.
    Passed(String),
    /// The rule has found something: a line that sums it up, and all of it.
    Failed { line: String, all: String },
    /// It was accepted.
    Skipped(String),
    /// The work could not be done.
    Broken(String),
}

struct Case {
    name: String,
    end: End,
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

pub(super) fn render(report: &Report) -> String {
    let mut suites: Vec<Suite> = report.plans.iter().map(suite).collect();
    let broken: Vec<Case> = troubles(report)
        .into_iter()
        .filter(|trouble| trouble.kind != Kind::Short)
        .map(|trouble| {
            let at = trouble.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
            let place = printable(trouble.path, false) + &at;
            let name = if trouble.kind == Kind::Broken { place } else { trouble.kind.name().to_owned() };
            Case { name, end: End::Broken(trouble.message) }
        })
        .collect();
    if !broken.is_empty() {
        suites.push(Suite { name: env!("CARGO_PKG_NAME").to_owned(), cases: broken });
    }
    let counts = suites.iter().map(Suite::counts);
    let counts = counts.fold([0; 4], |sum, more| std::array::from_fn(|nth| sum[nth] + more[nth]));
    let name = env!("CARGO_PKG_NAME");
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    text.push_str(&format!("<testsuites name=\"{name}\" {}>\n", attributes(counts)));
    for suite in &suites {
        text.push_str(&suite.xml());
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(plan: &PlanReport) -> Suite {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &plan.findings {
        found.entry(finding.rule.name).or_default().push(finding);
    }
    let mut accepted: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ignored in &plan.ignored {
        let line = format!("{} (accepted: {})", line(plan, &ignored.finding), said(&ignored.reason));
        accepted.entry(ignored.finding.rule.name).or_default().push(line);
    }
    for known in &plan.known {
        let line = format!("{} (known: it stands in the baseline)", line(plan, known));
        accepted.entry(known.rule.name).or_default().push(line);
    }
    let case = |name: &str| {
        let accepted = accepted.get(name).map(|lines| lines.join("\n")).unwrap_or_default();
        let end = match found.get(name) {
            Some(findings) if findings.iter().any(|finding| finding.level >= plan.fail_on) => {
                let all = [lines(plan, findings), accepted].join("\n").trim_end().to_owned();
                End::Failed { line: sum(findings), all }
            }
            Some(findings) => End::Passed([lines(plan, findings), accepted].join("\n").trim_end().to_owned()),
            None if !accepted.is_empty() => End::Skipped(accepted),
            None => End::Passed(String::new()),
        };
        Case { name: name.to_owned(), end }
    };
    let mut cases: Vec<Case> = plan.rules.iter().map(|rule| case(rule.name)).collect();
    if plan.min_coverage.is_some() {
        let end = match shortage(plan) {
            Some(short) => End::Failed { line: short.clone(), all: short },
            None if !plan.complete => End::Skipped(matrix::line(plan)),
            None => End::Passed(String::new()),
        };
        cases.push(Case { name: MIN_COVERAGE.to_owned(), end });
    }
    Suite { name: printable(&plan.path, false), cases }
}

/// The findings of a rule in a line.
fn sum(findings: &[&Finding]) -> String {
    let first = findings.first().map(|finding| said(&finding.message)).unwrap_or_default();
    match findings.len() {
        0 | 1 => first,
        count => format!("{}; the first: {first}", counted(count, "finding")),
    }
}

/// The findings of a rule, each in a line, with what to do about it below.
fn lines(plan: &PlanReport, findings: &[&Finding]) -> String {
    let mut lines = Vec::new();
    for finding in findings {
        lines.push(line(plan, finding));
        lines.extend(hints(finding).into_iter().map(|hint| format!("  {hint}")));
    }
    lines.join("\n")
}

fn line(plan: &PlanReport, finding: &Finding) -> String {
    let at = plan.sources.positions(finding.span).0;
    let path = printable(plan.sources.path(finding.span), false);
    format!("{path}:{}:{}: {}: {}", at.line, at.column, finding.level.name(), said(&finding.message))
}

impl Suite {
    /// Tests, failures, errors, skipped ones.
    fn counts(&self) -> [usize; 4] {
        let count = |is: fn(&End) -> bool| self.cases.iter().filter(|case| is(&case.end)).count();
        [
            self.cases.len(),
            count(|end| matches!(end, End::Failed { .. })),
            count(|end| matches!(end, End::Broken(_))),
            count(|end| matches!(end, End::Skipped(_))),
        ]
    }

    fn xml(&self) -> String {
        let name = escaped(&self.name);
        let mut text = format!("  <testsuite name=\"{name}\" {}>\n", attributes(self.counts()));
        for case in &self.cases {
            let start = format!("    <testcase classname=\"{name}\" name=\"{}\"", escaped(&case.name));
            // Some readers show the attribute alone, and others the text alone.
            let inner = match &case.end {
                End::Passed(said) if said.is_empty() => {
                    text.push_str(&format!("{start}/>\n"));
                    continue;
                }
                End::Passed(said) => format!("<system-out>{}</system-out>", escaped(said)),
                End::Skipped(said) => {
                    format!("<skipped message=\"{}\">{}</skipped>", attribute(said), escaped(said))
                }
                End::Failed { line, all } => format!(
                    "<failure message=\"{}\" type=\"{}\">{}</failure>",
                    escaped(line),
                    escaped(&case.name),
                    escaped(all)
                ),
                End::Broken(said) => {
                    format!(
                        "<error message=\"{0}\" type=\"{1}\">{0}</error>",
                        escaped(said),
                        Kind::Broken.name()
                    )
                }
            };
            text.push_str(&format!("{start}>\n      {inner}\n    </testcase>\n"));
        }
        text.push_str("  </testsuite>\n");
        text
    }
}

fn attributes([tests, failures, errors, skipped]: [usize; 4]) -> String {
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

/// A text as an attribute holds it, which would turn a bare line end into a space.
fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#10;")
}

/// A text as XML 1.0 can hold it; characters that it cannot hold at all are shown by their number.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => xml.extend(character.escape_unicode()),
            _ => xml.push(character),
        }
    }
    xml
}
