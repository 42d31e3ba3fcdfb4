//! The starter plan, for every framework, notation and choice of suggestions.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use recoveryplan::coverage::{Coverage, State};
use recoveryplan::framework::{BlockIx, Framework};
use recoveryplan::plan::{Action, Plan};
use recoveryplan::read::{self, PlanTexts};
use recoveryplan::scaffold::{self, Options, Suggestions};
use recoveryplan::source::{Source, Sources, Span, Spanned};
use recoveryplan::write::{self, DocumentStyle, RecordStyle};

const CHOICES: [Suggestions; 3] = [Suggestions::Starter, Suggestions::All, Suggestions::None];

/// What `init` writes in one notation, and what is read from it.
struct Written {
    what: String,
    text: String,
    plan: Plan,
}

fn options(suggestions: Suggestions) -> Options {
    let authority = Some("Exampleshire \"East\" Council".to_owned());
    Options { authority, suggestions, ..Options::default() }
}

/// A record with a document, a document alone, and a record alone.
fn written(framework: &Framework, suggestions: Suggestions) -> [Written; 3] {
    let plan = scaffold::starter(framework, &options(suggestions));
    let document =
        |front_matter| write::document(&plan, framework, DocumentStyle { front_matter, guidance: true });
    let mut named = plan.clone();
    named.about.documents = vec![Spanned::new("plan.md".to_owned(), Span::default())];
    let names = write::record(&named, framework, RecordStyle::Names);
    let whole = write::record(&plan, framework, RecordStyle::Whole { guidance: true });
    let read = |kind: &str, record: Option<&str>, document: Option<&str>| {
        let mut sources = Sources::new();
        let record = record.map(|text| sources.add(Source::new("plan.toml", text)));
        let documents = document.map(|text| sources.add(Source::new("plan.md", text))).into_iter().collect();
        let texts = PlanTexts { record, documents, ..PlanTexts::default() };
        Written {
            what: format!("{}, {suggestions:?}, {kind}", framework.id),
            text: sources.iter().map(|(_, source)| source.text()).collect::<Vec<_>>().join("\n"),
            plan: read::plan(&sources, &texts, framework),
        }
    };
    [
        read("markdown", Some(&names), Some(&document(false))),
        read("single", None, Some(&document(true))),
        read("toml", Some(&whole), None),
    ]
}

fn for_every_starter(law: impl Fn(&Framework, Suggestions, &Written)) {
    for framework in support::frameworks() {
        for suggestions in CHOICES {
            for written in written(&framework, suggestions) {
                law(&framework, suggestions, &written);
            }
        }
    }
}

#[test]
fn it_reads_back_without_a_problem() {
    for_every_starter(|framework, _, Written { what, text, plan }| {
        assert!(plan.problems.is_empty(), "{what}: {:?}\n{text}", plan.problems);
        assert!(plan.complete, "{what}");
        let about = &plan.about;
        let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
        assert_eq!(text(&about.framework).as_deref(), Some(framework.id.as_str()), "{what}");
        assert_eq!(text(&about.framework_version).as_deref(), Some(framework.version.as_str()), "{what}");
        assert_eq!(text(&about.authority).as_deref(), Some("Exampleshire \"East\" Council"), "{what}");
        assert_eq!(about.area, None, "{what}: what is still to be filled in says nothing");
        assert_eq!(about.status.map(|status| status.value.name()), Some("draft"), "{what}");
    });
}

#[test]
fn every_cell_waits_to_be_developed() {
    for_every_starter(|framework, _, Written { what, text, plan }| {
        let coverage = Coverage::new(plan, framework);
        for cell in &coverage.cells {
            assert_eq!(cell.state, State::Undeveloped, "{what}: {cell:?}\n{text}");
        }
        assert!(coverage.actions.iter().all(|action| action.undeveloped), "{what}");
        assert!(plan.passages.is_empty(), "{what} has text of its own: {:?}", plan.passages);
    });
}

#[test]
fn each_suggestion_that_is_asked_for_stands_there_once() {
    for_every_starter(|framework, suggestions, Written { what, plan, .. }| {
        for ix in framework.suggestion_ixs() {
            let suggestion = &framework[ix];
            let is_it = |action: &&Action| {
                action.place.blocks == [ix.block] && action.title.value.value == suggestion.title
            };
            let wanted = match suggestions {
                Suggestions::Starter => suggestion.starter,
                Suggestions::All => true,
                Suggestions::None => false,
            };
            let found: Vec<&Action> = plan.actions.iter().filter(is_it).collect();
            assert_eq!(found.len(), usize::from(wanted), "{what}: {}", suggestion.id);
            for action in found {
                assert_eq!(
                    action.detail.as_ref().map(|detail| detail.value.trim()),
                    suggestion.detail.as_deref(),
                    "{what}"
                );
                assert!(action.lead.is_none() && action.due.is_none() && action.measure.is_none(), "{what}");
                let fits = |phase| suggestion.phases.is_empty() || suggestion.phases.contains(phase);
                assert!(
                    action.place.phases.iter().all(fits),
                    "{what}: {} in {:?}",
                    suggestion.id,
                    action.place
                );
                assert_eq!(action.place.phases.len(), framework.phases.len().min(1), "{what}");
            }
        }
    });
}

#[test]
fn a_document_has_the_headings_of_the_framework_in_order_under_one_title() {
    for framework in support::frameworks() {
        for suggestions in CHOICES {
            let plan = scaffold::starter(&framework, &options(suggestions));
            let style = DocumentStyle { front_matter: false, guidance: true };
            let text = write::document(&plan, &framework, style);
            let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
            assert_eq!(headings, wanted_headings(&framework, &plan), "{}, {suggestions:?}", framework.id);
        }
    }
}

/// The headings that the contract asks for: written down from the framework alone, apart from the phases of a block
/// that only holds others, which stand where it has actions of its own.
fn wanted_headings(framework: &Framework, plan: &Plan) -> Vec<String> {
    let mut wanted = vec!["# Exampleshire \"East\" Council recovery plan".to_owned()];
    wanted.extend(framework.sections.iter().map(|section| format!("## {}", section.words.title)));
    for block in framework.block_ixs().filter(|block| framework[*block].parent.is_none()) {
        add_block(framework, plan, block, 2, &mut wanted);
    }
    wanted
}

fn add_block(framework: &Framework, plan: &Plan, block: BlockIx, level: usize, wanted: &mut Vec<String>) {
    wanted.push(format!("{} {}", "#".repeat(level), framework[block].words.title));
    let is_leaf = framework.children(block).next().is_none();
    for phase in framework.phase_ixs() {
        let used = plan
            .actions
            .iter()
            .any(|action| action.place.blocks == [block] && action.place.phases == [phase]);
        if is_leaf || used {
            wanted.push(format!("{} {}", "#".repeat(level + 1), framework[phase].words.title));
        }
    }
    for child in framework.children(block) {
        add_block(framework, plan, child, level + 1, wanted);
    }
}

#[test]
fn a_document_says_nothing_outside_comments_but_headings_and_actions() {
    for framework in support::frameworks() {
        for suggestions in CHOICES {
            let plan = scaffold::starter(&framework, &options(suggestions));
            let style = DocumentStyle { front_matter: false, guidance: true };
            let mut text = write::document(&plan, &framework, style);
            while let Some(start) = text.find("<!--") {
                let end = start + text[start..].find("-->").unwrap() + 3;
                text.replace_range(start..end, "");
            }
            assert!(!text.contains("-->"), "{}: a comment ends early\n{text}", framework.id);
            let details: Vec<&str> = plan
                .actions
                .iter()
                .filter_map(|action| action.detail.as_ref())
                .map(|detail| detail.value.trim())
                .collect();
            let required = framework.fields.iter().filter(|field| field.required);
            let labels: Vec<String> = required.map(|field| format!("  - {}:", field.words.title)).collect();
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let known = line.starts_with('#')
                    || line.starts_with("- [ ] ")
                    || labels.iter().any(|label| label == line)
                    || details.contains(&line.trim());
                assert!(known, "{}: {line:?}", framework.id);
            }
        }
    }
}

#[test]
fn a_starter_suggestion_takes_the_first_of_its_phases_that_is_free() {
    let framework = support::phased();
    let placed = |suggestions| {
        let plan = scaffold::starter(&framework, &options(suggestions));
        let actions = plan
            .actions
            .into_iter()
            .map(|action| (action.place.blocks[0].0, action.place.phases[0].0, action.title.value.value));
        actions.map(|(block, phase, title)| format!("{block} {phase} {title}")).collect::<Vec<_>>()
    };
    assert_eq!(
        placed(Suggestions::Starter),
        [
            "0 0 A repair fund",
            "0 1 Advice on the doorstep",
            "0 1 Neighbours' watch",
            "1 0 [Action]",
            "1 1 [Action]",
        ]
    );
    assert_eq!(
        placed(Suggestions::All),
        [
            "0 0 A repair fund",
            "0 0 Small loans: quickly",
            "0 1 Advice on the doorstep",
            "0 1 Neighbours' watch",
            "1 0 [Action]",
            "1 1 [Action]",
        ]
    );
    assert_eq!(placed(Suggestions::None), ["0 0 [Action]", "0 1 [Action]", "1 0 [Action]", "1 1 [Action]"]);
}

#[test]
fn names_that_were_not_given_are_left_to_be_filled_in() {
    let framework = support::phased();
    let plan = scaffold::starter(&framework, &Options::default());
    let record = write::record(&plan, &framework, RecordStyle::Names);
    for line in ["title = \"\"", "authority = \"\"", "area = \"\"", "status = \"draft\""] {
        assert!(record.lines().any(|found| found == line), "{line} is not in\n{record}");
    }
    let document = write::document(&plan, &framework, DocumentStyle { front_matter: true, guidance: true });
    assert!(document.contains("\n# Recovery plan\n"), "{document}");
    let (front, _) = document[4..].split_once("\n---\n").unwrap();
    assert!(front.contains("title: \"\"\nauthority: \"\"\narea: \"\"\n"), "{front}");
    assert!(!front.contains('#'), "{front}");
}

#[test]
fn the_starter_of_the_default_framework() {
    let framework = support::frameworks().remove(0);
    let names = Options {
        title: Some("Exampleshire recovery plan".to_owned()),
        authority: Some("Exampleshire Council".to_owned()),
        area: Some("Exampleshire".to_owned()),
        suggestions: Suggestions::Starter,
    };
    let plan = scaffold::starter(&framework, &names);
    let style = DocumentStyle { front_matter: false, guidance: true };
    insta::assert_snapshot!("plan.md", write::document(&plan, &framework, style));
    insta::assert_snapshot!(
        "plan.toml",
        write::record(&plan, &framework, RecordStyle::Whole { guidance: true })
    );
}
