//! Plain words into Markdown that reads back as the same words, and Markdown into a shape that cannot spoil what
//! follows it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::framework::Framework;
use crate::text::{key, unnumbered};

/// Where words are going to stand: what comes before them on their line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'a> {
    /// After the marks of a heading.
    Heading,
    /// In a paragraph, after a word and a colon.
    Paragraph,
    /// In bold.
    Bold,
    /// After the task box of an action, and its reference where it has one.
    Title {
        /// The reference, in Markdown.
        id: Option<&'a str>,
        /// Whose field labels must not be read in the title.
        framework: &'a Framework,
    },
    /// After the label of a field.
    Field {
        /// Whose field labels must not be read in the value.
        framework: &'a Framework,
    },
}

/// The characters of Markdown that may mean more than themselves, one group after the other:
/// the first group that has to be escaped for the words to read back is all that is escaped.
const GROUPS: [&str; 10] = ["", "*_", "[]", "<>", "&", "`", "\\", "~", "#{}", "\\*_[]<>&`~#{}|!"];

/// `value`, on one line, with a backslash before whatever Markdown would not read as itself.
pub(super) fn words(value: &str, spot: Spot<'_>) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let colons = labels(&value, spot);
    let (before, after) = spot.around();
    let bare = read_words(&format!("{before}{after}")).unwrap_or_default();
    let reads_back = |written: &str| {
        let found = read_words(&format!("{before}{written}{after}"));
        found.is_some_and(|found| {
            found.strip_prefix(bare.trim_end()).is_some_and(|found| found.trim() == value)
        })
    };
    // A sign at the very front may open a list, a quote or a heading.
    let front = value.find(|character: char| !character.is_ascii_digit());
    let front = front.filter(|at| value[*at..].starts_with(|sign: char| sign.is_ascii_punctuation()));
    for first in [None, front] {
        for group in GROUPS {
            let written = escape(&value, |at, character| {
                group.contains(character) || Some(at) == first || colons.contains(&at)
            });
            if reads_back(&written) {
                return written;
            }
        }
    }
    escape(&value, |_, character| character.is_ascii_punctuation())
}

impl Spot<'_> {
    fn around(self) -> (String, &'static str) {
        match self {
            Self::Heading => ("## ".to_owned(), ""),
            Self::Paragraph => ("Aim: ".to_owned(), ""),
            Self::Bold => ("**".to_owned(), "**"),
            Self::Title { id: None, .. } => ("- [ ] ".to_owned(), ""),
            Self::Title { id: Some(id), .. } => (format!("- [ ] **{id}**: "), ""),
            Self::Field { .. } => ("- Lead: ".to_owned(), ""),
        }
    }
}

fn escape(value: &str, wanted: impl Fn(usize, char) -> bool) -> String {
    let mut written = String::with_capacity(value.len());
    for (at, character) in value.char_indices() {
        if character.is_ascii_punctuation() && wanted(at, character) {
            written.push('\\');
        }
        written.push(character);
    }
    written
}

/// The colons in a value that would make a field, or a reference, of the words before them.
fn labels(value: &str, spot: Spot<'_>) -> Vec<usize> {
    let (Spot::Title { framework, .. } | Spot::Field { framework }) = spot else { return Vec::new() };
    let names: Vec<String> = framework
        .fields
        .iter()
        .flat_map(|field| [&field.words.title, &field.words.id].into_iter().chain(&field.words.aliases))
        .map(|word| key(word))
        .filter(|word| !word.is_empty())
        .collect();
    let colons = value.match_indices(':').map(|(at, _)| at);
    let mut found: Vec<usize> = colons
        .filter(|at| {
            let before = key(&value[..*at]);
            names
                .iter()
                .any(|name| before.ends_with(name.as_str()) || unnumbered(&before).ends_with(name.as_str()))
        })
        .collect();
    if matches!(spot, Spot::Title { id: None, .. })
        && let Some(first) = value.find(':').filter(|at| is_id(&value[..*at]))
    {
        found.push(first);
    }
    found
}

/// Whether a reference can stand before a title, `**SC1**: `.
pub(super) fn is_id(text: &str) -> bool {
    let text = text.trim_end();
    text.len() <= 24
        && text.chars().any(|character| character.is_ascii_digit())
        && text.chars().all(|character| character.is_alphanumeric() || "-._/".contains(character))
}

fn parser(markdown: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    Parser::new_ext(markdown, options)
}

/// The words of one heading, paragraph or list item without Markdown's marks; `None` where there is more than that.
fn read_words(markdown: &str) -> Option<String> {
    let mut found = String::new();
    let mut blocks = 0;
    for event in parser(markdown) {
        match event {
            Event::Text(text) => found.push_str(&text),
            Event::Start(Tag::List(_) | Tag::Heading { .. } | Tag::Paragraph) => {
                blocks += 1;
                if blocks > 1 {
                    return None;
                }
            }
            Event::Start(Tag::Item | Tag::Strong) | Event::End(_) | Event::TaskListMarker(_) => {}
            // Marks that swallow nothing but themselves still are not the words that were meant.
            _ => return None,
        }
    }
    Some(found)
}

/// A text for the inside of an HTML comment: nothing in it ends the comment.
pub(super) fn comment(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '-' && safe.ends_with('-') {
            safe.push(' ');
        }
        safe.push(character);
    }
    safe
}

/// Markdown with LF line ends, whose last code block, comment or tag is closed, so that it does not reach into what
/// is written after it.
pub(super) fn closed(markdown: &str) -> String {
    const AFTER: &str = "\n\nafter";
    let mut text = markdown.replace("\r\n", "\n").replace('\r', "\n").trim_end().to_owned();
    let probe = format!("{text}{AFTER}");
    let Some((kind, range)) = last_block(&probe) else { return text };
    if range.start > text.len() {
        return text;
    }
    let opening = probe.get(range).unwrap_or_default();
    match kind {
        Last::Fence => {
            let sign = opening.chars().next().unwrap_or('`');
            let fence: String = opening.chars().take_while(|character| *character == sign).collect();
            text.push('\n');
            text.push_str(&fence);
        }
        Last::Html => {
            let lower = opening.to_ascii_lowercase();
            let ends = [
                ("<!--", "-->"),
                ("<![cdata[", "]]>"),
                ("<?", "?>"),
                ("<!", ">"),
                ("<script", "</script>"),
                ("<pre", "</pre>"),
                ("<style", "</style>"),
                ("<textarea", "</textarea>"),
            ];
            if let Some((_, end)) = ends.iter().find(|(start, _)| lower.starts_with(start)) {
                text.push('\n');
                text.push_str(end);
            }
        }
        Last::Other => {}
    }
    text
}

enum Last {
    Fence,
    Html,
    Other,
}

/// The last block of a text that stands in no other, and where.
fn last_block(markdown: &str) -> Option<(Last, Range<usize>)> {
    top_blocks(markdown).pop()
}

fn top_blocks(markdown: &str) -> Vec<(Last, Range<usize>)> {
    let mut depth = 0usize;
    let mut found = Vec::new();
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let kind = match tag {
                        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Last::Fence,
                        Tag::HtmlBlock => Last::Html,
                        _ => Last::Other,
                    };
                    found.push((kind, range));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 => found.push((Last::Other, range)),
            _ => {}
        }
    }
    found
}

/// Whether two pieces of Markdown would grow together, as two lists do.
pub(super) fn grow_together(first: &str, second: &str) -> bool {
    let joined = format!("{first}\n\n{second}");
    let border = first.len() + 2;
    top_blocks(&joined).iter().any(|(_, range)| range.start < first.len() && range.end > border)
}

/// Every line but the first, moved to the right; empty lines stay empty.
pub(super) fn indented(text: &str, width: usize) -> String {
    let margin = " ".repeat(width);
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(
            |(at, line)| {
                if at == 0 || line.trim().is_empty() { line.to_owned() } else { format!("{margin}{line}") }
            },
        )
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_markdown_leaves_alone_are_written_as_they_are() {
        for plain in
            ["Homes & hearths", "snake_case", "2 * 3 = 6", "[Action]", "a < b", "C:\\Plans", "50% (of 12)"]
        {
            assert_eq!(words(plain, Spot::Heading), plain);
        }
    }

    #[test]
    fn only_what_would_be_read_otherwise_is_escaped() {
        for (plain, written) in [
            ("*new* plan", "\\*new\\* plan"),
            ("see <b>", "see \\<b\\>"),
            ("AT&amp;T", "AT\\&amp;T"),
            ("plan #", "plan \\#"),
            ("[a](b) and *c*", "\\[a\\](b) and \\*c\\*"),
        ] {
            assert_eq!(words(plain, Spot::Heading), written);
        }
        let framework = Framework::default();
        let field = |plain| words(plain, Spot::Field { framework: &framework });
        assert_eq!(field("1. first"), "1. first", "a number after a label opens no list");
        let title = |plain| words(plain, Spot::Title { id: None, framework: &framework });
        assert_eq!(title("SC1: a board"), "SC1\\: a board", "it would be a reference");
    }

    #[test]
    fn what_is_left_open_is_closed() {
        for (open, end) in [
            ("```\ncode", "\n```"),
            ("~~~~ text\ncode", "\n~~~~"),
            ("<!-- note", "\n-->"),
            ("<script>\n\nlet a", "\n</script>"),
            ("- item\n\n  ```\n  code", ""),
            ("<div>\nwords", ""),
            ("words", ""),
        ] {
            assert_eq!(closed(open), format!("{open}{end}"));
            assert_eq!(closed(&closed(open)), closed(open));
        }
    }

    #[test]
    fn lists_grow_together_and_other_text_does_not() {
        assert!(grow_together("- a", "- b"));
        assert!(grow_together("1. a", "1. b"));
        assert!(!grow_together("- a", "* b"));
        assert!(!grow_together("- a", "words"));
        assert!(!grow_together("words", "- a"));
    }

    #[test]
    fn no_text_ends_the_comment_that_it_stands_in() {
        for text in ["a --> b", "--", "---->", "<!-- a -->", "-"] {
            assert!(!comment(text).contains("--"), "{text}");
        }
    }
}
