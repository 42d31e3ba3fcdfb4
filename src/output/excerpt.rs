//! The lines that findings are about, made safe to print and cut to a length that a person reads.

use std::ops::Range;

use crate::source::{Source, Span};
use crate::text::is_obeyed;

/// Lines that follow one another, and what of them is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line.
    pub(super) line: usize,
    /// The lines, without an end after the last.
    pub(super) text: String,
    /// The part of `text` that each span means, in the order of the spans.
    pub(super) marks: Vec<Range<usize>>,
}

/// How many characters of a line are shown.
const WIDTH: usize = 100;
/// How many of them stand before what is meant.
const BEFORE: usize = 30;
const ELLIPSIS: char = '\u{2026}';

/// The lines on which spans start, and those between; of a span of several lines, the part on its first. The spans
/// come in the order of their starts, and not too far apart: what lies between is shown as well.
pub(super) fn excerpt(source: &Source, spans: &[Span]) -> Excerpt {
    let text = source.text();
    let starts: Vec<usize> = spans.iter().map(|span| on_line(text, span.start)).collect();
    let (first, last) = (starts.first().copied().unwrap_or(0), starts.last().copied().unwrap_or(0));
    let mut excerpt = Excerpt { line: source.position(first).line, text: String::new(), marks: Vec::new() };
    let mut from = text[..first].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    loop {
        let until = text[from..].find(['\n', '\r']).map_or(text.len(), |at| from + at);
        let meant = starts.iter().zip(spans).filter(|(start, _)| (from..=until).contains(*start));
        let meant: Vec<Range<usize>> =
            meant.map(|(start, span)| start - from..span.end.clamp(*start, until) - from).collect();
        excerpt.push_line(&text[from..until], &meant);
        if until >= last {
            return excerpt;
        }
        excerpt.text.push('\n');
        from = until + if text[until..].starts_with("\r\n") { 2 } else { 1 };
    }
}

/// An offset inside the text; never between the two characters of one line end.
fn on_line(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let within = text.as_bytes().get(offset) == Some(&b'\n') && text[..offset].ends_with('\r');
    if within { offset - 1 } else { offset }
}

impl Excerpt {
    /// Takes a line in, or the part of it around the first thing that is meant: a line may be a megabyte long.
    fn push_line(&mut self, line: &str, meant: &[Range<usize>]) {
        let start = meant.first().map_or(0, |range| range.start);
        let far_in = line[..start].chars().nth(WIDTH - BEFORE).is_some();
        let before = line[..start].char_indices().rev().take(BEFORE).last().map_or(0, |(at, _)| at);
        let from = if far_in { before } else { 0 };
        let until = from + line[from..].chars().take(WIDTH).map(char::len_utf8).sum::<usize>();
        if from > 0 {
            self.text.push(ELLIPSIS);
        }
        let base = self.text.len();
        let shown = |offset: usize| base + safe(&line[from..offset.clamp(from, until)]).len();
        self.marks.extend(meant.iter().map(|range| shown(range.start)..shown(range.end)));
        self.text.push_str(&safe(&line[from..until]));
        if until < line.len() {
            self.text.push(ELLIPSIS);
        }
    }
}

/// Signs that a terminal would obey are shown as one sign that it does not.
fn safe(text: &str) -> String {
    let shown = |one| if is_obeyed(one) && one != '\t' { char::REPLACEMENT_CHARACTER } else { one };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::single_range_in_vec_init, reason = "what is meant is often one range")]

    use super::*;
    use crate::source::Sources;

    fn cut(text: &str, ranges: &[Range<usize>]) -> Excerpt {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("p", text));
        let spans: Vec<Span> = ranges.iter().map(|range| Span::new(id, range.clone())).collect();
        excerpt(sources.get(id), &spans)
    }

    fn shown(line: usize, text: &str, marks: &[Range<usize>]) -> Excerpt {
        Excerpt { line, text: text.to_owned(), marks: marks.to_vec() }
    }

    #[test]
    fn the_line_is_shown_and_what_is_meant_is_marked() {
        assert_eq!(cut("one\r\ntwo three\r\n", &[9..14]), shown(2, "two three", &[4..9]));
        assert_eq!(cut("one\ntwo\nthree", &[5..10]), shown(2, "two", &[1..3]));
        assert_eq!(cut("", &[0..0]), shown(1, "", &[0..0]));
        assert_eq!(cut("one\r\ntwo", &[4..4]), shown(1, "one", &[3..3]));
        assert_eq!(cut("one", &[9..12]), shown(1, "one", &[3..3]));
        let excerpt = cut("a\u{1b}[31m\u{202e}b", &[1..2]);
        assert_eq!(excerpt, shown(1, "a\u{fffd}[31m\u{fffd}b", &[1..4]));
    }

    #[test]
    fn spans_on_several_lines_share_their_lines() {
        let lines = "1\r2 \u{0}x\r\n3\n4 y y\n5";
        assert_eq!(
            cut(lines, &[5..6, 12..13, 14..15]),
            shown(2, "2 \u{fffd}x\n3\n4 y y", &[5..6, 11..12, 13..14])
        );
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let (long, longer) = ("x".repeat(1_000_000), "\u{1f600}".repeat(1_000_000));
        let excerpt = cut(&format!("{long}HERE{longer}THERE"), &[1_000_000..1_000_004, 5_000_004..5_000_009]);
        assert_eq!(&excerpt.text[excerpt.marks[0].clone()], "HERE");
        assert!(excerpt.marks[1].is_empty(), "what lies outside is not marked");
        assert_eq!(excerpt.text.chars().count(), WIDTH + 2);
    }
}
