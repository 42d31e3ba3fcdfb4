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
            let (message, help) = if is_curly(source.text(), &range) {
                (
                    "this text stands in curly quotes (\u{201c} \u{201d}), which do not hold a text together"
                        .to_owned(),
                    "type straight quotes (\") at both ends; word processors turn them into curly ones",
                )
            } else {
                let help = "a line is written key = \"value\": texts stand in double quotes, dates do not";
                (plain_words(error), help)
            };
            let span = Span::new(id, visible(source.text(), range));
            faults.add(Problem::new(ProblemKind::Syntax, span, message).help(help));
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

/// Whether what cannot be read starts with a curly quote, or is a text that ends with one on its line.
fn is_curly(text: &str, range: &std::ops::Range<usize>) -> bool {
    const CURLY: [char; 6] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{201a}'];
    let (before, after) = text.split_at_checked(range.start).unwrap_or((text, ""));
    let start = before.rsplit('\n').next().unwrap_or_default();
    let end = after.lines().next().unwrap_or_default();
    let line = format!("{start}{end}");
    let is_open = line.matches('"').count() == 1 && line.trim_end().ends_with(CURLY);
    end.starts_with(CURLY) || is_open
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curly_quotes_are_called_what_they_are() {
        let told = |text: &str| {
            let source = Source::new("plan.toml", text);
            let mut sources = crate::source::Sources::new();
            let id = sources.add(source.clone());
            let (_, faults) = Faults::of(|faults| parse_toml(&source, id, faults));
            faults.iter().map(|fault| fault.message.contains("curly quotes")).collect::<Vec<_>>()
        };
        for text in [
            "title = \u{201c}Exampleshire plan\u{201d}\n",
            "title = \u{2018}P\u{2019}\n",
            "title = \"P\u{201d}\n",
            "documents = [\u{201c}plan.md\u{201d}]\n",
        ] {
            assert_eq!(told(text), [true], "{text}");
        }
        assert!(told("title = \"The \u{201c}big\u{201d} plan\"\n").is_empty());
        assert_eq!(told("title = The \u{201c}big\u{201d} plan\n"), [false]);
        assert_eq!(told("title = \"The \u{201c}big\u{201d} plan\n"), [false]);
    }
}
