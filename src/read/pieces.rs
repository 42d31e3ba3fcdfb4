//! Where the words of a bullet may be cut into its title, its lead and its date.

use std::ops::Range;

use super::dates;
use super::inline::Inline;
use super::origin::Origin;
use super::roles::{is_label, is_role};

/// The words of a bullet, to be cut.
#[derive(Clone, Copy)]
pub(super) struct Cut<'w> {
    pub(super) words: &'w Inline,
    pub(super) origin: &'w Origin<'w>,
}

impl Cut<'_> {
    fn text(&self) -> &str {
        &self.words.plain
    }

    /// Cuts at `;`, spaced dashes and the brackets at the end.
    pub(super) fn at_signs(self) -> Vec<Range<usize>> {
        let text = self.text();
        let mut cuts = Vec::new();
        for (at, sign) in text.match_indices([';', '-', '\u{2013}', '\u{2014}', '(', ')', '[', ']']) {
            let counts = match sign {
                ";" => true,
                "(" | ")" => closes_at_end(text, at),
                "[" | "]" => closes_list_at_end(text, at, &[',']),
                _ => is_spaced(text, at, sign),
            };
            let is_bracket = matches!(sign, "[" | "]");
            let escaped = self.words.is_escaped(at, &self.origin.text);
            if counts && !escaped && (is_bracket || !is_inside_brackets(text, at)) {
                cuts.push(at..at + sign.len());
            }
        }
        // Commas part what stands in the brackets at the end, unless semicolons do.
        let open = cuts.iter().rfind(|cut| matches!(&text[(*cut).clone()], "(" | "[")).map(|cut| cut.end);
        if let Some(open) =
            open.filter(|open| cuts.iter().all(|cut| cut.start < *open || &text[cut.clone()] != ";"))
        {
            let commas = text[open..].match_indices(',').map(|(at, sign)| open + at..open + at + sign.len());
            cuts.extend(commas.collect::<Vec<_>>());
            cuts.sort_by_key(|cut| cut.start);
        }
        self.cut(cuts)
    }

    /// Cuts the last piece at its last comma: "Open the hub - Head of Housing, by June 2021"; one piece at its last colon
    /// first: "Open a hub in each valley: Head of Housing, by June 2021".
    pub(super) fn at_last_comma(self, pieces: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
        const TITLE: usize = 3;
        let text = self.text();
        let mut pieces = pieces.to_vec();
        if let [whole] = pieces.as_slice() {
            let colon = whole.start + text[whole.clone()].rfind(": ")?;
            let is_title = text[whole.start..colon].split_whitespace().count() >= TITLE
                && text[colon + 2..].starts_with(char::is_uppercase);
            if !is_title {
                return None;
            }
            pieces = vec![self.words.trim(whole.start..colon), self.words.trim(colon + 1..whole.end)];
        }
        let last = pieces.pop()?;
        let comma = last.start + text[last.clone()].rfind(',')?;
        pieces.push(self.words.trim(last.start..comma));
        pieces.push(self.words.trim(comma + 1..last.end));
        Some(pieces)
    }

    /// Cuts at spaced slashes, strokes and arrows, which also stand between two leads, where they set a date apart.
    pub(super) fn at_slashes(self) -> Option<Vec<Range<usize>>> {
        let text = self.text();
        let signs = text.match_indices(['/', '|', '\u{2192}', '\u{2026}', '(', ')', '[', ']']);
        let counts = signs.filter(|(at, sign)| match *sign {
            "(" | ")" => closes_at_end(text, *at),
            "[" | "]" => closes_list_at_end(text, *at, &['/', '|']),
            sign => is_spaced(text, *at, sign),
        });
        let pieces = self.cut(counts.map(|(at, sign)| at..at + sign.len()).collect());
        let is_dated = pieces.iter().skip(1).any(|piece| dates::is_date(&text[piece.clone()]));
        is_dated.then_some(pieces)
    }

    /// Cuts at the last brackets where a date or a role follows them: "Open the hub (Head of Housing) by March 2021",
    /// "Open the hub (by March 2021) - Head of Housing".
    pub(super) fn about_brackets(self) -> Option<Vec<Range<usize>>> {
        let text = self.text();
        let close = text.rfind([')', ']'])?;
        let open = text[..close].rfind(['(', '['])?;
        let pieces = self.cut(vec![open..open + 1, close..close + 1]);
        let [title, inner, after] = pieces.as_slice() else { return None };
        let signs = ['-', '\u{2013}', '\u{2014}', ',', ';', '.', ' '];
        let start = after.end - text[after.clone()].trim_start_matches(signs).len();
        let (said, after) = (&text[inner.clone()], start..after.end);
        let tail = &text[after.clone()];
        let is_pair = (is_role(said) && dates::is_date(tail)) || (dates::is_date(said) && is_role(tail));
        is_pair.then(|| vec![title.clone(), inner.clone(), after])
    }

    /// Cuts before the date that a title ends with, where a role stands behind it: "Open the hub by end March 2021 - Head
    /// of Housing".
    pub(super) fn before_role(self, pieces: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
        let [title, role] = pieces else { return None };
        let by = title.start + self.text()[title.clone()].rfind(" by ")?;
        is_role(&self.text()[role.clone()])
            .then(|| vec![self.words.trim(title.start..by), self.words.trim(by..title.end), role.clone()])
    }

    /// Cuts at commas and full stops, where they set a role and a date apart at the end: "Open the hub, Head of Housing,
    /// March 2021".
    pub(super) fn at_commas_and_stops(self) -> Option<Vec<Range<usize>>> {
        let text = self.text();
        let signs = text.match_indices([',', '.']);
        let ends = signs.filter(|(at, sign)| text[at + sign.len()..].starts_with(char::is_whitespace));
        let pieces = self.cut(ends.map(|(at, sign)| at..at + sign.len()).collect());
        let [.., title, role, date] = pieces.as_slice() else { return None };
        let are_both = dates::is_date(&text[date.clone()]) && is_role(&text[role.clone()]);
        are_both.then(|| vec![pieces[0].start..title.end, role.clone(), date.clone()])
    }

    /// The pieces between cuts, without white space, and without those that have nothing else.
    fn cut(self, cuts: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let end = self.text().trim_end().trim_end_matches('.').len();
        let mut pieces = Vec::new();
        let mut start = 0;
        for cut in cuts {
            pieces.push(self.words.trim(start..cut.start));
            start = cut.end;
        }
        pieces.push(self.words.trim(start..end.max(start)));
        // "Lead - Head of Housing, Date - March 2021"
        pieces.retain(|piece| !piece.is_empty() && !is_label(&self.text()[piece.clone()]));
        pieces
    }
}

fn is_spaced(text: &str, at: usize, sign: &str) -> bool {
    text[..at].ends_with(char::is_whitespace) && text[at + sign.len()..].starts_with(char::is_whitespace)
}

/// Whether an offset stands between square brackets.
fn is_inside_brackets(text: &str, at: usize) -> bool {
    text[..at].rfind('[').is_some_and(|open| !text[open..at].contains(']')) && text[at..].contains(']')
}

/// Whether a bracket belongs to the pairs that end the text: "Open the hub (Head of Housing) (March 2021)".
fn closes_at_end(text: &str, at: usize) -> bool {
    at >= end_brackets(text)
}

/// Whether a square bracket does so about several things: "[Date]" is a gap, and "[Head of Housing, June 2021]" a lead
/// and a date.
fn closes_list_at_end(text: &str, at: usize, signs: &[char]) -> bool {
    closes_at_end(text, at) && text[text.rfind('[').unwrap_or(at)..].contains(signs)
}

/// Where the brackets begin that end a text: the last pair, and the pairs right before one that holds a single thing.
pub(super) fn end_brackets(text: &str) -> usize {
    let mut start = text.len();
    let mut body = text.trim_end().trim_end_matches('.');
    loop {
        let open = match body.chars().next_back() {
            Some(')') => body.rfind('('),
            Some(']') => body.rfind('['),
            _ => None,
        };
        let Some(open) = open else { return start };
        start = open;
        if body[open..].contains([',', ';']) {
            return start;
        }
        body = text[..open].trim_end();
    }
}
