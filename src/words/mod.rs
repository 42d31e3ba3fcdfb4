//! Which block, phase or section a heading names, and by which words.
//!
//! A heading that is a framework's words as a whole names their part. Else its words are looked through: it names
//! what an alias in it stands for, where the rest of it adds nothing ("Supporting our local businesses"); where the
//! rest says something of its own the alias is a hint ("Business continuity"). What adds nothing, what rules a match
//! out and what only counts beside a sibling is framework data, like the aliases themselves.

mod joints;
mod numbering;

use std::collections::{HashMap, HashSet};

use self::joints::{AND, AND_TO, parts};
use self::numbering::without_numbering;
use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx, Words};
use crate::plan::{How, Match, Names};
use crate::text::normalize;

/// The words of a framework, ready to be looked up.
#[derive(Debug)]
pub struct Matcher {
    phrases: HashMap<String, Names>,
    /// The most words that a phrase has.
    longest: usize,
    /// Words that add nothing to a heading.
    filler: HashSet<String>,
    /// Phrases that rule out that their block is meant.
    excluded: HashMap<String, Vec<BlockIx>>,
    /// Words that name a phase beside a heading that surely names another.
    beside: HashMap<String, (PhaseIx, String)>,
}

impl Matcher {
    /// The words of `framework`.
    #[must_use]
    pub fn new(framework: &Framework) -> Self {
        let mut matcher = Self {
            phrases: HashMap::new(),
            longest: 1,
            filler: framework.filler.iter().map(|word| folded(word)).collect(),
            excluded: HashMap::new(),
            beside: HashMap::new(),
        };
        for ix in framework.block_ixs() {
            let block = &framework[ix];
            matcher.learn(&block.words, |names, how, word| add(&mut names.blocks, ix, how, word));
            for phrase in &block.excludes {
                let words = tokens(phrase);
                matcher.excluded.entry(words.concat()).or_default().push(ix);
                matcher.longest = matcher.longest.max(words.len());
            }
        }
        for ix in framework.phase_ixs() {
            let phase = &framework[ix];
            matcher.learn(&phase.words, |names, how, word| add(&mut names.phases, ix, how, word));
            for word in &phase.beside {
                matcher.beside.insert(folded(word), (ix, word.clone()));
            }
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
            let words = tokens(word);
            if !words.is_empty() {
                self.longest = self.longest.max(words.len());
                put(self.phrases.entry(words.concat()).or_default(), how, word);
            }
        }
    }

    /// What a heading names.
    #[must_use]
    pub fn heading(&self, text: &str) -> Names {
        let bare = without_numbering(text);
        let numbered = bare.len() < text.len();
        let whole = self.phrase(text).or_else(|| numbered.then(|| self.phrase(bare)).flatten());
        let mut names = whole.unwrap_or_else(|| self.by_parts(bare));
        settle(&mut names);
        names
    }

    /// The phase that a word names beside a heading that surely names another phase.
    #[must_use]
    pub fn beside(&self, text: &str) -> Option<Match<PhaseIx>> {
        let (phase, word) = self.beside.get(&folded(without_numbering(text)))?;
        Some(Match { target: *phase, how: How::Alias, word: word.clone() })
    }

    /// The blocks named by the words of a field, several parted by `;`.
    #[must_use]
    pub fn blocks(&self, text: &str) -> Vec<BlockIx> {
        self.listed(text, |names| targets(&names.blocks))
    }

    /// The phases named by the words of a field, several parted by `;`.
    #[must_use]
    pub fn phases(&self, text: &str) -> Vec<PhaseIx> {
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
        self.phrases.get(&folded(text)).cloned()
    }

    /// Part for part: between signs each part speaks for itself; beside "and" a hint counts if its sibling is sure.
    fn by_parts(&self, text: &str) -> Names {
        let mut names = Names::default();
        for group in text_groups(text) {
            merge(&mut names, self.group(&group));
        }
        names
    }

    /// Words without a strong sign in them: a phrase, a list of stages or of phrases, or words around a phrase.
    fn group(&self, text: &str) -> Names {
        if let Some(names) = self.phrase(text).or_else(|| self.stages(text)) {
            return names;
        }
        let parts = parts(text, &AND);
        let [first, .., last] = parts.as_slice() else { return self.within(text) };
        let (mut at, end) = (first.start, last.end);
        let (mut names, mut hints) = (Names::default(), Names::default());
        while at < end {
            // The longest run of parts that is a phrase, since phrases hold "and" and commas themselves.
            let ends = parts.iter().filter(|part| part.end > at).map(|part| part.end);
            let run = ends.clone().rev().find_map(|end| Some((end, self.phrase(&text[at..end])?)));
            let own = ends.min().unwrap_or(end);
            let (end, mut found) = run.unwrap_or_else(|| (own, self.within(&text[at..own])));
            // "Economic recovery and renewal": beside a theme the words of a stage are no stage.
            found.phases.clear();
            let known = if is_sure(&found) { &mut names } else { &mut hints };
            merge(known, found);
            at = parts.iter().map(|part| part.start).find(|start| *start >= end).unwrap_or(text.len());
        }
        // "Health and economy": what is a hint alone is meant beside a sure block.
        let how = if names.blocks.is_empty() { How::Hint } else { How::Alias };
        for hint in hints.blocks.drain(..) {
            add(&mut names.blocks, hint.target, how, &hint.word);
        }
        merge_hints(&mut names, hints);
        names
    }

    /// A list whose every part names a stage, for sure or beside a sure one: "Short to medium term". A word that may
    /// mean a stage and no more ("Response, recovery, renewal") leaves the whole list in doubt.
    fn stages(&self, text: &str) -> Option<Names> {
        let parts = parts(text, &AND_TO);
        if parts.len() < 2 {
            return None;
        }
        let mut names = Names::default();
        for part in parts {
            let known = self.phrase(&text[part.clone()]).map(|found| found.phases).unwrap_or_default();
            let beside = self.beside(&text[part]).into_iter().collect();
            let sure = known.iter().any(|found| found.how != How::Hint);
            let phases: Vec<_> = if sure { known } else { beside };
            if phases.is_empty() {
                return None;
            }
            merge_hints(&mut names, Names { phases, ..Names::default() });
        }
        Some(names)
    }

    /// A phrase among other words.
    fn within(&self, text: &str) -> Names {
        const MOST_WORDS: usize = 24;
        let words = tokens(text);
        let mut names = Names::default();
        if words.is_empty() || words.len() > MOST_WORDS {
            return names;
        }
        let mut excluded: Vec<BlockIx> = Vec::new();
        let mut taken = vec![false; words.len()];
        for length in (1..=self.longest.min(words.len())).rev() {
            for start in 0..=words.len() - length {
                let key: String = words[start..start + length].concat();
                excluded.extend(self.excluded.get(&key).into_iter().flatten());
                let free = !taken[start..start + length].contains(&true);
                if let Some(found) = self.phrases.get(&key).filter(|_| free) {
                    taken[start..start + length].fill(true);
                    merge(&mut names, found.clone());
                }
            }
        }
        names.blocks.retain(|found| !excluded.contains(&found.target));
        let rest = words.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(word, _)| word);
        let adds_nothing = rest.clone().all(|word| self.is_filler(word));
        let single = |word: &str| tokens(word).len() == 1;
        if !adds_nothing {
            // Several words stand for themselves; one word among others may mean anything.
            for found in names.blocks.iter_mut().filter(|found| single(&found.word)) {
                found.how = How::Hint;
            }
            if let Some(found) = names.section.as_mut().filter(|found| single(&found.word)) {
                found.how = How::Hint;
            }
            names.phases.clear();
        }
        if is_sure(&names) && !names.blocks.is_empty() {
            // "Rebuilding our economy" is about the economy.
            names.phases.clear();
        }
        names
    }

    fn is_filler(&self, word: &str) -> bool {
        self.filler.contains(word) || word.chars().all(|character| character.is_ascii_digit())
    }
}

/// The parts of a heading between strong signs: a colon, a spaced dash, a bracket.
fn text_groups(text: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    for (at, character) in text.char_indices() {
        let spaced = text[..at].ends_with(' ') && text[at + character.len_utf8()..].starts_with(' ');
        let strong = match character {
            ':' | '(' | ')' | '|' | '[' | ']' => true,
            '-' | '\u{2013}' | '\u{2014}' => spaced,
            _ => false,
        };
        if strong {
            groups.push(String::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(character);
        }
    }
    groups.retain(|group| !group.trim().is_empty());
    groups
}

/// The words of a text, each without its plural.
fn tokens(text: &str) -> Vec<String> {
    let words = normalize(text);
    let words = words.split(' ').filter(|word| !word.is_empty());
    words.map(|word| singular(word).concat()).collect()
}

/// What two texts share when they have the same words, however spaced and in whatever number.
fn folded(text: &str) -> String {
    let words = normalize(text);
    let mut folded = String::with_capacity(words.len());
    words.split(' ').for_each(|word| folded.extend(singular(word)));
    folded
}

/// A word without its plural ending, its stem and what takes the ending's place: "businesses" and "business" are one.
fn singular(word: &str) -> [&str; 2] {
    let is_longer = |than: usize| word.chars().nth(than).is_some();
    if let Some(stem) = word.strip_suffix("ies").filter(|_| is_longer(4)) {
        return [stem, "y"];
    }
    if word.ends_with("sses") {
        return [&word[..word.len() - "es".len()], ""];
    }
    let keeps = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('s').filter(|_| !keeps && is_longer(3)) {
        Some(stem) => [stem, ""],
        None => [word, ""],
    }
}

fn add<T: PartialEq>(matches: &mut Vec<Match<T>>, target: T, how: How, word: &str) {
    match matches.iter_mut().find(|known| known.target == target) {
        Some(known) if how < known.how => {
            known.how = how;
            word.clone_into(&mut known.word);
        }
        Some(_) => {}
        None => matches.push(Match { target, how, word: word.to_owned() }),
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
    merge_hints(names, more);
}

fn merge_hints(names: &mut Names, more: Names) {
    for found in more.blocks {
        add(&mut names.blocks, found.target, found.how, &found.word);
    }
    for found in more.phases {
        add(&mut names.phases, found.target, found.how, &found.word);
    }
    if let Some(section) = more.section
        && names.section.as_ref().is_none_or(|known| section.how < known.how)
    {
        names.section = Some(section);
    }
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
