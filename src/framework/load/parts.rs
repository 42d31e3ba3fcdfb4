//! The parts of a framework file as they stand in it, before anyone looks at how they fit together.

use crate::framework::{
    Actor, Block, Field, FieldKind, Framework, LevelWish, Phase, Principle, Section, Suggestion,
    SuggestionSource, Words,
};
use crate::problem::ProblemKind;
use crate::source::{Span, Spanned};
use crate::table::{Table, Value};
use crate::text::{did_you_mean, listed};

/// A part with the places of its words.
#[derive(Debug, Clone)]
pub(super) struct Read<T> {
    pub(super) part: T,
    /// Its header.
    pub(super) span: Span,
    /// Its words with their places, in the order title, id, aliases, hints.
    pub(super) said: Vec<(Role, Spanned<String>)>,
    /// References to other parts: what sort, and the id.
    pub(super) refers: Vec<(Reference, Spanned<String>)>,
    /// For blocks: the suggestions.
    pub(super) suggestions: Vec<Read<Suggestion>>,
}

/// What a word is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Id,
    Alias,
    Hint,
}

/// What an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Parent,
    Phase,
    Also,
    Actor,
}

/// All parts of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Everything that is no list of parts.
    pub(super) head: Framework,
    pub(super) phases: Vec<Read<Phase>>,
    pub(super) blocks: Vec<Read<Block>>,
    pub(super) sections: Vec<Read<Section>>,
    pub(super) fields: Vec<Read<Field>>,
    pub(super) actors: Vec<Read<Actor>>,
    pub(super) principles: Vec<Read<Principle>>,
}

impl Parts {
    /// Reads the lists of parts.
    pub(super) fn read(table: &Table<'_>) -> Self {
        Self {
            head: Framework::default(),
            phases: list(table, "phase", |table, words| Phase { words, summary: plain(table, "summary") }),
            blocks: list(table, "block", block),
            sections: list(table, "section", |table, words| Section {
                words,
                summary: plain(table, "summary"),
                required: table.bool("required").is_none_or(|is| is.value),
            }),
            fields: list(table, "field", field),
            actors: list(table, "actor", |table, words| Actor {
                words,
                required: table.bool("required").is_some_and(|is| is.value),
            }),
            principles: list(table, "principle", |table, words| Principle {
                id: words.id,
                title: words.title,
                summary: plain(table, "summary"),
            }),
        }
    }

    /// These parts on top of others: replaced by id, or added.
    pub(super) fn over(self, base: Self) -> Self {
        let mut levels = base.head.levels;
        levels.extend(self.head.levels);
        let language = self.head.language.or(base.head.language);
        Self {
            head: Framework { levels, language, ..self.head },
            phases: merged(base.phases, self.phases),
            blocks: merged(base.blocks, self.blocks),
            sections: merged(base.sections, self.sections),
            fields: merged(base.fields, self.fields),
            actors: merged(base.actors, self.actors),
            principles: merged(base.principles, self.principles),
        }
    }

    /// Leaves out every part and suggestion with an id; false where there is none.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        let before = self.count();
        self.phases.retain(|read| read.id() != id);
        self.blocks.retain(|read| read.id() != id);
        self.sections.retain(|read| read.id() != id);
        self.fields.retain(|read| read.id() != id);
        self.actors.retain(|read| read.id() != id);
        self.principles.retain(|read| read.id() != id);
        for block in &mut self.blocks {
            block.suggestions.retain(|read| read.id() != id);
            // What is gone is no longer referred to.
            for suggestion in &mut block.suggestions {
                suggestion.refers.retain(|(_, other)| other.value != id);
            }
        }
        self.count() < before
    }

    /// Every id of a part or a suggestion.
    pub(super) fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.phases.iter().map(Read::id).collect();
        ids.extend(self.blocks.iter().map(Read::id));
        ids.extend(self.blocks.iter().flat_map(|block| &block.suggestions).map(Read::id));
        ids.extend(self.sections.iter().map(Read::id));
        ids.extend(self.fields.iter().map(Read::id));
        ids.extend(self.actors.iter().map(Read::id));
        ids.extend(self.principles.iter().map(Read::id));
        ids
    }

    fn count(&self) -> usize {
        self.ids().len()
    }
}

impl<T> Read<T> {
    /// The part's id, empty where it has none.
    pub(super) fn id(&self) -> &str {
        self.said.iter().find(|(role, _)| *role == Role::Id).map_or("", |(_, id)| id.value.as_str())
    }

    /// Where its id stands, else its header.
    pub(super) fn id_span(&self) -> Span {
        self.said.iter().find(|(role, _)| *role == Role::Id).map_or(self.span, |(_, id)| id.span)
    }
}

fn merged<T>(mut base: Vec<Read<T>>, own: Vec<Read<T>>) -> Vec<Read<T>> {
    let theirs = base.len();
    for mut part in own {
        match base[..theirs].iter_mut().find(|known| known.id() == part.id() && !part.id().is_empty()) {
            Some(known) => {
                if part.suggestions.is_empty() {
                    part.suggestions = std::mem::take(&mut known.suggestions);
                }
                *known = part;
            }
            None => base.push(part),
        }
    }
    base
}

fn list<T>(table: &Table<'_>, key: &'static str, read: impl Fn(&Table<'_>, Words) -> T) -> Vec<Read<T>> {
    table.tables(key).into_iter().map(|table| one(table, &read)).collect()
}

fn one<T>(table: Table<'_>, read: impl Fn(&Table<'_>, Words) -> T) -> Read<T> {
    let mut said = Vec::new();
    let id = identifier_spanned(&table);
    // A field has a label, which is its title.
    let title_key = if table.has("label") { "label" } else { "title" };
    let title = table.required_text(title_key);
    said.extend(title.clone().map(|title| (Role::Title, title)));
    said.extend(id.clone().map(|id| (Role::Id, id)));
    let aliases = table.texts("aliases");
    let hints = table.texts("hints");
    said.extend(aliases.iter().cloned().map(|alias| (Role::Alias, alias)));
    said.extend(hints.iter().cloned().map(|hint| (Role::Hint, hint)));
    let values = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect();
    let words = Words {
        id: id.map(|id| id.value).unwrap_or_default(),
        title: title.map(|title| title.value).unwrap_or_default(),
        aliases: values(aliases),
        hints: values(hints),
    };
    let part = read(&table, words);
    let mut refers = Vec::new();
    let mut suggestions = Vec::new();
    // Keys that only some parts have are asked for by those; the rest are unknown.
    if table.was_asked("prompts") {
        refers.extend(table.text("parent").map(|id| (Reference::Parent, id)));
        suggestions = table.tables("suggestion").into_iter().map(suggestion).collect();
    }
    let span = table.span();
    table.finish();
    Read { part, span, said, refers, suggestions }
}

fn block(table: &Table<'_>, words: Words) -> Block {
    Block {
        words,
        level: table.number("level").map(|level| level.value),
        parent: None,
        summary: plain(table, "summary"),
        prompts: table.texts("prompts").into_iter().map(|text| text.value).collect(),
        suggestions: Vec::new(),
    }
}

fn field(table: &Table<'_>, words: Words) -> Field {
    let kind = table.text("kind").and_then(|kind| {
        let known = FieldKind::NAMES.iter().find(|(name, _)| *name == kind.value);
        if known.is_none() {
            unknown_word(table, &kind, "kind of field", &FieldKind::NAMES.map(|(name, _)| name));
        }
        known.map(|(_, kind)| *kind)
    });
    Field {
        words,
        kind: kind.unwrap_or_default(),
        required: table.bool("required").is_some_and(|is| is.value),
    }
}

fn suggestion(table: Table<'_>) -> Read<Suggestion> {
    let mut refers: Vec<(Reference, Spanned<String>)> = Vec::new();
    let id = identifier_spanned(&table);
    let title = table.required_text("title");
    refers.extend(table.texts("phases").into_iter().map(|id| (Reference::Phase, id)));
    refers.extend(table.texts("also").into_iter().map(|id| (Reference::Also, id)));
    let partners = table.texts("partners");
    refers.extend(partners.iter().cloned().map(|id| (Reference::Actor, id)));
    let part = Suggestion {
        id: id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
        title: title.map(|title| title.value).unwrap_or_default(),
        detail: plain(&table, "detail"),
        phases: Vec::new(),
        also: Vec::new(),
        starter: table.bool("starter").is_some_and(|is| is.value),
        lead: plain(&table, "lead"),
        partners: partners.into_iter().map(|text| text.value).collect(),
        measure: plain(&table, "measure"),
        source: table.table("source").map(suggestion_source),
    };
    let span = table.span();
    table.finish();
    Read {
        part,
        span,
        said: id.into_iter().map(|id| (Role::Id, id)).collect(),
        refers,
        suggestions: Vec::new(),
    }
}

fn suggestion_source(table: Table<'_>) -> SuggestionSource {
    const KINDS: [&str; 5] = ["framework", "publisher", "guidance", "practice", "project"];
    let kind = table.required_text("kind");
    if let Some(kind) = kind.as_ref().filter(|kind| !KINDS.contains(&kind.value.as_str())) {
        unknown_word(&table, kind, "kind of source", &KINDS);
    }
    let source = SuggestionSource {
        kind: kind.map(|kind| kind.value).unwrap_or_default(),
        title: plain(&table, "title"),
        url: plain(&table, "url"),
    };
    table.finish();
    source
}

/// The `[levels]` of a framework: rule = level, or rule = { draft, adopted }.
pub(super) fn levels(table: &Table<'_>) -> Vec<(Spanned<String>, LevelWish)> {
    let mut levels = Vec::new();
    for (rule, value) in table.entries() {
        let wish = match &value.value {
            Value::Text(text) => level(table, &Spanned::new(text.clone(), value.span)).map(LevelWish::Always),
            _ => table.as_table(&rule.value, value).map(|inner| {
                let wish = |key| inner.text(key).and_then(|text| level(table, &text));
                let wish = LevelWish::ByStatus { draft: wish("draft"), adopted: wish("adopted") };
                inner.finish();
                wish
            }),
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
    unknown_word(table, word, "level", &LEVELS);
    None
}

fn unknown_word(table: &Table<'_>, word: &Spanned<String>, what: &str, known: &[&str]) {
    let help = did_you_mean(&word.value, known.iter().copied()).unwrap_or_else(|| {
        let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        format!("write {}", listed(&known, "or"))
    });
    table.fault_with(ProblemKind::WrongType, word.span, format!("`{}` is no {what}", word.value), Some(help));
}

/// The `id` of a table: lower-case ASCII words with hyphens.
pub(super) fn identifier(table: &Table<'_>) -> Option<String> {
    identifier_spanned(table).map(|id| id.value)
}

fn identifier_spanned(table: &Table<'_>) -> Option<Spanned<String>> {
    let id = table.required_text("id")?;
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if !id.value.split('-').all(word) {
        let message = format!("`{}` is no identifier", id.value);
        let help = "write lower-case letters and figures, with hyphens between words".to_owned();
        table.fault_with(ProblemKind::WrongType, id.span, message, Some(help));
    }
    Some(id)
}

fn plain(table: &Table<'_>, key: &'static str) -> Option<String> {
    table.text(key).map(|text| text.value)
}
