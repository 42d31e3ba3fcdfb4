//! The rules and their pages: each example on a page does what the page says, and no rule is without one.
//!
//! A page's fenced blocks are small plans, each checked on 1 January 2027: `markdown` is a document that stands alone,
//! `toml` a `plan.toml` without documents. Two words may follow: `toml framework` is no plan, but the framework for the
//! plans that follow it on the page; `latin-1` saves the plan in that encoding.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use recoveryplan::coverage::Coverage;
use recoveryplan::finding::{Finding, Level};
use recoveryplan::framework::{Framework, builtin, load};
use recoveryplan::plan::{Plan, PlanStatus};
use recoveryplan::problem::ProblemKind;
use recoveryplan::read::{PlanTexts, Reader};
use recoveryplan::rules::{Context, RULES, Rule, rule};
use recoveryplan::source::{Source, Sources};

/// What `lint` itself finds, since it applies the ignores: these rules are silent.
const BY_LINT: [&str; 3] = ["expired-ignore", "ignore-without-reason", "unused-ignore"];

static DEFAULT: LazyLock<Reader> =
    LazyLock::new(|| reader(builtin("cooperative-recovery").expect("it is built in").text));

fn reader(framework: &str) -> Reader {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("framework.toml", framework));
    let fetch = |_: &str, wanted: &str| {
        let known = builtin(wanted).ok_or_else(|| format!("there is no {wanted}"))?;
        Ok(Source::new(known.path, known.text))
    };
    let framework: Framework = load(&mut sources, id, &fetch).expect("the framework is sound");
    Reader::new(Arc::new(framework))
}

/// The texts of a plan: a record first, if any, then documents.
fn run(rule: &Rule, reader: &Reader, files: &[(&str, &[u8])]) -> (Sources, Plan, Vec<Finding>) {
    let mut sources = Sources::new();
    let mut texts = PlanTexts::default();
    for (path, bytes) in files {
        let id = sources.add(Source::from_bytes(*path, bytes.to_vec()));
        if path.ends_with(".toml") { texts.record = Some(id) } else { texts.documents.push(id) }
    }
    let plan = reader.plan(&sources, &texts);
    let coverage = Coverage::new(&plan, reader.framework());
    let context = Context {
        plan: &plan,
        framework: reader.framework(),
        coverage: &coverage,
        sources: &sources,
        status: PlanStatus::Draft,
        today: date(2027, 1, 1),
    };
    let findings = (rule.check)(&context);
    (sources, plan, findings)
}

/// The findings of a rule in files, as `path:line:column message`.
fn told(name: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let (sources, _, findings) = run(rule(name).expect(name), &DEFAULT, &files);
    let line = |finding: &Finding| {
        let at = sources.positions(finding.span).0;
        format!("{}:{}:{} {}", sources.path(finding.span), at.line, at.column, finding.message)
    };
    findings.iter().map(line).collect()
}

/// One fenced block of a page: its section, the words after the fence, its text.
struct Fence {
    section: String,
    words: String,
    text: String,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut section = String::new();
    let mut open: Option<Fence> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(fence), None) => fence.text += &format!("{line}\n"),
            (Some(_), Some(_)) => fences.extend(open.take()),
            (None, Some(words)) => {
                let (section, words) = (section.clone(), words.to_owned());
                open = Some(Fence { section, words, text: String::new() });
            }
            (None, None) => {
                if let Some(title) = line.strip_prefix("# ") {
                    title.clone_into(&mut section);
                }
            }
        }
    }
    assert!(open.is_none(), "a fence stays open");
    fences
}

#[test]
fn every_example_does_what_its_page_says() {
    for rule in RULES.iter().filter(|rule| !BY_LINT.contains(&rule.meta.name)) {
        let name = rule.meta.name;
        let mut own: Option<Reader> = None;
        for Fence { section, words, text } in fences(&rule.meta.page()) {
            let latin_1 =
                || text.chars().map(|character| u8::try_from(character).expect("Latin-1")).collect();
            let (path, bytes) = match words.as_str() {
                "toml framework" => {
                    own = Some(reader(&text));
                    continue;
                }
                "toml" => ("plan.toml", text.clone().into_bytes()),
                "markdown" => ("plan.md", text.clone().into_bytes()),
                "markdown latin-1" => ("plan.md", latin_1()),
                other => panic!("{name}: nobody reads ```{other}"),
            };
            let (sources, plan, findings) =
                run(rule, own.as_ref().unwrap_or(&DEFAULT), &[(path, bytes.as_slice())]);
            let expected = usize::from(section == "Fails");
            assert_eq!(findings.len(), expected, "{name} under {section}:\n{text}\n{findings:#?}");
            for finding in findings {
                assert_eq!(finding.rule.name, name);
                assert!(
                    sources
                        .get(finding.span.source)
                        .text()
                        .get(finding.span.start..finding.span.end)
                        .is_some()
                );
                let help = finding.help.unwrap_or_else(|| "only a syntax error may have none".to_owned());
                for words in [&finding.message, &help] {
                    let ends = words.ends_with(['.', ' ']) || words.contains('\n');
                    assert!(!words.is_empty() && !ends, "{name}: {words}");
                }
            }
            // Every other example stands on its own: it has no fault that its page does not speak of.
            let silent = plan.problems.is_empty() || section == "Fails";
            assert!(silent, "{name} under {section}: {:#?}", plan.problems);
        }
    }
}

#[test]
fn every_rule_has_a_page() {
    for rule in RULES {
        let (name, page, summary) = (rule.meta.name, rule.meta.page(), rule.meta.summary());
        assert!(summary.ends_with('.') && summary.chars().count() <= 100, "{name}: {summary}");
        assert!(page.lines().nth(1).is_some_and(str::is_empty), "{name}: the summary is one line");
        let sections: Vec<&str> = page.lines().filter(|line| line.starts_with('#')).collect();
        let own: Vec<&str> =
            sections.into_iter().filter(|line| ["# Fails", "# Passes"].contains(line)).collect();
        assert_eq!(own, ["# Fails", "# Passes"], "{name}");
        for section in ["Fails", "Passes"] {
            let examples = fences(&page);
            let found =
                examples.iter().any(|fence| fence.section == section && fence.words != "toml framework");
            assert!(found, "{name} has no example under {section}");
        }
        let prose = page.split("# Fails").next().unwrap_or_default().split("\n\n").count();
        assert!(prose >= 4, "{name}: a page says what, why and what to do");
    }
}

#[test]
fn the_list_is_the_folder_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files: Vec<String> = folder
        .read_dir()
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.is_file() && path.file_name() != Some("mod.rs".as_ref()))
        .map(|path| path.file_stem().expect("it has a name").to_string_lossy().replace('_', "-"))
        .collect();
    files.sort();
    let names: Vec<&str> = RULES.iter().map(|rule| rule.meta.name).collect();
    assert_eq!(names, files);
    for known in RULES {
        let own = folder.join(format!("{}.rs", known.meta.name.replace('-', "_")));
        assert_eq!(known.meta.file, std::fs::read_to_string(own).expect("it can be read"));
        assert!(rule(known.meta.name).is_some_and(|found| std::ptr::eq(found, *known)));
    }
}

#[test]
fn every_problem_has_a_rule_of_its_name() {
    use ProblemKind as Kind;
    // A new kind must be named here: the match has no arm for the rest.
    let name = |kind| match kind {
        Kind::Syntax => "syntax",
        Kind::Encoding => "encoding",
        Kind::WrongType => "wrong-type",
        Kind::UnknownKey => "unknown-key",
        Kind::UnknownBlock => "unknown-block",
        Kind::UnknownPhase => "unknown-phase",
        Kind::UnknownSection => "unknown-section",
        Kind::UnknownSuggestion => "unknown-suggestion",
        Kind::UnknownStatus => "unknown-status",
    };
    let broken = "[plan]\ntitle = \"T\"\nstatus = \"?\"\nbogus = 1\nauthority = 1\n[block.b]\n[section.s]\n\
        [[action]]\nphase = \"p\"\nsuggestion = \"s\"\n";
    let files: [&[u8]; 3] = [broken.as_bytes(), b"= [", b"\xff"];
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    for bytes in files {
        let (_, plan, _) = run(RULES[0], &DEFAULT, &[("plan.toml", bytes)]);
        for problem in &plan.problems {
            let of_kind = rule(name(problem.kind)).expect("it has a rule");
            let (_, plan, findings) = run(of_kind, &DEFAULT, &[("plan.toml", bytes)]);
            let problems = plan.problems.iter().filter(|other| other.kind == problem.kind);
            let told: Vec<_> =
                findings.iter().map(|found| (found.span, &found.message, &found.help)).collect();
            assert_eq!(
                told,
                problems.map(|found| (found.span, &found.message, &found.help)).collect::<Vec<_>>()
            );
            *seen.entry(problem.kind).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), 9, "{seen:?}");
}

#[test]
fn levels_are_those_of_the_contract() {
    let (off, note, warning, error) = (None, Some(Level::Note), Some(Level::Warning), Some(Level::Error));
    let table: [(&[&str], Option<Level>, Option<Level>); 9] = [
        (&["missing-block", "empty-block", "missing-phase", "date-order", "duplicate-action"], error, error),
        (
            &["unknown-block", "unknown-phase", "unknown-section", "unknown-suggestion", "unknown-status"],
            error,
            error,
        ),
        (&["unknown-key", "wrong-type", "syntax", "encoding"], error, error),
        (
            &["uncovered-phase", "missing-section", "placeholder", "undeveloped-suggestion", "invalid-date"],
            warning,
            error,
        ),
        (&["missing-lead", "missing-due", "missing-measure", "missing-field"], warning, error),
        (&["ignore-without-reason", "unused-ignore", "expired-ignore"], warning, error),
        (&["duplicate-block", "overdue"], warning, warning),
        (&["unmatched-heading"], note, note),
        (&["unconsidered-suggestion"], off, off),
    ];
    let stricter = [
        "vague-lead",
        "vague-date",
        "unmeasurable-measure",
        "missing-partners",
        "missing-actor",
        "missing-review",
    ];
    let all = table.into_iter().chain([(stricter.as_slice(), note, warning)]);
    let mut seen = 0;
    for (names, draft, adopted) in all {
        for name in names {
            let meta = &rule(name).expect(name).meta;
            assert_eq!((meta.draft, meta.adopted), (draft, adopted), "{name}");
            seen += 1;
        }
    }
    assert_eq!(seen, RULES.len());
}

#[test]
fn absences_stand_at_their_heading_or_at_the_neighbour_before_it() {
    let blocks = "# Plan\n\n## Governance\n\nWe meet.\n\n## Self-care\n\nBy ward.\n\n### Renewal\n\n## Local people\n\n\
        ### Renewal\n\nA panel.\n";
    let phases = "# Plan\n\n## Easing\n\n### Self-care\n\nBy ward.\n\n### Local people\n\nA panel.\n\n## Renewal\n\n\
        ### Local people\n\nA panel.\n";
    let record = "[plan]\ntitle = \"Plan\"\ndocuments = [\"plan.md\"]\n[block.self-care]\naim = \"Well\"\n";
    let cases: [(&str, &[(&str, &str)], &[&str]); 9] = [
        ("uncovered-phase", &[("plan.md", blocks)], &["plan.md:11:5"]),
        ("uncovered-phase", &[("plan.md", phases)], &["plan.md:13:4"]),
        ("missing-phase", &[("plan.md", blocks)], &["plan.md:1:3", "plan.md:1:3"]),
        ("missing-phase", &[("plan.md", phases)], &["plan.md:3:4"]),
        ("missing-block", &[("plan.md", blocks)], &["plan.md:1:3", "plan.md:13:4", "plan.md:13:4"]),
        (
            "missing-section",
            &[("plan.md", "## Governance\n\nWe meet.\n\n## Evidence\n\n## Resources\n\nGold.\n")],
            &["plan.md:5:4", "plan.md:5:4", "plan.md:5:4", "plan.md:7:4"],
        ),
        (
            "empty-block",
            &[("plan.toml", record), ("plan.md", "Words.\n\n## Foreword\n\nWords.\n")],
            &["plan.md:3:4"],
        ),
        ("empty-block", &[("plan.toml", record)], &["plan.toml:4:8"]),
        ("missing-block", &[("plan.md", "")], &["plan.md:1:1"; 5]),
    ];
    for (name, files, expected) in cases {
        let found = told(name, files);
        assert_eq!(found.len(), expected.len(), "{name} {files:?}\n{found:#?}");
        for (found, place) in found.iter().zip(expected) {
            assert!(found.starts_with(&format!("{place} ")), "{name} {files:?}\n{found}, not {place}");
        }
    }
}

#[test]
fn one_cause_is_one_finding() {
    let action = |fields: &str| {
        format!(
            "# Plan\n\n## Self-care\n\n### Renewal\n\n- [ ] {fields}\n\n## Local people\n\nOurs.\n\n### Easing\n\nOurs.\n"
        )
    };
    let cases: &[(&str, &[&str])] = &[
        // An undeveloped action lacks nothing more.
        ("[Action]\n  - Lead:", &["undeveloped-suggestion"]),
        (
            "Walk\n  - Lead: TBC\n  - Due: TBC\n  - Measure: TBC",
            &["placeholder", "placeholder", "placeholder"],
        ),
        ("Walk\n  - Lead: Ann\n  - Due: 2027-02-30\n  - Measure: 3", &["invalid-date"]),
        (
            "Walk\n  - Lead: All\n  - Due: ongoing\n  - Measure: better",
            &["unmeasurable-measure", "vague-date", "vague-lead"],
        ),
        ("~~Walk~~\n  - Lead: TBC\n  - Due: 2027-02-30", &[]),
        ("Walk", &["missing-due", "missing-lead", "missing-measure"]),
    ];
    for (fields, expected) in cases {
        let text = action(fields);
        let mut names = Vec::new();
        for rule in RULES {
            let (_, _, findings) = run(rule, &DEFAULT, &[("plan.md", text.as_bytes())]);
            names.extend(
                findings.iter().filter(|found| found.subject.action.is_some()).map(|found| found.rule.name),
            );
        }
        assert_eq!(&names, expected, "{fields}");
    }
    // Text to be filled in is no gap as well.
    let text = "## Self-care\n\n### Easing\n\nWalks.\n\n### Renewal\n\nTBC\n\n## Local people\n\n### Renewal\n\nA panel.\n\n## Governance\n\nTBC\n";
    let uncovered = told("uncovered-phase", &[("plan.md", text)]);
    assert!(uncovered.len() == 1 && uncovered[0].contains("Local"), "{uncovered:#?}");
    let sections = told("missing-section", &[("plan.md", text)]);
    assert!(sections.len() == 5 && sections.iter().all(|line| !line.contains("Governance")), "{sections:#?}");
    assert_eq!(told("placeholder", &[("plan.md", text)]).len(), 2);
}
