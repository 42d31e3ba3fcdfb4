//! Words for how far an action is, colours of a traffic light and ticks among them.

use crate::plan::{ActionStatus, StatusText};
use crate::text::normalize;

/// Words that stand alone, as [`normalize`] leaves them.
const WORDS: [(ActionStatus, &[&str]); 5] = [
    (
        ActionStatus::Planned,
        &[
            "planned", "not started", "to do", "not yet started", "yet to start", "not begun",
            "not yet begun", "to start", "not due", "not yet due", "not due to start", "proposed",
            "scheduled", "open", "no", "pending", "future", "new", "white", "grey", "not yet", "n", "0",
        ],
    ),
    (
        ActionStatus::InProgress,
        &[
            "in progress", "work in progress", "on track", "on target", "on time", "on schedule",
            "on course", "ongoing", "underway", "under way", "in hand", "in train", "started", "begun",
            "commenced", "active", "live", "progressing", "progressing well", "good progress",
            "ahead of schedule", "partially complete", "partly complete", "part complete",
            "partially completed", "partly done", "partially met", "part met", "partly met", "green", "g",
        ],
    ),
    (
        ActionStatus::Done,
        &[
            "done", "complete", "completed", "fully complete", "100", "100 complete", "achieved",
            "delivered", "implemented", "met", "met in full", "fully met", "closed", "finished",
            "action complete", "yes", "y", "blue", "b",
        ],
    ),
    (
        ActionStatus::Delayed,
        &[
            "delayed", "some slippage", "slippage", "slipped", "slipping", "late", "behind",
            "behind schedule", "behind plan", "off track", "off target", "not on track", "not met",
            "not progressing", "at risk", "blocked", "paused", "stalled", "suspended", "on hold", "deferred",
            "postponed", "overdue", "extended", "amber", "red", "a", "r",
        ],
    ),
    (
        ActionStatus::Dropped,
        &[
            "dropped", "cancelled", "canceled", "withdrawn", "superseded", "abandoned", "stopped", "removed",
            "rejected", "discontinued", "no longer required", "not proceeding", "not pursued", "deleted",
        ],
    ),
];

/// Phrases that say it among a few other words, as [`normalize`] leaves them; the first that is found counts, so that
/// what takes a word back ("not started", "nearly complete") stands before the word.
const PHRASES: [(ActionStatus, &[&str]); 9] = [
    (
        ActionStatus::InProgress,
        &[
            "no longer at risk", "no longer behind", "no longer delayed", "no longer on hold",
            "no longer paused", "not at risk", "not delayed",
        ],
    ),
    (
        ActionStatus::Dropped,
        &[
            "no longer", "removed", "superseded", "cancelled", "canceled", "withdrawn", "abandoned",
            "rejected", "deleted", "discontinued", "dropped", "not proceeding", "not pursued", "not being",
            "will not be", "not be delivered", "not going ahead",
        ],
    ),
    (
        ActionStatus::Planned,
        &[
            "not started", "not yet started", "not begun", "not yet begun", "not commenced",
            "not yet commenced", "not yet due", "not due", "yet to", "to start", "to begin", "to commence",
            "will begin", "will start", "will commence", "starts in", "starting in",
        ],
    ),
    (
        ActionStatus::Delayed,
        &[
            "delayed", "behind", "held up", "slippage", "slipped", "slipping", "missed", "overdue",
            "on hold", "paused", "stalled", "suspended", "postponed", "deferred", "blocked", "at risk",
            "carry forward", "carried forward", "rolled forward", "carry over", "carried over", "off track",
            "not on track", "off target", "not met", "not progressing", "not achieved", "not delivered",
            "not implemented", "insufficient progress", "limited progress", "little progress",
            "unacceptable progress", "reprogrammed", "revized completion date", "lagging",
        ],
    ),
    (
        ActionStatus::InProgress,
        &[
            "nearly", "almost", "mostly", "substantially", "largely", "partly", "partially", "part complete",
            "not complete", "not completed", "incomplete", "draft completed", "draft complete", "being",
            "under way", "underway", "in progress", "progressing", "ongoing", "on going", "on track",
            "on target", "on course", "on schedule", "started", "begun", "commenced", "wip", "continuing",
            "in hand", "in train", "progress made", "good progress", "under development", "under control",
            "as planned",
        ],
    ),
    (
        ActionStatus::Done,
        &[
            "complete", "completed", "done", "delivered", "implemented", "achieved", "closed", "finished",
            "actioned", "concluded", "discharged", "fulfilled",
        ],
    ),
    (
        ActionStatus::Planned,
        &[
            "scheduled", "programmed", "planned", "pipeline", "upcoming", "future", "proposed", "due to",
            "will be",
        ],
    ),
    (ActionStatus::Delayed, &["amber", "red"]),
    (ActionStatus::InProgress, &["green"]),
];

/// Words that say it at the front, whatever follows: "Completed late", "Waiting for the county".
const STARTS: [(ActionStatus, &[&str]); 2] = [
    (
        ActionStatus::Done,
        &[
            "completed", "complete", "done", "delivered", "achieved", "implemented", "finished",
            "action completed", "fully met", "met in full",
        ],
    ),
    (ActionStatus::Delayed, &["waiting", "awaiting"]),
];

/// What a word for an action's progress means. A remark may stand before or after it: "On track - reviewed in May", "3 of
/// 5 in post; on track".
pub(super) fn status(text: String) -> StatusText {
    let parts = || {
        text.split([',', ';', ':', '(', ')', '.', '\u{2013}', '\u{2014}']).flat_map(|part| part.split(" - "))
    };
    let status = known(&text).or_else(|| among(&text)).or_else(|| parts().find_map(known));
    StatusText { text, status }
}

pub(super) fn known(words: &str) -> Option<ActionStatus> {
    match words.trim() {
        "\u{2713}" | "\u{2714}" | "\u{2705}" | "\u{221a}" => return Some(ActionStatus::Done),
        "\u{2717}" | "\u{2718}" | "\u{274c}" => return Some(ActionStatus::Planned),
        _ => {}
    }
    let wanted = normalize(words);
    let found = WORDS.iter().find(|(_, words)| words.contains(&wanted.as_str()));
    found.map(|(status, _)| *status).or_else(|| share(words))
}

/// "60%", "50% complete"
fn share(words: &str) -> Option<ActionStatus> {
    let (share, rest) = words.trim().split_once('%')?;
    let is_bare = matches!(
        rest.trim().to_ascii_lowercase().as_str(),
        "" | "complete" | "completed" | "done" | "delivered"
    );
    match share.trim().parse::<u32>().ok().filter(|_| is_bare)? {
        0 => Some(ActionStatus::Planned),
        1..=99 => Some(ActionStatus::InProgress),
        _ => Some(ActionStatus::Done),
    }
}

/// What a phrase says among other words, of which a status has few: "Phase 1 complete; phase 2 in progress".
fn among(text: &str) -> Option<ActionStatus> {
    /// Beside these more words may stand: "The team remain on target to open eighteen by summer".
    const PLAIN: [&str; 6] = ["on track", "on target", "on hold", "off track", "off target", "paused"];
    const MOST_WORDS: usize = 8;
    let said = normalize(text);
    let says = |phrase: &str| {
        said.match_indices(phrase).any(|(at, _)| {
            let (before, after) = (&said[..at], &said[at + phrase.len()..]);
            (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
        })
    };
    let begins = |word: &&str| said.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    // "Complete by March" is an order, and "Awaiting update" no answer.
    let starts = STARTS.iter().find(|(_, words)| words.iter().any(&begins)).map(|(status, _)| *status);
    let is_order = says("complete by") || says("update");
    let most = if PLAIN.iter().any(|phrase| says(phrase)) { 2 * MOST_WORDS } else { MOST_WORDS };
    match starts.filter(|_| !is_order) {
        Some(status) => Some(status),
        // "[Open / In progress / Closed]" is a choice that nobody made.
        None if is_order || text.starts_with('[') || said.split(' ').count() > most => None,
        None => PHRASES
            .iter()
            .find(|(_, phrases)| phrases.iter().any(|phrase| says(phrase)))
            .map(|(status, _)| *status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_as_councils_write_it() {
        for (text, wanted) in [
            ("Completed \u{2013} July 2021", Some(ActionStatus::Done)),
            ("3 of 5 in post; on track", Some(ActionStatus::InProgress)),
            ("Amber (was Green)", Some(ActionStatus::Delayed)),
            ("In progress (60%)", Some(ActionStatus::InProgress)),
            ("60%", Some(ActionStatus::InProgress)),
            ("\u{2713}", Some(ActionStatus::Done)),
            ("Waiting for the county", Some(ActionStatus::Delayed)),
            ("Met in full", Some(ActionStatus::Done)),
            ("Not due to start", Some(ActionStatus::Planned)),
            ("Superseded by the Act", Some(ActionStatus::Dropped)),
            ("Phase 1 complete; phase 2 in progress", Some(ActionStatus::InProgress)),
            ("Completed late, due in June", Some(ActionStatus::Done)),
            ("Closed - no longer required", Some(ActionStatus::Dropped)),
            ("50% complete", Some(ActionStatus::InProgress)),
            ("Green - complete", Some(ActionStatus::Done)),
            ("Awaiting update from the health board", None),
            ("\u{a3}30,000", None),
            ("Complete by March", None),
            ("gathering views", None),
            ("On track - next phase planned for May", Some(ActionStatus::InProgress)),
            ("Progressing well, no longer at risk", Some(ActionStatus::InProgress)),
            ("Event planned for May", Some(ActionStatus::Planned)),
            ("No longer viable", Some(ActionStatus::Dropped)),
        ] {
            assert_eq!(status(text.to_owned()).status, wanted, "{text}");
        }
    }

    #[test]
    fn words_are_spelt_as_they_are_compared() {
        for word in WORDS.iter().chain(&PHRASES).chain(&STARTS).flat_map(|(_, words)| *words) {
            assert_eq!(normalize(word), *word);
        }
    }
}
