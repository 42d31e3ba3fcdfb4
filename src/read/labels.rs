//! Fields in running text: `Lead: Director of Strategy. Due: March 2027`.

use std::collections::HashMap;
use std::ops::Range;

use super::inline::Inline;
use super::origin::Origin;
use crate::framework::{FieldIx, Framework};
use crate::text::{key, unnumbered};

/// The labels and aliases of a framework's fields.
#[derive(Debug)]
pub(super) struct Labels {
    pub(super) fields: HashMap<String, FieldIx>,
    /// What a column may hold where no other column holds it.
    pub(super) hints: HashMap<String, FieldIx>,
    /// Signs that head a column: "#".
    pub(super) signs: HashMap<String, FieldIx>,
    longest: usize,
}

/// A field found in running text.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub(super) field: FieldIx,
    /// Where the label begins.
    pub(super) start: usize,
    /// Where its value stands, white space aside.
    pub(super) value: Range<usize>,
}

impl Labels {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut fields = HashMap::new();
        let mut hints = HashMap::new();
        let mut signs = HashMap::new();
        let mut longest = 0;
        for (at, field) in framework.fields.iter().enumerate() {
            let words = &field.words;
            for word in [&words.title, &words.id].into_iter().chain(&words.aliases) {
                longest = longest.max(word.len());
                // Without letters, as "£", it is no label of a sentence.
                let label = key(word);
                let (known, label) = if label.is_empty() {
                    (&mut signs, word.trim().to_owned())
                } else {
                    (&mut fields, label)
                };
                known.entry(label).or_insert(FieldIx(at));
            }
            hints.extend(words.hints.iter().map(|hint| (key(hint), FieldIx(at))));
        }
        Self { fields, hints, signs, longest }
    }

    /// The field that a label names.
    pub(super) fn field(&self, label: &str) -> Option<FieldIx> {
        // Room for emphasis, hyphens and spaces that the framework's own spelling lacks.
        if label.len() > self.longest + 16 {
            return None;
        }
        let wanted = key(label);
        self.fields.get(&wanted).or_else(|| self.fields.get(unnumbered(&wanted))).copied()
    }

    /// The fields in a line of text, in order. The first label may stand anywhere that a sentence begins; a value
    /// runs to the next label. `leading` asks for a label at the very front, as in a field item.
    pub(super) fn find(&self, words: &Inline, origin: &Origin<'_>, leading: bool) -> Vec<Labelled> {
        let plain = &words.plain;
        let mut found: Vec<Labelled> = Vec::new();
        for (colon, _) in plain.match_indices(':') {
            let from = found.last().map_or(0, |last| last.value.start);
            let found_label =
                bold_label(words, from, colon).or_else(|| self.label_before(plain, from, colon));
            let Some((label, sign)) = found_label else { continue };
            if words.is_escaped(colon, &origin.text) || words.all(label.clone(), |look| look.code) {
                continue;
            }
            let text = &plain[label.clone()];
            let begins = match sign {
                None | Some('\n' | ';' | '(' | '[' | '/' | '\u{2013}' | '\u{2014}' | '-' | '|') => true,
                // "(lead: Head of Housing, by: March 2027)"
                Some(',') if !found.is_empty() => true,
                Some(_) => text.starts_with(char::is_uppercase) || words.look(label.start).strong,
            };
            let Some(field) = self.field(text).filter(|_| begins) else { continue };
            if leading && found.is_empty() && sign.is_some() {
                return Vec::new();
            }
            if let Some(last) = found.last_mut() {
                if last.field == field {
                    continue;
                }
                last.value.end = label.start;
            }
            let end = closing(plain, sign, colon).unwrap_or(plain.len());
            found.push(Labelled { field, start: label.start, value: colon + 1..end });
        }
        let several = found.len() > 1 || !leading;
        for labelled in &mut found {
            labelled.value = if several {
                close(words, labelled.value.clone())
            } else {
                words.trim(labelled.value.clone())
            };
        }
        found
    }

    /// The words before a colon, back to where their sentence begins, and the sign that it begins after.
    fn label_before(&self, plain: &str, from: usize, colon: usize) -> Option<(Range<usize>, Option<char>)> {
        let mut floor = colon.saturating_sub(self.longest + 16).max(from);
        while !plain.is_char_boundary(floor) {
            floor += 1;
        }
        let before = plain.get(floor..colon)?;
        let boundary = before.char_indices().rev().find(|(at, character)| {
            let next = before[at + character.len_utf8()..].chars().next();
            match character {
                '\n' | '(' | '[' | ';' | '|' => true,
                '.' | '!' | '?' | ',' => next.is_none_or(char::is_whitespace),
                '-' | '\u{2013}' | '\u{2014}' | '/' => {
                    next.is_none_or(char::is_whitespace)
                        && before[..*at].chars().next_back().is_none_or(char::is_whitespace)
                }
                _ => false,
            }
        });
        let (start, sign) = match boundary {
            Some((at, character)) => (floor + at + character.len_utf8(), Some(character)),
            None if floor == 0 => (0, None),
            // The value of an earlier field: its sentence has not ended.
            None => return None,
        };
        let slice = &plain[start..colon];
        let start = start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        (start < end).then_some((start..end, sign))
    }
}

/// Where the brackets close that a label opens: "(Lead: Head of Housing) by March 2027".
fn closing(plain: &str, sign: Option<char>, colon: usize) -> Option<usize> {
    // So a long line is not read again at each of its labels.
    const LONGEST: usize = 400;
    let close = match sign? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut depth = 0;
    plain[colon..].char_indices().take(LONGEST).find_map(|(at, character)| {
        depth += i32::from(Some(character) == sign);
        if character != close {
            return None;
        }
        depth -= 1;
        (depth < 0).then_some(colon + at)
    })
}

/// A value in running text, without the sign that ends its sentence.
fn close(words: &Inline, range: Range<usize>) -> Range<usize> {
    let range = words.trim(range);
    let slice = &words.plain[range.clone()];
    let mut closed = slice;
    // A bracket that the value opened itself belongs to it.
    while let Some(last) = closed.chars().next_back() {
        let opens_here = (last == ')' && closed.contains('(')) || (last == ']' && closed.contains('['));
        let ends =
            matches!(last, '.' | ';' | ',' | ')' | '(' | ']' | '[' | '-' | '\u{2013}' | '\u{2014}' | '|');
        if opens_here || !ends {
            break;
        }
        closed = closed[..closed.len() - last.len_utf8()].trim_end();
    }
    range.start..range.start + closed.len()
}

/// A label in bold, wherever it stands: "**Lead:** Head of Housing **When:** May 2027".
fn bold_label(words: &Inline, from: usize, colon: usize) -> Option<(Range<usize>, Option<char>)> {
    const LONGEST: usize = 60;
    if !words.look(colon).strong {
        return None;
    }
    let before = &words.plain[from..colon];
    let mut start = colon;
    for (at, _) in before.char_indices().rev() {
        if !words.look(from + at).strong || colon - from - at > LONGEST {
            break;
        }
        start = from + at;
    }
    let begins = words.plain[start..colon].trim_start();
    (!begins.trim().is_empty())
        .then(|| (colon - begins.len()..colon - begins.len() + begins.trim_end().len(), None))
}
