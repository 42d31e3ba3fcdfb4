//! Colour for texts that have no excerpts, the same as in those that have.

use anstyle::{AnsiColor, Style};

use crate::finding::Level;

/// A heading.
pub const HEADING: Style = Style::new().bold();
/// What may be meant, and does not count.
pub const HINT: Style = AnsiColor::Yellow.on_default();
/// What is to be typed.
pub const CODE: Style = AnsiColor::Cyan.on_default();

/// The colour of a level; none where a rule is off.
#[must_use]
pub fn of_level(level: Option<Level>) -> Style {
    match level {
        Some(Level::Error) => AnsiColor::BrightRed.on_default().bold(),
        Some(Level::Warning) => AnsiColor::Yellow.on_default().bold(),
        Some(Level::Note) => AnsiColor::BrightGreen.on_default().bold(),
        None => AnsiColor::BrightBlack.on_default(),
    }
}

/// A text in a style, line by line; as it is where colour is not wanted.
#[must_use]
pub fn painted(text: &str, style: Style, color: bool) -> String {
    if !color {
        return text.to_owned();
    }
    let line = |line: &str| {
        let words = line.trim_end_matches('\n');
        format!("{style}{words}{style:#}{}", &line[words.len()..])
    };
    text.split_inclusive('\n').map(line).collect()
}
