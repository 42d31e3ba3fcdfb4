//! Accepted findings, as each notation writes them.

use serde::Serialize;

use super::outline::{Outline, ROOT};
use super::{escape, notation};
use crate::framework::Framework;
use crate::plan::{Ignore, Place, Plan, Reach};
use crate::source::Spanned;

/// The rules about whole parts of a plan: no heading is there to hold their comment, so the document does.
const ABSENCES: [&str; 4] = ["missing-block", "empty-block", "missing-phase", "missing-section"];

/// An accepted finding in a document.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Accepted {
    whole_file: bool,
    rules: String,
    until: Option<String>,
    action: Option<String>,
    reason: Option<String>,
}

/// An accepted finding in a record: keys and values, as TOML.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    fields: Vec<(&'static str, String)>,
}

/// The accepted findings with the heading that each is written under.
pub(super) fn in_document(
    plan: &Plan,
    outline: &Outline<'_>,
    framework: &Framework,
) -> Vec<(usize, Accepted)> {
    let mut found = Vec::new();
    for ignore in &plan.ignores {
        let home = home(ignore, outline, framework);
        let one_line = |text: &str| escape::comment(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let rules: Vec<&str> = ignore.rules.iter().map(|rule| rule.value.as_str()).collect();
        let accepted = Accepted {
            whole_file: home.is_none(),
            rules: one_line(&rules.join(", ")),
            until: ignore.until.as_ref().map(|until| word(&one_line(&until.value.text))),
            action: ignore.action.as_ref().map(|action| word(&one_line(&action.value))),
            reason: ignore.reason.as_ref().map(|reason| one_line(&no_keys(&reason.value))),
        };
        found.push((home.unwrap_or(ROOT), accepted));
    }
    found
}

/// The heading below which a finding is accepted; `None` for the whole document.
fn home(ignore: &Ignore, outline: &Outline<'_>, framework: &Framework) -> Option<usize> {
    match &ignore.reach {
        Reach::Document(_) => None,
        Reach::Scope(scope) => {
            let here = |at: &usize| outline.nodes[*at].scope == Some(scope.span);
            Some((0..outline.nodes.len()).find(here).unwrap_or(ROOT))
        }
        Reach::Plan { block, phase, section } => {
            let place = Place {
                blocks: block.iter().filter_map(|id| framework.block(&id.value)).collect(),
                phases: phase.iter().filter_map(|id| framework.phase(&id.value)).collect(),
                sections: section.iter().filter_map(|id| framework.section(&id.value)).collect(),
            };
            let absent = ignore.rules.iter().any(|rule| ABSENCES.contains(&rule.value.as_str()));
            outline.at(&place).filter(|at| !absent && *at != ROOT)
        }
    }
}

/// A reason in which no word is taken for a key of its comment: "until=May" becomes "until = May".
fn no_keys(reason: &str) -> String {
    let plain = |word: &str| match word.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => format!("{name} = {value}"),
        _ => word.to_owned(),
    };
    reason.split_whitespace().map(plain).collect::<Vec<_>>().join(" ")
}

/// A value in a comment, in quotes where it is more than one word.
fn word(value: &str) -> String {
    if value.contains(char::is_whitespace) {
        format!("\"{}\"", value.replace('"', "'"))
    } else {
        value.to_owned()
    }
}

/// The accepted findings, one for each rule, narrowed to the place of the heading that they stood under.
pub(super) fn in_record(plan: &Plan, outline: &Outline<'_>, framework: &Framework) -> Vec<Entry> {
    let mut found = Vec::new();
    for ignore in &plan.ignores {
        let (block, phase, section) = match &ignore.reach {
            Reach::Plan { block, phase, section } => {
                (text(block.as_ref()), text(phase.as_ref()), text(section.as_ref()))
            }
            Reach::Document(_) => (None, None, None),
            Reach::Scope(scope) => {
                let node = outline.nodes.iter().find(|node| node.scope == Some(scope.span));
                let place = node.map(|node| node.place.clone()).unwrap_or_default();
                let block = place.blocks.first().map(|ix| framework[*ix].words.id.as_str());
                let phase = place.phases.first().map(|ix| framework[*ix].words.id.as_str());
                let section = place.sections.first().map(|ix| framework[*ix].words.id.as_str());
                (block, phase, section)
            }
        };
        for rule in &ignore.rules {
            let narrowed = [
                ("rule", Some(rule.value.as_str())),
                ("block", block),
                ("phase", phase),
                ("section", section),
                ("action", text(ignore.action.as_ref())),
                ("reason", text(ignore.reason.as_ref())),
            ];
            let fields = narrowed.into_iter().filter_map(|(key, value)| Some((key, notation::toml(value?))));
            let until = ignore.until.as_ref().map(|until| ("until", notation::date(&until.value.text)));
            found.push(Entry { fields: fields.chain(until).collect() });
        }
    }
    found
}

fn text(field: Option<&Spanned<String>>) -> Option<&str> {
    field.map(|text| text.value.as_str())
}
