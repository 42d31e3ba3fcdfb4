//! The matrix of blocks and phases, in words that need no colour.

use crate::coverage::State;
use crate::report::PlanReport;
use crate::text::{printable, shorten};

/// The widest that a block's title is shown.
const TITLE: usize = 44;
/// The widest that a phase's title is shown.
const COLUMN: usize = 22;

/// "3 of 15 cells covered, 10 undeveloped, 2 missing"; of a plan that was read in part nobody knows.
pub(super) fn line(plan: &PlanReport) -> String {
    if !plan.complete {
        return "it could not be read whole, so that nobody can say what it covers".to_owned();
    }
    let coverage = &plan.coverage;
    let mut parts =
        vec![format!("{} of {} cells covered", coverage.count(State::Covered), coverage.cells.len())];
    for (state, word) in [
        (State::Undeveloped, "undeveloped"),
        (State::Empty, "empty"),
        (State::Missing, "missing"),
        (State::NotApplicable, "not applicable"),
    ] {
        match coverage.count(state) {
            0 => {}
            count => parts.push(format!("{count} {word}")),
        }
    }
    parts.join(", ")
}

/// A row for each block, a column for each phase.
pub(super) fn table(plan: &PlanReport) -> String {
    let coverage = &plan.coverage;
    let phases: Vec<String> = match coverage.phases.as_slice() {
        [] => vec![String::new()],
        phases => phases.iter().map(|(_, title)| shorten(&printable(title, false), COLUMN)).collect(),
    };
    let blocks: Vec<String> =
        coverage.blocks.iter().map(|(_, title)| shorten(&printable(title, false), TITLE)).collect();
    let first = blocks.iter().map(|title| title.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    if !coverage.phases.is_empty() {
        text.push_str(&row("", first, phases.iter().map(String::as_str).zip(widths(&phases))));
    }
    for (block, cells) in blocks.iter().zip(coverage.cells.chunks(phases.len())) {
        let words = cells.iter().map(|cell| word(cell.state));
        text.push_str(&row(block, first, words.zip(widths(&phases))));
    }
    text
}

fn widths(phases: &[String]) -> impl Iterator<Item = usize> + '_ {
    phases.iter().map(|title| title.chars().count().max("not applicable".len()))
}

fn row<'c>(first: &str, width: usize, cells: impl Iterator<Item = (&'c str, usize)>) -> String {
    let mut row = format!("  {first:width$}");
    for (cell, width) in cells {
        row.push_str(&format!("   {cell:width$}"));
    }
    row.truncate(row.trim_end().len());
    row.push('\n');
    row
}

/// What is said of a cell.
pub(super) fn word(state: State) -> &'static str {
    match state {
        State::NotApplicable => "not applicable",
        state => state.name(),
    }
}

/// Words in lines of so many characters at most; a longer word stands alone.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.len() - 1;
        let length = lines[line].chars().count();
        if length > 0 && length + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if length > 0 {
                lines[line].push(' ');
            }
            lines[line].push_str(word);
        }
    }
    lines
}
