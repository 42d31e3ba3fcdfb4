//! Reports of every end that a run can have, and of plans whose words some format would take for its own.
#![allow(dead_code, reason = "each test takes what it needs")]

use recoveryplan::output::{Style, Verbosity};
use recoveryplan::plan::PlanStatus;
use recoveryplan::report::{Breakage, PlanReport, Report};

use super::judge::checked;

pub(crate) const FLAWED: &str = include_str!("../../examples/flawed/plan.md");
pub(crate) const STYLE: Style = Style { color: false, verbosity: Verbosity::Normal };
/// A path that every format has to write in a way of its own.
pub(crate) const PATH: &str = "a,b:c%d é.md";

/// Words that some format or some reader of it would take for its own.
pub(crate) const HOSTILE: [&str; 16] = [
    "::error::x",
    "::stop-commands::x",
    "##[error]x",
    "%0A::error::x",
    "\u{1b}[31mx",
    "]]>",
    "</script></failure>",
    "<!-- x",
    "\u{202e}x",
    "\u{fffe}\u{ffff}",
    "a | b",
    "@council #12 !3",
    "[x](https://x.example) https://y.example www.z.example a@b.example",
    "`x` *x* **x** __x__ ~~x~~ $x$",
    "<img src=x> &lt;b&gt; &#60;",
    "${{ x }} {0}",
];

pub(crate) fn draft(path: &str, text: &str) -> PlanReport {
    checked(PlanStatus::Draft, &[(path, text)])
}

pub(crate) fn only(plan: PlanReport) -> Report {
    Report { plans: vec![plan], ..Report::default() }
}

/// Hostile words wherever a plan can have some, and a heading of a megabyte.
pub(crate) fn hostile() -> Report {
    let mut text = format!("# Plan {}\n\n## Self-care\n\n", "::error::\u{1f600}".repeat(80_000));
    for words in HOSTILE {
        text.push_str(&format!(
            "- [ ] **{words}**: {words}\n  - Lead: {words} TBC\n  - Due: {words}\n  - Status: {words}\n\n## {words}\n\n\
             ### Lokal people {words}\n\n<!-- recoveryplan: block={words} -->\n\n\
             <!-- recoveryplan: file-ignore[missing-section, {words}] {words} -->\n\n## Self-care\n\n"
        ));
    }
    let mut plan = draft(PATH, &text);
    plan.title = Some(HOSTILE.join(" "));
    plan.min_coverage = Some(80.0);
    plan.coverage.blocks[0].1 = HOSTILE.join("\n");
    plan.coverage.phases[0].1 = HOSTILE.join("\n");
    assert!(plan.findings.len() > 100 && !plan.ignored.is_empty(), "{}", plan.findings.len());
    let broken = HOSTILE.iter().map(|words| Breakage {
        path: format!("{words}\n{words}.md"),
        place: Some((1, 2)),
        message: format!("{words}\n{words}"),
    });
    Report { plans: vec![plan], broken: broken.collect(), ..Report::default() }
}

pub(crate) fn broken() -> Report {
    let broken = Breakage { path: "gone.md".to_owned(), place: None, message: "it is gone".to_owned() };
    Report { broken: vec![broken.clone(), Breakage { place: Some((3, 13)), ..broken }], ..Report::default() }
}

/// A report of which nothing but the coverage is wrong.
pub(crate) fn short() -> Report {
    let mut plan = draft(PATH, "# P\n");
    (plan.findings, plan.min_coverage) = (Vec::new(), Some(80.0));
    only(plan)
}

pub(crate) fn clean() -> Report {
    let mut report = short();
    report.plans[0].min_coverage = None;
    report
}
