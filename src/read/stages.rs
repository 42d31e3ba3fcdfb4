//! Headings that name a phase by their siblings: "Recovery" beside "Renewal", "Stage two: keeping going" between the first
//! and the third of three.

use std::collections::{HashMap, HashSet};

use super::Reader;
use super::blocks::{BlockKind, Document};
use crate::framework::PhaseIx;
use crate::plan::{How, Match};
use crate::words::stage_number;

/// How many headings away a sibling is looked for: people see those that are near, and time stays linear whatever a
/// file holds.
const NEAR: usize = 100;

/// A heading's level, its words and where it starts.
type Known<'d> = (u8, &'d str, usize);

/// Those headings, by where they start.
pub(super) fn beside(document: &Document, reader: &Reader) -> HashMap<usize, Match<PhaseIx>> {
    let headings: Vec<Known<'_>> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { level, text } => Some((*level, text.plain.as_str(), block.range.start)),
            _ => None,
        })
        .collect();
    let mut found = counted(&headings, reader);
    for (at, (level, text, start)) in headings.iter().enumerate() {
        let Some(beside) = reader.matcher.beside(text) else { continue };
        let after = headings[at + 1..].iter().take(NEAR).take_while(|(other, ..)| other >= level);
        let before = headings[..at].iter().rev().take(NEAR).take_while(|(other, ..)| other >= level);
        let siblings = || after.clone().chain(before.clone()).filter(|(other, ..)| other == level);
        let names_another = |text: &str| {
            let phases = reader.matcher.heading(text).phases;
            phases.iter().any(|phase| phase.how.is_sure() && phase.target != beside.target)
        };
        // "Now", "Next" and "Later" settle each other.
        let others: HashSet<PhaseIx> = siblings()
            .filter_map(|(_, text, _)| reader.matcher.beside(text))
            .map(|other| other.target)
            .filter(|target| *target != beside.target)
            .collect();
        if others.len() > 1 || siblings().any(|(_, text, _)| names_another(text)) {
            found.insert(*start, beside);
        }
    }
    found
}

/// Headings that count as many stages as the framework has phases name them in their order, where their words name none.
fn counted(headings: &[Known<'_>], reader: &Reader) -> HashMap<usize, Match<PhaseIx>> {
    let mut found = HashMap::new();
    let mut runs: Vec<(u8, Vec<&Known<'_>>)> = Vec::new();
    for heading in headings {
        while let Some((_, run)) = runs.pop_if(|(level, _)| *level > heading.0) {
            name_in_order(&run, reader, &mut found);
        }
        if stage_number(heading.1).is_some() {
            match runs.last_mut().filter(|(level, _)| *level == heading.0) {
                Some((_, run)) => run.push(heading),
                None => runs.push((heading.0, vec![heading])),
            }
        }
    }
    for (_, run) in &runs {
        name_in_order(run, reader, &mut found);
    }
    found
}

fn name_in_order(run: &[&Known<'_>], reader: &Reader, found: &mut HashMap<usize, Match<PhaseIx>>) {
    let numbers = run.iter().filter_map(|(_, text, _)| stage_number(text));
    let phases = reader.framework().phases.len();
    if run.len() != phases || !numbers.eq(1..=phases) {
        return;
    }
    let told: Vec<Option<PhaseIx>> = run
        .iter()
        .map(|(_, text, _)| {
            let names = reader.matcher.heading(text);
            names.phases.iter().find(|phase| phase.how.is_sure()).map(|phase| phase.target)
        })
        .collect();
    for (at, ((_, text, start), named)) in run.iter().zip(&told).enumerate() {
        let target = PhaseIx(at);
        if named.is_none() && !told.contains(&Some(target)) {
            found.insert(*start, Match { target, how: How::Alias, word: (*text).to_owned() });
        }
    }
}
