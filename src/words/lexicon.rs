//! Phrases and what they stand for, looked up as a whole or among other words.

use std::collections::HashMap;

use super::stem::{folded, folded_and_counted, tokens};

/// Phrases, and sets of words that may stand in any order with others between them ("people + decisions").
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    phrases: HashMap<String, T>,
    /// The most words that a phrase has.
    longest: usize,
    sets: Vec<(Vec<String>, T)>,
    /// Where each set stands, by its words.
    known: HashMap<Vec<String>, usize>,
    /// The sets that begin with a word.
    by_first: HashMap<String, Vec<usize>>,
}

/// A phrase or a set found among words.
#[derive(Debug)]
pub(super) struct Found<'l, T> {
    /// Which of the words it is.
    pub(super) at: Vec<usize>,
    pub(super) meaning: &'l T,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self {
            phrases: HashMap::new(),
            longest: 0,
            sets: Vec::new(),
            known: HashMap::new(),
            by_first: HashMap::new(),
        }
    }
}

impl<T: Default> Lexicon<T> {
    /// An empty one with room for so many phrases.
    pub(super) fn with_room_for(phrases: usize) -> Self {
        Self { phrases: HashMap::with_capacity(phrases), ..Self::default() }
    }

    /// The meaning of a phrase or a set, to be added to; `None` where it has no letter.
    pub(super) fn entry(&mut self, words: &str) -> Option<&mut T> {
        if !words.contains('+') {
            let (phrase, count) = folded_and_counted(words);
            self.longest = self.longest.max(count);
            return (count > 0).then(|| self.phrases.entry(phrase).or_default());
        }
        let stems = tokens(words);
        let first = stems.first()?.clone();
        let at = *self.known.entry(stems.clone()).or_insert(self.sets.len());
        if at == self.sets.len() {
            self.by_first.entry(first).or_default().push(at);
            self.sets.push((stems, T::default()));
        }
        self.sets.get_mut(at).map(|(_, meaning)| meaning)
    }

    /// The meaning of a text that is a phrase as a whole.
    pub(super) fn phrase(&self, text: &str) -> Option<&T> {
        self.phrases.get(&folded(text))
    }

    /// Every phrase and set among some words (their stems), by where they begin.
    pub(super) fn among(&self, words: &[String]) -> Vec<Found<'_, T>> {
        let mut found = Vec::new();
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + self.longest) {
                if let Some(meaning) = self.phrases.get(&words[start..end].concat()) {
                    found.push(Found { at: (start..end).collect(), meaning });
                }
            }
            for (set, meaning) in
                self.by_first.get(&words[start]).into_iter().flatten().map(|at| &self.sets[*at])
            {
                let at: Option<Vec<usize>> =
                    set.iter().map(|wanted| words.iter().position(|word| word == wanted)).collect();
                found.extend(at.map(|at| Found { at, meaning }));
            }
        }
        found
    }
}
