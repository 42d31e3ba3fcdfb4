//! Phrases and what they stand for, looked up as a whole or among other words.
//!
//! A framework has thousands of phrases, and a plan's headings need a few hundred of them: they lie in drawers by their
//! first two letters, and a drawer is read when a heading has a word of its letters.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::stem::{folded_and_counted, tokens};
use crate::text::normalize;

/// What a phrase begins with that is only meant as a whole: "=People".
const WHOLE: char = '=';

/// What stands between the words of a set. "A+E" is a phrase.
const AND: &str = " + ";

/// Phrases, and sets of words that may stand in any order with others between them, some with alternatives
/// ("residents|tenants + decide"). Each was said of some `E`s; the meaning `T` of a phrase is what `add` makes of them.
#[derive(Debug)]
pub(super) struct Lexicon<E, T> {
    /// All phrases, one after the other.
    text: String,
    drawers: FxHashMap<Initials, Drawer<E, T>>,
    /// Adds to a meaning that the phrase was said of something.
    add: fn(&mut T, E, &str),
}

/// The first two letters or figures of a word, the second a space in a word of one.
type Initials = [u8; 2];

#[derive(Debug)]
struct Drawer<E, T> {
    /// Where each phrase stands in the lexicon's text, and of what it is said.
    phrases: Vec<(Range<usize>, E)>,
    read: OnceLock<Contents<T>>,
}

/// The phrases of a drawer, ready to be looked up.
#[derive(Debug)]
struct Contents<T> {
    /// Those that say nothing among other words.
    wholes: FxHashMap<String, T>,
    phrases: FxHashMap<String, T>,
    /// The most words that a phrase has.
    longest: usize,
    sets: Vec<(Set, T)>,
    /// The sets that begin with a stem.
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

impl<E: Copy, T: Default> Lexicon<E, T> {
    /// An empty one.
    pub(super) fn new(add: fn(&mut T, E, &str)) -> Self {
        Self { text: String::new(), drawers: FxHashMap::default(), add }
    }

    /// Notes a phrase or a set, and of what it is said.
    pub(super) fn learn(&mut self, phrase: &str, of: E) {
        let start = self.text.len();
        self.text.push_str(phrase);
        let place = start..self.text.len();
        let first = phrase.split(AND).next().unwrap_or_default();
        let mut known: Vec<Initials> = Vec::new();
        for initials in first.split('|').filter_map(initials) {
            if !known.contains(&initials) {
                known.push(initials);
                let drawer = self.drawers.entry(initials);
                drawer
                    .or_insert_with(|| Drawer { phrases: Vec::new(), read: OnceLock::new() })
                    .phrases
                    .push((place.clone(), of));
            }
        }
    }

    /// What lies in the drawer of a word.
    fn contents(&self, word: &str) -> Option<&Contents<T>> {
        let drawer = self.drawers.get(&initials(word)?)?;
        let read = || {
            let mut contents = Contents::default();
            for (place, of) in &drawer.phrases {
                let phrase = &self.text[place.clone()];
                if let Some(meaning) = contents.entry(phrase) {
                    (self.add)(meaning, *of, phrase.strip_prefix(WHOLE).unwrap_or(phrase));
                }
            }
            contents
        };
        Some(drawer.read.get_or_init(read))
    }

    /// The meanings of a text that is a phrase as a whole: of one that stands as a whole only, and of any.
    pub(super) fn phrase(&self, text: &str) -> impl Iterator<Item = &T> {
        let words = tokens(text);
        let contents = words.first().and_then(|first| self.contents(first));
        let folded = words.concat();
        contents.into_iter().flat_map(move |contents| {
            contents.wholes.get(&folded).into_iter().chain(contents.phrases.get(&folded))
        })
    }

    /// Every phrase and set among some words (their stems), by where they begin.
    pub(super) fn among(&self, words: &[String]) -> Vec<Found<'_, T>> {
        let mut found = Vec::new();
        for (start, word) in words.iter().enumerate() {
            let Some(contents) = self.contents(word) else { continue };
            for end in start + 1..=words.len().min(start + contents.longest) {
                if let Some(meaning) = contents.phrases.get(&words[start..end].concat()) {
                    let at = (start..end).collect();
                    found.push(Found { at, more: Vec::new(), is_set: false, meaning });
                }
            }
            for (set, meaning) in
                contents.by_first.get(word).into_iter().flatten().map(|at| &contents.sets[*at])
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

impl<T> Default for Contents<T> {
    fn default() -> Self {
        Self {
            wholes: FxHashMap::default(),
            phrases: FxHashMap::default(),
            longest: 0,
            sets: Vec::new(),
            by_first: FxHashMap::default(),
        }
    }
}

impl<T: Default> Contents<T> {
    /// The meaning of a phrase or a set, to be added to; `None` where it has no letter.
    fn entry(&mut self, words: &str) -> Option<&mut T> {
        if let Some(whole) = words.strip_prefix(WHOLE) {
            let (phrase, count) = folded_and_counted(whole);
            return (count > 0).then(|| self.wholes.entry(phrase).or_default());
        }
        // "Health | Care" is a phrase with a sign in it.
        let is_set = words.contains(AND) || (words.contains('|') && !words.contains(' '));
        if !is_set {
            let (phrase, count) = folded_and_counted(words);
            self.longest = self.longest.max(count);
            return (count > 0).then(|| self.phrases.entry(phrase).or_default());
        }
        let mut set = Set::new();
        for item in words.split(AND) {
            if item.contains('|') {
                // An alternative is one word: "decision-maker" stands for "decisionmaker".
                set.push(item.split('|').map(|word| tokens(word).concat()).collect());
            } else {
                set.extend(tokens(item).into_iter().map(|stem| vec![stem]));
            }
        }
        // A drawer holds few sets.
        let at = self.sets.iter().position(|(known, _)| *known == set).unwrap_or(self.sets.len());
        if at == self.sets.len() {
            for first in set.first()? {
                self.by_first.entry(first.clone()).or_default().push(at);
            }
            self.sets.push((set, T::default()));
        }
        self.sets.get_mut(at).map(|(_, meaning)| meaning)
    }
}

/// The initials of a phrase or of a stem, which has its word's; `None` where it has neither letter nor figure.
fn initials(phrase: &str) -> Option<Initials> {
    let phrase = phrase
        .trim_start_matches(|sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != '&');
    let mut letters = phrase.bytes().filter(|byte| *byte != b'\'');
    let (first, second) = (letters.next()?, letters.next().unwrap_or(b' '));
    if !first.is_ascii_alphanumeric() || !second.is_ascii() {
        // Accents, curly quotes, "&": what is compared begins with another letter.
        let normal = normalize(phrase);
        let mut letters = normal.bytes();
        return letters.next().map(|first| [first, letters.next().unwrap_or(b' ')]);
    }
    let second = if second.is_ascii_alphanumeric() { second.to_ascii_lowercase() } else { b' ' };
    Some([first.to_ascii_lowercase(), second])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_lies_in_the_drawer_of_its_first_word() {
        for phrase in [
            "Local people", "=People", "\u{201c}Our\u{201d} plan", "M\u{101}ori voice", "\u{c9}conomie",
            "&c", "A&E", "o'clock", "I", "co-operation", "Co operation", "'Our'", "15-minute city",
            "neighbors", "centers", "\u{2019}tis",
        ] {
            let first = tokens(phrase).into_iter().next();
            assert_eq!(initials(phrase), first.and_then(|word| initials(&word)), "{phrase}");
        }
        assert_eq!(initials("\u{2013} -"), None);
    }

    #[test]
    fn alternatives_need_no_other_word() {
        let mut lexicon: Lexicon<(), Vec<String>> =
            Lexicon::new(|known, (), word| known.push(word.to_owned()));
        for phrase in ["residents|tenants", "voice + residents|tenants", "Health | Care"] {
            lexicon.learn(phrase, ());
        }
        let found = |text: &str| {
            let found = lexicon.among(&tokens(text));
            found.iter().flat_map(|found| found.meaning.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("What tenants say"), ["residents|tenants"]);
        assert_eq!(found("A voice for residents"), ["voice + residents|tenants", "residents|tenants"]);
        assert_eq!(found("Health and care"), Vec::<String>::new());
        assert_eq!(found("Health, care"), ["Health | Care"]);
    }
}
