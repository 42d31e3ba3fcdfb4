//! `github`: annotations of GitHub Actions, errors first, and after them the text for people.
//!
//! Every line that starts with `::` is a command to the runner. The annotations are; the text for people stands
//! between `::stop-commands::TOKEN` and `::TOKEN::`, so that no words of a plan can be one.

use super::fingerprint::digest;
use super::trouble::{Kind, troubles};
use super::{Style, full, hints, said};
use crate::finding::{Finding, Level};
use crate::report::{PlanReport, Report, from_root};
use crate::text::{counted, listed, printable};

/// How many annotations of one level GitHub shows of one step; it drops the rest without a word.
const SHOWN: usize = 10;

pub(super) fn render(report: &Report, style: Style) -> String {
    let mut annotations: Vec<(Level, String)> = troubles(report)
        .iter()
        .map(|trouble| {
            let mut properties = Vec::new();
            let mut place = String::new();
            if trouble.kind != Kind::NothingChecked {
                let path = file(report, trouble.path);
                let (line, column) = trouble.place.unwrap_or((1, 1));
                place = format!("{path}:{line}:{column}: ");
                properties = vec![("file", path), ("line", line.to_string()), ("col", column.to_string())];
            }
            properties.push(("title", title(trouble.kind.name())));
            let message = format!("{place}{}: {}", trouble.kind.name(), trouble.message);
            (Level::Error, command(Level::Error, &properties, &message))
        })
        .collect();
    for plan in &report.plans {
        let found = plan.findings.iter();
        annotations.extend(found.map(|finding| (finding.level, annotation(report, plan, finding))));
    }
    annotations.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    let mut text = limit(&annotations);
    text.extend(annotations.into_iter().map(|(_, line)| line));
    let people = full::render(report, Style { color: false, ..style });
    if !people.is_empty() {
        let token = token(&people);
        text.push_str(&format!("::stop-commands::{token}\n{people}::{token}::\n"));
    }
    text
}

fn annotation(report: &Report, plan: &PlanReport, finding: &Finding) -> String {
    let (start, end) = plan.sources.positions(finding.span);
    // GitHub looks for files from the root of the repository, wherever the step ran.
    let path = file(report, plan.sources.path(finding.span));
    let mut message = vec![format!(
        "{path}:{}:{}: {}: {}",
        start.line,
        start.column,
        finding.rule.name,
        said(&finding.message)
    )];
    message.extend(hints(finding));
    let mut properties = vec![("file", path), ("line", start.line.to_string())];
    // Columns over several lines make GitHub drop the annotation.
    let on_one_line = start.line == end.line;
    if on_one_line {
        properties.push(("col", start.column.to_string()));
    }
    properties.push(("endLine", end.line.to_string()));
    if on_one_line {
        properties.push(("endColumn", end.column.to_string()));
    }
    properties.push(("title", title(finding.rule.name)));
    command(finding.level, &properties, &message.join("\n"))
}

fn file(report: &Report, path: &str) -> String {
    printable(&from_root(&report.prefix, path), false)
}

fn title(check: &str) -> String {
    format!("{} ({check})", env!("CARGO_PKG_NAME"))
}

/// A command to the runner, on a line of its own.
fn command(level: Level, properties: &[(&str, String)], message: &str) -> String {
    let name = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", in_property(value))).collect();
    format!("::{name} {}::{}\n", properties.join(","), in_message(message))
}

/// The sign that escapes comes first.
fn in_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn in_property(text: &str) -> String {
    in_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// What is said, as the first of the notes, where GitHub will not show all annotations.
fn limit(annotations: &[(Level, String)]) -> String {
    let over =
        |level, shown| annotations.iter().filter(|(found, _)| *found == level).count().saturating_sub(shown);
    let levels = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")];
    if levels.iter().all(|(level, _)| over(*level, SHOWN) == 0) {
        return String::new();
    }
    let dropped: Vec<String> = levels
        .iter()
        // This is a note itself.
        .map(|(level, noun)| (over(*level, if *level == Level::Note { SHOWN - 1 } else { SHOWN }), noun))
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, &format!("more {noun}")))
        .collect();
    let message = format!(
        "GitHub shows {SHOWN} annotations of each level; the log of this step has {}",
        listed(&dropped, "and")
    );
    command(Level::Note, &[("title", env!("CARGO_PKG_NAME").to_owned())], &message)
}

/// A word that a text does not hold.
fn token(text: &str) -> String {
    let mut count = 0;
    loop {
        let token = digest(text, count);
        if !text.contains(&token) {
            return token;
        }
        count += 1;
    }
}
