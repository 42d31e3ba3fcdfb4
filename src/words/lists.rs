//! Headings that list several things: a block and a section, themes, stages.

use std::ops::Range;

use super::joints::{AND, AND_TO, parts};
use super::lexicon::Found;
use super::merge::{add, is_sure, merge_hints, names_it};
use super::stem::tokens;
use super::{MOST_WORDS, Matcher, is_number};
use crate::plan::{How, Names};

impl Matcher {
    /// "Collaboration and engagement": a block and a section, each in words of its own.
    pub(super) fn is_pair(&self, text: &str) -> bool {
        let [one, other] = &parts(text, &AND)[..] else { return false };
        let kinds = |part: &Range<usize>| {
            let names = self.by_groups(&text[part.clone()]);
            (names.names_block(), names.names_section())
        };
        matches!((kinds(one), kinds(other)), ((true, false), (false, true)) | ((false, true), (true, false)))
    }

    /// "Health and economy": a part that is a theme's bare word is meant beside a sure block.
    pub(super) fn add_beside(&self, names: &mut Names, text: &str, excluded: &[Found<'_, Names>]) {
        /// Parts of more words say something with words that elsewhere say nothing.
        const FEW: usize = 3;
        for part in parts(text, &AND) {
            let words = tokens(&text[part]);
            let says = |word: &String| {
                self.blocks_beside.contains_key(word) || !(self.filler.contains(word) || is_number(word))
            };
            let told: String = words.iter().filter(|word| says(word)).map(String::as_str).collect();
            // "Economy and community", and not "Our partners and how we work with them".
            let is_bare = words.len() <= FEW || !self.filler.contains(&told);
            if let Some((block, word)) = self.blocks_beside.get(&told).filter(|_| is_bare)
                && names.blocks.iter().any(|found| is_sure(found) && found.target != *block)
                && !excluded.iter().any(|phrase| names_it(&phrase.meaning.blocks, *block))
            {
                add(&mut names.blocks, *block, How::Alias, word);
            }
        }
    }

    /// A list whose every part names a stage: "Short to medium term", where the last word is said once for all. A
    /// part that may mean a stage and no more ("Recovery and renewal") leaves the whole list in doubt.
    pub(super) fn stages(&self, text: &str) -> Option<Names> {
        let parts = parts(text, &AND_TO);
        let [_, .., last] = parts.as_slice() else { return None };
        let last = tokens(&text[last.clone()]);
        if last.len() > MOST_WORDS {
            return None;
        }
        let mut names = Names::default();
        for part in &parts {
            let words = text[part.clone()].trim();
            let shared = |from: usize| self.phrase(&format!("{words} {}", last[from..].join(" ")));
            let shared = (1..last.len()).filter_map(shared).find(Names::names_phase);
            let known = shared.or_else(|| self.phrase(words))?;
            if known.phases.is_empty() {
                return None;
            }
            merge_hints(&mut names, Names { phases: known.phases, ..Names::default() });
        }
        if !names.phases.iter().all(is_sure) {
            for found in &mut names.phases {
                found.how = How::Hint;
            }
        }
        Some(names)
    }
}

/// Whether a part of a list says by itself what it is about: "Joint work with police, highways and landowners".
pub(super) fn told_apart(text: &str, told: &[bool], outside: &[usize]) -> bool {
    let mut start = 0;
    let parts = parts(text, &AND);
    parts.len() > 1
        && parts.into_iter().any(|part| {
            let places = start..start + tokens(&text[part]).len();
            start = places.end;
            told.get(places.clone()).is_some_and(|told| told.contains(&true))
                && !outside.iter().any(|at| places.contains(at))
        })
}
