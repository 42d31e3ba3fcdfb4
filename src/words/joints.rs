//! The words and signs that join the parts of a heading, "and", a comma, a slash; and those that keep its groups apart.

use std::ops::Range;

/// What joins equals.
pub(super) const AND: [&str; 6] = [" and ", "&", "/", ",", ";", "+"];

/// The same, and what joins the ends of a span of time.
pub(super) const AND_TO: [&str; 7] = [" and ", "&", "/", ",", ";", "+", " to "];

/// The parts of a text between joints, as byte ranges; those that are only space are left out.
pub(super) fn parts(text: &str, joints: &[&str]) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < lower.len() {
        match joints.iter().find(|joint| lower[at..].starts_with(**joint)) {
            Some(joint) => {
                parts.push(start..at);
                at += joint.len();
                start = at;
            }
            None => at += lower[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(start..lower.len());
    parts.retain(|part| !text[part.clone()].trim().is_empty());
    parts
}

/// The parts of a heading between strong signs: a colon, a spaced dash, a bracket.
pub(super) fn groups(text: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    for (at, character) in text.char_indices() {
        let spaced = text[..at].ends_with(' ') && text[at + character.len_utf8()..].starts_with(' ');
        let strong = match character {
            ':' | '(' | ')' | '|' | '[' | ']' => true,
            // No word has a long dash in it.
            '\u{2014}' => true,
            '-' | '\u{2013}' | '/' => spaced,
            _ => false,
        };
        if strong {
            groups.push(String::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(character);
        }
    }
    groups.retain(|group| !group.trim().is_empty());
    groups
}
