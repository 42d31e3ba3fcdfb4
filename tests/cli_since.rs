//! `check --since`: which plans have changed, in real git repositories.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;

use self::support::git::{NONE, OURS, PLAN, council};
use self::support::run::{Done, Folder, broken, plans};

mod support {
    pub(crate) mod git;
    pub(crate) mod run;
}

#[test]
fn a_plan_has_changed_when_a_file_of_it_has() {
    let folder = council();
    assert!(folder.since("HEAD").is_empty());
    let cases: [(&str, Option<&str>, &[&str]); 9] = [
        ("a/text.md", Some("# New\n"), &["a/plan.toml"]),
        ("a/plan.toml", Some("[plan]\ntitle = \"New\"\n"), &["a/plan.toml"]),
        ("a/text.md", None, &["a/plan.toml"]),
        ("b/plan.md", Some("# New\n"), &["b/plan.md"]),
        ("ours.toml", Some(OURS), &["c/plan.toml"]),
        ("base.toml", Some(&format!("{OURS}\n")), &["c/plan.toml"]),
        ("recoveryplan.toml", Some(""), &["a/plan.toml", "b/plan.md", "c/plan.toml"]),
        ("c/.recoveryplan.toml", Some(""), &["c/plan.toml"]),
        ("readme.md", Some("# New\n"), &[]),
    ];
    for (name, text, changed) in cases {
        match text {
            Some(text) => folder.file(name, text.as_bytes()),
            None => fs::remove_file(folder.path(name)).expect("a file to take away"),
        }
        assert_eq!(folder.since("HEAD"), changed, "{name} on the disk");
        folder.git(&["add", "--all"]);
        assert_eq!(folder.since("HEAD"), changed, "{name} in the index");
        folder.commit();
        assert_eq!(folder.since("HEAD~"), changed, "{name} committed");
        assert_eq!(folder.since("HEAD~..HEAD"), changed, "{name} between commits");
        assert!(folder.since("HEAD").is_empty() && folder.since("HEAD..").is_empty());
        folder.git(&["reset", "--quiet", "--hard", "HEAD~"]);
    }
    // Only touched, a file is as it was.
    folder.file("b/plan.md", PLAN.as_bytes());
    assert!(folder.since("HEAD").is_empty());
}

#[test]
fn a_config_is_a_part_of_every_plan_that_it_holds_for() {
    let folder = council();
    folder.file("recoveryplan.toml", b"extend = \"shared.toml\"\n");
    folder.file("shared.toml", b"fail-on = \"warning\"\n");
    folder.file("c/.recoveryplan.toml", b"");
    folder.commit();
    let check = |arguments: &[&str]| plans(&folder.report(&[&["--since", "HEAD"], arguments].concat()));
    folder.file("shared.toml", b"fail-on = \"note\"\n");
    assert_eq!(check(&[]), ["a/plan.toml", "b/plan.md"]);
    assert!(check(&["--no-config"]).is_empty());
    assert_eq!(check(&["--config", "shared.toml"]), ["a/plan.toml", "b/plan.md", "c/plan.toml"]);
    folder.restore();
    fs::remove_file(folder.path("c/.recoveryplan.toml")).expect("a config");
    assert_eq!(check(&[]), ["c/plan.toml"], "another config holds now");
    folder.restore();
    folder.file("recoveryplan.toml", b"exclude = [\"a/**\", \"b/**\"]\n");
    assert!(check(&[]).is_empty(), "what is excluded is no plan any more");
    folder.restore();
    // Whether an acceptance is needed cannot be said where some plans were not checked.
    folder.file("recoveryplan.toml", b"[[ignore]]\nrule = \"overdue\"\nreason = \"none\"\n");
    folder.commit();
    folder.file("a/text.md", b"# New\n");
    assert!(folder.run(&["check"]).err.contains("nothing to accept"));
    let part = folder.run(&["check", "--since", "HEAD"]);
    assert!(part.err.contains("1 of 3") && !part.err.contains("nothing to accept"), "{part:?}");
}

#[test]
fn what_is_gone_is_told_where_it_is_missed() {
    let folder = council();
    fs::remove_file(folder.path("a/text.md")).expect("a document");
    fs::remove_file(folder.path("b/plan.md")).expect("a plan");
    fs::remove_file(folder.path("base.toml")).expect("a framework");
    for revision in ["HEAD", "HEAD~..HEAD"] {
        if revision != "HEAD" {
            folder.commit();
        }
        let report = folder.report(&["--since", revision]);
        let paths: Vec<String> = broken(&report).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["a/plan.toml", "c/plan.toml", "ours.toml"], "{report}");
        assert_eq!(plans(&report), ["a/plan.toml"], "the plan that is gone is no plan any more");
    }
}

#[test]
fn new_files_are_changes() {
    let folder = council();
    folder.file(".gitignore", b"private/\n");
    folder.commit();
    folder.file("new/plan.md", PLAN.as_bytes());
    folder.file("private/plan.md", PLAN.as_bytes());
    assert_eq!(folder.since("HEAD"), ["new/plan.md"]);
    // Git does not know the file that it ignores, so that nobody can say that it is as it was.
    assert_eq!(plans(&folder.report(&["--since", "HEAD", "private/plan.md"])), ["private/plan.md"]);
    assert_eq!(folder.since(NONE), ["a/plan.toml", "b/plan.md", "c/plan.toml", "new/plan.md"]);
}

#[test]
fn a_rename_is_a_change_of_both_ends() {
    let folder = council();
    folder.git(&["mv", "b/plan.md", "b/other.plan.md"]);
    assert_eq!(folder.since("HEAD"), ["b/other.plan.md"]);
    folder.restore();
    folder.git(&["mv", "a/text.md", "a/other.md"]);
    assert_eq!(folder.since("HEAD"), ["a/plan.toml"], "its document is there no more");
    folder.restore();
    // A document that was a part of a plan stands alone when its record goes.
    folder.file("d/plan.toml", b"[plan]\ndocuments = [\"x.plan.md\"]\n");
    folder.file("d/x.plan.md", PLAN.as_bytes());
    folder.file("d/y.plan.md", PLAN.as_bytes());
    folder.commit();
    folder.git(&["mv", "d/plan.toml", "d/old.toml"]);
    assert_eq!(folder.since("HEAD"), ["d/x.plan.md"]);
    folder.commit();
    assert_eq!(folder.since("HEAD~..HEAD"), ["d/x.plan.md"]);
}

#[test]
fn what_others_did_since_is_not_laid_at_ones_door() {
    let folder = council();
    folder.git(&["checkout", "--quiet", "-b", "work"]);
    folder.file("a/text.md", b"# Ours\n");
    folder.commit();
    folder.git(&["checkout", "--quiet", "main"]);
    folder.file("b/plan.md", b"# Theirs\n");
    folder.commit();
    folder.git(&["tag", "--annotate", "--message=R", "release"]);
    folder.git(&["checkout", "--quiet", "work"]);
    for revision in ["main", "main..work", "main...work", "main..", "release", "main~0", "main@{0}..HEAD"] {
        assert_eq!(folder.since(revision), ["a/plan.toml"], "{revision}");
    }
    assert_eq!(folder.since("work..main"), ["b/plan.md"]);
    assert_eq!(plans(&folder.report(&["--since", "work..main"]))[0], "b/plan.md");
    // Histories that never met are compared as they are.
    folder.git(&["checkout", "--quiet", "--orphan", "apart"]);
    folder.file("c/c.md", b"# Apart\n");
    folder.commit();
    assert_eq!(folder.since("work"), ["c/plan.toml"]);
    assert_eq!(folder.since("work..apart"), ["c/plan.toml"]);
}

#[test]
fn unchanged_plans_are_clean_and_no_plans_are_none() {
    let folder = council();
    let done = folder.run(&["check", "--since", "HEAD"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("none of the 3 plans"), "{done:?}");
    assert_eq!(folder.report(&["--since", "HEAD"])["outcome"], "clean");
    assert_eq!(folder.run(&["check", "--since", "HEAD", "--quiet"]).err, "");
    folder.file("b/plan.md", b"# New\n");
    let done = folder.run(&["check", "--since", "HEAD"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("1 of 3 plans"), "{done:?}");
    // What is not due is not read either: a plan in disorder elsewhere stops nobody.
    folder.file("b/plan.md", b"[broken");
    folder.commit();
    assert_eq!(folder.run(&["check", "--since", "HEAD"]).code, 0);

    folder.git(&["rm", "-r", "--quiet", "a", "b", "c"]);
    folder.commit();
    for revision in ["HEAD", "HEAD~", "HEAD~..HEAD", &format!("{NONE}..HEAD")] {
        let done = folder.run(&["check", "--since", revision]);
        assert_eq!(done.code, 3, "{revision} {done:?}");
    }
    let gone = folder.run(&["check", "--since", &format!("main..{NONE}"), "--output-format", "json"]);
    assert_eq!(
        (gone.code, &gone.json()["outcome"]),
        (0, &"clean".into()),
        "a branch is taken away: {gone:?}"
    );
}

#[test]
fn paths_are_shown_from_the_current_folder_and_narrow_the_search() {
    let folder = council();
    folder.file("a/text.md", b"# New\n");
    folder.file("c/c.md", b"# New\n");
    let check = |at: &str, arguments: &[&str]| {
        let arguments = [&["check", "--output-format", "json"], arguments].concat();
        plans(&folder.run_with(at, &[], &arguments, b"").json())
    };
    assert_eq!(check("a", &["--since", "HEAD"]), ["plan.toml"]);
    assert_eq!(check("a", &["--since", "HEAD", ".."]), ["../c/plan.toml", "plan.toml"]);
    assert_eq!(check("a", &["--since", "HEAD", "../c/c.md"]), ["../c/plan.toml"]);
    folder.commit();
    assert_eq!(check("a", &["--since", "HEAD~..HEAD"]), ["plan.toml"]);
    assert_eq!(check("a", &["--since", "HEAD~..HEAD", ".."]), ["../c/plan.toml", "plan.toml"]);
    assert_eq!(check("a", &["--since", "HEAD~..HEAD", "../c/c.md"]), ["../c/plan.toml"]);
    let whole = folder.path("c");
    assert_eq!(check("a", &["--since", "HEAD~..HEAD", whole.to_str().expect("UTF-8")]), ["../c/plan.toml"]);
}

#[test]
fn names_of_every_sort_are_told_apart() {
    let names = ["two words", "it's", "é", "ŵ \u{1f600}", "a;b&c", "-x", "[z]"];
    let files: Vec<(String, &str)> = names.iter().map(|name| (format!("{name}/plan.md"), PLAN)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = Folder::repository(&files);
    for name in names {
        let path = format!("{name}/plan.md");
        folder.file(&path, b"# New\n");
        assert_eq!(folder.since("HEAD"), [path.as_str()]);
        folder.commit();
        assert_eq!(folder.since("HEAD~..HEAD"), [path.as_str()]);
    }
}

#[test]
fn what_cannot_be_compared_is_told_with_what_to_do() {
    let folder = council();
    folder.git(&["update-ref", "refs/remotes/origin/trunk", "HEAD"]);
    let before = folder.names();
    let apart = Folder::with(&[("plan.md", PLAN)]);
    let empty = Folder::with(&[("plan.md", PLAN)]);
    empty.git(&["init", "--quiet"]);
    let refused = |folder: &Folder, revision: &str, words: &str| {
        let done = folder.run(&["check", &format!("--since={revision}")]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{revision} {done:?}");
        assert!(done.err.contains(words), "{revision} {done:?}");
    };
    refused(&folder, "mian", "no revision `mian`");
    refused(&folder, "main..wrok", "no revision `wrok`");
    refused(&folder, "trunk", "did you mean `origin/trunk`?");
    refused(&folder, "0123456789012345678901234567890123456789", "fetch-depth: 0");
    refused(&folder, "--output=x", "no revision `--output=x`");
    refused(&folder, "-h", "no revision `-h`");
    refused(&folder, "HEAD:a", "no revision");
    refused(&folder, "main\nHEAD", "no revision");
    refused(&folder, "", "variable");
    refused(&apart, "main", "no git repository");
    refused(&empty, "HEAD", "no commit here yet");
    assert_eq!(folder.names(), before, "nothing was written");

    let without = folder.run_with(".", &[("PATH", "")], &["check", "--since", "main"], b"");
    assert_eq!(without.code, 2);
    assert!(without.err.contains("install it"), "{without:?}");
    let stdin = folder.run(&["check", "-", "--since", "main"]);
    assert_eq!(stdin.code, 2, "{stdin:?}");
    let elsewhere = folder.report(&["--since", "main", apart.path("plan.md").to_str().expect("UTF-8")]);
    assert!(broken(&elsewhere)[0].1.contains("outside"), "{elsewhere}");
    assert_eq!(elsewhere["outcome"], "broken");
}

#[test]
fn a_shallow_clone_is_told_to_fetch_more() {
    let folder = council();
    folder.git(&["checkout", "--quiet", "-b", "work"]);
    folder.file("a/text.md", b"# New\n");
    folder.commit();
    folder.git(&["checkout", "--quiet", "main"]);
    folder.file("b/plan.md", b"# New\n");
    folder.commit();
    let clones = Folder::empty();
    let from = format!("file://{}", folder.path(".").to_str().expect("UTF-8"));
    clones.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", &from, "clone"]);
    let check = || clones.run_with("clone", &[], &["check", "--since", "origin/main"], b"");
    let done = check();
    assert_eq!((done.code, done.out.as_str()), (2, ""), "{done:?}");
    assert!(done.err.contains("shallow") && done.err.contains("fetch-depth: 0"), "{done:?}");
    clones.git_at("clone", &["fetch", "--quiet", "--unshallow"]);
    let done = check();
    assert!(done.code == 1 && done.err.contains("1 of 3 plans"), "{done:?}");
}

#[test]
fn a_hook_of_a_work_tree_may_ask_too() {
    let folder = council();
    folder.file("b/plan.md", b"# New\n");
    let variables = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index")];
    let done: Done =
        folder.run_with(".", &variables, &["check", "--since", "HEAD", "--output-format", "json"], b"");
    assert_eq!(plans(&done.json()), ["b/plan.md"]);
}
