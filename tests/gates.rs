//! The gates at work: the hook on a real push to a bare repository, the script of the action, the plans repository.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use self::support::run::{Folder, program};

mod support {
    pub(crate) mod run;
}

const HOOK: &str = "framework/templates/ci/pre-receive";
const NONE: &str = "0000000000000000000000000000000000000000";
const SOME: &str = "1111111111111111111111111111111111111111";

/// What a script says, and how it ends.
fn ends(output: &Output) -> (Option<i32>, String) {
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    (output.status.code(), String::from_utf8(said).expect("it is text"))
}

/// The folder of the program, to be found by its name.
fn bin() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_recoveryplan")).parent().expect("it stands in a folder").to_path_buf()
}

/// `PATH`, with the program on it.
fn path() -> String {
    format!("{}:{}", bin().display(), std::env::var("PATH").unwrap_or_default())
}

/// Runs git in a folder of the test, without anything of the caller's settings.
fn git(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GIT_")) {
        command.env_remove(name);
    }
    let output = command
        .args([
            "-c",
            "user.name=Clerk",
            "-c",
            "user.email=clerk@council.example",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("PATH", &path())])
        .output();
    output.expect("git runs")
}

fn git_works(folder: &Path, arguments: &[&str]) {
    let (code, said) = ends(&git(folder, arguments));
    assert_eq!(code, Some(0), "git {arguments:?}: {said}");
}

/// The hook by itself, with `recoveryplan` as found on `path`.
fn hook(folder: &Folder, path: &str, lines: &str) -> (Option<i32>, String) {
    let hook = fs::canonicalize(HOOK).expect("the hook");
    let mut child = Command::new("/bin/sh")
        .arg(hook)
        .current_dir(folder.path("."))
        .env("PATH", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("sh runs");
    child.stdin.take().expect("its standard input").write_all(lines.as_bytes()).expect("it reads");
    ends(&child.wait_with_output().expect("it ends"))
}

/// A program of the name `recoveryplan` that ends with a code.
fn stand_in(folder: &Folder, code: i32) -> String {
    use std::os::unix::fs::PermissionsExt;
    let name = format!("ends-{code}/recoveryplan");
    folder.file(&name, format!("#!/bin/sh\necho found\nexit {code}\n").as_bytes());
    let path = folder.path(&name);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
    path.parent().expect("a folder").display().to_string()
}

#[test]
fn the_hook_takes_a_push_only_where_plans_are_in_order_or_there_are_none() {
    let folder = Folder::empty();
    let push = format!("{SOME} {SOME} refs/heads/main\n");
    for code in [0, 3] {
        let (ended, said) = hook(&folder, &stand_in(&folder, code), &push);
        assert_eq!((ended, said.as_str()), (Some(0), "found\n"), "{code}");
    }
    for (code, words) in [(1, "Mend the errors"), (2, "exit code 2"), (101, "exit code 101"), (139, "139")] {
        let (ended, said) = hook(&folder, &stand_in(&folder, code), &push);
        assert_eq!(ended, Some(1), "{code}");
        assert!(said.contains(words) && said.contains("refs/heads/main") && said.contains("found"), "{said}");
    }
    let (ended, said) = hook(&folder, "/nowhere", &push);
    assert_eq!(ended, Some(1));
    assert!(said.contains("does not run on this server"), "{said}");
}

#[test]
fn one_refused_branch_refuses_the_push_and_what_has_no_plans_is_not_asked_about() {
    let folder = Folder::empty();
    let (fine, faulty) = (stand_in(&folder, 0), stand_in(&folder, 1));
    let branch = |name: &str| format!("{SOME} {SOME} refs/heads/{name}\n");
    let deleted = format!("{SOME} {NONE} refs/heads/old\n");
    let tag = format!("{NONE} {SOME} refs/tags/v1\n");
    assert_eq!(hook(&folder, &faulty, &[deleted.clone(), tag.clone()].concat()), (Some(0), String::new()));
    let (ended, said) = hook(&folder, &faulty, &[branch("one"), deleted, tag, branch("two")].concat());
    assert_eq!(ended, Some(1));
    assert!(said.contains("refs/heads/one") && said.contains("refs/heads/two"), "each is told: {said}");
    assert_eq!(hook(&folder, &fine, &[branch("one"), branch("two")].concat()).0, Some(0));
}

#[test]
fn a_push_of_a_plan_with_errors_is_refused_and_accepted_once_mended() {
    let folder = Folder::empty();
    fs::create_dir(folder.path("work")).expect("a folder");
    git_works(&folder.path("."), &["init", "-q", "--bare", "--initial-branch=main", "plans.git"]);
    assert_eq!(folder.run(&["init", "ways", "--ci", "pre-receive"]).code, 0);
    fs::copy(folder.path("ways/hooks/pre-receive"), folder.path("plans.git/hooks/pre-receive"))
        .expect("the hook is copied, and can still be run");
    let work = folder.path("work");
    git_works(&work, &["init", "-q", "--initial-branch=main"]);
    git_works(&work, &["remote", "add", "origin", "../plans.git"]);
    let commit = |message: &str| {
        git_works(&work, &["add", "-A"]);
        git_works(&work, &["commit", "-q", "-m", message]);
    };
    let push = |branch: &str| ends(&git(&work, &["push", "-q", "origin", branch]));
    let refused = |branch: &str, words: &str| {
        let (code, said) = push(branch);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(words) && said.contains("not accepted"), "{said}");
    };
    let accepted = |branch: &str| {
        let (code, said) = push(branch);
        assert_eq!(code, Some(0), "{said}");
    };
    let starter = folder.run(&["init", "work/sampleford"]);
    assert_eq!(starter.code, 0);
    let good = folder.text("work/sampleford/plan.md");

    folder.file("work/README.md", b"# Plans\n");
    git_works(&work, &["add", "README.md"]);
    git_works(&work, &["commit", "-q", "-m", "No plan yet"]);
    accepted("main");

    folder.file("work/sampleford/plan.md", b"# Sampleford\n");
    commit("A plan with nothing in it");
    refused("main", "remote: sampleford/plan.md:1:");
    folder.file("work/sampleford/plan.toml", b"[plan\n");
    commit("A plan that does not parse");
    refused("main", "error[syntax]");
    folder.file("work/sampleford/plan.toml", b"[plan]\nframework = \"gone.toml\"\n");
    commit("A framework that is not there");
    refused("main", "could not be checked (exit code 2");

    folder.file("work/sampleford/plan.toml", b"[plan]\ntitle = \"Sampleford\"\ndocuments = [\"plan.md\"]\n");
    folder.file("work/sampleford/plan.md", good.as_bytes());
    commit("The starter plan");
    accepted("main");

    git_works(&work, &["switch", "-q", "-c", "mockbury"]);
    folder.file("work/mockbury.plan.md", b"# Mockbury\n");
    commit("Another plan with nothing in it");
    refused("mockbury", "remote: mockbury.plan.md:1:");
    let (baseline, update) = ("recoveryplan-baseline.json", "--update-baseline");
    let known = folder.run_with("work", &[], &["check", "--baseline", baseline, update], b"");
    assert_eq!(known.code, 0, "{known:?}");
    commit("What is wrong is known");
    accepted("mockbury");
    git_works(&work, &["push", "-q", "origin", "--delete", "mockbury"]);
}

/// The last script of the action.
fn action() -> String {
    let text = fs::read_to_string("action.yml").expect("the action");
    let (_, script) = text.rsplit_once("      run: |").expect("a script");
    script.replace("\n        ", "\n")
}

#[test]
fn the_action_ends_as_the_check_does_and_leaves_its_reports() {
    let folder = Folder::empty();
    let places = [("clean", 0), ("flawed", 1), ("not there", 2), ("empty", 3)];
    fs::create_dir(folder.path("empty")).expect("a folder");
    assert_eq!(folder.run(&["init", "clean"]).code, 0);
    folder.file("flawed/plan.md", b"# P\n");
    fs::create_dir_all(folder.path("temp/recoveryplan")).expect("a folder");
    std::os::unix::fs::symlink(bin(), folder.path("temp/recoveryplan/bin")).expect("a link");
    for (place, code) in places {
        let run = |paths: &str, arguments: &str| {
            folder.file("output", b"");
            folder.file("summary", b"");
            let output = Command::new("bash")
                .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &action()])
                .current_dir(folder.path("."))
                .envs([("PATHS", paths), ("CONFIG", ""), ("BASELINE", ""), ("ARGS", arguments)])
                .envs([("SARIF_FILE", "found.sarif"), ("RUNNER_TEMP", "temp")])
                .envs([("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary")])
                .output();
            ends(&output.expect("bash runs"))
        };
        let (ended, said) = run(&format!("{place}\n"), "--today=2026-11-24\n\n--fail-on=error\n");
        assert_eq!(ended, Some(code), "{place}: {said}");
        assert_eq!(folder.text("output"), format!("exit-code={code}\n"));
        assert_eq!(said.contains("::error "), code != 0, "{said}");
        assert!(!folder.text("summary").is_empty(), "{place}");
        let sarif: serde_json::Value =
            serde_json::from_str(&folder.text("found.sarif")).expect("SARIF is written");
        assert_eq!(sarif["version"], "2.1.0");
        let (ended, said) = run(&format!("{place}\n"), "$(touch harm)\n--exit-zero; touch harm\n");
        assert_eq!(ended, Some(2), "what is no argument is refused: {said}");
        assert!(!folder.path("harm").exists(), "and never run");
    }
}

/// Checks the plans repository as on a day in the past, so that the test does not depend on the calendar.
fn repository(arguments: &[&str]) -> (Option<i32>, String) {
    let output = program()
        .args(["check", "--today", "2026-11-24", "--output-format", "concise"])
        .args(arguments)
        .current_dir("examples/plans-repository")
        .output();
    ends(&output.expect("the program runs"))
}

#[test]
fn the_plans_repository_is_green_with_its_known_findings_and_red_without() {
    let (code, said) = repository(&["--baseline", "recoveryplan-baseline.json"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("12 plans checked") && !said.contains("no longer found"), "{said}");
    let (code, said) = repository(&[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("12 plans checked") && !said.contains("template/"), "{said}");
    for clean in ["plans/exampleton", "plans/mockbury", "plans/patternham"] {
        let (code, said) = repository(&["--fail-on", "note", clean]);
        assert_eq!(code, Some(0), "{said}");
    }
    let (code, said) = repository(&["--no-config", "."]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("template/plan.md"), "the config is what leaves it out: {said}");
}
