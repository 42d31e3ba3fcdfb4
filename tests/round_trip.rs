//! What is written reads back as what was meant, in both notations and for every framework.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/plans.rs"]
mod plans;
mod support;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use recoveryplan::coverage::{Coverage, State};
use recoveryplan::framework::Framework;
use recoveryplan::plan::{Action, PassageKind, Place, Plan};
use recoveryplan::read::{self, PlanTexts};
use recoveryplan::source::{Source, Sources, Spanned};
use recoveryplan::write::{self, DocumentStyle, RecordStyle};

fn for_every_framework(law: impl Fn(&Plan, &Framework) -> Result<(), TestCaseError>) {
    for framework in support::frameworks() {
        // A quarter of the usual number, since there are several frameworks; PROPTEST_CASES asks for more.
        let config = Config::default();
        let mut runner =
            TestRunner::new(Config { cases: config.cases / 4, failure_persistence: None, ..config });
        let run = runner.run(&plans::sketches(), |sketch| law(&sketch.plan(&framework), &framework));
        run.unwrap_or_else(|failure| panic!("{}: {failure}", framework.id));
    }
}

fn read_document(text: &str, framework: &Framework) -> Plan {
    let mut sources = Sources::new();
    let documents = vec![sources.add(Source::new("plan.md", text))];
    read::plan(&sources, &PlanTexts { documents, ..PlanTexts::default() }, framework)
}

fn read_record(text: &str, framework: &Framework) -> Plan {
    let mut sources = Sources::new();
    let record = Some(sources.add(Source::new("plan.toml", text)));
    read::plan(&sources, &PlanTexts { record, ..PlanTexts::default() }, framework)
}

const ALONE: DocumentStyle = DocumentStyle { front_matter: true, guidance: false };
const WHOLE: RecordStyle = RecordStyle::Whole { guidance: false };

#[test]
fn a_document_reads_back_as_the_plan_that_was_written() {
    for_every_framework(|plan, framework| {
        let text = write::document(plan, framework, ALONE);
        let found = read_document(&text, framework);
        prop_assert!(found.problems.is_empty(), "{:?}\n{text}", found.problems);
        prop_assert_eq!(about(&found, plan), about(plan, plan), "{}", text);
        prop_assert_eq!(sorted(actions(&found)), sorted(actions(plan)), "{}", text);
        prop_assert_eq!(gaps(&found), gaps(plan), "{}", text);
        prop_assert_eq!(passages(&found), passages(plan), "{}", text);
        let mut written = headings(&found).into_iter();
        for heading in headings(plan) {
            prop_assert!(
                written.any(|found| found == heading),
                "{heading:?} is lost or out of order\n{text}"
            );
        }
        let titles = found.headings.iter().filter(|heading| heading.level == 1).count();
        prop_assert_eq!(titles, 1, "{}", text);
        Ok(())
    });
}

#[test]
fn a_plan_read_from_a_document_survives_writing_whole() {
    for_every_framework(|plan, framework| {
        let first = read_document(&write::document(plan, framework, ALONE), framework);
        let text = write::document(&first, framework, ALONE);
        let mut second = read_document(&text, framework);
        second.about.span = first.about.span;
        prop_assert_eq!(&second, &first, "{}", text);
        Ok(())
    });
}

#[test]
fn a_record_reads_back_as_the_plan_that_was_written() {
    for_every_framework(|plan, framework| {
        let text = write::record(plan, framework, WHOLE);
        let found = read_record(&text, framework);
        prop_assert!(found.problems.is_empty(), "{:?}\n{text}", found.problems);
        prop_assert_eq!(about(&found, &found), about(plan, &found), "{}", text);
        prop_assert_eq!(sorted(actions(&found)), sorted(actions(plan)), "{}", text);
        prop_assert_eq!(gaps(&found), gaps(plan), "{}", text);
        // A record has no place for the text of a phase alone, and tells the text of two blocks
        // or two sections to each of them.
        let mut written = placed(&found);
        for (place, aim, text_of_it) in placed(plan) {
            let alone = place.blocks.is_empty();
            let place = if alone { Place { phases: Vec::new(), ..place } } else { place };
            for wanted in each_alone(&place) {
                let at = written.iter().position(|known| *known == (wanted.clone(), aim, text_of_it.clone()));
                prop_assert!(at.is_some(), "{wanted:?} has lost {text_of_it:?}\n{text}");
                written.swap_remove(at.unwrap());
            }
        }
        Ok(())
    });
}

#[test]
fn a_plan_read_from_a_record_survives_writing_whole() {
    for_every_framework(|plan, framework| {
        let first = read_record(&write::record(plan, framework, WHOLE), framework);
        let text = write::record(&first, framework, WHOLE);
        let mut second = read_record(&text, framework);
        second.about.span = first.about.span;
        prop_assert_eq!(&second, &first, "{}", text);
        Ok(())
    });
}

#[test]
fn a_record_and_its_document_say_the_same() {
    for_every_framework(|plan, framework| {
        let record = read_record(&write::record(plan, framework, WHOLE), framework);
        let text = write::document(&record, framework, ALONE);
        let document = read_document(&text, framework);
        prop_assert!(document.problems.is_empty(), "{:?}\n{text}", document.problems);
        prop_assert_eq!(sorted(actions(&document)), sorted(actions(&record)), "{}", text);
        prop_assert_eq!(passages(&document), passages(&record), "{}", text);
        prop_assert_eq!(gaps(&document), gaps(&record), "{}", text);
        prop_assert_eq!(states(&document, framework), states(&record, framework), "{}", text);
        Ok(())
    });
}

/// The places of each block in each section, where there are several.
fn each_alone(place: &Place) -> Vec<Place> {
    let mut places = Vec::new();
    for blocks in one_by_one(&place.blocks) {
        for sections in one_by_one(&place.sections) {
            places.push(Place { blocks: blocks.clone(), sections, ..place.clone() });
        }
    }
    places
}

fn one_by_one<T: Copy>(parts: &[T]) -> Vec<Vec<T>> {
    if parts.is_empty() { vec![Vec::new()] } else { parts.iter().map(|part| vec![*part]).collect() }
}

/// The cells. A document can say only under a heading that something is not applicable, so that around it what is
/// missing in a record is empty there.
fn states(plan: &Plan, framework: &Framework) -> Vec<(State, usize)> {
    let cells = Coverage::new(plan, framework).cells.into_iter().map(|cell| (cell.state, cell.actions));
    let told =
        |state| if plan.not_applicable.is_empty() || state != State::Missing { state } else { State::Empty };
    cells.map(|(state, actions)| (told(state), actions)).collect()
}

/// The keys of `[plan]`; a title that nobody gave is the heading's in a document.
fn about(plan: &Plan, titled: &Plan) -> Vec<Option<String>> {
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let about = &plan.about;
    vec![
        text(&about.title).filter(|_| titled.about.title.is_some()),
        text(&about.authority),
        text(&about.area),
        text(&about.framework),
        text(&about.framework_version),
        about.status.map(|status| status.value.name().to_owned()),
        about.review.as_ref().map(|review| review.value.text.clone()),
    ]
}

fn headings(plan: &Plan) -> Vec<(String, u8, Place)> {
    let headings = plan.headings.iter().filter(|heading| !heading.is_title);
    headings.map(|heading| (heading.text.value.clone(), heading.level, heading.place.clone())).collect()
}

fn passages(plan: &Plan) -> Vec<(Option<String>, Place, bool, String)> {
    let passages = plan.passages.iter().map(|passage| {
        let heading = passage.heading.map(|at| plan.headings[at].text.value.clone());
        let text = passage.text.value.clone();
        (heading, passage.place.clone(), passage.kind == PassageKind::Aim, text)
    });
    passages.collect()
}

fn placed(plan: &Plan) -> Vec<(Place, bool, String)> {
    passages(plan).into_iter().map(|(_, place, aim, text)| (place, aim, text)).collect()
}

fn gaps(plan: &Plan) -> Vec<String> {
    sorted(plan.not_applicable.iter().map(|gap| format!("{:?} {}", gap.place, gap.reason.value)).collect())
}

/// Everything that actions say, as words.
fn actions(plan: &Plan) -> Vec<String> {
    let said = |action: &Action| {
        let text = |text: &Option<Spanned<recoveryplan::plan::Text>>| {
            text.as_ref().map(|text| text.value.value.clone())
        };
        let date = |date: &Option<Spanned<recoveryplan::plan::DateText>>| {
            date.as_ref().map(|date| date.value.text.clone())
        };
        let partners: Vec<&str> =
            action.partners.iter().map(|partner| partner.value.value.as_str()).collect();
        let others: Vec<(&str, &str)> =
            action.others.iter().map(|(id, text)| (id.as_str(), text.value.value.as_str())).collect();
        let words = [&action.lead, &action.measure, &action.cost, &action.priority, &action.note].map(text);
        format!(
            "{:?} {:?} {:?} {:?} {words:?} {partners:?} {:?} {:?} {:?} {:?} {others:?}",
            action.title.value.value,
            action.id.as_ref().map(|id| &id.value),
            action.detail.as_ref().map(|detail| &detail.value),
            action.place,
            date(&action.start),
            date(&action.due),
            action.status.as_ref().map(|status| &status.value),
            action.suggestion.as_ref().map(|suggestion| &suggestion.value),
        )
    };
    plan.actions.iter().map(said).collect()
}

fn sorted(mut all: Vec<String>) -> Vec<String> {
    all.sort();
    all
}
