//! A page of limited size, and what it had to leave out.

use crate::finding::Level;
use crate::text::{counted, listed};

/// GitHub drops the summary of a job that is longer than 1 MiB as a whole; some room is left for the closing
/// sentence, and for what others have to say.
const MOST: usize = 1_000_000;
/// How much of it the table of plans may take.
const TABLE: usize = MOST / 4;

/// What a piece of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Headings and the like; not missed.
    Frame,
    /// Something that could not be done.
    Trouble,
    /// A plan's name and matrix.
    Plan,
    /// A finding.
    Finding(Level),
    /// A finding that was accepted.
    Accepted,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    left_out: Vec<Part>,
    rows_left_out: usize,
}

impl Page {
    /// Takes a piece in. After the first that does not fit no other is taken.
    pub(super) fn push(&mut self, piece: &str, part: Part) {
        if self.left_out.is_empty() && self.text.len() + piece.len() <= MOST {
            self.text.push_str(piece);
        } else {
            self.left_out.push(part);
        }
    }

    /// Takes a row of the table of plans in.
    pub(super) fn push_row(&mut self, row: &str) {
        if self.rows_left_out == 0 && self.text.len() + row.len() <= TABLE {
            self.text.push_str(row);
        } else {
            self.rows_left_out += 1;
        }
    }

    /// The page, with a sentence on what was left out.
    pub(super) fn finish(mut self) -> String {
        let count = |part| self.left_out.iter().filter(|left| **left == part).count();
        let left_out: Vec<String> = [
            (count(Part::Trouble), "problem", ""),
            (self.rows_left_out, "row", " of the table of plans"),
            (count(Part::Plan), "plan", " in detail"),
            (count(Part::Finding(Level::Error)), "error", ""),
            (count(Part::Finding(Level::Warning)), "warning", ""),
            (count(Part::Finding(Level::Note)), "note", ""),
            (count(Part::Accepted), "accepted finding", ""),
        ]
        .into_iter()
        .filter(|(left, _, _)| *left > 0)
        .map(|(left, noun, of)| counted(left, noun) + of)
        .collect();
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        if !left_out.is_empty() {
            self.text.push_str(&format!(
                "\n**This page was cut to stay under 1 MiB. Left out: {}.** The formats `concise` and `json` have them all.\n",
                listed(&left_out, "and")
            ));
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_what_fits_and_says_what_does_not() {
        let mut page = Page::default();
        let piece = "- word\n".repeat(1000);
        for _ in 0..MOST {
            page.push_row("| a | b |\n");
        }
        for _ in 0..200 {
            page.push(&piece, Part::Finding(Level::Error));
        }
        page.push("small\n", Part::Accepted);
        let rows_left_out = MOST - TABLE / 10;
        let errors_left_out = 200 - (MOST - TABLE) / piece.len();
        let page = page.finish();
        let said = format!(
            "Left out: {rows_left_out} rows of the table of plans, {errors_left_out} errors and 1 accepted finding."
        );
        assert!(page.contains(&said), "{}", page.lines().last().unwrap_or_default());
        assert!(page.len() < 1_048_576 && page.len() > MOST - piece.len());
    }
}
