//! Where a text came from: a whole document, or a string of a `plan.toml`, so that offsets in the one become
//! places in the other.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{Source, SourceId, Span, Spanned};

/// A text to be read, with the way back to its file.
#[derive(Debug)]
pub(super) struct Origin<'a> {
    /// The text, with a line feed for each carriage return that ends a line on its own: the same bytes for places,
    /// and line ends for pulldown-cmark, which knows no others.
    pub(super) text: Cow<'a, str>,
    source: SourceId,
    map: Map,
}

#[derive(Debug)]
enum Map {
    /// The text stands in the file as it is, so many bytes from its start.
    Shift(usize),
    /// Each entry: from this offset of the text on, the file's offset is this.
    Steps(Vec<(usize, usize)>),
}

impl<'a> Origin<'a> {
    /// A part of a file, from `start` to its end.
    pub(super) fn document(source: &'a Source, id: SourceId, start: usize) -> Self {
        Self {
            text: lines(source.text().get(start..).unwrap_or_default()),
            source: id,
            map: Map::Shift(start),
        }
    }

    /// A string of a TOML file: escapes and delimiters are walked over.
    pub(super) fn string(value: &'a Spanned<String>, source: &Source) -> Self {
        let raw = source.text().get(value.span.start..value.span.end).unwrap_or_default();
        let map = Map::Steps(steps(raw, &value.value, value.span.start));
        Self { text: lines(&value.value), source: value.span.source, map }
    }

    /// The place in the file of a range of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
        // The last byte of a character that an escape stands for has no place of its own.
        Span::new(self.source, start..end.max(start))
    }

    /// A text cut out, with its place, trimmed.
    pub(super) fn cut(&self, range: Range<usize>) -> Spanned<String> {
        let slice = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (slice.len() - slice.trim_start().len());
        let trimmed = slice.trim();
        Spanned::new(trimmed.to_owned(), self.span(start..start + trimmed.len()))
    }

    fn offset(&self, at: usize) -> usize {
        match &self.map {
            Map::Shift(shift) => shift + at,
            Map::Steps(steps) => {
                let index = steps.partition_point(|(from, _)| *from <= at);
                steps.get(index.saturating_sub(1)).map_or(0, |(from, to)| to + (at - from))
            }
        }
    }
}

fn lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') || text.matches('\r').count() == text.matches("\r\n").count() {
        return Cow::Borrowed(text);
    }
    let mut characters = text.chars().peekable();
    let mut lines = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        let alone = character == '\r' && characters.peek() != Some(&'\n');
        lines.push(if alone { '\n' } else { character });
    }
    Cow::Owned(lines)
}

/// Walks a TOML string token beside its value and notes where the two part.
fn steps(raw: &str, value: &str, base: usize) -> Vec<(usize, usize)> {
    let (open, literal) = if raw.starts_with("'''") {
        (3, true)
    } else if raw.starts_with("\"\"\"") {
        (3, false)
    } else {
        (1, raw.starts_with('\''))
    };
    let mut at = open;
    if open == 3 {
        at += raw[at..].len()
            - raw[at..].strip_prefix("\r\n").or(raw[at..].strip_prefix('\n')).unwrap_or(&raw[at..]).len();
    }
    let mut steps = vec![(0, base + at)];
    let mut expected = base + at;
    for (offset, character) in value.char_indices() {
        let rest = raw.get(at..).unwrap_or_default();
        let width = if rest.starts_with('\\') && !literal {
            let skipped = line_continuation(rest);
            at += skipped;
            escape_width(raw.get(at..).unwrap_or_default(), character)
        } else if character == '\n' && rest.starts_with("\r\n") {
            at += 1;
            1
        } else {
            character.len_utf8()
        };
        if base + at != expected {
            steps.push((offset, base + at));
        }
        at += width;
        expected = base + at;
        if width != character.len_utf8() {
            steps.push((offset + character.len_utf8(), expected));
        }
    }
    steps
}

/// How many bytes of `\`-newline-white-space stand at the front.
fn line_continuation(rest: &str) -> usize {
    let mut skipped = 0;
    while let Some(after) = rest[skipped..].strip_prefix('\\') {
        if !after.starts_with([' ', '\t', '\r', '\n']) {
            break;
        }
        skipped = rest.len() - after.trim_start().len();
    }
    skipped
}

fn escape_width(rest: &str, character: char) -> usize {
    if !rest.starts_with('\\') {
        return character.len_utf8();
    }
    match rest.as_bytes().get(1) {
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(b'x') => 4,
        _ => 2,
    }
}
