//! Single headings, table columns and values are read as careful officers read them: the lists of `tests/lists`, which
//! its README describes.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "the figures are to be read, and a test that cannot go on has failed"
)]

#[path = "support/judge.rs"]
mod judge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use judge::{COOPERATIVE, Judged, judge};
use recoveryplan::framework::Framework;
use recoveryplan::plan::{Match, Names, Plan, When};
use recoveryplan::words::Matcher;

/// Of all, how many are right, by figure; and what differs.
#[derive(Default)]
struct Score {
    figures: BTreeMap<String, (usize, usize)>,
    differences: Vec<String>,
}

impl Score {
    fn count(&mut self, figure: &str, right: bool, said: impl FnOnce() -> String) {
        let (known, all) = self.figures.entry(figure.to_owned()).or_default();
        *all += 1;
        *known += usize::from(right);
        if !right {
            self.differences.push(format!("{figure}: {}", said()));
        }
    }
}

/// The rows of a list, cell by cell.
fn rows(list: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/lists/{list}.tsv"));
    let text = std::fs::read_to_string(path).expect("a list for its floors");
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn read(text: &str) -> Judged {
    judge(&COOPERATIVE, &[("plan.md", format!("# Plan\n\n## Economy\n\n{text}\n"))])
}

/// A table of one row.
fn table(cells: &[(&str, &str)]) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let cell = |text: &str| text.replace('|', "\\|");
    row(cells.iter().map(|(header, _)| cell(header)).collect())
        + &row(vec!["---".to_owned(); cells.len()])
        + &row(cells.iter().map(|(_, text)| cell(text)).collect())
}

/// An action in which one field is `text`.
fn with(field: &str, text: &str) -> String {
    let mut cells = [
        ("Action", "Open a repair shop"),
        ("Lead", "Head of Economy"),
        ("Due", "31 March 2027"),
        ("Measure", "40 repairs a week"),
        ("Partners", "Town council"),
        ("Cost", "\u{a3}3,000"),
        ("Status", "Planned"),
    ];
    let cell = cells.iter_mut().find(|(name, _)| *name == field).expect("a column of that name");
    cell.1 = text;
    table(&cells)
}

// ------------------------------------------------------------------------------------------------ the lists

/// Ids of blocks, phases or sections.
type Ids = BTreeSet<String>;

/// What a heading names: by words that are sure, or by words that may mean it.
fn named(framework: &Framework, names: &Names, sure: bool) -> Ids {
    fn targets<T: Copy>(found: &[Match<T>], sure: bool) -> impl Iterator<Item = T> {
        found.iter().filter(move |found| found.how.is_sure() == sure).map(|found| found.target)
    }
    let blocks = targets(&names.blocks, sure).map(|ix| &framework[ix].words.id);
    let phases = targets(&names.phases, sure).map(|ix| &framework[ix].words.id);
    let sections = targets(&names.sections, sure).map(|ix| &framework[ix].words.id);
    blocks.chain(phases).chain(sections).cloned().collect()
}

/// Heading, sure ids, ids of hints, `either`.
fn headings(list: &str) -> Score {
    let framework = COOPERATIVE.framework();
    let matcher = Matcher::new(framework);
    let kinds: [(&str, Ids); 3] = [
        ("blocks", framework.blocks.iter().map(|part| part.words.id.clone()).collect()),
        ("phases", framework.phases.iter().map(|part| part.words.id.clone()).collect()),
        ("sections", framework.sections.iter().map(|part| part.words.id.clone()).collect()),
    ];
    let mut score = Score::default();
    for row in rows(list) {
        let [heading, sure, hints, either] = &row[..] else { unreachable!("{list}: four cells: {row:?}") };
        let ids =
            |cell: &str| -> Ids { cell.split(',').filter(|id| *id != "-").map(str::to_owned).collect() };
        let (sure, hints, either) = (ids(sure), ids(hints), either == "either");
        let names = matcher.heading(heading);
        let (read, offered) = (named(framework, &names, true), named(framework, &names, false));
        for id in sure.iter().chain(&hints) {
            assert!(kinds.iter().any(|(_, ids)| ids.contains(id)), "{list}: nothing is called {id}: {row:?}");
        }
        let said =
            || format!("\"{heading}\" is {sure:?}, perhaps {hints:?}; read as {read:?}, perhaps {offered:?}");
        for (kind, known) in &kinds {
            for id in read.intersection(known) {
                let right = sure.contains(id) || (either && hints.contains(id));
                score.count(&format!("{kind}-precision"), right, said);
            }
            for id in sure.intersection(known) {
                let right = read.contains(id) || (either && offered.contains(id));
                score.count(&format!("{kind}-recall"), right, said);
            }
            for id in hints.intersection(known) {
                score.count(&format!("{kind}-hints"), read.contains(id) || offered.contains(id), said);
            }
        }
    }
    score
}

/// Header cells, and what each holds.
fn columns(list: &str) -> Score {
    const VALUES: [(&str, &str); 14] = [
        ("id", "A1"),
        ("action", "Open a repair shop"),
        ("lead", "Head of Economy"),
        ("partners", "Town council"),
        ("start", "1 January 2027"),
        ("due", "31 March 2027"),
        ("measure", "40 repairs"),
        ("cost", "\u{a3}3,000"),
        ("status", "In progress"),
        ("priority", "High"),
        ("phase", "Renewal"),
        ("block", "Self-care"),
        ("note", "Some words here"),
        ("other", "Other words here"),
    ];
    let mut score = Score::default();
    for row in rows(list) {
        let [headers, labels] = &row[..] else { unreachable!("{list}: two cells: {row:?}") };
        let labels: Vec<&str> = labels.split(" | ").collect();
        let value =
            |label: &str| VALUES.iter().find(|(name, _)| *name == label).map_or("7", |(_, value)| value);
        let cells: Vec<(&str, &str)> =
            headers.split(" | ").zip(&labels).map(|(header, label)| (header, value(label))).collect();
        assert_eq!(cells.len(), labels.len(), "{list}: {row:?}");
        let is_action = !labels.contains(&"none");
        let judged = read(&table(&cells));
        let wrong = match judged.plan.actions.first() {
            None if is_action => vec!["action"],
            Some(_) if !is_action => vec!["none"],
            None => Vec::new(),
            Some(_) => {
                let holds = |label: &&str| {
                    label_value(&judged.plan, label).is_some_and(|read| read.starts_with(value(label)))
                };
                let empty = |label: &&str| label_value(&judged.plan, label).is_none();
                let read = ["id", "action", "lead", "partners", "due", "measure", "status", "phase", "block"];
                read.into_iter()
                    .filter(|label| if labels.contains(label) { !holds(label) } else { !empty(label) })
                    .collect()
            }
        };
        score.count("rows", wrong.is_empty(), || format!("{headers} is {labels:?}, but for {wrong:?}"));
    }
    score
}

/// What the plan's first action has for a label of [`columns`]; `None` also for what its heading says.
fn label_value(plan: &Plan, label: &str) -> Option<String> {
    let action = plan.actions.first()?;
    let text = match label {
        "id" => action.id.as_ref()?.value.clone(),
        "action" => action.title.value.value.clone(),
        "lead" => action.lead.as_ref()?.value.value.clone(),
        "partners" => action.partners.first()?.value.value.clone(),
        "due" => action.due.as_ref()?.value.text.clone(),
        "measure" => action.measure.as_ref()?.value.value.clone(),
        "status" => action.status.as_ref()?.value.text.clone(),
        "phase" => action.place.phases.first().map(|_| "Renewal".to_owned())?,
        _ => action
            .place
            .blocks
            .first()
            .filter(|ix| COOPERATIVE.framework()[**ix].words.id == "self-care")
            .map(|_| "Self-care".to_owned())?,
    };
    Some(text)
}

/// A text, and what it is; `judged` says what the tool takes an action with it for.
fn values(list: &str, field: &str, judged: impl Fn(&Judged) -> String) -> Score {
    let mut score = Score::default();
    for row in rows(list) {
        let [text, label] = &row[..] else { unreachable!("{list}: two cells: {row:?}") };
        let found = judged(&read(&with(field, text)));
        score.count("rows", found == *label, || format!("\"{text}\" is {label}, read as {found}"));
    }
    score
}

fn date(judged: &Judged) -> String {
    let due = judged.plan.actions.first().and_then(|action| action.due.as_ref());
    match due.map(|due| due.value.when) {
        Some(When::Span { until, .. }) => until.to_string(),
        Some(When::Vague) => "vague".to_owned(),
        Some(When::Placeholder) => "placeholder".to_owned(),
        Some(When::Unreadable) => "invalid".to_owned(),
        None => "none".to_owned(),
    }
}

fn lead(judged: &Judged) -> String {
    let is = |rule: &str| judged.of(rule).next().is_some();
    if is("placeholder") {
        "placeholder"
    } else if is("vague-lead") {
        "vague"
    } else {
        "lead"
    }
    .to_owned()
}

fn progress(judged: &Judged) -> String {
    let status = judged.plan.actions.first().and_then(|action| action.status.as_ref()?.value.status);
    status.map_or("none", |status| status.name()).to_owned()
}

/// Where it stands, a text, and the placeholders in it.
fn placeholders(list: &str) -> Score {
    let mut score = Score::default();
    for row in rows(list) {
        let [place, text, labels] = &row[..] else { unreachable!("{list}: three cells: {row:?}") };
        let plan = match place.split_once(':') {
            Some((_, field)) => with(field, text),
            None if place == "inline" => format!("- {text}"),
            None if place == "heading" => format!("### {text}\n\nWords of text."),
            None => text.clone(),
        };
        let labels: Vec<&str> = labels.split(" | ").filter(|label| *label != "-").collect();
        let found: Vec<String> =
            read(&plan).plan.placeholders.into_iter().map(|found| found.text.value).collect();
        let said = || format!("{place} \"{text}\" holds {labels:?}, read as {found:?}");
        let same = |one: &str, other: &str| {
            let bare = |text: &str| text.trim_matches(['[', ']', '(', ')', '.', ',', ';', ' ']).to_owned();
            let (one, other) = (bare(one), bare(other));
            one.contains(&other) || other.contains(&one)
        };
        for words in &found {
            score.count("precision", labels.iter().any(|label| same(label, words)), said);
        }
        for label in &labels {
            score.count("recall", found.iter().any(|words| same(label, words)), said);
        }
    }
    score
}

/// The names of the lists: a new one fails until it has floors.
fn lists() -> BTreeSet<String> {
    let names = std::fs::read_dir("tests/lists").expect("the folder of the lists").map(|entry| {
        entry.expect("an entry of the folder").file_name().into_string().expect("a name in Unicode")
    });
    names.filter_map(|name| name.strip_suffix(".tsv").map(str::to_owned)).collect()
}

#[test]
fn lists_are_read_as_they_are_labelled() {
    let floors: BTreeMap<String, BTreeMap<String, usize>> =
        toml::from_str(include_str!("lists/floors.toml")).expect("floors are whole numbers");
    let none = BTreeMap::new();
    let mut below = Vec::new();
    for list in &lists() {
        let floors = floors.get(list).unwrap_or(&none);
        let score = match list.split_once('-').map_or("", |(kind, _)| kind) {
            "headings" => headings(list),
            "columns" => columns(list),
            "dates" => values(list, "Due", date),
            "leads" => values(list, "Lead", lead),
            "progress" => values(list, "Status", progress),
            "placeholders" => placeholders(list),
            _ => unreachable!("{list}: no such list"),
        };
        println!("\n[{list}]");
        for (figure, (right, all)) in &score.figures {
            let percent = 100 * right / all;
            println!("{figure} = {percent}  # {right} of {all}");
            if floors.get(figure).is_none_or(|floor| percent < *floor) {
                below.push(format!("{list}: {figure} is {percent}, its floor {:?}", floors.get(figure)));
            }
        }
        println!("\n{}", score.differences.join("\n"));
    }
    assert!(below.is_empty(), "tests/lists/floors.toml:\n{}", below.join("\n"));
}
