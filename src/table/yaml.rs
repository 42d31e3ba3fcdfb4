//! YAML into values, as far as front matter goes: mappings, lists and scalars, without anchors.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::{Faults, Value};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Span, Spanned};

/// A collection that is still open.
struct Open {
    start: usize,
    list: bool,
    items: Vec<Spanned<Value>>,
    entries: Vec<(Spanned<String>, Spanned<Value>)>,
    key: Option<Spanned<String>>,
}

impl Open {
    fn new(start: usize, list: bool) -> Self {
        Self { start, list, items: Vec::new(), entries: Vec::new(), key: None }
    }

    fn put(&mut self, value: Spanned<Value>, faults: &Faults) {
        if self.list {
            self.items.push(value);
        } else if let Some(key) = self.key.take() {
            if self.entries.iter().any(|(name, _)| name.value == key.value) {
                let message = format!("the key `{}` stands twice in the front matter", key.value);
                faults.add(Problem::new(ProblemKind::Syntax, key.span, message));
            }
            self.entries.push((key, value));
        } else {
            let name = if let Value::Text(text) = value.value { text } else { String::new() };
            self.key = Some(Spanned::new(name, value.span));
        }
    }

    fn close(self) -> Value {
        if self.list { Value::List(self.items) } else { Value::Table(self.entries) }
    }
}

/// Reads the YAML that stands at `range` of a source. The first syntax error becomes a fault.
pub fn parse_yaml(source: &Source, id: SourceId, range: Range<usize>, faults: &Faults) -> Spanned<Value> {
    let text = source.text().get(range.clone()).unwrap_or_default();
    let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| range.start + offset).collect();
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(range.end);
    let span = |place: YamlSpan| Span::new(id, byte(place.start.index())..byte(place.end.index()));

    let mut root = Spanned::new(Value::Nothing, Span::new(id, range.clone()));
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = byte(error.marker().index());
                let message = format!("this front matter could not be read as YAML: {}", error.info());
                faults
                    .add(Problem::new(ProblemKind::Syntax, Span::new(id, at..at), message).help(
                        "a line is written key: value; put the value in quotes where it holds a colon",
                    ));
                break;
            }
        };
        let finished = match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let value = match text.as_ref() {
                    "" | "~" | "null" if plain => Value::Nothing,
                    "true" | "false" if plain => Value::Bool(text == "true"),
                    _ => Value::Text(text.into_owned()),
                };
                Some(Spanned::new(value, span(place)))
            }
            Event::Alias(_) => {
                let message = "front matter cannot use YAML aliases here: write the value out";
                faults.add(Problem::new(ProblemKind::Syntax, span(place), message));
                Some(Spanned::new(Value::Nothing, span(place)))
            }
            Event::SequenceStart(..) => {
                open.push(Open::new(byte(place.start.index()), true));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::new(byte(place.start.index()), false));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = byte(place.end.index());
                open.pop().map(|closed| {
                    let place = Span::new(id, closed.start..end);
                    Spanned::new(closed.close(), place)
                })
            }
            _ => None,
        };
        if let Some(value) = finished {
            match open.last_mut() {
                Some(parent) => parent.put(value, faults),
                None => root = value,
            }
        }
    }
    // After an error the root is what was complete so far.
    while let Some(closed) = open.pop() {
        let place = Span::new(id, closed.start..range.end);
        let value = Spanned::new(closed.close(), place);
        match open.last_mut() {
            Some(parent) => parent.put(value, faults),
            None => root = value,
        }
    }
    root
}
