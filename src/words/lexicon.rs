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
    /// The stems of the sets' words, each with its number.
    stems: FxHashMap<String, Stem>,
    sets: Vec<(Set, T)>,
    /// Where each set stands, by its words.
    known: FxHashMap<Set, usize>,
    /// The sets that begin with a stem, by its number.
    by_first: Vec<Vec<usize>>,
}

/// The number of a stem.
type Stem = usize;

/// The words of a set, each with its alternatives.
type Set = Vec<Vec<Stem>>;

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
            stems: FxHashMap::default(),
            known: FxHashMap::default(),
            by_first: Vec::new(),
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
        let mut set = Set::new();
        for item in words.split('+') {
            let stems = item.split('|').flat_map(tokens).map(|stem| self.number(stem));
            if item.contains('|') {
                set.push(stems.collect());
            } else {
                set.extend(stems.map(|stem| vec![stem]));
            }
        }
        let first = set.first()?;
        let at = *self.known.entry(set.clone()).or_insert(self.sets.len());
        if at == self.sets.len() {
            for stem in first {
                self.by_first[*stem].push(at);
            }
            self.sets.push((set, T::default()));
        }
        self.sets.get_mut(at).map(|(_, meaning)| meaning)
    }

    /// The number of a stem, known or new.
    fn number(&mut self, stem: String) -> Stem {
        let next = self.by_first.len();
        let number = *self.stems.entry(stem).or_insert(next);
        if number == next {
            self.by_first.push(Vec::new());
        }
        number
    }

    /// The meanings of a text that is a phrase as a whole: of one that stands as a whole only, and of any.
    pub(super) fn phrase(&self, text: &str) -> impl Iterator<Item = &T> {
        let folded = folded(text);
        self.wholes.get(&folded).into_iter().chain(self.phrases.get(&folded))
    }

    /// Every phrase and set among some words (their stems), by where they begin.
    pub(super) fn among(&self, words: &[String]) -> Vec<Found<'_, T>> {
        let mut found = Vec::new();
        let stems: Vec<Option<Stem>> = words.iter().map(|word| self.stems.get(word).copied()).collect();
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
            let begun = stems[start].map(|stem| &self.by_first[stem]);
            for (set, meaning) in begun.into_iter().flatten().map(|at| &self.sets[*at]) {
                found.extend(places(set, &stems).map(|at| {
                    let more = alternatives(set, &stems, &at);
                    Found { at, more, is_set: true, meaning }
                }));
            }
        }
        found
    }
}

/// Where the words of a set stand, each a word of its own; `None` where one is not there.
fn places(set: &Set, words: &[Option<Stem>]) -> Option<Vec<usize>> {
    let mut at = Vec::with_capacity(set.len());
    for item in set {
        let place =
            |place: &usize| words[*place].is_some_and(|word| item.contains(&word)) && !at.contains(place);
        at.push((0..words.len()).find(place)?);
    }
    Some(at)
}

/// Where further alternatives of a set's words stand.
fn alternatives(set: &Set, words: &[Option<Stem>], at: &[usize]) -> Vec<usize> {
    let known = |word: &Stem| set.iter().any(|item| item.len() > 1 && item.contains(word));
    (0..words.len())
        .filter(|place| words[*place].as_ref().is_some_and(known) && !at.contains(place))
        .collect()
}
