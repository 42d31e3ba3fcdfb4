//! `gitlab`: a Code Quality report, `gl-code-quality-report.json`. An empty list says that all is well, so whatever
//! keeps a run from being clean is an entry.

use serde::Serialize;

use super::fingerprint::fingerprints;
use super::json::escaped;
use super::trouble::{Kind, troubles};
use super::{hints, said};
use crate::finding::Level;
use crate::report::{Report, from_root};
use crate::source::Position;

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Place,
    end: Place,
}

#[derive(Serialize, Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
}

pub(super) fn render(report: &Report) -> String {
    let mut entries: Vec<Entry> = Vec::new();
    for trouble in troubles(report) {
        let (line, column) = trouble.place.unwrap_or((1, 1));
        let place = Place { line, column };
        entries.push(Entry {
            description: format!("{}: {}", trouble.kind.name(), trouble.message),
            check_name: trouble.kind.name(),
            fingerprint: trouble.fingerprint,
            severity: if trouble.kind == Kind::Short { "major" } else { "blocker" },
            location: location(report, trouble.path, place, place),
        });
    }
    for plan in &report.plans {
        for (finding, fingerprint) in plan.findings.iter().zip(fingerprints(report, plan)) {
            let (start, end) = plan.sources.positions(finding.span);
            let place = |position: Position| Place { line: position.line, column: position.column };
            // GitLab shows the description alone.
            let mut words = vec![format!("{}: {}", finding.rule.name, said(&finding.message))];
            words.extend(hints(finding));
            entries.push(Entry {
                description: words.join("; "),
                check_name: finding.rule.name,
                fingerprint,
                severity: severity(finding.level),
                location: location(report, plan.sources.path(finding.span), place(start), place(end)),
            });
        }
    }
    let mut text = escaped(&serde_json::to_string_pretty(&entries).unwrap_or_default());
    text.push('\n');
    text
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}

fn location(report: &Report, path: &str, begin: Place, end: Place) -> Location {
    Location { path: from_root(&report.prefix, path), positions: Positions { begin, end } }
}
