//! Words that were left to be filled in.

use std::ops::Range;

use crate::framework::FieldKind;

/// Short forms that stand for an answer to come, as whole words in any case.
const SHORT: [&str; 9] = ["tbc", "tbd", "tba", "tbn", "t.b.c", "t.b.d", "t.b.a", "todo", "fixme"];

/// What "to be ..." ends with when the answer is still to come.
const TO_BE: [&str; 8] =
    ["confirmed", "agreed", "decided", "determined", "advised", "announced", "finalised", "finalized"];

/// The same, in the value of a field, where nothing else stands beside it.
const TO_BE_IN_VALUES: [&str; 6] = ["identified", "developed", "appointed", "recruited", "set", "completed"];

/// Phrases that only a form or a template has, by their first letter.
fn phrases_with(letter: u8) -> &'static [&'static str] {
    match letter {
        b'c' => &["choose an item", "click or tap"],
        b'd' => &["dd/mm/yyyy", "dd month yyyy", "ddmmmyy"],
        b'i' => &["insert text here"],
        b'l' => &["lorem ipsum"],
        b'p' => &["please select from"],
        b'y' => &["yyyy-mm-dd"],
        _ => &[],
    }
}

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
    if text.bytes().any(|byte| matches!(byte, b'[' | b'{' | b'<')) {
        found.extend(bracketed(text));
    }
    // A row of dots before a page number leads the eye to it, and nothing is to be written there.
    let leads = |range: &Range<usize>| {
        let rest = text[range.end..].lines().next().unwrap_or_default().trim();
        !rest.is_empty() && rest.chars().all(|character| character.is_ascii_digit() || character == 'x')
    };
    found.extend(rows_of(text, '.', 6).into_iter().filter(|range| !leads(range)));
    found.extend(rows_of(text, '_', 4));
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

/// Whether the whole value of a field is a placeholder. `found` is what [`find`] finds in it.
#[must_use]
pub fn is_value(text: &str, kind: FieldKind, found: &[Range<usize>]) -> bool {
    if is_only(text, found) {
        return true;
    }
    let bare = bare(text);
    let still_to_be = after(bare, "to be ")
        .is_some_and(|rest| TO_BE.iter().chain(&TO_BE_IN_VALUES).any(|verb| after(rest, verb).is_some()));
    let waits = ["insert ", "awaiting ", "pending "].iter().any(|start| after(bare, start).is_some());
    if still_to_be || waits {
        return true;
    }
    let absent = ["n/a", "na", "not applicable", "none", "nil", "as required"];
    match kind {
        FieldKind::Person => is_among(bare, &absent) || is_among(bare, &["vacant", "name", "role"]),
        FieldKind::Date => {
            is_among(bare, &absent[..5]) || is_among(bare, &["date", "under review", "in development"])
        }
        FieldKind::Status | FieldKind::Priority => text.contains('/') && text.split('/').count() > 1,
        _ => false,
    }
}

/// Whether a value says that there is nothing to say: a dash, or nothing.
#[must_use]
pub fn is_dash(text: &str) -> bool {
    text.chars().all(|character| matches!(character, '-' | '\u{2013}' | '\u{2014}' | ' '))
}

/// Whether a line is what a page has at its foot or head, left in by a conversion: "Page 3 of 11", "ITEM NO. 7.1".
#[must_use]
pub fn is_furniture(text: &str) -> bool {
    // Longer than any line of this kind.
    const LONGEST: usize = 80;
    let text = text.trim();
    if text.len() > LONGEST {
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
    const WHOLE: [&str; 11] = [
        "pending",
        "awaiting",
        "not known",
        "unknown",
        "n/k",
        "x",
        "xx",
        "xxx",
        "not yet known",
        "not yet confirmed",
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

/// Phrases of templates, and "to be confirmed" with its like, whatever their case.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let begins = |at: usize, phrase: &str| {
        bytes.get(at..at + phrase.len()).is_some_and(|part| part.eq_ignore_ascii_case(phrase.as_bytes()))
    };
    let mut last = b' ';
    for (at, byte) in bytes.iter().enumerate() {
        let begins_word = !last.is_ascii_alphanumeric();
        last = *byte;
        match byte.to_ascii_lowercase() {
            _ if !begins_word => {}
            b't' if begins(at, "to be ") && starts_word(&text[..at]) => {
                let verb =
                    TO_BE.iter().find(|verb| begins(at + 6, verb) && ends_word(&text[at + 6 + verb.len()..]));
                found.extend(verb.map(|verb| at..at + 6 + verb.len()));
            }
            letter => {
                let phrase = phrases_with(letter).iter().find(|phrase| begins(at, phrase));
                found.extend(phrase.map(|phrase| at..at + phrase.len()));
            }
        }
    }
    found
}

/// `[Role]`, `{{name}}`, `<name>`: words in brackets that no person would publish.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 160;
    let mut found = Vec::new();
    for (open, close) in [("[", "]"), ("{{", "}}"), ("<", ">")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open) {
            let start = at + start;
            at = start + open.len();
            let mut window = (at + LONGEST + close.len()).min(text.len());
            while !text.is_char_boundary(window) {
                window += 1;
            }
            let Some(length) = text[at..window].find(close) else { continue };
            let inner = &text[at..at + length];
            let end = at + length + close.len();
            let letters = inner.chars().filter(|character| character.is_alphabetic()).count();
            let quoted = ["sic", "ibid", "emphasis added"].contains(&inner.trim().to_lowercase().as_str());
            let linked = text[end..].starts_with(['(', '[', ':']) && open == "[";
            let nested = inner.contains(open);
            // "4 < 5 and 6 > 3" holds no angle brackets.
            let spaced = open == "<" && inner.trim().len() < inner.len();
            let fits = letters > 1 && !quoted && !linked && !nested && !spaced;
            let reference =
                inner.starts_with(['^', '@', '/', '!']) || inner.contains("://") || inner.contains('@');
            if fits && !reference {
                found.push(start..end);
                at = end;
            }
        }
    }
    found
}

/// TBC and its like, `xx`, `£X`, as whole words.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text.as_bytes().get(at) {
        let start = at;
        at = end_of_word(text, start);
        if at == start {
            at += text[start..].chars().next().map_or(1, char::len_utf8);
        }
        // What starts a pound sign, or one of the words that are looked for.
        if !matches!(first.to_ascii_lowercase(), 0xc2 | b'f' | b't' | b'x') {
            continue;
        }
        let word = text[start..at].trim_end_matches('.');
        let number = word.strip_prefix('\u{a3}').unwrap_or(word);
        let money = number.len() < word.len();
        let crosses = !number.is_empty()
            && number.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
            && (number.len() > 1 || money);
        let short = is_among(number, &SHORT);
        // "TBC Ltd" is a name; "xxx" in the middle of a web address is none of ours.
        let named = text[start + word.len()..].strip_prefix(' ').is_some_and(|next| {
            let mut letters = next.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        });
        let joined = text[..start].ends_with(['/', '-', '_', '@']);
        if (short && (money || !named)) || (crosses && !joined) {
            found.push(start..start + word.len());
        }
    }
    found
}

/// Where the letters, digits, full stops and pound signs end that begin at an offset.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        at += match byte {
            b'.' => 1,
            _ if byte.is_ascii_alphanumeric() => 1,
            _ if byte.is_ascii() => break,
            _ => match text[at..].chars().next() {
                Some(character) if character.is_alphanumeric() || character == '\u{a3}' => {
                    character.len_utf8()
                }
                _ => break,
            },
        };
    }
    at
}

/// Rows of one sign, at least so long: a line to write on.
fn rows_of(text: &str, sign: char, least: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(sign).map(|start| at + start) {
        at = text[start..].find(|character| character != sign).map_or(text.len(), |end| start + end);
        if at - start >= least {
            found.push(start..at);
        }
    }
    found
}

fn starts_word(before: &str) -> bool {
    before.chars().next_back().is_none_or(|character| !character.is_alphanumeric())
}

fn ends_word(after: &str) -> bool {
    after.chars().next().is_none_or(|character| !character.is_alphanumeric())
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
            "4 < 5 and 6 > 3",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
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
