//! The command line as scripts see it: exit codes, streams, and what becomes of bad input.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;

use self::support::run::{Folder, RECORD, broken, plans, program, rules};

mod support {
    pub(crate) mod run;
}

/// Arguments, the exit code, words on standard output, words on standard error.
type Case = (&'static [&'static str], i32, &'static str, &'static str);

const CASES: &[Case] = &[
    (&[], 2, "", "Usage: recoveryplan"),
    (&["--help"], 0, "Usage: recoveryplan", ""),
    (&["--version"], 0, concat!("recoveryplan ", env!("CARGO_PKG_VERSION")), ""),
    (&["chekc"], 2, "", "'check'"),
    (&["check", "--no-such-flag"], 2, "", "--no-such-flag"),
    (&["check", "none.md"], 2, "none.md", ""),
    (&["check", "empty"], 3, "", "recoveryplan init"),
    (&["check", "-q", "--output-format", "concise", "empty"], 3, "", "plan.toml"),
    (&["check", "--exit-zero", "empty"], 3, "", ""),
    (&["check", "--exit-zero", "none.md"], 2, "none.md", ""),
    (&["check", "plan.md"], 1, "missing-block", ""),
    (&["check", "--exit-zero", "plan.md"], 0, "missing-block", ""),
    (&["check", "plan.md", "none.md"], 2, "missing-block", ""),
    (&["check", "--level", "missing-blok=note", "plan.md"], 2, "", "did you mean `missing-block`?"),
    (&["check", "--level", "missing-block=eror", "plan.md"], 2, "", "did you mean `error`?"),
    (&["check", "--level", "missing-block", "plan.md"], 2, "", "RULE=LEVEL"),
    (&["check", "--level", "syntax=off", "plan.md"], 2, "", "`syntax` is always an error"),
    (&["check", "--level", "encoding=warning", "plan.md"], 2, "", "`encoding` is always an error"),
    (&["check", "--level", "syntax=error", "plan.md"], 1, "missing-block", ""),
    (&["check", "--config", "quiet.toml", "plan.md"], 2, "quiet.toml:2:1", ""),
    (&["check", "--framework", "quiet-framework.toml", "plan.md"], 2, "quiet-framework.toml:9:1", ""),
    (&["check", "--fail-on", "fatal", "plan.md"], 2, "", "fatal"),
    (&["check", "--status", "drafty", "plan.md"], 2, "", "a similar value exists: 'draft'"),
    (&["check", "--output-format", "jsn", "plan.md"], 2, "", "a similar value exists: 'json'"),
    (&["check", "--today", "24/11/2026", "plan.md"], 2, "", "2027-03-31"),
    (&["check", "--min-coverage", "101", "plan.md"], 2, "", "0 to 100"),
    (
        &["check", "--framework", "cooperativ-recovery", "plan.md"],
        2,
        "did you mean `cooperative-recovery`? A framework of your own",
        "",
    ),
    (&["check", "--framework", "none.toml", "plan.md"], 2, "none.toml", ""),
    (&["check", "--framework", "broken.toml", "plan.md"], 2, "broken.toml:2:1", ""),
    (&["check", "-q", "-v", "plan.md"], 2, "", "--verbose"),
    (&["check", "-v", "plan.md"], 1, "", "plan.md"),
    (&["check", "--stdin-filename", "plan.md", "plan.md"], 2, "", "standard input"),
    (&["explain", "missing-block"], 0, "missing-block", ""),
    (&["explain", "missing-blok"], 2, "", "did you mean `missing-block`?"),
    (&["rules"], 0, "missing-block", ""),
    (&["completions", "bash"], 0, "recoveryplan", ""),
    (&["completions", "cmd.exe"], 2, "", "bash"),
    (&["man"], 0, "min\\-coverage", ""),
    (&["framework"], 2, "", "Usage"),
    (&["framework", "list"], 0, "cooperative-recovery", ""),
    (&["framework", "show"], 0, "cooperative-recovery", ""),
    (&["framework", "show", "cooperativ-recovery"], 2, "", "did you mean `cooperative-recovery`?"),
    (&["framework", "check", "broken.toml"], 1, "broken.toml:2:1: ", "1 "),
    (
        &["framework", "check", "quiet-framework.toml"],
        1,
        "quiet-framework.toml:9:1: `syntax` is always",
        "1 ",
    ),
    // All faults come at once, those of the rules that it names too.
    (&["framework", "check", "faults.toml"], 1, "faults.toml:10:1: there is no rule `overdoo`", "2 "),
    (&["check", "--framework", "faults.toml", "plan.md"], 2, "faults.toml:2:1", ""),
    (&["check", "--framework", "faults.toml", "plan.md"], 2, "faults.toml:10:1", ""),
    (&["framework", "check", "good.toml"], 0, "1 block", ""),
    (&["framework", "check", "none.toml"], 2, "", "none.toml"),
    (&["framework", "export", "cooperativ-recovery"], 2, "", "did you mean `cooperative-recovery`?"),
];

const GOOD: &str = "schema = 1\nid = \"ours\"\ntitle = \"Ours\"\nversion = \"1.0.0\"\n[[block]]\nid = \"homes\"\ntitle = \"Homes\"\n";

#[test]
fn every_run_ends_with_the_code_and_the_words_that_it_should() {
    let folder = Folder::with(&[
        ("plan.md", "# A plan\n\nNothing yet.\n"),
        ("good.toml", GOOD),
        ("broken.toml", &GOOD.replacen("id =", "di = 1\nid =", 1)),
        ("faults.toml", &(GOOD.replacen("id =", "di = 1\nid =", 1) + "[levels]\noverdoo = \"off\"\n")),
        ("quiet-framework.toml", &(GOOD.to_owned() + "[levels]\nsyntax = \"off\"\n")),
        ("quiet.toml", "[levels]\nencoding = \"warning\"\n"),
        ("empty/readme.md", "# No plan\n"),
    ]);
    for (arguments, code, out, err) in CASES {
        let done = folder.run(arguments);
        assert_eq!(done.code, *code, "{arguments:?} {done:?}");
        assert!(done.out.contains(out), "{arguments:?} {done:?}");
        assert!(done.err.contains(err), "{arguments:?} {done:?}");
        let is_refused = *code == 2 && out.is_empty();
        assert!(
            !is_refused || done.out.is_empty(),
            "results only on standard output: {arguments:?} {done:?}"
        );
    }
}

#[test]
fn a_flag_beats_the_variable_and_a_wrong_variable_is_told() {
    let folder = Folder::with(&[("plan.md", "# A plan\n")]);
    let run = |value, arguments: &[&str]| {
        folder.run_with(".", &[("RECOVERYPLAN_OUTPUT_FORMAT", value)], arguments, b"")
    };
    assert!(run("json", &["check", "--output-format", "concise"]).out.starts_with("plan.md:"));
    assert_eq!(run("", &["check"]).out, folder.run(&["check"]).out);
    let wrong = run("jsn", &["check"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("RECOVERYPLAN_OUTPUT_FORMAT") && wrong.err.contains("`json`"), "{wrong:?}");
}

#[test]
fn levels_decide_what_fails() {
    let folder = Folder::with(&[("plan.md", "# A plan\n")]);
    let all = rules(&folder.report(&["plan.md"]));
    let noted: Vec<String> =
        all.iter().flat_map(|rule| ["--level".to_owned(), format!("{rule}=note")]).collect();
    let noted: Vec<&str> = noted.iter().map(String::as_str).collect();
    assert_eq!(folder.run(&[&["check", "plan.md"], noted.as_slice()].concat()).code, 0);
    assert_eq!(folder.run(&[&["check", "--fail-on", "note", "plan.md"], noted.as_slice()].concat()).code, 1);
    assert_eq!(
        folder.run(&[&["check", "--min-coverage", "1%", "plan.md"], noted.as_slice()].concat()).code,
        1
    );
    let off = folder.report(&["--level", "missing-block=off", "plan.md"]);
    assert!(all.contains(&"missing-block".to_owned()) && !rules(&off).contains(&"missing-block".to_owned()));
    let adopted = folder.report(&["--status", "adopted", "plan.md"]);
    assert_eq!(adopted["plans"][0]["status"], "adopted");
}

#[test]
fn whatever_the_bytes_a_plan_is_judged_and_not_a_breakdown() {
    let long = vec![b'x'; 10_000_000];
    let cases: &[(&str, &[u8], &str)] = &[
        ("plan.md", b"# Caf\xe9\n", "encoding"),
        ("plan.md", b"# A\0B\n", "encoding"),
        ("plan.md", b"\xff\xfe#\0 \0A\0", "encoding"),
        ("plan.md", b"", "missing-block"),
        ("plan.md", &long, "missing-block"),
        ("plan.toml", b"[plan]\ntitle = \"Caf\xe9\"\n", "encoding"),
        ("plan.toml", b"[plan\n", "syntax"),
        ("plan.toml", b"", "missing-block"),
        ("plan.toml", &long, "syntax"),
    ];
    for (name, bytes, rule) in cases {
        let folder = Folder::empty();
        folder.file(name, bytes);
        let report = folder.report(&[]);
        assert_eq!(report["outcome"], "findings", "{name} {rule}");
        assert!(rules(&report).contains(&(*rule).to_owned()), "{name} {rule}: {:?}", rules(&report));
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_checked_all_the_same() {
    let record = |documents: &str| format!("[plan]\ntitle = \"P\"\ndocuments = {documents}\n");
    let cases = [
        ("[\"none.md\"]", "no such file"),
        ("[\"../outside.md\"]", "outside"),
        ("[\"/etc/hosts\"]", "outside"),
        ("[\"C:\\\\plan.md\"]", "outside"),
        ("[\"plan.toml\"]", "itself"),
        ("[\"text.md\", \"./text.md\"]", "twice"),
        ("[\"folder\"]", "folder"),
    ];
    for (documents, words) in cases {
        let folder = Folder::with(&[
            ("a/plan.toml", &record(documents)),
            ("a/text.md", "text\n"),
            ("a/folder/x", ""),
            ("outside.md", ""),
        ]);
        let report = folder.report(&["a"]);
        let told = broken(&report);
        assert_eq!(told.len(), 1, "{documents}: {told:?}");
        assert_eq!(told[0].0, "a/plan.toml", "{documents}");
        assert!(told[0].1.contains(words), "{documents}: {told:?}");
        assert_eq!(report["outcome"], "broken");
        assert_eq!(plans(&report), ["a/plan.toml"], "the plan is still judged: {documents}");
        assert!(!rules(&report).contains(&"missing-block".to_owned()), "nothing can be said to be absent");
        let concise = folder.run(&["check", "--output-format", "concise", "a"]).out;
        assert!(concise.contains("a/plan.toml:3:"), "the place of the name is told: {concise}");
    }
}

#[test]
fn a_folder_with_the_name_of_a_plan_is_told() {
    let folder = Folder::with(&[("plan.md/x", ""), ("good/plan.md", "# P\n")]);
    for paths in [&["."][..], &["plan.md", "good"][..]] {
        let report = folder.report(paths);
        assert_eq!(broken(&report)[0].0, "plan.md", "{paths:?}");
        assert_eq!(
            (report["outcome"].as_str(), plans(&report)),
            (Some("broken"), vec!["good/plan.md".to_owned()])
        );
    }
}

#[test]
fn each_document_belongs_to_one_plan() {
    let folder = Folder::with(&[("plan.toml", RECORD), ("b.plan.toml", RECORD), ("text.md", "text\n")]);
    for paths in [&[][..], &["text.md"][..], &["plan.toml"][..]] {
        let told = broken(&folder.report(paths));
        assert_eq!(told.len(), 1, "{paths:?} {told:?}");
        assert_eq!(told[0].0, "text.md");
        assert!(told[0].1.contains("b.plan.toml") && told[0].1.contains(" plan.toml"), "{told:?}");
    }
}

#[test]
fn a_framework_that_cannot_be_used_is_told_where_the_plan_names_it() {
    let plan = |name: &str| format!("[plan]\ntitle = \"P\"\nframework = \"{name}\"\n");
    let broken_framework = GOOD.replacen("id =", "di = 1\nid =", 1) + "colour = 1\n";
    let folder = Folder::with(&[
        ("a/plan.toml", &plan("cooperativ-recovery")),
        ("b/plan.toml", &plan("../none.toml")),
        ("c/plan.toml", &plan("../broken.toml")),
        ("d/plan.toml", &plan("../good.toml")),
        ("broken.toml", &broken_framework),
        ("good.toml", GOOD),
    ]);
    let done = folder.run(&["check", "--output-format", "concise"]);
    assert_eq!(done.code, 2);
    for line in [
        "a/plan.toml:3:13: error: ",
        "b/plan.toml:3:13: error: ",
        "broken.toml:2:1: error: ",
        "broken.toml:9:1: error: ",
    ] {
        assert_eq!(done.out.matches(line).count(), 1, "{line}: {}", done.out);
    }
    assert!(done.out.contains("did you mean `cooperative-recovery`?"), "{}", done.out);
    assert!(done.out.contains("c/plan.toml:3:13: error: not checked"), "{}", done.out);
    let report = folder.report(&[]);
    assert_eq!(
        (plans(&report), &report["plans"][0]["framework"]["id"]),
        (vec!["d/plan.toml".to_owned()], &"ours".into())
    );
    let flagged = folder.report(&["--framework", "good.toml"]);
    assert_eq!(
        (flagged["outcome"].as_str(), plans(&flagged).len()),
        (Some("findings"), 4),
        "the flag beats the plans"
    );
}

#[test]
fn a_report_that_cannot_be_saved_is_not_lost() {
    let folder = Folder::with(&[("plan.md", "# P\n"), ("out/x", "")]);
    let shown = folder.run(&["check"]);
    for target in ["none/report.txt", "out", "plan.md/report.txt"] {
        let done = folder.run(&["check", "--output-file", target]);
        assert_eq!((done.code, &done.out), (2, &shown.out), "{target}");
        assert!(done.err.contains(target), "{target} {done:?}");
    }
    folder.file("report.txt", b"old");
    let done = folder.run(&["check", "--color", "always", "--output-file", "report.txt"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert_eq!(folder.text("report.txt"), shown.out, "files are never coloured");
    assert_eq!(folder.names(), ["out/x", "plan.md", "report.txt"], "nothing is left lying about");
}

#[test]
fn colour_is_for_people_and_goes_when_told_to() {
    let folder = Folder::with(&[("plan.md", "# P\n")]);
    let colored = |variables: &[(&str, &str)], arguments: &[&str]| {
        let done = folder.run_with(".", variables, &[&["check", "plan.md"], arguments].concat(), b"");
        done.out.contains('\u{1b}')
    };
    assert!(!colored(&[], &[]), "a pipe is no terminal");
    assert!(colored(&[("NO_COLOR", "1")], &["--color", "always"]));
    assert!(colored(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(!colored(&[], &["--color", "always", "--output-format", "json"]));
}

#[test]
fn nothing_that_a_terminal_would_obey_gets_through() {
    let evil = "a\u{1b}]0;x\u{7}\u{202e}b";
    let plan = format!("# {evil}\n\n- [ ] {evil}\n");
    let record =
        r#"plan = { title = "P", framework = "a\u001B]0;x\u0007\u202Eb", documents = ["\u001B.md"] }"#;
    let folder = Folder::with(&[("plan.md", plan.as_str()), ("bad/plan.toml", record)]);
    let name = format!("{evil}.plan.md");
    folder.file(&name, b"# P\n");
    let runs: &[&[&str]] = &[
        &["check", "-v"],
        &["check", "-v", "--output-format", "concise"],
        &["check", "-v", "--output-format", "json"],
        &["check", "-v", "--output-format", "sarif"],
        &["check", "-v", "--output-format", "github"],
        &["check", "-v", "--output-format", "gitlab"],
        &["check", "-v", "--output-format", "junit"],
        &["check", "-v", "--output-format", "markdown"],
        &["check", "--report", evil],
        &["check", "--report", "json=none\u{1b}/x"],
        &["check", "--report", "json=\u{1b}", "--report", "json=\u{1b}"],
        &["check", evil],
        &["check", "--framework", evil],
        &["check", "--framework", "a\u{1b}/b.toml"],
        &["check", "--level", evil],
        &["check", "--output-format", evil],
        &["check", "--output-file", "none\u{1b}/x"],
        &["explain", evil],
        &["framework", "show", evil],
        &["framework", "check", evil],
        &["framework", "export", evil],
        &["init", evil],
        &["init", evil],
        &["init", "--dry-run", "--title", evil, "new"],
        &[evil],
    ];
    for arguments in runs {
        let done = folder.run(arguments);
        for stream in [&done.out, &done.err] {
            assert!(!stream.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments:?} {done:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let close = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let folder = Folder::with(&[("plan.md", "# P\n"), ("closed/plan.md", ""), ("notes.md", "---\n")]);
    for name in ["plan.md", "notes.md", "closed"] {
        close(&folder.path(name), 0).expect("permissions can be changed");
    }
    if fs::read(folder.path("plan.md")).is_ok() {
        return; // Nothing is closed to root.
    }
    let told: Vec<String> = broken(&folder.report(&[])).into_iter().map(|(path, _)| path).collect();
    close(&folder.path("closed"), 0o755).expect("permissions can be changed back");
    assert_eq!(told, ["closed", "notes.md", "plan.md"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::Stdio;
    let folder = Folder::with(&[("plan.md", "# P\n")]);
    let mut command = program();
    let mut child = command
        .args(["framework", "export"])
        .current_dir(folder.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}
