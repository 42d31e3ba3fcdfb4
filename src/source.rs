//! Texts and places in them: the one module that turns byte offsets into lines and columns.
//!
//! A [`Source`] keeps its text without a leading byte order mark, so that the first character of every file
//! stands at line 1, column 1. Lines end at LF, CRLF or CR; columns count characters (Unicode scalar values).

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// Which text of a [`Sources`] a span belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(u32);

/// A range of bytes of one source: `start..end`, on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The text that the range is of.
    pub source: SourceId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span of `range` in `source`.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        Self { source, start: range.start, end: range.end.max(range.start) }
    }

    /// The empty span at the start of `source`.
    #[must_use]
    pub fn start_of(source: SourceId) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(&self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.source.0, self.start, self.end)
    }
}

/// A place as people and machines name it: both numbers from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// A value and the text that it was read from. Two are equal when their values are: where a plan says something
/// does not change what it says.
#[derive(Clone, Copy, Default)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: fmt::Debug> fmt::Debug for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} @{:?}", self.value, self.span)
    }
}

/// One text with the path under which people know it.
#[derive(Debug, Clone)]
pub struct Source {
    path: String,
    text: String,
    fault: Option<EncodingFault>,
    index: OnceLock<Index>,
}

/// Why a file is not text in UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodingFault {
    /// Where in [`Source::text`] the first character stands that could not be read.
    pub at: Range<usize>,
    /// What is wrong, in a sentence without a full stop.
    pub message: &'static str,
}

impl Source {
    /// A text to be shown under `path`. A leading byte order mark is left out.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self { path: path.into(), text, fault: None, index: OnceLock::new() }
    }

    /// The bytes of a file. What is not UTF-8 becomes U+FFFD, and the fault is kept.
    #[must_use]
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let utf_16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let (mut source, undecodable) = match String::from_utf8(bytes) {
            Ok(text) => (Self::new(path, text), false),
            Err(error) => (Self::new(path, String::from_utf8_lossy(error.as_bytes())), true),
        };
        let bad = match (utf_16, undecodable) {
            (true, _) => Some(0),
            (_, true) => source.text.find(['\0', '\u{fffd}']),
            _ => source.text.find('\0'),
        };
        source.fault = bad.map(|start| {
            let width = source.text[start..].chars().next().map_or(0, char::len_utf8);
            let message = match source.text.as_bytes().get(start) {
                _ if utf_16 => "this file is written in UTF-16, not in UTF-8",
                Some(0) => "this file holds a NUL byte, so it is not plain text",
                _ => "this file is not written in UTF-8",
            };
            EncodingFault { at: start..start + width, message }
        });
        source
    }

    /// What is wrong with the file's encoding, if anything.
    #[must_use]
    pub fn encoding_fault(&self) -> Option<&EncodingFault> {
        self.fault.as_ref()
    }

    /// The path, with `/`, as it is printed.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; one past the end counts as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let index = self.index.get_or_init(|| Index::new(&self.text));
        let line = index.lines.partition_point(|&start| start <= offset);
        let start = index.lines.get(line - 1).copied().unwrap_or(0);
        let before = |offset| index.characters_before(&self.text, offset);
        Position { line, column: before(offset) - before(start) + 1 }
    }
}

/// What finds lines and columns in a text fast, whatever the text: a line may be as long as its file.
#[derive(Debug, Clone)]
struct Index {
    /// The offset at which each line starts.
    lines: Vec<usize>,
    /// How many characters begin before each offset that is a multiple of [`Index::STEP`].
    characters: Vec<usize>,
}

impl Index {
    const STEP: usize = 1024;

    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (index, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
            if ends_line {
                lines.push(index + 1);
            }
        }
        let mut characters = vec![0];
        for (at, step) in bytes.chunks(Self::STEP).enumerate() {
            characters.push(characters[at] + count(step));
        }
        Self { lines, characters }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let step = offset / Self::STEP;
        self.characters[step] + count(&text.as_bytes()[step * Self::STEP..offset])
    }
}

/// How many characters begin in a stretch of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The texts that one plan, or one framework, was read from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// No texts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text in and says how to name it.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(source);
        SourceId(id)
    }

    /// The text named by `id`. Ids come from [`Sources::add`] of the same value.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    /// Every text with its id, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.all)
    }

    /// The text that a span cuts out.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text().get(span.start..span.end).unwrap_or_default()
    }

    /// Where a span starts and ends.
    #[must_use]
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let source = self.get(span.source);
        (source.position(span.start), source.position(span.end))
    }

    /// The path of the text that a span is of.
    #[must_use]
    pub fn path(&self, span: Span) -> &str {
        self.get(span.source).path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_at_lf_crlf_and_cr() {
        let source = Source::new("p", "\u{feff}aé\u{1f600}b\r\nŵ\rx\ny");
        let at = |offset| {
            let position = source.position(offset);
            (position.line, position.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at("aé\u{1f600}".len()), (1, 4));
        let second = source.text().find('ŵ').map_or(0, |found| found);
        assert_eq!(at(second), (2, 1));
        assert_eq!(at(second + 'ŵ'.len_utf8() + 1), (3, 1));
        assert_eq!(at(source.text().len() - 1), (4, 1));
        assert_eq!(at(9_999), (4, 2));
    }

    #[test]
    fn columns_are_right_however_long_a_line_is() {
        let text = format!("one\n{}", "a\u{e9}\u{1f600}".repeat(1000));
        let source = Source::new("p", text.as_str());
        for (column, (offset, _)) in text["one\n".len()..].char_indices().enumerate() {
            assert_eq!(source.position("one\n".len() + offset), Position { line: 2, column: column + 1 });
        }
        assert_eq!(source.position(text.len()), Position { line: 2, column: 3001 });
    }
}
