//! The keys of a config file, with every fault at its place.

use super::globs::{Globs, fault};
use super::{Acceptance, Config, HeadingWish};
use crate::finding::Level;
use crate::framework;
use crate::plan::{DateText, Ignore, PlanStatus, Reach, When, plain_day};
use crate::problem::ProblemKind;
use crate::source::{SourceId, Spanned};
use crate::table::{Table, Value};
use crate::text::key;

/// What a file holds, as far as one file can tell.
pub(super) struct Contents {
    pub(super) config: Config,
    /// The config that it extends.
    pub(super) extend: Option<Spanned<String>>,
}

/// Every key of a file.
pub(super) fn contents(table: &Table<'_>, id: SourceId) -> Contents {
    let extend = table.text("extend");
    let config = Config {
        framework: table.text("framework"),
        status: word(table, "status", "status", &PlanStatus::NAMES),
        fail_on: word(table, "fail-on", "level", &Level::NAMES),
        min_coverage: percent(table, "min-coverage"),
        plans: globs(table, "plans", id),
        exclude: globs(table, "exclude", id),
        levels: table.table("levels").map(|table| framework::levels(&table)).unwrap_or_default(),
        headings: table.table("headings").map(|table| headings(&table)).unwrap_or_default(),
        acceptances: acceptances(table, id),
        files: vec![id],
    };
    table.finish_with([]);
    Contents { config, extend }
}

/// One of some named values.
fn word<T: Copy, const N: usize>(
    table: &Table<'_>,
    key: &'static str,
    what: &str,
    names: &[(&'static str, T); N],
) -> Option<Spanned<T>> {
    let text = table.text(key)?;
    let found = names.iter().find(|(name, _)| *name == text.value);
    if found.is_none() {
        table.unknown_word(&text, what, &names.each_ref().map(|(name, _)| *name));
    }
    found.map(|(_, value)| Spanned::new(*value, text.span))
}

/// A share in percent.
fn percent(table: &Table<'_>, key: &'static str) -> Option<Spanned<f64>> {
    let value = table.get(key)?;
    let number = match &value.value {
        Value::Number(text) => text.replace('_', "").parse().ok(),
        _ => None,
    };
    let share = number.filter(|share| (0.0..=100.0).contains(share));
    if share.is_none() {
        let message = format!("`{key}` should be a share in percent");
        let help = Some("write a number from 0 to 100, without quotes".to_owned());
        table.fault_with(ProblemKind::WrongType, value.span, message, help);
    }
    share.map(|share| Spanned::new(share, value.span))
}

/// Globs, those that can be read.
fn globs(table: &Table<'_>, key: &'static str, id: SourceId) -> Globs {
    let mut good = table.texts(key);
    good.retain(|glob| {
        let fault = fault(&glob.value);
        if let Some(fault) = &fault {
            let message = format!("\"{}\" cannot be used as a glob: {fault}", glob.value);
            table.fault(ProblemKind::WrongType, glob.span, message);
        }
        fault.is_none()
    });
    Globs::new(id, good)
}

/// `[headings]`: the words of a heading, and the ids that it names; "none" is nothing.
fn headings(table: &Table<'_>) -> Vec<HeadingWish> {
    let mut wishes: Vec<HeadingWish> = Vec::new();
    for (words, value) in table.entries() {
        let wrong = |span, message: String, help: &str| {
            table.fault_with(ProblemKind::WrongType, span, message, Some(help.to_owned()));
        };
        let ids = match &value.value {
            Value::Text(text) => vec![Spanned::new(text.clone(), value.span)],
            Value::List(items) if items.iter().all(|item| matches!(item.value, Value::Text(_))) => {
                let text = |item: &Spanned<Value>| match &item.value {
                    Value::Text(text) => Some(Spanned::new(text.clone(), item.span)),
                    _ => None,
                };
                items.iter().filter_map(text).collect()
            }
            _ => Vec::new(),
        };
        let is_none = |id: &Spanned<String>| id.value == "none";
        let wish = HeadingWish {
            words: words.clone(),
            targets: ids.iter().filter(|id| !is_none(id)).cloned().collect(),
        };
        if ids.is_empty() || ids.iter().any(|id| id.value.trim().is_empty()) {
            let message = format!("\"{}\" should be what the heading names", words.value);
            wrong(
                value.span,
                message,
                "write the id of a block, phase or section, a list of ids, or \"none\"",
            );
        } else if ids.len() > 1 && ids.iter().any(is_none) {
            let message = format!("\"{}\" names nothing and something at once", words.value);
            wrong(value.span, message, "write \"none\" alone, or leave it out");
        } else if key(&words.value).is_empty() {
            let message = format!("\"{}\" has neither a letter nor a figure", words.value);
            wrong(words.span, message, "give the words of the heading");
        } else if wishes.iter().any(|known| known.is_about_the_same(&wish)) {
            let message = format!("the heading \"{}\" stands here twice", words.value);
            wrong(words.span, message, "leave one out: headings are compared without case and punctuation");
        } else {
            wishes.push(wish);
        }
    }
    wishes
}

impl HeadingWish {
    /// Whether two are about headings with the same words.
    pub(super) fn is_about_the_same(&self, other: &Self) -> bool {
        key(&self.words.value) == key(&other.words.value)
    }
}

/// Every `[[ignore]]`.
fn acceptances(table: &Table<'_>, id: SourceId) -> Vec<Acceptance> {
    let mut found = Vec::new();
    for table in table.tables("ignore") {
        let ignore = Ignore {
            rules: table.required_text("rule").into_iter().collect(),
            reason: table.required_text("reason"),
            until: until(&table),
            reach: Reach::Plan {
                block: table.text("block"),
                phase: table.text("phase"),
                section: table.text("section"),
            },
            action: table.text("action"),
            span: Spanned::new((), table.span()),
        };
        found.push(Acceptance { ignore, path: globs(&table, "path", id) });
        table.finish();
    }
    found
}

/// The last day on which a finding is accepted. A config is strict: a day that could not be read would be no end.
fn until(table: &Table<'_>) -> Option<Spanned<DateText>> {
    let text = table.date("until")?;
    let day = plain_day(&text.value);
    if day.is_none() {
        let message = format!("`{}` is no day", text.value);
        let help = Some("write it as year-month-day, such as 2027-03-31".to_owned());
        table.fault_with(ProblemKind::WrongType, text.span, message, help);
    }
    let day = day?;
    let when = When::Span { from: day, until: day };
    Some(text.map(|text| DateText { text, when }))
}
