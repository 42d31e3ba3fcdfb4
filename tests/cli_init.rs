//! `init`, and the commands that show what comes with the program.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use recoveryplan::framework::{BUILTIN, DEFAULT, builtin};
use recoveryplan::rules::RULES;

use self::support::run::{Folder, plans};

mod support {
    pub(crate) mod run;
}

const FORMATS: [(&str, &[&str]); 3] =
    [("markdown", &["plan.md", "plan.toml"]), ("toml", &["plan.toml"]), ("single", &["plan.md"])];

#[test]
fn what_init_writes_passes_check() {
    for known in BUILTIN {
        for (format, files) in FORMATS {
            for suggestions in ["starter", "all", "none"] {
                let folder = Folder::empty();
                let arguments = [
                    "init", "a/b", "--format", format, "--suggestions", suggestions, "--framework", known.id,
                ];
                let done = folder.run(&arguments);
                assert_eq!((done.code, done.err.as_str()), (0, ""), "{arguments:?}");
                let written: Vec<String> = files.iter().map(|name| format!("a/b/{name}")).collect();
                assert_eq!(folder.names(), written);
                assert!(written.iter().all(|name| done.out.contains(name)), "{}", done.out);
                assert!(done.out.contains("`recoveryplan check a/b`"), "{}", done.out);
                let report = folder.report(&["a/b"]);
                assert_eq!(
                    (report["outcome"].as_str(), plans(&report).len()),
                    (Some("clean"), 1),
                    "{arguments:?}"
                );
                assert_eq!(report["plans"][0]["framework"]["id"], known.id);
            }
        }
    }
}

#[test]
fn names_that_are_given_stand_in_the_plan() {
    let folder = Folder::empty();
    let done = folder.run(&[
        "init", "--title", "A \"new\" start", "--authority", "Exampleshire Council", "--area", "Exampleshire",
    ]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(folder.report(&[])["plans"][0]["title"], "A \"new\" start");
    assert!(folder.text("plan.toml").contains("Exampleshire Council"));
}

#[test]
fn nothing_is_written_over_without_leave() {
    for (format, files) in FORMATS {
        for present in files {
            let folder = Folder::with(&[(present, "mine"), ("other.md", "mine")]);
            let refused = folder.run(&["init", "--format", format]);
            assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{format} {present}");
            assert!(refused.err.contains(present) && refused.err.contains("--force"), "{refused:?}");
            assert_eq!(
                (folder.text(present).as_str(), folder.names().len()),
                ("mine", 2),
                "nothing was touched"
            );

            let forced = folder.run(&["init", "--format", format, "--force"]);
            assert_eq!(forced.code, 0, "{forced:?}");
            assert_ne!(folder.text(present), "mine");
            assert_eq!(folder.text("other.md"), "mine");
            assert_eq!(
                folder.names().len(),
                files.len() + 1,
                "only the files of that format: {:?}",
                folder.names()
            );
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_stays_as_it_was() {
    let folder = Folder::with(&[("file", "mine"), ("half/plan.md/x", "mine")]);
    let before = folder.names();
    for arguments in [&["init", "file"][..], &["init", "file/below"], &["init", "half", "--force"]] {
        let done = folder.run(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert!(done.err.starts_with("error: "), "{done:?}");
        assert_eq!(folder.names(), before, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_to_nothing_is_told_in_plain_words() {
    let folder = Folder::empty();
    std::os::unix::fs::symlink("none", folder.path("way")).expect("a link");
    let refused = folder.run(&["init", "way"]);
    assert!(
        refused.code == 2 && refused.err.contains("way: it is a link to a file that is not there"),
        "{refused:?}"
    );
    assert_eq!(folder.names(), ["way"]);
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    for (format, files) in FORMATS {
        let folder = Folder::empty();
        let shown = folder.run(&["init", "new", "--format", format, "--dry-run"]);
        assert_eq!((shown.code, folder.names().len(), folder.path("new").exists()), (0, 0, false));
        assert_eq!(folder.run(&["init", "new", "--format", format]).code, 0);
        for name in files {
            let path = format!("new/{name}");
            assert!(shown.out.contains(&path) && shown.out.contains(&folder.text(&path)), "{path}");
        }
    }
}

#[test]
fn a_plan_names_a_framework_of_its_own_by_the_way_from_its_folder() {
    let folder = Folder::empty();
    folder.file(
        "shared/ours.toml",
        folder.run(&["framework", "export"]).out.replacen(DEFAULT, "ours", 1).as_bytes(),
    );
    for (format, _) in FORMATS {
        let plan = format!("plans/{format}");
        let done = folder.run(&["init", &plan, "--format", format, "--framework", "shared/ours.toml"]);
        assert_eq!(done.code, 0, "{done:?}");
        let report = folder.report(&[&plan]);
        assert_eq!(
            (&report["outcome"], &report["plans"][0]["framework"]["id"]),
            (&"clean".into(), &"ours".into())
        );
    }
    assert!(folder.text("plans/toml/plan.toml").contains("\"../../shared/ours.toml\""));
}

#[test]
fn a_built_in_framework_is_exported_byte_for_byte() {
    let folder = Folder::empty();
    assert_eq!(
        folder.run(&["framework", "export"]).out,
        builtin(DEFAULT).expect("the default is built in").text
    );
    for known in BUILTIN {
        assert_eq!(folder.run(&["framework", "export", known.id]).out, known.text);
        folder.file("copy.toml", known.text.as_bytes());
        assert_eq!(folder.run(&["framework", "check", "copy.toml"]).code, 0);
    }
    let listed = folder.run(&["framework", "list"]).out;
    let ids: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(ids, BUILTIN.iter().map(|known| known.id).collect::<Vec<_>>());
}

#[test]
fn a_framework_of_ones_own_is_exported_with_what_it_extends() {
    let own = "schema = 1\nid = \"ours\"\ntitle = \"Ours\"\nversion = \"1.0\"\nextends = \"../base.toml\"\n";
    let folder = Folder::with(&[("below/ours.toml", own)]);
    folder.file("base.toml", folder.run(&["framework", "export"]).out.as_bytes());
    let exported = folder.run(&["framework", "export", "below/ours.toml"]);
    assert_eq!(exported.code, 0, "{exported:?}");
    folder.file("whole.toml", exported.out.as_bytes());
    assert_eq!(folder.run(&["framework", "check", "whole.toml"]).code, 0);
    let shown = |path: &str| folder.run(&["framework", "show", path]).out;
    assert_eq!(shown("whole.toml"), shown("below/ours.toml"));
    assert_eq!(folder.run(&["framework", "export", "whole.toml"]).out, exported.out);
    assert_eq!(folder.run(&["framework", "export", "none.toml"]).code, 2);
}

#[test]
fn a_framework_is_shown_with_all_that_it_asks_for() {
    let folder = Folder::empty();
    let shown = folder.run(&["framework", "show"]).out;
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let toml: toml::Table =
        builtin(DEFAULT).expect("the default is built in").text.parse().expect("it is TOML");
    for kind in ["phase", "block", "section"] {
        for part in toml[kind].as_array().expect("parts") {
            for key in ["id", "title", "summary"] {
                let text = part[key].as_str().expect("a text");
                assert!(words.contains(text), "{kind} {key}: {text}");
            }
            for suggestion in part.get("suggestion").and_then(toml::Value::as_array).into_iter().flatten() {
                for key in ["id", "title", "detail", "measure"] {
                    let text = suggestion.get(key).and_then(toml::Value::as_str).unwrap_or_default();
                    assert!(words.contains(text), "{key}: {text}");
                }
            }
        }
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100 || !line.trim().contains(' ')));
}

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::empty();
    let listed = folder.run(&["rules"]).out;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, RULES.iter().map(|rule| rule.meta.name).collect::<Vec<_>>());
    for rule in RULES {
        assert!(folder.run(&["explain", rule.meta.name]).out.ends_with(&rule.meta.page()));
        assert!(listed.contains(&rule.meta.summary()), "{}", rule.meta.name);
    }
}

#[test]
fn the_manual_and_the_completions_know_every_command_and_flag() {
    let folder = Folder::empty();
    let manual = folder.run(&["man"]).out.replace("\\-", "-");
    for words in [
        "RECOVERYPLAN CHECK",
        "RECOVERYPLAN FRAMEWORK EXPORT",
        "--stdin-filename",
        "--dry-run",
        "recoveryplan init",
    ] {
        assert!(manual.contains(words), "{words}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(folder.run(&["completions", shell]).out.contains("min-coverage"), "{shell}");
    }
}

#[test]
fn the_help_of_every_command_has_an_example() {
    let folder = Folder::empty();
    let commands: &[&[&str]] = &[
        &["init"],
        &["check"],
        &["outline"],
        &["framework"],
        &["framework", "list"],
        &["framework", "show"],
        &["framework", "check"],
        &["framework", "export"],
        &["rules"],
        &["explain"],
        &["completions"],
        &["man"],
    ];
    for command in commands {
        let help = folder.run(&[command, &["--help"][..]].concat());
        assert_eq!(help.code, 0, "{command:?}");
        let called = format!("\n  recoveryplan {}", command.join(" "));
        assert!(help.out.contains("Example") && help.out.contains(&called), "{command:?} {}", help.out);
    }
}
