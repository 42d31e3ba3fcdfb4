//! `recoveryplan.toml`: what holds for every plan of a folder, so that it need not be said in each plan or at each
//! run. Every value knows the file and the place that it comes from.
//!
//! A config holds the words of people: names of rules, ids of blocks, paths. Whether there is such a rule is known to
//! `lint`, whether there is such a block to the framework of each plan.

mod globs;
mod keys;
mod load;

use crate::finding::Level;
use crate::framework::{Framework, LevelWish};
use crate::plan::{How, Ignore, Match, Names, PlanStatus};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Spanned};
use crate::text::did_you_mean;

pub use self::globs::Globs;
pub use self::load::load;

/// The names of config files, the one that wins first.
pub const NAMES: [&str; 2] = [".recoveryplan.toml", "recoveryplan.toml"];

/// A config, with all that it extends.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The framework of plans that name none: a built-in one's id, or a path relative to the file that says so.
    pub framework: Option<Spanned<String>>,
    /// The status of plans that state none.
    pub status: Option<Spanned<PlanStatus>>,
    /// The lowest level that makes a run fail.
    pub fail_on: Option<Spanned<Level>>,
    /// The share of each plan's cells that must be covered, in percent.
    pub min_coverage: Option<Spanned<f64>>,
    /// Files that are plans, whatever they are called.
    pub plans: Globs,
    /// Files that are no plans, whatever they are called.
    pub exclude: Globs,
    /// Levels of rules, each rule once.
    pub levels: Vec<(Spanned<String>, LevelWish)>,
    /// What headings name.
    pub headings: Vec<HeadingWish>,
    /// Findings that are accepted.
    pub acceptances: Vec<Acceptance>,
    /// The files that it was read from: its own, then those that it extends, one after the other.
    pub files: Vec<SourceId>,
}

/// What a heading names, whatever a framework would make of its words.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadingWish {
    /// The heading's words.
    pub words: Spanned<String>,
    /// The ids of blocks, phases or sections; empty where it names nothing.
    pub targets: Vec<Spanned<String>>,
}

/// A finding that is accepted in some plans.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// What is accepted, why and until when.
    pub ignore: Ignore,
    /// The files that it is about; all where empty.
    pub path: Globs,
}

impl Config {
    /// This config on top of another, which gives what this one does not say.
    fn over(self, base: Self) -> Self {
        let mut levels = base.levels;
        levels.retain(|(theirs, _)| self.levels.iter().all(|(ours, _)| ours.value != theirs.value));
        let mut headings = base.headings;
        headings.retain(|theirs| self.headings.iter().all(|ours| !ours.is_about_the_same(theirs)));
        Self {
            framework: self.framework.or(base.framework),
            status: self.status.or(base.status),
            fail_on: self.fail_on.or(base.fail_on),
            min_coverage: self.min_coverage.or(base.min_coverage),
            plans: self.plans.over(base.plans),
            exclude: self.exclude.over(base.exclude),
            levels: [levels, self.levels].concat(),
            headings: [headings, self.headings].concat(),
            acceptances: [base.acceptances, self.acceptances].concat(),
            files: [self.files, base.files].concat(),
        }
    }

    /// The names of the rules whose findings it accepts.
    pub fn accepted(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.acceptances.iter().flat_map(|accepted| &accepted.ignore.rules)
    }

    /// What its headings name in plans written for a framework.
    ///
    /// # Errors
    /// The ids that the framework lacks.
    pub fn headings_for(&self, framework: &Framework) -> Result<Vec<(String, Names)>, Vec<Problem>> {
        let mut told = Vec::new();
        let mut problems = Vec::new();
        for heading in &self.headings {
            let ruled_out = heading.targets.is_empty().then_some(How::Config);
            let mut names = Names { ruled_out, ..Names::default() };
            for target in &heading.targets {
                if !name(&mut names, target, framework) {
                    problems.push(unknown(target, framework));
                }
            }
            told.push((heading.words.value.clone(), names));
        }
        if problems.is_empty() { Ok(told) } else { Err(problems) }
    }
}

/// Adds the block, the phase or the section with an id; false where the framework has none.
fn name(names: &mut Names, id: &Spanned<String>, framework: &Framework) -> bool {
    if let Some(block) = framework.block(&id.value) {
        state(&mut names.blocks, block, id);
    } else if let Some(phase) = framework.phase(&id.value) {
        state(&mut names.phases, phase, id);
    } else if let Some(section) = framework.section(&id.value) {
        state(&mut names.sections, section, id);
    } else {
        return false;
    }
    true
}

/// Adds a part, unless it is there already.
fn state<T: PartialEq>(names: &mut Vec<Match<T>>, target: T, id: &Spanned<String>) {
    if names.iter().all(|known| known.target != target) {
        names.push(Match { target, how: How::Config, word: id.value.clone() });
    }
}

fn unknown(id: &Spanned<String>, framework: &Framework) -> Problem {
    let blocks = framework.blocks.iter().map(|block| block.words.id.as_str());
    let phases = framework.phases.iter().map(|phase| phase.words.id.as_str());
    let sections = framework.sections.iter().map(|section| section.words.id.as_str());
    let message = format!("the framework `{}` has no block, phase or section `{}`", framework.id, id.value);
    let help = did_you_mean(&id.value, blocks.chain(phases).chain(sections)).unwrap_or_else(|| {
        "`recoveryplan framework show` lists them; \"none\" stands for a heading that names nothing"
            .to_owned()
    });
    Problem::new(ProblemKind::WrongType, id.span, message).help(help)
}
