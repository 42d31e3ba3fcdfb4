//! Which plans `check` finds: by name, by front matter, by the record that a document belongs to, and on standard input.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use self::support::run::{Folder, RECORD, broken, plans, rules};

mod support {
    pub(crate) mod run;
}

const PLAN: &str = "# A plan\n";
const NAMED: &str = "---\nframework: cooperative-recovery\n---\n# A plan\n";

#[test]
fn a_folder_is_searched_for_plans_as_git_sees_it() {
    let folder = Folder::with(&[
        ("plan.md", PLAN),
        ("b/plan.toml", "[plan]\ntitle = \"B\"\ndocuments = [\"deep/plan.md\"]\n"),
        ("b/deep/plan.md", PLAN),
        ("c.plan.md", PLAN),
        ("c.plan.toml", "[plan]\ntitle = \"C\"\n"),
        ("docs/named.md", NAMED),
        ("docs/toml.markdown", "\u{feff}+++\nframework = \"cooperative-recovery\"\n+++\n"),
        ("docs/other.md", "---\ntitle: no plan\n---\n"),
        ("docs/named.txt", NAMED),
        ("readme.md", "# No plan\n"),
        (".hidden/plan.md", PLAN),
        (".old.plan.md", PLAN),
        (".gitignore", "ignored/\n"),
        ("ignored/plan.md", PLAN),
    ]);
    let all = ["b/plan.toml", "c.plan.md", "c.plan.toml", "docs/named.md", "docs/toml.markdown", "plan.md"];
    assert_eq!(plans(&folder.report(&[])), all);
    assert_eq!(plans(&folder.report(&["plan.md", ".", "./plan.md", "docs/../b"])), all, "each plan once");
    assert_eq!(plans(&folder.report(&["docs", "b"])), ["b/plan.toml", "docs/named.md", "docs/toml.markdown"]);
    let hidden = ["ignored/plan.md", ".old.plan.md", "readme.md", "docs/named.txt"];
    let mut sorted = hidden;
    sorted.sort_unstable();
    assert_eq!(plans(&folder.report(&hidden)), sorted, "what is named is checked whatever it is called");
}

#[test]
fn paths_are_shown_from_the_current_folder() {
    let folder = Folder::with(&[("a/plan.md", PLAN), ("b/plan.toml", RECORD), ("b/text.md", "text\n")]);
    let check = |path: &str| {
        let done = folder.run_with("b", &[], &["check", "--output-format", "json", path], b"");
        plans(&done.json())
    };
    let absolute = folder.path("b/plan.toml");
    assert_eq!(check("../a/plan.md"), ["../a/plan.md"]);
    assert_eq!(check(".."), ["../a/plan.md", "plan.toml"]);
    assert_eq!(check("../b/text.md"), ["plan.toml"]);
    assert_eq!(check(absolute.to_str().expect("a path in UTF-8")), ["plan.toml"]);
}

#[test]
fn a_document_is_checked_as_the_plan_that_names_it() {
    let folder = Folder::with(&[
        (".git/HEAD", ""),
        (
            "plan.toml",
            "[plan]\ntitle = \"P\"\nstatus = \"adopted\"\ndocuments = [\"parts/one.md\", \"two.md\"]\n",
        ),
        // Its front matter is then skipped: it would make a draft of the plan.
        ("parts/one.md", "---\nframework: none\nstatus: draft\n---\n# One\n"),
        ("two.md", "# Two\n"),
    ]);
    for paths in [&[][..], &["parts/one.md"], &["two.md", "parts/one.md", "plan.toml"], &["parts"]] {
        let report = folder.report(paths);
        assert_eq!(plans(&report), ["plan.toml"], "{paths:?}");
        assert_eq!(report["plans"][0]["status"], "adopted");
        assert_eq!(report["plans"][0]["files"], serde_json::json!(["plan.toml", "parts/one.md", "two.md"]));
    }
    // Beyond the root of its repository no record has a say.
    folder.file("parts/.git/HEAD", b"");
    assert_eq!(
        plans(&folder.report(&["parts/one.md", "--framework", "cooperative-recovery"])),
        ["parts/one.md"]
    );
}

#[test]
fn many_plans_are_reported_in_the_order_of_their_paths_whatever_the_order_of_the_arguments() {
    let folder = Folder::empty();
    let mut names: Vec<String> = (0..80).map(|at| format!("{at}.plan.md")).collect();
    for name in &names {
        folder.file(name, PLAN.as_bytes());
    }
    let found = folder.run(&["check", "--output-format", "json"]).out;
    let backwards: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    assert_eq!(
        folder.run(&[&["check", "--output-format", "json"], backwards.as_slice()].concat()).out,
        found
    );
    names.sort();
    assert_eq!(plans(&serde_json::from_str(&found).expect("a report")), names);
}

#[test]
fn standard_input_is_a_plan() {
    let folder = Folder::with(&[
        ("plan.toml", "[plan]\ntitle = \"P\"\ndocuments = [\"plan.md\"]\n"),
        ("plan.md", "# Old\n"),
        ("other/text.md", "text\n"),
    ]);
    let check = |arguments: &[&str], text: &str| {
        let arguments = [&["check", "--output-format", "json", "-"], arguments].concat();
        folder.run_with(".", &[], &arguments, text.as_bytes()).json()
    };
    let document = check(&[], "# P\n");
    assert_eq!(
        (plans(&document), &document["plans"][0]["files"]),
        (vec!["-".to_owned()], &serde_json::json!(["-"]))
    );
    let record = check(&[], "[plan]\ntitle = \"New\"\ndocuments = [\"other/text.md\"]\n");
    assert_eq!(record["plans"][0]["files"], serde_json::json!(["-", "other/text.md"]));
    assert_eq!(check(&[], "[plan]\ntitel = \"New\"\n")["plans"][0]["findings"][0]["path"], "-");

    let named = check(&["--stdin-filename", "other/new.toml"], "[plan]\ndocuments = [\"text.md\"]\n");
    assert_eq!(named["plans"][0]["files"], serde_json::json!(["other/new.toml", "other/text.md"]));
    let alone = check(&["--stdin-filename", "other/new.md"], "# P\n");
    assert_eq!(plans(&alone), ["other/new.md"]);

    // An editor checks the text that is not saved yet, as a part of its plan.
    let edited = check(&["--stdin-filename", "plan.md"], "# New\n\n- [ ] Open the hub\n");
    assert_eq!(edited["plans"][0]["files"], serde_json::json!(["plan.toml", "plan.md"]));
    assert_eq!(edited["plans"][0]["actions"][0]["title"], "Open the hub");
    assert_eq!(folder.text("plan.md"), "# Old\n");

    let both = folder.run_with(".", &[], &["check", "-", "plan.md"], b"");
    assert_eq!((both.code, both.out.as_str()), (2, ""));
}

#[test]
fn fingerprints_do_not_depend_on_the_folder_that_one_stands_in() {
    let folder = Folder::with(&[(".git/HEAD", ""), ("a/plan.md", PLAN)]);
    let prints = |at: &str, path: &str| {
        let report = folder.run_with(at, &[], &["check", "--output-format", "json", path], b"").json();
        report["plans"][0]["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|one| one["fingerprint"].clone())
            .collect::<Vec<_>>()
    };
    let from_root = prints(".", "a/plan.md");
    assert!(!from_root.is_empty());
    assert_eq!(from_root, prints("a", "plan.md"));
}

#[cfg(unix)]
#[test]
fn links_lead_to_what_they_lead_to() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[
        ("real/plan.toml", RECORD),
        ("outside/text.md", "text\n"),
        ("twice/plan.md", PLAN),
        ("notes/x", ""),
    ]);
    let link = |to: &str, name: &str| symlink(to, folder.path(name)).expect("a link");
    link("../outside/text.md", "real/text.md");
    link("plan.md", "twice/same.plan.md");
    link("none", "notes/plan.md");
    link("none", "notes/readme.md");
    link("twice", "way");
    let report = folder.report(&[]);
    assert_eq!(plans(&report), ["real/plan.toml", "twice/plan.md"]);
    let told = broken(&report);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0 == "notes/plan.md" && told[0].1.contains("link"), "{told:?}");
    assert!(told[1].0 == "real/plan.toml" && told[1].1.contains("outside"), "{told:?}");
    assert_eq!(plans(&folder.report(&["way"])), ["way/plan.md"], "a folder that is named is followed");
    for names in [["twice/plan.md", "twice/same.plan.md"], ["twice/same.plan.md", "twice/plan.md"]] {
        assert_eq!(plans(&folder.report(&names)), ["twice/plan.md"], "whichever is named first");
    }
    folder.file("a/b/plan.md", PLAN.as_bytes());
    folder.file("m/plan.md", PLAN.as_bytes());
    link("a/b", "z");
    assert_eq!(plans(&folder.report(&["z", "m"])), ["m/plan.md", "z/plan.md"], "sorted as they are shown");
    folder.file("a/plan.md", PLAN.as_bytes());
    assert_eq!(plans(&folder.report(&["z/../plan.md"])), ["a/plan.md"], "back from where the link leads");
    assert_eq!(broken(&folder.report(&["notes/readme.md"])).len(), 1);
    link("round", "round");
    for path in ["round", "round/plan.md"] {
        let told = broken(&folder.report(&[path]));
        assert!(told[0].1.contains("leads back to itself") && !told[0].1.contains("os error"), "{told:?}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_that_no_one_named() {
    let folder = Folder::with(&[("a/plan.toml", RECORD), ("b/plan.md", PLAN)]);
    for name in ["plan.md", "a/text.md"] {
        let made = std::process::Command::new("mkfifo").arg(folder.path(name)).status();
        assert!(made.is_ok_and(|status| status.success()));
    }
    let report = folder.report(&[]);
    assert_eq!(plans(&report), ["a/plan.toml", "b/plan.md"]);
    assert_eq!(broken(&report).len(), 1, "the document of the record");
    assert!(!rules(&report).is_empty());
}

#[test]
fn a_record_that_cannot_be_read_is_not_passed_over_where_it_may_name_the_document() {
    let finished = include_str!("../examples/exampleshire/plan.md");
    let folder = Folder::with(&[
        (".git/HEAD", ""),
        ("lost/plan.toml", "[plan\ntitle = \"P\"\ndocuments = [\"plan.md\"]\n"),
        ("lost/plan.md", finished),
        ("lost/deep/notes.md", finished),
        ("cut/plan.toml", "[plan]\ndocuments = [\"plan.md\"]\ntitle = \"P\n"),
        ("cut/plan.md", finished),
        ("sound/plan.toml", "[plan]\ntitle = \"P\"\n"),
        ("sound/plan.md", finished),
    ]);
    folder.file("bytes/plan.toml", b"[plan]\ntitle = \"\xff\"\n");
    folder.file("bytes/plan.md", finished.as_bytes());
    let check = |path: &str| {
        let report = folder.report(&[path]);
        let told = rules(&report).into_iter().filter(|rule| rule == "syntax" || rule == "encoding").count();
        (plans(&report), told > 0, folder.run(&["check", path]).code)
    };
    let both = |folder: &str, name: &str| vec![format!("{folder}/{name}"), format!("{folder}/plan.toml")];
    assert_eq!(check("lost/plan.md"), (both("lost", "plan.md"), true, 1));
    assert_eq!(check("lost/deep/notes.md"), (both("lost", "deep/notes.md"), true, 1));
    assert_eq!(check("cut/plan.md"), (vec!["cut/plan.toml".to_owned()], true, 1), "it still says so");
    assert_eq!(check("bytes/plan.md"), (both("bytes", "plan.md"), true, 1));
    assert_eq!(check("sound/plan.md"), (vec!["sound/plan.md".to_owned()], false, 0));
    let outline = folder.run(&["outline", "lost/plan.md"]);
    assert_eq!(outline.code, 0, "{outline:?}");
}

#[test]
fn a_refused_document_belongs_to_no_one() {
    let folder = Folder::with(&[
        (".git/HEAD", ""),
        ("a/plan.toml", "[plan]\ntitle = \"A\"\ndocuments = [\"own.md\", \"../b/text.md\"]\n"),
        ("a/own.md", "text\n"),
        ("b/plan.toml", RECORD),
        ("b/text.md", "text\n"),
    ]);
    let told = broken(&folder.report(&[]));
    assert!(told.len() == 1 && told[0].0 == "a/plan.toml" && told[0].1.contains("outside"), "{told:?}");
    assert_eq!(broken(&folder.report(&["b"])), [], "another plan is none the worse for it");
}

#[test]
fn a_folder_without_a_plan_is_told_beside_others() {
    let folder = Folder::with(&[("a/plan.md", PLAN), ("b/readme.md", "# No plan\n"), ("c/readme.md", "")]);
    let both = folder.run(&["check", "a", "b"]);
    assert_eq!((both.code, both.err.as_str()), (1, "warning: b: there is no plan in this folder\n"));
    assert_eq!(folder.run(&["check", "-q", "a", "b"]).err, "");
    assert_eq!(folder.run(&["check", "a", "a", "."]).err, "", "known plans are plans");
    let none = folder.run(&["check", "b", "c"]);
    assert!(none.code == 3 && !none.err.contains("warning"), "{none:?}");
}

#[cfg(unix)]
#[test]
fn nothing_is_read_that_may_never_end() {
    let folder = Folder::with(&[("plan.md", PLAN)]);
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for arguments in [
        &["/dev/zero"][..],
        &["plan.md", "--baseline", "/dev/zero"],
        &["plan.md", "--baseline", "pipe"],
        &["plan.md", "--framework", "/dev/zero"],
        &["plan.md", "--framework", "./pipe"],
        &["plan.md", "--config", "/dev/zero"],
    ] {
        let done = folder.run(&[&["check"], arguments].concat());
        assert!(done.code == 2 && done.out.contains("no ordinary file"), "{arguments:?} {done:?}");
    }
    assert_eq!(folder.run(&["framework", "check", "/dev/zero"]).code, 2);
    // A pipe that a person names is fed by someone.
    let name = folder.path("pipe");
    let feeder = std::thread::spawn(move || std::fs::write(name, "# A plan\n"));
    assert_eq!(plans(&folder.report(&["pipe"])), ["pipe"]);
    assert!(feeder.join().is_ok_and(|written| written.is_ok()));
}
