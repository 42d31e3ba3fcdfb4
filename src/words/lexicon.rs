//! Phrases and what they stand for, looked up as a whole or among other words.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::stem::{folded, folded_and_counted, tokens};

/// What a phrase begins with that is only meant as a whole: "=People".
pub(super) const WHOLE: char = '=';

/// Phrases, and sets of words that may stand in any order with others between them, some with alternatives
/// ("residents|tenants + decide").
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// Those that say nothing among other words.
    wholes: FxHashMap<String, T>,
    phrases: FxHashMap<String, T>,
    /// The most words that a phrase has.
    longest: usize,
    sets: Vec<(Set, T)>,
    /// Where each set stands, by its words.
    known: FxHashMap<Set, usize>,
    /// The sets that begin with a word.
    by_first: FxHashMap<String, Vec<usize>>,
}

/// The stems of a set's words, each with its alternatives.
type Set = Vec<Vec<String>>;

/// A phrase or a set found among words.
#[derive(Debug)]
pub(super) struct Found<'l, T> {
    /// Which of the words it is.
    pub(super) at: Vec<usize>,
    /// What else it could be of them: "decide" beside "choose".
    pub(super) more: Vec<usize>,
    /// Whether other words may stand between them.
    pub(super) is_set: bool,
    pub(super) meaning: &'l T,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self {
            wholes: FxHashMap::default(),
            phrases: FxHashMap::default(),
            longest: 0,
            sets: Vec::new(),
            known: FxHashMap::default(),
            by_first: FxHashMap::default(),
        }
    }
}

impl<T: Default> Lexicon<T> {
    /// An empty one with room for so many phrases.
    pub(super) fn with_room_for(phrases: usize) -> Self {
        Self { phrases: FxHashMap::with_capacity_and_hasher(phrases, FxBuildHasher), ..Self::default() }
    }

    /// The meaning of a phrase or a set, to be added to; `None` where it has no letter.
    pub(super) fn entry(&mut self, words: &str) -> Option<&mut T> {
        if let Some(whole) = words.strip_prefix(WHOLE) {
            let (phrase, count) = folded_and_counted(whole);
            return (count > 0).then(|| self.wholes.entry(phrase).or_default());
        }
        if !words.contains('+') {
            let (phrase, count) = folded_and_counted(words);
            self.longest = self.longest.max(count);
            return (count > 0).then(|| self.phrases.entry(phrase).or_default());
        }
        let items = |item: &str| -> Set {
            if item.contains('|') {
                vec![item.split('|').flat_map(tokens).collect()]
            } else {
                tokens(item).into_iter().map(|stem| vec![stem]).collect()
            }
        };
        let set: Set = words.split('+').flat_map(items).filter(|item| !item.is_empty()).collect();
        let at = *self.known.entry(set.clone()).or_insert(self.sets.len());
        if at == self.sets.len() {
            for first in set.first()? {
                self.by_first.entry(first.clone()).or_default().push(at);
            }
            self.sets.push((set, T::default()));
        }
        self.sets.get_mut(at).map(|(_, meaning)| meaning)
    }

    /// The meanings of a text that is a phrase as a whole: of one that stands as a whole only, and of any.
    pub(super) fn phrase(&self, text: &str) -> impl Iterator<Item = &T> {
        let folded = folded(text);
        self.wholes.get(&folded).into_iter().chain(self.phrases.get(&folded))
    }

    /// Every phrase and set among some words (their stems), by where they begin.
    pub(super) fn among(&self, words: &[String]) -> Vec<Found<'_, T>> {
        let mut found = Vec::new();
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + self.longest) {
                if let Some(meaning) = self.phrases.get(&words[start..end].concat()) {
                    found.push(Found {
                        at: (start..end).collect(),
                        more: Vec::new(),
                        is_set: false,
                        meaning,
                    });
                }
            }
            for (set, meaning) in
                self.by_first.get(&words[start]).into_iter().flatten().map(|at| &self.sets[*at])
            {
                found.extend(places(set, words).map(|at| {
                    let more = alternatives(set, words, &at);
                    Found { at, more, is_set: true, meaning }
                }));
            }
        }
        found
    }
}

/// Where the words of a set stand, each a word of its own; `None` where one is not there.
fn places(set: &Set, words: &[String]) -> Option<Vec<usize>> {
    let mut at = Vec::with_capacity(set.len());
    for item in set {
        let place = |place: &usize| item.contains(&words[*place]) && !at.contains(place);
        at.push((0..words.len()).find(place)?);
    }
    Some(at)
}

/// Where further alternatives of a set's words stand.
fn alternatives(set: &Set, words: &[String], at: &[usize]) -> Vec<usize> {
    let known = |place: &usize| set.iter().any(|item| item.len() > 1 && item.contains(&words[*place]));
    (0..words.len()).filter(|place| known(place) && !at.contains(place)).collect()
}
