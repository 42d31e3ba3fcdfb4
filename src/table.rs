//! TOML, YAML and JSON tables, read key by key with every fault at its place.
//!
//! A [`Table`] remembers the keys that it was asked for; [`Table::finish`] reports the rest, so no list of known
//! keys is kept anywhere else. Faults gather in a [`Faults`] that all tables of a file share.

mod json;
mod prepared;
mod toml;
mod yaml;

use std::cell::RefCell;

use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::text::did_you_mean;

pub use self::json::parse_json;
pub use self::prepared::prepared;
pub use self::toml::{parse_toml, sound_toml};
pub use self::yaml::parse_yaml;

/// A value of a file, whatever its notation.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A date or time, as it is written.
    Date(String),
    /// A number, as it is written.
    Number(String),
    /// True or false.
    Bool(bool),
    /// Nothing (YAML's null, or a key without a value).
    Nothing,
    /// An array.
    List(Vec<Spanned<Value>>),
    /// A table: keys in the order of the file, and sorted where the build wrote them.
    Table(Vec<(Spanned<String>, Spanned<Value>)>),
}

impl Value {
    /// What the value is, in the words of a message.
    fn what(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Date(_) => "a date",
            Value::Number(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Nothing => "nothing",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// The faults found so far in one file.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Problem>>);

impl Faults {
    /// Takes one in.
    pub fn add(&self, problem: Problem) {
        self.0.borrow_mut().push(problem);
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// What `read` gives, and the faults that it finds.
    pub fn of<T>(read: impl FnOnce(&Faults) -> T) -> (T, Vec<Problem>) {
        let faults = Self::default();
        let value = read(&faults);
        (value, faults.into_problems())
    }

    /// All of them, in the order of their places.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut all = self.0.into_inner();
        all.sort_by_key(|problem| (problem.span, problem.kind));
        all
    }
}

/// One table, being read.
#[derive(Debug)]
pub struct Table<'a> {
    entries: &'a [(Spanned<String>, Spanned<Value>)],
    span: Span,
    faults: &'a Faults,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    /// The table that `value` is, if it is one.
    #[must_use]
    pub fn of(value: &'a Spanned<Value>, faults: &'a Faults) -> Option<Self> {
        let Value::Table(entries) = &value.value else { return None };
        Some(Self { entries, span: value.span, faults, asked: RefCell::default() })
    }

    /// Where the table stands: its header, or its braces.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The value of `key`, whatever it is.
    pub fn get(&self, key: &'static str) -> Option<&'a Spanned<Value>> {
        self.asked.borrow_mut().push(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// Whether the file has `key` at all; does not count as asking for it.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.value == key)
    }

    /// Every key with its value, for tables whose keys are names.
    #[must_use]
    pub fn entries(&self) -> &'a [(Spanned<String>, Spanned<Value>)] {
        self.entries
    }

    /// A text. An empty one is the same as none.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        match &value.value {
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => Some(Spanned::new(text.clone(), value.span)),
            Value::Nothing => None,
            other => self.wrong(key, value.span, "text in quotes", other),
        }
    }

    /// A text that must stand.
    pub fn required_text(&self, key: &'static str) -> Option<Spanned<String>> {
        let found = self.text(key);
        let present = self.has(key);
        if found.is_none()
            && (!present || matches!(self.get(key).map(|value| &value.value), Some(Value::Text(_))))
        {
            let what = if present { "is empty" } else { "is missing here" };
            self.fault(ProblemKind::WrongType, self.span, format!("`{key}` {what}, and it is needed"));
        }
        found
    }

    /// A text under a key that is known only at run time; the key is named again to [`Table::finish_with`].
    #[must_use]
    pub fn text_named(&self, key: &str) -> Option<Spanned<String>> {
        let (_, value) = self.entries.iter().find(|(name, _)| name.value == key)?;
        match &value.value {
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) | Value::Date(text) | Value::Number(text) => {
                Some(Spanned::new(text.clone(), value.span))
            }
            Value::Nothing => None,
            other => self.wrong(key, value.span, "text in quotes", other),
        }
    }

    /// A date, or any text that may hold one.
    pub fn date(&self, key: &'static str) -> Option<Spanned<String>> {
        match self.get(key) {
            Some(Spanned { value: Value::Date(text), span }) => Some(Spanned::new(text.clone(), *span)),
            Some(Spanned { value: Value::Number(_), span }) => {
                let message = format!("`{key}` should be a date, but is a number");
                let help = "write a day without quotes, such as 2027-03-31, and anything else in quotes";
                self.fault_with(ProblemKind::WrongType, *span, message, Some(help.to_owned()));
                None
            }
            _ => self.text(key),
        }
    }

    /// A text or a list of texts.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        match self.get(key) {
            Some(Spanned { value: Value::List(items), .. }) => items
                .iter()
                .filter_map(|item| match &item.value {
                    Value::Text(text) if text.trim().is_empty() => None,
                    Value::Text(text) => Some(Spanned::new(text.clone(), item.span)),
                    other => self.wrong(key, item.span, "a list of texts in quotes", other),
                })
                .collect(),
            Some(Spanned {
                value: Value::Table(_) | Value::Bool(_) | Value::Date(_) | Value::Number(_),
                span,
            }) => {
                let found = self.get(key).map_or("something else", |value| value.value.what());
                let message = format!("`{key}` should be a text or a list of texts, but is {found}");
                self.fault(ProblemKind::WrongType, *span, message);
                Vec::new()
            }
            _ => self.text(key).into_iter().collect(),
        }
    }

    /// True or false.
    pub fn bool(&self, key: &'static str) -> Option<Spanned<bool>> {
        let value = self.get(key)?;
        match &value.value {
            Value::Bool(is) => Some(Spanned::new(*is, value.span)),
            other => self.wrong(key, value.span, "true or false", other),
        }
    }

    /// A whole number.
    pub fn number(&self, key: &'static str) -> Option<Spanned<i64>> {
        let value = self.get(key)?;
        match &value.value {
            Value::Number(text) => match text.parse() {
                Ok(number) => Some(Spanned::new(number, value.span)),
                Err(_) => self.wrong(key, value.span, "a whole number", &value.value),
            },
            other => self.wrong(key, value.span, "a whole number", other),
        }
    }

    /// A table below this one.
    pub fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.get(key)?;
        self.as_table(key, value)
    }

    /// The value of `key` read as a table, with a fault where it is none.
    pub fn as_table(&self, key: &str, value: &'a Spanned<Value>) -> Option<Table<'a>> {
        let found = Table::of(value, self.faults);
        if found.is_none() {
            self.wrong::<()>(key, value.span, &format!("a table, written [{key}]"), &value.value);
        }
        found
    }

    /// The tables of an array of tables, `[[key]]`.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let wanted = format!("a list of tables, each headed [[{key}]]");
        let Value::List(items) = &value.value else {
            self.wrong::<()>(key, value.span, &wanted, &value.value);
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let found = Table::of(item, self.faults);
                if found.is_none() {
                    self.wrong::<()>(key, item.span, &wanted, &item.value);
                }
                found
            })
            .collect()
    }

    /// Reports a fault of this file.
    pub fn fault(&self, kind: ProblemKind, span: Span, message: impl Into<String>) {
        self.faults.add(Problem::new(kind, span, message));
    }

    /// Reports a fault with help.
    pub fn fault_with(
        &self,
        kind: ProblemKind,
        span: Span,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.faults.add(Problem::new(kind, span, message).maybe_help(help));
    }

    /// Reports a word that is none of those that may stand there.
    pub fn unknown_word(&self, word: &Spanned<String>, what: &str, known: &[&str]) {
        let help = did_you_mean(&word.value, known.iter().copied()).unwrap_or_else(|| {
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            format!("write {}", crate::text::listed(&known, "or"))
        });
        let message = format!("`{}` is no {what}", word.value);
        self.fault_with(ProblemKind::WrongType, word.span, message, Some(help));
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        self.finish_with([]);
    }

    /// Reports every key that nobody asked for and that is not among `more`.
    pub fn finish_with<'k>(&self, more: impl IntoIterator<Item = &'k str>) {
        let mut asked: Vec<&str> = self.asked.borrow().clone();
        asked.extend(more);
        for (name, _) in self.entries {
            if !asked.contains(&name.value.as_str()) {
                let open: Vec<&str> = asked.iter().copied().filter(|key| !self.has(key)).collect();
                let help = did_you_mean(&name.value, open).unwrap_or_else(|| known_keys(&asked));
                let message = format!("the key `{}` is not known here", name.value);
                self.fault_with(ProblemKind::UnknownKey, name.span, message, Some(help));
            }
        }
    }

    /// Reports the keys that nobody asked for but that come close to one that was, for tables shared with others.
    pub fn finish_leniently(self) {
        let asked = self.asked.borrow();
        for (name, _) in self.entries {
            let open = asked.iter().copied().filter(|key| !self.has(key));
            if !asked.contains(&name.value.as_str())
                && let Some(help) = did_you_mean(&name.value, open)
            {
                let message = format!("the key `{}` is not known here", name.value);
                self.fault_with(ProblemKind::UnknownKey, name.span, message, Some(help));
            }
        }
    }

    fn wrong<T>(&self, key: &str, span: Span, wanted: &str, found: &Value) -> Option<T> {
        let message = format!("`{key}` should be {wanted}, but is {}", found.what());
        self.fault(ProblemKind::WrongType, span, message);
        None
    }
}

fn known_keys(asked: &[&str]) -> String {
    let mut keys: Vec<String> = asked.iter().map(|key| format!("`{key}`")).collect();
    keys.sort();
    keys.dedup();
    format!("the keys known here are {}", crate::text::listed(&keys, "and"))
}

/// The whole of `source` as the place of a root table.
fn whole(source: &Source, id: SourceId) -> Span {
    Span::new(id, 0..source.text().len())
}
