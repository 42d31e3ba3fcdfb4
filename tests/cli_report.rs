//! The formats as a script sees them: one exit code for all, several in one run, and each file whole or not at all.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use recoveryplan::output::Format;

use self::support::run::{Done, Folder};

mod support {
    pub(crate) mod run;
}

fn formats() -> impl Iterator<Item = &'static str> {
    Format::NAMES.into_iter().map(|(name, _)| name)
}

/// Plans that end every way a run can.
fn plans() -> Folder {
    let folder = Folder::with(&[("flawed/plan.md", "# A plan\n"), ("empty/readme.md", "# No plan\n")]);
    assert_eq!(folder.run(&["init", "clean"]).code, 0);
    folder
}

const OUTCOMES: [(&[&str], i32); 8] = [
    (&["clean"], 0),
    (&["flawed"], 1),
    (&["--exit-zero", "flawed"], 0),
    (&["--min-coverage", "1", "clean"], 1),
    (&["--fail-on", "warning", "clean"], 1),
    (&["empty"], 3),
    (&["none"], 2),
    (&["none", "flawed"], 2),
];

#[test]
fn the_exit_code_is_the_same_whatever_the_format() {
    let folder = plans();
    for (arguments, code) in OUTCOMES {
        for format in formats() {
            let flagged = folder.run(&[&["check", "--output-format", format], arguments].concat());
            let check = [&["check"], arguments].concat();
            let set = folder.run_with(".", &[("RECOVERYPLAN_OUTPUT_FORMAT", format)], &check, b"");
            let written = format!("{format}=report.out");
            let beside = folder.run(&[&["check", "--report", &written], arguments].concat());
            assert_eq!(
                [flagged.code, set.code, beside.code],
                [code; 3],
                "{format} {arguments:?} {flagged:?}"
            );
            assert_eq!(set.out, flagged.out, "the variable is as good as the flag");
            assert_eq!(folder.text("report.out"), flagged.out, "a report beside is as good as the only one");
        }
    }
}

#[test]
fn several_reports_are_written_in_one_run() {
    let folder = plans();
    let alone = folder.run(&["check", "flawed"]);
    let reports: Vec<String> =
        formats().flat_map(|format| ["--report".to_owned(), format!("{format}=out=1.{format}")]).collect();
    let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
    let done = folder.run(&[&["check", "flawed"], reports.as_slice()].concat());
    assert_eq!((done.code, &done.out, done.err.as_str()), (1, &alone.out, ""));
    for format in formats() {
        let wanted = folder.run(&["check", "--output-format", format, "flawed"]).out;
        assert_eq!(folder.text(&format!("out=1.{format}")), wanted, "{format}");
    }
    let main =
        ["check", "--output-format", "sarif", "--output-file", "main", "--report", "json=beside", "flawed"];
    let done = folder.run_with(".", &[("RECOVERYPLAN_OUTPUT_FORMAT", "junit")], &main, b"");
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(folder.text("main").contains("sarif-2.1.0") && folder.text("beside").contains("\"outcome\""));
}

#[test]
fn what_cannot_be_written_is_told_and_keeps_nothing_else_from_being_written() {
    let folder = plans();
    folder.file("old.json", b"old");
    let names = folder.names();
    let reports =
        ["none/a", "flawed", "flawed/plan.md", "./clean/plan.toml"].map(|path| format!("json={path}"));
    let mut arguments = vec!["check", "--report", "json=old.json"];
    arguments.extend(reports.iter().flat_map(|report| ["--report", report]));
    arguments.extend(["--report", "concise=last.txt", "flawed", "clean"]);
    let before = (folder.text("flawed/plan.md"), folder.text("clean/plan.toml"));
    let done = folder.run(&arguments);
    assert_eq!(done.code, 2, "{done:?}");
    for words in
        ["none/a", "flawed:", "flawed/plan.md: it is what was checked", "clean/plan.toml: it is what"]
    {
        assert!(done.err.contains(words), "{words} {done:?}");
    }
    assert_eq!(done.out, folder.run(&["check", "flawed", "clean"]).out);
    assert_eq!((folder.text("flawed/plan.md"), folder.text("clean/plan.toml")), before);
    assert!(folder.text("old.json").starts_with('{') && folder.text("last.txt").contains("missing-block"));
    let more: Vec<String> = folder.names().into_iter().filter(|name| !names.contains(name)).collect();
    assert_eq!(more, ["last.txt"], "nothing is left lying about");

    let over = folder.run(&["check", "--output-file", "flawed/plan.md", "flawed"]);
    assert_eq!((over.code, folder.text("flawed/plan.md")), (2, before.0));
    assert!(over.out.contains("missing-block"), "what was found is not lost with the file");
}

#[test]
fn no_report_takes_the_place_of_what_the_run_reads_or_of_a_text_of_peoples_own() {
    let folder = plans();
    folder.file("recoveryplan.toml", b"extend = \"base.conf\"\n");
    folder.file("base.conf", b"fail-on = \"error\"\n");
    folder.file("base.framework", folder.run(&["framework", "export"]).out.as_bytes());
    let own =
        "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1.0.0\"\nextends = \"base.framework\"\n";
    folder.file("own.framework", own.as_bytes());
    folder.file("notes.markdown", b"# Notes\n");
    folder.file("other.toml", b"a = 1\n");
    assert_eq!(folder.run(&["check", "--baseline", "known.json", "--update-baseline", "flawed"]).code, 0);
    let names = [
        "recoveryplan.toml", "base.conf", "own.framework", "base.framework", "known.json", "clean/plan.md",
        "clean/plan.toml", "notes.markdown", "other.toml",
    ];
    for name in names {
        let before = folder.text(name);
        let report = format!("json={name}");
        for flag in [["--report", report.as_str()], ["--output-file", name]] {
            let update = ["--framework", "own.framework", "--baseline", "known.json", "--update-baseline"];
            let done = folder.run(&[&["check", "flawed"], &update[..], &flag].concat());
            assert_eq!(done.code, 2, "{flag:?} {done:?}");
            assert!(done.err.contains(&format!("cannot write {name}: ")), "{flag:?} {done:?}");
            if name != "known.json" {
                assert_eq!(folder.text(name), before, "{flag:?}");
            }
        }
    }
    assert!(folder.text("known.json").contains("missing-block"), "the new baseline is no report");
    // A page of an earlier run gives way to the next one.
    folder.file("page.md", b"");
    for _ in 0..2 {
        assert_eq!(folder.run(&["check", "flawed", "--report", "markdown=page.md"]).code, 1);
    }
}

#[test]
fn a_dash_is_standard_output() {
    let folder = plans();
    let (names, plain) = (folder.names(), folder.run(&["check", "flawed"]));
    let dash = folder.run(&["check", "flawed", "--output-file", "-"]);
    assert_eq!((dash.code, dash.out, folder.names()), (1, plain.out, names));
}

#[test]
fn reports_that_cannot_be_meant_are_refused() {
    let folder = plans();
    let cases: [(&[&str], &str); 7] = [
        (&["--report", "sarif"], "FORMAT=PATH"),
        (&["--report", "sarif="], "FORMAT=PATH"),
        (&["--report", "srif=a"], "did you mean `sarif`?"),
        (&["--report", "json=-"], "--output-format"),
        (&["--report", "json=a", "--report", "sarif=./a"], "two reports are to be written to a"),
        (&["--report", "json=a", "--output-file", "a"], "two reports are to be written to a"),
        (&["--output-format", "sarf"], "a similar value exists: 'sarif'"),
    ];
    for (arguments, words) in cases {
        let done = folder.run(&[&["check", "flawed"], arguments].concat());
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert!(done.err.contains(words), "{arguments:?} {done:?}");
    }
    assert!(!folder.names().contains(&"a".to_owned()));
}

#[test]
fn forges_are_given_paths_from_the_root_of_the_repository() {
    const NAME: &str = "a,b:c%d é.plan.md";
    let folder = Folder::with(&[(".git/HEAD", ""), ("deep/down/x.txt", "")]);
    folder.file(&format!("deep/{NAME}"), b"# A plan\n");
    let check = |format: &str| -> Done {
        let done = folder.run_with("deep/down", &[], &["check", "--output-format", format, ".."], b"");
        assert_eq!(done.code, 1);
        done
    };
    for (format, path) in [
        ("sarif", "\"uri\": \"deep/a%2Cb%3Ac%25d%20%C3%A9.plan.md\"".to_owned()),
        ("gitlab", format!("\"path\": \"deep/{NAME}\"")),
        ("github", "::error file=deep/a%2Cb%3Ac%25d é.plan.md,line=1,".to_owned()),
        ("junit", format!("<testsuite name=\"../{NAME}\"")),
        ("markdown", format!("at ../{NAME}:1 (")),
        ("concise", format!("../{NAME}:1:")),
        ("full", format!("--> ../{NAME}:1:")),
        ("json", format!("\"path\": \"../{NAME}\"")),
    ] {
        let done = check(format);
        assert!(done.out.contains(&path), "{format}: {}", done.out);
    }
}

#[test]
fn of_a_plan_that_was_not_read_whole_nobody_says_what_it_covers() {
    let folder = Folder::with(&[
        ("broken/plan.toml", "[plan\n"),
        ("lacking/plan.toml", "[plan]\ntitle = \"P\"\nreview = 2027-05-31\ndocuments = [\"gone.md\"]\n"),
    ]);
    for (plan, code) in [("broken", 1), ("lacking", 2), (".", 2)] {
        for format in formats() {
            let wanted = ["check", plan, "--min-coverage", "50", "--output-format", format];
            let done = folder.run(&wanted);
            assert_eq!(done.code, code, "{done:?}");
            for words in
                ["is covered", "too little", "nothing found", "cells covered", " missing", "**missing**"]
            {
                assert!(
                    ["json", "sarif"].contains(&format) || !done.out.contains(words),
                    "{words}: {}",
                    done.out
                );
            }
        }
        let full = folder.run(&["check", plan]).out;
        assert!(full.contains("it could not be read whole") && full.contains("not read whole"), "{full}");
    }
    let page = folder.run(&["check", "--output-format", "markdown"]).out;
    assert_eq!(page.matches("| draft | not read whole | - | - | - | - | ").count(), 2, "{page}");
}

#[test]
fn what_a_config_accepts_is_accepted_outside_the_plan() {
    let record = "[plan]\ntitle = \"P\"\n[[ignore]]\nrule = \"missing-section\"\nreason = \"ours\"\n";
    let folder = Folder::with(&[
        ("recoveryplan.toml", "[[ignore]]\nrule = \"missing-block\"\nreason = \"theirs\"\n"),
        ("plan.toml", record),
    ]);
    let log = folder.run(&["check", "--output-format", "sarif"]).json();
    let results = log["runs"][0]["results"].as_array().expect("results");
    let kind = |rule: &str| {
        let found = results.iter().find(|one| one["ruleId"] == rule).expect("it is accepted");
        found["suppressions"][0]["kind"].clone()
    };
    assert_eq!((kind("missing-block"), kind("missing-section")), ("external".into(), "inSource".into()));
}
