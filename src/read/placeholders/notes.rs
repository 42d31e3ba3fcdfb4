//! What authors leave for each other, and for themselves: "(check with Finance)", "by 20XX", "photo goes here".

use std::ops::Range;

use super::to_be::{awaits_answer, is_work, left_to_do, still_to_do};
use super::{after, bare, is_among};

/// Words before "to follow" by which somebody follows something.
const FOLLOWED: [&str; 12] = [
    "steps", "guide", "rules", "example", "path", "easy", "simple", "hard", "difficult", "advice", "need",
    "have",
];

/// Nouns that an author says to be "needed" or "missing" in a draft.
pub(super) const OF_DRAFTS: [&str; 20] = [
    "baseline", "baselines", "figure", "figures", "date", "dates", "name", "names", "target", "targets",
    "wording", "list", "text", "costing", "costings", "photo", "data", "section", "table", "details",
];

/// What a colleague is told to do: "Housing to supply".
pub(super) const TOLD: [&str; 11] = [
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
        found.extend(still_to_do(rest).map(|length| start..start + "To be ".len() + length));
    }
    found.extend(told_at_end(text));
    for (at, byte) in text.bytes().enumerate() {
        let word = || text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        let here = |length: usize| at..at + length;
        found.extend(match byte {
            b'(' => in_brackets(&text[at..]).map(here),
            b't' if text.as_bytes()[at..].starts_with(b"to ") && word() => {
                left_to_do(text, at).or_else(|| to_follow(text, at)).or_else(|| to_come(text, at)).map(here)
            }
            // The first byte of a pound sign: "put at ££££".
            0xc2 if !text[..at].ends_with('\u{a3}') => {
                let signs = text[at..].len() - text[at..].trim_start_matches('\u{a3}').len();
                (signs > '\u{a3}'.len_utf8()).then(|| here(signs))
            }
            b'n' if word() => of_draft(text, at, "needed"),
            b'm' if word() => of_draft(text, at, "missing"),
            b'X' if text[..at].ends_with(' ') && number_to_come(text, at) => Some(here(1)),
            b'g' if word() => goes_here(&text[at..]).map(here),
            b'2' if word() => year_to_come(&text[at..]).map(here),
            b'?' if text[..at].ends_with(' ') && says(&text[..at], &NUMBERED) => Some(here(1)),
            b'.' | b'_' if word() => date_to_come(&text[at..]).or_else(|| line_to_fill(text, at)).map(here),
            _ => None,
        });
    }
    found
}

/// Who does things in public that a colleague would do about a draft: "Cabinet to agree the budget".
const BODIES: [&str; 6] = ["Council", "Cabinet", "Committee", "Board", "Partners", "Residents"];

/// "Communications - Liz to write": what a colleague is to do about the words before.
fn told_at_end(text: &str) -> Option<Range<usize>> {
    let last = last_piece(text, &DASHES)?;
    let mut words = last.split_whitespace();
    let (who, to, verb) = (words.next()?, words.next()?, words.next()?.trim_end_matches('.'));
    let is_told =
        to == "to" && TOLD.contains(&verb) && !matches!(verb, "provide" | "supply" | "identify" | "agree");
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
    if !text[at + 1..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase)) {
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

/// Whether a value says that nobody knows it yet: "not yet costed", "date pending", "waiting on the health board".
pub(super) fn is_unknown(text: &str) -> bool {
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let pending = || {
        lower.contains("pending")
            && lower.split_whitespace().count() <= LONGEST_NOTE
            && lower.split(|sign: char| !sign.is_alphanumeric()).any(|word| OF_DRAFTS.contains(&word))
    };
    awaits_answer(&lower)
        || ["not yet ", "waiting on ", "under discussion "].iter().any(|start| lower.starts_with(start))
        || ["unknown", " not known", " unknown at present"].iter().any(|end| lower.ends_with(end))
        || ["subject to agreement", "subject to confirmation", "subject to approval"]
            .contains(&lower.as_str())
        || lower.contains("not know yet")
        || pending()
}

/// "X clients a week", "open X hubs by then": the number is still to come.
pub(super) fn has_unknown(text: &str) -> bool {
    text.match_indices('X').any(|(at, _)| (at == 0 || text[..at].ends_with(' ')) && number_to_come(text, at))
        || text.split_whitespace().any(|word| matches!(word, "X%" | "x%"))
}

/// "(name of college)", "(check against the census)", "(Finance to confirm)": how long it is, brackets too.
fn in_brackets(text: &str) -> Option<usize> {
    const ASKS: [&str; 9] = [
        "name of ", "names of ", "insert ", "check with ", "check against ", "check figure", "awaiting ",
        "confirm with ", "add ",
    ];
    const WHOLE: [&str; 7] =
        ["to follow", "to come", "fill in", "check", "contact name", "job title", "job title and name"];
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
    let to_be = inner.match_indices("to be ").any(|(at, said)| is_work(&inner[at + said.len()..]));
    // "(planning with the Jobcentre will identify the end date)"
    let will = ["identify", "confirm", "advise", "decide"];
    let to_come = words.len() <= 2 * LONGEST_NOTE
        && words.windows(2).any(|some| some[0] == "will" && will.contains(&some[1]));
    // "(Cabinet to confirm)", and not "(Cabinet to confirm the budget each year)"
    let goes_on = |at: usize| BODIES.contains(&words[0]) && at + 2 < words.len();
    let is_told = inner.starts_with(char::is_uppercase)
        && words
            .windows(2)
            .enumerate()
            .any(|(at, some)| some[0] == "to" && TOLD.contains(&some[1]) && !goes_on(at));
    let asks_back =
        ["is", "are", "do", "does", "which", "who", "what", "when", "where", "how", "can", "should"];
    let doubts = inner.ends_with('?')
        && (words.len() <= 3 || words.first().is_some_and(|first| asks_back.contains(first)));
    let is_note = asks || doubts || to_be || is_told || is_among(inner, &WHOLE);
    (to_come || (is_note && words.len() <= LONGEST_NOTE)).then_some(end + 1)
}

/// "Foreword to follow.": a short sentence.
fn to_follow(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("to follow")?;
    let before = text[..at].split_whitespace().rev().take(LONGEST_NOTE + 1);
    let words = before.take_while(|word| !word.ends_with(['.', ',', ';'])).count();
    // "The Board has asked the health board to follow"
    let asks = |word: &str| matches!(word, "asked" | "has" | "have" | "had");
    let speaks = text[..at].split_whitespace().rev().take(words).any(asks);
    let is_note = (1..=LONGEST_NOTE).contains(&words)
        && ends_sentence(rest)
        && !speaks
        && !says(&text[..at], &FOLLOWED);
    is_note.then_some("to follow".len())
}

/// "figure to come"
fn to_come(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("to come")?;
    let ends = ends_sentence(rest) || rest.starts_with(',');
    let is_alone = text[..at].trim().is_empty() && rest.trim_end_matches('.').is_empty();
    (is_alone || (ends && says(&text[..at], &OF_DRAFTS))).then_some("to come".len())
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
    // "Targets needed by the board" are what the board needs.
    let ends = ends_sentence(rest)
        || rest.starts_with(" from ")
        || rest.trim_start().starts_with([',', ':', '-', '\u{2013}', '\u{2014}']);
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

pub(super) fn ends_sentence(after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    after.is_empty() || after.starts_with(['.', ')', ']', '\n', ';'])
}

/// Whether a text ends with one of some words.
pub(super) fn says(before: &str, words: &[&str]) -> bool {
    before.split_whitespace().next_back().is_some_and(|last| is_among(last, words))
}
