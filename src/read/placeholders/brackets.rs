//! Words in brackets that no person would publish.

use std::ops::Range;

use super::notes::TOLD;

/// Words by which brackets ask for something.
const ASKS: [&str; 63] = [
    "awaiting", "para", "paragraph", "sentence", "photo", "map", "chart", "quote", "here", "add", "choose",
    "delete", "dn", "drafting", "enter", "remove", "replace", "select", "amount", "area", "authority",
    "check", "complete", "confirm", "council", "date", "fill", "follow", "insert", "link", "month", "name",
    "number", "organisation", "organization", "place", "post", "role", "tbc", "tbd", "tba", "title", "todo",
    "update", "what", "xx", "yyyy", "needed", "missing", "kpi", "sro", "lead", "list", "measure", "target",
    "figure", "baseline", "source", "venue", "rate", "percentage", "total", "address",
];

/// Of these the words that nobody would publish among others.
const ALWAYS: [&str; 10] = ["insert", "tbc", "tbd", "tba", "todo", "xx", "yyyy", "fill", "check", "confirm"];

/// Words that say how something stands, as `[interim]`.
const STANDS: [&str; 39] = [
    "observer", "chair", "deputy", "secondee", "retired", "part-time", "as", "subject", "now", "in", "not",
    "with", "from", "until", "formerly", "previously", "jointly", "also", "part", "per", "all", "both", "no",
    "by", "to", "abridged", "acting", "approved", "archived", "confidential", "continued", "draft", "exempt",
    "external", "interim", "online", "sic", "temporary", "video",
];

/// Words that refer to another place: "[Table 3]".
const REFERS: [&str; 12] = [
    "appendix", "annex", "figure", "table", "section", "page", "phase", "part", "note", "see", "ref",
    "chapter",
];

/// Whether words in square brackets are a remark or a reference that people publish: `[subject to Cabinet]`, `[PDF]`,
/// `[Appendix A]`, `[DCLG, 2019]`, `[Lead: Head of Housing]`. What a template asks for is none.
fn is_remark(inner: &str) -> bool {
    let lower = inner.trim().to_lowercase();
    let mut words =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    // "[officer to be named]", "[staff to advise]", "[no. of farms]"
    let is_told = lower.rsplit_once(" to ").is_some_and(|(_, verb)| TOLD.contains(&verb));
    let is_open = is_told
        || lower.contains(" to be ")
        || lower.starts_with("to be ")
        || lower.starts_with("no.")
        || lower.starts_with("no of ");
    // "[post]", and not "[joint post with the health board]"
    let is_short = lower.split_whitespace().count() < 4;
    let asks = is_open
        || lower == "year"
        || words
            .clone()
            .enumerate()
            .any(|(at, word)| ASKS.contains(&word) && (is_short || at == 0 || ALWAYS.contains(&word)))
        || lower.contains(" here")
        || lower.contains('?')
        || is_choice(&lower);
    let first = words.next().unwrap_or_default();
    let is_field = inner.contains(": ") && !lower.contains('?');
    // "[Elm, Oak, Ash and Beech]"
    let is_list = inner.contains(", ");
    let cites = inner.chars().any(|character| character.is_ascii_digit());
    let acronym = (2..6).contains(&inner.chars().count()) && inner.chars().all(char::is_uppercase);
    // "[Table 3]", and not "[figure from Finance]"
    let is_mark = |word: &str| word.len() < 3 || word.contains(|letter: char| letter.is_ascii_digit());
    let refers = REFERS.contains(&first)
        && words.next().is_some_and(|next| is_mark(next) || matches!(first, "see" | "note" | "ref"));
    // One or two small words are a gap ("[sum]", "[local charity]") unless they say how something stands ("[interim]").
    let begins_small = inner.trim_start().starts_with(char::is_lowercase)
        && (lower.split_whitespace().count() > 2 || STANDS.contains(&first));
    is_field || refers || (!asks && (cites || acronym || begins_small || is_list || first == "sic"))
}

/// Whether a slash parts words, and no figures: "[lead/owner]", and not "[LRF, Q3 2022/23]".
fn is_choice(words: &str) -> bool {
    words.match_indices('/').any(|(at, _)| {
        !words[..at].ends_with(|before: char| before.is_ascii_digit())
            || !words[at + 1..].starts_with(|after: char| after.is_ascii_digit())
    })
}

/// `[Role]`, `{{name}}`, `<name>`: words in brackets that no person would publish.
pub(super) fn bracketed(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 160;
    let mut found = Vec::new();
    let front = text.len() - text.trim_start().len();
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
            let remark = open == "[" && is_remark(inner);
            // "£[ ]"; a task box stands at the front, and is none.
            let blank = !inner.is_empty() && inner.trim().is_empty() && open == "[" && start > front;
            // "[name]: address" at the front of a line says where a link leads.
            let before = text[..start].trim_end_matches(' ');
            let leads = before.is_empty() || before.ends_with('\n');
            let after = &text[end..];
            let linked =
                open == "[" && !blank && (after.starts_with(['(', '[']) || (leads && after.starts_with(':')));
            let nested = inner.contains(open);
            // "4 < 5 and 6 > 3" holds no angle brackets.
            let spaced = open == "<" && inner.trim().len() < inner.len();
            // "[##,###]" and "[x] per cent" are gaps as well.
            let counted = inner.contains('#') && letters == 0;
            let share = matches!(inner, "x" | "X")
                && ["per cent", "percent", "%"].iter().any(|unit| text[end..].trim_start().starts_with(unit));
            // "£[x]m"
            let sum = matches!(inner, "x" | "X") && text[..start].ends_with(['\u{a3}', '$', '\u{20ac}']);
            let gap = letters > 1 || inner == "X" || blank || counted || share || sum;
            let fits = gap && !remark && !linked && !nested && !spaced;
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
