//! Headings whose words are a part's title but for a slip of the pen.

use super::numbering::without_numbering;
use crate::framework::{Framework, SectionIx};
use crate::plan::{How, Match, Names};
use crate::text::key;

/// One letter in so many may be wrong, left out or too many.
const LETTERS: usize = 4;
/// However long a title is, words that differ in more letters are other words.
const MOST: usize = 4;

/// The titles of a framework's blocks, phases and sections.
#[derive(Debug)]
pub struct Titles(Vec<(String, Names)>);

impl Titles {
    /// Those of `framework`.
    #[must_use]
    pub fn new(framework: &Framework) -> Self {
        let blocks = framework.block_ixs().map(|ix| {
            let title = &framework[ix].words.title;
            (key(title), Names { blocks: vec![near(ix, title)], ..Names::default() })
        });
        let phases = framework.phase_ixs().map(|ix| {
            let title = &framework[ix].words.title;
            (key(title), Names { phases: vec![near(ix, title)], ..Names::default() })
        });
        let sections = framework.sections.iter().enumerate().map(|(at, section)| {
            let title = &section.words.title;
            (key(title), Names { sections: vec![near(SectionIx(at), title)], ..Names::default() })
        });
        Self(blocks.chain(phases).chain(sections).collect())
    }

    /// What a heading may be meant as, where it surely names nothing: of the titles that its words nearly are the
    /// nearest, which beats what its words only hint at. Where somebody has ruled it out, that is the answer.
    pub fn help(&self, text: &str, names: &mut Names) {
        if names.is_sure() || names.ruled_out.is_some() {
            return;
        }
        let words = key(without_numbering(text));
        let length = words.chars().count();
        let most = (length / LETTERS).min(MOST);
        let near = self.0.iter().filter_map(|(title, meant)| {
            // What differs so much in length needs no closer look, which is slow.
            let distance = (length.abs_diff(title.chars().count()) <= most)
                .then(|| strsim::osa_distance(&words, title))?;
            (1..=most).contains(&distance).then_some((distance, meant))
        });
        if let Some((_, meant)) = near.min_by_key(|(distance, _)| *distance) {
            *names = meant.clone();
        }
    }
}

fn near<T>(target: T, title: &str) -> Match<T> {
    Match { target, how: How::Near, word: title.to_owned() }
}
