//! The examples: the finished plan has no finding in either notation; the reports on the others, and the outlines of
//! the plans in real forms, are pictures that were read one by one.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recoveryplan"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env_remove("RECOVERYPLAN_OUTPUT_FORMAT")
        .output()
        .expect("the program runs")
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).expect("the output is text")
}

const TODAY: [&str; 2] = ["--today", "2026-11-24"];

#[test]
fn the_finished_plan_has_no_finding_in_either_notation() {
    for path in ["examples/exampleshire/plan.toml", "examples/exampleshire/register.plan.toml"] {
        let output = run(&[&["check", "--fail-on", "note", path], &TODAY[..]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(output));
        let shown = text(output);
        assert!(shown.contains("14 of 15 cells covered, 1 not applicable"), "{shown}");
        assert!(shown.ends_with("1 plan checked: nothing found.\n"), "{shown}");
    }
}

#[test]
fn the_flawed_plan() {
    let output = run(&[&["check", "examples/flawed"], &TODAY[..]].concat());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!("flawed", text(output));
}

const REAL: [&str; 5] = ["action-table", "numbered-headings", "verb-bullets", "four-cells", "chapters"];

#[test]
fn the_reports_on_plans_in_real_forms() {
    for name in REAL {
        let folder = format!("examples/real-shaped/{name}");
        let output = run(&[&["check", "--output-format", "concise", &folder], &TODAY[..]].concat());
        insta::assert_snapshot!(format!("report-{name}"), text(output));
    }
}

#[test]
fn the_outlines_of_plans_in_real_forms() {
    for name in REAL {
        let output = run(&["outline", &format!("examples/real-shaped/{name}")]);
        assert_eq!(output.status.code(), Some(0));
        insta::assert_snapshot!(format!("outline-{name}"), text(output));
    }
}
