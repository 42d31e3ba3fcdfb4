//! `full`: what is printed for people, how much of it, and what it looks like.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/judge.rs"]
mod judge;

use jiff::civil::date;
use judge::{COOPERATIVE, judge};
use recoveryplan::finding::Level;
use recoveryplan::lint::{Gate, LevelWish, Settings, report};
use recoveryplan::output::{Format, Style, Verbosity, render};
use recoveryplan::plan::PlanStatus;
use recoveryplan::report::{Breakage, PlanReport, Report};

fn checked(path: &str, text: &str, levels: &[(&str, Option<Level>)]) -> PlanReport {
    let judged = judge(&COOPERATIVE, &[(path, text)]);
    let wish = |(rule, level): &(&str, Option<Level>)| LevelWish {
        rule: (*rule).to_owned(),
        status: None,
        level: *level,
    };
    let levels = levels.iter().map(wish).collect();
    let settings = Settings {
        status: PlanStatus::Draft,
        levels,
        accepted: Vec::new(),
        today: date(2027, 1, 1),
        actions: false,
    };
    report(path.to_owned(), &judged.plan, COOPERATIVE.framework(), judged.sources, &settings, Gate::default())
        .0
}

fn full(plans: Vec<PlanReport>, verbosity: Verbosity) -> String {
    let report = Report { plans, ..Report::default() };
    render(&report, Format::Full, Style { color: false, verbosity })
}

/// Everything that is about the plan as a whole is off.
const ACTIONS_ONLY: [(&str, Option<Level>); 6] = [
    ("missing-block", None),
    ("missing-phase", None),
    ("missing-section", None),
    ("missing-actor", None),
    ("missing-partners", None),
    ("missing-review", None),
];

/// The text from the first mention of one thing to the next mention of another.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).expect(from);
    rest.split_once(to).expect(to).0
}

#[test]
fn an_actions_findings_share_one_excerpt_and_two_actions_do_not() {
    let text = "# P\n\n## Self-care\n\n- [ ] **A1**: Care\n  - Lead: various\n- [ ] **A1**: Care more\n  - Due: ongoing\n";
    let plan = checked("plan.md", text, &ACTIONS_ONLY);
    let of_actions = plan.findings.iter().filter(|finding| finding.subject.action.is_some()).count();
    assert!(of_actions >= 6, "{:#?}", plan.findings);
    let shown = full(vec![plan], Verbosity::Normal);
    assert_eq!(shown.matches("--> plan.md:").count(), 2, "{shown}");
    let first = between(&shown, "--> plan.md:5:15\n", "--> plan.md:7");
    for line in [
        "5 | - [ ] **A1**: Care\n",
        "6 |   - Lead: various\n",
        "^^^^ missing-due, missing-measure\n",
        "^^^^^^^ vague-lead\n",
    ] {
        assert!(first.contains(line), "{line}: {first}");
    }
    assert_eq!(shown.matches("help: add \"Due\"").count(), 1);
    assert_eq!(shown.matches("help: add \"Measure\"").count(), 2, "once on each card");
}

#[test]
fn lines_far_apart_do_not_share_an_excerpt() {
    let detail = "  More words.\n\n".repeat(10);
    let text = format!("# P\n\n## Self-care\n\n- [ ] Care\n  - Due: ongoing\n\n{detail}  - Lead: various\n");
    let shown = full(vec![checked("plan.md", &text, &ACTIONS_ONLY)], Verbosity::Normal);
    assert!(shown.contains("vague-date") && shown.contains("vague-lead"), "{shown}");
    assert_eq!(shown.matches("--> plan.md:").count(), 2, "{shown}");
}

#[test]
fn of_many_warnings_five_are_printed_and_errors_are_never_cut() {
    let plan = |actions: usize, level| {
        let actions = "- [ ] Care\n  - Lead: Head of Care\n  - Measure: 40 carers\n".repeat(actions);
        let text = format!("# P\n\n## Self-care\n\n{actions}");
        let levels =
            [&ACTIONS_ONLY[..], &[("missing-due", Some(level)), ("duplicate-action", None)]].concat();
        vec![checked("plan.md", &text, &levels)]
    };
    let printed = |actions, level, verbosity| {
        let shown = full(plan(actions, level), verbosity);
        let titles = shown.matches(&format!("{}[missing-due]: ", level.name())).count();
        (titles, shown.contains(" of missing-due in plan.md; -v shows all of them"))
    };
    assert_eq!(printed(10, Level::Warning, Verbosity::Normal), (10, false));
    assert_eq!(printed(11, Level::Warning, Verbosity::Normal), (5, true));
    assert_eq!(printed(11, Level::Note, Verbosity::Quiet), (5, true));
    assert_eq!(printed(11, Level::Warning, Verbosity::Verbose), (11, false));
    assert_eq!(printed(30, Level::Error, Verbosity::Normal), (30, false));
    let shown = full(plan(11, Level::Warning), Verbosity::Normal);
    assert!(shown.contains("... and 6 more warnings of missing-due"), "{shown}");
    assert!(shown.contains("1 plan checked: 11 warnings.\n"), "what is not printed is counted");
}

#[test]
fn an_idea_is_told_in_full_once() {
    let shown = full(vec![checked("plan.md", "# P\n\nWords.\n", &[])], Verbosity::Normal);
    let titles: Vec<&str> = shown.lines().filter(|line| line.starts_with("  * ")).collect();
    let mut seen = std::collections::BTreeSet::new();
    for title in &titles {
        match title.strip_suffix(" (see above)") {
            Some(again) => assert!(seen.contains(again), "{again}"),
            None => assert!(seen.insert(*title), "{title}"),
        }
    }
    assert!(seen.len() < titles.len(), "some gaps share ideas");
    assert!(shown.contains(" more: recoveryplan framework show cooperative-recovery\n"));
}

#[test]
fn quiet_prints_findings_alone() {
    let text = "# P\n\n## Self-care\n\n- [ ] Care\n  - Lead: various\n";
    let shown = full(vec![checked("plan.md", text, &ACTIONS_ONLY)], Verbosity::Quiet);
    assert!(shown.contains("note[vague-lead]: "));
    assert!(!shown.contains("covered") && !shown.contains("checked"), "{shown}");
}

#[test]
fn too_little_covered_is_an_error_and_not_nothing() {
    let text = "# P\n\n## Self-care\n\n### Renewal\n\nWe walk.\n";
    let levels = [&ACTIONS_ONLY[..], &[("uncovered-phase", None)]].concat();
    let mut plan = checked("plan.md", text, &levels);
    assert!(plan.findings.is_empty(), "{:#?}", plan.findings);
    plan.min_coverage = Some(80.0);
    for (verbosity, most) in [(Verbosity::Normal, usize::MAX), (Verbosity::Quiet, 3)] {
        let mut plan = checked("plan.md", text, &levels);
        plan.min_coverage = Some(80.0);
        let shown = full(vec![plan], verbosity);
        assert!(
            shown.starts_with("error: 6.6 % of the plan is covered, and 80 % was asked for\n  --> plan.md\n")
        );
        assert!(!shown.contains("nothing found."), "{shown}");
        assert!(shown.lines().count() <= most, "{shown}");
    }
    assert!(full(vec![plan], Verbosity::Normal).contains("1 plan checked: too little covered in 1 plan.\n"));
}

#[test]
fn several_plans() {
    let mended = "# North\n\n<!-- recoveryplan: file-ignore[missing-due, missing-measure] the board sets dates and \
                  measures in May, once it knows its budget for the years to come -->\n\n## Self-care\n\n";
    let mended = format!("{mended}{}", "- [ ] **A%**: Care\n  - Lead: Head of Care\n".repeat(5));
    let flawed = "# South\n\n## Self-care\n\n### Renewal\n\n- [ ] **S1**: Walks for carers\n  - Lead: all partners\n  \
                  - Due: ongoing\n\n- [ ] **S2**: A helpline, open to all\n  - Lead: [Role]\n  - Due: 31 March \
                  2027\n\n## Local people\n\n### Renewal\n\nA panel.\n";
    let some = |also: &[(&'static str, Option<Level>)]| [&ACTIONS_ONLY[..], also].concat();
    let mut report = Report {
        plans: vec![
            checked(
                "east/plan.md",
                "# East\n\n## Self-care\n\nWe walk.\n",
                &some(&[("uncovered-phase", None)]),
            ),
            checked(
                "north/plan.md",
                &mended,
                &some(&[("uncovered-phase", None), ("duplicate-action", None)]),
            ),
            checked("south/plan.md", flawed, &some(&[("vague-date", Some(Level::Error))])),
            checked(
                "west/plan.md",
                "# West\n\n## Self-care\n\nWe swim.\n",
                &some(&[("uncovered-phase", None)]),
            ),
        ],
        ..Report::default()
    };
    report.plans[3].min_coverage = Some(50.0);
    report.broken.push(Breakage {
        path: "far/plan.toml".to_owned(),
        place: Some((4, 13)),
        message: "the framework cannot be had: there is no such file".to_owned(),
    });
    let style = Style { color: false, verbosity: Verbosity::Normal };
    insta::assert_snapshot!(render(&report, Format::Full, style));
}
