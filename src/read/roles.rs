//! Words that name a post or a body.

use std::ops::Range;

use crate::text::normalize;

/// A lead without the word that says so: "lead Head of Housing", "Led by the Board".
pub(super) fn without_label(text: &str, piece: Range<usize>) -> Range<usize> {
    const LABELS: [&str; 7] = ["Action: ", "lead ", "led by ", "Led by ", "owner ", "Owner ", "responsible "];
    let said = &text[piece.clone()];
    let label = LABELS.iter().find(|label| said.starts_with(**label)).map_or(0, |label| label.len());
    piece.start + label..piece.end
}

/// Whether a piece says no more than what the next one is.
pub(super) fn is_label(text: &str) -> bool {
    const LABELS: [&str; 12] = [
        "lead", "lead officer", "owner", "responsible", "who", "by whom", "date", "due", "when", "by when",
        "timescale", "deadline",
    ];
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(text))
}

/// Whether a few words name a post or a body, or are somebody's initials.
pub(super) fn is_role(text: &str) -> bool {
    const MOST_WORDS: usize = 9;
    const INITIALS: usize = 5;
    const ROLES: [&str; 52] = [
        "agency", "alliance", "assistant", "association", "authority", "bid", "board", "centre", "chair",
        "chamber", "chief", "clerk", "cllr", "college", "committee", "coordinator", "council", "councillor",
        "councils", "cvs", "department", "deputy", "director", "directorate", "engineer", "executive",
        "federation", "forum", "group", "head", "lead", "leader", "manager", "mayor", "nhs", "office",
        "officer", "officers", "partners", "partnership", "planner", "police", "principal", "secretary",
        "service", "services", "society", "team", "treasurer", "trust", "unit", "university",
    ];
    let text = &text[without_label(text, 0..text.len())];
    let is_initials = || {
        let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
        text.len() <= INITIALS && capitals > 1 && text.chars().all(char::is_alphabetic)
    };
    let normal = normalize(text);
    let mut words = normal.split(' ');
    let few = words.clone().count() <= MOST_WORDS && text.starts_with(char::is_uppercase);
    few && (words.any(|word| ROLES.contains(&word)) || is_initials())
}
