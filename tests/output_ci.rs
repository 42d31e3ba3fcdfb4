//! `github` and `gitlab`: what a merge request is told. No words of a plan are obeyed there.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use recoveryplan::finding::Level;
use recoveryplan::output::{Format, NOTHING_CHECKED, render};
use recoveryplan::report::Report;
use serde_json::Value;

use self::support::ends::{FLAWED, PATH, STYLE, broken, clean, draft, hostile, only, short};

mod support {
    pub(crate) mod ends;
    pub(crate) mod judge;
}

#[test]
fn a_megabyte_of_heading_stays_out_of_every_format_for_forges() {
    let report = hostile();
    for format in [Format::Sarif, Format::Github, Format::Gitlab, Format::Junit, Format::Markdown] {
        let length = render(&report, format, STYLE).len();
        assert!(length < 1_000_000, "{format:?}: {length}");
    }
}

/// A command as the runner of GitHub Actions reads it: name, properties, message.
type Command = (String, BTreeMap<String, String>, String);

fn command(line: &str) -> Option<Command> {
    let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescape = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    let properties = properties.map(|(name, value)| {
        let value = unescape(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
        (name.to_owned(), value)
    });
    Some((name.to_owned(), properties.collect(), unescape(message).replace("%25", "%")))
}

/// The commands that the runner obeys, and the text that it lets through.
fn obeyed(output: &str) -> (Vec<Command>, String) {
    let (mut commands, mut text) = (Vec::new(), String::new());
    let mut stopped: Option<String> = None;
    for line in output.lines() {
        match (command(line), &stopped) {
            (Some((name, _, _)), Some(token)) if name == *token => stopped = None,
            (_, Some(_)) => text.push_str(&format!("{line}\n")),
            (Some((name, _, token)), None) if name == "stop-commands" => stopped = Some(token),
            (Some(command), None) => commands.push(command),
            (None, None) => unreachable!("the runner would show a bare line: {line}"),
        }
    }
    assert_eq!(stopped, None, "commands are obeyed again in the end");
    (commands, text)
}

fn github(report: &Report) -> (Vec<Command>, String) {
    obeyed(&render(report, Format::Github, STYLE))
}

#[test]
fn github_obeys_an_annotation_for_each_finding_and_nothing_that_a_plan_says() {
    let report = hostile();
    let plan = &report.plans[0];
    let (commands, text) = github(&report);
    // One says that GitHub will not show all, one that too little is covered.
    assert_eq!(commands.len(), plan.findings.len() + report.broken.len() + 2);
    assert_eq!(text, render(&report, Format::Full, STYLE), "the text for people comes whole");
    assert!(text.contains("::error::"), "there was something to obey");
    let first = format!("{PATH}:");
    for (name, properties, message) in &commands {
        assert!(["error", "warning", "notice"].contains(&name.as_str()), "{name}");
        let known = ["col", "endColumn", "endLine", "file", "line", "title"];
        assert!(properties.keys().all(|name| known.contains(&name.as_str())), "{properties:?}");
        if properties.get("file").is_some_and(|file| file == PATH) {
            assert!(message.starts_with(&first), "the message says where it is, for the log: {message}");
        }
    }
    assert!(
        commands
            .iter()
            .filter(|(_, properties, _)| properties.get("file").is_some_and(|file| file == PATH))
            .count()
            > 100
    );
}

#[test]
fn github_has_errors_first_and_says_how_many_annotations_it_will_not_show() {
    let actions = "- [ ] Care\n  - Lead: various\n".repeat(12);
    let plan = draft("plan.md", &format!("# P\n\n## Self-care\n\n{actions}"));
    let [errors, warnings, notes] =
        [Level::Error, Level::Warning, Level::Note].map(|level| plan.count(level));
    assert!(errors > 10 && warnings > 10 && notes > 10, "{errors} {warnings} {notes}");
    let (commands, _) = github(&only(plan));
    let names: Vec<&str> = commands.iter().map(|(name, _, _)| name.as_str()).collect();
    let sorted = [vec!["notice"], vec!["error"; errors], vec!["warning"; warnings], vec!["notice"; notes]];
    assert_eq!(names, sorted.concat());
    let said = format!(
        "GitHub shows 10 annotations of each level; the log of this step has {} more errors, {} more warnings and {} \
         more notes",
        errors - 10,
        warnings - 10,
        notes - 9
    );
    assert_eq!(commands[0].2, said);
    let (commands, _) = github(&only(draft("plan.md", "# P\n")));
    assert!(commands.len() > 3 && commands.iter().all(|(_, _, message)| !message.contains("GitHub")));
}

#[test]
fn github_is_told_columns_on_one_line_alone_and_files_from_the_root() {
    let mut plan = draft("../south/plan.md", FLAWED);
    // From the title to the first action.
    plan.findings[1].span.start = 0;
    let report = Report { prefix: "plans/north/".to_owned(), ..only(plan) };
    let (commands, _) = github(&report);
    let mut over_lines = 0;
    for (_, properties, message) in &commands {
        assert_eq!(properties["file"], "plans/south/plan.md");
        let number = |name: &str| properties.get(name).and_then(|number| number.parse::<usize>().ok());
        assert!(message.starts_with(&format!("plans/south/plan.md:{}:", properties["line"])), "{message}");
        if number("line") == number("endLine") {
            assert!(number("col") > Some(0) && number("endColumn") >= number("col"), "{properties:?}");
        } else {
            assert!(
                number("endLine") > number("line")
                    && number("col").is_none()
                    && number("endColumn").is_none()
            );
            over_lines += 1;
        }
    }
    assert!(over_lines > 0 && commands.len() > over_lines + 10);
}

#[test]
fn github_is_told_what_no_rule_found() {
    let (commands, _) = github(&broken());
    let titles: Vec<&str> = commands.iter().map(|(_, properties, _)| properties["title"].as_str()).collect();
    assert_eq!(titles, ["recoveryplan (broken)"; 2]);
    assert_eq!((commands[1].1["line"].as_str(), commands[1].1["col"].as_str()), ("3", "13"));
    let (commands, _) = github(&short());
    assert_eq!((commands.len(), commands[0].0.as_str(), commands[0].1["file"].as_str()), (1, "error", PATH));
    let (commands, text) = github(&Report::default());
    assert!(commands.len() == 1 && commands[0].2.contains(NOTHING_CHECKED) && text.is_empty());
    assert_eq!(github(&clean()).0.len(), 0);
}

fn gitlab(report: &Report) -> Vec<Value> {
    let entries: Value = serde_json::from_str(&render(report, Format::Gitlab, STYLE)).expect("it is JSON");
    let entries = entries.as_array().expect("a list").clone();
    let mut fingerprints = BTreeSet::new();
    for entry in &entries {
        let text = |key: &str| entry[key].as_str().expect(key).to_owned();
        assert!(text("description").starts_with(&format!("{}: ", text("check_name"))), "{entry}");
        assert!(["info", "minor", "major", "blocker"].contains(&text("severity").as_str()), "{entry}");
        assert!(entry["location"]["positions"]["begin"]["line"].as_u64() > Some(0), "{entry}");
        let path = entry["location"]["path"].as_str().expect("a path");
        assert!(!path.is_empty() && !path.starts_with(['.', '/']), "{path}");
        assert!(fingerprints.insert(text("fingerprint")), "{entry}");
    }
    entries
}

#[test]
fn gitlab_gets_an_empty_list_for_a_clean_run_and_for_no_other() {
    assert_eq!(render(&clean(), Format::Gitlab, STYLE), "[]\n");
    let checks = |report: &Report| -> Vec<String> {
        gitlab(report).iter().map(|entry| format!("{} {}", entry["check_name"], entry["severity"])).collect()
    };
    assert_eq!(checks(&broken()), ["\"broken\" \"blocker\""; 2]);
    assert_eq!(checks(&short()), ["\"min-coverage\" \"major\""]);
    assert_eq!(checks(&Report::default()), ["\"nothing-checked\" \"blocker\""]);
    let report = Report { prefix: "plans/".to_owned(), ..only(draft(PATH, FLAWED)) };
    let entries = gitlab(&report);
    assert_eq!(entries.len(), report.plans[0].findings.len());
    assert!(entries.iter().all(|entry| entry["location"]["path"] == format!("plans/{PATH}")));
    assert!(gitlab(&hostile()).len() > 100);
}
