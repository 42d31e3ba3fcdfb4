//! The words and signs that join the parts of a heading: "and", a comma, a slash.

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
