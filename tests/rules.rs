//! The rules and their pages: each example on a page does what the page says, and no rule is without one.
//!
//! A page's fenced blocks are small plans, each checked on 1 January 2027: `markdown` is a document that stands alone,
//! `toml` a `plan.toml` without documents. Two words may follow: `toml framework` is no plan, but the framework for the
//! plans that follow it on the page; `latin-1` saves the plan in that encoding.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/judge.rs"]
mod judge;

use std::collections::BTreeSet;
use std::path::Path;

use judge::{COOPERATIVE, judge, reader};
use recoveryplan::finding::Level;
use recoveryplan::problem::ProblemKind;
use recoveryplan::read::Reader;
use recoveryplan::rules::{RULES, rule};

/// One fenced block of a page: its section, the words after the fence, its text.
struct Fence {
    section: String,
    words: String,
    text: String,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut section = "";
    let mut open: Option<Fence> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(fence), None) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            (Some(_), Some(_)) => fences.extend(open.take()),
            (None, Some(words)) => {
                let (section, words) = (section.to_owned(), words.to_owned());
                open = Some(Fence { section, words, text: String::new() });
            }
            (None, None) => section = line.strip_prefix("# ").unwrap_or(section),
        }
    }
    assert!(open.is_none(), "a fence stays open");
    fences
}

#[test]
fn every_example_does_what_its_page_says() {
    for rule in RULES {
        let name = rule.meta.name;
        let mut own: Option<Reader> = None;
        for Fence { section, words, text } in fences(&rule.meta.page()) {
            let latin_1 = || text.chars().map(|one| u8::try_from(one).expect("Latin-1")).collect();
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
            let judged = judge(own.as_ref().unwrap_or(&COOPERATIVE), &[(path, bytes)]);
            let found: Vec<_> = judged.of(name).collect();
            assert_eq!(
                found.len(),
                usize::from(section == "Fails"),
                "{name} under {section}:\n{text}\n{found:#?}"
            );
            if section == "Passes" {
                assert!(judged.plan.problems.is_empty(), "{name}: {:#?}", judged.plan.problems);
            }
            for finding in judged.findings {
                let of = judged.sources.get(finding.span.source).text();
                assert!(of.get(finding.span.start..finding.span.end).is_some(), "{name}: outside the file");
                for words in [Some(&finding.message), finding.help.as_ref()].into_iter().flatten() {
                    let sound = !words.is_empty() && !words.ends_with(['.', ' ']) && !words.contains('\n');
                    assert!(sound, "{}: {words}", finding.rule.name);
                }
            }
        }
    }
}

#[test]
fn every_rule_has_a_page() {
    for rule in RULES {
        let (name, page, summary) = (rule.meta.name, rule.meta.page(), rule.meta.summary());
        assert!(summary.ends_with('.') && summary.chars().count() <= 100, "{name}: {summary}");
        assert!(page.lines().nth(1).is_some_and(str::is_empty), "{name}: the summary is one line");
        let sections: Vec<&str> =
            page.lines().filter(|line| matches!(*line, "# Fails" | "# Passes")).collect();
        assert_eq!(sections, ["# Fails", "# Passes"], "{name}");
        let examples = fences(&page);
        for section in ["Fails", "Passes"] {
            let mut own = examples.iter().filter(|fence| fence.section == section);
            assert!(own.any(|fence| fence.words != "toml framework"), "{name}: nothing under {section}");
        }
        let prose = page.split("# Fails").next().unwrap_or_default().trim().split("\n\n").count();
        assert!(prose >= 4, "{name}: a page says what, why and what to do");
    }
}

#[test]
fn the_list_is_the_folder_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let entries = folder.read_dir().expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    // The one file that is no rule is the list; what rules share is a folder below.
    let files: BTreeSet<String> = paths
        .filter(|path| path.is_file() && !path.ends_with("mod.rs"))
        .map(|path| path.file_stem().expect("it has a name").to_string_lossy().replace('_', "-"))
        .collect();
    let names: Vec<&str> = RULES.iter().map(|rule| rule.meta.name).collect();
    assert_eq!(names, files.iter().map(String::as_str).collect::<Vec<_>>());
    for known in RULES {
        let own = folder.join(format!("{}.rs", known.meta.name.replace('-', "_")));
        assert_eq!(known.meta.file, std::fs::read_to_string(own).expect("it can be read"));
        assert!(rule(known.meta.name).is_some_and(|found| std::ptr::eq(found, *known)));
    }
}

#[test]
fn every_problem_is_told_by_the_rule_of_its_name() {
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
    let broken = b"[plan]\ntitle = \"T\"\nstatus = \"?\"\nbogus = 1\nauthority = 1\n[block.b]\n[section.s]\n\
        [[action]]\nphase = \"p\"\nsuggestion = \"s\"\n";
    let mut seen = BTreeSet::new();
    for bytes in [broken.as_slice(), b"= [", b"\xff"] {
        let judged = judge(&COOPERATIVE, &[("plan.toml", bytes)]);
        for problem in &judged.plan.problems {
            let told = judged.of(name(problem.kind)).any(|finding| {
                (finding.span, &finding.message, &finding.help)
                    == (problem.span, &problem.message, &problem.help)
            });
            assert!(told, "{problem:?}");
            seen.insert(problem.kind);
        }
    }
    assert_eq!(seen.len(), 9, "{seen:?}");
}

#[test]
fn levels_are_those_that_users_build_on() {
    let (off, note, warning, error) = (None, Some(Level::Note), Some(Level::Warning), Some(Level::Error));
    let table = [
        (error, error, "missing-block empty-block missing-phase date-order duplicate-action"),
        (error, error, "unknown-block unknown-phase unknown-section unknown-suggestion unknown-status"),
        (error, error, "unknown-key wrong-type syntax encoding"),
        (warning, error, "uncovered-phase missing-section placeholder undeveloped-suggestion invalid-date"),
        (warning, error, "missing-lead missing-due missing-measure missing-field"),
        (warning, error, "ignore-without-reason unused-ignore expired-ignore"),
        (warning, warning, "duplicate-block overdue"),
        (note, warning, "vague-lead vague-date unmeasurable-measure"),
        (note, warning, "missing-partners missing-actor missing-review"),
        (note, note, "unmatched-heading"),
        (off, off, "unconsidered-suggestion"),
    ];
    let mut seen = 0;
    for (draft, adopted, names) in table {
        for name in names.split(' ') {
            let meta = &rule(name).expect(name).meta;
            assert_eq!((meta.draft, meta.adopted), (draft, adopted), "{name}");
            seen += 1;
        }
    }
    assert_eq!(seen, RULES.len());
}
