//! The result of a run: everything that an output shows, and the exit code that follows.

use jiff::civil::Date;

use crate::coverage::State;
use crate::finding::{Finding, Level};
use crate::plan::PlanStatus;
use crate::source::{Sources, Span};

/// What a whole run of `check` found.
#[derive(Debug, Default)]
pub struct Report {
    /// The plans, sorted by path.
    pub plans: Vec<PlanReport>,
    /// What could not be done at all.
    pub broken: Vec<Breakage>,
    /// The current folder as seen from the repository's root, with a `/` at its end; empty at the root, and where
    /// there is no repository. Paths that outlive the run (fingerprints, SARIF, baselines) are relative to the root.
    pub prefix: String,
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
    /// The framework's id.
    pub framework: String,
    /// The framework's version.
    pub framework_version: String,
    /// The matrix.
    pub coverage: CoverageReport,
    /// The actions.
    pub actions: Vec<ActionReport>,
    /// The findings, in the order of their places.
    pub findings: Vec<Finding>,
    /// The findings that are accepted.
    pub ignored: Vec<Ignored>,
    /// The texts that the spans are of.
    pub sources: Sources,
    /// The share of cells that must be covered, in percent, where one was asked for.
    pub min_coverage: Option<f64>,
}

impl PlanReport {
    /// Lets go of the texts and the actions, where nothing was found that stands in them: of many plans most are
    /// clean, and these would be most of the memory that a run takes.
    pub fn let_go(&mut self) {
        if self.findings.is_empty() && self.ignored.is_empty() {
            self.actions = Vec::new();
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

/// One cell, by name.
#[derive(Debug)]
pub struct CellReport {
    /// The block's id.
    pub block: String,
    /// The phase's id.
    pub phase: Option<String>,
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
    /// The section that it names.
    pub section: Option<MatchReport>,
    /// The ids of the blocks that its text is filed under.
    pub in_blocks: Vec<String>,
    /// The ids of the phases that its text is filed under.
    pub in_phases: Vec<String>,
    /// The id of the section that its text is filed under.
    pub in_section: Option<String>,
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
    /// How the run ended, when findings at `fail_on` or above fail it.
    #[must_use]
    pub fn outcome(&self, fail_on: Level) -> Outcome {
        if !self.broken.is_empty() {
            Outcome::Broken
        } else if self.plans.is_empty() {
            Outcome::NothingChecked
        } else if self.plans.iter().any(|plan| plan.fails(fail_on)) {
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
    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Whether less is covered than was asked for.
    #[must_use]
    pub fn is_short(&self) -> bool {
        // A share of 12 in 15 must not miss 80 by a rounding error.
        self.min_coverage.is_some_and(|wanted| self.coverage.percent() + 1e-9 < wanted)
    }

    fn fails(&self, fail_on: Level) -> bool {
        self.is_short() || self.findings.iter().any(|finding| finding.level >= fail_on)
    }
}
