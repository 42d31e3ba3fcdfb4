//! The result of a run: everything that an output shows, and the exit code that follows.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::coverage::State;
use crate::finding::{Finding, Item, Level, RuleMeta};
use crate::plan::PlanStatus;
use crate::source::{Sources, Span};

/// What a whole run of `check` found.
#[derive(Debug, Default)]
pub struct Report {
    /// The plans, sorted by path.
    pub plans: Vec<PlanReport>,
    /// What could not be done at all.
    pub broken: Vec<Breakage>,
    /// What the baseline holds and no longer is so, sorted.
    pub stale: Vec<Entry>,
    /// The current folder as seen from the repository's root, with a `/` at its end; empty at the root, and where
    /// there is no repository. Paths that outlive the run (fingerprints, SARIF, baselines) are relative to the root.
    pub prefix: String,
    /// Whether it is well that no plan was checked: those that there are have not changed, or every file that was
    /// named is excluded, and the run was to leave such files out.
    pub nothing_due: bool,
}

/// What was found in one plan.
#[derive(Debug)]
pub struct PlanReport {
    /// The file that the plan is named by: its record, else its document. Relative to the current folder, with `/`.
    pub path: String,
    /// All files of the plan.
    pub files: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its status, whoever said so.
    pub status: PlanStatus,
    /// Whether all of it could be read, so that what was not found is not there.
    pub complete: bool,
    /// The framework's id.
    pub framework: String,
    /// The framework's version.
    pub framework_version: String,
    /// The matrix.
    pub coverage: CoverageReport,
    /// The actions, where a format shows them.
    pub actions: Vec<ActionReport>,
    /// Where the titles of the actions stand.
    pub titles: Vec<Span>,
    /// The rules that ran, in alphabetical order: none that is off, or that could not judge a plan read in part.
    pub rules: Vec<&'static RuleMeta>,
    /// The findings, in the order of their places.
    pub findings: Vec<Finding>,
    /// The findings that are accepted.
    pub ignored: Vec<Ignored>,
    /// The findings that the baseline holds, in the order of their places: they do not count.
    pub known: Vec<Finding>,
    /// The texts that the spans are of.
    pub sources: Sources,
    /// The lowest level of a finding that makes the run fail.
    pub fail_on: Level,
    /// The share of cells that must be covered, in percent, where one was asked for.
    pub min_coverage: Option<f64>,
}

impl PlanReport {
    /// Lets go of the texts where nothing that is shown stands in them: of many plans most are clean, and their texts
    /// would be most of the memory that a run takes.
    pub fn let_go(&mut self) {
        if self.all().next().is_none() && self.actions.is_empty() {
            self.titles = Vec::new();
            self.sources = Sources::new();
        }
    }
}

/// A finding that is accepted, and why.
#[derive(Debug)]
pub struct Ignored {
    /// The finding.
    pub finding: Finding,
    /// The reason given.
    pub reason: String,
    /// Whether a config says so, and not the plan itself.
    pub is_external: bool,
}

/// Findings of one item that a baseline holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The plan's path as seen from the repository's root.
    pub plan: String,
    /// What names them.
    pub item: Item,
    /// How many there are.
    pub count: usize,
}

/// The matrix of blocks and phases, by name.
#[derive(Debug, Default)]
pub struct CoverageReport {
    /// The blocks, in order: id and title.
    pub blocks: Vec<(String, String)>,
    /// The phases, in order: id and title; empty where the framework has none.
    pub phases: Vec<(String, String)>,
    /// The cells, block by block.
    pub cells: Vec<CellReport>,
}

/// One cell.
#[derive(Debug)]
pub struct CellReport {
    /// The place of its block in [`CoverageReport::blocks`].
    pub block: usize,
    /// The place of its phase in [`CoverageReport::phases`].
    pub phase: Option<usize>,
    /// What it is.
    pub state: State,
    /// How many actions it has.
    pub actions: usize,
}

impl CoverageReport {
    /// How many cells are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.cells.iter().filter(|cell| cell.state == state).count()
    }

    /// The covered share of the cells that apply, in percent; 100 where none applies.
    #[must_use]
    pub fn percent(&self) -> f64 {
        let applicable = self.cells.len() - self.count(State::NotApplicable);
        if applicable == 0 {
            return 100.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a grid has far fewer than 2^52 cells")]
        let share = self.count(State::Covered) as f64 / applicable as f64;
        share * 100.0
    }
}

/// One action, by name.
#[derive(Debug)]
pub struct ActionReport {
    /// Its reference.
    pub id: Option<String>,
    /// What will be done.
    pub title: String,
    /// The ids of its blocks.
    pub blocks: Vec<String>,
    /// The ids of its phases.
    pub phases: Vec<String>,
    /// Who answers for it; `None` where absent or a placeholder, here and below.
    pub lead: Option<String>,
    /// Who takes part.
    pub partners: Vec<String>,
    /// The last day that its due date means.
    pub due: Option<Date>,
    /// How one will know.
    pub measure: Option<String>,
    /// How far it is: one of the known words, else the words as written.
    pub status: Option<String>,
    /// The id of the suggestion that it develops.
    pub suggestion: Option<String>,
    /// Where its title stands.
    pub span: Span,
}

/// How a plan was read.
#[derive(Debug)]
pub struct OutlineReport {
    /// The file that the plan is named by.
    pub path: String,
    /// Whether all of it could be read.
    pub complete: bool,
    /// Every heading, in the order of reading.
    pub headings: Vec<HeadingReport>,
    /// Every action, in the order of reading.
    pub actions: Vec<ActionReport>,
    /// The texts that the spans are of.
    pub sources: Sources,
}

/// What a heading was read as.
#[derive(Debug)]
pub struct HeadingReport {
    /// Its words.
    pub text: String,
    /// 1 to 6.
    pub level: u8,
    /// Whether it is the title of its document.
    pub is_title: bool,
    /// Where it stands.
    pub span: Span,
    /// The blocks that it names.
    pub blocks: Vec<MatchReport>,
    /// The phases that it names.
    pub phases: Vec<MatchReport>,
    /// The sections that it names.
    pub sections: Vec<MatchReport>,
    /// `comment` or `config`, where one says that it names nothing.
    pub ruled_out: Option<&'static str>,
    /// The titles of all blocks, phases and sections that its text is filed under.
    pub inside: Vec<String>,
    /// The ids of the blocks that its text is filed under.
    pub in_blocks: Vec<String>,
    /// The ids of the phases that its text is filed under.
    pub in_phases: Vec<String>,
    /// The ids of the sections that its text is filed under.
    pub in_sections: Vec<String>,
}

/// One thing that a heading names, and by which word.
#[derive(Debug)]
pub struct MatchReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `title`, `alias`, `id`, `comment`, `config` or `hint`.
    pub how: &'static str,
    /// Whether it is only a hint, which never counts.
    pub is_hint: bool,
    /// Whether it is a hint because the heading is its title but for a slip.
    pub is_near: bool,
    /// The word of the framework, or of the comment, that it was recognised by.
    pub word: String,
}

/// Something that could not be done: a file that cannot be read, a framework that does not load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakage {
    /// The path that it is about, as it is printed.
    pub path: String,
    /// Where in that file, where it is known: line and column.
    pub place: Option<(usize, usize)>,
    /// What went wrong and what to do, in sentences.
    pub message: String,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above the level that fails.
    Clean,
    /// Something at or above it, or too little covered.
    Findings,
    /// It could not do its work.
    Broken,
    /// There was nothing to check.
    NothingChecked,
}

impl Outcome {
    /// Its word in outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Findings => "findings",
            Self::Broken => "broken",
            Self::NothingChecked => "nothing-checked",
        }
    }

    /// The exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Broken => 2,
            Self::NothingChecked => 3,
        }
    }
}

impl Report {
    /// How the run ended.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if !self.broken.is_empty() {
            Outcome::Broken
        } else if self.plans.is_empty() && !self.nothing_due {
            Outcome::NothingChecked
        } else if self.plans.iter().any(PlanReport::fails) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }

    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.plans.iter().map(|plan| plan.count(level)).sum()
    }
}

impl PlanReport {
    /// Every finding: those that count, the accepted ones, the known ones.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        let accepted = self.ignored.iter().map(|ignored| &ignored.finding);
        self.findings.iter().chain(accepted).chain(&self.known)
    }

    /// For each finding of [`PlanReport::all`] its number, from 1, among those of the same item. They are counted in
    /// the order of their places, so that accepting one does not number the others anew.
    #[must_use]
    pub fn numbers(&self) -> Vec<usize> {
        let mut places: Vec<(usize, &Finding)> = self.all().enumerate().collect();
        places.sort_by_key(|(_, finding)| finding.span);
        let mut numbers = vec![0; places.len()];
        let mut counts: HashMap<Item, usize> = HashMap::new();
        for (at, finding) in places {
            let count = counts.entry(finding.item()).or_default();
            *count += 1;
            numbers[at] = *count;
        }
        numbers
    }

    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Whether less is covered than was asked for. Of a plan that could not be read whole nobody knows.
    #[must_use]
    pub fn is_short(&self) -> bool {
        // A share of 12 in 15 must not miss 80 by a rounding error.
        self.complete && self.min_coverage.is_some_and(|wanted| self.coverage.percent() + 1e-9 < wanted)
    }

    fn fails(&self) -> bool {
        self.is_short() || self.findings.iter().any(|finding| finding.level >= self.fail_on)
    }
}

/// A path, relative to a folder that `prefix` leads to from the repository's root, as seen from that root.
#[must_use]
pub fn from_root(prefix: &str, path: &str) -> String {
    let mut parts: Vec<&str> = prefix.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::from_root;

    #[test]
    fn paths_are_seen_from_the_root() {
        assert_eq!(from_root("", "plans/plan.md"), "plans/plan.md");
        assert_eq!(from_root("plans/north/", "../south/plan.md"), "plans/south/plan.md");
        assert_eq!(from_root("plans/", "./plan.md"), "plans/plan.md");
    }
}
