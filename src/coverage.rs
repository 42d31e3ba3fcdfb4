//! The matrix of blocks and phases: the one place that decides what is covered, developed or meant to be absent.

use crate::framework::{BlockIx, Framework, PhaseIx, SuggestionIx};
use crate::plan::{Action, PassageKind, Place, Plan};
use crate::text::key;

/// What a cell is; the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Text of the plan's own, or a developed action.
    Covered,
    /// Meant to be absent.
    NotApplicable,
    /// Only actions that nobody has worked on yet.
    Undeveloped,
    /// A heading, and nothing below it.
    Empty,
    /// Nothing.
    Missing,
}

impl State {
    /// Its word in outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::NotApplicable => "not-applicable",
            Self::Undeveloped => "undeveloped",
            Self::Empty => "empty",
            Self::Missing => "missing",
        }
    }
}

/// One block in one phase; in the block alone where the framework has no phases.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The block.
    pub block: BlockIx,
    /// The phase.
    pub phase: Option<PhaseIx>,
    /// What it is.
    pub state: State,
    /// How many actions it has, dropped ones aside.
    pub actions: usize,
    /// Whether text stands in it that is only placeholders.
    pub placeholders: bool,
}

/// What is known of one action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionState {
    /// The suggestion that it develops.
    pub suggestion: Option<SuggestionIx>,
    /// Whether nobody has worked on it yet.
    pub undeveloped: bool,
}

/// A plan held against its framework's grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// The cells, block by block in the framework's order.
    pub cells: Vec<Cell>,
    /// One for each action of the plan, in its order.
    pub actions: Vec<ActionState>,
    /// One for each block: whether it has content or an action anywhere, phases or none.
    filled: Vec<bool>,
    /// One for each block: whether a heading names it.
    headed: Vec<bool>,
    phases: usize,
}

impl Coverage {
    /// Holds `plan` against `framework`.
    #[must_use]
    pub fn new(plan: &Plan, framework: &Framework) -> Self {
        let actions: Vec<ActionState> = plan.actions.iter().map(|action| judge(action, framework)).collect();
        let phases: Vec<Option<PhaseIx>> = match framework.phases.len() {
            0 => vec![None],
            _ => framework.phase_ixs().map(Some).collect(),
        };
        let mut grid = Grid::new(framework.blocks.len(), phases.len());
        for passage in &plan.passages {
            match passage.kind {
                PassageKind::Content => grid.mark(&passage.place, |tally| tally.content = true),
                PassageKind::Placeholder => grid.mark(&passage.place, |tally| tally.placeholders = true),
                PassageKind::Aim => {}
            }
        }
        for (action, state) in plan.actions.iter().zip(&actions) {
            if !action.is_dropped() {
                grid.mark(&action.place, |tally| {
                    tally.actions += 1;
                    tally.developed |= !state.undeveloped;
                });
            }
        }
        for heading in plan.headings.iter().filter(|heading| !heading.is_title) {
            grid.mark(&heading.place, |tally| tally.heading = true);
        }
        for gap in &plan.not_applicable {
            grid.mark_gap(&gap.place, framework);
        }
        grid.lift_to_parents(framework);

        let cells = framework
            .block_ixs()
            .flat_map(|block| phases.iter().map(move |phase| (block, *phase)))
            .map(|(block, phase)| {
                let tally = grid.cell(block, phase);
                Cell {
                    block,
                    phase,
                    state: tally.state(),
                    actions: tally.actions,
                    placeholders: tally.placeholders,
                }
            })
            .collect();
        Self {
            cells,
            actions,
            filled: grid.blocks.iter().map(|tally| tally.content || tally.actions > 0).collect(),
            headed: grid.blocks.iter().map(|tally| tally.heading).collect(),
            phases: phases.len(),
        }
    }

    /// The cells of a block.
    #[must_use]
    pub fn of_block(&self, block: BlockIx) -> &[Cell] {
        &self.cells[block.0 * self.phases..(block.0 + 1) * self.phases]
    }

    /// The cells of a phase.
    pub fn of_phase(&self, phase: PhaseIx) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.phase == Some(phase))
    }

    /// Whether a block has content or an action anywhere.
    #[must_use]
    pub fn has_something(&self, block: BlockIx) -> bool {
        self.filled[block.0]
    }

    /// Whether a heading names a block, or a block within it.
    #[must_use]
    pub fn has_heading(&self, block: BlockIx) -> bool {
        self.headed[block.0]
    }

    /// Whether all of a block is meant to be absent.
    #[must_use]
    pub fn is_waived(&self, block: BlockIx) -> bool {
        self.of_block(block).iter().all(|cell| cell.state == State::NotApplicable)
    }

    /// How many cells are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.cells.iter().filter(|cell| cell.state == state).count()
    }
}

impl Cell {
    /// Whether the cell has text of the plan's own, or an action.
    #[must_use]
    pub fn has_something(&self) -> bool {
        matches!(self.state, State::Covered | State::Undeveloped) || self.actions > 0
    }
}

/// Which suggestion an action develops, and whether anyone has worked on it.
fn judge(action: &Action, framework: &Framework) -> ActionState {
    let title = &action.title.value;
    let named = action.suggestion.as_ref().and_then(|text| text.value.suggestion);
    let suggestion = named.or_else(|| {
        action.place.blocks.iter().find_map(|block| framework.suggestion_titled(*block, &title.value))
    });
    let is_bare = || {
        Action::given(action.lead.as_ref()).is_none()
            && Action::given(action.measure.as_ref()).is_none()
            && Action::given_date(action.due.as_ref()).is_none()
    };
    let is_still = |ix: SuggestionIx| {
        let detail = action.detail.as_ref().map(|detail| key(&detail.value));
        let original = framework[ix].detail.as_deref().map(key);
        framework[ix].title_key == key(&title.value) && (detail.is_none() || detail == original)
    };
    let untitled = title.placeholder || title.value.is_empty();
    let undeveloped = untitled || suggestion.is_some_and(|ix| is_bare() && is_still(ix));
    ActionState { suggestion, undeveloped }
}

/// What stands in one cell, or anywhere in one block.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    content: bool,
    placeholders: bool,
    heading: bool,
    developed: bool,
    waived: bool,
    actions: usize,
}

impl Tally {
    fn state(self) -> State {
        if self.content || self.developed {
            State::Covered
        } else if self.waived {
            State::NotApplicable
        } else if self.actions > 0 {
            State::Undeveloped
        } else if self.heading {
            State::Empty
        } else {
            State::Missing
        }
    }
}

/// The tallies of all cells, and of all blocks as wholes.
struct Grid {
    phases: usize,
    cells: Vec<Tally>,
    blocks: Vec<Tally>,
}

impl Grid {
    fn new(blocks: usize, phases: usize) -> Self {
        Self {
            phases,
            cells: vec![Tally::default(); blocks * phases],
            blocks: vec![Tally::default(); blocks],
        }
    }

    fn at(&self, block: BlockIx, phase: Option<PhaseIx>) -> usize {
        block.0 * self.phases + phase.map_or(0, |phase| phase.0)
    }

    fn cell(&self, block: BlockIx, phase: Option<PhaseIx>) -> Tally {
        self.cells[self.at(block, phase)]
    }

    /// Marks every cell of a place, and every block of it as a whole. A block without a phase serves the block and
    /// no cell where there are phases; a phase without a block serves neither.
    fn mark(&mut self, place: &Place, change: impl Fn(&mut Tally)) {
        for block in &place.blocks {
            change(&mut self.blocks[block.0]);
            if self.phases == 1 && place.phases.is_empty() && self.cells.len() == self.blocks.len() {
                change(&mut self.cells[block.0]);
            }
            for phase in &place.phases {
                let at = self.at(*block, Some(*phase));
                change(&mut self.cells[at]);
            }
        }
    }

    /// Marks what is meant to be absent: every pair; all cells of a block or a phase that stands alone; with a block
    /// the blocks within it.
    fn mark_gap(&mut self, place: &Place, framework: &Framework) {
        for (at, tally) in self.cells.iter_mut().enumerate() {
            let (block, phase) = (BlockIx(at / self.phases), PhaseIx(at % self.phases));
            let parents = std::iter::successors(Some(block), |block| framework[*block].parent);
            let in_block = place.blocks.is_empty()
                || parents.take(framework.blocks.len()).any(|block| place.blocks.contains(&block));
            let in_phase = place.phases.is_empty() || place.phases.contains(&phase);
            let says_something = !place.blocks.is_empty() || !place.phases.is_empty();
            tally.waived |= says_something && in_block && in_phase;
        }
    }

    /// A block has what the blocks within it have.
    fn lift_to_parents(&mut self, framework: &Framework) {
        for block in framework.block_ixs() {
            let mut seen = 0;
            let mut below = framework[block].parent;
            while let Some(parent) = below.filter(|_| seen < framework.blocks.len()) {
                for phase in 0..self.phases {
                    let child = self.cells[block.0 * self.phases + phase];
                    add(&mut self.cells[parent.0 * self.phases + phase], child);
                }
                let child = self.blocks[block.0];
                add(&mut self.blocks[parent.0], child);
                below = framework[parent].parent;
                seen += 1;
            }
        }
    }
}

/// Adds what a child has to its parent. What is waived for the child is not waived for the parent.
fn add(parent: &mut Tally, child: Tally) {
    parent.content |= child.content;
    parent.placeholders |= child.placeholders;
    parent.heading |= child.heading;
    parent.developed |= child.developed;
    parent.actions += child.actions;
}
