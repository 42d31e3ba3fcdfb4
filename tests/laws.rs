//! Laws of judging: the notation, the cutting into files and the framework make no difference; what is taken out
//! is missed once.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

#[path = "support/judge.rs"]
mod judge;

use std::collections::BTreeSet;

use judge::{COOPERATIVE, Judged, judge, reader};
use recoveryplan::coverage::{Coverage, State};
use recoveryplan::finding::{Finding, Level};
use recoveryplan::framework::BUILTIN;
use recoveryplan::plan::PlanStatus;
use recoveryplan::read::Reader;
use recoveryplan::scaffold::{Options, Suggestions, starter};
use recoveryplan::source::{Span, Spanned};
use recoveryplan::write::{DocumentStyle, RecordStyle, document, record};

const RECORD: &str = include_str!("../examples/exampleshire/plan.toml");
const DOCUMENT: &str = include_str!("../examples/exampleshire/plan.md");
const REGISTER: &str = include_str!("../examples/exampleshire/register.plan.toml");
const FLAWED_RECORD: &str = include_str!("../examples/flawed/plan.toml");
const FLAWED: &str = include_str!("../examples/flawed/plan.md");

/// What a finding says, its place aside.
fn said(judged: &Judged) -> Vec<String> {
    let say = |finding: &Finding| format!("{} {:?}", finding.rule.name, finding.subject);
    let mut said: Vec<String> = judged.findings.iter().map(say).collect();
    said.sort();
    said
}

/// The document without the part from one heading to the next of its level or above.
fn without(document: &str, heading: &str) -> String {
    let level = heading.split(' ').next().expect("it begins with signs").len();
    let mut kept = String::new();
    let mut within = false;
    for line in document.lines() {
        let signs = line.chars().take_while(|sign| *sign == '#').count();
        if signs > 0 && line[signs..].starts_with(' ') && (!within || signs <= level) {
            within = line == heading;
        }
        if !within {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    assert_ne!(kept, document, "{heading} stands in the document");
    kept
}

type Named = Vec<(String, String)>;

/// The blocks and the phases of the default framework: id and title.
fn titles() -> (Named, Named) {
    let framework = COOPERATIVE.framework();
    let named = |words: &recoveryplan::framework::Words| (words.id.clone(), words.title.clone());
    (
        framework.blocks.iter().map(|block| named(&block.words)).collect(),
        framework.phases.iter().map(|phase| named(&phase.words)).collect(),
    )
}

/// The findings of absence, and that each stands inside the plan's files and offers something.
fn absences(judged: &Judged) -> Vec<(String, Option<String>, Option<String>)> {
    let rules = ["missing-block", "empty-block", "missing-phase", "uncovered-phase"];
    let absences = judged.findings.iter().filter(|finding| rules.contains(&finding.rule.name));
    absences
        .map(|finding| {
            let text = judged.sources.get(finding.span.source).text();
            assert!(finding.span.end <= text.len() && !judged.sources.slice(finding.span).is_empty());
            assert!(!finding.offers.is_empty(), "{finding:?}");
            (finding.rule.name.to_owned(), finding.subject.block.clone(), finding.subject.phase.clone())
        })
        .collect()
}

#[test]
fn a_block_that_is_taken_out_is_missed_once() {
    let (blocks, _) = titles();
    for (id, title) in blocks {
        let document = without(DOCUMENT, &format!("## {title}"));
        let judged = judge(&COOPERATIVE, &[("plan.toml", RECORD), ("plan.md", &document)]);
        assert_eq!(absences(&judged), [("missing-block".to_owned(), Some(id.clone()), None)], "{title}");
        assert_eq!(judged.sources.path(judged.of("missing-block").next().unwrap().span), "plan.md");

        let register = without_tables(REGISTER, |table| {
            table.starts_with(&format!("[block.{id}")) || table.contains(&format!("block = \"{id}\""))
        });
        let judged = judge(&COOPERATIVE, &[("plan.toml", &register)]);
        assert_eq!(
            absences(&judged),
            [("missing-block".to_owned(), Some(id.clone()), None)],
            "{title} in TOML"
        );
    }
}

#[test]
fn a_phase_that_is_taken_out_is_missed_once() {
    let (_, phases) = titles();
    for (id, title) in phases {
        let mut document = DOCUMENT.to_owned();
        while document.contains(&format!("\n### {title}\n")) {
            document = without_first(&document, &format!("### {title}"));
        }
        let judged = judge(&COOPERATIVE, &[("plan.toml", RECORD), ("plan.md", &document)]);
        assert_eq!(absences(&judged), [("missing-phase".to_owned(), None, Some(id.clone()))], "{title}");

        let register = without_tables(REGISTER, |table| {
            table.contains(&format!("phase = \"{id}\"")) || table.contains(&format!(".phase.{id}]"))
        });
        let judged = judge(&COOPERATIVE, &[("plan.toml", &register)]);
        assert_eq!(
            absences(&judged),
            [("missing-phase".to_owned(), None, Some(id.clone()))],
            "{title} in TOML"
        );
    }
}

#[test]
fn a_cell_that_is_taken_out_is_missed_once() {
    let (blocks, phases) = titles();
    let (block, phase) = (&blocks[3], &phases[1]);
    let (before, after) = DOCUMENT.split_once(&format!("## {}\n", block.1)).expect("the block stands there");
    let after = without_first(after, &format!("### {}", phase.1));
    let document = format!("{before}## {}\n{after}", block.1);
    let judged = judge(&COOPERATIVE, &[("plan.toml", RECORD), ("plan.md", &document)]);
    let expected = ("uncovered-phase".to_owned(), Some(block.0.clone()), Some(phase.0.clone()));
    assert_eq!(absences(&judged), [expected]);
}

/// The document without the first part under a heading.
fn without_first(document: &str, heading: &str) -> String {
    let start = document.find(&format!("{heading}\n")).expect("the heading stands there");
    let rest = &document[start + heading.len()..];
    let end = ["\n## ", "\n### "].iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
    format!("{}{}", &document[..start], rest[end..].trim_start_matches('\n'))
}

/// A record without the tables that match.
fn without_tables(register: &str, matches: impl Fn(&str) -> bool) -> String {
    let mut tables: Vec<String> = vec![String::new()];
    for line in register.lines() {
        if line.starts_with('[') {
            tables.push(String::new());
        }
        let table = tables.last_mut().expect("there is one");
        table.push_str(line);
        table.push('\n');
    }
    tables.into_iter().filter(|table| !matches(table)).collect()
}

#[test]
fn both_notations_of_a_plan_are_judged_alike() {
    let document = judge(&COOPERATIVE, &[("plan.toml", RECORD), ("plan.md", DOCUMENT)]);
    let register = judge(&COOPERATIVE, &[("plan.toml", REGISTER)]);
    assert_eq!(said(&document), said(&register));
    let coverage = |judged: &Judged| Coverage::new(&judged.plan, COOPERATIVE.framework()).cells;
    assert_eq!(coverage(&document), coverage(&register));
}

#[test]
fn a_plan_kept_in_toml_and_its_rendering_are_judged_alike() {
    let flawed = without_tables(REGISTER, |table| {
        table.contains("id = \"SN")
            || table.starts_with("[section.resources]")
            || table.contains("id = \"LP4\"")
    });
    let worse = flawed
        .replace("lead = \"Chief Executive\"", "lead = \"TBC\"")
        .replace("lead = \"Head of Insight\"\n", "")
        .replace("due = 2028-12-31", "due = \"ongoing\"")
        .replace("due = 2028-03-31", "due = \"31 February 2028\"");
    for register in [REGISTER, &flawed, &worse] {
        let kept = judge(&COOPERATIVE, &[("plan.toml", register)]);
        let framework = COOPERATIVE.framework();
        let mut plan = kept.plan.clone();
        let names = record(&plan, framework, RecordStyle::Names);
        plan.about.documents.push(Spanned::new("plan.md".to_owned(), Span::default()));
        let rendered = document(&plan, framework, DocumentStyle::default());
        let judged = judge(&COOPERATIVE, &[("plan.toml", &names), ("plan.md", &rendered)]);
        assert_eq!(said(&judged), said(&kept), "{rendered}");
        let alone = document(&plan, framework, DocumentStyle { front_matter: true, guidance: false });
        let judged = judge(&COOPERATIVE, &[("plan.md", &alone)]);
        assert_eq!(said(&judged), said(&kept), "{alone}");
    }
    assert!(said(&judge(&COOPERATIVE, &[("plan.toml", &worse)])).len() > 6, "there is something to compare");
}

#[test]
fn a_document_of_two_sections_a_heading_and_its_register_are_judged_alike() {
    let text = "# Plan\n\n## Governance and monitoring\n\nWe meet, and we count.\n\n- [ ] Meet\n  - Lead: TBC\n\n\
        ### How often\n\nEach month.\n\n## What we know and whom we asked\n\n\
        <!-- recoveryplan: section=evidence,engagement -->\n\nMuch.\n\n## Resources\n\n## Self-care\n\nWalks.\n";
    let framework = COOPERATIVE.framework();
    let kept = judge(&COOPERATIVE, &[("plan.md", text)]);
    let missing = kept.of("missing-section").map(|found| found.subject.section.as_deref().unwrap());
    assert_eq!(missing.collect::<BTreeSet<_>>(), BTreeSet::from(["resources", "sustained-changes"]));
    let register = record(&kept.plan, framework, RecordStyle::Whole { guidance: false });
    let judged = judge(&COOPERATIVE, &[("plan.toml", &register)]);
    assert_eq!(said(&judged), said(&kept), "{register}");
    assert!(register.contains("section = [\"governance\", \"monitoring\"]"), "{register}");
    for plan in [&kept.plan, &judged.plan] {
        let rendered = document(plan, framework, DocumentStyle { front_matter: true, guidance: false });
        assert_eq!(said(&judge(&COOPERATIVE, &[("plan.md", &rendered)])), said(&kept), "{rendered}");
    }
}

#[test]
fn a_plan_cut_into_several_documents_is_judged_alike() {
    for (record, document) in [(RECORD, DOCUMENT), (FLAWED_RECORD, FLAWED)] {
        let whole = judge(&COOPERATIVE, &[("plan.toml", record), ("plan.md", document)]);
        let mut files = vec![("plan.toml".to_owned(), record.to_owned())];
        for (at, part) in document.split("\n## ").enumerate() {
            let signs = if at == 0 { "" } else { "## " };
            files.push((format!("part-{at:02}.md"), format!("{signs}{part}\n")));
        }
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let cut = judge(&COOPERATIVE, &files);
        assert_eq!(said(&cut), said(&whole));
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let plain = judge(&COOPERATIVE, &[("plan.toml", FLAWED_RECORD), ("plan.md", FLAWED)]);
    for changed in [FLAWED.replace('\n', "\r\n"), FLAWED.replace('\n', "\r"), format!("\u{feff}{FLAWED}")] {
        let judged = judge(&COOPERATIVE, &[("plan.toml", FLAWED_RECORD), ("plan.md", &changed)]);
        assert_eq!(said(&judged), said(&plain));
        let places = |judged: &Judged| -> Vec<_> {
            judged.findings.iter().map(|finding| judged.sources.positions(finding.span)).collect()
        };
        assert_eq!(places(&judged), places(&plain));
    }
}

/// Frameworks of other shapes: no phases, nested blocks.
const OTHERS: [&str; 2] = [
    "schema = 1\nid = \"flat\"\ntitle = \"Flat\"\nversion = \"1.0\"\n\
     [[block]]\nid = \"built\"\ntitle = \"Built environment\"\n\
     [[block]]\nid = \"natural\"\ntitle = \"Natural environment\"\n\
     [[block.suggestion]]\nid = \"natural-a\"\ntitle = \"Plant trees\"\nstarter = true\n",
    "schema = 1\nid = \"nested\"\ntitle = \"Nested\"\nversion = \"1.0\"\n\
     [[phase]]\nid = \"now\"\ntitle = \"Now\"\n[[phase]]\nid = \"later\"\ntitle = \"Later\"\n\
     [[block]]\nid = \"people\"\ntitle = \"People\"\n\
     [[block]]\nid = \"health\"\ntitle = \"Health services\"\nparent = \"people\"\n\
     [[block]]\nid = \"homes\"\ntitle = \"Homes for all\"\nparent = \"people\"\n",
];

#[test]
fn what_init_writes_has_no_structural_finding() {
    let others = OTHERS.iter().map(|text| reader(text));
    let readers: Vec<Reader> = BUILTIN.iter().map(|known| reader(known.text)).chain(others).collect();
    for reader in &readers {
        let framework = reader.framework();
        for suggestions in [Suggestions::Starter, Suggestions::All, Suggestions::None] {
            let plan = starter(framework, &Options { suggestions, ..Options::default() });
            let mut names = plan.clone();
            names.about.documents.push(Spanned::new("plan.md".to_owned(), Span::default()));
            let style = |front_matter| DocumentStyle { front_matter, guidance: true };
            let forms: [Vec<(&str, String)>; 3] = [
                vec![
                    ("plan.toml", record(&names, framework, RecordStyle::Names)),
                    ("plan.md", document(&names, framework, style(false))),
                ],
                vec![("plan.toml", record(&plan, framework, RecordStyle::Whole { guidance: true }))],
                vec![("plan.md", document(&plan, framework, style(true)))],
            ];
            for files in forms {
                let judged = judge(reader, &files);
                let errors: Vec<&Finding> = judged
                    .findings
                    .iter()
                    .filter(|finding| finding.rule.draft == Some(Level::Error))
                    .collect();
                assert!(errors.is_empty(), "{}: {errors:#?}", framework.id);
                let cells = Coverage::new(&judged.plan, framework).cells;
                assert!(
                    cells.iter().all(|cell| cell.state == State::Undeveloped),
                    "{}: {cells:?}",
                    framework.id
                );
                let undeveloped = judged.of("undeveloped-suggestion").count();
                assert_eq!(undeveloped, judged.plan.actions.len(), "one for each action to be filled in");
                assert_eq!(judged.plan.about.status.as_ref().map(|is| is.value), Some(PlanStatus::Draft));
            }
        }
    }
}
