//! TOML into values: every syntax error of the file, and what could be read all the same.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Faults, Value, whole};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Span, Spanned};

/// Reads a TOML file. Syntax errors become faults, one for each line at most.
pub fn parse_toml(source: &Source, id: SourceId, faults: &Faults) -> Spanned<Value> {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mut last_line = 0;
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        let line = source.position(range.start).line;
        if line != last_line {
            faults.add(
                Problem::new(
                    ProblemKind::Syntax,
                    Span::new(id, visible(source.text(), range)),
                    plain_words(error),
                )
                .help("a line is written key = \"value\": texts stand in double quotes, dates do not"),
            );
            last_line = line;
        }
    }
    let mut root = convert_table(table.get_ref(), id);
    if let Value::Table(entries) = &mut root {
        entries.shrink_to_fit();
    }
    Spanned::new(root, whole(source, id))
}

/// Reads a TOML file that must be sound, such as a framework or a config: its encoding, then its syntax.
///
/// # Errors
/// What keeps the file from being read.
pub fn sound_toml(source: &Source, id: SourceId) -> Result<Spanned<Value>, Vec<Problem>> {
    if let Some(fault) = source.encoding_fault() {
        let problem = Problem::new(ProblemKind::Encoding, Span::new(id, fault.at.clone()), fault.message);
        return Err(vec![problem.help("save the file as UTF-8")]);
    }
    let (root, syntax) = Faults::of(|faults| parse_toml(source, id, faults));
    if syntax.is_empty() { Ok(root) } else { Err(syntax) }
}

/// An empty range at a line's end is hard to see: it takes in the character before it.
fn visible(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let end = range.end.min(text.len());
    let start = range.start.min(end);
    if start < end {
        return start..end;
    }
    let before = text[..start].chars().next_back();
    match before {
        Some(character) if !matches!(character, '\n' | '\r') => start - character.len_utf8()..start,
        _ => start..start,
    }
}

/// The parser's message in words for people who do not write TOML every day.
fn plain_words(error: &toml::de::Error) -> String {
    let message = error.message();
    if message.contains("duplicate key") {
        "this key, or this table, stands twice in the file".to_owned()
    } else if message.contains("string values must be quoted") {
        "this value is missing, or is a text without quotes".to_owned()
    } else if message.contains("invalid basic string") {
        "this text has no closing quote on its line".to_owned()
    } else {
        format!("this line could not be read as TOML: {}", message.lines().next().unwrap_or(message))
    }
}

fn convert_table(table: &DeTable<'_>, id: SourceId) -> Value {
    Value::Table(
        table
            .iter()
            .map(|(key, value)| {
                let name = Spanned::new(key.get_ref().to_string(), Span::new(id, key.span()));
                (name, convert(value, id))
            })
            .collect(),
    )
}

fn convert(value: &TomlSpanned<DeValue<'_>>, id: SourceId) -> Spanned<Value> {
    let converted = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(is) => Value::Bool(*is),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| convert(item, id)).collect()),
        DeValue::Table(table) => convert_table(table, id),
    };
    Spanned::new(converted, Span::new(id, value.span()))
}
