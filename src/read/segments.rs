//! Bullets without labels that end in a lead and a date: "Open the hub; Head of Housing; 31 May 2022".

use std::ops::Range;

use super::filling::fill;
use super::inline::Inline;
use super::origin::Origin;
use super::pieces::{Cut, end_brackets};
use super::progress::known;
use super::roles::{is_role, without_label};
use super::values::Draft;
use super::{Reader, dates, placeholders};
use crate::framework::FieldKind;
use crate::plan::When;

/// Words that end in a lead and a date, without labels.
pub(super) struct Segments {
    /// Where the title ends.
    pub(super) title: usize,
    lead: Option<Range<usize>>,
    due: Option<Range<usize>>,
    rest: Vec<Range<usize>>,
}

impl Segments {
    pub(super) fn fill(self, draft: &mut Draft, reader: &Reader, words: &Inline, origin: &Origin<'_>) {
        let mut put = |id: &str, range: Range<usize>| {
            if let Some(field) = reader.labels.field(id) {
                fill(draft, reader, field, words, range, origin);
            }
        };
        if let Some(lead) = self.lead {
            put("lead", lead);
        }
        if let Some(due) = self.due {
            put("due", due);
        }
        for range in self.rest {
            let text = &words.plain[range.clone()];
            put(
                if is_money(text) {
                    "cost"
                } else if says_progress(text) {
                    "status"
                } else {
                    "note"
                },
                range,
            );
        }
    }
}

/// Reads words as an action's title, lead and date, if one of the pieces that they fall into is a date or a placeholder:
/// at `;`, spaced dashes and the brackets at their end; else at what parts pieces less surely.
pub(super) fn segments(words: &Inline, origin: &Origin<'_>) -> Option<Segments> {
    const MOST: usize = 400;
    let text = &words.plain;
    if text.len() > MOST {
        return None;
    }
    let cut = Cut { words, origin };
    let pieces = cut.at_signs();
    let at_signs = found(text, &pieces);
    if at_signs.as_ref().is_some_and(|found| found.lead.is_some()) {
        return at_signs;
    }
    // A date without a lead may have one in the brackets before it.
    let about_brackets = cut.about_brackets().and_then(|pieces| found(text, &pieces));
    about_brackets
        .or(at_signs)
        .or_else(|| found(text, &cut.at_last_comma(&pieces)?))
        .or_else(|| found(text, &cut.at_slashes()?))
        .or_else(|| found(text, &cut.before_role(&pieces)?))
        .or_else(|| found(text, &cut.at_commas_and_stops()?))
}

/// The date among pieces, the lead beside it and the rest.
fn found(text: &str, pieces: &[Range<usize>]) -> Option<Segments> {
    let said = |at: usize| &text[pieces[at].clone()];
    let due = date_among(text, pieces)?;
    // A sum beside the date is no one's name; a role may stand behind it: "by March 2021 (Head of Housing)".
    let before = (1..due).rev().find(|at| !is_money(said(*at)));
    let lead = before.or_else(|| Some(due + 1).filter(|at| *at < pieces.len() && is_role(said(*at))));
    let last = before.unwrap_or(due);
    // What stands in the brackets is no part of the title.
    let brackets = end_brackets(text);
    let in_title = |piece: &&Range<usize>| piece.end <= brackets;
    let title = pieces[..last.max(1)].iter().rfind(in_title).unwrap_or(&pieces[0]).end;
    // "Medium term - from August 2020 to April 2021" says what a stage is.
    let stage = text[..title].trim();
    if stage.split_whitespace().count() < 4 && matches!(dates::read(stage), When::Vague) {
        return None;
    }
    let rest = (last + 1..pieces.len()).filter(|at| *at != due && Some(*at) != lead);
    let rest = rest.map(|at| pieces[at].clone()).collect();
    let mut lead = lead.map(|at| without_label(text, pieces[at].clone()));
    let mut when = Some(pieces[due].clone());
    if lead.is_none() && placeholders::is_unnamed(said(due)) {
        // "(consultant to be appointed)" is nobody yet, and no date.
        lead = when.take();
    }
    Some(Segments { title, lead, due: when, rest })
}

/// Which of the pieces after the first is the date, or what stands for it.
fn date_among(text: &str, pieces: &[Range<usize>]) -> Option<usize> {
    let said = |at: usize| &text[pieces[at].clone()];
    let find = |from: usize, is: &dyn Fn(&str) -> bool| (from..pieces.len()).find(|at| is(said(*at)));
    find(1, &dates::is_date)
        // Words about a date hold one where a lead stands before them: "Running club; by Christmas, 24 December 2021".
        .or_else(|| find(2, &|said| matches!(dates::read(said), When::Span { .. })))
        .or_else(|| find(1, &|said| is_open(said) && !is_money(said)))
        // "Hot meals - Rotary and the parish councils - ongoing"
        .or_else(|| pieces.len().checked_sub(1).filter(|at| *at > 1 && dates::is_loose(said(*at))))
}

/// Whether a piece is a date still to come.
fn is_open(text: &str) -> bool {
    const SHORT: usize = 4;
    const NOTE: usize = 8;
    let words = text.split_whitespace().count();
    let found = placeholders::find(text);
    // A question is a sentence like another: "Buses - would more help?"
    let asks = text.contains('?') && !placeholders::is_only(text, &found);
    let says_none = placeholders::says_none(text);
    (placeholders::is_value(text, FieldKind::Date, &found) && !asks && !says_none && words <= NOTE)
        || (!found.is_empty() && words <= SHORT)
}

/// Whether a piece is a sum.
fn is_money(text: &str) -> bool {
    const SIGNS: [&str; 5] = ["\u{a3}", "$", "\u{20ac}", "NZ$", "A$"];
    SIGNS.iter().any(|sign| text.trim_start().starts_with(sign))
}

/// Whether a piece says how far the action is, and nothing else: "completed".
fn says_progress(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    text.split_whitespace().count() <= MOST_WORDS && known(text).is_some()
}
