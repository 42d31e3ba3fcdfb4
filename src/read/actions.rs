//! Actions in Markdown: list items and rows of tables.

use std::ops::Range;

use super::blocks::{Block, BlockKind, Item};
use super::filling::{fill, head};
use super::gather::{dedented, html_words, inlines, placeholders_in, without_space, words_of};
use super::inline::Inline;
use super::labels::Labelled;
use super::origin::Origin;
use super::remarks::Remarks;
use super::segments::segments;
use super::values::Draft;
use super::{Reader, dates};
use crate::framework::FieldIx;
use crate::plan::{ActionStatus, Place, StatusText};
use crate::source::Spanned;

/// What a list item was read as.
pub(super) struct ItemReading<'b> {
    pub(super) draft: Draft,
    /// The items with a task box below it: actions of their own.
    pub(super) below: Vec<&'b Item>,
}

/// Reads a list item as an action, if it is one: it has a task box, a field below it or in its own words, or words
/// that end in a lead and a date.
pub(super) fn item<'b>(
    reader: &Reader,
    origin: &Origin<'_>,
    place: &Place,
    item: &'b Item,
) -> Option<ItemReading<'b>> {
    let mut parts = Parts::default();
    for child in &item.children {
        parts.sort_child(reader, origin, child);
    }
    let own = reader.labels.find(&item.text, origin, false);
    let own_is_field = own.first().is_some_and(|first| item.text.plain[..first.start].trim().is_empty());
    let labelled = !own.is_empty() || !parts.fields.is_empty();
    let segments = if labelled { None } else { segments(&item.text, origin) };
    let is_action = item.task.is_some() || ((labelled || segments.is_some()) && !item.text.is_blank());
    if !is_action || own_is_field {
        return None;
    }
    let mut draft = Draft::default();
    draft.action.place = place.clone();
    draft.action.span = Spanned::new((), origin.span(without_space(&origin.text, item.range.clone())));
    let end = match (&segments, own.first()) {
        (Some(segments), _) => segments.title,
        (None, Some(first)) => title_end(&item.text, first.start),
        (None, None) => item.text.plain.len(),
    };
    head(&mut draft, &item.text, end, origin);
    if let Some(segments) = segments {
        segments.fill(&mut draft, reader, &item.text, origin);
    }
    let remarks = Remarks::new(reader, &item.text, &own);
    for (found, end) in own.iter().zip(&remarks.ends) {
        fill(&mut draft, reader, found.field, &item.text, found.value.start..*end, origin);
    }
    for (field, range) in &remarks.fields {
        fill(&mut draft, reader, *field, &item.text, range.clone(), origin);
    }
    for (words, found, children) in &parts.fields {
        fill(&mut draft, reader, found.field, words, found.value.clone(), origin);
        if words.plain[found.value.clone()].trim().is_empty() {
            values_below(&mut draft, reader, found.field, children, origin);
        }
    }
    if let Some(last) = own.last().filter(|_| draft.action.due.is_none()) {
        // "Open the hub by March 2021 (Lead: Ann)", "Open the hub (Lead: Ann) by March 2021"
        let tail = last.value.end;
        let date = ends_by(&item.text, 0..end).or_else(|| ends_by(&item.text, tail..item.text.plain.len()));
        if let Some((field, date)) = reader.labels.field("due").zip(date) {
            fill(&mut draft, reader, field, &item.text, date, origin);
        }
    }
    if item.task == Some(true) && draft.action.status.is_none() {
        let span = draft.action.title.span;
        let status =
            StatusText { text: ActionStatus::Done.name().to_owned(), status: Some(ActionStatus::Done) };
        draft.action.status = Some(Spanned::new(status, span));
    }
    parts.put_detail(&mut draft, origin);
    Some(ItemReading { draft, below: parts.below })
}

/// The parts below an action: its fields, its detail, and actions of their own.
#[derive(Default)]
struct Parts<'b> {
    fields: Vec<(&'b Inline, Labelled, &'b [Block])>,
    detail: Vec<Vec<Range<usize>>>,
    detail_words: Vec<&'b Inline>,
    below: Vec<&'b Item>,
}

impl<'b> Parts<'b> {
    fn sort_child(&mut self, reader: &Reader, origin: &Origin<'_>, child: &'b Block) {
        match &child.kind {
            BlockKind::List(items) => {
                let mut rest = Vec::new();
                for nested in items {
                    let found = reader.labels.find(&nested.text, origin, true);
                    if !found.is_empty() {
                        let fields =
                            found.into_iter().map(|found| (&nested.text, found, nested.children.as_slice()));
                        self.fields.extend(fields);
                    } else if nested.task.is_some() {
                        self.below.push(nested);
                    } else {
                        rest.push(nested.range.clone());
                        words_of(&nested.text, &nested.children, &mut self.detail_words);
                    }
                }
                if !rest.is_empty() {
                    self.detail.push(rest);
                }
            }
            BlockKind::Paragraph(words) => {
                let found = reader.labels.find(words, origin, true);
                if found.is_empty() {
                    self.detail.push(vec![child.range.clone()]);
                    self.detail_words.push(words);
                } else {
                    self.fields.extend(found.into_iter().map(|found| (words, found, [].as_slice())));
                }
            }
            BlockKind::Html if html_words(&origin.text, child.range.clone()).is_none() => {}
            _ => {
                self.detail.push(vec![child.range.clone()]);
                inlines(std::slice::from_ref(child), &mut self.detail_words);
            }
        }
    }

    fn put_detail(&self, draft: &mut Draft, origin: &Origin<'_>) {
        let (Some(first), Some(last)) = (
            self.detail.first().and_then(|part| part.first()),
            self.detail.last().and_then(|part| part.last()),
        ) else {
            return;
        };
        let parts: Vec<String> = self
            .detail
            .iter()
            .map(|part| {
                let lines: Vec<String> =
                    part.iter().map(|range| dedented(&origin.text, range.clone())).collect();
                lines.join("\n")
            })
            .collect();
        let span = origin.span(first.start..last.end);
        draft.action.detail = Some(Spanned::new(parts.join("\n\n"), span));
        draft.detail_placeholders(
            self.detail_words.iter().flat_map(|words| placeholders_in(words, origin)).collect(),
        );
    }
}

/// The date that a range of words ends with, after "by".
fn ends_by(words: &Inline, range: Range<usize>) -> Option<Range<usize>> {
    let text = words.plain[range.clone()].trim_end_matches(['.', ' ', ')', ']', '\n']);
    let (before, _) = text.rsplit_once(" by ")?;
    let date = range.start + before.len() + " by ".len()..range.start + text.len();
    dates::is_date(&words.plain[date.clone()]).then_some(date)
}

/// Where a title ends that a label follows: before the sign between the two.
fn title_end(words: &Inline, label: usize) -> usize {
    let before = words.plain[..label].trim_end();
    before.trim_end_matches(['.', ';', ',', '(', '[', '-', '\u{2013}', '\u{2014}', '|', ' ', '\n']).len()
}

/// `- Partners:` with the names in a list below.
fn values_below(draft: &mut Draft, reader: &Reader, field: FieldIx, children: &[Block], origin: &Origin<'_>) {
    let mut found = Vec::new();
    inlines(children, &mut found);
    for words in found {
        fill(draft, reader, field, words, words.whole(), origin);
    }
}
