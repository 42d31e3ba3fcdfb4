//! Levels, order, and the findings that a plan accepts. Every plan is checked on 1 January 2027.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/judge.rs"]
mod judge;

use jiff::civil::date;
use judge::{COOPERATIVE, judge, reader};
use recoveryplan::finding::{Finding, Level};
use recoveryplan::framework::{DEFAULT, builtin};
use recoveryplan::lint::{LevelWish, Settings, Verdict, lint, rule_faults};
use recoveryplan::plan::PlanStatus;
use recoveryplan::read::Reader;

fn settings(status: PlanStatus, levels: &[LevelWish]) -> Settings {
    Settings {
        status,
        levels: levels.to_vec(),
        accepted: Vec::new(),
        today: date(2027, 1, 1),
        actions: false,
    }
}

fn wish(rule: &str, status: Option<PlanStatus>, level: Option<Level>) -> LevelWish {
    LevelWish { rule: rule.to_owned(), status, level }
}

fn verdict(reader: &Reader, files: &[(&str, &str)], settings: &Settings) -> Verdict {
    let judged = judge(reader, files);
    lint(&judged.plan, reader.framework(), &judged.sources, settings)
}

fn draft(files: &[(&str, &str)]) -> Verdict {
    verdict(&COOPERATIVE, files, &settings(PlanStatus::Draft, &[]))
}

fn count(verdict: &Verdict, rule: &str) -> usize {
    verdict.findings.iter().filter(|finding| finding.rule.name == rule).count()
}

/// The reasons for which findings of a rule were accepted.
fn accepted<'v>(verdict: &'v Verdict, rule: &str) -> Vec<&'v str> {
    let of = verdict.ignored.iter().filter(|ignored| ignored.finding.rule.name == rule);
    of.map(|ignored| ignored.reason.as_str()).collect()
}

/// What is said of acceptances: rule and message.
fn about(verdict: &Verdict) -> Vec<(&'static str, &str)> {
    let rules = ["ignore-without-reason", "expired-ignore", "unused-ignore"];
    let of = verdict.findings.iter().filter(|finding| rules.contains(&finding.rule.name));
    of.map(|finding| (finding.rule.name, finding.message.as_str())).collect()
}

/// A document with an undated action in each of two blocks, and a comment in the first and at the top.
fn document(at_the_top: &str, in_the_first: &str) -> String {
    format!(
        "# Plan\n\n{at_the_top}\n\n## Self-care\n\n{in_the_first}\n\n- [ ] **SC1**: Listen to carers\n  - Lead: Head of \
         Care\n  - Measure: 40 carers\n\n## Local people's role in public services\n\n- [ ] Sit down with \
         tenants' groups\n  - Lead: Head of Homes\n  - Measure: 12 meetings\n"
    )
}

fn comment(text: &str) -> String {
    format!("<!-- recoveryplan: {text} -->")
}

#[test]
fn a_level_is_the_last_wish_for_the_status_else_the_frameworks_else_the_rules_own() {
    let text = format!(
        "{}\n[levels]\nmissing-due = {{ draft = \"error\" }}\nmissing-section = \"note\"\nmissing-block = \"off\"\n",
        builtin(DEFAULT).expect("it is built in").text
    );
    let own = reader(&text);
    let files = document("", "");
    let level = |reader: &Reader, status, wishes: &[LevelWish], rule: &str| {
        let verdict = verdict(reader, &[("plan.md", &files)], &settings(status, wishes));
        verdict.findings.iter().find(|finding| finding.rule.name == rule).map(|finding| finding.level)
    };
    let (draft, adopted) = (PlanStatus::Draft, PlanStatus::Adopted);
    assert_eq!(level(&COOPERATIVE, draft, &[], "missing-due"), Some(Level::Warning));
    assert_eq!(level(&COOPERATIVE, adopted, &[], "missing-due"), Some(Level::Error));
    assert_eq!(level(&own, draft, &[], "missing-due"), Some(Level::Error));
    assert_eq!(level(&own, adopted, &[], "missing-due"), Some(Level::Error), "the rule's own");
    assert_eq!(level(&own, adopted, &[], "missing-section"), Some(Level::Note));
    assert_eq!(level(&own, draft, &[], "missing-block"), None);
    assert_eq!(level(&COOPERATIVE, draft, &[], "missing-block"), Some(Level::Error));

    let note = wish("missing-due", None, Some(Level::Note));
    let off_if_adopted = wish("missing-due", Some(adopted), None);
    let wishes = [note.clone(), off_if_adopted.clone()];
    assert_eq!(level(&own, draft, &wishes, "missing-due"), Some(Level::Note));
    assert_eq!(level(&own, adopted, &wishes, "missing-due"), None);
    assert_eq!(level(&own, adopted, &[off_if_adopted, note], "missing-due"), Some(Level::Note));
    let on = wish("unconsidered-suggestion", None, Some(Level::Warning));
    assert_eq!(level(&own, draft, &[on], "unconsidered-suggestion"), Some(Level::Warning));
}

#[test]
fn a_framework_that_names_an_unknown_rule_is_told_where_and_what_it_meant() {
    let text = format!(
        "{}\n[levels]\nmissing-due = \"error\"\nmissing-dew = \"note\"\nwholly-other = \"off\"\n",
        builtin(DEFAULT).expect("it is built in").text
    );
    let problems = rule_faults(&reader(&text).framework().levels, []);
    let said: Vec<_> = problems
        .iter()
        .map(|problem| {
            (&text[problem.span.start..problem.span.end], problem.help.as_deref().unwrap_or_default())
        })
        .collect();
    let expected =
        [("missing-dew", "did you mean `missing-due`?"), ("wholly-other", "`recoveryplan rules` lists them")];
    assert_eq!(said, expected);
}

#[test]
fn findings_come_in_the_order_of_reading() {
    let record = "[plan]\ntitle = \"Plan\"\ndocuments = [\"z.md\", \"a.md\"]\nbogus = 1\n";
    let (first, second) = (document("", ""), document("", "TBC"));
    // The record comes first whatever the order of the files.
    let judged = judge(&COOPERATIVE, &[("z.md", first.as_str()), ("plan.toml", record), ("a.md", &second)]);
    let on = settings(PlanStatus::Draft, &[]);
    let findings = lint(&judged.plan, COOPERATIVE.framework(), &judged.sources, &on).findings;
    let order = ["plan.toml", "z.md", "a.md"];
    let place = |finding: &Finding| {
        let file = order.iter().position(|path| *path == judged.sources.path(finding.span));
        (file, finding.span.start, finding.span.end, finding.rule.name)
    };
    let places: Vec<_> = findings.iter().map(place).collect();
    assert!(places.is_sorted(), "{places:?}");
    let files: std::collections::BTreeSet<_> = places.iter().map(|place| place.0).collect();
    assert_eq!(files.len(), 3, "there is something to sort");
}

#[test]
fn what_could_not_be_read_is_not_said_to_be_absent() {
    let verdict = draft(&[("plan.toml", "[plan\ntitle = \"Plan\"\n"), ("plan.md", &document("", ""))]);
    assert!(count(&verdict, "syntax") > 0);
    assert!(verdict.findings.iter().all(|finding| !finding.rule.absence), "{:#?}", verdict.findings);
    // Nor is an acceptance then said to accept nothing, unless there is no such rule.
    let kept = comment("file-ignore[missing-block, mising-block] we are small");
    let verdict = draft(&[("plan.toml", "[plan\n"), ("plan.md", &document(&kept, ""))]);
    assert_eq!(about(&verdict), [("unused-ignore", "there is no rule `mising-block` to accept")]);
}

#[test]
fn nobody_can_quiet_that_a_file_was_not_read() {
    let kept = format!("# Plan\n\n{}\n", comment("file-ignore[syntax, missing-block] it reads well enough"));
    let files = [("plan.toml", "[plan\n"), ("plan.md", &kept)];
    let offs = ["syntax", "encoding"].map(|rule| wish(rule, None, None));
    for status in [PlanStatus::Draft, PlanStatus::Adopted] {
        let verdict = verdict(&COOPERATIVE, &files, &settings(status, &offs));
        let syntax: Vec<_> =
            verdict.findings.iter().filter(|finding| finding.rule.name == "syntax").collect();
        assert!(!syntax.is_empty() && syntax.iter().all(|finding| finding.level == Level::Error));
        assert!(verdict.rules.iter().any(|rule| rule.name == "encoding"), "it ran");
        assert!(verdict.ignored.is_empty());
        let [(rule, message)] = about(&verdict)[..] else { unreachable!("{:?}", about(&verdict)) };
        assert!(rule == "unused-ignore" && message.contains("cannot be accepted"), "{message}");
    }
}

#[test]
fn an_acceptance_whose_last_day_cannot_be_read_does_not_hold() {
    for until in ["soon", "2026-13-45", "TBC", "ongoing"] {
        let text = document("", &comment(&format!("ignore[missing-due] until={until} dates follow")));
        let verdict = draft(&[("plan.md", &text)]);
        assert_eq!((count(&verdict, "missing-due"), count(&verdict, "invalid-date")), (2, 1), "{until}");
        assert_eq!(about(&verdict), [], "{until}");
    }
    let record = "[plan]\ntitle = \"P\"\n[[action]]\ntitle = \"A\"\nlead = \"Head of Homes\"\nblock = \"self-care\"\n\
                  [[ignore]]\nrule = \"missing-due\"\nreason = \"r\"\nuntil = \"someday\"\n";
    let verdict = draft(&[("plan.toml", record)]);
    assert_eq!((count(&verdict, "missing-due"), count(&verdict, "invalid-date")), (1, 1));
    let told = verdict.findings.iter().find(|finding| finding.rule.name == "invalid-date");
    assert!(told.is_some_and(|told| told.message.contains("nothing is accepted")), "{told:?}");
}

#[test]
fn an_ignore_covers_its_headings_part_and_no_absence_of_a_whole() {
    let verdict = draft(&[("plan.md", &document("", &comment("ignore[missing-due] dates follow in May")))]);
    assert_eq!((count(&verdict, "missing-due"), about(&verdict)), (1, vec![]));
    assert_eq!(accepted(&verdict, "missing-due"), ["dates follow in May"]);
    assert_eq!(verdict.ignored[0].finding.level, Level::Warning, "it keeps its level");
    assert_eq!(verdict.ignored[0].finding.subject.action.as_deref(), Some("SC1"));

    let at_the_top = document(&comment("ignore[missing-due, missing-block] we are small"), "");
    let verdict = draft(&[("plan.md", &at_the_top)]);
    assert_eq!((count(&verdict, "missing-due"), accepted(&verdict, "missing-due").len()), (0, 2));
    assert!(count(&verdict, "missing-block") > 0);
    assert_eq!(
        about(&verdict),
        [("unused-ignore", "`missing-block` is accepted here, but there is nothing to accept")]
    );
}

#[test]
fn a_file_ignore_covers_its_document_and_the_plans_absences() {
    let kept = comment("file-ignore[missing-due, missing-block, missing-section] we are small");
    let record = "[plan]\ntitle = \"Plan\"\ndocuments = [\"a.md\", \"b.md\"]\n";
    let (first, second) = (document("", ""), format!("{kept}\n\n## Renewal\n\nMore.\n"));
    let verdict = draft(&[("plan.toml", record), ("a.md", &first), ("b.md", &second)]);
    assert_eq!((count(&verdict, "missing-block"), count(&verdict, "missing-section")), (0, 0));
    assert_eq!(accepted(&verdict, "missing-block").len(), 3);
    assert_eq!(count(&verdict, "missing-due"), 2, "they stand in the other document");
    assert_eq!(about(&verdict).len(), 1, "and one rule of three accepted nothing");
}

#[test]
fn an_ignore_of_the_record_is_narrowed_by_what_it_names() {
    let accepts = |narrowed: &str, rule: &str| {
        let record = format!(
            "[plan]\ntitle = \"Plan\"\ndocuments = [\"plan.md\"]\n[[ignore]]\nrule = \"{rule}\"\n{narrowed}\n\
             reason = \"ours\"\n"
        );
        let verdict = draft(&[("plan.toml", &record), ("plan.md", &document("", ""))]);
        assert_eq!(about(&verdict).len(), usize::from(verdict.ignored.is_empty()), "{narrowed}");
        verdict.ignored.len()
    };
    assert_eq!(accepts("", "missing-due"), 2);
    assert_eq!(accepts("block = \"self-care\"", "missing-due"), 1);
    assert_eq!(accepts("block = \"business-community\"", "missing-due"), 0);
    assert_eq!(accepts("action = \"SC1\"", "missing-due"), 1);
    assert_eq!(accepts("action = \" sc1 \"", "missing-due"), 1);
    assert_eq!(accepts("action = \"listen to carers\"", "missing-due"), 1, "the title of one with an id");
    assert_eq!(accepts("action = \"Sit down with tenants\u{2019} groups\"", "missing-due"), 1);
    assert_eq!(accepts("action = \"SC2\"", "missing-due"), 0);
    assert_eq!(accepts("block = \"business-community\"\naction = \"SC1\"", "missing-due"), 0);
    assert_eq!(accepts("block = \"business-community\"", "missing-block"), 1);
    assert_eq!(accepts("section = \"evidence\"", "missing-section"), 1);
    assert_eq!(accepts("phase = \"renewal\"", "missing-phase"), 1);
    assert_eq!(accepts("phase = \"renewal\"\nsection = \"evidence\"", "missing-phase"), 0);
}

#[test]
fn an_acceptance_needs_a_reason_and_time_left() {
    let judged = |words: &str| draft(&[("plan.md", &document("", &comment(words)))]);
    for words in ["ignore[missing-due, missing-lead]", "ignore[missing-due] until=2026-12-31 soon"] {
        let verdict = judged(words);
        assert_eq!((count(&verdict, "missing-due"), verdict.ignored.len()), (2, 0), "{words}");
        assert_eq!(about(&verdict).len(), 1, "{words}");
    }
    let expired = judged("ignore[missing-due] until=2026-12-31 soon");
    assert_eq!(about(&expired)[0].0, "expired-ignore");
    let today = judged("ignore[missing-due] until=2027-01-01 soon");
    assert_eq!((today.ignored.len(), about(&today)), (1, vec![]), "the last day counts");
    let bare = judged("ignore[missing-due]");
    assert_eq!(about(&bare)[0].0, "ignore-without-reason");
    let told = bare.findings.iter().find(|found| found.rule.name == "ignore-without-reason");
    let message = told.map(|found| found.message.as_str());
    assert_eq!(message, Some("this acceptance of `missing-due` has no reason, and so does not count"));
}

#[test]
fn an_acceptance_that_accepts_nothing_is_told_for_each_rule_at_its_name() {
    let text = document("", &comment("ignore[missing-dew, missing-lead, missing-due] why not"));
    let judged = judge(&COOPERATIVE, &[("plan.md", text.as_str())]);
    let unused: Vec<_> = judged.of("unused-ignore").collect();
    let words: Vec<_> = unused.iter().map(|finding| judged.sources.slice(finding.span)).collect();
    assert_eq!(words, ["missing-dew", "missing-lead"]);
    assert_eq!(unused[0].help.as_deref(), Some("did you mean `missing-due`?"));

    // A rule that is off finds nothing that could be accepted.
    let off = settings(PlanStatus::Draft, &[wish("missing-due", None, None)]);
    let verdict = verdict(&COOPERATIVE, &[("plan.md", &text)], &off);
    assert_eq!((about(&verdict).len(), verdict.ignored.len()), (3, 0));
}

#[test]
fn the_rules_about_acceptances_have_levels_like_any() {
    let text = document("", &comment("ignore[missing-lead] why not"));
    let level = |status, levels: &[LevelWish]| {
        let verdict = verdict(&COOPERATIVE, &[("plan.md", &text)], &settings(status, levels));
        verdict
            .findings
            .iter()
            .find(|finding| finding.rule.name == "unused-ignore")
            .map(|finding| finding.level)
    };
    assert_eq!(level(PlanStatus::Draft, &[]), Some(Level::Warning));
    assert_eq!(level(PlanStatus::Adopted, &[]), Some(Level::Error));
    assert_eq!(
        level(PlanStatus::Draft, &[wish("unused-ignore", None, Some(Level::Note))]),
        Some(Level::Note)
    );
    assert_eq!(level(PlanStatus::Adopted, &[wish("unused-ignore", None, None)]), None);
}
