//! `check --since OLD..NEW`: plans are read from a commit as they are from the disk, in bare repositories and hooks too.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use self::support::git::{NONE, OURS, PLAN, council, git_in};
use self::support::run::{Folder, broken, plans};

mod support {
    pub(crate) mod git;
    pub(crate) mod run;
}

/// A repository with all that the examples have, and more.
fn everything() -> Folder {
    let folder = council();
    copy(Path::new("examples"), &folder.path("examples"));
    folder.file("docs/named.md", "---\nframework: cooperative-recovery\n---\n# Cyngor Sir Gâr\n".as_bytes());
    folder.file("docs/other.md", b"---\ntitle: no plan\n---\n");
    folder.file(
        "e/plan.toml",
        b"[plan]\nframework = \"none.toml\"\ndocuments = [\"none.md\", \"../a/text.md\"]\n",
    );
    let endless =
        format!("[plan]\ndocuments = [\"{0}x.md\", \"{1}{0}y.md\"]\n", "a/".repeat(20_000), "../".repeat(50));
    folder.file("endless/plan.toml", endless.as_bytes());
    folder.file("f/plan.toml", b"[plan]\ntitle = \"F\"\ndocuments = [\"plan.md\"]\n");
    folder.file("f/g.plan.toml", b"[plan]\ntitle = \"G\"\ndocuments = [\"plan.md\"]\n");
    folder.file("f/plan.md", b"\xff\xfe");
    folder.file(
        "recoveryplan.toml",
        b"extend = \"shared.toml\"\nplans = [\"docs/other.md\"]\nexclude = [\"examples/real-shaped/**\"]\n",
    );
    folder.file("shared.toml", b"min-coverage = 50\n[headings]\n\"A\" = \"self-care\"\n");
    folder.file("docs/.recoveryplan.toml", b"[levels]\nmissing-block = \"note\"\n");
    folder.file("d/recoveryplan.toml", b"min-cover = 50\n");
    folder.file("d/plan.md", PLAN.as_bytes());
    folder.file(".hidden/plan.md", PLAN.as_bytes());
    folder.file("h/.h.plan.md", PLAN.as_bytes());
    folder.file("lfs/plan.md", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
    folder.file("plan.toml/readme.md", b"a folder with the name of a plan\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let link = |to: &str, name: &str| symlink(to, folder.path(name)).expect("a link");
        link("../b/plan.md", "h/plan.md");
        link("b", "way");
        link("way", "further");
        link("text.md", "a/same.md");
        link("none.md", "h/none.plan.md");
        fs::write(folder.path("c/\u{e9}.plan.md"), PLAN).expect("a file");
    }
    folder.commit();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a file");
        }
    }
}

#[test]
fn a_commit_is_read_as_the_disk_is() {
    let folder = everything();
    let bare = Folder::empty();
    bare.git(&["clone", "--quiet", "--bare", folder.path(".").to_str().expect("UTF-8"), "plans.git"]);
    let check = |folder: &Folder, at: &str, arguments: &[&str]| {
        let all = [&["check", "--output-format", "json", "--today", "2026-11-24"], arguments].concat();
        let done = folder.run_with(at, &[], &all, b"");
        (done.code, done.out)
    };
    let all = format!("{NONE}..HEAD");
    let cases: [&[&str]; 12] = [
        &[],
        &["a/text.md", "./b"],
        &["b", "way", "h/plan.md"],
        &["further"],
        &["way/../c"],
        &["readme.md", "examples", "none.md", "a/same.md", "plan.toml", "h/none.plan.md"],
        &["--framework", "ours.toml"],
        &["--framework", "none.toml"],
        &["--config", "shared.toml", "c", "examples"],
        &["--no-config"],
        &["--force-exclude", "examples/real-shaped/verb-bullets/plan.md"],
        &["--status", "adopted", "docs"],
    ];
    for case in cases {
        let disk = check(&folder, ".", case);
        assert!(disk.1.contains("\"plans\""), "{case:?}");
        assert!(check(&folder, ".", &[case, &["--since", &all]].concat()) == disk, "{case:?}");
        assert!(check(&bare, "plans.git", &[case, &["--since", &all]].concat()) == disk, "{case:?} bare");
    }
    for at in ["a", "examples/flawed"] {
        for case in [&[][..], &[".."]] {
            let disk = check(&folder, at, case);
            assert!(check(&folder, at, &[case, &["--since", &all]].concat()) == disk, "{at} {case:?}");
        }
    }
    // And what is on the disk, but in no commit, has no say.
    let before = check(&folder, ".", &["--since", &all]);
    folder.file("a/text.md", b"# Changed\n");
    folder.file("new/plan.md", PLAN.as_bytes());
    fs::remove_file(folder.path("b/plan.md")).expect("a plan");
    assert!(check(&folder, ".", &["--since", &all]) == before);
}

#[test]
fn a_bare_repository_needs_both_ends() {
    let folder = council();
    let bare = Folder::empty();
    bare.git(&["clone", "--quiet", "--bare", folder.path(".").to_str().expect("UTF-8"), "plans.git"]);
    let done = bare.run_with("plans.git", &[], &["check", "--since", "HEAD"], b"");
    assert_eq!(done.code, 2);
    assert!(done.err.contains("OLD..NEW"), "{done:?}");
}

#[test]
fn a_commit_reads_nothing_outside_itself_but_what_the_command_line_points_out() {
    let outside = Folder::with(&[("ours.toml", OURS), ("other.toml", OURS), ("plan.md", PLAN)]);
    let ours = outside.path("ours.toml");
    let ours = ours.to_str().expect("UTF-8");
    let other = outside.path("other.toml");
    let other = other.to_str().expect("UTF-8");
    let folder = Folder::repository(&[
        ("a/plan.toml", &format!("[plan]\ntitle = \"A\"\nframework = '{other}'\n")),
        ("b/plan.md", PLAN),
    ]);
    let all = format!("{NONE}..HEAD");
    let report = folder.report(&["--since", &all]);
    assert_eq!(plans(&report), ["b/plan.md"]);
    assert!(
        broken(&report)[0].0 == "a/plan.toml" && broken(&report)[0].1.contains("no such file"),
        "{report}"
    );
    let report = folder.report(&["--since", &all, "--framework", ours]);
    assert_eq!(report["plans"][1]["framework"]["id"], "ours", "{report}");
    outside.file("config.toml", b"framework = \"ours.toml\"\nstatus = \"adopted\"\n");
    let config = outside.path("config.toml");
    let report = folder.report(&["--since", &all, "--config", config.to_str().expect("UTF-8")]);
    assert_eq!(report["plans"][0]["status"], "adopted", "{report}");
    assert_eq!(report["plans"][0]["framework"]["id"], "ours", "{report}");
    assert_eq!(plans(&report), ["b/plan.md"], "a plan still may not: {report}");
    let report = folder.report(&["--since", &all, outside.path("plan.md").to_str().expect("UTF-8")]);
    assert!(broken(&report)[0].1.contains("no such file"), "{report}");
}

#[test]
fn a_baseline_is_read_from_the_commit_and_written_to_the_disk_alone() {
    let folder = council();
    assert_eq!(folder.run(&["check", "--baseline", "known.json", "--update-baseline"]).code, 0);
    folder.commit();
    let bare = Folder::empty();
    bare.git(&["clone", "--quiet", "--bare", folder.path(".").to_str().expect("UTF-8"), "plans.git"]);
    let all = format!("{NONE}..HEAD");
    let check = |more: &[&str]| {
        let arguments = [&["check", "--since", &all, "--baseline"], more].concat();
        bare.run_with("plans.git", &[], &arguments, b"")
    };
    let done = check(&["known.json"]);
    assert_eq!(done.code, 0, "{done:?}");
    let on_disk = folder.path("known.json");
    let done = check(&[on_disk.to_str().expect("UTF-8")]);
    assert_eq!(done.code, 0, "the command line may point out of the commit: {done:?}");
    assert_eq!(check(&["none.json"]).code, 2);
    let done = check(&["known.json", "--update-baseline"]);
    assert!(done.code == 2 && done.out.is_empty() && done.err.contains("leave out ..NEW"), "{done:?}");
}

#[cfg(unix)]
#[test]
fn a_push_is_judged_before_it_is_taken_in() {
    use std::os::unix::fs::PermissionsExt;
    let folder = council();
    let bare = Folder::empty();
    bare.git(&["init", "--quiet", "--bare", "--initial-branch=main", "plans.git"]);
    let hook = format!(
        "#!/bin/sh\ncode=0\nwhile read -r old new ref; do\n  '{}' check --since \"$old..$new\" --output-format concise || code=1\n\
         done\nexit $code\n",
        env!("CARGO_BIN_EXE_recoveryplan")
    );
    bare.file("plans.git/hooks/pre-receive", hook.as_bytes());
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(bare.path("plans.git/hooks/pre-receive"), executable)
        .expect("a hook that can be run");
    let to = bare.path("plans.git");
    let to = to.to_str().expect("UTF-8");
    let push = |branch: &str| {
        let output = git_in(&folder.path("."), &["push", "--quiet", to, branch]);
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (taken, told) = push("main");
    assert!(!taken && told.contains("remote: b/plan.md:1:3: error[missing-block]"), "{told}");
    assert_eq!(bare.git_at("plans.git", &["branch"]), "", "nothing was taken in");

    // The finished plan alone is clean.
    folder.git(&["rm", "-r", "--quiet", "a", "b", "c"]);
    copy(Path::new("examples/exampleshire"), &folder.path("d"));
    folder.commit();
    let (taken, told) = push("main");
    assert!(taken, "{told}");
    folder.file("readme.md", b"# Changed\n");
    folder.commit();
    let (taken, told) = push("main");
    assert!(taken && told.contains("none of the 2 plans here has changed since"), "{told}");
    folder.file("d/plan.md", b"# Nothing left\n");
    folder.commit();
    let (taken, told) = push("main");
    assert!(!taken && told.contains("remote: d/plan.md:1:3: error[missing-block]"), "{told}");
    folder.git(&["reset", "--quiet", "--hard", "HEAD~"]);
    assert!(push("main:other").0, "a new branch with nothing wrong");
    assert!(push(":other").0, "a branch is taken away");
}
