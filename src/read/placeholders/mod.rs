//! Words that were left to be filled in.

mod brackets;
mod notes;
mod running;
mod to_be;

use std::ops::Range;

use self::brackets::bracketed;
use self::notes::{has_unknown, is_note, is_unknown, notes};
use self::running::{ellipses, orders, phrases, rows_of, words};
pub use self::to_be::is_unnamed;
use self::to_be::{is_still_to_be, still_to_do};
use crate::framework::FieldKind;

/// Words that say that a field has no value.
const ABSENT: [&str; 5] = ["n/a", "na", "not applicable", "none", "nil"];

/// Where placeholders stand in running text (without Markdown's marks), as byte ranges, in order.
///
/// ```
/// # use recoveryplan::read::placeholders::find;
/// let text = "The chair, [Role], meets the TBC Ltd board on a date to be confirmed.";
/// let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["[Role]", "to be confirmed"]);
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = words(text);
    found.extend(phrases(text));
    found.extend(orders(text));
    found.extend(notes(text));
    if text.bytes().any(|byte| matches!(byte, b'[' | b'{' | b'<')) {
        found.extend(bracketed(text));
    }
    // A row of dots before a page number or a date leads the eye to it, and nothing is to be written there.
    let leads = |range: &Range<usize>| {
        // Nothing beyond the first word is looked at: a line may be long, and full of rows.
        let is_space = |character: char| character != '\n' && character.is_whitespace();
        let rest = text[range.end..].trim_start_matches(is_space);
        rest.starts_with(|character: char| character.is_ascii_digit())
            || (rest.starts_with('x') && !rest.trim_start_matches('x').starts_with(char::is_alphanumeric))
    };
    found.extend(rows_of(text, b'.', 6).into_iter().filter(|range| !leads(range)));
    found.extend(ellipses(text).into_iter().filter(|range| !leads(range)));
    found.extend(rows_of(text, b'_', 4));
    found.extend(rows_of(text, b'?', 2));
    // "TBC" in quotation marks is what somebody else wrote.
    let quoted = |range: &Range<usize>| {
        let quote =
            |character: char| matches!(character, '"' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}');
        let is_cross = text[range.clone()].bytes().all(|byte| matches!(byte, b'x' | b'X'));
        text[..range.start].ends_with(quote) && text[range.end..].starts_with(quote) && !is_cross
    };
    found.retain(|range| !quoted(range));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    found
}

/// Whether a paragraph is nothing but placeholders. `found` is what [`find`] finds in it.
#[must_use]
pub fn is_only(text: &str, found: &[Range<usize>]) -> bool {
    if is_whole(text) {
        return true;
    }
    let mut at = 0;
    let says_something = |part: &str| part.contains(char::is_alphanumeric);
    let speaks_between = found.iter().any(|range| {
        let between = &text[at..range.start];
        at = range.end;
        says_something(between)
    });
    !found.is_empty() && !speaks_between && !says_something(&text[at..])
}

/// Whether a title is a placeholder as a whole. `found` is what [`find`] finds in it.
#[must_use]
pub fn is_title(text: &str, found: &[Range<usize>]) -> bool {
    let bare = bare(text);
    let still_to_be = after(bare, "to be ").is_some_and(|rest| still_to_do(rest).is_some());
    // "Insert leaflets in council tax bills" is something to do.
    let is_short = bare.split_whitespace().count() <= 4;
    let waits = ["awaiting ", "pending "].iter().any(|start| after(bare, start).is_some())
        || (is_short && ["insert ", "enter ", "specify "].iter().any(|start| after(bare, start).is_some()));
    let says = is_among(bare, &["under review", "under discussion", "in development"]);
    still_to_be || waits || says || is_only(text, found)
}

/// Whether the whole value of a field is a placeholder. `found` is what [`find`] finds in it.
#[must_use]
pub fn is_value(text: &str, kind: FieldKind, found: &[Range<usize>]) -> bool {
    if is_title(text, found) || is_note(text) {
        return true;
    }
    let bare = bare(text);
    match kind {
        FieldKind::Person | FieldKind::Date | FieldKind::Money if is_unknown(bare) => true,
        FieldKind::Person => {
            const NOBODY: [&str; 12] = [
                "contact name", "job title", "unassigned", "not assigned", "unallocated", "vacant",
                "vacant post", "name", "role", "as required", "nobody yet", "no one yet",
            ];
            let is_vacant = after(bare, "vacant")
                .is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphanumeric));
            let is_asked = ["name of ", "job title of "].iter().any(|start| after(bare, start).is_some());
            bare.contains('?')
                || is_vacant
                || is_asked
                || is_among(bare, &ABSENT)
                || is_among(bare, &NOBODY)
                || is_still_to_be(bare)
        }
        FieldKind::Date => {
            bare.contains('?') || is_among(bare, &ABSENT) || is_among(bare, &["date"]) || is_still_to_be(bare)
        }
        FieldKind::Money => bare.contains('?') || is_still_to_be(bare),
        FieldKind::People => bare.ends_with('?') && bare.split_whitespace().count() <= 3,
        FieldKind::Status | FieldKind::Priority => text.contains('/'),
        _ => has_unknown(bare),
    }
}

/// Whether a measure is a placeholder as a whole: an action that is worth doing has one, so that "N/A" is none.
#[must_use]
pub fn is_measure(text: &str, found: &[Range<usize>]) -> bool {
    let bare = bare(text);
    let asks = bare.ends_with('?') && !bare.contains(['"', '\u{201c}']);
    is_value(text, FieldKind::Text, found)
        || says_none(text)
        || asks
        || is_unknown(bare)
        || is_still_to_be(bare)
        || bare.to_ascii_lowercase().ends_with(" in development")
}

/// Whether the words of a field say that it has no value: a dash, "none", "n/a".
#[must_use]
pub fn says_none(text: &str) -> bool {
    let is_dash = text.chars().all(|character| matches!(character, '-' | '\u{2013}' | '\u{2014}' | ' '));
    is_dash || is_among(bare(text), &ABSENT)
}

/// Whether a line is what a page has at its foot or head, left in by a conversion: "Page 3 of 11", "ITEM NO. 7.1".
#[must_use]
pub fn is_furniture(text: &str) -> bool {
    // Longer than any line of this kind.
    const LONGEST: usize = 80;
    let text = text.trim();
    let may_be = |first: u8| !first.is_ascii() || matches!(first.to_ascii_lowercase(), b'p' | b'i' | b'd');
    let mut letters = text.bytes().filter(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric());
    if text.len() > LONGEST || !letters.next().is_some_and(may_be) {
        return false;
    }
    let words = crate::text::normalize(text);
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    let number = |word: &str| word.chars().all(|character| character.is_ascii_digit() || character == 'x');
    let first = words.next();
    let rest: Vec<&str> = match first {
        Some("page") => words.filter(|word| *word != "of").collect(),
        Some("item") => words.filter(|word| *word != "no").collect(),
        Some("draft") => words.collect(),
        _ => return false,
    };
    let counted = first == Some("draft") || !rest.is_empty();
    counted && rest.len() <= 3 && rest.into_iter().all(number)
}

/// Whole texts that stand for an answer to come.
fn is_whole(text: &str) -> bool {
    const WHOLE: [&str; 17] = [
        "date?", "who?", "when?", "how much?", "not known yet", "to follow", "pending", "awaiting",
        "not known", "unknown", "n/k", "x", "xx", "xxx", "not yet known", "not yet confirmed",
        "under development",
    ];
    let trimmed = text.trim();
    let signs = !trimmed.is_empty()
        && trimmed
            .chars()
            .all(|character| matches!(character, '?' | '-' | '\u{2013}' | '\u{2014}' | '.' | '\u{2026}'));
    signs || is_among(bare(text), &WHOLE)
}

/// A text without white space and full stops at its ends.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ':', ';', '!']).trim_start_matches('<').trim_end_matches('>')
}

/// Whether a text is one of some words, whatever its case.
fn is_among(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// What follows some words at the start of a text, whatever its case.
fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    text.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start)).map(|_| &text[start.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn placeholders_in_running_text() {
        assert_eq!(found("Held on [DD Month YYYY] at [Venue]."), ["[DD Month YYYY]", "[Venue]"]);
        assert_eq!(found("TODO: say who. Lead: T.B.C."), ["TODO", "T.B.C"]);
        assert_eq!(found("About \u{a3}xx for xx homes, \u{a3}TBC."), ["\u{a3}xx", "xx", "\u{a3}TBC"]);
        assert_eq!(found("See [what's the latest?] and {{name}}"), ["[what's the latest?]", "{{name}}"]);
        assert_eq!(found("Sign here ........ or ____"), ["........", "____"]);
        assert_eq!(found("Telephone xxxxx xxxxxx, from DATE."), ["xxxxx xxxxxx", "DATE"]);
        assert_eq!(found("Contact: insert e-mail address."), ["insert e-mail address"]);
        assert_eq!(
            found("Grants of £XXk and £x.xm, lead not yet determined"),
            ["£XXk", "£x.xm", "not yet determined"]
        );
        assert_eq!(
            found("Sites (Cabinet to confirm); baseline needed"),
            ["(Cabinet to confirm)", "baseline needed"]
        );
        assert_eq!(found("By DATE\u{a0}"), ["DATE"]);
    }

    #[test]
    fn words_that_only_look_like_placeholders() {
        for text in [
            "TBC Ltd runs the hub",
            "Exxon and Foxx",
            "a note [1] and [12, 13]",
            "he said [sic] so",
            "[^1]: a note",
            "and so on...",
            "Todos los vecinos",
            "option [x] ticked",
            "to be agreeable",
            "they want it to be agreed first",
            "the Tbc-o-matic",
            "XX Squadron flew",
            "THE BEST BEFORE DATE IS NEAR",
            "Targets needed by the board were met",
            "Cash (Cabinet to confirm the budget each year)",
            "Sites - Foodbank to provide.",
            "X marks the spot where Plan X began",
            "4 < 5 and 6 > 3",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn letters_of_several_bytes_may_stand_anywhere() {
        for text in [
            "to be added.", "Foreword to follow.", "figure to come", "baseline needed", "photo goes here",
            "in 20XX", "../../2027", "up from __ to __", "see page ?", "(name of the hall)", "Open X hubs",
            "put at \u{a3}\u{a3}", "\u{a3}xx,000", "TBC: Tea", "Hub - Liz to write", "Vacant - now",
            "[x] per cent", "insert text here", "DD Month 2020", "\"TBC\"", "not yet known",
        ] {
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                for letter in ["\u{e9}", "\u{a3}", "\u{2013}", "\u{1f600}"] {
                    let text = format!("{}{letter}{}", &text[..at], &text[at..]);
                    let ranges = find(&text);
                    assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()), "{text}");
                    for kind in [FieldKind::Person, FieldKind::Date, FieldKind::Money, FieldKind::Text] {
                        let _ = is_value(&text, kind, &ranges);
                    }
                    let _ = is_measure(&text, &ranges);
                }
            }
        }
    }

    #[test]
    fn whole_values() {
        for (text, kind) in [
            ("TBC", FieldKind::Person),
            ("tbc.", FieldKind::Text),
            ("?", FieldKind::Date),
            ("\u{2013}", FieldKind::Person),
            ("To be appointed", FieldKind::Person),
            ("vacant", FieldKind::Person),
            ("N/A", FieldKind::Date),
            ("xx", FieldKind::Text),
            ("Low/Medium/High", FieldKind::Priority),
            ("Open / In Progress / Blocked / Closed", FieldKind::Status),
            ("[Role]", FieldKind::Person),
        ] {
            assert!(is_value(text, kind, &find(text)), "{text}");
        }
        for (text, kind) in [
            ("TBC Ltd", FieldKind::Person),
            ("N/A", FieldKind::Money),
            ("Director of Pending Matters", FieldKind::Person),
            ("40 groups to be visited", FieldKind::Text),
            ("In progress", FieldKind::Status),
        ] {
            assert!(!is_value(text, kind, &find(text)), "{text}");
        }
    }
}
