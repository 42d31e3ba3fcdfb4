//! The line that a finding is about, made safe to print and cut to a length that a person reads.

use std::ops::Range;

use crate::source::{Source, Span};

/// A line, and what of it is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) meant: Range<usize>,
    /// Whether the line begins before the text does.
    pub(super) is_cut: bool,
}

/// How many characters of a line are shown.
const WIDTH: usize = 120;
/// How many of them stand before what is meant.
const BEFORE: usize = 40;

/// The line on which a span starts; of a span of several lines, the part on the first.
pub(super) fn excerpt(source: &Source, span: Span) -> Excerpt {
    let text = source.text();
    let start = span.start.min(text.len());
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    let end = span.end.clamp(start, line_end);
    // A line may be a megabyte long: only what is shown is looked at.
    let from = text[line_start..start]
        .char_indices()
        .rev()
        .take(BEFORE)
        .last()
        .map_or(start, |(at, _)| line_start + at);
    let cut_before = start - line_start > WIDTH && from > line_start;
    let from = if cut_before { from } else { line_start };
    let shown: usize = text[from..line_end].chars().take(WIDTH).map(char::len_utf8).sum();
    let until = from + shown;

    let mut excerpt = Excerpt { text: String::new(), meant: 0..0, is_cut: cut_before };
    if cut_before {
        excerpt.text.push('\u{2026}');
    }
    excerpt.text.push_str(&safe(&text[from..start.min(until)]));
    excerpt.meant.start = excerpt.text.len();
    excerpt.text.push_str(&safe(&text[start.min(until)..end.min(until)]));
    excerpt.meant.end = excerpt.text.len();
    excerpt.text.push_str(&safe(&text[end.min(until)..until]));
    if until < line_end {
        excerpt.text.push('\u{2026}');
    }
    excerpt
}

/// Signs that a terminal would obey are shown as one sign that it does not.
fn safe(text: &str) -> String {
    let obeyed = |character: char| {
        (character.is_control() && character != '\t')
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().map(|character| if obeyed(character) { '\u{fffd}' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn cut(text: &str, range: Range<usize>) -> Excerpt {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("p", text));
        excerpt(sources.get(id), Span::new(id, range))
    }

    #[test]
    fn the_line_is_shown_and_what_is_meant_is_marked() {
        assert_eq!(
            cut("one\r\ntwo three\r\n", 9..14),
            Excerpt { text: "two three".into(), meant: 4..9, is_cut: false }
        );
        assert_eq!(cut("one\ntwo\nthree", 5..10), Excerpt { text: "two".into(), meant: 1..3, is_cut: false });
        assert_eq!(cut("", 0..0), Excerpt { text: String::new(), meant: 0..0, is_cut: false });
        let excerpt = cut("a\u{1b}[31m\u{202e}b", 1..2);
        assert_eq!(excerpt.text, "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(&excerpt.text[excerpt.meant], "\u{fffd}");
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let line = format!("{}HERE{}", "x".repeat(1_000_000), "y".repeat(1_000_000));
        let excerpt = cut(&line, 1_000_000..1_000_004);
        assert_eq!(&excerpt.text[excerpt.meant.clone()], "HERE");
        assert!(excerpt.text.chars().count() <= WIDTH + 2, "{}", excerpt.text.len());
    }
}
