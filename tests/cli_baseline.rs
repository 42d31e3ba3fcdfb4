//! `check --baseline` as scripts see it: exit codes, what is told, and what becomes of the file.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;

use self::support::run::{Folder, broken, rules};

mod support {
    pub(crate) mod run;
}

const PLAN: &str =
    "# Exampleshire\n\n## Self-care\n\n- [ ] **A1**: Open the hub\n  - Lead: Head of Place\n\nTBC\n";
const KNOWN: &str = "known.json";

/// A repository with two plans.
fn repository() -> Folder {
    let folder = Folder::with(&[("north/plan.md", PLAN), ("south/plan.md", PLAN)]);
    fs::create_dir(folder.path(".git")).expect("a folder");
    folder
}

fn update(folder: &Folder, arguments: &[&str]) -> support::run::Done {
    folder.run(&[&["check", "--baseline", KNOWN, "--update-baseline"], arguments].concat())
}

#[test]
fn an_update_accepts_what_is_found_and_then_only_new_findings_fail() {
    let folder = repository();
    let made = update(&folder, &[]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.err.contains("was made") && made.err.contains("2 plans"), "{made:?}");
    let text = folder.text(KNOWN);
    let check = |arguments: &[&str]| folder.run(&[&["check", "--baseline", KNOWN], arguments].concat());
    for format in ["full", "concise", "json"] {
        let done = check(&["--output-format", format, "--fail-on", "note"]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{format} {done:?}");
    }
    assert_eq!(update(&folder, &[]).code, 0);
    assert_eq!(folder.text(KNOWN), text, "an update of what is so changes nothing");

    folder
        .file("north/plan.md", format!("\n\n{PLAN}\nTBC\n").replace("## Self-care", "## Annex B").as_bytes());
    let done = check(&["--output-format", "json"]);
    assert_eq!(done.code, 1);
    let report = done.json();
    let found = rules(&report);
    assert!(found.contains(&"missing-block".to_owned()), "{found:?}");
    let stale = report["stale"].as_array().expect("a list");
    assert!(!stale.is_empty() && stale.iter().all(|entry| entry["plan"] == "north/plan.md"), "{stale:?}");
    for entry in stale {
        let line = format!("north/plan.md: {}", entry["rule"].as_str().expect("a rule"));
        assert!(done.err.contains(&line), "{line} is told in {}", done.err);
    }
    assert!(done.err.contains("--update-baseline"), "{}", done.err);

    let done = update(&folder, &["north"]);
    assert_eq!(done.code, 0, "{done:?}");
    let told = |word: &str| done.err.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!(told("gone: north/plan.md: "), stale.len());
    assert!(told("new: north/plan.md: ") > 0, "{done:?}");
    assert_eq!(check(&["--fail-on", "note"]).code, 0, "the entries of the south were kept");
}

#[test]
fn the_file_is_the_same_wherever_in_the_repository_one_stands() {
    let folder = repository();
    update(&folder, &[]);
    let text = folder.text(KNOWN);
    let run =
        |from: &str, arguments: &[&str]| folder.run_with(from, &[], &[&["check"], arguments].concat(), b"");
    let arguments = ["--update-baseline", "--baseline", "../other.json", "../south/plan.md", "."];
    assert_eq!(run("north", &arguments).code, 0);
    assert_eq!(folder.text("other.json"), text);
    assert_eq!(run("south", &["--baseline", "../known.json", "--fail-on", "note"]).code, 0);
    let moved = repository();
    fs::rename(folder.path(KNOWN), moved.path(KNOWN)).expect("a move");
    assert_eq!(moved.run(&["check", "--baseline", KNOWN, "--fail-on", "note"]).code, 0);
}

#[test]
fn plans_that_are_gone_are_told_by_a_run_over_their_folder_alone() {
    let folder = repository();
    update(&folder, &[]);
    fs::rename(folder.path("south"), folder.path("west")).expect("a move");
    let stale = |paths: &[&str]| {
        let report = folder.report(&[&["--baseline", KNOWN], paths].concat());
        report["stale"].as_array().expect("a list").len()
    };
    assert!(stale(&[]) > 0 && stale(&["."]) > 0);
    assert_eq!((stale(&["north"]), stale(&["north/plan.md"])), (0, 0), "nobody looked where it was");
    update(&folder, &["north"]);
    assert!(folder.text(KNOWN).contains("south/plan.md"));
    let done = update(&folder, &[]);
    assert!(done.err.contains("gone: south/plan.md") && done.err.contains("new: west/plan.md"), "{done:?}");
    let text = folder.text(KNOWN);
    assert!(text.contains("west/plan.md") && !text.contains("south/plan.md"), "{text}");
}

#[test]
fn a_plan_that_moved_is_told_as_such_and_not_finding_by_finding() {
    let folder = repository();
    update(&folder, &[]);
    fs::rename(folder.path("south"), folder.path("west")).expect("a move");
    let check = || folder.run(&["check", "--baseline", KNOWN]).err;
    let moved = "south/plan.md seems to have become west/plan.md, with the same findings: --update-baseline";
    let told = check();
    assert!(told.contains(moved) && !told.contains("no longer found"), "{told}");

    // One that was edited as well is not the same for sure.
    folder.file("west/plan.md", b"# Exampleshire\n");
    let told = check();
    assert!(told.contains("no longer found: south/plan.md") && !told.contains("become"), "{told}");
    folder.file("west/plan.md", PLAN.as_bytes());
    update(&folder, &[]);
    assert_eq!(check(), "");
}

#[test]
fn a_baseline_that_cannot_be_used_is_told_and_the_findings_with_it() {
    let cases: &[(&str, Option<&str>, &str, &str)] = &[
        ("none.json", None, "", "--update-baseline"),
        ("dir", None, "", "folder"),
        ("b.json", Some("{\n"), "line 1, column 1", "JSON"),
        ("b.json", Some("{\n  \"version\": 3\n}"), "line 2, column 14", "another release"),
        (
            "b.json",
            Some("{\n  \"version\": 1,\n  \"plans\": {}, \"é\": 1, \"w\": 2\n}"),
            "line 3, column 16",
            "known",
        ),
        (
            "b.json",
            Some("{\"version\": 1, \"plans\": {\"plan.md\": [\n  {\"rule\": \"overdu\"}]}}"),
            "line 2, column 12",
            "did you mean `overdue`?",
        ),
    ];
    for (name, text, place, help) in cases {
        let folder = Folder::with(&[("plan.md", PLAN), ("dir/x", "")]);
        if let Some(text) = text {
            folder.file(name, text.as_bytes());
        }
        let report = folder.report(&["--baseline", name]);
        assert_eq!(report["outcome"], "broken");
        let told = broken(&report);
        let says = |message: &str| message.starts_with(place) && message.contains(help);
        assert!(told.iter().all(|(path, _)| path == name), "{told:?}");
        assert!(told.iter().any(|(_, message)| says(message)), "{told:?}");
        assert!(rules(&report).contains(&"missing-block".to_owned()), "nothing is quiet then");
        for arguments in [&["check", "--baseline", name][..], &["check", "--exit-zero", "--baseline", name]] {
            assert_eq!(folder.run(arguments).code, 2, "{arguments:?}");
        }
        if let Some(text) = text {
            assert_eq!(folder.run(&["check", "--baseline", name, "--update-baseline"]).code, 2);
            assert_eq!(folder.text(name), *text, "what cannot be read is not written over");
        }
    }
}

#[test]
fn wrong_arguments_are_refused() {
    let folder = Folder::with(&[("plan.md", PLAN)]);
    let alone = folder.run(&["check", "--update-baseline"]);
    assert!(alone.code == 2 && alone.err.contains("--baseline"), "{alone:?}");
    let nameless = folder.run(&["check", "--baseline", KNOWN, "-"]);
    assert!(nameless.code == 2 && nameless.err.contains("--stdin-filename"), "{nameless:?}");
    update(&folder, &[]);
    let arguments = ["check", "--fail-on", "note", "--baseline", KNOWN, "--stdin-filename", "plan.md", "-"];
    assert_eq!(folder.run_with(".", &[], &arguments, PLAN.as_bytes()).code, 0);
}

#[test]
fn what_an_update_cannot_accept_decides_its_exit_code() {
    let folder =
        Folder::with(&[("plan.md", PLAN), ("bad/plan.toml", "[plan\n"), ("lost/plan.toml", PLAN_LOST)]);
    let done = update(&folder, &["bad"]);
    assert_eq!(done.code, 1, "a syntax error is never known: {done:?}");
    let done = update(&folder, &["--min-coverage", "80", "plan.md"]);
    assert_eq!(done.code, 1, "how much is covered does not change: {done:?}");
    let before = folder.text(KNOWN);
    let done = update(&folder, &["lost"]);
    assert_eq!(done.code, 2, "a document is missing: {done:?}");
    assert!(folder.text(KNOWN).contains("\"plan.md\""), "and the other plans are kept");
    assert_eq!(update(&folder, &["none.md"]).code, 2);
    fs::create_dir(folder.path("empty")).expect("a folder");
    folder.file(KNOWN, before.as_bytes());
    let done = update(&folder, &["empty"]);
    assert!(done.code == 3 && done.err.contains("left as it is"), "{done:?}");
    assert_eq!(folder.text(KNOWN), before);
    let lost = folder.run(&["check", "--baseline", "none/b.json", "--update-baseline", "plan.md"]);
    assert_eq!(lost.code, 2);
    assert!(
        lost.out.contains("none/b.json") && lost.out.contains("missing-block"),
        "nothing is lost: {lost:?}"
    );
}

const PLAN_LOST: &str = "[plan]\ntitle = \"P\"\ndocuments = [\"lost.md\"]\n";

#[test]
fn nothing_that_a_terminal_would_obey_gets_through() {
    let evil = "a\u{1b}]0;x\u{7}\u{202e}b";
    let plan = format!("# P\n\n## Self-care\n\n- [ ] {evil}\n  - Due: {evil}\n");
    let folder = Folder::with(&[(&format!("{evil}.plan.md"), plan.as_str())]);
    let made = update(&folder, &[]);
    let quiet = folder.run(&["check", "--fail-on", "note", "--baseline", KNOWN]);
    assert_eq!((made.code, quiet.code), (0, 0), "{quiet:?}");
    folder.file(&format!("{evil}.plan.md"), b"# P\n");
    let stale = folder.run(&["check", "--baseline", KNOWN]);
    let json = folder.run(&["check", "--baseline", KNOWN, "--output-format", "json"]);
    let updated = update(&folder, &[]);
    for text in [&folder.text(KNOWN), &stale.err, &stale.out, &json.out, &updated.err, &made.err] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
    }
    assert!(stale.err.contains("known, but no longer found"), "{stale:?}");
}
