//! A framework into a starter plan.

use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx, Suggestion, Words};
use crate::plan::{About, Action, Heading, How, Match, Names, Place, Plan, PlanStatus, Text, UNTITLED};
use crate::source::{Span, Spanned};

/// What the starter plan is for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The plan's title.
    pub title: Option<String>,
    /// The council.
    pub authority: Option<String>,
    /// The place.
    pub area: Option<String>,
    /// Which suggestions it takes up.
    pub suggestions: Suggestions,
}

/// Which suggestions a starter plan takes up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Suggestions {
    /// Those that the framework marks as starters.
    #[default]
    Starter,
    /// Every one.
    All,
    /// None: every cell has an action to be named.
    None,
}

impl Suggestions {
    fn takes(self, suggestion: &Suggestion) -> bool {
        match self {
            Self::Starter => suggestion.starter,
            Self::All => true,
            Self::None => false,
        }
    }
}

/// The starter plan: a heading for each section, block and phase, and one action at least in every cell. Its
/// documents are the caller's to name.
#[must_use]
pub fn starter(framework: &Framework, options: &Options) -> Plan {
    let about = About {
        title: named(options.title.as_deref()),
        authority: named(options.authority.as_deref()),
        area: named(options.area.as_deref()),
        framework: named(Some(&framework.id)),
        framework_version: named(Some(&framework.version)),
        status: Some(unplaced(PlanStatus::Draft)),
        ..About::default()
    };
    let title = about.name();
    let plan = Plan { about, ..Plan::default() };
    let mut starter = Starter { framework, suggestions: options.suggestions, plan };
    let root = starter.heading(&Words { title, ..Words::default() }, 1, Names::default(), None);
    starter.plan.headings[root].is_title = true;
    for (at, section) in framework.sections.iter().enumerate() {
        let names = Names { sections: vec![titled(SectionIx(at), &section.words)], ..Names::default() };
        starter.heading(&section.words, 2, names, Some(root));
    }
    for block in framework.block_ixs().filter(|block| framework[*block].parent.is_none()) {
        starter.block(block, 2, root);
    }
    starter.plan
}

struct Starter<'f> {
    framework: &'f Framework,
    suggestions: Suggestions,
    plan: Plan,
}

impl<'f> Starter<'f> {
    /// A block with its phases, then the blocks within it. A block that holds others is covered where they are: it
    /// has phases and actions of its own only for its own suggestions.
    fn block(&mut self, block: BlockIx, level: u8, parent: usize) {
        let framework = self.framework;
        let names = Names { blocks: vec![titled(block, &framework[block].words)], ..Names::default() };
        let heading = self.heading(&framework[block].words, level, names, Some(parent));
        let children: Vec<BlockIx> = framework.children(block).collect();
        for (phase, taken) in self.shared_out(block) {
            if taken.is_empty() && !children.is_empty() {
                continue;
            }
            let place = match phase {
                Some(phase) => {
                    let names =
                        Names { phases: vec![titled(phase, &framework[phase].words)], ..Names::default() };
                    let heading = self.heading(&framework[phase].words, level + 1, names, Some(heading));
                    self.plan.headings[heading].place.clone()
                }
                None => self.plan.headings[heading].place.clone(),
            };
            let actions = taken.iter().map(|suggestion| suggested(suggestion, &place));
            self.plan.actions.extend(actions);
            if taken.is_empty() {
                let title = Text { value: UNTITLED.to_owned(), placeholder: true };
                self.plan.actions.push(Action { title: unplaced(title), place, ..Action::default() });
            }
        }
        for child in children {
            self.block(child, level + 1, heading);
        }
    }

    /// The cells of a block with the suggestions that each takes. A suggestion goes into the first of its phases
    /// that has none yet, else into its first.
    fn shared_out(&self, block: BlockIx) -> Vec<(Option<PhaseIx>, Vec<&'f Suggestion>)> {
        let framework = self.framework;
        let taken =
            framework[block].suggestions.iter().filter(|suggestion| self.suggestions.takes(suggestion));
        if framework.phases.is_empty() {
            return vec![(None, taken.collect())];
        }
        let mut cells: Vec<(Option<PhaseIx>, Vec<&'f Suggestion>)> =
            framework.phase_ixs().map(|phase| (Some(phase), Vec::new())).collect();
        for suggestion in taken {
            let fits = |at: &usize| suggestion.phases.is_empty() || suggestion.phases.contains(&PhaseIx(*at));
            let mut fitting = (0..cells.len()).filter(fits);
            let first = fitting.clone().next().unwrap_or(0);
            let home = fitting.find(|at| cells[*at].1.is_empty()).unwrap_or(first);
            cells[home].1.push(suggestion);
        }
        cells
    }

    fn heading(&mut self, words: &Words, level: u8, names: Names, parent: Option<usize>) -> usize {
        let mut place = parent.map(|at| self.plan.headings[at].place.clone()).unwrap_or_default();
        if !names.blocks.is_empty() {
            place.blocks = names.blocks.iter().map(|found| found.target).collect();
        }
        if !names.phases.is_empty() {
            place.phases = names.phases.iter().map(|found| found.target).collect();
        }
        if !names.sections.is_empty() {
            place.sections = names.sections.iter().map(|found| found.target).collect();
        }
        self.plan.headings.push(Heading {
            text: unplaced(words.title.clone()),
            level,
            is_title: false,
            in_document: true,
            names,
            place,
            parent,
            scope: unplaced(()),
        });
        self.plan.headings.len() - 1
    }
}

fn suggested(suggestion: &Suggestion, place: &Place) -> Action {
    Action {
        title: unplaced(Text::given(&suggestion.title)),
        detail: suggestion.detail.clone().map(unplaced),
        place: place.clone(),
        ..Action::default()
    }
}

fn named(text: Option<&str>) -> Option<Spanned<String>> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| unplaced(text.to_owned()))
}

fn titled<T>(target: T, words: &Words) -> Match<T> {
    Match { target, how: How::Title, word: words.title.clone() }
}

/// A value that stands in no file yet.
fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}
