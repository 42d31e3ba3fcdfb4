//! The parts of an action from words: its id and title, and its fields.

use std::ops::Range;

use super::Reader;
use super::inline::Inline;
use super::origin::Origin;
use super::values::{Draft, Words, one_line};
use crate::framework::FieldIx;
use crate::plan::{ActionStatus, StatusText};
use crate::source::{Span, Spanned};

/// The id and the title: the words up to `end`.
pub(super) fn head(draft: &mut Draft, words: &Inline, end: usize, origin: &Origin<'_>) {
    let range = words.trim(0..end);
    let (id, title) = match id_before(words, range.clone(), origin) {
        Some((id, rest)) => (Some(id), rest),
        None => (None, range),
    };
    draft.action.id =
        id.map(|id| Spanned::new(words.plain[id.clone()].to_owned(), origin.span(words.source(id))));
    if words.all(title.clone(), |look| look.struck) {
        let status =
            StatusText { text: ActionStatus::Dropped.name().to_owned(), status: Some(ActionStatus::Dropped) };
        draft.action.status = Some(Spanned::new(status, origin.span(words.source(title.clone()))));
    }
    let span =
        if title.is_empty() { draft.action.span.span } else { origin.span(words.source(title.clone())) };
    draft.title(Spanned::new(one_line(&words.plain[title]), span));
}

/// `**SC1**: title` or `SC1: title`: the id's range and the title's.
fn id_before(
    words: &Inline,
    range: Range<usize>,
    origin: &Origin<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    let text = &words.plain[range.clone()];
    let strong = words.look(range.start).strong;
    // "**EC1** Reopen the mart": bold alone sets it off.
    let bold = text.split_whitespace().next().filter(|first| {
        let end = range.start + first.len();
        strong
            && !first.contains(':')
            && words.all(range.start..end, |look| look.strong)
            && !words.look(end + 1).strong
    });
    let colon = match bold {
        Some(first) => first.len(),
        None => text.find(':')?,
    };
    let id = &text[..colon];
    let bare = id.trim_end();
    let shaped = !bare.is_empty()
        && bare.len() <= 24
        && bare.chars().all(|character| character.is_alphanumeric() || "-._/".contains(character))
        && bare.chars().any(|character| character.is_ascii_digit());
    let named = strong || bare.starts_with(|first: char| first.is_ascii_uppercase());
    if !shaped || !named || (bold.is_none() && words.is_escaped(range.start + colon, &origin.text)) {
        return None;
    }
    let rest = words.trim((range.start + colon + 1).min(range.end)..range.end);
    Some((range.start..range.start + bare.len(), rest))
}

/// Fills a field from a range of words.
pub(super) fn fill(
    draft: &mut Draft,
    reader: &Reader,
    field: FieldIx,
    words: &Inline,
    range: Range<usize>,
    origin: &Origin<'_>,
) {
    let locate = |part: Range<usize>| -> Span {
        origin.span(words.source(range.start + part.start..range.start + part.end))
    };
    draft.set(reader, field, &Words { text: &words.plain[range.clone()], locate: &locate });
}
