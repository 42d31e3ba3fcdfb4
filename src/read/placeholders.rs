//! Words that were left to be filled in.

use std::ops::Range;

use crate::framework::FieldKind;

/// Short forms that stand for an answer to come, as whole words in any case.
const SHORT: [&str; 9] = ["tbc", "tbd", "tba", "tbn", "t.b.c", "t.b.d", "t.b.a", "todo", "fixme"];

/// What "to be ..." ends with when the answer is still to come.
const TO_BE: [&str; 9] = [
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

/// The same, in the value of a field, where nothing else stands beside it.
const TO_BE_IN_VALUES: [&str; 6] = ["identified", "developed", "appointed", "recruited", "set", "completed"];

/// What the name of a lead ends with when nobody holds the post yet.
const TO_BE_NAMED: [&str; 5] =
    ["to be appointed", "to be recruited", "to be named", "to be identified", "to be nominated"];

/// Words that say that a field has no value.
const ABSENT: [&str; 5] = ["n/a", "na", "not applicable", "none", "nil"];

/// Phrases that only a form, a template or an unfinished page has.
const PHRASES: [&str; 12] = [
    "still to be completed",
    "still to be written",
    "and / or",
    "lorem ipsum",
    "choose an item",
    "click or tap",
    "please select from",
    "dd/mm/yyyy",
    "dd month yyyy",
    "ddmmmyy",
    "yyyy-mm-dd",
    "insert text here",
];

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
    let mut found = bracketed(text);
    found.extend(words(text));
    let lower = text.to_ascii_lowercase();
    for phrase in PHRASES {
        found.extend(lower.match_indices(phrase).map(|(at, phrase)| at..at + phrase.len()));
    }
    found.extend(orders(text));
    for (at, _) in lower.match_indices("to be ") {
        let rest = &lower[at + 6..];
        let verb = TO_BE.iter().find(|verb| rest.starts_with(**verb) && ends_word(&rest[verb.len()..]));
        if let Some(verb) = verb.filter(|_| starts_word(&lower[..at])) {
            found.push(at..at + 6 + verb.len());
        }
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

/// What a template tells its author to do: "Insert latest figures here", "Reviewed DATE".
fn orders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end().trim_end_matches('.');
        let count = words.split_whitespace().count();
        let verb = words
            .rfind("Insert ")
            .filter(|at| words[..*at].trim_end().is_empty() || words[..*at].ends_with(". "));
        if let Some(verb) = verb.filter(|_| count <= 40 && words.ends_with(" here")) {
            found.push(start + verb..start + words.len());
        }
        let is_shouted = words.chars().all(|character| !character.is_lowercase());
        if let Some(before) = words.strip_suffix(" DATE").filter(|_| count <= 4 && !is_shouted) {
            found.push(start + before.len() + 1..start + words.len());
        }
        start += line.len();
    }
    found
}

/// Whether a paragraph is nothing but placeholders.
#[must_use]
pub fn is_only(text: &str) -> bool {
    if is_whole(text) {
        return true;
    }
    let mut rest = String::new();
    let mut at = 0;
    let found = find(text);
    for range in &found {
        rest.push_str(&text[at..range.start]);
        rest.push(' ');
        at = range.end;
    }
    rest.push_str(&text[at..]);
    let says_something =
        rest.split(|character: char| !character.is_alphanumeric()).any(|word| !word.is_empty());
    !found.is_empty() && !says_something
}

/// Whether the whole value of a field is a placeholder.
#[must_use]
pub fn is_value(text: &str, kind: FieldKind) -> bool {
    if is_only(text) {
        return true;
    }
    let bare = bare(text);
    let still_to_be = bare
        .strip_prefix("to be ")
        .is_some_and(|rest| TO_BE.iter().chain(&TO_BE_IN_VALUES).any(|verb| rest.starts_with(verb)));
    let waits = ["insert ", "awaiting ", "pending "].iter().any(|start| bare.starts_with(start));
    if still_to_be || waits {
        return true;
    }
    match kind {
        FieldKind::Person => {
            ABSENT.contains(&bare.as_str())
                || matches!(bare.as_str(), "vacant" | "name" | "role" | "as required")
                || TO_BE_NAMED.iter().any(|words| bare.ends_with(words))
        }
        FieldKind::Date => {
            ABSENT.contains(&bare.as_str())
                || matches!(bare.as_str(), "date" | "under review" | "in development")
        }
        FieldKind::Status | FieldKind::Priority => text.contains('/') && text.split('/').count() > 1,
        _ => false,
    }
}

/// Whether the words of a field say that it has no value: a dash, "none", "n/a".
#[must_use]
pub fn says_none(text: &str) -> bool {
    let is_dash = text.chars().all(|character| matches!(character, '-' | '\u{2013}' | '\u{2014}' | ' '));
    is_dash || ABSENT.contains(&bare(text).as_str())
}

/// Whether a line is what a page has at its foot or head, left in by a conversion: "Page 3 of 11", "ITEM NO. 7.1".
#[must_use]
pub fn is_furniture(text: &str) -> bool {
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
    signs || WHOLE.contains(&bare(text).as_str())
}

/// A text in lower case, without white space and full stops at its ends.
fn bare(text: &str) -> String {
    text.trim()
        .trim_end_matches(['.', ':', ';', '!'])
        .trim_start_matches('<')
        .trim_end_matches('>')
        .to_lowercase()
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
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '.' | ',' | '\u{a3}');
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(start) = rest.find(is_part).map(|start| at + start) else { break };
        let length = text[start..].find(|character| !is_part(character)).unwrap_or(text.len() - start);
        let word = text[start..start + length].trim_end_matches(['.', ',']);
        at = start + length.max(1);
        let lower = word.to_ascii_lowercase();
        let number = lower.strip_prefix('\u{a3}').unwrap_or(&lower);
        let crosses = !number.is_empty()
            && number.chars().all(|character| matches!(character, 'x' | ','))
            && (number.len() > 1 || lower.len() > number.len());
        let money = lower.strip_prefix('\u{a3}').is_some_and(|rest| SHORT.contains(&rest));
        // "TBC Ltd" is a name; "xxx" in the middle of a web address is none of ours.
        let named = text[start + word.len()..].strip_prefix(' ').is_some_and(|next| {
            let mut letters = next.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        });
        let joined = text[..start].ends_with(['/', '-', '_', '@']) && !SHORT.contains(&lower.as_str());
        if (SHORT.contains(&lower.as_str()) && !named) || money || (crosses && !joined) {
            found.push(start..start + word.len());
        }
    }
    found
}

/// Rows of one sign, at least so long: a line to write on.
fn rows_of(text: &str, sign: char, least: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        if character == sign {
            start.get_or_insert(at);
        } else if let Some(start) = start.take()
            && at - start >= least
        {
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
            assert!(is_value(text, kind), "{text}");
        }
        for (text, kind) in [
            ("TBC Ltd", FieldKind::Person),
            ("N/A", FieldKind::Money),
            ("Director of Pending Matters", FieldKind::Person),
            ("40 groups to be visited", FieldKind::Text),
            ("In progress", FieldKind::Status),
        ] {
            assert!(!is_value(text, kind), "{text}");
        }
    }
}
