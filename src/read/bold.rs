//! Bold lines that stand as headings, as a conversion from Word or PDF leaves them.

use super::Reader;
use super::blocks::{Block, BlockKind, Document};
use super::inline::Inline;
use super::origin::Origin;

/// A heading is short.
const MOST_WORDS: usize = 12;

/// Makes headings of the bold lines of a document, a level below the heading that they stand under.
pub(super) fn as_headings(document: &mut Document, reader: &Reader, origin: &Origin<'_>) {
    let mut level = 1;
    for block in &mut document.blocks {
        match &mut block.kind {
            BlockKind::Heading { level: real, .. } => level = *real,
            BlockKind::Paragraph(text) if stands_as_heading(text, reader, origin) => {
                let text = std::mem::take(text);
                *block = Block {
                    kind: BlockKind::Heading { level: (level + 1).min(6), text },
                    range: block.range.clone(),
                };
            }
            _ => {}
        }
    }
}

/// Whether a paragraph is one short bold line that is neither a sentence nor a field.
fn stands_as_heading(text: &Inline, reader: &Reader, origin: &Origin<'_>) -> bool {
    let whole = text.whole();
    let words = &text.plain[whole.clone()];
    let is_line =
        !words.is_empty() && !words.contains('\n') && words.split_whitespace().count() <= MOST_WORDS;
    let is_sentence = words.ends_with(['.', '!', ';', ',']);
    is_line
        && !is_sentence
        && !text.image
        && text.all(whole, |look| look.strong && !look.struck)
        && reader.labels.find(text, origin, true).is_empty()
}
