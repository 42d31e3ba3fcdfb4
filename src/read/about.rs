//! The keys of `[plan]`, and of a document's front matter.

use std::ops::Range;

use super::markdown::known_help;
use super::values;
use crate::plan::{About, PlanStatus};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::table::{Faults, Table, Value, parse_toml, parse_yaml};

/// Reads the keys; the caller finishes the table, strictly or leniently.
pub(super) fn read(table: &Table<'_>) -> About {
    let date = |key| table.date(key).map(values::date);
    About {
        title: table.text("title"),
        authority: table.text("authority"),
        area: table.text("area"),
        framework: table.text("framework"),
        framework_version: table.text("framework-version"),
        status: table.text("status").and_then(|status| {
            let known = PlanStatus::NAMES.iter().find(|(name, _)| *name == status.value);
            if known.is_none() {
                let names = PlanStatus::NAMES.iter().map(|(name, _)| *name);
                let message = format!("`{}` is no status of a plan", status.value);
                let help = crate::text::did_you_mean(&status.value, names)
                    .unwrap_or_else(|| "a plan is a `draft` or `adopted`".to_owned());
                table.fault_with(ProblemKind::UnknownStatus, status.span, message, Some(help));
            }
            known.map(|(_, known)| Spanned::new(*known, status.span))
        }),
        updated: date("updated"),
        review: date("review"),
        documents: table.texts("documents"),
        span: Some(table.span()),
    }
}

/// Front matter: what it says, where the document's text begins, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) about: About,
    pub(super) body: usize,
    pub(super) problems: Vec<Problem>,
    /// Whether it could be read at all.
    pub(super) broken: bool,
}

/// Finds and reads the front matter of a document: YAML between `---`, TOML between `+++`.
pub(super) fn front_matter(source: &Source, id: SourceId) -> Option<FrontMatter> {
    let (inner, body, yaml) = fences(source.text())?;
    let faults = Faults::default();
    let mut root = if yaml {
        parse_yaml(source, id, inner.clone(), &faults)
    } else {
        // The same text with everything before it blank keeps each place.
        let padded = " ".repeat(inner.start) + source.text().get(inner.clone()).unwrap_or_default();
        parse_toml(&Source::new(source.path(), padded), id, &faults)
    };
    let mut problems = faults.into_problems();
    let is_syntax = |problem: &Problem| problem.kind == ProblemKind::Syntax;
    let mut broken = problems.iter().any(is_syntax);
    if broken
        && yaml
        && let Some(meant) = with_colons_in_values(source, id, inner.clone())
    {
        // What was meant is plain: it is a fault, and no reason to leave the plan unread.
        root = meant;
        broken = false;
        for problem in problems.iter_mut().filter(|problem| is_syntax(problem)) {
            let message = "this value holds a colon, so that YAML takes it apart";
            let help = "put the value in quotes: title: \"Recovery: what comes next\"";
            *problem = Problem::new(ProblemKind::Syntax, problem.span, message.to_owned()).help(help);
        }
    }
    let is_table = matches!(&root.value, Value::Table(_));
    let is_blank = source.text().get(inner.clone()).is_some_and(|text| text.trim().is_empty());
    // A rule, some text and another rule are Markdown.
    if yaml && !is_table && !is_blank {
        return None;
    }
    if broken {
        return Some(FrontMatter { about: About::default(), body, problems, broken: true });
    }
    let faults = Faults::default();
    let about = Table::of(&root, &faults).map(|table| {
        let mut about = read(&table);
        about.span = Some(Span::new(id, inner.clone()));
        if let Some(first) = about.documents.first() {
            let message = "`documents` has no effect in front matter";
            let help = "a plan of several documents is kept in a `plan.toml` that names them";
            table.fault_with(ProblemKind::WrongType, first.span, message, Some(help.to_owned()));
            about.documents.clear();
        }
        table.finish_leniently();
        about
    });
    problems.extend(faults.into_problems());
    Some(FrontMatter { about: about.unwrap_or_default(), body, problems, broken: false })
}

/// YAML whose lines are `key: value`, where a value holds a colon and stands without quotes: "title: Exampleshire: a plan".
/// `None` where that is not all that is wrong with it.
fn with_colons_in_values(source: &Source, id: SourceId, inner: Range<usize>) -> Option<Spanned<Value>> {
    // The colon makes room for a sign of the same length, so that every place stays.
    let mut masked = source.text().as_bytes().to_vec();
    for line in (Lines { text: source.text().get(..inner.end)?, at: inner.start }) {
        let Some((key, value)) = source.text().get(line.clone())?.split_once(": ") else { continue };
        let start = line.start + key.len() + 2;
        if !value.trim_start().starts_with(['"', '\'', '[', '{', '|', '>']) {
            let colons = value.match_indices(':').map(|(at, _)| at);
            let parts = |at: &usize| value[at + 1..].is_empty() || value[at + 1..].starts_with(' ');
            colons.filter(parts).for_each(|at| masked[start + at] = b';');
        }
    }
    let masked = Source::new(source.path(), String::from_utf8(masked).ok()?);
    let faults = Faults::default();
    let mut root = parse_yaml(&masked, id, inner, &faults);
    let Value::Table(entries) = &mut root.value else { return None };
    for (_, value) in entries {
        let written = source.text().get(value.span.start..value.span.end)?;
        if let Value::Text(text) = &mut value.value
            && text.len() == written.len()
        {
            written.clone_into(text);
        }
    }
    faults.into_problems().is_empty().then_some(root)
}

/// Where front matter stands, where the text after it begins, and whether it is YAML.
fn fences(text: &str) -> Option<(Range<usize>, usize, bool)> {
    let yaml = match text.get(..3)? {
        "---" => true,
        "+++" => false,
        _ => return None,
    };
    let mut lines = Lines { text, at: 0 };
    let first = lines.next()?;
    if text[first.clone()].trim_end() != &text[..3] {
        return None;
    }
    let start = lines.at;
    while let Some(line) = lines.next() {
        let words = text[line.clone()].trim_end();
        if words == &text[..3] || (yaml && words == "...") {
            return Some((start..line.start, lines.at, yaml));
        }
    }
    None
}

/// Lines as ranges, whatever ends them.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let end = rest.find(['\n', '\r']).map_or(self.text.len(), |end| start + end);
        let line_end = if self.text[end..].starts_with("\r\n") { 2 } else { 1 };
        self.at = (end + line_end).min(self.text.len());
        Some(start..end)
    }
}

/// A word that the framework, or the format, lacks.
pub(super) fn unknown<'k>(
    kind: ProblemKind,
    word: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Problem {
    let message = format!("the framework has no {what} `{}`", word.value);
    Problem::new(kind, word.span, message).help(known_help(&word.value, known))
}
