//! Laws of the outputs: places cut the text that they claim, fingerprints last, and nothing that a plan holds harms a
//! terminal or a log.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/judge.rs"]
mod judge;

use std::collections::{BTreeMap, BTreeSet};

use judge::{COOPERATIVE, checked, judge};
use recoveryplan::output::{Format, Style, Verbosity, outline, render};
use recoveryplan::plan::PlanStatus;
use recoveryplan::report::{Breakage, PlanReport, Report};
use recoveryplan::text::is_obeyed;
use recoveryplan::view;
use serde_json::{Value, json};

const RECORD: &str = include_str!("../examples/flawed/plan.toml");
const FLAWED: &str = include_str!("../examples/flawed/plan.md");
const STYLE: Style = Style { color: false, verbosity: Verbosity::Normal };

fn only(plan: PlanReport) -> Report {
    Report { plans: vec![plan], ..Report::default() }
}

fn draft(text: &str) -> Report {
    only(checked(PlanStatus::Draft, &[("plan.md", text)]))
}

fn json(report: &Report) -> Value {
    serde_json::from_str(&render(report, Format::Json, STYLE)).expect("it is JSON")
}

/// The findings of the first plan, in JSON; the accepted ones after them.
fn found(json: &Value) -> Vec<&Value> {
    let of = |key: &str| json["plans"][0][key].as_array().expect("a list").iter();
    of("findings").chain(of("ignored")).collect()
}

/// What lines and columns cut out of a text, counted apart from the program's own way.
fn cut(text: &str, finding: &Value) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let place = |at: &Value| (at["line"].as_u64().expect("a line"), at["column"].as_u64().expect("a column"));
    let (start, end) = (place(&finding["start"]), place(&finding["end"]));
    let mut words = String::new();
    let mut at = (1, 1);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if start <= at && at < end {
            words.push(character);
        }
        let ends_line = character == '\n' || (character == '\r' && characters.peek() != Some(&'\n'));
        at = if ends_line { (at.0 + 1, 1) } else { (at.0, at.1 + 1) };
    }
    assert!(end <= at, "{finding} ends past the end of the file, {at:?}");
    words
}

#[test]
fn lines_and_columns_cut_the_text_of_the_span() {
    let wide = FLAWED
        .replace("Millbrook", "Llanfairpwll \u{1f469}\u{200d}\u{1f4bb} Tŷ Gwyn")
        .replace("Lead: TBC", "Lead: M\u{101}ori ro\u{304}p\u{16b} \u{1f600} TBC");
    assert_ne!(wide, FLAWED);
    let mut texts = vec![FLAWED.to_owned(), wide.clone(), format!("\u{feff}{wide}")];
    texts.extend(["\r\n", "\r"].map(|end| wide.replace('\n', end)));
    texts.push(wide.trim_end().to_owned());
    for text in texts {
        let report = only(checked(PlanStatus::Draft, &[("plan.toml", RECORD), ("plan.md", &text)]));
        let plan = &report.plans[0];
        let json = json(&report);
        let findings = found(&json);
        assert!(findings.len() > 15);
        for (finding, said) in plan.findings.iter().zip(findings) {
            let of = if said["path"] == "plan.md" { &text } else { RECORD };
            assert_eq!(cut(of, said), plan.sources.slice(finding.span), "{said}");
        }
    }
}

/// What is said and where it stands in the report, by fingerprint.
fn fingerprints(report: &Report) -> BTreeMap<String, String> {
    let json = json(report);
    let findings = found(&json);
    let named: BTreeMap<String, String> = findings
        .iter()
        .map(|finding| (finding["fingerprint"].to_string(), finding["message"].to_string()))
        .collect();
    assert_eq!(named.len(), findings.len(), "each has a fingerprint of its own");
    named
}

#[test]
fn fingerprints_are_unique_and_stay_while_the_plan_grows_around_them() {
    let ignore = "<!-- recoveryplan: file-ignore[missing-section] it is kept elsewhere -->";
    let twice = format!("{FLAWED}\n{ignore}\n\nTBC, and TBC again.\n\nTBC\n");
    let plan = |text: &str, status| only(checked(status, &[("plan.toml", RECORD), ("plan.md", text)]));
    let all = fingerprints(&plan(&twice, PlanStatus::Draft));
    let grown = twice.replace("\n## ", "\nA new paragraph,\nof two lines.\n\n## ");
    assert_ne!(grown, twice);
    assert_eq!(fingerprints(&plan(&grown, PlanStatus::Draft)), all);
    assert_eq!(fingerprints(&plan(&twice.replace('\n', "\r\n"), PlanStatus::Draft)), all);
    assert_eq!(fingerprints(&plan(&twice, PlanStatus::Adopted)), all, "levels are no part of them");
    assert!(all.keys().all(|name| name.len() == 34 && name.trim_matches('"').bytes().all(is_hexadecimal)));
}

#[test]
fn to_accept_one_of_equals_names_the_others_as_before() {
    let placeholders = ["TBC\n", "<!-- X -->\nTBC\n", "TBC\n"].join("\n## Notes\n\n");
    let named = |comment: &str| {
        let text = format!("# P\n\n## Notes\n\n{}", placeholders.replace('X', comment));
        let json = json(&draft(&text));
        let of = |list: &str| {
            let findings = json["plans"][0][list].as_array().expect("a list").iter();
            let placeholders = findings.filter(|finding| finding["rule"] == "placeholder");
            placeholders.map(|finding| finding["fingerprint"].to_string()).collect::<Vec<_>>()
        };
        (of("findings"), of("ignored"))
    };
    let (all, none) = named("nothing");
    assert_eq!((all.len(), none.len()), (3, 0));
    let (rest, accepted) = named("recoveryplan: ignore[placeholder] it is told in May");
    assert_eq!(rest, [all[0].clone(), all[2].clone()]);
    assert_eq!(accepted, [all[1].clone()]);
}

fn is_hexadecimal(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

#[test]
fn fingerprints_see_a_plan_from_the_root_of_its_repository() {
    let named = |prefix: &str, path: &str| {
        let plan = checked(PlanStatus::Draft, &[(path, FLAWED)]);
        let names = fingerprints(&Report { prefix: prefix.to_owned(), ..only(plan) });
        names.into_keys().collect::<BTreeSet<String>>()
    };
    let all = named("", "plans/plan.md");
    assert_eq!(named("plans/", "plan.md"), all);
    assert_eq!(named("plans/north/", "../plan.md"), all);
    assert!(named("", "other/plan.md").is_disjoint(&all));
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (_, format) in Format::NAMES {
        let text = || render(&draft(FLAWED), format, STYLE);
        assert_eq!(text(), text());
        assert!(text().ends_with('\n') && !text().ends_with("\n\n"), "{format:?}");
    }
}

#[test]
fn no_format_lets_through_what_a_terminal_would_obey() {
    let signs = "\u{1b}[31m \u{1b}]0;x\u{7} \u{9b}2J \u{202e}abc \u{2066} \u{61c} \u{2028} \u{85} \u{7f}";
    let text = format!(
        "# Plan {signs}\n\n## Self-care\n\n- [ ] **S{signs}1**: Care {signs}\n  - Due: ongoing {signs}\n  - Lead: TBC \
         {signs}\n- [ ] **S{signs}1**: More {signs}\n  - Due: someday{signs}\n\n## Lokal people {signs}\n\n<!-- \
         recoveryplan: block=x{signs} -->\n\n<!-- recoveryplan: file-ignore[missing-block, oh{signs}] why{signs} -->\n"
    );
    let path = "plan\u{1b}[0m\u{202e}.md";
    let mut report = only(checked(PlanStatus::Draft, &[(path, &text)]));
    report.plans[0].min_coverage = Some(80.0);
    report.broken.push(Breakage {
        path: path.to_owned(),
        place: Some((1, 2)),
        message: format!("no {signs}\nsecond"),
    });
    assert!(!report.plans[0].ignored.is_empty());
    for (_, format) in Format::NAMES {
        for verbosity in [Verbosity::Quiet, Verbosity::Normal, Verbosity::Verbose] {
            let shown = render(&report, format, Style { verbosity, ..STYLE });
            let harm = shown.chars().find(|one| is_obeyed(*one) && *one != '\n');
            assert_eq!(harm, None, "{format:?}");
        }
        // With colour, the program's own signs alone come through.
        let shown = render(&report, format, Style { color: true, ..STYLE });
        for sequence in shown.split('\u{1b}').skip(1) {
            let ends = sequence.find('m').expect("colour ends with an m");
            let inner = sequence[..ends].strip_prefix('[').expect("colour begins with a bracket");
            assert!(inner.chars().all(|one| one.is_ascii_digit() || one == ';'), "{inner:?}");
            assert_ne!(inner, "31", "the program has no use for that colour");
        }
        assert!(!shown.contains(['\u{7}', '\u{9b}', '\u{202e}', '\u{2028}', '\u{85}']), "{format:?}");
    }
    let title = json(&report)["plans"][0]["actions"][0]["title"].to_string();
    let original: String = serde_json::from_str(&title).expect("a text");
    assert!(original.contains('\u{202e}'), "JSON keeps what it escapes");
}

#[test]
fn a_line_of_a_megabyte_is_not_printed() {
    let (heading, long) = ("\u{1f600}word".repeat(130_000), "\u{1f600}word".repeat(10_000));
    let text = format!(
        "# Plan {heading}\n\n## Self-care {long}\n\nTBC {long} TBC\n\n- [ ] **A1**: {long}\n  - Due: {long}\n- [ ] **A1**: {long}\n\n\
         <!-- recoveryplan: block={long} -->\n<!-- recoveryplan: file-ignore[missing-block] {long} -->\n"
    );
    let report = draft(&text);
    assert!(report.plans[0].findings.len() > 10 && !report.plans[0].ignored.is_empty());
    for format in [Format::Full, Format::Concise] {
        let shown = render(&report, format, Style { verbosity: Verbosity::Verbose, ..STYLE });
        assert!(shown.len() < 60_000, "{format:?}: {} bytes", shown.len());
        let widest = shown.lines().map(|line| line.chars().count()).max();
        assert!(widest < Some(800), "{format:?}: {widest:?}");
    }
    assert!(render(&report, Format::Json, STYLE).len() < 20 * text.len());
}

#[test]
fn every_key_of_the_json_always_stands() {
    let accepting = "# P\n\n<!-- recoveryplan: file-ignore[missing-block] ours -->\n";
    let mut report = draft(accepting);
    report.broken.push(Breakage { path: "x.md".to_owned(), place: None, message: "gone".to_owned() });
    let json = json(&report);
    let keys =
        |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&json), "broken outcome plans stale summary tool version");
    assert_eq!(json["outcome"], "broken");
    let plan = &json["plans"][0];
    assert_eq!(keys(plan), "actions coverage files findings framework ignored known path status title");
    assert_eq!(keys(&plan["coverage"]), "cells covered not_applicable total undeveloped");
    assert_eq!(keys(&plan["coverage"]["cells"][0]), "actions block phase state");
    assert_eq!(keys(&json["summary"]), "errors ignored known notes plans warnings");
    assert_eq!(keys(&json["broken"][0]), "message path");
    let finding =
        "action block end fingerprint fixable help level message path phase rule section start suggestions";
    assert_eq!(keys(&plan["findings"][0]), finding);
    assert_eq!(keys(&plan["ignored"][0]), finding.replace(" rule", " reason rule"));
    let of = draft("## Self-care\n\n- [ ] Care\n");
    let action = "block due id lead line measure partners path phase status suggestion title";
    assert_eq!(keys(&self::json(&of)["plans"][0]["actions"][0]), action);
}

#[test]
fn an_outline_lists_what_a_heading_names_where_it_names_two() {
    let text = "# P\n\n## Governance and monitoring\n\n### Who meets\n\n## Resources\n\n## Self-care\n";
    let judged = judge(&COOPERATIVE, &[("plan.md", text)]);
    let read = view::outline("plan.md".to_owned(), &judged.plan, COOPERATIVE.framework(), judged.sources);
    let json: Value = serde_json::from_str(&outline::json(&read)).expect("it is JSON");
    let heading = |at: usize| &json["headings"][at];
    let named = json!([
        {"id": "governance", "match": "title", "word": "Governance"},
        {"id": "monitoring", "match": "alias", "word": "Monitoring"},
    ]);
    assert_eq!(heading(1)["section"], named);
    assert_eq!(
        heading(1)["context"],
        json!({"block": [], "phase": [], "section": ["governance", "monitoring"]})
    );
    assert_eq!((&heading(2)["section"], &heading(2)["context"]), (&Value::Null, &heading(1)["context"]));
    assert_eq!(heading(3)["section"]["id"], "resources");
    assert_eq!(heading(3)["context"]["section"], "resources");
    assert_eq!((&heading(4)["section"], &heading(4)["context"]["section"]), (&Value::Null, &Value::Null));
    let told = outline::text(&read, false);
    for line in [
        "read as the section \"Governance\", by its title",
        "read as the section \"Monitoring and review\", by the words \"Monitoring\"",
        "read as part of \"Governance\" and \"Monitoring and review\"",
    ] {
        assert!(told.contains(line), "{told}");
    }
}

#[test]
fn concise_says_one_thing_a_line_and_a_summary_last() {
    let report = draft(FLAWED);
    let quiet = render(&report, Format::Concise, Style { verbosity: Verbosity::Quiet, ..STYLE });
    assert_eq!(quiet.lines().count(), report.plans[0].findings.len());
    for (line, finding) in quiet.lines().zip(&report.plans[0].findings) {
        let at = report.plans[0].sources.positions(finding.span).0;
        let (level, rule) = (finding.level.name(), finding.rule.name);
        assert_eq!(line, format!("plan.md:{}:{}: {level}[{rule}] {}", at.line, at.column, finding.message));
    }
    let normal = render(&report, Format::Concise, STYLE);
    let last = normal.strip_prefix(&quiet).expect("the same lines come first");
    assert!(last.starts_with("1 plan checked: ") && last.lines().count() == 1, "{last}");
}

#[test]
fn nothing_checked_is_said_by_json_alone() {
    let report = Report::default();
    assert_eq!(render(&report, Format::Full, STYLE), "");
    assert_eq!(render(&report, Format::Concise, STYLE), "");
    assert_eq!(json(&report)["outcome"], "nothing-checked");
}
