//! "To be ..." and its verb: an answer that is still to come, or what an author has still to do.

use std::ops::Range;

use super::notes::{OF_DRAFTS, ends_sentence, says};
use super::{after, bare, is_among};

/// With these an answer is still to come, wherever they stand.
const ANSWERS: [&str; 12] = [
    "confirmed", "agreed", "decided", "determined", "advised", "announced", "appointed", "allocated",
    "nominated", "finalised", "finalized", "inserted",
];

/// With these an author has still to do it, at the end of a sentence.
const AT_END: [&str; 14] = [
    "added", "updated", "supplied", "inserted", "provided", "drafted", "verified", "checked", "worked up",
    "refreshed", "costed", "clarified", "completed", "attached",
];

/// The same, where nothing else stands beside it in the value of a field.
const IN_VALUES: [&str; 16] = [
    "designated", "scheduled", "identified", "developed", "appointed", "recruited", "set", "completed",
    "supplied", "fixed", "arranged", "nominated", "named", "advised", "scoped", "costed",
];

/// What the name of a lead ends with when nobody holds the post yet.
const NAMED: [&str; 6] = [
    "to be designated", "to be appointed", "to be recruited", "to be named", "to be identified",
    "to be nominated",
];

/// Words before it that say what somebody does: "waiting to be determined".
const WAITS: [&str; 5] = ["waiting", "wanted", "wants", "want", "asked"];

/// Words before it by which it is what a sentence says, and no gap in it: "has yet to be added".
const SAYS: [&str; 24] = [
    "need", "needs", "needed", "have", "has", "had", "having", "yet", "is", "are", "was", "were", "expected",
    "want", "wants", "wanted", "likely", "due", "ought", "continue", "asked", "ready", "wish", "order",
];

/// "to be confirmed" at an offset where "to be " stands in any case.
pub(super) fn answer_to_come(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at + "to be ".len()..];
    let (verb, tail) = ANSWERS.iter().find_map(|verb| {
        after(rest, verb).filter(|tail| !tail.starts_with(char::is_alphanumeric)).map(|tail| (verb, tail))
    })?;
    // "The colour is to be decided by the children" says who decides, and leaves no gap. "To be advised by the contractor"
    // leaves one.
    let asks = matches!(*verb, "advised" | "confirmed" | "announced" | "finalised");
    let says_who = !asks && (after(tail, " by ").is_some() || after(tail, " first").is_some());
    (!says_who && !says(&text[..at], &WAITS)).then(|| at..text.len() - tail.len())
}

/// How long the verb is that follows "to be " where something is still to be done, or an answer to come.
pub(super) fn still_to_do(rest: &str) -> Option<usize> {
    longest(rest, ANSWERS.iter().chain(&AT_END).chain(&IN_VALUES))
}

/// Whether a verb of something that is still to be done follows "to be ".
pub(super) fn is_work(rest: &str) -> bool {
    longest(rest, AT_END.iter().chain(&IN_VALUES)).is_some()
}

fn longest<'v>(rest: &str, verbs: impl Iterator<Item = &'v &'v str>) -> Option<usize> {
    let stands =
        |verb: &&&str| after(rest, verb).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    verbs.filter(stands).map(|verb| verb.len()).max()
}

/// "to be added" at the end of a sentence: how long it is.
pub(super) fn left_to_do(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("to be ")?;
    let verb = AT_END.iter().find(|verb| rest.starts_with(**verb))?;
    let tail = &rest[verb.len()..];
    // "Text to be supplied by the energy team."
    let of_draft = || tail.starts_with(" by ") && starts_with_draft(&text[..at]);
    (ends_sentence(tail) && !says(&text[..at], &SAYS) || of_draft()).then_some("to be ".len() + verb.len())
}

/// Whether the words before begin a line with what a draft is made of.
fn starts_with_draft(before: &str) -> bool {
    let mut words = before.rsplit(['\n', '.']).next().unwrap_or(before).split_whitespace();
    words.next().is_some_and(|first| is_among(first, &OF_DRAFTS)) && words.next().is_none()
}

/// Whether a text in lower case has an answer in it that is still to come.
pub(super) fn awaits_answer(lower: &str) -> bool {
    lower.match_indices("to be ").any(|(at, said)| {
        let rest = &lower[at + said.len()..];
        ANSWERS.iter().any(|verb| rest.starts_with(verb))
    })
}

/// Whether a value ends with "to be ..." and so is still to come: "quotation to be supplied".
pub(super) fn is_still_to_be(text: &str) -> bool {
    let lower = bare(text).to_ascii_lowercase();
    lower.rsplit_once("to be ").is_some_and(|(_, verb)| still_to_do(verb) == Some(verb.len()))
}

/// Whether words say that nobody holds a post yet: "consultant to be appointed".
#[must_use]
pub fn is_unnamed(text: &str) -> bool {
    let lower = bare(text).to_ascii_lowercase();
    NAMED.iter().any(|words| lower.ends_with(words))
}
