//! The config as a run sees it: which one holds, what beats what, and what is wrong with it.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;

use self::support::config::{ADOPTED, OURS, PLAN, check, each};
use self::support::run::{Folder, broken, plans};

mod support {
    pub(crate) mod config;
    pub(crate) mod run;
}

#[test]
fn the_closest_config_above_a_plan_holds_and_no_other() {
    let folder = Folder::with(&[
        ("recoveryplan.toml", ADOPTED),
        ("plan.md", PLAN),
        ("a/b/plan.md", PLAN),
        ("c/recoveryplan.toml", "fail-on = \"note\"\n"),
        ("c/d/plan.md", PLAN),
        ("hidden/recoveryplan.toml", "status = \"draft\"\n"),
        ("hidden/.recoveryplan.toml", ADOPTED),
        ("hidden/plan.md", PLAN),
        ("nested/.git/HEAD", ""),
        ("nested/plan.md", PLAN),
    ]);
    let report = folder.report(&[]);
    assert_eq!(plans(&report), ["a/b/plan.md", "c/d/plan.md", "hidden/plan.md", "nested/plan.md", "plan.md"]);
    assert_eq!(each(&report, "status"), ["adopted", "draft", "adopted", "draft", "adopted"]);
    let from_below = folder.run_with("a/b", &[], &["check", "--output-format", "json"], b"").json();
    assert_eq!(each(&from_below, "status"), ["adopted"], "wherever one stands");
    let stdin = folder.run_with(".", &[], &["check", "--output-format", "json", "-"], PLAN.as_bytes()).json();
    assert_eq!(each(&stdin, "status"), ["adopted"]);
}

#[test]
fn one_config_for_all_or_none() {
    let folder = Folder::with(&[
        ("recoveryplan.toml", ADOPTED),
        ("a/plan.md", PLAN),
        ("a/recoveryplan.toml", "exclude = [\"plan.md\"]\n"),
        ("other/shared.toml", "extend = \"base.toml\"\nexclude = [\"/a/x.plan.md\"]\n"),
        ("other/base.toml", ADOPTED),
        ("a/x.plan.md", PLAN),
    ]);
    let with = |variable: &str, arguments: &[&str]| {
        let arguments = [&["check", "--output-format", "json"], arguments].concat();
        let report = folder.run_with(".", &[("RECOVERYPLAN_CONFIG", variable)], &arguments, b"").json();
        let status = each(&report, "status").into_iter().map(Value::to_string).collect::<Vec<_>>();
        (plans(&report), status)
    };
    let of = |plans: &[&str], status: &str| {
        let plans: Vec<String> = plans.iter().map(|&plan| plan.to_owned()).collect();
        let status = vec![format!("\"{status}\""); plans.len()];
        (plans, status)
    };
    assert_eq!(with("", &[]), of(&["a/x.plan.md"], "draft"));
    assert_eq!(with("", &["--no-config"]), of(&["a/plan.md", "a/x.plan.md"], "draft"));
    assert_eq!(with("", &["--config", "other/shared.toml"]), of(&["a/plan.md"], "adopted"));
    assert_eq!(with("other/shared.toml", &[]), of(&["a/plan.md"], "adopted"));
    assert_eq!(with("other/shared.toml", &["--no-config"]), of(&["a/plan.md", "a/x.plan.md"], "draft"));
    assert_eq!(
        with("none.toml", &["--config", "recoveryplan.toml"]),
        of(&["a/plan.md", "a/x.plan.md"], "adopted")
    );
    let missing = check(&folder, &["--output-format", "json", "--config", "none.toml"]);
    assert_eq!((missing.code, broken(&missing.json()).len()), (2, 1), "it is told once: {missing:?}");
    let both = check(&folder, &["--config", "recoveryplan.toml", "--no-config"]);
    assert_eq!((both.code, both.out.as_str()), (2, ""));
}

#[test]
fn a_flag_beats_the_plan_which_beats_the_config() {
    let named = "---\nframework: cooperative-recovery\nstatus: draft\n---\n# A plan\n";
    let folder = Folder::with(&[
        ("conf/recoveryplan.toml", "framework = \"ours.toml\"\nstatus = \"adopted\"\n"),
        ("conf/ours.toml", OURS),
        ("conf/a/bare.plan.md", PLAN),
        ("conf/a/named.plan.md", named),
    ]);
    let frameworks = |arguments: &[&str]| {
        let report = folder.report(arguments);
        let ids = each(&report, "framework").into_iter().map(|framework| framework["id"].clone());
        (ids.collect::<Vec<_>>(), each(&report, "status").into_iter().cloned().collect::<Vec<_>>())
    };
    let (ids, status) = frameworks(&[]);
    assert_eq!(
        (ids, status),
        (vec!["ours".into(), "cooperative-recovery".into()], vec!["adopted".into(), "draft".into()])
    );
    let (ids, status) = frameworks(&["--framework", "conf/ours.toml", "--status", "adopted"]);
    assert_eq!((ids, status), (vec!["ours".into(), "ours".into()], vec!["adopted".into(), "adopted".into()]));
    let outline = folder.run(&["outline", "conf/a/bare.plan.md", "--output-format", "json"]);
    assert_eq!(outline.code, 0, "{outline:?}");
}

#[test]
fn a_broken_config_stops_its_plans_and_is_told_once() {
    let folder = Folder::with(&[
        ("a/recoveryplan.toml", "colour = 1\n[levels]\nmissing-duu = \"note\"\n"),
        ("a/one.plan.md", PLAN),
        ("a/two.plan.md", PLAN),
        ("b/plan.md", PLAN),
        ("c/recoveryplan.toml", "[levels]\nmissing-duu = \"note\"\n"),
        ("d/recoveryplan.toml", "framework = \"non.toml\"\n"),
        ("d/plan.md", PLAN),
        ("e/recoveryplan.toml", "extend = \"../f/recoveryplan.toml\"\n"),
        ("e/plan.md", PLAN),
        ("f/recoveryplan.toml", "extend = \"../e/recoveryplan.toml\"\n"),
    ]);
    let report = |path: &str| {
        let done = check(&folder, &["--output-format", "json", path]);
        (done.code, plans(&done.json()).len(), broken(&done.json()))
    };
    let (code, checked, told) = report("a");
    assert_eq!((code, checked, told.len()), (2, 0, 2), "all that is wrong, for both plans once: {told:?}");
    assert_eq!(report("b").0, 1);
    let (code, _, told) = report("c");
    assert!(code == 2 && told[0].1.contains("did you mean `missing-due`?"), "even without a plan: {told:?}");
    let (code, _, told) = report("d");
    assert!(code == 2 && told[0].0 == "d/recoveryplan.toml", "{told:?}");
    let (code, _, told) = report("e");
    assert!(code == 2 && told[0].1.contains("in a circle"), "{told:?}");
    assert_eq!(report(".").1, 1, "what can be checked is checked");
    let concise = check(&folder, &["--output-format", "concise", "a"]).out;
    assert!(concise.contains("a/recoveryplan.toml:1:1"), "{concise}");
    let outline = folder.run(&["outline", "a/one.plan.md"]);
    assert!(outline.code == 2 && outline.err.contains("a/recoveryplan.toml:1:1"), "{outline:?}");
    let init = folder.run(&["init", "a/new"]);
    assert!(init.code == 2 && init.err.contains("`colour`") && init.out.is_empty(), "{init:?}");
    let init = folder.run(&["init", "d/new"]);
    assert!(init.code == 2 && init.err.contains("d/recoveryplan.toml:1:13"), "{init:?}");
}

#[test]
fn a_plan_starts_from_the_framework_of_the_config() {
    let folder = Folder::with(&[
        ("recoveryplan.toml", "framework = \"shared/ours.toml\"\n"),
        ("shared/ours.toml", OURS),
    ]);
    assert_eq!(folder.run(&["init", "plans/leeds"]).code, 0);
    assert!(folder.text("plans/leeds/plan.toml").contains("framework = \"../../shared/ours.toml\""));
    assert!(folder.text("plans/leeds/plan.md").contains("## Homes"));
    assert_eq!(folder.run(&["init", "plans/york", "--framework", "cooperative-recovery"]).code, 0);
    assert!(folder.text("plans/york/plan.toml").contains("framework = \"cooperative-recovery\""));
    assert_eq!(check(&folder, &["plans/leeds"]).code, 0);
}

#[test]
fn config_show_names_each_value_and_its_place() {
    let folder = Folder::with(&[
        (
            "councils/recoveryplan.toml",
            "extend = \"../base.toml\"\nmin-coverage = 66.5\nexclude = \"old/\"\n[levels]\nmissing-due = { draft = \"note\", adopted = \"error\" }\n\
             [headings]\n\"Our economy\" = [\"self-care\", \"renewal\"]\nForeword = \"none\"\n\
             [[ignore]]\nrule = \"overdue\"\npath = \"x.md\"\nblock = \"self-care\"\nreason = \"late \\u001b[31m\"\nuntil = 2027-01-01\n",
        ),
        ("base.toml", "status = \"adopted\"\nmin-coverage = 10\n"),
        ("councils/plan.md", PLAN),
        ("bad.toml", "colour = 1\nstatus = \"x\"\n"),
    ]);
    let shown = folder.run(&["config", "show", "councils"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    let squeezed: Vec<String> =
        shown.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "The config for councils: councils/recoveryplan.toml, which extends base.toml",
        "framework cooperative-recovery default",
        "status adopted base.toml:1:10",
        "fail-on error default",
        "min-coverage 66.5 % councils/recoveryplan.toml:2:16",
        "plans none default",
        "exclude \"old/\" councils/recoveryplan.toml:3:11",
        "missing-due draft: note, adopted: error councils/recoveryplan.toml:5:1",
        "\"Our economy\" self-care and renewal councils/recoveryplan.toml:7:1",
        "\"Foreword\" none councils/recoveryplan.toml:8:1",
        "overdue block self-care; in \"x.md\"; until 2027-01-01; late \\u{1b}[31m councils/recoveryplan.toml:9:1",
    ] {
        assert!(squeezed.iter().any(|shown| shown == line), "{line}\n{}", shown.out);
    }
    assert_eq!(folder.run(&["config", "show", "councils/plan.md"]).out.lines().count(), squeezed.len());
    let none = folder.run(&["config", "show"]);
    assert!(none.code == 0 && none.out.starts_with("No config holds for ."), "{none:?}");
    assert_eq!(
        folder.run(&["config", "show", "--no-config", "councils"]).out.lines().count(),
        none.out.lines().count()
    );
    let bad = folder.run(&["config", "show", "--config", "bad.toml"]);
    assert_eq!((bad.code, bad.out.as_str(), bad.err.lines().count()), (2, "", 2), "{bad:?}");
    let missing = folder.run(&["config", "show", "none"]);
    assert!(missing.code == 2 && missing.err.contains("no such file"), "{missing:?}");
}
