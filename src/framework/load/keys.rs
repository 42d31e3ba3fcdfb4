//! The keys of a framework file: each table of it into a part, with every fault at its place.

use super::parts::{Parts, Read, Reference, Role};
use crate::framework::{
    Actor, Block, Field, FieldKind, Framework, LevelWish, Phase, Principle, Provenance, Section, Suggestion,
    SuggestionSource, Words,
};
use crate::problem::ProblemKind;
use crate::source::{Span, Spanned};
use crate::table::{Table, Value};
use crate::text::{has_key, key};

/// What a file holds, as far as one file can tell.
pub(super) struct Contents {
    pub(super) parts: Parts,
    /// The framework that it extends.
    pub(super) extends: Option<Spanned<String>>,
    /// The ids that it leaves out.
    pub(super) remove: Vec<Spanned<String>>,
}

/// Every key of a file.
pub(super) fn contents(table: Table<'_>) -> Contents {
    schema(&table);
    let extends = table.text("extends");
    let remove = table.texts("remove");
    let head = Framework {
        id: identifier(&table).map(|id| id.value).unwrap_or_default(),
        title: table.required_text("title").map(|title| title.value).unwrap_or_default(),
        version: version(&table).unwrap_or_default(),
        language: plain(&table, "language"),
        filler: plain_texts(&table, "filler"),
        timing: plain_texts(&table, "timing"),
        outside: plain_texts(&table, "outside"),
        source: table.table("source").map(provenance).unwrap_or_default(),
        levels: table.table("levels").map(|table| levels(&table)).unwrap_or_default(),
        ..Framework::default()
    };
    let parts = Parts { head, ..parts(&table) };
    table.finish();
    Contents { parts, extends, remove }
}

/// The parts of a file, and nothing else of it.
pub(super) fn parts(table: &Table<'_>) -> Parts {
    Parts {
        head: Framework::default(),
        missing: false,
        phases: list(table, "phase", phase),
        blocks: list(table, "block", block),
        sections: list(table, "section", section),
        fields: list(table, "field", field),
        actors: list(table, "actor", actor),
        principles: list(table, "principle", principle),
    }
}

fn schema(table: &Table<'_>) {
    match table.number("schema") {
        Some(schema) if schema.value != 1 => {
            let message = format!("this program reads frameworks of schema 1, not {}", schema.value);
            let help = Some("write `schema = 1`".to_owned());
            table.fault_with(ProblemKind::WrongType, schema.span, message, help);
        }
        None if !table.has("schema") => {
            let start = Span { end: table.span().start, ..table.span() };
            let help = Some("add `schema = 1` as its first line".to_owned());
            let message = "`schema` is missing here, and it is needed";
            table.fault_with(ProblemKind::WrongType, start, message, help);
        }
        _ => {}
    }
}

fn version(table: &Table<'_>) -> Option<String> {
    let version = table.required_text("version")?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let dots = version.value.matches('.').count();
    if !(1..=2).contains(&dots) || !version.value.split('.').all(is_number) {
        let message = format!("`{}` is no version", version.value);
        let help = Some("write numbers with full stops, such as \"1.0.0\"".to_owned());
        table.fault_with(ProblemKind::WrongType, version.span, message, help);
    }
    Some(version.value)
}

fn provenance(table: Table<'_>) -> Provenance {
    let found = Provenance {
        author: plain(&table, "author"),
        title: plain(&table, "title"),
        date: table.date("date").map(|date| date.value),
        url: plain(&table, "url"),
        note: plain(&table, "note"),
    };
    table.finish();
    found
}

fn list<T>(table: &Table<'_>, key: &'static str, read: fn(&Table<'_>) -> Read<T>) -> Vec<Read<T>> {
    let one = |table: Table<'_>| {
        let part = read(&table);
        table.finish();
        part
    };
    table.tables(key).into_iter().map(one).collect()
}

/// The keys by which a part may be named, beside its `id`.
struct Naming {
    title: &'static str,
    aliases: bool,
    hints: bool,
    /// Whether a sign alone may name it, as "#" heads a column.
    signs: bool,
}

const HEADING: Naming = Naming { title: "title", aliases: true, hints: true, signs: false };
const LABEL: Naming = Naming { title: "label", aliases: true, hints: true, signs: true };
const GROUP: Naming = Naming { title: "title", aliases: true, hints: false, signs: false };
const TITLE: Naming = Naming { title: "title", aliases: false, hints: false, signs: false };

/// A part of which only the words are known yet.
fn named(table: &Table<'_>, naming: &Naming) -> Read<Words> {
    let mut part = Words::default();
    let mut said = Vec::new();
    let mut say = |role, word: Spanned<String>| {
        if has_key(&word.value) {
            said.push((role, word.clone()));
        } else if !naming.signs {
            let message = format!("\"{}\" has neither a letter nor a figure", word.value);
            let help = Some("give words, so that headings can be compared with them".to_owned());
            table.fault_with(ProblemKind::WrongType, word.span, message, help);
        }
        word.value
    };
    if let Some(title) = table.required_text(naming.title) {
        part.title = say(Role::Title, title);
    }
    if let Some(id) = identifier(table) {
        part.id = say(Role::Id, id);
    }
    if naming.aliases {
        part.aliases = table.texts("aliases").into_iter().map(|alias| say(Role::Alias, alias)).collect();
    }
    if naming.hints {
        part.hints = table.texts("hints").into_iter().map(|hint| say(Role::Hint, hint)).collect();
    }
    Read { part, span: table.span(), said, refers: Vec::new(), suggestions: Vec::new() }
}

fn plain_texts(table: &Table<'_>, key: &'static str) -> Vec<String> {
    table.texts(key).into_iter().map(|text| text.value).collect()
}

fn phase(table: &Table<'_>) -> Read<Phase> {
    named(table, &HEADING).map(|words| Phase {
        words,
        excludes: plain_texts(table, "excludes"),
        beside: plain_texts(table, "beside"),
        summary: plain(table, "summary"),
    })
}

fn block(table: &Table<'_>) -> Read<Block> {
    let mut read = named(table, &HEADING).map(|words| Block {
        words,
        excludes: plain_texts(table, "excludes"),
        beside: plain_texts(table, "beside"),
        level: table.number("level").map(|level| level.value),
        parent: None,
        summary: plain(table, "summary"),
        prompts: table.texts("prompts").into_iter().map(|text| text.value).collect(),
        suggestions: Vec::new(),
    });
    read.refers.extend(table.text("parent").map(|id| (Reference::Parent, id)));
    read.suggestions = list(table, "suggestion", suggestion);
    read
}

fn section(table: &Table<'_>) -> Read<Section> {
    named(table, &HEADING).map(|words| Section {
        words,
        summary: plain(table, "summary"),
        required: flag(table, "required").unwrap_or(true),
    })
}

fn field(table: &Table<'_>) -> Read<Field> {
    let kind = table.text("kind").and_then(|kind| {
        let known = FieldKind::NAMES.iter().find(|(name, _)| *name == kind.value);
        if known.is_none() {
            table.unknown_word(&kind, "kind of field", &FieldKind::NAMES.map(|(name, _)| name));
        }
        known.map(|(_, kind)| *kind)
    });
    named(table, &LABEL).map(|words| Field {
        words,
        kind: kind.unwrap_or_default(),
        required: flag(table, "required").unwrap_or(false),
    })
}

fn actor(table: &Table<'_>) -> Read<Actor> {
    named(table, &GROUP).map(|words| Actor { words, required: flag(table, "required").unwrap_or(false) })
}

fn principle(table: &Table<'_>) -> Read<Principle> {
    named(table, &TITLE).map(|words| Principle {
        id: words.id,
        title: words.title,
        summary: plain(table, "summary"),
    })
}

fn suggestion(table: &Table<'_>) -> Read<Suggestion> {
    let mut read = named(table, &TITLE).map(|words| Suggestion {
        id: words.id,
        title_key: key(&words.title),
        title: words.title,
        detail: plain(table, "detail"),
        starter: flag(table, "starter").unwrap_or(false),
        lead: plain(table, "lead"),
        measure: plain(table, "measure"),
        source: table.table("source").map(suggestion_source),
        ..Suggestion::default()
    });
    for (key, reference) in
        [("phases", Reference::Phase), ("also", Reference::Also), ("partners", Reference::Partner)]
    {
        read.refers.extend(table.texts(key).into_iter().map(|id| (reference, id)));
    }
    read
}

fn suggestion_source(table: Table<'_>) -> SuggestionSource {
    const KINDS: [&str; 5] = ["framework", "publisher", "guidance", "practice", "project"];
    let kind = table.text("kind");
    if let Some(kind) = kind.as_ref().filter(|kind| !KINDS.contains(&kind.value.as_str())) {
        table.unknown_word(kind, "kind of source", &KINDS);
    }
    let source = SuggestionSource {
        kind: kind.map(|kind| kind.value).unwrap_or_default(),
        title: plain(&table, "title"),
        url: plain(&table, "url"),
    };
    table.finish();
    source
}

/// The `[levels]` of a framework or a config: rule = level, or rule = { draft, adopted }.
pub(crate) fn levels(table: &Table<'_>) -> Vec<(Spanned<String>, LevelWish)> {
    let mut levels = Vec::new();
    for (rule, value) in table.entries() {
        let wish = match &value.value {
            Value::Text(text) => level(table, &Spanned::new(text.clone(), value.span)).map(LevelWish::Always),
            Value::Table(_) => table.as_table(&rule.value, value).map(|inner| {
                let wish = |key| inner.text(key).and_then(|text| level(table, &text));
                let wish = LevelWish::ByStatus { draft: wish("draft"), adopted: wish("adopted") };
                inner.finish();
                wish
            }),
            _ => {
                let message = format!("`{}` should be a level, or a level for each status", rule.value);
                let help = "write \"warning\", or { draft = \"note\", adopted = \"error\" }".to_owned();
                table.fault_with(ProblemKind::WrongType, value.span, message, Some(help));
                None
            }
        };
        levels.extend(wish.map(|wish| (rule.clone(), wish)));
    }
    levels
}

fn level(table: &Table<'_>, word: &Spanned<String>) -> Option<Spanned<String>> {
    const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];
    if LEVELS.contains(&word.value.as_str()) {
        return Some(word.clone());
    }
    table.unknown_word(word, "level", &LEVELS);
    None
}

/// The `id` of a table: lower-case ASCII words with hyphens.
fn identifier(table: &Table<'_>) -> Option<Spanned<String>> {
    let id = table.required_text("id")?;
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if !id.value.split('-').all(word) {
        let message = format!("`{}` cannot be an id", id.value);
        let help = "write lower-case letters and figures, with hyphens between words".to_owned();
        table.fault_with(ProblemKind::WrongType, id.span, message, Some(help));
    }
    Some(id)
}

fn plain(table: &Table<'_>, key: &'static str) -> Option<String> {
    table.text(key).map(|text| text.value)
}

fn flag(table: &Table<'_>, key: &'static str) -> Option<bool> {
    table.bool(key).map(|flag| flag.value)
}
