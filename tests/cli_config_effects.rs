//! What a config does to plans: which files they are, what their headings name, what fails and what is accepted.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;

use self::support::config::{ADOPTED, OURS, PLAN, check, each};
use self::support::run::{Folder, broken, plans};

mod support {
    pub(crate) mod config;
    pub(crate) mod run;
}

fn levels(report: &Value, rule: &str) -> Vec<String> {
    let findings = each(report, "findings").into_iter().flat_map(|found| found.as_array().expect("findings"));
    let of_rule = findings.filter(|found| found["rule"] == rule);
    of_rule.map(|found| found["level"].as_str().expect("a level").to_owned()).collect()
}

#[test]
fn what_fails_a_run_is_said_for_each_plan() {
    // The plan has errors, warnings and notes; only what is left of them counts.
    let quiet = "[levels]\nmissing-block = \"note\"\nmissing-section = \"note\"\nmissing-review = \"note\"\n\
                 missing-phase = \"note\"\nmissing-partners = \"note\"\nmissing-actor = \"note\"\n";
    let run = |config: &str, arguments: &[&str]| {
        let folder = Folder::with(&[("recoveryplan.toml", &format!("{config}{quiet}")), ("plan.md", PLAN)]);
        check(&folder, arguments).code
    };
    assert_eq!(run("", &[]), 0);
    assert_eq!(run("fail-on = \"note\"\n", &[]), 1);
    assert_eq!(run("fail-on = \"note\"\n", &["--fail-on", "warning"]), 0);
    assert_eq!(run("", &["--fail-on", "note"]), 1);
    assert_eq!(run("min-coverage = 1\n", &[]), 1);
    assert_eq!(run("min-coverage = 1\n", &["--min-coverage", "0"]), 0);
    assert_eq!(run("min-coverage = 1\n", &["--exit-zero"]), 0);
    let folder = Folder::with(&[
        ("a/recoveryplan.toml", &format!("fail-on = \"note\"\n{quiet}")),
        ("a/plan.md", PLAN),
        ("b/recoveryplan.toml", quiet),
        ("b/plan.md", PLAN),
    ]);
    for format in ["full", "concise", "json"] {
        let code = |path| check(&folder, &["--output-format", format, path]).code;
        assert_eq!((code("a"), code("b"), code(".")), (1, 0, 1), "{format}");
    }
    assert_eq!(folder.report(&["b"])["outcome"], "clean");
    assert_eq!(folder.report(&["."])["outcome"], "findings");
}

#[test]
fn levels_come_from_flags_then_the_config_then_the_framework_then_the_rule() {
    let folder = Folder::with(&[
        (
            "framework.toml",
            &format!("{OURS}[levels]\nmissing-block = \"note\"\nmissing-review = \"error\"\n"),
        ),
        ("plan.md", PLAN),
    ]);
    let level = |config: &str, arguments: &[&str]| {
        folder.file("recoveryplan.toml", format!("framework = \"framework.toml\"\n{config}").as_bytes());
        levels(&folder.report(arguments), "missing-block")
    };
    let by_status = "[levels]\nmissing-block = { adopted = \"warning\" }\n";
    assert_eq!(level("", &[]), ["note"]);
    assert_eq!(level("[levels]\nmissing-block = \"warning\"\n", &[]), ["warning"]);
    assert_eq!(level(by_status, &[]), ["note"], "the config says nothing of drafts");
    assert_eq!(level(by_status, &["--status", "adopted"]), ["warning"]);
    assert_eq!(level(&format!("{ADOPTED}{by_status}"), &[]), ["warning"]);
    assert_eq!(level(by_status, &["--status", "adopted", "--level", "missing-block=error"]), ["error"]);
    assert!(level("[levels]\nmissing-block = \"off\"\n", &[]).is_empty());
}

#[test]
fn globs_say_which_files_are_plans() {
    let folder = Folder::with(&[
        (
            "recoveryplan.toml",
            "plans = [\"councils/*.md\", \"*.register.toml\", \"pictures\"]\nexclude = [\"drafts/\", \"old.plan.md\"]\n",
        ),
        ("councils/leeds.md", PLAN),
        ("councils/sub/readme.md", PLAN),
        ("councils/drafts/plan.md", PLAN),
        ("drafts/plan.toml", "[plan]\ntitle = \"P\"\n"),
        ("x.register.toml", "[plan]\ntitle = \"P\"\n"),
        ("pictures/a.png", "no text"),
        ("old.plan.md", PLAN),
        ("plan.md", PLAN),
    ]);
    assert_eq!(plans(&folder.report(&[])), ["councils/leeds.md", "plan.md", "x.register.toml"]);
    assert_eq!(plans(&folder.report(&["councils"])), ["councils/leeds.md"]);
    let named = ["old.plan.md", "councils/drafts/plan.md"];
    assert_eq!(plans(&folder.report(&named)).len(), 2, "what is named is checked");
    let forced =
        |paths: &[&str]| check(&folder, &[&["--force-exclude", "--output-format", "json"], paths].concat());
    assert_eq!(plans(&forced(&["old.plan.md", "plan.md"]).json()), ["plan.md"]);
    let none = forced(&[&named[..], &["recoveryplan.toml"]].concat());
    assert_eq!(
        (none.code, &none.json()["outcome"]),
        (0, &"clean".into()),
        "a commit hook does not fail on them"
    );
    assert!(none.err.contains("excludes all"), "{none:?}");
    let walked = forced(&["drafts"]);
    assert_eq!((walked.code, &walked.json()["outcome"]), (3, &"nothing-checked".into()));
    assert!(walked.err.contains("1 plan left out"), "{walked:?}");
    assert_eq!(forced(&["old.plan.md", "none.md"]).code, 2);
    let stdin = ["check", "--force-exclude", "--stdin-filename", "old.plan.md", "-"];
    assert_eq!(folder.run_with(".", &[], &stdin, PLAN.as_bytes()).code, 0);
    let config = check(&folder, &["recoveryplan.toml"]);
    assert!(config.code == 2 && config.out.contains("config show"), "{config:?}");
}

#[test]
fn what_is_excluded_can_break_nothing() {
    let folder = Folder::with(&[
        ("recoveryplan.toml", "exclude = [\"drafts\", \"whole/plan.toml\"]\n"),
        ("drafts/plan.md/x.txt", "a folder named as a plan"),
        ("drafts/plan.toml", "[plan]\nframework = \"none.toml\"\n"),
        ("whole/plan.toml", "[plan]\ntitle = \"P\"\ndocuments = [\"plan.md\"]\n"),
        ("whole/plan.md", PLAN),
        ("plan.md", PLAN),
    ]);
    let report = folder.report(&[]);
    assert_eq!((plans(&report), broken(&report).len()), (vec!["plan.md".to_owned()], 0));
    assert_eq!(plans(&folder.report(&["whole/plan.md"])), ["whole/plan.toml"]);
    let forced = check(&folder, &["--force-exclude", "whole/plan.md"]);
    assert_eq!((forced.code, forced.err.lines().count()), (0, 1), "its plan is excluded: {forced:?}");
}

#[test]
fn headings_are_what_the_config_says() {
    let text = "# P\n\n## 3. Our Local  Economy:\n\nShops.\n\n## Renewal\n\nText.\n\n## Both\n\nText.\n\n## Theirs\n\n\
                <!-- recoveryplan: block=self-care -->\n\nText.\n";
    let config = "[headings]\n\"our local economy\" = \"business-community\"\nRenewal = \"none\"\nBoth = [\"self-care\", \"renewal\"]\n\
                  Theirs = \"local-people\"\n";
    let folder = Folder::with(&[("recoveryplan.toml", config), ("plan.md", text)]);
    let outline = |arguments: &[&str]| {
        folder.run(&[&["outline", "--output-format", "json", "plan.md"], arguments].concat()).json()
    };
    let told = outline(&[]);
    let heading = |at: usize, key: &str| told["headings"][at][key].clone();
    assert_eq!(heading(1, "block")["id"], "business-community");
    assert_eq!(heading(1, "block")["match"], "config");
    assert_eq!((heading(2, "block"), heading(2, "phase")), (Value::Null, Value::Null), "it names nothing");
    assert_eq!(heading(3, "phase")["match"], "config");
    assert_eq!(heading(4, "block")["match"], "comment", "what stands in the plan wins");
    assert_eq!(outline(&["--no-config"])["headings"][2]["phase"]["id"], "renewal");
    let missing = |arguments: &[&str]| {
        let findings = folder.report(arguments);
        let all = each(&findings, "findings")[0].as_array().expect("findings").clone();
        all.iter()
            .filter(|one| one["rule"] == "missing-block")
            .map(|one| one["block"].clone())
            .collect::<Vec<_>>()
    };
    assert!(!missing(&[]).contains(&"business-community".into()));
    let text = folder.run(&["outline", "plan.md"]).out;
    assert!(text.contains("by the config"), "{text}");
}

#[test]
fn a_heading_of_another_framework_stops_the_plans_of_this_one() {
    let folder = Folder::with(&[
        ("recoveryplan.toml", "[headings]\n\"Our homes\" = \"homes\"\n"),
        ("ours.toml", OURS),
        ("a.plan.md", "---\nframework: ours.toml\n---\n# A\n\n## Our homes\n\nText.\n"),
        ("b.plan.md", PLAN),
        ("c.plan.md", PLAN),
    ]);
    let done = check(&folder, &["--output-format", "json"]);
    let told = broken(&done.json());
    assert_eq!(
        (done.code, plans(&done.json()), told.len()),
        (2, vec!["a.plan.md".to_owned()], 1),
        "{told:?}"
    );
    assert!(told[0].0 == "recoveryplan.toml" && told[0].1.contains("no block, phase or section `homes`"));
    let concise = check(&folder, &["--output-format", "concise"]).out;
    assert!(concise.contains("recoveryplan.toml:2:15"), "{concise}");
}

#[test]
fn findings_are_accepted_by_the_config() {
    let config = "[[ignore]]\nrule = \"missing-review\"\nreason = \"reviewed each year\"\n\
                  [[ignore]]\nrule = \"missing-block\"\nblock = \"self-care\"\npath = \"b/\"\nreason = \"by the NHS\"\nuntil = 2026-12-31\n\
                  [[ignore]]\nrule = \"placeholder\"\npath = [\"text.md\"]\nreason = \"to be decided in May\"\n\
                  [[ignore]]\nrule = \"overdue\"\npath = \"a/**\"\nreason = \"late on purpose\"\n";
    let record = "[plan]\ntitle = \"P\"\ndocuments = [\"text.md\", \"more.md\"]\n";
    let folder = Folder::with(&[
        ("recoveryplan.toml", config),
        ("a/plan.md", PLAN),
        ("b/plan.toml", record),
        ("b/text.md", "# One\n\nTBC\n"),
        ("b/more.md", "# Two\n\nTBC\n"),
    ]);
    let ignored = |report: &Value, at: usize| -> Vec<(String, String)> {
        let ignored = each(report, "ignored")[at].as_array().expect("a list").clone();
        let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        let mut all: Vec<_> = ignored.iter().map(|one| (text(one, "rule"), text(one, "path"))).collect();
        all.sort();
        all
    };
    let report = folder.report(&[]);
    let pair = |rule: &str, path: &str| (rule.to_owned(), path.to_owned());
    assert_eq!(ignored(&report, 0), [pair("missing-review", "a/plan.md")]);
    let of_b: Vec<String> = ignored(&report, 1).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(of_b, ["missing-block", "missing-review", "placeholder"]);
    assert!(ignored(&report, 1).contains(&pair("placeholder", "b/text.md")));
    assert_eq!(levels(&report, "placeholder").len(), 1, "the other document is not meant");
    let reasons = each(&report, "ignored")[1].as_array().expect("a list").clone();
    assert!(reasons.iter().any(|one| one["reason"] == "by the NHS"));

    let notices = |arguments: &[&str]| check(&folder, arguments).err;
    let unused = "recoveryplan.toml:14:1: `overdue` is accepted here, but there is nothing to accept";
    assert!(notices(&[]).contains(unused), "{}", notices(&[]));
    assert_eq!(notices(&[]).lines().count(), 1);
    assert_eq!(notices(&["b"]), "", "what was not checked may need it");
    assert_eq!(notices(&["a/plan.md"]), "");
    assert_eq!(notices(&["-q"]), "");
    let later = folder.run(&["check", "--output-format", "json", "--today", "2027-01-01"]);
    assert_eq!(levels(&later.json(), "missing-block").len(), levels(&report, "missing-block").len() + 1);
    assert!(
        later.err.contains("recoveryplan.toml:4:1: `missing-block` was accepted until 2026-12-31"),
        "{later:?}"
    );
}

#[test]
fn many_plans_share_configs_whatever_the_threads() {
    let folder = Folder::with(&[("recoveryplan.toml", ADOPTED)]);
    for at in 0..40 {
        folder.file(&format!("{at}/plan.md"), PLAN.as_bytes());
        if at % 2 == 0 {
            folder.file(&format!("{at}/recoveryplan.toml"), b"[headings]\nA = \"renewal\"\n");
        }
    }
    let first = check(&folder, &["--output-format", "json"]);
    assert_eq!(first.out, check(&folder, &["--output-format", "json"]).out);
    let statuses = each(&first.json(), "status").into_iter().filter(|status| *status == "adopted").count();
    assert_eq!(statuses, 20);
}
