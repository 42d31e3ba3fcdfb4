//! Bullets without labels that end in a lead and a date: "Open the hub; Head of Housing; 31 May 2022".

use std::ops::Range;

use super::filling::fill;
use super::inline::Inline;
use super::origin::Origin;
use super::progress::known;
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

/// Cuts words at `;`, spaced dashes and closing brackets, if one of the pieces is a date or a placeholder.
pub(super) fn segments(words: &Inline, origin: &Origin<'_>) -> Option<Segments> {
    const MOST: usize = 400;
    let text = &words.plain;
    if text.len() > MOST {
        return None;
    }
    let mut cuts = Vec::new();
    for (at, sign) in text.match_indices([';', '-', '\u{2013}', '\u{2014}', '(', ')', '[', ']']) {
        let spaced = text[..at].ends_with(char::is_whitespace)
            && text[at + sign.len()..].starts_with(char::is_whitespace);
        let counts = match sign {
            ";" => true,
            "(" | ")" => closes_at_end(text, at),
            // "[Date]" is a gap, and "[Head of Housing, June 2021]" a lead and a date.
            "[" | "]" => closes_at_end(text, at) && text[text.rfind('[').unwrap_or(at)..].contains(','),
            _ => spaced,
        };
        let is_bracket = matches!(sign, "[" | "]");
        if counts && !words.is_escaped(at, &origin.text) && (is_bracket || !is_inside_brackets(text, at)) {
            cuts.push(at..at + sign.len());
        }
    }
    // Commas part what stands in the brackets at the end, unless semicolons do.
    let open = cuts.iter().find(|cut| matches!(&text[(*cut).clone()], "(" | "[")).map(|cut| cut.end);
    if let Some(open) =
        open.filter(|open| cuts.iter().all(|cut| cut.start < *open || &text[cut.clone()] != ";"))
    {
        let commas = text[open..].match_indices(',').map(|(at, sign)| open + at..open + at + sign.len());
        cuts.extend(commas.collect::<Vec<_>>());
        cuts.sort_by_key(|cut| cut.start);
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for cut in cuts {
        pieces.push(words.trim(start..cut.start));
        start = cut.end;
    }
    pieces.push(words.trim(start..text.trim_end().trim_end_matches('.').len().max(start)));
    pieces.retain(|piece| !piece.is_empty());
    let is_date = |piece: &Range<usize>| dates::is_date(&text[piece.clone()]);
    // Words about a date hold one where a lead stands before them: "Running club; by Christmas, 24 December 2021".
    let holds_date = |piece: &Range<usize>| matches!(dates::read(&text[piece.clone()]), When::Span { .. });
    let is_open = |piece: &Range<usize>| {
        const SHORT: usize = 4;
        const NOTE: usize = 8;
        let text = &text[piece.clone()];
        let words = text.split_whitespace().count();
        let found = placeholders::find(text);
        // A question is a sentence like another: "Buses - would more help?"
        let asks = text.contains('?') && !placeholders::is_only(text, &found);
        let says_none = placeholders::says_none(text);
        (placeholders::is_value(text, FieldKind::Date, &found) && !asks && !says_none && words <= NOTE)
            || (!found.is_empty() && words <= SHORT)
    };
    let find = |pieces: &[Range<usize>]| {
        let dated = (1..pieces.len()).find(|at| is_date(&pieces[*at]));
        let dated = dated.or_else(|| (2..pieces.len()).find(|at| holds_date(&pieces[*at])));
        let open =
            (1..pieces.len()).find(|at| is_open(&pieces[*at]) && !is_money(&text[pieces[*at].clone()]));
        // "Hot meals - Rotary and the parish councils - ongoing"
        let tells_when = |at: &usize| dates::is_loose(&text[pieces[*at].clone()]);
        dated.or(open).or_else(|| pieces.len().checked_sub(1).filter(|at| *at > 1 && tells_when(at)))
    };
    // "Open a hub in each valley: Head of Housing, by June 2021"
    if let [whole] = pieces.as_slice()
        && let Some(colon) = text[whole.clone()].rfind(": ").map(|colon| whole.start + colon)
        && text[whole.start..colon].split_whitespace().count() > 2
        && text[colon + 2..].starts_with(char::is_uppercase)
    {
        pieces = vec![words.trim(whole.start..colon), words.trim(colon + 1..whole.end)];
    }
    // "Open the hub - Head of Housing, by June 2021"
    if find(&pieces).is_none()
        && let [_, .., last] = pieces.as_slice()
    {
        let (start, end) = (last.start, last.end);
        let comma = text[start..end].rfind(',').map(|comma| start + comma);
        let tail =
            comma.map(|comma| words.trim(comma + 1..end)).filter(|tail| is_date(tail) || is_open(tail));
        if let Some((comma, tail)) = comma.zip(tail) {
            pieces.pop();
            pieces.push(words.trim(start..comma));
            pieces.push(tail);
        }
    }
    let due = find(&pieces)?;
    // What stands in the brackets is no part of the title; a sum beside the date is no one's name.
    let bracket = text.rfind(['(', '[']).filter(|at| closes_at_end(text, *at));
    let is_money = |piece: &Range<usize>| is_money(&text[piece.clone()]);
    let lead = (1..due).rev().find(|at| !is_money(&pieces[*at]));
    let last = lead.unwrap_or(due);
    let in_title = |piece: &&Range<usize>| bracket.is_none_or(|open| piece.end <= open);
    let title = pieces[..last.max(1)].iter().rfind(in_title).unwrap_or(&pieces[0]).end;
    // "Medium term - from August 2020 to April 2021" says what a stage is.
    let stage = text[..title].trim();
    if stage.split_whitespace().count() < 4 && matches!(dates::read(stage), When::Vague) {
        return None;
    }
    let rest = (last + 1..pieces.len()).filter(|at| *at != due).map(|at| pieces[at].clone());
    let mut lead = lead.map(|at| pieces[at].clone());
    let mut when = Some(pieces[due].clone());
    if lead.is_none() && placeholders::is_unnamed(&text[pieces[due].clone()]) {
        // "(consultant to be appointed)" is nobody yet, and no date.
        lead = when.take();
    }
    Some(Segments { title, lead, due: when, rest: rest.collect() })
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

/// Whether an offset stands between square brackets.
fn is_inside_brackets(text: &str, at: usize) -> bool {
    text[..at].rfind('[').is_some_and(|open| !text[open..at].contains(']')) && text[at..].contains(']')
}

/// Whether a bracket belongs to the pair that ends the text.
fn closes_at_end(text: &str, at: usize) -> bool {
    let body = text.trim_end().trim_end_matches('.');
    let open = match body.chars().next_back() {
        Some(')') => body.rfind('('),
        Some(']') => body.rfind('['),
        _ => None,
    };
    open.is_some_and(|open| at == open || at == body.len() - 1)
}
