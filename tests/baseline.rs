//! Laws of baselines: what was known stays quiet while plans are edited, what is new counts, what is mended is told.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/judge.rs"]
mod judge;

use jiff::civil::date;
use judge::{COOPERATIVE, judge};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, proptest};
use proptest::{prop_assert, prop_assert_eq};
use recoveryplan::baseline::{Baseline, accept};
use recoveryplan::finding::{Finding, Level, NEVER_QUIET, Subject};
use recoveryplan::lint::{Gate, Settings, report};
use recoveryplan::output::{Format, Style, Verbosity, render};
use recoveryplan::plan::PlanStatus;
use recoveryplan::problem::Problem;
use recoveryplan::report::{Entry, Outcome, Report};
use recoveryplan::rules::RULES;
use recoveryplan::source::{Source, Sources, Span};
use recoveryplan::text::is_obeyed;

const RECORD: &str =
    "[plan]\ntitle = \"Exampleshire\"\nreview = 2027-05-31\ndocuments = [\"a.md\", \"b.md\"]\n";

/// A run over one plan.
fn checked(files: &[(&str, &str)]) -> Report {
    let judged = judge(&COOPERATIVE, files);
    let settings = Settings {
        status: PlanStatus::Draft,
        levels: Vec::new(),
        accepted: Vec::new(),
        today: date(2027, 1, 1),
        actions: true,
    };
    let path = files[0].0.to_owned();
    let gate = Gate { fail_on: Level::Note, min_coverage: None };
    let (plan, _) = report(path, &judged.plan, COOPERATIVE.framework(), judged.sources, &settings, gate);
    Report { plans: vec![plan], ..Report::default() }
}

fn read(text: &str) -> Result<Baseline, Vec<Problem>> {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("baseline.json", text));
    let rules: Vec<&'static str> = RULES.iter().map(|rule| rule.meta.name).collect();
    Baseline::read(sources.get(id), id, &rules)
}

/// A baseline of all that a report has found.
fn baseline(report: &Report) -> Baseline {
    Baseline::default().updated(report).0
}

fn quieted(baseline: &Baseline, mut report: Report) -> Report {
    baseline.quiet(&mut report, &|_| false);
    report
}

/// Two documents with two faults in each of sixty actions, and many equal words to be filled in.
fn faulty() -> [String; 2] {
    ["Self-care", "Supportive neighbourhoods"].map(|block| {
        let mut text = format!("# Part\n\n## {block}\n\n");
        for at in 0..30 {
            text.push_str(&format!("- [ ] {block} measure {at}\n  - Lead: Head of Place\n\n"));
        }
        text + "TBC\n\nTBC\n\nTBC\n"
    })
}

fn plan(record: &str, [a, b]: &[String; 2]) -> Report {
    checked(&[("plan.toml", record), ("a.md", a), ("b.md", b)])
}

#[test]
fn a_hundred_known_findings_stay_quiet_while_the_plan_is_edited_around_them() {
    let documents = faulty();
    let known = baseline(&plan(RECORD, &documents));
    assert!(known.size().0 > 100 && known.size().1 == 1, "{:?}", known.size());
    let is_quiet = |report: Report| {
        let report = quieted(&known, report);
        assert_eq!(report.outcome(), Outcome::Clean, "{:?}", report.plans[0].findings);
        assert_eq!((report.plans[0].known.len(), report.stale.len()), (known.size().0, 0));
    };
    is_quiet(plan(RECORD, &documents));
    is_quiet(plan(RECORD, &documents.clone().map(|text| text.replace("\n\n", "\n\n<!-- more -->\n\n"))));
    is_quiet(plan(RECORD, &documents.clone().map(|text| text.replace('\n', "\r\n"))));
    let [a, b] = documents.clone();
    is_quiet(plan(&RECORD.replace(r#""a.md", "b.md""#, r#""b.md", "a.md""#), &[a, b]));
    let [a, b] = documents;
    is_quiet(plan(RECORD, &[b, a]));
}

#[test]
fn a_new_finding_counts_and_a_mended_one_is_told() {
    let documents = faulty();
    let known = baseline(&plan(RECORD, &documents));
    let [a, b] = documents.clone();
    let more = quieted(&known, plan(RECORD, &[format!("{a}\nTBC\n"), b.clone()]));
    let new: Vec<&str> = more.plans[0].findings.iter().map(|finding| finding.rule.name).collect();
    assert_eq!((new, more.stale.len()), (vec!["placeholder"], 0), "one more of equals is new");
    let at = more.plans[0].findings[0].span.start;
    assert_eq!(at, a.len() + 1, "the first of equals are the known ones");

    let lead = a.replacen("  - Lead: Head of Place\n", "  - Lead: Head of Place\n  - Due: May 2027\n", 1);
    let less = quieted(&known, plan(RECORD, &[lead.replacen("TBC", "Settled.", 1), b]));
    let stale: Vec<(&str, usize)> = less.stale.iter().map(|entry| (entry.item.rule, entry.count)).collect();
    assert_eq!(stale, [("missing-due", 1), ("placeholder", 1)]);
    assert_eq!(less.outcome(), Outcome::Clean, "what is mended fails nothing");
    let (next, changes) = known.updated(&less);
    assert_eq!((changes.new.as_slice(), changes.gone), (&[][..], less.stale));
    assert_eq!(next.size().0, known.size().0 - 2);
}

#[test]
fn an_update_knows_everything_and_a_second_one_changes_nothing() {
    let mut report = plan(RECORD, &faulty());
    let first = baseline(&report);
    first.quiet(&mut report, &|_| false);
    let (second, changes) = first.updated(&report);
    assert_eq!((second.text(), changes.new.len(), changes.gone.len()), (first.text(), 0, 0));
    assert_eq!(read(&first.text()), Ok(first));
    assert_eq!(Baseline::default().text(), "{\n  \"version\": 1,\n  \"plans\": {}\n}\n");
    assert_eq!(read(&Baseline::default().text()), Ok(Baseline::default()));
}

#[test]
fn what_could_not_be_read_is_neither_known_nor_mended() {
    let documents = faulty();
    let known = baseline(&plan(RECORD, &documents));
    let mut broken = plan(&RECORD.replace("title", "title title"), &documents);
    known.quiet(&mut broken, &|_| false);
    assert!(broken.plans[0].known.len() < known.size().0 && broken.stale.is_empty());
    let (next, changes) = known.updated(&broken);
    assert_eq!((next, changes.new.len()), (known, 0), "nothing is taken out, and no syntax error taken in");
    accept(&mut broken);
    let left: Vec<&str> = broken.plans[0].findings.iter().map(|finding| finding.rule.name).collect();
    assert!(!left.is_empty() && left.iter().all(|rule| *rule == "syntax"), "{left:?}");
    assert_eq!(broken.outcome(), Outcome::Findings);
}

#[test]
fn plans_that_were_not_checked_are_left_alone_unless_they_are_plans_no_more() {
    let other = |path| checked(&[(path, "# P\n")]);
    let (mut known, _) = baseline(&other("gone.md")).updated(&other("there.md"));
    known = known.updated(&plan(RECORD, &faulty())).0;
    known = known.updated(&other("a.md")).0;
    assert_eq!(known.size().1, 4);
    let mut report = plan(RECORD, &faulty());
    known.quiet(&mut report, &|path| path == "gone.md");
    let mut stale: Vec<&str> = report.stale.iter().map(|entry| entry.plan.as_str()).collect();
    stale.dedup();
    assert_eq!(stale, ["a.md", "gone.md"], "one is a document of another plan, one is not there");
    let (next, changes) = known.updated(&report);
    assert_eq!((next.size().1, changes.gone.len()), (2, report.stale.len()));
}

#[test]
fn every_format_counts_what_is_known_and_shows_none_of_it() {
    let mut report = plan(RECORD, &faulty());
    let found = report.plans[0].findings.len();
    baseline(&report).quiet(&mut report, &|_| false);
    for (_, format) in Format::NAMES {
        let style = Style { color: false, verbosity: Verbosity::Normal };
        let text = render(&report, format, style);
        match format {
            Format::Json => assert!(text.contains(&format!("\"known\": {found}")), "{text}"),
            Format::Sarif => assert_eq!(text.matches("\"external\"").count(), found, "{text}"),
            Format::Gitlab => assert_eq!(text.trim(), "[]"),
            Format::Junit => assert!(!text.contains("<failure") && text.contains("(known:"), "{text}"),
            _ => {
                assert!(text.contains(&format!("{found} known")), "{format:?} {text}");
                let shows = ["note[", "warning[", "error[", "::error", "::warning"];
                assert!(!shows.iter().any(|sign| text.contains(sign)), "{text}");
            }
        }
    }
}

#[test]
fn faults_of_the_file_are_told_all_at_once_each_at_its_place() {
    let entry = |entry: &str| format!("{{\"version\": 1, \"plans\": {{\"plan.md\": [{entry}]}}}}");
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("", &[("", "empty")]),
        ("{", &[("{", "unterminated")]),
        ("{\"version\": 1, \"plans\": {},}", &[(",", "trailing")]),
        ("{\"version\": 1, \"plans\": {}} x", &[("x", "JSON")]),
        ("[]", &[("[]", "no baseline")]),
        ("{\"plans\": {}}", &[("", "`version` is missing")]),
        ("{\"version\": 1}", &[("", "`plans` is missing")]),
        ("{\"version\": 2, \"plan\": 3}", &[("2", "version 2")]),
        ("{\"version\": \"1\", \"plans\": []}", &[("\"1\"", "a whole number"), ("[]", "an object")]),
        ("{\"version\": 1, \"plans\": {}, \"plan\": 1}", &[("\"plan\"", "`plan`")]),
        ("{\"version\": 1, \"version\": 1, \"plans\": {}}", &[("\"version\"", "twice")]),
        (
            "{\"version\": 1, \"plans\": {\"./a.md\": 1, \"/b.md\": [2], \"\": []}}",
            &[
                ("\"./a.md\"", "./a.md"),
                ("1", "a list"),
                ("\"/b.md\"", "/b.md"),
                ("2", "a finding"),
                ("\"\"", "path"),
            ],
        ),
        (&entry("{}"), &[("{}", "`rule` is missing")]),
        (&entry("{\"rule\": 1}"), &[("1", "`rule` should be text")]),
        (&entry("{\"rule\": \"missing-du\"}"), &[("\"missing-du\"", "there is no rule")]),
        (&entry("{\"rule\": \"syntax\"}"), &[("\"syntax\"", "cannot be known")]),
        (&entry("{\"rule\": \"overdue\", \"acton\": \"A\"}"), &[("\"acton\"", "`acton`")]),
        (&entry("{\"rule\": \"overdue\", \"block\": 5}"), &[("5", "`block` should be text")]),
        (
            &entry("{\"rule\": \"overdue\", \"count\": 9223372036854775807}"),
            &[("9223372036854775807", "`count`")],
        ),
        (&entry("{\"rule\": \"overdue\", \"count\": 0}"), &[("0", "1 or more")]),
        (&entry("{\"rule\": \"overdue\", \"count\": 1.5}"), &[("1.5", "a whole number")]),
        (
            &entry("{\"rule\": \"overdue\"}, {\"rule\": \"overdue\"}"),
            &[("{\"rule\": \"overdue\"}", "stands twice")],
        ),
        (&"[".repeat(100_000), &[("[[", "nesting")]),
    ];
    for (text, told) in cases {
        let problems = read(text).expect_err(text);
        assert_eq!(problems.len(), told.len(), "{text}: {problems:?}");
        for (problem, (at, words)) in problems.iter().zip(*told) {
            assert!(problem.message.contains(words), "{problem:?} lacks {words}");
            assert_eq!(&&text[problem.span.start..problem.span.end], at, "{problem:?}");
        }
    }
    let named = read(&entry("{\"rule\": \"missing-du\"}")).expect_err("there is no such rule");
    assert_eq!(named[0].help.as_deref(), Some("did you mean `missing-due`?"));
    let words = |words: &str| read(&entry(&format!("{{\"rule\": \"overdue\", \"words\": \"{words}\"}}")));
    assert_eq!(words("\u{1f600}"), words(r"\ud83d\ude00"), "written by another program");
    assert_ne!(words("\u{1f600}"), words(""));
    let bytes = Source::from_bytes("b.json", b"{\"version\": 1, \"plans\": {\"\xff\": []}}".to_vec());
    let id = Sources::new().add(bytes.clone());
    assert!(Baseline::read(&bytes, id, &[]).is_err());
}

/// A report of one plan with findings that are made up.
fn made_up(found: &[(usize, Option<String>, String)]) -> Report {
    let mut report = checked(&[("plan.md", "# P\n")]);
    let rules: Vec<_> = RULES.iter().filter(|rule| !NEVER_QUIET.contains(&rule.meta.name)).collect();
    let finding = |(rule, action, words): &(usize, Option<String>, String)| {
        let subject = Subject { action: action.clone(), ..Subject::default() };
        Finding::new(&rules[rule % rules.len()].meta, Span::default(), "m").about(subject).words(words)
    };
    report.plans[0].findings = found.iter().map(finding).collect();
    report
}

fn count(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| entry.count).sum()
}

fn findings() -> impl Strategy<Value = Vec<(usize, Option<String>, String)>> {
    // Few words, so that many are equal, and any at all, so that none breaks the file.
    let words = || proptest::prop_oneof![Just("TBC".to_owned()), Just(" ".to_owned()), any::<String>()];
    vec((0..3_usize, proptest::option::of(words()), words()), 0..12)
}

proptest! {
    #[test]
    fn known_new_and_stale_are_what_both_have_and_what_one_has_alone(was in findings(), is in findings()) {
        let known = baseline(&made_up(&was));
        let text = known.text();
        prop_assert_eq!(read(&text), Ok(known.clone()));
        prop_assert!(!text.chars().any(|one| is_obeyed(one) && one != '\n'));
        let mut report = made_up(&is);
        known.quiet(&mut report, &|_| false);
        let plan = &report.plans[0];
        prop_assert_eq!(plan.known.len() + plan.findings.len(), is.len());
        prop_assert_eq!(plan.known.len() + count(&report.stale), was.len());
        for entry in &report.stale {
            prop_assert!(plan.findings.iter().all(|finding| finding.item() != entry.item));
        }
        let (next, changes) = known.updated(&report);
        prop_assert_eq!(&next, &baseline(&made_up(&is)));
        prop_assert_eq!((count(&changes.new), count(&changes.gone)), (plan.findings.len(), count(&report.stale)));
        accept(&mut report);
        prop_assert_eq!((report.plans[0].known.len(), report.outcome()), (is.len(), Outcome::Clean));
    }
}
