//! Which block, phase or section a heading names, and by which words.

use std::collections::HashMap;

use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx, Words};
use crate::plan::{How, Match, Names};
use crate::text::key;

/// The words of a framework, ready to be looked up.
#[derive(Debug)]
pub(super) struct Matcher {
    phrases: HashMap<String, Names>,
}

impl Matcher {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut matcher = Self { phrases: HashMap::new() };
        for ix in framework.block_ixs() {
            matcher.learn(&framework[ix].words, |names, how, word| add(&mut names.blocks, ix, how, word));
        }
        for ix in framework.phase_ixs() {
            matcher.learn(&framework[ix].words, |names, how, word| add(&mut names.phases, ix, how, word));
        }
        for (at, section) in framework.sections.iter().enumerate() {
            matcher.learn(&section.words, |names, how, word| {
                if names.section.as_ref().is_none_or(|known| how < known.how) {
                    names.section = Some(Match { target: SectionIx(at), how, word: word.to_owned() });
                }
            });
        }
        matcher
    }

    fn learn(&mut self, words: &Words, put: impl Fn(&mut Names, How, &str)) {
        let sure = [(How::Title, &words.title), (How::Id, &words.id)];
        let aliases = words.aliases.iter().map(|alias| (How::Alias, alias));
        let hints = words.hints.iter().map(|hint| (How::Hint, hint));
        for (how, word) in sure.into_iter().chain(aliases).chain(hints) {
            let key = key(word);
            if !key.is_empty() {
                put(self.phrases.entry(key).or_default(), how, word);
            }
        }
    }

    /// What a heading names. Its words must be a framework's words as a whole, numbering aside; several that are
    /// joined by "and", a comma, a slash, a colon, a dash or brackets are all named.
    pub(super) fn heading(&self, text: &str) -> Names {
        let bare = without_numbering(text);
        let mut found = self.phrase(text).or_else(|| self.phrase(bare));
        if found.is_none() {
            found = self.phrases_of(bare);
        }
        let mut names = found.unwrap_or_default();
        settle(&mut names);
        names
    }

    /// The blocks named by the words of a field, several parted by `;`.
    pub(super) fn blocks(&self, text: &str) -> Vec<BlockIx> {
        self.listed(text, |names| targets(&names.blocks))
    }

    /// The phases named by the words of a field, several parted by `;`.
    pub(super) fn phases(&self, text: &str) -> Vec<PhaseIx> {
        self.listed(text, |names| targets(&names.phases))
    }

    fn listed<T: PartialEq>(&self, text: &str, pick: impl Fn(&Names) -> Vec<T>) -> Vec<T> {
        let mut found = Vec::new();
        for part in text.split([';', '\n']) {
            for target in pick(&self.heading(part)) {
                if !found.contains(&target) {
                    found.push(target);
                }
            }
        }
        found
    }

    fn phrase(&self, text: &str) -> Option<Names> {
        self.phrases.get(&key(text)).cloned()
    }

    /// Parts of a heading that are each a framework's words, with nothing left over.
    fn phrases_of(&self, text: &str) -> Option<Names> {
        const MOST_PARTS: usize = 8;
        let parts = parts(text);
        if parts.len() < 2 || parts.len() > MOST_PARTS {
            return None;
        }
        let mut names = Names::default();
        let mut at = 0;
        while at < parts.len() {
            // The longest run of parts that is a phrase, since phrases hold "and" and commas themselves.
            let (next, found) = (at + 1..=parts.len()).rev().find_map(|end| {
                let slice = &text[parts[at].start..parts[end - 1].end];
                self.phrase(slice).filter(is_sure).map(|found| (end, found))
            })?;
            merge(&mut names, found);
            at = next;
        }
        Some(names)
    }
}

fn add<T: PartialEq>(matches: &mut Vec<Match<T>>, target: T, how: How, word: &str) {
    if matches.iter().all(|known| known.target != target) {
        matches.push(Match { target, how, word: word.to_owned() });
    }
}

fn targets<T: Copy>(matches: &[Match<T>]) -> Vec<T> {
    matches.iter().filter(|found| found.how != How::Hint).map(|found| found.target).collect()
}

fn is_sure(names: &Names) -> bool {
    names.blocks.iter().any(|found| found.how != How::Hint)
        || names.phases.iter().any(|found| found.how != How::Hint)
        || names.section.as_ref().is_some_and(|found| found.how != How::Hint)
}

fn merge(names: &mut Names, mut more: Names) {
    settle(&mut more);
    for found in more.blocks {
        add(&mut names.blocks, found.target, found.how, &found.word);
    }
    for found in more.phases {
        add(&mut names.phases, found.target, found.how, &found.word);
    }
    names.section = names.section.take().or(more.section);
}

/// Words that are sure of one thing hint at no other; a section's title or alias beats a block's alias.
fn settle(names: &mut Names) {
    if is_sure(names) {
        names.blocks.retain(|found| found.how != How::Hint);
        names.phases.retain(|found| found.how != How::Hint);
        names.section = names.section.take().filter(|found| found.how != How::Hint);
    }
    if names.section.as_ref().is_some_and(|found| found.how != How::Hint) {
        names.blocks.retain(|found| found.how != How::Alias);
    }
}

/// The parts of a heading between its joining words and signs, as byte ranges.
fn parts(text: &str) -> Vec<std::ops::Range<usize>> {
    const JOINTS: [&str; 13] =
        [" and ", "&", "/", ",", ";", ":", " - ", " \u{2013} ", " \u{2014} ", "(", ")", " | ", " + "];
    let lower = text.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < lower.len() {
        let joint = JOINTS.iter().find(|joint| lower[at..].starts_with(**joint));
        match joint {
            Some(joint) => {
                parts.push(start..at);
                at += joint.len();
                start = at;
            }
            None => at += lower[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(start..lower.len());
    parts.retain(|part| !text[part.clone()].trim().is_empty());
    parts
}

/// A heading without what counts it: "3.", "3.1", "(c)", "Block 3:", "Theme 3 -", "KRA 2.3".
fn without_numbering(text: &str) -> &str {
    let text = text.trim();
    let after_number = strip_number(text);
    if after_number.len() < text.len() {
        return after_number;
    }
    // A word that counts things, its number, and a sign or nothing: "Theme 3 - ", "KRA 2.3 ".
    let Some((word, rest)) = text.split_once(' ') else { return text };
    let rest = rest.trim_start();
    if !word.chars().all(char::is_alphabetic) {
        return text;
    }
    let number: usize = rest
        .find(|character: char| !(character.is_ascii_alphanumeric() || character == '.'))
        .unwrap_or(rest.len());
    let (count, tail) = rest.split_at(number);
    let tail = tail.trim_start();
    let is_count = count.chars().next().is_some_and(|first| first.is_ascii_digit())
        || (count.chars().count() == 1 && count.chars().all(char::is_uppercase))
        || (!count.is_empty() && count.chars().all(|character| "IVX".contains(character)));
    let signed = tail.strip_prefix([':', '-', '\u{2013}', '\u{2014}', '.', ')']);
    let abbreviation = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    match signed {
        Some(after) if is_count => after.trim_start(),
        None if is_count && abbreviation && !tail.is_empty() => tail,
        _ => text,
    }
}

/// "3. ", "3.1 ", "3) ", "(c) ", "c) ", "a. " at the front.
fn strip_number(text: &str) -> &str {
    let opened = text.starts_with('(');
    let rest = text.strip_prefix('(').unwrap_or(text);
    let end = rest
        .find(|character: char| !(character.is_ascii_alphanumeric() || character == '.'))
        .unwrap_or(rest.len());
    let (count, tail) = rest.split_at(end);
    let digits =
        !count.is_empty() && count.chars().all(|character| character.is_ascii_digit() || character == '.');
    let dotted = count.strip_suffix('.').unwrap_or(count);
    let letter =
        dotted.chars().count() == 1 && dotted.chars().all(|character| character.is_ascii_alphabetic());
    let roman = !dotted.is_empty() && dotted.chars().all(|character| "ivxIVX".contains(character));
    let closed = tail.strip_prefix(')');
    let marked = closed.is_some() || count.ends_with('.');
    if opened && closed.is_none() {
        return text;
    }
    if (digits && dotted.chars().any(|character| character.is_ascii_digit())) || ((letter || roman) && marked)
    {
        let tail = closed.unwrap_or(tail);
        let bare = tail.trim_start().trim_start_matches([':', '-', '\u{2013}', '\u{2014}']).trim_start();
        // "2nd chances" and "3D printing" are no numbering.
        if bare.len() < tail.len() || closed.is_some() {
            return if bare.is_empty() { text } else { bare };
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_left_out_and_words_that_look_like_it_stay() {
        for (text, bare) in [
            ("3. Economy", "Economy"),
            ("3.1 Economy", "Economy"),
            ("3.1. Economy", "Economy"),
            ("(c) Economy", "Economy"),
            ("c) Economy", "Economy"),
            ("Block 3: Economy", "Economy"),
            ("Theme 3 - Economy", "Economy"),
            ("Theme A: Economy", "Economy"),
            ("KRA 2.3 Economy", "Economy"),
            ("KRA 2.3: Economy", "Economy"),
            ("Priority IV \u{2013} Economy", "Economy"),
            ("12 Economy", "Economy"),
            ("2nd chances", "2nd chances"),
            ("A vibrant economy", "A vibrant economy"),
            ("Stage 2", "Stage 2"),
            ("Self-care", "Self-care"),
            ("I. Economy", "Economy"),
        ] {
            assert_eq!(without_numbering(text), bare, "{text}");
        }
    }
}
