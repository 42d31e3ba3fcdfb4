//! What stands in blocks: their words, the placeholders among them, and their text as it was written.

use std::ops::Range;

use super::blocks::{Block, BlockKind};
use super::inline::Inline;
use super::origin::Origin;
use super::placeholders;
use super::values::one_line;
use crate::source::Spanned;

/// All words of some blocks, in order.
pub(super) fn inlines<'b>(blocks: &'b [Block], found: &mut Vec<&'b Inline>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => found.push(text),
            BlockKind::Quote(blocks) => inlines(blocks, found),
            BlockKind::List(items) => {
                for item in items {
                    words_of(&item.text, &item.children, found);
                }
            }
            BlockKind::Table(table) => {
                found.extend(&table.header);
                found.extend(table.rows.iter().flat_map(|row| &row.cells));
            }
            BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule => {}
        }
    }
}

pub(super) fn words_of<'b>(text: &'b Inline, children: &'b [Block], found: &mut Vec<&'b Inline>) {
    found.push(text);
    inlines(children, found);
}

/// The placeholders in words, with their places.
pub(super) fn placeholders_in(words: &Inline, origin: &Origin<'_>) -> Vec<Spanned<String>> {
    placeholders_in_range(words, 0..words.plain.len(), origin)
}

/// The placeholders in a part of words.
pub(super) fn placeholders_in_range(
    words: &Inline,
    part: Range<usize>,
    origin: &Origin<'_>,
) -> Vec<Spanned<String>> {
    let found = placeholders::find(&words.plain[part.clone()]);
    let found = found.into_iter().map(|range| part.start + range.start..part.start + range.end);
    placed(found, words, origin)
}

/// Placeholders that were found in words, with their places; those set as code or within a link are none.
pub(super) fn placed(
    found: impl IntoIterator<Item = Range<usize>>,
    words: &Inline,
    origin: &Origin<'_>,
) -> Vec<Spanned<String>> {
    found
        .into_iter()
        .filter(|range| !words.all(range.clone(), |look| look.code || look.link))
        .map(|range| {
            let text = one_line(&words.plain[range.clone()]);
            Spanned::new(text, origin.span(words.source(range)))
        })
        .collect()
}

/// The words of a stretch of HTML, comments and tags aside; an image is as good as words.
pub(super) fn html_words(text: &str, range: Range<usize>) -> Option<()> {
    let mut rest = text.get(range)?;
    while let Some(open) = rest.find('<') {
        if !rest[..open].trim().is_empty() {
            return Some(());
        }
        let tag = &rest[open..];
        if tag.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<img")) {
            return Some(());
        }
        let close = if tag.starts_with("<!--") {
            tag.find("-->").map(|at| at + 3)
        } else {
            tag.find('>').map(|at| at + 1)
        };
        rest = close.map_or("", |close| &tag[close..]);
    }
    (!rest.trim().is_empty()).then_some(())
}

pub(super) fn without_space(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    range.start..range.start + slice.trim_end().len()
}

/// A block's text without the indent that it has for standing in a list.
pub(super) fn dedented(text: &str, range: Range<usize>) -> String {
    let line_start = text[..range.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indent = text[line_start..range.start].chars().count();
    let mut lines = text.get(range).unwrap_or_default().trim_end().lines();
    let mut dedented = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let skip = line.chars().take(indent).take_while(|character| matches!(character, ' ' | '\t')).count();
        dedented.push('\n');
        dedented.push_str(line.get(skip..).unwrap_or_default());
    }
    dedented
}
