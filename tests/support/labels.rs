//! Labelled plans: a plan's texts with a careful officer's reading of them (`tests/corpus/README.md`).
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a corpus that cannot be read, or whose labels are not of its texts, has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use recoveryplan::framework::Framework;
use recoveryplan::plan::ActionStatus;
use serde::{Deserialize, Deserializer};

/// What stands for a value that says itself that it is still to come.
pub(crate) const PLACEHOLDER: &str = "PLACEHOLDER";

/// How many characters of a title or a measure are compared.
const COMPARED: usize = 40;

/// How many lines below an action's first one its fields may stand.
const REACH: usize = 12;

/// A plan with its labels.
pub(crate) struct Labelled {
    /// The name of its folder.
    pub(crate) name: String,
    /// Its record, if it has one, and its documents in reading order: name and text.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) labels: Labels,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    pub(crate) form: String,
    #[serde(default)]
    pub(crate) heading: Vec<HeadingLabel>,
    #[serde(default)]
    pub(crate) action: Vec<ActionLabel>,
    #[serde(default)]
    pub(crate) placeholder: Vec<PlaceholderLabel>,
    pub(crate) covered: Covered,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct HeadingLabel {
    #[serde(default = "sole_document")]
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) block: Vec<String>,
    #[serde(default)]
    pub(crate) phase: Vec<String>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(crate) section: Vec<String>,
    #[serde(default)]
    pub(crate) block_hint: Vec<String>,
    #[serde(default)]
    pub(crate) phase_hint: Vec<String>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(crate) section_hint: Vec<String>,
    #[serde(default)]
    pub(crate) either: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionLabel {
    #[serde(default = "sole_document")]
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    pub(crate) due: Option<String>,
    pub(crate) measure: Option<String>,
    #[serde(default)]
    pub(crate) partners: Vec<String>,
    pub(crate) status: Option<String>,
    #[serde(default)]
    pub(crate) block: Vec<String>,
    #[serde(default)]
    pub(crate) phase: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceholderLabel {
    #[serde(default = "sole_document")]
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Covered {
    pub(crate) blocks: Vec<String>,
    pub(crate) phases: Vec<String>,
}

fn sole_document() -> String {
    "plan.md".to_owned()
}

/// An id, or an array of ids.
fn one_or_many<'de, D: Deserializer<'de>>(labels: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(labels)? {
        OneOrMany::One(id) => vec![id],
        OneOrMany::Many(ids) => ids,
    })
}

/// The folders in a folder, in order.
pub(crate) fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
    let paths = entries.map(|entry| entry.expect("a folder that can be listed").path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The last part of a path.
pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().expect("a folder has a name").to_string_lossy().into_owned()
}

impl Labelled {
    /// Reads the plan in a folder, whose labels must be of its texts.
    pub(crate) fn load(folder: &Path, framework: &Framework) -> Self {
        let record = folder.join("plan.toml").exists().then(|| text(&folder.join("plan.toml")));
        let documents = record.as_deref().map_or_else(|| vec![sole_document()], documents);
        let read = |name: String| (name.clone(), text(&folder.join(&name)));
        let record = record.map(|text| ("plan.toml".to_owned(), text));
        let files = record.into_iter().chain(documents.into_iter().map(read)).collect();
        let path = folder.join("labels.toml");
        let labels =
            toml::from_str(&text(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let plan = Self { name: name(folder), files, labels };
        let faults = plan.faults(framework);
        assert!(faults.is_empty(), "labels that are not of their plan:\n{}", faults.join("\n"));
        plan
    }

    /// Labels that say what the plan's texts do not.
    pub(crate) fn faults(&self, framework: &Framework) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |path: &str, line: usize, holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{}/{path}:{line}: {what}", self.name));
            }
        };
        let labels = &self.labels;
        for label in &labels.heading {
            let line = marks_off(self.lines(&label.path, label.line, 1));
            let is_there = folded(&line) == folded(&marks_off(&label.text));
            check(&label.path, label.line, is_there, "the line is another heading");
            let named = is_one_of(framework.blocks.iter().map(|block| &block.words.id));
            let known = label.block.iter().chain(&label.block_hint).all(named);
            let named = is_one_of(framework.phases.iter().map(|phase| &phase.words.id));
            let known = known && label.phase.iter().chain(&label.phase_hint).all(named);
            let named = is_one_of(framework.sections.iter().map(|section| &section.words.id));
            let known = known && label.section.iter().chain(&label.section_hint).all(named);
            check(&label.path, label.line, known, "the framework has no such block, phase or section");
        }
        let named_blocks = is_one_of(framework.blocks.iter().map(|block| &block.words.id));
        let named_phases = is_one_of(framework.phases.iter().map(|phase| &phase.words.id));
        for label in &labels.action {
            let at_once = marks_off(self.lines(&label.path, label.line, 3));
            let has_title = at_once.contains(&compared(&marks_off(&label.title)));
            check(&label.path, label.line, has_title, "the title does not stand there");
            let near = marks_off(self.lines(&label.path, label.line, REACH));
            for value in label.lead.iter().chain(&label.measure).chain(&label.partners) {
                let stands = value == PLACEHOLDER || near.contains(&marks_off(value));
                check(&label.path, label.line, stands, &format!("`{value}` does not stand there"));
            }
            let due = label.due.as_deref().filter(|due| *due != PLACEHOLDER);
            let is_date = due.is_none_or(|due| due.parse::<Date>().is_ok());
            check(&label.path, label.line, is_date, "due is no date");
            let is_status =
                label.status.iter().all(|said| ActionStatus::NAMES.iter().any(|(name, _)| name == said));
            check(&label.path, label.line, is_status, "no such status");
            let known = label.block.iter().all(&named_blocks) && label.phase.iter().all(&named_phases);
            check(&label.path, label.line, known, "the framework has no such block or phase");
        }
        for label in &labels.placeholder {
            let stands = self.lines(&label.path, label.line, 1).contains(&label.text);
            check(&label.path, label.line, stands, &format!("`{}` does not stand there", label.text));
        }
        let covered = &labels.covered;
        let known = covered.blocks.iter().all(named_blocks) && covered.phases.iter().all(named_phases);
        check("labels.toml", 1, known, "covered: the framework has no such block or phase");
        check("labels.toml", 1, !labels.form.is_empty(), "the form has no name");
        faults
    }

    /// So many lines of a document from one on; nothing where it has no such line.
    fn lines(&self, path: &str, line: usize, count: usize) -> &str {
        let text = self.files.iter().find(|(name, _)| name == path).map_or("", |(_, text)| text);
        let mut starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let Some(from) = line.checked_sub(1).and_then(|before| starts.nth(before)) else { return "" };
        let until = starts.nth(count - 1).unwrap_or(text.len());
        &text[from..until]
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents that a record names.
fn documents(record: &str) -> Vec<String> {
    let record: toml::Table = toml::from_str(record).expect("a record is TOML");
    let names = record["plan"]["documents"].as_array().expect("a record names its documents");
    names.iter().map(|name| name.as_str().expect("a document's name is a text").to_owned()).collect()
}

fn is_one_of<'a>(ids: impl Iterator<Item = &'a String>) -> impl Fn(&String) -> bool {
    let ids: Vec<&String> = ids.collect();
    move |id| ids.contains(&id)
}

/// Words without Markdown's marks, their white space single.
fn marks_off(text: &str) -> String {
    let text = text.replace("<br>", " ").replace(['#', '*', '_', '~', '`'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as they are compared: white space single, no punctuation at the end.
pub(crate) fn folded(text: &str) -> String {
    let text = text.replace("<br>", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(['.', ',', ';', ':', '–', '-', ' ']).to_owned()
}

/// The beginning of long words, as it is compared.
pub(crate) fn compared(text: &str) -> String {
    folded(&folded(text).chars().take(COMPARED).collect::<String>())
}
