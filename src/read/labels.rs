//! Fields in running text: `Lead: Director of Strategy. Due: March 2027`.

use std::collections::HashMap;
use std::ops::Range;

use super::inline::Inline;
use super::origin::Origin;
use crate::framework::{FieldIx, Framework};
use crate::text::{is_key, key, normalize, unnumbered};

/// The labels and aliases of a framework's fields, and the words for the column of the action itself.
#[derive(Debug)]
pub(super) struct Labels {
    fields: HashMap<String, FieldIx>,
    /// What a column may hold where no other column holds it.
    hints: HashMap<String, FieldIx>,
    /// Signs that head a column: "#".
    signs: HashMap<String, FieldIx>,
    longest: usize,
}

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
const INSTEAD_OF_ACTIONS: [&str; 14] = [
    "deliverable", "deliverables", "proposal", "proposals", "scheme", "schemes", "objective", "objectives",
    "goal", "output", "outputs", "programme", "priority", "milestone",
];

/// Words that name a column of actions among others: "Proposed action".
const ACTION_WORDS: [&str; 7] =
    ["action", "actions", "project", "initiative", "activity", "commitment", "recommendation"];

/// Words that head a column alone, and mean nothing among others.
const LONE_WORDS: [&str; 9] = ["with", "from", "support", "item", "check", "number", "no", "who", "by"];

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

/// A field found in running text.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub(super) field: FieldIx,
    /// Where the label begins.
    pub(super) start: usize,
    /// Where its value stands, white space aside.
    pub(super) value: Range<usize>,
}

impl Labels {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut fields = HashMap::new();
        let mut hints = HashMap::new();
        let mut signs = HashMap::new();
        let mut longest = 0;
        for (at, field) in framework.fields.iter().enumerate() {
            let words = &field.words;
            for word in [&words.title, &words.id].into_iter().chain(&words.aliases) {
                longest = longest.max(word.len());
                // Without letters, as "£", it is no label of a sentence.
                let label = key(word);
                let (known, label) = if label.is_empty() {
                    (&mut signs, word.trim().to_owned())
                } else {
                    (&mut fields, label)
                };
                known.entry(label).or_insert(FieldIx(at));
            }
            hints.extend(words.hints.iter().map(|hint| (key(hint), FieldIx(at))));
        }
        Self { fields, hints, signs, longest }
    }

    /// The field that a label names.
    pub(super) fn field(&self, label: &str) -> Option<FieldIx> {
        // Room for emphasis, hyphens and spaces that the framework's own spelling lacks.
        if label.len() > self.longest + 16 {
            return None;
        }
        let wanted = key(label);
        self.fields.get(&wanted).or_else(|| self.fields.get(unnumbered(&wanted))).copied()
    }

    /// What the header cells of a table say that its columns hold: by a label alone; by a label among other words
    /// ("Lead officer / portfolio"); by a word that may mean a field which no other column holds.
    pub(super) fn columns(&self, headers: &[String]) -> Vec<Column> {
        // "Lead officer(s)"
        let headers: Vec<String> = headers.iter().map(|header| header.replace("(s)", "")).collect();
        let exact: Vec<Column> = headers.iter().map(|header| self.column(header)).collect();
        let mut columns = exact.clone();
        let mut held: Vec<Column> = Vec::new();
        for column in &exact {
            if !held.contains(column) {
                held.push(*column);
            }
        }
        let has_action = headers.iter().any(|header| matches!(key(header).as_str(), "action" | "actions"));
        let hinted: Vec<Option<FieldIx>> = headers.iter().map(|header| self.hinted(header)).collect();
        for ((column, header), _) in columns
            .iter_mut()
            .zip(&headers)
            .zip(&hinted)
            .filter(|((column, _), hinted)| **column == Column::Other && hinted.is_none())
        {
            // "Date raised" beside "Due date", "Reason for action" beside "Action"; and "Proposed action" beside
            // "Recommendation" is the action.
            let among = column_among(header, &self.fields);
            let is_held = held.contains(&among) && (among != Column::Action || has_action);
            *column = if is_held { Column::Other } else { among };
        }
        for (at, hinted) in hinted.into_iter().enumerate() {
            let hinted = hinted.map_or(Column::Other, Column::Field);
            if columns[at] == Column::Other && !columns.contains(&hinted) {
                columns[at] = hinted;
            }
        }
        if !columns.contains(&Column::Action) {
            let called = |name: &&str| headers.iter().position(|header| is_key(&key(header), name));
            if let Some(at) = INSTEAD_OF_ACTIONS.iter().find_map(called) {
                columns[at] = Column::Action;
            }
        }
        columns
    }

    /// Whether a header heads the column of actions only because no other does.
    pub(super) fn is_instead(header: &str) -> bool {
        INSTEAD_OF_ACTIONS.iter().any(|name| is_key(&key(header), name))
    }

    /// The field that a header hints at, or one of its halves: "Outcome / impact".
    fn hinted(&self, header: &str) -> Option<FieldIx> {
        self.hints
            .get(&key(header))
            .or_else(|| header.split('/').find_map(|half| self.hints.get(&key(half))))
            .copied()
    }

    fn column(&self, header: &str) -> Column {
        let wanted = key(header);
        if ACTION_COLUMNS.iter().any(|name| is_key(&wanted, name)) || asks_what_is_done(header) {
            return Column::Action;
        }
        let field = if wanted.is_empty() { self.signs.get(header.trim()) } else { self.fields.get(&wanted) };
        let measure = || self.fields.get("measure").filter(|_| asks_how_it_is_known(header));
        field.or_else(measure).map_or(Column::Other, |field| Column::Field(*field))
    }

    /// The fields in a line of text, in order. The first label may stand anywhere that a sentence begins; a value
    /// runs to the next label. `leading` asks for a label at the very front, as in a field item.
    pub(super) fn find(&self, words: &Inline, origin: &Origin<'_>, leading: bool) -> Vec<Labelled> {
        let plain = &words.plain;
        let mut found: Vec<Labelled> = Vec::new();
        for (colon, _) in plain.match_indices(':') {
            let from = found.last().map_or(0, |last| last.value.start);
            let found_label =
                bold_label(words, from, colon).or_else(|| self.label_before(plain, from, colon));
            let Some((label, sign)) = found_label else { continue };
            if words.is_escaped(colon, &origin.text) || words.all(label.clone(), |look| look.code) {
                continue;
            }
            let text = &plain[label.clone()];
            let begins = match sign {
                None | Some('\n' | ';' | '(' | '[' | '/' | '\u{2013}' | '\u{2014}' | '-' | '|') => true,
                Some(_) => text.starts_with(char::is_uppercase) || words.look(label.start).strong,
            };
            let Some(field) = self.field(text).filter(|_| begins) else { continue };
            if leading && found.is_empty() && sign.is_some() {
                return Vec::new();
            }
            if let Some(last) = found.last_mut() {
                if last.field == field {
                    continue;
                }
                last.value.end = label.start;
            }
            found.push(Labelled { field, start: label.start, value: colon + 1..plain.len() });
        }
        let several = found.len() > 1 || !leading;
        for labelled in &mut found {
            labelled.value = if several {
                close(words, labelled.value.clone())
            } else {
                words.trim(labelled.value.clone())
            };
        }
        found
    }

    /// The words before a colon, back to where their sentence begins, and the sign that it begins after.
    fn label_before(&self, plain: &str, from: usize, colon: usize) -> Option<(Range<usize>, Option<char>)> {
        let mut floor = colon.saturating_sub(self.longest + 16).max(from);
        while !plain.is_char_boundary(floor) {
            floor += 1;
        }
        let before = plain.get(floor..colon)?;
        let boundary = before.char_indices().rev().find(|(at, character)| {
            let next = before[at + character.len_utf8()..].chars().next();
            match character {
                '\n' | '(' | '[' | ';' | '|' => true,
                '.' | '!' | '?' | ',' => next.is_none_or(char::is_whitespace),
                '-' | '\u{2013}' | '\u{2014}' | '/' => {
                    next.is_none_or(char::is_whitespace)
                        && before[..*at].chars().next_back().is_none_or(char::is_whitespace)
                }
                _ => false,
            }
        });
        let (start, sign) = match boundary {
            Some((at, character)) => (floor + at + character.len_utf8(), Some(character)),
            None if floor == 0 => (0, None),
            // The value of an earlier field: its sentence has not ended.
            None => return None,
        };
        let slice = &plain[start..colon];
        let start = start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        (start < end).then_some((start..end, sign))
    }
}

/// A value in running text, without the sign that ends its sentence.
fn close(words: &Inline, range: Range<usize>) -> Range<usize> {
    let range = words.trim(range);
    let slice = &words.plain[range.clone()];
    let mut closed = slice;
    // A bracket that the value opened itself belongs to it.
    while let Some(last) = closed.chars().next_back() {
        let opens_here = (last == ')' && closed.contains('(')) || (last == ']' && closed.contains('['));
        let ends =
            matches!(last, '.' | ';' | ',' | ')' | '(' | ']' | '[' | '-' | '\u{2013}' | '\u{2014}' | '|');
        if opens_here || !ends {
            break;
        }
        closed = closed[..closed.len() - last.len_utf8()].trim_end();
    }
    range.start..range.start + closed.len()
}

/// "What we plan to do", "What are we going to do?", "What needs to be done"
fn asks_what_is_done(header: &str) -> bool {
    let normal = normalize(header);
    let mut words = normal.split(' ').filter(|word| !word.is_empty());
    words.next() == Some("what") && matches!(words.next_back(), Some("do" | "done" | "deliver" | "doing"))
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

/// The longest label among the words of a header, the first of several.
fn column_among(header: &str, labels: &HashMap<String, FieldIx>) -> Column {
    const MOST_WORDS: usize = 10;
    let normal = normalize(header);
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() > MOST_WORDS {
        return Column::Other;
    }
    for length in (1..=words.len()).rev() {
        for some in words.windows(length) {
            if length == 1 && ACTION_WORDS.contains(&some[0]) {
                return Column::Action;
            }
            let counts = length > 1 || !LONE_WORDS.contains(&some[0]);
            if let Some(field) = labels.get(&some.concat()).filter(|_| counts) {
                return Column::Field(*field);
            }
        }
    }
    Column::Other
}

/// A label in bold, wherever it stands: "**Lead:** Head of Housing **When:** May 2027".
fn bold_label(words: &Inline, from: usize, colon: usize) -> Option<(Range<usize>, Option<char>)> {
    const LONGEST: usize = 60;
    if !words.look(colon).strong {
        return None;
    }
    let before = &words.plain[from..colon];
    let mut start = colon;
    for (at, _) in before.char_indices().rev() {
        if !words.look(from + at).strong || colon - from - at > LONGEST {
            break;
        }
        start = from + at;
    }
    let begins = words.plain[start..colon].trim_start();
    (!begins.trim().is_empty())
        .then(|| (colon - begins.len()..colon - begins.len() + begins.trim_end().len(), None))
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
