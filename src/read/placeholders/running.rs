//! The sorts of placeholders in running text.

use std::ops::Range;

use super::is_among;

/// Short forms that stand for an answer to come, as whole words in any case.
const SHORT: [&str; 9] = ["tbc", "tbd", "tba", "tbn", "t.b.c", "t.b.d", "t.b.a", "todo", "fixme"];

/// What "to be ..." ends with when the answer is still to come.
pub(super) const TO_BE: [&str; 9] = [
    "confirmed",
    "agreed",
    "decided",
    "determined",
    "advised",
    "announced",
    "appointed",
    "finalised",
    "finalized",
];

/// Phrases that only a form, a template or an unfinished page has, by their first letter.
fn phrases_with(letter: u8) -> &'static [&'static str] {
    match letter {
        b'a' => &["and / or"],
        b'c' => &["choose an item", "click or tap"],
        b'd' => &["dd/mm/yyyy", "dd month yyyy", "ddmmmyy"],
        b'i' => &["insert text here"],
        b'l' => &["lorem ipsum"],
        b'p' => &["please select from"],
        b's' => &["still to be completed", "still to be written"],
        b'y' => &["yyyy-mm-dd"],
        _ => &[],
    }
}

/// What a template tells its author to do: "Insert latest figures here", "Reviewed DATE".
pub(super) fn orders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end().trim_end_matches('.');
        let is_short = |most: usize| words.split_whitespace().take(most + 1).count() <= most;
        if words.ends_with(" here")
            && let Some(verb) = words.rfind("Insert ")
            && (words[..verb].trim_end().is_empty() || words[..verb].ends_with(". "))
            && is_short(40)
        {
            found.push(start + verb..start + words.len());
        }
        if let Some(before) = words.strip_suffix(" DATE")
            && words.contains(char::is_lowercase)
            && is_short(4)
        {
            found.push(start + before.len() + 1..start + words.len());
        }
        start += line.len();
    }
    found
}

/// Phrases of templates, and "to be confirmed" with its like, whatever their case.
pub(super) fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let begins = |at: usize, phrase: &str| {
        bytes.get(at..at + phrase.len()).is_some_and(|part| part.eq_ignore_ascii_case(phrase.as_bytes()))
    };
    for (at, byte) in bytes.iter().enumerate() {
        let letter = byte.to_ascii_lowercase();
        let begins_word = || at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
        match letter {
            b't' if begins_word() && begins(at, "to be ") && starts_word(&text[..at]) => {
                let verb =
                    TO_BE.iter().find(|verb| begins(at + 6, verb) && ends_word(&text[at + 6 + verb.len()..]));
                found.extend(verb.map(|verb| at..at + 6 + verb.len()));
            }
            b'a' | b'c' | b'd' | b'i' | b'l' | b'p' | b's' | b'y' if begins_word() => {
                let phrase = phrases_with(letter).iter().find(|phrase| begins(at, phrase));
                found.extend(phrase.map(|phrase| at..at + phrase.len()));
            }
            _ => {}
        }
    }
    found
}

/// `[Role]`, `{{name}}`, `<name>`: words in brackets that no person would publish.
pub(super) fn bracketed(text: &str) -> Vec<Range<usize>> {
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
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, first) in text.bytes().enumerate() {
        // What starts a pound sign, or one of the words that are looked for.
        if !matches!(first, 0xc2 | b'f' | b'F' | b't' | b'T' | b'x' | b'X') || !begins_word(text, start) {
            continue;
        }
        let at = end_of_word(text, start);
        let word = text[start..at].trim_end_matches(['.', ',']);
        let number = word.strip_prefix('\u{a3}').unwrap_or(word);
        let money = number.len() < word.len();
        let crosses = !number.is_empty()
            && number.bytes().all(|byte| matches!(byte, b'x' | b'X' | b','))
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

/// Whether what stands before an offset is no part of a word, as [`end_of_word`] reads words.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    !before.is_some_and(|character| matches!(character, '.' | ',' | '\u{a3}') || character.is_alphanumeric())
}

/// Where the letters, digits, full stops and pound signs end that begin at an offset.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        at += match byte {
            b'.' | b',' => 1,
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

/// Rows of one ASCII sign, at least so long: a line to write on.
pub(super) fn rows_of(text: &str, sign: u8, least: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut end = 0;
    // One byte in so many lies in any such row.
    for at in (0..bytes.len()).step_by(least).filter(|at| bytes[*at] == sign) {
        if at < end {
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(|byte| **byte == sign).count();
        end = at + bytes[at..].iter().take_while(|byte| **byte == sign).count();
        if end - start >= least {
            found.push(start..end);
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
