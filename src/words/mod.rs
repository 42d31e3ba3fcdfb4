//! Which block, phase or section a heading names, and by which words.
//!
//! A heading that is a framework's words as a whole names their part. Else its words are looked through, endings
//! aside: it names what an alias in it stands for ("Supporting our local businesses"), unless words that rule the
//! match out stand in it ("Business continuity"). A phase of one or two words, and a section of one, is named only where
//! the rest says next to nothing: in a timed heading, a place's name. A theme that calls itself one ("Pillar: Rebuild") is
//! no phase by a bare word. All words are framework data, but for those that count stages and themes.

mod joints;
mod lexicon;
mod lists;
mod memo;
mod merge;
mod near;
mod numbering;
mod stem;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use self::joints::{AND, groups, parts};
use self::lexicon::Lexicon;
use self::lists::told_apart;
use self::memo::Memo;
use self::merge::{
    add, doubt, is_sure, listed, merge, merge_hints, names_it, prefer_sections, settle, targets,
};
pub use self::near::Titles;
pub(crate) use self::numbering::stage_number;
use self::numbering::{counts_stages, counts_themes, without_numbering};
use self::stem::{folded, tokens, words};
use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx, Words};
use crate::plan::{How, Match, Names};
use crate::text::normalize;

/// Headings of more words than this are sentences, and name nothing but by a phrase as a whole.
const MOST_WORDS: usize = 24;

/// How a phrase names a part of the framework.
type Said = (How, Part);

#[derive(Debug, Clone, Copy)]
enum Part {
    Block(BlockIx),
    Phase(PhaseIx),
    Section(SectionIx),
}

/// The words of a framework, ready to be looked up.
#[derive(Debug)]
pub struct Matcher {
    names: Lexicon<Said, Names>,
    /// Phrases that rule out that the blocks or phases are meant which they stand for here.
    excludes: Lexicon<Said, Names>,
    /// Phrases that rule out every block and section: what they are about is outside the framework.
    outside: Lexicon<(), ()>,
    /// Words that add nothing to a heading.
    filler: FxHashSet<String>,
    /// Words that may stand beside a single word for a phase.
    timing: FxHashSet<String>,
    /// Words that name a phase beside a heading that surely names another.
    phases_beside: FxHashMap<String, (PhaseIx, String)>,
    /// Words that name a block beside one that is surely named in the same heading.
    blocks_beside: FxHashMap<String, (BlockIx, String)>,
    /// What the config says that headings name, whatever the framework makes of their words.
    told: FxHashMap<String, Names>,
    /// What headings were found to name: most plans share them.
    headings: Memo<Names>,
    /// The same of [`Matcher::beside`].
    siblings: Memo<Option<Match<PhaseIx>>>,
}

impl Matcher {
    /// The words of `framework`.
    #[must_use]
    pub fn new(framework: &Framework) -> Self {
        let mut matcher = Self {
            names: Lexicon::new(add_part),
            excludes: Lexicon::new(add_part),
            outside: Lexicon::new(|(), (), _| {}),
            filler: framework.filler.iter().map(|word| folded(word)).collect(),
            timing: framework.timing.iter().map(|word| folded(word)).collect(),
            phases_beside: FxHashMap::default(),
            blocks_beside: FxHashMap::default(),
            told: FxHashMap::default(),
            headings: Memo::default(),
            siblings: Memo::default(),
        };
        for phrase in &framework.outside {
            matcher.outside.learn(phrase, ());
        }
        for ix in framework.block_ixs() {
            let block = &framework[ix];
            matcher.learn(&block.words, &block.excludes, Part::Block(ix));
            for word in &block.beside {
                matcher.blocks_beside.insert(folded(word), (ix, word.clone()));
            }
        }
        for ix in framework.phase_ixs() {
            let phase = &framework[ix];
            matcher.learn(&phase.words, &phase.excludes, Part::Phase(ix));
            for word in &phase.beside {
                matcher.phases_beside.insert(folded(word), (ix, word.clone()));
            }
        }
        for (at, section) in framework.sections.iter().enumerate() {
            matcher.learn(&section.words, &[], Part::Section(SectionIx(at)));
        }
        matcher
    }

    fn learn(&mut self, words: &Words, excludes: &[String], part: Part) {
        let sure = [(How::Title, &words.title), (How::Id, &words.id)];
        let aliases = words.aliases.iter().map(|alias| (How::Alias, alias));
        let hints = words.hints.iter().map(|hint| (How::Hint, hint));
        for (how, word) in sure.into_iter().chain(aliases).chain(hints) {
            self.names.learn(word, (how, part));
        }
        for phrase in excludes {
            self.excludes.learn(phrase, (How::Alias, part));
        }
    }

    /// With what headings name by the word of a config, which beats the framework's words.
    #[must_use]
    pub fn told(mut self, headings: Vec<(String, Names)>) -> Self {
        for (words, names) in &headings {
            self.told.entry(folded(without_numbering(words))).or_insert_with(|| names.clone());
        }
        // Where only the numbering parts two headings, each has its own names.
        self.told.extend(headings.into_iter().map(|(words, names)| (folded(&words), names)));
        self
    }

    fn was_told(&self, text: &str) -> Option<&Names> {
        if self.told.is_empty() {
            return None;
        }
        self.told.get(&folded(text)).or_else(|| self.told.get(&folded(without_numbering(text))))
    }

    /// What a heading names.
    #[must_use]
    pub fn heading(&self, text: &str) -> Names {
        self.headings.get(text, || self.read(text))
    }

    fn read(&self, text: &str) -> Names {
        if let Some(names) = self.was_told(text) {
            return names.clone();
        }
        let bare = without_numbering(text);
        let numbered = bare.len() < text.len();
        let whole = self.phrase(text).or_else(|| numbered.then(|| self.phrase(bare)).flatten());
        // "Phase 2: Recover", and not "2. Phase 1", which counts stages and names none.
        let names_more = bare.contains(':') || !counts_stages(bare);
        let is_counted = (numbered || text.contains(':')) && counts_stages(text) && names_more;
        let mut names =
            whole.unwrap_or_else(|| if is_counted { self.group(bare, true) } else { self.by_groups(bare) });
        settle(&mut names);
        if !self.is_pair(bare) {
            prefer_sections(&mut names);
        }
        if counts_themes(text) {
            let bare_words = names.phases.iter_mut().filter(|found| !found.word.contains(' '));
            bare_words.for_each(|found| found.how = found.how.max(How::Hint));
        }
        if is_counted && !names.names_phase() {
            // "Phase 2: Recover" says itself that it is a stage.
            let counted = self.beside(text).or_else(|| match names.phases.as_slice() {
                [only] => Some(Match { how: How::Alias, ..only.clone() }),
                _ => None,
            });
            names.phases.extend(counted.filter(|_| names.blocks.is_empty()).into_iter().take(1));
            names.phases.retain(is_sure);
        }
        names
    }

    /// The phase that a word names beside a heading that surely names another phase.
    #[must_use]
    pub fn beside(&self, text: &str) -> Option<Match<PhaseIx>> {
        self.siblings.get(text, || self.read_beside(text))
    }

    fn read_beside(&self, text: &str) -> Option<Match<PhaseIx>> {
        if self.was_told(text).is_some() {
            return None;
        }
        let bare = without_numbering(text);
        let first = groups(bare).into_iter().next()?;
        let (phase, word) = self.phases_beside.get(&folded(&first))?;
        Some(Match { target: *phase, how: How::Alias, word: word.clone() })
    }

    /// The blocks named by the words of a field, several parted by `;`.
    #[must_use]
    pub fn blocks(&self, text: &str) -> Vec<BlockIx> {
        listed(text, |part| targets(&self.heading(part).blocks))
    }

    /// The phases named by the words of a field, several parted by `;`. A field for phases holds nothing else, so
    /// that words count which elsewhere need a sibling.
    #[must_use]
    pub fn phases(&self, text: &str) -> Vec<PhaseIx> {
        listed(text, |part| {
            let phases = self.heading(part).phases;
            let beside = self.beside(part).map(|found| found.target);
            let named = targets(&phases);
            if named.is_empty() { beside.into_iter().collect() } else { named }
        })
    }

    fn phrase(&self, text: &str) -> Option<Names> {
        let mut meanings = self.names.phrase(text).cloned();
        let mut names = meanings.next()?;
        meanings.for_each(|more| merge_hints(&mut names, more));
        Some(names)
    }

    /// Group for group: between strong signs each speaks for itself.
    fn by_groups(&self, text: &str) -> Names {
        let mut names = Names::default();
        let groups = groups(text);
        // "Restarting the town (summer 2020)": a date says that a stage is meant.
        let is_dated = groups.iter().any(|group| self.is_date(group));
        for group in &groups {
            merge(&mut names, self.group(group, is_dated));
        }
        if let ([_, .., date], [phase], []) =
            (groups.as_slice(), names.phases.as_mut_slice(), names.blocks.as_slice())
            && self.is_date(date)
        {
            // "Thrive (July 2021 onwards)"
            phase.how = phase.how.min(How::Alias);
        }
        names
    }

    /// Words without a strong sign in them: a phrase, a list of stages, or phrases among other words.
    fn group(&self, text: &str, is_timed: bool) -> Names {
        if let Some(names) = self.phrase(text).or_else(|| self.stages(text)) {
            return names;
        }
        let words = tokens(text);
        if words.len() > MOST_WORDS {
            return Names::default();
        }
        let excluded = self.excludes.among(&words);
        let mut names = Names::default();
        // Words that a sure phrase is made of, and words that any phrase is made of.
        let (mut told, mut taken) = (vec![false; words.len()], vec![false; words.len()]);
        // Words that a sure set could be made of as well: "Sharing data and budgets" is not about budgets.
        let mut meant = vec![false; words.len()];
        let mut phrases = self.names.among(&words);
        // Of phrases of as many words those that are sure come first.
        phrases.sort_by_key(|found| (std::cmp::Reverse(found.at.len()), !found.meaning.is_sure()));
        for found in phrases {
            let is_meant = !found.meaning.sections.is_empty() && found.at.iter().all(|at| meant[*at]);
            if is_meant || found.at.iter().any(|at| taken[*at]) {
                continue;
            }
            let shares = |other: &[usize]| other.iter().any(|at| found.at.contains(at));
            let mut meaning = found.meaning.clone();
            if found.is_set {
                let shown = shown(text, &found.at);
                meaning.blocks.iter_mut().for_each(|found| found.word.clone_from(&shown));
                meaning.phases.iter_mut().for_each(|found| found.word.clone_from(&shown));
                meaning.sections.iter_mut().for_each(|found| found.word.clone_from(&shown));
            }
            for phrase in excluded.iter().filter(|phrase| shares(&phrase.at) || shares(&phrase.more)) {
                meaning.blocks.retain(|found| !names_it(&phrase.meaning.blocks, found.target));
                meaning.phases.retain(|found| !names_it(&phrase.meaning.phases, found.target));
            }
            if meaning == Names::default() {
                // What is ruled out leaves its words to others.
                continue;
            }
            found.at.iter().for_each(|at| taken[*at] = true);
            if meaning.is_sure() {
                found.at.iter().for_each(|at| told[*at] = true);
                found.more.iter().for_each(|at| meant[*at] = true);
            }
            merge(&mut names, meaning);
        }
        let rest = (0..words.len()).filter(|at| !told[*at] && !is_number(&words[*at])).map(|at| &words[at]);
        doubt(
            &mut names,
            rest.clone().filter(|word| !self.filler.contains(*word)).count(),
            rest.filter(|word| !self.timing.contains(*word)).count(),
            is_timed,
        );
        let outside = self.outside.among(&words);
        let outside = outside.iter().filter(|found| found.at.iter().any(|at| !told[*at]));
        let outside: Vec<usize> = outside.flat_map(|found| found.at.iter().copied()).collect();
        if !outside.is_empty() && !told_apart(text, &told, &outside) {
            names.blocks.clear();
            names.sections.clear();
        }
        if parts(text, &AND).len() == 1 {
            // "A review of the impact" is a review.
            names.sections.truncate(1);
        }
        self.add_beside(&mut names, text, &excluded);
        names
    }

    /// Whether a group of words is a date and no more: "to July 2020", "2021 to 2024".
    fn is_date(&self, text: &str) -> bool {
        let words = tokens(text);
        words.iter().any(|word| is_number(word))
            && words.iter().all(|word| is_number(word) || self.timing.contains(word))
    }
}

fn add_part(names: &mut Names, (how, part): Said, word: &str) {
    match part {
        Part::Block(ix) => add(&mut names.blocks, ix, how, word),
        Part::Phase(ix) => add(&mut names.phases, ix, how, word),
        Part::Section(ix) => add(&mut names.sections, ix, how, word),
    }
}

/// Some words of a text, for people: "residents ... decide".
fn shown(text: &str, at: &[usize]) -> String {
    let normal = normalize(text);
    let words: Vec<Cow<'_, str>> = words(&normal).collect();
    let mut at = at.to_vec();
    at.sort_unstable();
    at.iter().filter_map(|at| words.get(*at).map(Cow::as_ref)).collect::<Vec<_>>().join(" ... ")
}

fn is_number(word: &str) -> bool {
    word.chars().all(|character| character.is_ascii_digit())
}
