//! Bullets that were typed as signs, as a conversion from Word or PDF leaves them: "•", "·", "o", a dash. To Markdown
//! their lines are one paragraph.

use std::ops::Range;

use super::blocks::{Block, BlockKind, Document, Item};
use super::inline::Inline;

/// Signs that begin a line as a bullet does.
const SIGNS: [char; 11] = [
    '\u{2022}', '\u{b7}', '\u{25aa}', '\u{25e6}', '\u{25cf}', '\u{25cb}', '\u{2023}', '\u{2043}', '\u{2013}',
    '\u{2014}', '\u{f0b7}',
];

/// Makes lists of the paragraphs of a document whose lines begin with typed bullets.
pub(super) fn as_lists(document: &mut Document) {
    for block in std::mem::take(&mut document.blocks) {
        match block.kind {
            BlockKind::Paragraph(text) => {
                let starts = bullets(&text.plain);
                if starts.is_empty() {
                    document.blocks.push(Block { kind: BlockKind::Paragraph(text), range: block.range });
                } else {
                    split(document, &text, &starts, block.range.end);
                }
            }
            kind => document.blocks.push(Block { kind, range: block.range }),
        }
    }
}

/// The words before the first bullet stay a paragraph; each bullet reaches to the next.
fn split(document: &mut Document, text: &Inline, starts: &[Range<usize>], end: usize) {
    let before = text.trim(0..starts[0].start);
    if !before.is_empty() {
        let range = text.source(before.clone());
        document.blocks.push(Block { kind: BlockKind::Paragraph(text.cut(before)), range });
    }
    let ends = starts.iter().skip(1).map(|next| next.start).chain([text.plain.len()]);
    let items: Vec<Item> = starts
        .iter()
        .zip(ends)
        .map(|(sign, end)| {
            let words = text.trim(sign.end..end);
            let range = text.source(sign.start..words.end.max(sign.end));
            Item { text: text.cut(words), range, ..Item::default() }
        })
        .collect();
    let start = items.first().map_or(end, |item| item.range.start);
    document.blocks.push(Block { kind: BlockKind::List(items), range: start..end });
}

/// The signs, with the white space after them, of the lines that begin with one.
fn bullets(plain: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut letters = 0;
    let mut start = 0;
    for line in plain.split_inclusive('\n') {
        let rest = line.trim_start();
        let at = start + line.len() - rest.len();
        start += line.len();
        let Some(sign) = rest.chars().next().filter(|sign| SIGNS.contains(sign) || *sign == 'o') else {
            continue;
        };
        let after = &rest[sign.len_utf8()..];
        let words = after.trim_start();
        if words.is_empty() || words.len() == after.len() {
            continue;
        }
        letters += usize::from(sign == 'o');
        found.push(at..at + rest.len() - words.len());
    }
    // One line that begins with "o" is Welsh, or chance.
    if letters == 1 && found.len() == 1 { Vec::new() } else { found }
}
