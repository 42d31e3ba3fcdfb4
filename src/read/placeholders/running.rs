//! The sorts of placeholders in running text.

use std::ops::Range;

use super::is_among;
use super::notes::says;
use super::to_be::answer_to_come;
use crate::read::dates;

/// Short forms that stand for an answer to come, as whole words in any case.
const SHORT: [&str; 9] = ["tbc", "tbd", "tba", "tbn", "t.b.c", "t.b.d", "t.b.a", "todo", "fixme"];

/// So a long line is not read again at each of its words.
const LONGEST_DATE: usize = dates::LONGEST;

/// Phrases that only a form, a template or an unfinished page has, by their first letter.
fn phrases_with(letter: u8) -> &'static [&'static str] {
    match letter {
        b'a' => &["and / or", "awaiting confirmation"],
        b'c' => &["choose an item", "click or tap", "click here to enter"],
        b'e' => &["error! reference source not found", "error! bookmark not defined"],
        b'd' => &[
            "delete one", "dn:", "delete as appropriate", "delete as applicable", "dd/mm/yyyy", "dd/mm/yy",
            "dd month", "ddmmmyy", "ddmmyy", "ddmmyyyy",
        ],
        b'i' => &["insert text here", "insert in this box"],
        b'l' => &["lorem ipsum"],
        b'm' => &["month year"],
        b'p' => &["please select from", "placeholder"],
        b's' => &["see email", "still to be completed", "still to be written"],
        b'n' => &[
            "n/k", "needs a rewrite", "needs rewriting", "needs rewording", "not yet received",
            "not yet agreed", "not yet decided", "not yet determined", "not yet confirmed", "not yet known",
        ],
        b'y' => &["yyyy-mm-dd"],
        _ => &[],
    }
}

/// How a template begins to tell its author what to do.
const ORDERS: [&str; 4] = ["Insert ", "Add ", "Enter ", "Put "];

/// What a template tells its author to do: "Insert latest figures here", "Reviewed DATE".
pub(super) fn orders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end().trim_end_matches('.');
        let is_short = |most: usize| words.split_whitespace().take(most + 1).count() <= most;
        if words.ends_with(" here")
            && let Some(verb) = ORDERS.iter().find_map(|verb| words.rfind(verb))
            && (words[..verb].trim_end().is_empty() || words[..verb].ends_with(". "))
            && is_short(40)
        {
            found.push(start + verb..start + words.len());
        }
        // "Add a sentence here about the faith groups."
        let begins = ORDERS.iter().any(|verb| words.starts_with(verb));
        if begins
            && let Some(here) = words.find(" here ").filter(|here| words[..*here].split(' ').count() < 6)
        {
            found.push(start..start + here + " here".len());
        }
        found.extend(dates_to_come(line).into_iter().map(|range| start + range.start..start + range.end));
        // "Insert Council Name Recovery Plan"
        if let Some(rest) = words.strip_prefix("Insert ")
            && let Some(end) = asked_for(rest)
        {
            found.push(start..start + "Insert ".len() + end);
        }
        if let Some((_, order)) = words.rsplit_once(": ")
            && order.starts_with("insert ")
            && order.split_whitespace().count() <= 6
        {
            found.push(start + words.len() - order.len()..start + words.len());
        }
        start += line.len();
    }
    found
}

/// Where the word ends, of the first few, that only a template asks for: "Council Name", "logos".
fn asked_for(rest: &str) -> Option<usize> {
    const ASKED: [&str; 14] = [
        "name", "logo", "logos", "date", "photo", "photos", "picture", "image", "text", "details", "title",
        "contents", "organisation", "authority",
    ];
    let mut end = 0;
    rest.split(' ').take(3).find_map(|word| {
        end += word.len() + 1;
        is_among(word, &ASKED).then(|| end - 1)
    })
}

/// "DATE" in capitals among words that are not: "The review of DATE will say more."
fn dates_to_come(line: &str) -> Vec<Range<usize>> {
    const DATE: &str = "DATE";
    let shouts = |word: Option<&str>| {
        word.is_some_and(|word| word.len() > 1 && !word.contains(|letter: char| letter.is_lowercase()))
    };
    let line = line.trim_end();
    let found = line.match_indices(DATE).map(|(at, _)| at..at + DATE.len());
    let alone = |range: &Range<usize>| {
        let (before, after) = (&line[..range.start], &line[range.end..]);
        before.ends_with(' ')
            && (after.is_empty() || after.starts_with([' ', '.', ',', ';', ')']))
            && !shouts(before.split_whitespace().next_back())
            && !shouts(after.split_whitespace().next().filter(|word| word.contains(char::is_alphabetic)))
    };
    found.filter(alone).collect()
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
                found.extend(answer_to_come(text, at));
            }
            letter if begins_word() => {
                let ends = |phrase: &str| text.get(at + phrase.len()..).is_some_and(ends_word);
                // "We chose an item of furniture"
                let goes_on = |phrase: &str| begins(at + phrase.len(), " of ");
                // "The rise is not yet known" says so.
                let says_so = || letter == b'n' && says(&text[..at], &["is", "are", "was", "were"]);
                let phrase = phrases_with(letter)
                    .iter()
                    .find(|phrase| begins(at, phrase) && ends(phrase) && !goes_on(phrase) && !says_so());
                found.extend(phrase.map(|phrase| at..at + phrase.len()));
            }
            _ => {}
        }
    }
    found
}

/// TBC and its like, `xx`, `£X`, as whole words.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Whether the last that was found is all crosses.
    let mut crossed = false;
    for (start, first) in text.bytes().enumerate() {
        // What starts a pound sign, or one of the words that are looked for.
        if !matches!(first, 0xc2 | b'$' | b'f' | b'F' | b't' | b'T' | b'x' | b'X')
            || !begins_word(text, start)
        {
            continue;
        }
        let at = end_of_word(text, start);
        let word = text[start..at].trim_end_matches(['.', ',']);
        let number = word.strip_prefix(['\u{a3}', '$']).unwrap_or(word);
        let money = number.len() < word.len();
        // "£XXk", "£x.xm"
        let amount =
            if money { number.trim_end_matches(['k', 'm']).trim_end_matches(",000") } else { number };
        let is_cross = |byte: u8| {
            matches!(byte, b'x' | b'X' | b',') || (money && (byte == b'.' || byte.is_ascii_digit()))
        };
        let crosses = !amount.is_empty()
            && amount.bytes().all(is_cross)
            && amount.contains(['x', 'X'])
            && (number.len() > 1 || money);
        let tail = &text[start + word.len()..];
        // "todo" is a Spanish word, and "TODO" an order.
        let spoken = number.starts_with("to") && !tail.starts_with(':');
        let short = is_among(number, &SHORT)
            && !spoken
            && !is_spelt_out(number, tail)
            && !spells_out(number, &text[..start]);
        // "TBC Ltd" is a name; "xxx" in the middle of a web address is none of ours.
        let named = tail.strip_prefix(' ').is_some_and(|next| {
            let mut letters = next.chars();
            !next.starts_with("Month")
                && letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase)
                && !(next.len() <= LONGEST_DATE && dates::is_date(next))
        });
        let joined = text[..start].ends_with(['/', '-', '_', '@']);
        // "XX Squadron" is the twentieth, and so is "the Festival XX".
        let twentieth = number == "XX" && (named || follows_a_name(&text[..start]));
        let end = start + word.len();
        // "TBD/2019" and "XX-01" are references, and "XX/XX/2021" is a date to come.
        let tail = text[end..].chars().take(LONGEST_DATE).take_while(|character| is_code(*character)).count();
        let tail = text[end..end + tail].trim_end_matches(['/', '-', '.']);
        let dated = crosses && tail.bytes().filter(|byte| matches!(byte, b'/' | b'.')).count() == 2;
        let is_reference = tail.bytes().any(|byte| byte.is_ascii_digit()) && !dated;
        // "Tbc-o-matic"
        let is_compound = tail.starts_with('-') && short;
        if is_reference
            || is_compound
            || !((short && (money || !named)) || (crosses && !joined && !twentieth))
        {
            continue;
        }
        match found.last_mut() {
            // "xxxxx xxxxxx" is one number to come.
            Some(last) if crosses && crossed && text[last.end..start] == *" " => last.end = end,
            _ => found.push(start..if dated { end + tail.len() } else { end }),
        }
        crossed = !dated && word.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    }
    found
}

/// Whether the word before a place begins with a capital, and is not the first of its sentence.
fn follows_a_name(before: &str) -> bool {
    const NUMBERED: [&str; 6] = ["Appendix", "Annex", "Exhibit", "Figure", "Table", "Page"];
    let Some(before) = before.strip_suffix(' ') else { return false };
    let mut words = before.split_whitespace().rev();
    let is_name = words.next().filter(|word| !NUMBERED.contains(word)).is_some_and(|word| {
        word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric) && word.len() > 2
    });
    is_name && words.next().is_some_and(|word| !word.ends_with(['.', ':', '!', '?', '-']))
}

/// Whether brackets after a short form say what it is short for: "TBA (Time Bank Agreement)".
fn is_spelt_out(short: &str, tail: &str) -> bool {
    let Some(rest) = tail.strip_prefix(" (") else {
        // "TBC: Torran Bay Crofters"
        let words = tail.strip_prefix(": ").into_iter().flat_map(str::split_whitespace).take(short.len());
        return words.filter_map(|word| word.chars().next()).collect::<String>() == *short;
    };
    let mut initials = String::new();
    // More words than letters spell out something else, however far the bracket goes on.
    for word in rest.split_whitespace().take(short.len() + 1) {
        let inner = word.split_once(')').map(|(inner, _)| inner);
        initials.extend(inner.unwrap_or(word).chars().next());
        if inner.is_some() {
            return initials.eq_ignore_ascii_case(short);
        }
    }
    false
}

/// Whether the words before brackets spell out what the short form in them is short for: "Thornby Borough Council (TBC)".
fn spells_out(short: &str, before: &str) -> bool {
    let Some(before) = before.strip_suffix(" (") else { return false };
    let words: Vec<&str> = before.split_whitespace().rev().take(short.len()).collect();
    let initials: String = words.iter().rev().filter_map(|word| word.chars().next()).collect();
    initials.eq_ignore_ascii_case(short) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

fn is_code(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '/' | '-' | '.')
}

/// Whether what stands before an offset is no part of a word, as [`end_of_word`] reads words.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    !before.is_some_and(|character| {
        matches!(character, '.' | ',' | '$' | '\u{a3}') || character.is_alphanumeric()
    })
}

/// Where the letters, digits, full stops and pound signs end that begin at an offset.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        at += match byte {
            b'.' | b',' | b'$' => 1,
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

/// Rows of ellipses, full stops among them: "Signature \u{2026}\u{2026}\u{2026}..".
pub(super) fn ellipses(text: &str) -> Vec<Range<usize>> {
    const ROW: &str = "\u{2026}\u{2026}\u{2026}";
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices(ROW) {
        if found.last().is_none_or(|last| last.end <= start) {
            let rest = text[start..].trim_start_matches(['\u{2026}', '.']);
            found.push(start..text.len() - rest.len());
        }
    }
    found
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
