//! What the names that stand in the parts of a heading come to together, and what its other words leave in doubt.

use super::stem::tokens;
use crate::plan::{How, Match, Names};

/// Takes back what the other words of a heading leave in doubt: `others` of them say something, and `untimely` of them
/// are not about time.
pub(super) fn doubt(names: &mut Names, others: usize, untimely: usize, is_timed: bool) {
    /// So many words beside the single word of a section still speak of it: "Stakeholder consultation".
    const FEW: usize = 1;
    /// So many may be the name of the place, beside a stage: "Stage A: Reopening Port Ellery".
    const NAME: usize = 2;
    let words = |word: &str| tokens(word).len();
    if others > FEW {
        for found in names.sections.iter_mut().filter(|found| words(&found.word) == 1) {
            found.how = How::Hint;
        }
    }
    let is_named = is_timed && others <= NAME;
    names.phases.retain(|found| match words(&found.word) {
        1 => untimely == 0 || is_named,
        2 => others == 0 || is_named,
        _ => true,
    });
    if names.names_section() {
        // "Resetting the budget" is about the budget.
        names.phases.retain(|found| words(&found.word) > 1);
    }
    if names.names_block() {
        // "Rebuilding our economy" is about the economy, and "Economic recovery in the short term" about both.
        names.phases.retain(|found| is_sure(found) && words(&found.word) > 1);
        // "Funding for local businesses" is about businesses.
        if others > 0 {
            names.sections.retain(|found| words(&found.word) > 1);
        }
    }
}

pub(super) fn add<T: PartialEq>(matches: &mut Vec<Match<T>>, target: T, how: How, word: &str) {
    match matches.iter_mut().find(|known| known.target == target) {
        Some(known) if how < known.how => {
            known.how = how;
            word.clone_into(&mut known.word);
        }
        Some(_) => {}
        None => matches.push(Match { target, how, word: word.to_owned() }),
    }
}

pub(super) fn targets<T: Copy>(matches: &[Match<T>]) -> Vec<T> {
    matches.iter().filter(|found| is_sure(found)).map(|found| found.target).collect()
}

pub(super) fn is_sure<T>(found: &Match<T>) -> bool {
    found.how.is_sure()
}

pub(super) fn merge(names: &mut Names, mut more: Names) {
    settle(&mut more);
    merge_hints(names, more);
}

pub(super) fn merge_hints(names: &mut Names, more: Names) {
    for found in more.blocks {
        add(&mut names.blocks, found.target, found.how, &found.word);
    }
    for found in more.phases {
        add(&mut names.phases, found.target, found.how, &found.word);
    }
    for found in more.sections {
        add(&mut names.sections, found.target, found.how, &found.word);
    }
}

/// Words that are sure of one thing hint at no other.
pub(super) fn settle(names: &mut Names) {
    if names.is_sure() {
        names.blocks.retain(is_sure);
        names.phases.retain(is_sure);
        names.sections.retain(is_sure);
    }
}

/// A section's title or alias beats a block's alias.
pub(super) fn prefer_sections(names: &mut Names) {
    if names.names_section() {
        names.blocks.retain(|found| found.how != How::Alias);
    }
}

/// What each part of a field's words stands for, several parted by `;`.
pub(super) fn listed<T: PartialEq>(text: &str, pick: impl Fn(&str) -> Vec<T>) -> Vec<T> {
    let mut found = Vec::new();
    for part in text.split([';', '\n']) {
        for target in pick(part) {
            if !found.contains(&target) {
                found.push(target);
            }
        }
    }
    found
}

pub(super) fn names_it<T: PartialEq + Copy>(matches: &[Match<T>], target: T) -> bool {
    matches.iter().any(|found| found.target == target)
}
