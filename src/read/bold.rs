//! Bold lines that stand as headings, as a conversion from Word or PDF leaves them.

use super::Reader;
use super::blocks::{Block, BlockKind, Document};
use super::inline::Inline;
use super::labels::Labelled;
use super::origin::Origin;
use crate::framework::FieldKind;
use crate::text::normalize;

/// A heading is short.
const MOST_WORDS: usize = 14;

/// What a bold line names, as far as it tells how deep it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stage,
    Theme,
    Other,
}

/// Makes headings of the bold lines of a document, below the heading that they stand under: those that are numbered by
/// the depth of their number; themes below stages where they stand between two of them, else stages below themes. One
/// at the very front that says what the document is stands above them all.
pub(super) fn as_headings(document: &mut Document, reader: &Reader, origin: &Origin<'_>) {
    let kinds: Vec<Option<Kind>> = document.blocks.iter().map(|block| kind(block, reader, origin)).collect();
    let encloses = stages_enclose(&kinds);
    let mut level = 1;
    let mut at_front = true;
    let (mut met_stage, mut met_theme) = (false, false);
    for (block, kind) in document.blocks.iter_mut().zip(kinds) {
        let (text, kind) = match (&mut block.kind, kind) {
            (BlockKind::Paragraph(text), Some(kind)) => (std::mem::take(text), kind),
            (BlockKind::Heading { level: real, .. }, _) => {
                (level, at_front, met_stage, met_theme) = (*real, false, false, false);
                continue;
            }
            _ => {
                at_front = false;
                continue;
            }
        };
        let is_title = at_front && names_a_document(&text.plain);
        at_front &= !is_title;
        met_stage |= kind == Kind::Stage;
        met_theme |= kind == Kind::Theme;
        let is_below = match kind {
            Kind::Stage => met_theme && !encloses,
            Kind::Theme | Kind::Other => met_stage && encloses,
        };
        let depth = number_depth(&text.plain).unwrap_or(if is_below { 2 } else { 1 });
        let below = if is_title { 0 } else { depth };
        block.kind = BlockKind::Heading { level: level.saturating_add(below).min(6), text };
    }
}

/// What a block names, if it is a bold line that stands as a heading.
fn kind(block: &Block, reader: &Reader, origin: &Origin<'_>) -> Option<Kind> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    stands_as_heading(text, reader, origin).then(|| {
        let names = reader.matcher.heading(&text.plain);
        if names.names_block() {
            Kind::Theme
        } else if names.names_phase() {
            Kind::Stage
        } else {
            Kind::Other
        }
    })
}

/// Whether a theme stands between two stages, and none before them.
fn stages_enclose(kinds: &[Option<Kind>]) -> bool {
    let mut told = kinds.iter().flatten().filter(|kind| **kind != Kind::Other);
    told.next() == Some(&Kind::Stage)
        && told.any(|kind| *kind == Kind::Theme)
        && told.any(|kind| *kind == Kind::Stage)
}

/// Whether a line says what the document below it is: "Covid-19 Community Recovery Plan: Local Growth Partnership".
fn names_a_document(text: &str) -> bool {
    const DOCUMENTS: [&str; 6] = ["plan", "strategy", "framework", "roadmap", "programme", "report"];
    normalize(text).split(' ').any(|word| DOCUMENTS.contains(&word))
}

/// How deep a number at the front is: 1 for "2.", 2 for "2.1".
fn number_depth(text: &str) -> Option<u8> {
    let number = text.split_whitespace().next()?.trim_end_matches(['.', ')', ':']);
    let is_number =
        number.split('.').all(|part| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit()));
    is_number.then(|| u8::try_from(number.split('.').count()).unwrap_or(u8::MAX))
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
        && !reader.labels.find(text, origin, true).iter().any(|found| is_field(reader, text, found))
}

/// Whether a label is of a field, and not of a theme or a stage, or counted: "Stage 1: Reopening", "Priority 2: Jobs".
fn is_field(reader: &Reader, text: &Inline, found: &Labelled) -> bool {
    let label = text.plain[found.start..found.value.start].trim_end_matches([':', ' ']);
    let is_counted = label.ends_with(|character: char| character.is_ascii_digit());
    !is_counted && !matches!(reader.framework()[found.field].kind, FieldKind::Block | FieldKind::Phase)
}
