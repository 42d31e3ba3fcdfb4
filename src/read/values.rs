//! The words of a field into what they mean.

use std::ops::Range;

use super::progress::status;
use super::{Reader, dates, placeholders};
use crate::framework::{FieldIx, FieldKind, Framework};
use crate::plan::{Action, DateText, Placeholder, SuggestionText, Text, When};
use crate::source::{Span, Spanned};
use crate::text::normalize;

/// An action being put together, with the placeholders found in it so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) action: Action,
    placeholders: Vec<(Spanned<String>, String)>,
}

/// The words of one field, and the way to their places.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) locate: &'a dyn Fn(Range<usize>) -> Span,
}

impl Words<'_> {
    /// All of it on one line, with its place; `None` where there is nothing.
    fn whole(&self) -> Option<Spanned<String>> {
        self.part(0..self.text.len())
    }

    fn part(&self, range: Range<usize>) -> Option<Spanned<String>> {
        let slice = &self.text[range.clone()];
        let start = range.start + (slice.len() - slice.trim_start().len());
        let trimmed = slice.trim();
        (!trimmed.is_empty())
            .then(|| Spanned::new(one_line(trimmed), (self.locate)(start..start + trimmed.len())))
    }

    /// The parts of a list of names: split on `;`, where there is none on `,`, and where there is neither on line
    /// breaks, which elsewhere only wrap a long line.
    fn parts(&self) -> Vec<Spanned<String>> {
        let joint = [';', ',', '\n'].into_iter().find(|joint| self.text.contains(*joint)).unwrap_or(';');
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, sign) in self.text.match_indices(joint) {
            parts.extend(self.part(start..at));
            start = at + sign.len();
        }
        parts.extend(self.part(start..self.text.len()));
        parts
    }
}

/// A text with white space made single.
pub(super) fn one_line(text: &str) -> String {
    let text = text.trim();
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && !text.contains("  ") {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

impl Draft {
    /// Notes the title.
    pub(super) fn title(&mut self, title: Spanned<String>) {
        self.action.title = self.text("title", FieldKind::Text, title);
    }

    /// Notes placeholders in the detail.
    pub(super) fn detail_placeholders(&mut self, found: Vec<Spanned<String>>) {
        self.placeholders.extend(found.into_iter().map(|text| (text, "detail".to_owned())));
    }

    /// Fills a field. A second value of one field is added to the first where that makes sense.
    pub(super) fn set(&mut self, reader: &Reader, field: FieldIx, words: &Words<'_>) {
        let field = &reader.framework()[field];
        let id = field.words.id.as_str();
        if id == "partners" {
            return words.parts().into_iter().for_each(|part| self.partner(part));
        }
        let Some(value) = words.whole() else { return };
        match id {
            "id" => self.action.id = self.action.id.take().or(Some(value)),
            "start" => {
                let date = self.date(id, value);
                self.action.start = self.action.start.take().or(Some(date));
            }
            "due" => {
                let date = self.date(id, value);
                self.action.due = self.action.due.take().or(Some(date));
            }
            "status" => {
                // "Progress: Lease signed. Status: On target"
                if let Some(part) = placeholders::find(&value.value).into_iter().next() {
                    self.placeholders.push((cut(&value, part), id.to_owned()));
                }
                let known = self.action.status.take().filter(|known| known.value.status.is_some());
                self.action.status = known.or(Some(value.map(status)));
            }
            "suggestion" => {
                let suggestion = value.map(|text| suggestion(reader.framework(), text));
                self.action.suggestion = self.action.suggestion.take().or(Some(suggestion));
            }
            "phase" => {
                let phases = reader.matcher.phases(words.text);
                if !phases.is_empty() {
                    self.action.place.phases = phases;
                }
            }
            "block" => {
                let blocks = reader.matcher.blocks(words.text);
                if !blocks.is_empty() {
                    self.action.place.blocks = blocks;
                }
            }
            _ => self.words(id, field.kind, value),
        }
    }

    /// Fills a field that holds words.
    pub(super) fn words(&mut self, id: &str, kind: FieldKind, value: Spanned<String>) {
        let value = self.text(id, kind, value);
        let action = &mut self.action;
        let slot = match id {
            "lead" => &mut action.lead,
            "measure" => &mut action.measure,
            "cost" => &mut action.cost,
            "priority" => &mut action.priority,
            "note" => &mut action.note,
            _ => {
                action.others.push((id.to_owned(), value));
                return;
            }
        };
        match slot {
            Some(first) => {
                first.value.value.push_str("; ");
                first.value.value.push_str(&value.value.value);
                first.value.placeholder &= value.value.placeholder;
            }
            None => *slot = Some(value),
        }
    }

    /// Adds a partner; "none" and its like are kept, and name nobody.
    pub(super) fn partner(&mut self, value: Spanned<String>) {
        let partner = self.text("partners", FieldKind::People, value);
        self.action.partners.push(partner);
    }

    /// Reads a date.
    pub(super) fn date(&mut self, id: &str, value: Spanned<String>) -> Spanned<DateText> {
        let date = date(value);
        if date.value.when == When::Placeholder {
            let text = Spanned::new(date.value.text.clone(), date.span);
            self.placeholders.push((text, id.to_owned()));
        }
        date
    }

    fn text(&mut self, id: &str, kind: FieldKind, value: Spanned<String>) -> Spanned<Text> {
        let says_none = placeholders::says_none(&value.value);
        if says_none && !matches!(id, "title" | "lead" | "measure") {
            // A dash for the cost says that there is none, and leaves no gap.
            return value.map(|value| Text { value, placeholder: true });
        }
        let found = placeholders::find(&value.value);
        let whole = match id {
            "title" => placeholders::is_title(&value.value, &found),
            "measure" => placeholders::is_measure(&value.value, &found),
            _ => placeholders::is_value(&value.value, kind, &found),
        };
        let part = found.into_iter().next();
        // A title with a gap in it still says what will be done.
        let placeholder = whole || (part.is_some() && id != "title");
        if whole || part.is_some() {
            let words = part.filter(|_| !whole).map_or_else(|| value.clone(), |part| cut(&value, part));
            self.placeholders.push((words, id.to_owned()));
        }
        value.map(|value| Text { value, placeholder })
    }

    /// The action, and its placeholders as the plan keeps them.
    pub(super) fn finish(self, index: usize) -> (Action, Vec<Placeholder>) {
        let Self { action, placeholders } = self;
        let placeholder = |(text, field)| Placeholder {
            text,
            place: action.place.clone(),
            action: Some(index),
            field: Some(field),
        };
        let placeholders = placeholders.into_iter().map(placeholder).collect();
        (action, placeholders)
    }
}

/// A part of a value, with its own place where the value stands in the file letter by letter.
fn cut(value: &Spanned<String>, part: Range<usize>) -> Spanned<String> {
    let span = value.span;
    let exact = span.end - span.start == value.value.len();
    let place = if exact {
        Span { start: span.start + part.start, end: span.start + part.end, ..span }
    } else {
        span
    };
    Spanned::new(value.value[part].to_owned(), place)
}

/// A date as it is written, and as it is read.
pub(super) fn date(value: Spanned<String>) -> Spanned<DateText> {
    value.map(|text| {
        let found = placeholders::find(&text);
        let when = match dates::read(&text) {
            // "March 2027 (to be confirmed)" is no date yet.
            _ if !found.is_empty() => When::Placeholder,
            When::Unreadable | When::Vague if placeholders::is_value(&text, FieldKind::Date, &found) => {
                When::Placeholder
            }
            when => when,
        };
        DateText { text, when }
    })
}

/// The suggestion that an action names by id or by title.
fn suggestion(framework: &Framework, text: String) -> SuggestionText {
    let found = framework.suggestion(&text).or_else(|| {
        let title = normalize(&text);
        framework.suggestion_ixs().find(|ix| normalize(&framework[*ix].title) == title)
    });
    SuggestionText { text, suggestion: found }
}
