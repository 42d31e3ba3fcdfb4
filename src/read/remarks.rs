//! Sentences after a field in running text that have no label of their own: "Lead: Head of Housing. By March 2021."

use std::ops::Range;

use super::inline::Inline;
use super::labels::Labelled;
use super::{Reader, dates, placeholders};
use crate::framework::{FieldIx, FieldKind};
use crate::plan::When;

/// Words that say that an action is finished.
const DONE: [&str; 5] = ["done", "completed", "complete", "delivered", "achieved"];

/// Short forms whose full stop ends no sentence.
const SHORT_FORMS: [&str; 18] = [
    "cllr", "cllrs", "dr", "mr", "mrs", "ms", "prof", "rev", "st", "hon", "asst", "dep", "dir", "dept", "no",
    "etc", "e.g", "i.e",
];

/// What the sentences after an action's fields say.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Where the value of each field ends.
    pub(super) ends: Vec<usize>,
    /// What the sentences say: a field, and the range of its value.
    pub(super) fields: Vec<(FieldIx, Range<usize>)>,
}

impl Remarks {
    /// The remarks after labelled fields. A name is one sentence, so that all after it is a remark; after other
    /// values only a sentence that is a date or says that the action is done.
    pub(super) fn new(reader: &Reader, words: &Inline, labelled: &[Labelled]) -> Self {
        let mut remarks = Self::default();
        let has = |id: &str| labelled.iter().any(|found| reader.labels.field(id) == Some(found.field));
        let (has_due, has_status) = (has("due"), has("status"));
        for found in labelled {
            let kind = reader.framework()[found.field].kind;
            let is_name = matches!(kind, FieldKind::Person | FieldKind::People);
            let mut end = found.value.end;
            for sentence in sentences(&words.plain, found.value.clone()).into_iter().skip(1) {
                let said = Said::new(&words.plain, sentence.clone(), is_name);
                if said.is_none() && !is_name {
                    continue;
                }
                end = end.min(sentence.start);
                let said = said.unwrap_or(Said { done: None, due: None, other: Some(sentence) });
                remarks.put(reader, "status", said.done.filter(|_| !has_status));
                remarks.put(reader, "due", said.due.filter(|_| !has_due));
                remarks.put(reader, "note", said.other);
            }
            let value = words.plain[found.value.start..end].trim_end().trim_end_matches(['.', ';']);
            let is_cut = end < found.value.end;
            remarks.ends.push(if is_cut { found.value.start + value.len() } else { end });
        }
        remarks
    }

    fn put(&mut self, reader: &Reader, id: &str, range: Option<Range<usize>>) {
        let Some((field, range)) = reader.labels.field(id).zip(range) else { return };
        if id == "note" || self.fields.iter().all(|(known, _)| *known != field) {
            self.fields.push((field, range));
        }
    }
}

/// What one sentence says.
struct Said {
    done: Option<Range<usize>>,
    due: Option<Range<usize>>,
    other: Option<Range<usize>>,
}

impl Said {
    /// "By March 2021", "Done July 2020"; after a name "Ongoing" as well.
    fn new(plain: &str, sentence: Range<usize>, after_name: bool) -> Option<Self> {
        let text = plain[sentence.clone()].trim_end_matches(['.', ' ', '\n']);
        let sentence = sentence.start..sentence.start + text.len();
        let first = text.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
        let lower = first.to_ascii_lowercase();
        if DONE.contains(&lower.as_str()) {
            let rest = text[first.len()..].trim_start_matches([' ', '\n', ',', ':', '(']);
            let due = sentence.end - rest.len()..sentence.end;
            let is_date = matches!(dates::read(rest), When::Span { .. });
            return (is_date || rest.is_empty()).then(|| Self {
                done: Some(sentence.start..sentence.start + first.len()),
                due: Some(due).filter(|_| is_date),
                other: None,
            });
        }
        let is_due = match dates::read(text) {
            When::Span { .. } => after_name || lower == "by",
            When::Vague => after_name,
            _ => lower == "by" && (after_name || is_open(after_by(text))),
        };
        (is_due || (after_name && is_open(text))).then(|| {
            let start = if lower == "by" { sentence.end - after_by(text).len() } else { sentence.start };
            Self { done: None, due: Some(start..sentence.end), other: None }
        })
    }
}

/// Whether a date is still to come.
fn is_open(text: &str) -> bool {
    placeholders::is_value(text, FieldKind::Date, &placeholders::find(text))
}

fn after_by(text: &str) -> &str {
    text.get(2..).unwrap_or_default().trim_start()
}

/// The sentences of a value. "; by March 2021" begins one as well.
fn sentences(plain: &str, value: Range<usize>) -> Vec<Range<usize>> {
    let text = &plain[value.clone()];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', ';']) {
        let after = &text[at + 1..];
        let rest = after.trim_start();
        let is_spaced = rest.len() < after.len() && !rest.is_empty();
        let begins = if sign == ";" {
            rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("by "))
        } else {
            let word = text[start..at]
                .rsplit(|character: char| character.is_whitespace() || character == '(')
                .next();
            let word = word.unwrap_or_default().to_ascii_lowercase();
            !rest.starts_with(char::is_lowercase)
                && word.chars().count() > 1
                && !SHORT_FORMS.contains(&word.as_str())
        };
        if is_spaced && begins {
            found.push(value.start + start..value.start + at);
            start = text.len() - rest.len();
        }
    }
    found.push(value.start + start..value.end);
    found
}
