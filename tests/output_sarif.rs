//! `sarif`: true to the official schema however a run ends, and to the places and names of what was found.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use recoveryplan::output::{Format, Style, Verbosity, render};
use recoveryplan::plan::PlanStatus;
use recoveryplan::report::{Breakage, PlanReport, Report};
use recoveryplan::rules::RULES;
use serde_json::{Value, json};

use self::support::judge::checked;
use self::support::schema::faults;

mod support {
    pub(crate) mod judge;
    pub(crate) mod schema;
}

const RECORD: &str = include_str!("../examples/flawed/plan.toml");
const FLAWED: &str = include_str!("../examples/flawed/plan.md");
const CLEAN_RECORD: &str = include_str!("../examples/exampleshire/plan.toml");
const CLEAN: &str = include_str!("../examples/exampleshire/plan.md");

fn flawed(text: &str) -> PlanReport {
    checked(PlanStatus::Draft, &[("plan.toml", RECORD), ("plan.md", text)])
}

fn only(plan: PlanReport) -> Report {
    Report { plans: vec![plan], ..Report::default() }
}

fn sarif(report: &Report) -> Value {
    let style = Style { color: false, verbosity: Verbosity::Normal };
    let log: Value = serde_json::from_str(&render(report, Format::Sarif, style)).expect("it is JSON");
    let schema = include_str!("schemas/sarif-2.1.0.json");
    let broken = faults(&serde_json::from_str(schema).expect("the schema is JSON"), &log);
    assert!(broken.is_empty(), "{broken:#?}");
    log
}

fn run(report: &Report) -> Value {
    sarif(report)["runs"][0].take()
}

fn results(run: &Value) -> &Vec<Value> {
    run["results"].as_array().expect("results always stand")
}

fn breakage(path: &str, place: Option<(usize, usize)>) -> Breakage {
    Breakage { path: path.to_owned(), place, message: "it is gone".to_owned() }
}

#[test]
fn however_a_run_ends_it_is_true_to_the_schema() {
    let clean = run(&only(checked(PlanStatus::Draft, &[("plan.toml", CLEAN_RECORD), ("plan.md", CLEAN)])));
    assert_eq!((results(&clean).len(), &clean["invocations"][0]["executionSuccessful"]), (0, &json!(true)));
    assert!(clean["invocations"][0].get("toolExecutionNotifications").is_none());

    let found = run(&only(flawed(FLAWED)));
    assert!(results(&found).len() > 15 && found["invocations"][0]["executionSuccessful"] == json!(true));

    let mut report = only(flawed(FLAWED));
    report.broken = vec![breakage("x.md", None), breakage("a b/y.toml", Some((3, 13)))];
    let broken = run(&report);
    assert_eq!(results(&broken), results(&found), "what could be checked is still told");
    let invocation = &broken["invocations"][0];
    let notifications = invocation["toolExecutionNotifications"].as_array().expect("notifications");
    assert_eq!((notifications.len(), &invocation["executionSuccessful"]), (2, &json!(false)));
    assert_eq!(
        notifications[1]["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": { "uri": "a%20b/y.toml", "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 13 },
        })
    );

    let nothing = run(&Report::default());
    assert_eq!(results(&nothing).len(), 0);
    assert_eq!(nothing["invocations"][0]["executionSuccessful"], json!(false), "nothing is not clean");
    let said = &nothing["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(said.as_str().is_some_and(|said| said.contains("nothing was checked")), "{said}");
}

#[test]
fn the_judge_of_the_schema_sees_what_is_wrong() {
    let good = sarif(&only(flawed(FLAWED)));
    let schema: Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).expect("JSON");
    let worse: [(&str, Value); 8] = [
        ("/version", json!("2.1")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/message", json!({})),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b.md")),
        ("/runs/0/tool/driver/rules/0/helpUri", json!("rules/missing-due")),
        ("/runs/0/newlineSequences", json!(["\n", "\n"])),
        ("/runs/0/invocations/0", json!({ "executionSuccessful": true, "extra": 1 })),
    ];
    for (place, value) in worse {
        let mut log = good.clone();
        *log.pointer_mut(place).expect(place) = value;
        assert!(!faults(&schema, &log).is_empty(), "{place}");
    }
}

#[test]
fn too_little_covered_is_a_result_of_a_rule_of_its_own() {
    let mut plan = checked(PlanStatus::Draft, &[("plan.toml", CLEAN_RECORD), ("plan.md", CLEAN)]);
    plan.min_coverage = Some(100.0);
    plan.coverage.cells[0].state = recoveryplan::coverage::State::Missing;
    let run = run(&only(plan));
    let [result] = results(&run).as_slice() else { unreachable!("one result: {run}") };
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("min-coverage"), &json!("error")));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(result["ruleIndex"].as_u64(), Some(rules.len() as u64 - 1));
    assert_eq!(rules.last().map(|rule| &rule["id"]), Some(&json!("min-coverage")));
}

#[test]
fn every_rule_that_ran_is_described_and_every_result_finds_its_rule() {
    let plan = flawed(FLAWED);
    let ran: Vec<&str> = plan.rules.iter().map(|rule| rule.name).collect();
    let on: Vec<&str> =
        RULES.iter().filter(|rule| rule.meta.draft.is_some()).map(|rule| rule.meta.name).collect();
    assert_eq!(ran, on);
    let run = run(&only(plan));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect::<Vec<_>>(), ran);
    for rule in rules {
        let text = |pointer: &str| rule.pointer(pointer).and_then(Value::as_str).expect(pointer).to_owned();
        for pointer in ["/shortDescription/text", "/fullDescription/text"] {
            // GitHub shows no more.
            assert!((20..1024).contains(&text(pointer).len()), "{pointer} of {rule}");
        }
        assert_ne!(text("/shortDescription/text"), text("/fullDescription/text"));
        assert!(text("/help/text").contains("# Fails") && text("/help/markdown").contains("```"));
        assert!(!text("/fullDescription/text").contains("# Fails"));
        assert_ne!(text("/name"), text("/id"));
    }
    for result in results(&run) {
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("it is small");
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
    let torn = checked(PlanStatus::Draft, &[("plan.toml", "[plan\n")]);
    assert!(torn.rules.iter().any(|rule| rule.name == "syntax"));
    assert!(!torn.rules.iter().any(|rule| rule.absence), "what was not judged did not run");
}

/// What a region cuts out of a text, counted apart from the program's own way, by the line ends that the run names.
fn cut(text: &str, region: &Value) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<Vec<char>> = text.split_inclusive('\n').map(|line| line.chars().collect()).collect();
    let number = |name: &str| usize::try_from(region[name].as_u64().expect(name)).expect("it is small");
    let at = |line: usize, column: usize| {
        assert!(line > 0 && column > 0 && line <= lines.len() + 1, "{region}");
        lines[..line - 1].iter().map(Vec::len).sum::<usize>() + column - 1
    };
    let (start, end) =
        (at(number("startLine"), number("startColumn")), at(number("endLine"), number("endColumn")));
    let all: Vec<char> = lines.concat();
    assert!(start <= end && end <= all.len(), "{region}");
    all[start..end].iter().collect()
}

#[test]
fn regions_cut_the_text_that_is_meant() {
    let wide = FLAWED
        .replace("Millbrook", "Llanfairpwll \u{1f469}\u{200d}\u{1f4bb} Tŷ Gwyn")
        .replace("Lead: TBC", "Lead: M\u{101}ori ro\u{304}p\u{16b} \u{1f600} TBC");
    let ends = ["\r\n", "\r"].map(|end| wide.replace('\n', end));
    let texts = [FLAWED.to_owned(), wide.clone(), format!("\u{feff}{wide}"), wide.trim_end().to_owned()];
    for text in texts.into_iter().chain(ends) {
        let report = only(flawed(&text));
        let plan = &report.plans[0];
        let run = run(&report);
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["newlineSequences"], json!(["\r\n", "\n", "\r"]));
        assert!(results(&run).len() > 15);
        for (finding, result) in plan.findings.iter().zip(results(&run)) {
            let place = &result["locations"][0]["physicalLocation"];
            let of = if place["artifactLocation"]["uri"] == "plan.md" { &text } else { RECORD };
            let meant = plan.sources.slice(finding.span).replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(cut(of, &place["region"]), meant, "{result}");
        }
    }
}

/// Messages by fingerprint, which are all different, by both names.
fn fingerprints(report: &Report) -> BTreeMap<String, String> {
    let run = run(report);
    let of = |key: &str| -> BTreeMap<String, String> {
        let named = results(&run).iter().map(|result| {
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            (text(&result["partialFingerprints"][key]), text(&result["message"]["text"]))
        });
        named.collect()
    };
    let own = of("recoveryplanFinding/v1");
    assert_eq!(own.len(), results(&run).len());
    assert_eq!(of("primaryLocationLineHash").len(), own.len());
    own
}

#[test]
fn findings_on_one_line_are_told_apart_and_known_again_after_lines_are_inserted_above() {
    let sections = "# P\n\n## Governance\n\nThe board.\n\n## Self-care\n\n- [ ] Care for carers\n";
    let report = |text: &str| only(checked(PlanStatus::Draft, &[("plan.md", text)]));
    let first = report(sections);
    let run = run(&first);
    let lines: Vec<&Value> = results(&run)
        .iter()
        .filter(|result| result["ruleId"] == "missing-section")
        .map(|result| &result["locations"][0]["physicalLocation"]["region"])
        .collect();
    assert!(lines.iter().any(|line| lines.iter().filter(|other| *other == line).count() > 1), "{lines:?}");
    let all = fingerprints(&first);
    assert_eq!(fingerprints(&report(&sections.replace("\n## ", "\nMore.\n\nAnd more.\n\n## "))), all);
}

#[test]
fn what_is_accepted_is_a_result_with_its_reason() {
    let text =
        "# P\n\n<!-- recoveryplan: file-ignore[missing-block] ours are [elsewhere](https://x.example) -->\n";
    let report = only(checked(PlanStatus::Draft, &[("plan.md", text)]));
    let (found, ignored) = (report.plans[0].findings.len(), report.plans[0].ignored.len());
    assert!(found > 0 && ignored > 0);
    let run = run(&report);
    let kinds: Vec<&str> = results(&run)
        .iter()
        .map(|result| {
            match result["suppressions"].as_array().expect("all results have them, or none").as_slice() {
                [] => "open",
                [one] => {
                    assert_eq!((&one["kind"], &one["status"]), (&json!("inSource"), &json!("accepted")));
                    assert!(
                        one["justification"].as_str().is_some_and(|reason| reason.starts_with("ours are"))
                    );
                    "accepted"
                }
                _ => "too many",
            }
        })
        .collect();
    assert_eq!(kinds, [vec!["open"; found], vec!["accepted"; ignored]].concat());
    let open = sarif(&only(flawed(FLAWED)));
    assert!(results(&open["runs"][0]).iter().all(|result| result.get("suppressions").is_none()));
}

#[test]
fn uris_are_relative_to_the_root_and_escaped_and_messages_hold_no_links() {
    let text = "# P\n\n## Self-care\n\n- [ ] Care [more](1)\n  - Due: [here](https://x.example)\n";
    let plan = checked(PlanStatus::Draft, &[("a,b:c%d é.md", text)]);
    let run = run(&Report { prefix: "plans/north/".to_owned(), ..only(plan) });
    let uris: BTreeSet<&str> = results(&run)
        .iter()
        .filter_map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str())
        .collect();
    assert_eq!(uris, BTreeSet::from(["plans/north/a%2Cb%3Ac%25d%20%C3%A9.md"]));
    let messages = results(&run).iter().filter_map(|result| result["message"]["text"].as_str());
    assert!(messages.clone().any(|message| message.contains("more")));
    assert!(messages.into_iter().all(|message| !message.contains("](")));
}
