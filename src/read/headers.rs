//! What the columns of a table hold, by their headers and by what stands in them.

use super::labels::Labels;
use crate::framework::FieldIx;
use crate::text::{is_key, key, normalize};

/// What the header of a column of actions is called.
const ACTION_COLUMNS: [&str; 43] = [
    "activities", "projects", "tasks", "initiatives", "interventions", "commitments", "recommendations",
    "pledge", "pledges", "our pledge", "steps", "next step", "next steps", "key steps", "action", "actions",
    "action description", "key action", "key actions", "required action", "delivery action",
    "delivery actions", "item", "initiative", "project", "activity", "areas of focus", "job", "jobs", "step",
    "task", "key task", "key tasks", "what we will do", "what will we do", "what", "intervention",
    "commitment", "we will", "description", "recommendation", "strategy", "strategies",
];

/// Of these the words that head other tables as well, such as a budget's.
pub(super) const WEAK_COLUMNS: [&str; 15] = [
    "job", "jobs", "step", "item", "project", "projects", "activity", "activities", "task", "tasks", "what",
    "description", "strategy", "steps", "next steps",
];

/// What heads the column of actions where no other column does, the likelier first.
const INSTEAD_OF_ACTIONS: [&str; 18] = [
    "deliverable", "deliverables", "proposal", "proposals", "scheme", "schemes", "objective", "objectives",
    "goal", "output", "outputs", "programme", "priority", "milestone", "improvement", "improvements",
    "measure", "measures",
];

/// Words that name a column of actions among others: "Proposed action".
const ACTION_WORDS: [&str; 7] =
    ["action", "actions", "project", "initiative", "activity", "commitment", "recommendation"];

/// Words that head a column alone, and mean nothing among others.
const LONE_WORDS: [&str; 11] =
    ["with", "from", "support", "item", "check", "number", "no", "who", "by", "state", "supporting"];

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The action itself.
    Action,
    /// One of its fields.
    Field(FieldIx),
    /// Something else.
    Other,
}

/// What may stand in the cells of a column, as far as it tells what the column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    /// Dates, half of them or more.
    Dates,
    /// Stages of the recovery: "Short term".
    Stages,
    /// Words, and not one date.
    Words,
}

/// What the header cells of a table say that its columns hold: by a label alone; by a label among other words ("Lead
/// officer / portfolio"); by a word that may mean a field which no other column holds. Where the dates stand tells
/// which column is theirs.
pub(super) fn columns(
    labels: &Labels,
    headers: &[String],
    holds: impl Fn(usize, Contents) -> bool,
) -> Vec<Column> {
    // "Lead officer(s)"
    let headers: Vec<String> = headers.iter().map(|header| header.replace("(s)", "")).collect();
    let mut columns: Vec<Column> = headers.iter().map(|header| exact(labels, header)).collect();
    lead_and_portfolio(labels, &headers, &mut columns);
    let hinted: Vec<Option<FieldIx>> = headers.iter().map(|header| hinted(labels, header)).collect();
    name_others(labels, &headers, &hinted, &mut columns);
    if where_the_dates_are(labels, &headers, &holds, &mut columns) {
        name_others(labels, &headers, &hinted, &mut columns);
    }
    for (at, hinted) in hinted.into_iter().enumerate() {
        let hinted = hinted.map_or(Column::Other, Column::Field);
        if columns[at] == Column::Other && !columns.contains(&hinted) {
            columns[at] = hinted;
        }
    }
    if !columns.contains(&Column::Action) {
        // "Governance issue | Action update", "Action ref | Detail of action"
        let says = |at: &usize| normalize(&headers[*at]).split(' ').any(|word| ACTION_WORDS.contains(&word));
        let is_free = |at: &usize| exact(labels, &headers[*at]) == Column::Other;
        if let Some(at) = (0..headers.len()).filter(is_free).find(says) {
            columns[at] = Column::Action;
            return columns;
        }
        let called = |name: &&str| headers.iter().position(|header| is_key(&key(header), name));
        if let Some(at) = INSTEAD_OF_ACTIONS.iter().find_map(called) {
            columns[at] = Column::Action;
        }
    }
    columns
}

/// "Reporting officer | Portfolio holder": whose portfolio it is does not lead beside an officer who does.
fn lead_and_portfolio(labels: &Labels, headers: &[String], columns: &mut [Column]) {
    let lead = labels.field("lead").map(Column::Field);
    let is_portfolio = |at: &usize| key(&headers[*at]).starts_with("portfolio");
    let (portfolios, others): (Vec<usize>, Vec<usize>) =
        (0..columns.len()).filter(|at| Some(columns[*at]) == lead).partition(is_portfolio);
    if !others.is_empty() {
        for at in portfolios {
            columns[at] = Column::Other;
        }
    }
}

/// Names columns by a label among the words of their headers, of what no other column is called.
fn name_others(labels: &Labels, headers: &[String], hinted: &[Option<FieldIx>], columns: &mut [Column]) {
    let held = columns.to_vec();
    let has_action = headers.iter().any(|header| matches!(key(header).as_str(), "action" | "actions"));
    for at in (0..columns.len()).filter(|at| held[*at] == Column::Other && hinted[*at].is_none()) {
        // "Date raised" beside "Due date", "Reason for action" beside "Action"; and "Proposed action" beside
        // "Recommendation" is the action.
        let among = among(labels, &headers[at]);
        let is_held = held.contains(&among) && (among != Column::Action || has_action);
        if !is_held {
            columns[at] = among;
        }
    }
}

/// "Target" is a measure, and a date where the dates stand below it; "By" is a date, and a name where they do not.
/// Whether that changed anything.
fn where_the_dates_are(
    labels: &Labels,
    headers: &[String],
    holds: impl Fn(usize, Contents) -> bool,
    columns: &mut [Column],
) -> bool {
    let field = |id: &str| labels.field(id).map(Column::Field);
    let (Some(due), Some(measure), Some(lead)) = (field("due"), field("measure"), field("lead")) else {
        return false;
    };
    let by = headers.iter().position(|header| is_key(&key(header), "by"));
    let names = by.filter(|by| !columns.contains(&lead) && holds(*by, Contents::Words));
    if let Some(at) = names {
        columns[at] = lead;
    }
    if let Some(phase) = field("phase").filter(|phase| !columns.contains(phase)) {
        // "Timing | Target date", "When it falls | Timescale"
        let of_due = columns.iter().filter(|column| **column == due).count();
        let may_be = |at: &usize| columns[*at] == Column::Other || (columns[*at] == due && of_due > 1);
        let stages = (0..columns.len()).filter(may_be).find(|at| holds(*at, Contents::Stages));
        if let Some(at) = stages {
            columns[at] = phase;
        }
    }
    let may_be_due = |at: &usize| [measure, Column::Other].contains(&columns[*at]);
    let dates = if columns.contains(&due) {
        None
    } else {
        (0..columns.len()).filter(may_be_due).find(|at| holds(*at, Contents::Dates))
    };
    if let Some(at) = dates {
        columns[at] = due;
    }
    names.or(dates).is_some()
}

/// Whether a header heads the column of actions only because no other does.
pub(super) fn is_instead(header: &str) -> bool {
    INSTEAD_OF_ACTIONS.iter().any(|name| is_key(&key(header), name))
}

/// The field that a header hints at, or one of its halves: "Outcome / impact".
fn hinted(labels: &Labels, header: &str) -> Option<FieldIx> {
    const FILLER: [&str; 8] =
        ["key ", "main ", "expected ", "planned ", "intended ", "proposed ", "desired ", "our "];
    let hint = |words: &str| labels.hints.get(&key(words));
    // "Key deliverable or milestone"
    let lower = header.to_lowercase();
    let bare = FILLER.iter().find_map(|filler| lower.strip_prefix(filler)).unwrap_or(&lower);
    hint(header).or_else(|| bare.split('/').flat_map(|part| part.split(" or ")).find_map(hint)).copied()
}

/// What a header says as a whole, what stands in brackets in it aside: "Who (lead in red)".
fn exact(labels: &Labels, header: &str) -> Column {
    match whole(labels, header) {
        Column::Other => header.split_once('(').map_or(Column::Other, |(bare, _)| whole(labels, bare)),
        column => column,
    }
}

/// The same, with its brackets.
pub(super) fn whole(labels: &Labels, header: &str) -> Column {
    let wanted = key(header);
    if ACTION_COLUMNS.iter().any(|name| is_key(&wanted, name)) || asks_what_is_done(header) {
        return Column::Action;
    }
    let field = if wanted.is_empty() { labels.signs.get(header.trim()) } else { labels.fields.get(&wanted) };
    let measure = || labels.field("measure").filter(|_| asks_how_it_is_known(header));
    field.copied().or_else(measure).map_or(Column::Other, Column::Field)
}

/// "What we plan to do", "What are we going to do?", "What needs to be done"
fn asks_what_is_done(header: &str) -> bool {
    let normal = normalize(header);
    let mut words = normal.split(' ').filter(|word| !word.is_empty());
    // "Steps to achieve what matters to carers"
    normal.starts_with("steps to ")
        || words.next() == Some("what")
            && matches!(words.next_back(), Some("do" | "done" | "deliver" | "doing"))
}

/// "How it will be measured", "How will we know?"
fn asks_how_it_is_known(header: &str) -> bool {
    const WAYS: [&str; 6] = ["measure", "measured", "know", "known", "judge", "judged"];
    let normal = normalize(header);
    let mut words = normal.split(' ').filter(|word| !word.is_empty());
    // "How will we tell?", and not "How we will tell residents"
    let asks = |word: &str| WAYS.contains(&word) || (word == "tell" && normal.ends_with(word));
    words.next() == Some("how") && words.any(asks)
}

/// The label among the words of a header that says what it is about: "Proposed lead officer", "Progress measure", "Lead
/// agency and partners". The last words of its first part say it, and the longest label that they are.
fn among(labels: &Labels, header: &str) -> Column {
    const MOST_WORDS: usize = 10;
    const JOINTS: [&str; 11] = ["and", "or", "of", "for", "with", "in", "to", "that", "by", "at", "on"];
    let bare = header.split('(').next().filter(|bare| !bare.trim().is_empty()).unwrap_or(header);
    let normal = normalize(&bare.replace(['/', ',', ';', '|'], " and "));
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS {
        return Column::Other;
    }
    let label = |some: &[&str]| labels.fields.get(&some.concat()).map(|field| Column::Field(*field));
    // "Timescale for delivery", "When will it start": the longest of several words, wherever it stands.
    let long = (2..=words.len()).rev().find_map(|length| words.windows(length).find_map(label));
    // "Milestone or action"
    let mut equals = words.split(|word| matches!(*word, "and" | "or"));
    if equals.any(|part| matches!(part, [only] if ACTION_WORDS.contains(only))) {
        return Column::Action;
    }
    let mut parts = words.split(|word| JOINTS.contains(word)).filter(|part| !part.is_empty());
    let first = parts.clone().next().unwrap_or_default();
    let word = |word: &&str| {
        // "Proposed action", and not "Reason for action"
        if ACTION_WORDS.contains(word) {
            return first.contains(word).then_some(Column::Action);
        }
        let single = word.strip_suffix('s').filter(|single| single.len() > 3);
        label(&[*word]).or_else(|| label(&[single?])).filter(|_| !LONE_WORDS.contains(word))
    };
    long.or_else(|| parts.find_map(|part| part.iter().rev().find_map(word))).unwrap_or(Column::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_heads_the_column_that_answers_it() {
        for header in ["How will we know?", "How it will be measured", "How will we tell?"] {
            assert!(asks_how_it_is_known(header), "{header}");
        }
        for header in ["How we will tell residents", "How", "What we know"] {
            assert!(!asks_how_it_is_known(header), "{header}");
        }
        assert!(asks_what_is_done("What are we going to do?") && !asks_what_is_done("What it costs"));
    }
}
