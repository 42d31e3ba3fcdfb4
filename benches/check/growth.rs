//! Whether time grows with a document's size and no faster: documents of one shape, and others of twice their size.

use std::time::Instant;

use anyhow::Result;

use super::measure::Spread;
use super::tasks::{judge, reader};

/// A document of so many parts.
type Shape = fn(usize) -> String;

const SHAPES: [(&str, Shape); 10] = [
    ("headings", |parts| "# Economy\n\ntext\n\n".repeat(parts)),
    ("headings of one line", |parts| "# a\n".repeat(parts)),
    ("actions", |parts| {
        (0..parts).map(|at| format!("- [ ] **A{at}**: Open hub {at}\n  - Lead: Head of Housing\n")).collect()
    }),
    ("rows of actions", |parts| {
        let rows: String =
            (0..parts).map(|at| format!("| Open hub {at} | Head of Housing | 2029-01-31 |\n")).collect();
        format!("| Action | Lead | Due |\n| --- | --- | --- |\n{rows}")
    }),
    ("list items", |parts| "- a\n".repeat(parts)),
    ("nested quotes", |parts| format!("{} a\n", ">".repeat(parts))),
    ("nested items", |parts| {
        // Indents make a list of `n` levels n * n bytes long.
        let levels = parts.isqrt() * 4;
        (0..levels).map(|level| format!("{}- a\n", "  ".repeat(level))).collect()
    }),
    ("words in one line", |parts| "open the hub ".repeat(parts)),
    ("open brackets", |parts| "[".repeat(parts)),
    ("placeholders in one line", |parts| "xx xx TBC Ltd, ...... a TBA ( ".repeat(parts)),
];

/// Where a line of one thing over and over may stand.
const PLACES: [(&str, &str); 5] = [
    ("a heading", "## {}\n\ntext\n"),
    ("a paragraph", "{}\n"),
    ("an action", "- [ ] {}\n"),
    ("a lead", "| Action | Lead |\n| --- | --- |\n| a | {} |\n"),
    ("a date", "| Action | Due |\n| --- | --- |\n| a | {} |\n"),
];

/// What no reader may read again at each of its words.
const OVER_AND_OVER: [&str; 34] = [
    "1. ", "a) ", "Phase 1: ", "stage ", "health and ", "? ", "__ ", "X% ", "X a ", "(TBC ", "[x ", "<a ",
    "{{", "XX-", " / 2027 ", "early ", " DATE", "xx ", "to be ", "by ", "March ", "1/1/", "; ", "Lead: ",
    "**", "`", "\u{a0}", "\u{2013} ", "\u{a3}", "20XX ", "`TBC ", "&amp; ", "Add ", "end of ",
];

/// Prints, for each shape, the time of a document and its ratio to the time of one half as large.
pub(crate) fn table(parts: usize) -> Result<()> {
    let reader = reader()?;
    let time = |text: String| {
        let start = Instant::now();
        drop(std::hint::black_box(judge(&reader, text.into_bytes())));
        start.elapsed().as_secs_f64() * 1e3
    };
    println!("| shape | parts | ms | twice the parts: time (middle half) |\n| --- | ---: | ---: | ---: |");
    for (name, shape) in SHAPES {
        let pairs: Vec<(f64, f64)> = (0..5).map(|_| (time(shape(parts)), time(shape(2 * parts)))).collect();
        let ratio = Spread::of(pairs.iter().map(|(one, two)| two / one).collect());
        let once = Spread::of(pairs.into_iter().map(|(one, _)| one).collect()).median;
        println!("| {name} | {parts} | {once:.1} | {ratio} |");
    }
    println!();
    println!(
        "| over and over in one line of | worst | ms | twice as often: time |\n| --- | --- | ---: | ---: |"
    );
    for (place, line) in PLACES {
        let ratio = |sign: &&str| {
            let fill = |parts: usize| line.replace("{}", &sign.repeat(parts));
            let (once, twice) = (time(fill(parts)), time(fill(2 * parts)));
            (once, twice / once)
        };
        let worst = OVER_AND_OVER.iter().map(|sign| (sign, ratio(sign)));
        if let Some((sign, (once, ratio))) = worst.max_by(|one, other| one.1.1.total_cmp(&other.1.1)) {
            println!("| {place} | {sign:?} | {once:.1} | {ratio:.1}x |");
        }
    }
    Ok(())
}
