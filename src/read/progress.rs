//! Words for how far an action is, colours of a traffic light and ticks among them.

use crate::plan::{ActionStatus, StatusText};
use crate::text::normalize;

/// Words that stand alone, as [`normalize`] leaves them.
const WORDS: [(ActionStatus, &[&str]); 5] = [
    (
        ActionStatus::Planned,
        &[
            "planned",
            "not started",
            "to do",
            "not yet started",
            "yet to start",
            "not begun",
            "not yet begun",
            "to start",
            "not due",
            "not yet due",
            "not due to start",
            "proposed",
            "scheduled",
            "open",
            "no",
            "pending",
            "future",
            "new",
            "not yet",
            "n",
            "0",
        ],
    ),
    (
        ActionStatus::InProgress,
        &[
            "in progress",
            "work in progress",
            "on track",
            "on target",
            "on schedule",
            "on course",
            "ongoing",
            "underway",
            "under way",
            "in hand",
            "in train",
            "started",
            "begun",
            "commenced",
            "active",
            "live",
            "progressing",
            "progressing well",
            "good progress",
            "ahead of schedule",
            "partially complete",
            "partly complete",
            "part complete",
            "partially completed",
            "partly done",
            "partially met",
            "part met",
            "partly met",
            "green",
            "g",
        ],
    ),
    (
        ActionStatus::Done,
        &[
            "done",
            "complete",
            "completed",
            "fully complete",
            "100",
            "100 complete",
            "achieved",
            "delivered",
            "implemented",
            "met",
            "met in full",
            "fully met",
            "closed",
            "finished",
            "action complete",
            "yes",
            "y",
            "blue",
            "b",
        ],
    ),
    (
        ActionStatus::Delayed,
        &[
            "delayed",
            "some slippage",
            "slippage",
            "slipped",
            "slipping",
            "late",
            "behind",
            "behind schedule",
            "behind plan",
            "off track",
            "off target",
            "not on track",
            "not met",
            "not progressing",
            "at risk",
            "blocked",
            "paused",
            "stalled",
            "suspended",
            "on hold",
            "deferred",
            "postponed",
            "overdue",
            "amber",
            "red",
            "a",
            "r",
        ],
    ),
    (
        ActionStatus::Dropped,
        &[
            "dropped",
            "cancelled",
            "canceled",
            "withdrawn",
            "superseded",
            "abandoned",
            "stopped",
            "removed",
            "rejected",
            "discontinued",
            "no longer required",
            "not proceeding",
            "not pursued",
            "deleted",
        ],
    ),
];

/// Words that say it whatever follows: "Waiting for the county", "Superseded by the Act".
const STARTS: [(ActionStatus, &[&str]); 3] = [
    (ActionStatus::InProgress, &["partially met", "partly met", "partially complete"]),
    (
        ActionStatus::Delayed,
        &["waiting", "awaiting", "delayed", "deferred", "behind", "suspended", "paused", "stalled"],
    ),
    (ActionStatus::Dropped, &["superseded", "cancelled", "rejected", "withdrawn", "abandoned"]),
];

/// What a word for an action's progress means. A remark may stand before or after it: "On track - reviewed in May", "3 of
/// 5 in post; on track".
pub(super) fn status(text: String) -> StatusText {
    let parts = || {
        text.split([',', ';', ':', '(', ')', '.', '\u{2013}', '\u{2014}']).flat_map(|part| part.split(" - "))
    };
    let status = known(&text).or_else(|| parts().find_map(known)).or_else(|| started(&text));
    StatusText { text, status }
}

fn known(words: &str) -> Option<ActionStatus> {
    match words.trim() {
        "\u{2713}" | "\u{2714}" | "\u{2705}" => return Some(ActionStatus::Done),
        "\u{2717}" | "\u{2718}" | "\u{274c}" => return Some(ActionStatus::Planned),
        _ => {}
    }
    let wanted = normalize(words);
    if let Some(share) = words.trim().strip_suffix('%').and_then(|share| share.trim().parse::<u32>().ok()) {
        return Some(match share {
            0 => ActionStatus::Planned,
            1..=99 => ActionStatus::InProgress,
            _ => ActionStatus::Done,
        });
    }
    let found = WORDS.iter().find(|(_, words)| words.contains(&wanted.as_str()));
    found.map(|(status, _)| *status)
}

fn started(text: &str) -> Option<ActionStatus> {
    let wanted = normalize(text);
    let begins = |word: &&str| wanted.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    STARTS.iter().find(|(_, words)| words.iter().any(&begins)).map(|(status, _)| *status)
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
            ("Complete by March", None),
            ("gathering views", None),
        ] {
            assert_eq!(status(text.to_owned()).status, wanted, "{text}");
        }
    }

    #[test]
    fn words_are_spelt_as_they_are_compared() {
        for word in WORDS.iter().chain(&STARTS).flat_map(|(_, words)| *words) {
            assert_eq!(normalize(word), *word);
        }
    }
}
