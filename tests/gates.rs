//! The gates at work: the hook, and the plans repository.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
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
