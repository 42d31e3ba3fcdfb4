//! What authors leave for each other, and for themselves: "(check with Finance)", "by 20XX", "photo goes here".

use std::ops::Range;

use super::running::TO_BE;
use super::{TO_BE_IN_VALUES, after, bare, is_among};

/// What "to be ..." ends with, at the end of a sentence, where the author has still to do it.
const TO_BE_AT_END: [&str; 14] = [
    "added", "updated", "supplied", "inserted", "provided", "drafted", "verified", "checked", "worked up",
    "refreshed", "costed", "clarified", "completed", "attached",
];

/// Words before "to be ..." by which it is what a sentence says, and no gap in it: "has yet to be added".
const SAYS: [&str; 24] = [
    "need", "needs", "needed", "have", "has", "had", "having", "yet", "is", "are", "was", "were", "expected",
    "want", "wants", "wanted", "likely", "due", "ought", "continue", "asked", "ready", "wish", "order",
];

/// Words before "to follow" by which somebody follows something.
const FOLLOWED: [&str; 12] = [
    "steps", "guide", "rules", "example", "path", "easy", "simple", "hard", "difficult", "advice", "need",
    "have",
];

/// Nouns that an author says to be "needed" or "missing" in a draft.
const OF_DRAFTS: [&str; 20] = [
    "baseline", "baselines", "figure", "figures", "date", "dates", "name", "names", "target", "targets",
    "wording", "list", "text", "costing", "costings", "photo", "data", "section", "table", "details",
];

/// What a colleague is told to do: "Housing to supply".
const TOLD: [&str; 11] = [
    "write", "draft", "supply", "confirm", "check", "advise", "provide", "add", "update", "identify", "agree",
];

/// What has a number, and "?" where it is not known yet: "see page ?".
const NUMBERED: [&str; 8] =
    ["page", "appendix", "annex", "section", "paragraph", "figure", "table", "chapter"];

/// Dashes that part a note from the words that it is about.
const DASHES: [char; 3] = ['-', '\u{2013}', '\u{2014}'];

/// How many words a note has at most.
const LONGEST_NOTE: usize = 8;

/// Notes in running text, as byte ranges.
pub(super) fn notes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let start = text.len() - text.trim_start().len();
    let head = &text[start..];
    if after(head, "draft text").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        found.push(start..start + "draft text".len());
    }
    // "To be developed with the partners over the summer.", of nothing in particular
    if let Some(rest) = head.strip_prefix("To be ") {
        let verbs = TO_BE.iter().chain(&TO_BE_AT_END).chain(&TO_BE_IN_VALUES);
        let stands =
            |verb: &&&str| after(rest, verb).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let verb = verbs.filter(stands).max_by_key(|verb| verb.len());
        found.extend(verb.map(|verb| start..start + "To be ".len() + verb.len()));
    }
    found.extend(told_at_end(text));
    for (at, byte) in text.bytes().enumerate() {
        let word = || text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        let here = |length: usize| at..at + length;
        found.extend(match byte {
            b'(' => in_brackets(&text[at..]).map(here),
            b't' if text.as_bytes()[at..].starts_with(b"to ") && word() => {
                to_be(text, at).or_else(|| to_follow(text, at)).or_else(|| to_come(text, at)).map(here)
            }
            // The first byte of a pound sign: "put at ££££".
            0xc2 if !text[..at].ends_with('\u{a3}') => {
                let signs = text[at..].len() - text[at..].trim_start_matches('\u{a3}').len();
                (signs > '\u{a3}'.len_utf8()).then(|| here(signs))
            }
            b'n' if word() => of_draft(text, at, "needed"),
            b'm' if word() => of_draft(text, at, "missing"),
            b'X' if word() && number_to_come(text, at) => Some(here(1)),
            b'g' if word() => goes_here(&text[at..]).map(here),
            b'2' if word() => year_to_come(&text[at..]).map(here),
            b'?' if text[..at].ends_with(' ') && says(&text[..at], &NUMBERED) => Some(here(1)),
            b'.' | b'_' if word() => date_to_come(&text[at..]).or_else(|| line_to_fill(text, at)).map(here),
            _ => None,
        });
    }
    found
}

/// "Communications - Liz to write": what a colleague is to do about the words before.
fn told_at_end(text: &str) -> Option<Range<usize>> {
    const BODIES: [&str; 6] = ["Council", "Cabinet", "Committee", "Board", "Partners", "Residents"];
    let last = last_piece(text, &DASHES)?;
    let mut words = last.split_whitespace();
    let (who, to, verb) = (words.next()?, words.next()?, words.next()?);
    let is_told = to == "to"
        && TOLD.contains(&verb.trim_end_matches('.'))
        && !matches!(verb, "provide" | "supply" | "identify" | "agree");
    let is_someone = who.starts_with(char::is_uppercase) && !BODIES.contains(&who);
    (is_told && is_someone && words.count() < 3).then(|| text.len() - last.len()..text.trim_end().len())
}

/// What follows the last of some signs and a space, where it is no longer than a note.
fn last_piece<'t>(text: &'t str, signs: &[char]) -> Option<&'t str> {
    const LONGEST: usize = 80;
    let mut from = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let (before, last) = text[from..].rsplit_once(signs)?;
    // A dash stands between two spaces.
    let stands = before.ends_with(' ') || text[from + before.len()..].starts_with(',');
    last.strip_prefix(' ').filter(|_| stands)
}

/// "Recruit X community connectors": the number is still to come.
fn number_to_come(text: &str, at: usize) -> bool {
    const NAMES: [&str; 14] = [
        "Generation", "Vitamin", "Factor", "Plan", "Option", "Group", "Phase", "Team", "Type", "Company",
        "Mr", "Appendix", "Annex", "Part",
    ];
    let counts = text[..at].ends_with(' ')
        && text[at + 1..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase));
    if !counts {
        return false;
    }
    let mut before = text[..at].split_whitespace().rev();
    let named = before.next().is_some_and(|word| {
        let is_first = before.next().is_none_or(|word| word.ends_with(['.', ':']));
        NAMES.contains(&word) || (word.starts_with(char::is_uppercase) && !is_first)
    });
    !named
}

/// Whether a value is a note to whoever is to fill it in: "add target here", "Housing to supply".
pub(super) fn is_note(text: &str) -> bool {
    let bare = bare(text);
    let orders = ["list ", "add ", "insert ", "enter ", "put ", "type ", "write "];
    if orders.iter().any(|order| after(bare, order).is_some()) && bare.to_ascii_lowercase().ends_with(" here")
    {
        return true;
    }
    // "Health board - check name", "depends on planning, chase for date"
    let chases = ["check ", "chase ", "ask ", "need a ", "awaiting ", "waiting on "];
    let signs = ['-', '\u{2013}', '\u{2014}', ','];
    if last_piece(bare, &signs).is_some_and(|last| chases.iter().any(|chase| last.starts_with(chase))) {
        return true;
    }
    let mut words = bare.split_whitespace().rev();
    let (Some(verb), Some("to"), Some(who)) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    TOLD.contains(&verb) && who.starts_with(char::is_uppercase)
}

/// Whether a value ends with "to be ..." and so is still to come: "quotation to be supplied".
pub(super) fn is_still_to_be(text: &str) -> bool {
    let lower = bare(text).to_ascii_lowercase();
    let Some((_, verb)) = lower.rsplit_once("to be ") else { return false };
    [&TO_BE[..], &TO_BE_AT_END, &TO_BE_IN_VALUES].iter().any(|verbs| verbs.contains(&verb))
}

/// Whether a value says that nobody knows it yet: "not yet costed", "date pending", "waiting on the health board".
pub(super) fn is_unknown(text: &str) -> bool {
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let is_open = lower
        .find("to be ")
        .is_some_and(|at| TO_BE.iter().any(|verb| lower[at + "to be ".len()..].starts_with(verb)));
    let pending = || {
        lower.contains("pending")
            && lower.split_whitespace().count() <= LONGEST_NOTE
            && lower.split(|sign: char| !sign.is_alphanumeric()).any(|word| OF_DRAFTS.contains(&word))
    };
    is_open
        || ["not yet ", "waiting on ", "under discussion "].iter().any(|start| lower.starts_with(start))
        || ["unknown", " not known", " unknown at present"].iter().any(|end| lower.ends_with(end))
        || ["subject to agreement", "subject to confirmation", "subject to approval"]
            .contains(&lower.as_str())
        || lower.contains("not know yet")
        || pending()
}

/// "X clients a week", "open X hubs by then": the number is still to come.
pub(super) fn has_unknown(text: &str) -> bool {
    let mut before: Option<&str> = None;
    let mut words = text.split_whitespace().peekable();
    let mut first = true;
    while let Some(word) = words.next() {
        let counts = word == "X" && words.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        let named = before.is_some_and(|before| {
            before.starts_with(char::is_uppercase) && (!first || before == "Generation")
        });
        if (counts && !named) || matches!(word, "X%" | "x%") {
            return true;
        }
        first = before.is_none();
        before = Some(word);
    }
    false
}

/// "(name of college)", "(check against the census)", "(Finance to confirm)": how long it is, brackets too.
fn in_brackets(text: &str) -> Option<usize> {
    const ASKS: [&str; 9] = [
        "name of ", "names of ", "insert ", "check with ", "check against ", "check figure", "awaiting ",
        "confirm with ", "add ",
    ];
    const WHOLE: [&str; 4] = ["to follow", "to come", "fill in", "check"];
    const WINDOW: usize = 80;
    let mut window = WINDOW.min(text.len());
    while !text.is_char_boundary(window) {
        window -= 1;
    }
    let end = text[..window].find(')')?;
    let inner = text[1..end].trim();
    let asks =
        ASKS.iter().any(|ask| after(inner, ask).is_some()) && after(inner, "check with your").is_none();
    // "(end to be identified with the college)", "(Finance to check before publication)"
    let words: Vec<&str> = inner.split_whitespace().map(|word| word.trim_end_matches(['.', ','])).collect();
    let to_be = words.windows(3).any(|some| {
        some[..2] == ["to", "be"] && (TO_BE_AT_END.contains(&some[2]) || TO_BE_IN_VALUES.contains(&some[2]))
    });
    // "(planning with the Jobcentre will identify the end date)"
    let will = ["identify", "confirm", "advise", "decide"];
    let to_come = words.len() <= 2 * LONGEST_NOTE
        && words.windows(2).any(|some| some[0] == "will" && will.contains(&some[1]));
    let is_told = inner.starts_with(char::is_uppercase)
        && words.windows(2).any(|some| some[0] == "to" && TOLD.contains(&some[1]));
    let asks_back =
        ["is", "are", "do", "does", "which", "who", "what", "when", "where", "how", "can", "should"];
    let doubts = inner.ends_with('?')
        && (words.len() <= 3 || words.first().is_some_and(|first| asks_back.contains(first)));
    let is_note = asks || doubts || to_be || is_told || is_among(inner, &WHOLE);
    (to_come || (is_note && words.len() <= LONGEST_NOTE)).then_some(end + 1)
}

/// "to be added" at the end of a sentence.
fn to_be(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("to be ")?;
    let verb = TO_BE_AT_END.iter().find(|verb| rest.starts_with(**verb))?;
    (ends_sentence(&rest[verb.len()..]) && !says(&text[..at], &SAYS)).then_some("to be ".len() + verb.len())
}

/// "Foreword to follow.": a short sentence.
fn to_follow(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("to follow")?;
    let before = text[..at].split_whitespace().rev().take(LONGEST_NOTE + 1);
    let words = before.take_while(|word| !word.ends_with(['.', ',', ';'])).count();
    let is_note = (1..=LONGEST_NOTE).contains(&words) && ends_sentence(rest) && !says(&text[..at], &FOLLOWED);
    is_note.then_some("to follow".len())
}

/// "figure to come"
fn to_come(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("to come")?;
    let ends = ends_sentence(rest) || rest.starts_with(',');
    (ends && says(&text[..at], &OF_DRAFTS)).then_some("to come".len())
}

/// "baseline needed", "figures missing": `word` is the second of them.
fn of_draft(text: &str, at: usize, word: &str) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix(word)?;
    let before = text[..at].strip_suffix(' ')?;
    let noun = before.rsplit(|character: char| !character.is_alphanumeric()).next()?;
    let start = before.len() - noun.len();
    // A sentence that says what was needed is none: the note stands at the front of a line, or after a sign.
    let lead = before[..start].trim_end_matches(' ');
    let begins =
        lead.is_empty() || lead.ends_with(['-', '\u{2013}', '\u{2014}', '(', '[', ':', ';', '.', '\n']);
    let ends = !rest.starts_with(char::is_alphanumeric);
    (begins && ends && is_among(noun, &OF_DRAFTS)).then(|| start..at + word.len())
}

/// "goes here"
fn goes_here(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("goes here")?;
    (!rest.starts_with(char::is_alphanumeric)).then_some("goes here".len())
}

/// "20XX", "202X", "20??": a year of which not every figure is known.
fn year_to_come(text: &str) -> Option<usize> {
    let year = text.get(..4)?;
    let open = year.strip_prefix("20")?.trim_start_matches(|character: char| character.is_ascii_digit());
    let is_open = matches!(open, "X" | "x" | "?" | "XX" | "xx" | "??");
    let ends = !text[4..].starts_with(char::is_alphanumeric);
    (is_open && ends).then_some(4)
}

/// "../../2027", "__/__/2027"
fn date_to_come(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("../../").or_else(|| text.strip_prefix("__/__/"))?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (matches!(digits, 2 | 4)).then_some("../../".len() + digits)
}

/// "up from __ to __": two or three lines to write on, and no more ("____" is found as a row).
fn line_to_fill(text: &str, at: usize) -> Option<usize> {
    if !text[..at].chars().next_back().is_none_or(char::is_whitespace) {
        return None;
    }
    let length = text[at..].bytes().take_while(|byte| *byte == b'_').count();
    let ends = !text[at + length..].starts_with(char::is_alphanumeric);
    (matches!(length, 2 | 3) && ends).then_some(length)
}

fn ends_sentence(after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    after.is_empty() || after.starts_with(['.', ')', ']', '\n', ';'])
}

/// Whether a text ends with one of some words.
fn says(before: &str, words: &[&str]) -> bool {
    before.split_whitespace().next_back().is_some_and(|last| is_among(last, words))
}
