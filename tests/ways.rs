//! The ways in: what `init --ci` writes, and the files at the root that other programs take the tool by.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;

use self::support::run::{Done, Folder};

mod support {
    pub(crate) mod run;
}

/// What `--ci` takes, the file that it writes, and the file that this comes from.
const WAYS: [(&str, &str, &str); 4] = [
    ("github", ".github/workflows/recoveryplan.yml", "github.yml"),
    ("gitlab", ".gitlab-ci.yml", "gitlab.yml"),
    ("pre-commit", ".pre-commit-config.yaml", "pre-commit.yaml"),
    ("pre-receive", "hooks/pre-receive", "pre-receive"),
];

fn template(name: &str) -> String {
    let path = format!("framework/templates/ci/{name}");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn refuses(done: &Done) {
    assert_eq!((done.code, done.out.as_str()), (2, ""), "{done:?}");
}

#[test]
fn each_way_is_written_beside_the_starter_plan() {
    for (way, path, name) in WAYS {
        let folder = Folder::empty();
        let done = folder.run(&["init", "--ci", way]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{way}");
        assert_eq!(folder.names(), [path, "plan.md", "plan.toml"], "{way}");
        assert_eq!(folder.text(path), template(name), "{way}");
        assert!(done.out.contains(path) && done.out.contains("  4. "), "it says what to do: {}", done.out);
        assert_eq!(folder.run(&["check"]).code, 0, "{way}");
    }
}

#[test]
fn beside_plans_a_way_is_written_alone() {
    let document = "---\nframework: cooperative-recovery\n---\n\n# P\n";
    for (plan, text) in [
        ("plan.toml", "[plan]\ntitle = \"P\"\n"),
        ("plan.md", "# P\n"),
        ("plans/a/plan.toml", "[plan]\ntitle = \"P\"\n"),
        ("sampleford.plan.md", "# P\n"),
        ("recovery.md", document),
    ] {
        for (way, path, _) in WAYS {
            let folder = Folder::with(&[(plan, text), ("README.md", "# Plans\n")]);
            let done = folder.run(&["init", "--ci", way]);
            assert_eq!((done.code, done.err.as_str()), (0, ""), "{way} {plan}");
            assert_eq!(folder.names().len(), 3, "{:?}", folder.names());
            assert!(folder.path(path).exists(), "{way} {plan}");
            assert!(done.out.starts_with(&format!("Wrote {path}.\n")), "{}", done.out);
            assert_eq!(folder.text(plan), text);
        }
    }
}

#[test]
fn several_ways_are_written_at_once_and_each_once() {
    let folder = Folder::with(&[("plan.md", "# P\n")]);
    let arguments: Vec<&str> = WAYS.iter().chain(&WAYS).flat_map(|(way, ..)| ["--ci", way]).collect();
    let done = folder.run(&[&["init", "."], &arguments[..]].concat());
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(folder.names().len(), 5);
    for (_, path, name) in WAYS {
        assert_eq!(folder.text(path), template(name));
        assert!(done.out.lines().next().is_some_and(|line| line.matches(path).count() == 1), "{}", done.out);
    }
    assert!(done.out.contains("  4. ") && !done.out.contains("  5. "), "a step for each: {}", done.out);
}

#[test]
fn no_file_is_written_over_without_leave_and_then_none_is() {
    for (way, path, name) in WAYS {
        let (plan, other) = ("# P\n", if way == "github" { "gitlab" } else { "github" });
        let folder = Folder::with(&[("plan.md", plan), (path, "mine")]);
        let refused = folder.run(&["init", "--ci", other, "--ci", way]);
        refuses(&refused);
        assert!(refused.err.contains(path) && refused.err.contains("--force"), "{refused:?}");
        assert_eq!((folder.text(path).as_str(), folder.names().len()), ("mine", 2), "nothing was touched");

        let forced = folder.run(&["init", "--ci", other, "--ci", way, "--force"]);
        assert_eq!(forced.code, 0, "{forced:?}");
        assert_eq!((folder.text(path), folder.text("plan.md").as_str()), (template(name), plan));
    }
}

#[test]
fn a_dry_run_shows_a_way_and_writes_nothing() {
    for (way, path, name) in WAYS {
        let folder = Folder::with(&[("plan.md", "# P\n")]);
        let shown = folder.run(&["init", "--ci", way, "--dry-run"]);
        assert_eq!((shown.code, folder.names().len()), (0, 1), "{way}");
        assert_eq!(shown.out, format!("== {path}\n{}", template(name)));
    }
}

#[test]
fn below_the_root_of_a_repository_it_is_said_that_nobody_looks_there() {
    for (way, path, _) in WAYS {
        let folder = Folder::with(&[(".git/HEAD", ""), ("plans/plan.md", "# P\n")]);
        let (below, root) = (folder.run(&["init", "plans", "--ci", way]), folder.run(&["init", "--ci", way]));
        assert_eq!((below.code, root.code, root.err.as_str()), (0, 0, ""), "{way}");
        let told =
            below.err.contains(&format!("plans/{path}")) && below.err.contains("root of the repository");
        assert_eq!(told, way != "pre-receive", "{way} {}", below.err);
    }
}

#[cfg(unix)]
#[test]
fn the_hook_can_be_run_and_the_other_files_cannot() {
    use std::os::unix::fs::PermissionsExt;
    for before in [None, Some("mine")] {
        let folder = Folder::with(&[("plan.md", "# P\n")]);
        for (way, path, _) in WAYS {
            if let Some(text) = before {
                folder.file(path, text.as_bytes());
            }
            assert_eq!(folder.run(&["init", "--ci", way, "--force"]).code, 0);
            let mode = fs::metadata(folder.path(path)).expect("it was written").permissions().mode();
            assert_eq!(mode & 0o100 != 0, way == "pre-receive", "{path} {mode:o}");
            assert_eq!(mode & 0o022, 0, "who may write is as for any new file: {path} {mode:o}");
        }
    }
}

#[test]
fn an_unknown_way_is_refused() {
    let folder = Folder::empty();
    let done = folder.run(&["init", "--ci", "githib"]);
    refuses(&done);
    assert!(done.err.contains("pre-receive") && done.err.contains("'github'"), "{done:?}");
    assert!(folder.names().is_empty());
}

#[test]
fn the_plans_repository_has_its_ways_from_init() {
    for (_, path, name) in WAYS {
        let path = format!("examples/plans-repository/{path}");
        assert_eq!(fs::read_to_string(&path).ok(), Some(template(name)), "{path}");
    }
}

#[test]
fn both_hooks_for_pre_commit_and_the_written_one_run_the_same_command() {
    let manifest = fs::read_to_string(".pre-commit-hooks.yaml").expect("the manifest");
    let entry = |line: &&str| line.trim().starts_with("entry:");
    let template = template("pre-commit.yaml");
    let written = template.lines().find(entry).expect("an entry").trim();
    let entries: Vec<&str> = manifest.lines().filter(entry).map(str::trim).collect();
    assert_eq!(entries, [written, written]);
}

#[test]
fn inputs_reach_the_script_of_the_action_by_its_environment_alone() {
    let action = fs::read_to_string("action.yml").expect("the action");
    let (inputs, rest) = action.split_once("\noutputs:\n").expect("inputs come first");
    let names: Vec<&str> = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|name| !name.starts_with(' '))
        .collect();
    assert!(names.contains(&"paths"), "{names:?}");
    let (variables, expressions): (Vec<&str>, Vec<&str>) = rest
        .lines()
        .filter(|line| line.contains("${{"))
        .map(str::trim)
        .partition(|line| line.contains("inputs."));
    assert_eq!(expressions, ["value: ${{ steps.check.outputs.exit-code }}"]);
    let expected: Vec<String> = names
        .iter()
        .map(|name| format!("{}: ${{{{ inputs.{name} }}}}", name.to_uppercase().replace('-', "_")))
        .collect();
    assert_eq!(variables, expected, "one variable for each input, and no other use of it");
}
