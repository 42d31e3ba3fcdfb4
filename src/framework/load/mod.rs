//! Framework files into a [`Framework`], with every fault at its place and all of them at once.
//!
//! A file that `extends` another takes everything from it. A part with an id that the other has replaces that part
//! whole (a block that brings no suggestions of its own keeps the other's); a part with a new id is added;
//! `remove = ["id"]` leaves parts and suggestions out.

mod check;
mod parts;

use self::check::check;
use self::parts::Parts;
use super::{DEFAULT, Framework, Provenance, builtin};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Sources, Span, Spanned};
use crate::table::{Faults, Table, parse_toml};
use crate::text::did_you_mean;

/// A text that a framework extends, or why it cannot be had, in words for people.
pub type Fetched = Result<Source, String>;

/// Fetches the framework that another one extends: given the path of the one that asks, and the words it asks with.
pub type Fetch<'a> = &'a dyn Fn(&str, &str) -> Fetched;

/// How many frameworks may extend one another in a row.
const DEEPEST: usize = 16;

/// Reads the framework file `id`. Texts that it extends are added to `sources`.
///
/// # Errors
/// Every fault of the file, and of those that it extends, in the order of their places.
pub fn load(sources: &mut Sources, id: SourceId, fetch: Fetch<'_>) -> Result<Framework, Vec<Problem>> {
    let mut problems = Vec::new();
    let parts = read(sources, id, fetch, &mut vec![sources.get(id).path().to_owned()], &mut problems);
    let framework = parts.map(|parts| check(parts, &mut problems));
    match framework {
        Some(framework) if problems.is_empty() => Ok(framework),
        _ => {
            problems.sort_by_key(|problem| (problem.span, problem.kind));
            problems.dedup();
            Err(problems)
        }
    }
}

/// Reads a file and what it extends, without looking at how its parts fit together.
fn read(
    sources: &mut Sources,
    id: SourceId,
    fetch: Fetch<'_>,
    chain: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Option<Parts> {
    let source = sources.get(id).clone();
    if let Some(fault) = source.encoding_fault() {
        let span = Span::new(id, fault.at.clone());
        problems
            .push(Problem::new(ProblemKind::Encoding, span, fault.message).help("save the file as UTF-8"));
        return None;
    }
    let faults = Faults::default();
    let root = parse_toml(&source, id, &faults);
    let syntax = faults.into_problems();
    if !syntax.is_empty() {
        problems.extend(syntax);
        return None;
    }
    let faults = Faults::default();
    let table = Table::of(&root, &faults)?;
    let (own, extends, remove) = root_keys(&table, id);
    drop(table);
    problems.extend(faults.into_problems());

    let base = match &extends {
        Some(wanted) => base(sources, &source, wanted, fetch, chain, problems)?,
        None => Parts::default(),
    };
    let mut parts = own.over(base);
    for gone in &remove {
        if !parts.remove(&gone.value) {
            let help = did_you_mean(&gone.value, parts.ids());
            let message = format!("there is no `{}` to remove", gone.value);
            problems.push(Problem::new(ProblemKind::WrongType, gone.span, message).maybe_help(help));
        }
    }
    if parts.fields.is_empty() && source.path() != default_path() {
        parts.fields = default_fields();
    }
    Some(parts)
}

/// The keys at the top of a file: its parts, what it extends, and what it leaves out.
fn root_keys(table: &Table<'_>, id: SourceId) -> (Parts, Option<Spanned<String>>, Vec<Spanned<String>>) {
    match table.number("schema") {
        Some(schema) if schema.value != 1 => {
            let message = format!("this program reads frameworks of schema 1, not {}", schema.value);
            table.fault(ProblemKind::WrongType, schema.span, message);
        }
        None if !table.has("schema") => {
            let help = Some("add `schema = 1` as its first line".to_owned());
            table.fault_with(
                ProblemKind::WrongType,
                Span::start_of(id),
                "`schema` is missing here, and it is needed",
                help,
            );
        }
        _ => {}
    }
    let extends = table.text("extends");
    let mut parts = Parts::read(table);
    parts.head = Framework {
        id: parts::identifier(table).unwrap_or_default(),
        title: table.required_text("title").map(|text| text.value).unwrap_or_default(),
        version: version(table),
        language: table.text("language").map(|text| text.value),
        source: table.table("source").map(provenance).unwrap_or_default(),
        levels: table.table("levels").map(|table| parts::levels(&table)).unwrap_or_default(),
        ..Framework::default()
    };
    let remove = table.texts("remove");
    table.finish_with([]);
    (parts, extends, remove)
}

fn version(table: &Table<'_>) -> String {
    let Some(version) = table.required_text("version") else { return String::new() };
    let numbers: Vec<&str> = version.value.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&numbers.len()) || !numbers.iter().all(is_number) {
        let message = format!("`{}` is no version", version.value);
        let help = Some("write numbers with full stops, such as \"1.0.0\"".to_owned());
        table.fault_with(ProblemKind::WrongType, version.span, message, help);
    }
    version.value
}

fn provenance(table: Table<'_>) -> Provenance {
    let text = |key| table.text(key).map(|text| text.value);
    let found = Provenance {
        author: text("author"),
        title: text("title"),
        date: table.date("date").map(|text| text.value),
        url: text("url"),
        note: text("note"),
    };
    table.finish();
    found
}

/// The framework that another one extends.
fn base(
    sources: &mut Sources,
    asking: &Source,
    wanted: &Spanned<String>,
    fetch: Fetch<'_>,
    chain: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Option<Parts> {
    let fetched = match builtin(&wanted.value) {
        Some(known) => Ok(Source::new(known.path, known.text)),
        None => fetch(asking.path(), &wanted.value),
    };
    let source = match fetched {
        Ok(source) => source,
        Err(reason) => {
            let message = format!("`{}` cannot be extended: {reason}", wanted.value);
            let known = super::BUILTIN.iter().map(|known| known.id);
            let help = did_you_mean(&wanted.value, known);
            problems.push(Problem::new(ProblemKind::WrongType, wanted.span, message).maybe_help(help));
            return None;
        }
    };
    let path = source.path().to_owned();
    if chain.contains(&path) || chain.len() >= DEEPEST {
        chain.push(path);
        let message = format!("frameworks extend one another in a circle: {}", chain.join(" -> "));
        problems.push(Problem::new(ProblemKind::WrongType, wanted.span, message));
        return None;
    }
    chain.push(path);
    let id = sources.add(source);
    read(sources, id, fetch, chain, problems)
}

fn default_path() -> &'static str {
    builtin(DEFAULT).map_or("", |known| known.path)
}

/// The default framework's fields, for frameworks that have none of their own.
fn default_fields() -> Vec<parts::Read<super::Field>> {
    let Some(known) = builtin(DEFAULT) else { return Vec::new() };
    let mut sources = Sources::new();
    let source = Source::new(known.path, known.text);
    let faults = Faults::default();
    let id = sources.add(source.clone());
    let root = parse_toml(&source, id, &faults);
    Table::of(&root, &faults).map(|table| Parts::read(&table).fields).unwrap_or_default()
}
