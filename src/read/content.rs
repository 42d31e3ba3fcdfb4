//! Paragraphs and lists: what of them is an action, what is text, and what is only to be filled in.

use std::ops::Range;

use super::actions;
use super::blocks::{BlockKind, Item};
use super::gather::{inlines, placed, words_of};
use super::inline::Inline;
use super::markdown::Walk;
use super::placeholders;
use super::values::{Draft, one_line};
use crate::plan::{NotApplicable, Passage, PassageKind, Placeholder};
use crate::source::{Span, Spanned};

impl<'b> Walk<'_, 'b, '_> {
    pub(super) fn paragraph(&mut self, text: &Inline, range: Range<usize>) {
        let place = self.place().clone();
        let whole = text.whole();
        let plain = &text.plain[whole.clone()];
        if let Some(reason) = why_not_applicable(plain) {
            let range = text.trim(whole.end - reason.len()..whole.end);
            let named = !place.blocks.is_empty() || !place.phases.is_empty();
            if named && !range.is_empty() {
                let reason =
                    Spanned::new(one_line(&text.plain[range.clone()]), self.origin.span(text.source(range)));
                self.build.plan.not_applicable.push(NotApplicable { place, reason });
            }
        } else if let Some(aim) = after_label(plain, "aim") {
            let range = text.trim(whole.end - aim.len()..whole.end);
            if !range.is_empty() {
                let span = self.origin.span(text.source(range.clone()));
                let text = Spanned::new(one_line(&text.plain[range]), span);
                let passage = Passage { heading: self.heading(), place, kind: PassageKind::Aim, text };
                self.build.plan.passages.push(passage);
            }
        } else if let Some(draft) = self.numbered(text, range.clone()) {
            self.action(draft);
        } else {
            self.content(range, &[text], false);
        }
    }

    /// A numbered paragraph with fields in its words is an action: "6.3.2 Open the hub. Lead: Head of Housing."
    fn numbered(&self, text: &Inline, range: Range<usize>) -> Option<Draft> {
        let start = text.whole().start;
        let number = text.plain[start..].split_whitespace().next()?;
        let bare = number.trim_end_matches(['.', ')']);
        let counts = bare.contains('.') && bare.split('.').all(|part| part.parse::<u16>().is_ok());
        if !counts || self.setting.in_record {
            return None;
        }
        let item = Item { text: text.clone(), range, ..Item::default() };
        let mut draft = actions::item(self.build.reader, self.origin, self.place(), &item)?.draft;
        let title = &mut draft.action.title;
        if let Some(rest) = title.value.value.strip_prefix(number).map(str::trim_start) {
            let span = title.span;
            let cut = title.value.value.len() - rest.len();
            let id = Spanned::new(bare.to_owned(), Span { end: span.start + bare.len(), ..span });
            title.span = Span { start: (span.start + cut).min(span.end), ..span };
            title.value.value = rest.to_owned();
            draft.action.id = draft.action.id.or(Some(id));
        }
        Some(draft)
    }

    /// A stretch of text that is no action. `certain`: it holds something besides words (code, HTML).
    pub(super) fn content(&mut self, range: Range<usize>, words: &[&Inline], certain: bool) {
        let spoken: Vec<(&Inline, Vec<Range<usize>>)> = words
            .iter()
            .filter(|words| !words.is_blank() && !placeholders::is_furniture(&words.plain))
            .map(|words| (*words, placeholders::find(&words.plain)))
            .collect();
        if spoken.is_empty() && !certain {
            return;
        }
        let place = self.place().clone();
        let named = !place.blocks.is_empty() || !place.phases.is_empty() || !place.sections.is_empty();
        let alone = named && spoken.len() == 1;
        let only = |words: &Inline, found: &[Range<usize>]| {
            // "N/A" without a reason is an answer to come.
            let says_none = alone && placeholders::says_none(&words.plain);
            !words.image && (says_none || placeholders::is_only(&words.plain, found))
        };
        let is_open = !certain && spoken.iter().all(|(words, found)| only(words, found));
        let kind = if is_open { PassageKind::Placeholder } else { PassageKind::Content };
        for (words, found) in spoken {
            let is_only = only(words, &found);
            let mut told = placed(found, words, self.origin);
            if told.is_empty() && is_only {
                let range = words.whole();
                told.push(Spanned::new(one_line(&words.plain), self.origin.span(words.source(range))));
            }
            let all = told.into_iter().map(|text| Placeholder {
                text,
                place: place.clone(),
                action: None,
                field: None,
            });
            self.build.plan.placeholders.extend(all);
        }
        let text = self.origin.cut(range);
        self.build.plan.passages.push(Passage { heading: self.heading(), place, kind, text });
    }

    pub(super) fn list(&mut self, items: &'b [Item]) {
        let mut plain: Vec<&'b Item> = Vec::new();
        for item in items {
            match actions::item(self.build.reader, self.origin, self.place(), item) {
                Some(reading) => {
                    self.plain_items(&mut plain);
                    self.action(reading.draft);
                    self.actions_below(&reading.below);
                }
                None => plain.push(item),
            }
        }
        self.plain_items(&mut plain);
    }

    fn actions_below(&mut self, below: &[&'b Item]) {
        for item in below {
            if let Some(reading) = actions::item(self.build.reader, self.origin, self.place(), item) {
                self.action(reading.draft);
                self.actions_below(&reading.below);
            }
        }
    }

    pub(super) fn action(&mut self, draft: Draft) {
        let (action, placeholders) = draft.finish(self.build.plan.actions.len());
        self.build.plan.actions.push(action);
        self.build.plan.placeholders.extend(placeholders);
    }

    /// Bullets that are no actions are text; actions below them are actions all the same.
    fn plain_items(&mut self, items: &mut Vec<&'b Item>) {
        if let [only] = items.as_slice()
            && only.children.is_empty()
            && why_not_applicable(&only.text.plain[only.text.whole()]).is_some()
        {
            self.paragraph(&only.text, only.range.clone());
            items.clear();
            return;
        }
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        let range = first.range.start..last.range.end;
        let mut words = Vec::new();
        let mut below = Vec::new();
        for item in items.drain(..) {
            words.push(&item.text);
            for child in &item.children {
                match &child.kind {
                    BlockKind::List(nested) => below.extend(nested),
                    _ => inlines(std::slice::from_ref(child), &mut words),
                }
            }
        }
        let mut nested_actions = Vec::new();
        for item in below {
            match actions::item(self.build.reader, self.origin, self.place(), item) {
                Some(reading) => nested_actions.push(reading),
                None => words_of(&item.text, &item.children, &mut words),
            }
        }
        self.content(range, &words, false);
        for reading in nested_actions {
            self.action(reading.draft);
            self.actions_below(&reading.below);
        }
    }
}

/// The reason of "Not applicable: ...", however the two are joined; `None` where the words say something else.
fn why_not_applicable(text: &str) -> Option<&str> {
    const FAR: usize = 60;
    let rest = ["not applicable", "n/a"].iter().find_map(|words| {
        let head = text.get(..words.len())?;
        head.eq_ignore_ascii_case(words).then(|| text[words.len()..].trim_start())
    })?;
    let joined = rest.strip_prefix([':', '-', '\u{2013}', '\u{2014}', ',', ';']);
    let because = ["because ", "since ", "as "].iter().any(|word| rest.starts_with(word));
    match (joined, rest.split_once(':')) {
        (Some(reason), _) => Some(reason.trim_start()),
        _ if because => Some(rest),
        // "Not applicable in the short term: the health board leads."
        (None, Some((before, reason))) if before.len() < FAR && !before.contains(['.', '\n']) => Some(reason),
        _ => None,
    }
}

/// What follows `label:` at the start of a text, whatever its case.
fn after_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let head = text.get(..label.len())?;
    let rest = text.get(label.len()..)?;
    head.eq_ignore_ascii_case(label).then_some(())?;
    rest.trim_start().strip_prefix(':')
}
