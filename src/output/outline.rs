//! `outline`: how a plan was read, as a tree for people and as JSON for programs.

use serde::Serialize;

use super::json::{Action, action, escaped};
use super::matrix::wrap;
use super::paint::{HEADING, HINT, painted};
use crate::report::{ActionReport, HeadingReport, MatchReport, OutlineReport};
use crate::source::Span;
use crate::text::{listed, printable, shorten};

#[derive(Serialize)]
struct Root<'o> {
    version: u8,
    path: &'o str,
    headings: Vec<Heading<'o>>,
    actions: Vec<Action<'o>>,
}

#[derive(Serialize)]
struct Heading<'o> {
    path: &'o str,
    line: usize,
    level: u8,
    text: &'o str,
    block: OneOrMany<Named<'o>>,
    phase: OneOrMany<Named<'o>>,
    section: OneOrMany<Named<'o>>,
    context: Context<'o>,
}

/// `null`, a value, or an array of values where there are several.
#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    None,
    One(T),
    Many(Vec<T>),
}

#[derive(Serialize)]
struct Named<'o> {
    id: &'o str,
    #[serde(rename = "match")]
    how: &'o str,
    word: &'o str,
}

#[derive(Serialize)]
struct Context<'o> {
    block: &'o [String],
    phase: &'o [String],
    section: OneOrMany<&'o str>,
}

/// The outline as JSON, version 1.
#[must_use]
pub fn json(outline: &OutlineReport) -> String {
    let root = Root {
        version: 1,
        path: &outline.path,
        headings: outline
            .headings
            .iter()
            .map(|heading| Heading {
                path: outline.sources.path(heading.span),
                line: outline.sources.positions(heading.span).0.line,
                level: heading.level,
                text: &heading.text,
                block: one_or_many(heading.blocks.iter().map(named)),
                phase: one_or_many(heading.phases.iter().map(named)),
                section: one_or_many(heading.sections.iter().map(named)),
                context: Context {
                    block: &heading.in_blocks,
                    phase: &heading.in_phases,
                    section: one_or_many(heading.in_sections.iter().map(String::as_str)),
                },
            })
            .collect(),
        actions: outline.actions.iter().map(|found| action(found, &outline.sources)).collect(),
    };
    let mut text = escaped(&serde_json::to_string_pretty(&root).unwrap_or_default());
    text.push('\n');
    text
}

fn named(found: &MatchReport) -> Named<'_> {
    Named { id: &found.id, how: found.how, word: &found.word }
}

fn one_or_many<T>(found: impl Iterator<Item = T>) -> OneOrMany<T> {
    let mut all: Vec<T> = found.collect();
    match all.len() {
        0 | 1 => all.pop().map_or(OneOrMany::None, OneOrMany::One),
        _ => OneOrMany::Many(all),
    }
}

/// The outline as a tree: headings with what each was read as, and the actions below them.
#[must_use]
pub fn text(outline: &OutlineReport, color: bool) -> String {
    let mut text = String::new();
    let mut path = "";
    let mut actions = outline.actions.iter().peekable();
    let mut depth = 0;
    for heading in &outline.headings {
        while let Some(action) = actions.next_if(|action| is_before(action.span, heading.span)) {
            text.push_str(&action_lines(outline, action, depth));
        }
        let file = outline.sources.path(heading.span);
        if file != path {
            path = file;
            text.push_str(&format!(
                "{}{}\n",
                if text.is_empty() { "" } else { "\n" },
                printable(file, false)
            ));
        }
        depth = usize::from(heading.level);
        text.push_str(&heading_lines(outline, heading, color));
    }
    for action in actions {
        text.push_str(&action_lines(outline, action, depth));
    }
    if text.is_empty() && outline.complete {
        text.push_str(&format!("{}: no headings and no actions\n", printable(&outline.path, false)));
    }
    text
}

fn is_before(action: Span, heading: Span) -> bool {
    (action.source, action.start) < (heading.source, heading.start)
}

/// The width of the line numbers before each entry.
const GUTTER: usize = 6;

fn entry(outline: &OutlineReport, span: Span, depth: usize, words: &str) -> String {
    let line = outline.sources.positions(span).0.line;
    let indent = "  ".repeat(depth.saturating_sub(1));
    format!("{line:>GUTTER$}  {indent}{words}\n")
}

fn below(depth: usize, words: &str) -> String {
    let indent = " ".repeat(GUTTER + 2) + &"  ".repeat(depth.saturating_sub(1)) + "    ";
    let mut text = String::new();
    for line in wrap(words, 100_usize.saturating_sub(indent.len()).max(40)) {
        text.push_str(&format!("{indent}{line}\n"));
    }
    text
}

fn heading_lines(outline: &OutlineReport, heading: &HeadingReport, color: bool) -> String {
    let depth = usize::from(heading.level);
    let words = format!("{} {}", "#".repeat(depth), shorten(&printable(&heading.text, false), 90));
    let words = painted(&words, HEADING, color);
    let mut text = entry(outline, heading.span, depth, &words);
    if heading.is_title {
        text.push_str(&below(depth, "the title of the plan"));
        return text;
    }
    let kinds = [("block", &heading.blocks), ("phase", &heading.phases), ("section", &heading.sections)];
    let named: Vec<(&str, &MatchReport)> =
        kinds.into_iter().flat_map(|(kind, found)| found.iter().map(move |found| (kind, found))).collect();
    for (kind, found) in &named {
        let words = below(depth, &reading(kind, found));
        text.push_str(&if found.is_hint { painted(&words, HINT, color) } else { words });
    }
    if named.iter().all(|(_, found)| found.is_hint) {
        let around: Vec<String> =
            heading.inside.iter().map(|title| format!("\"{}\"", printable(title, false))).collect();
        let mut words = if around.is_empty() {
            "read as text outside the framework".to_owned()
        } else {
            format!("read as part of {}", listed(&around, "and"))
        };
        match heading.ruled_out {
            Some("comment") => words.push_str(", by the comment below it"),
            Some(_) => words.push_str(", by the config"),
            None => {}
        }
        text.push_str(&below(depth, &words));
    }
    text
}

fn reading(kind: &str, found: &MatchReport) -> String {
    let (title, word) = (printable(&found.title, false), printable(&found.word, false));
    match found.how {
        "hint" => {
            let why = if found.is_near {
                "the heading is nearly its title".to_owned()
            } else {
                format!("\"{word}\" is only a hint")
            };
            format!(
                "may be the {kind} \"{title}\" ({why}); to make it certain, write below it: \
                 <!-- recoveryplan: {kind}={} -->",
                found.id
            )
        }
        "title" => format!("read as the {kind} \"{title}\", by its title"),
        "id" => format!("read as the {kind} \"{title}\", by its id"),
        "comment" => format!("read as the {kind} \"{title}\", by the comment below it"),
        "config" => format!("read as the {kind} \"{title}\", by the config"),
        _ => format!("read as the {kind} \"{title}\", by the words \"{word}\""),
    }
}

fn action_lines(outline: &OutlineReport, action: &ActionReport, depth: usize) -> String {
    let depth = depth + 1;
    let id = action.id.as_ref().map(|id| format!("{}: ", printable(id, false))).unwrap_or_default();
    let title = shorten(&printable(&action.title, false), 90);
    let mut text = entry(outline, action.span, depth, &format!("- {id}{title}"));
    let mut fields = vec![
        format!("lead: {}", action.lead.as_deref().unwrap_or("none")),
        format!("due: {}", action.due.map_or_else(|| "none".to_owned(), |due| due.to_string())),
        format!("measure: {}", action.measure.as_deref().unwrap_or("none")),
    ];
    if !action.partners.is_empty() {
        fields.push(format!("partners: {}", action.partners.join(", ")));
    }
    if let Some(status) = &action.status {
        fields.push(format!("status: {status}"));
    }
    if let Some(suggestion) = &action.suggestion {
        fields.push(format!("suggestion: {suggestion}"));
    }
    text.push_str(&below(depth, &printable(&fields.join("; "), false)));
    text
}
