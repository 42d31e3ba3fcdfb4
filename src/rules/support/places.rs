//! Where findings stand, and what they are about.

use crate::finding::Subject;
use crate::framework::{BlockIx, PhaseIx, SectionIx};
use crate::plan::{Heading, Match, Place};
use crate::rules::Context;
use crate::source::Span;

/// The places at which absences are reported: the heading that names a part, or the closest one before it in the
/// framework's order. In a document where the plan has one, else in its record.
pub(in crate::rules) struct Places {
    blocks: Vec<Option<Span>>,
    phases: Vec<Option<Span>>,
    sections: Vec<Option<Span>>,
    /// Whether a block's headings stand within phases.
    within_phases: Vec<bool>,
    top: Span,
}

impl Places {
    /// Looks through the headings of the plan once.
    pub(in crate::rules) fn new(context: &Context<'_>) -> Self {
        let (plan, framework) = (context.plan, context.framework);
        // Several files are a record and its documents; a single one is all there is.
        let several = plan.files.len() > 1;
        let headings = || plan.headings.iter().filter(|heading| heading.in_document || !several);
        let title = headings().find(|heading| heading.is_title).or_else(|| headings().next());
        let file = plan.files.get(1).or(plan.files.first()).copied().unwrap_or_default();
        let record = plan.about.span.filter(|_| !several);
        let mut places = Self {
            blocks: vec![None; framework.blocks.len()],
            phases: vec![None; framework.phases.len()],
            sections: vec![None; framework.sections.len()],
            within_phases: vec![false; framework.blocks.len()],
            top: title.map(|heading| heading.text.span).or(record).unwrap_or(Span::start_of(file)),
        };
        for heading in headings().filter(|heading| !heading.is_title) {
            places.learn(heading);
        }
        places
    }

    fn learn(&mut self, heading: &Heading) {
        let span = heading.text.span;
        for block in sure(&heading.names.blocks) {
            self.blocks[block.0].get_or_insert(span);
            let names_phase = sure(&heading.names.phases).next().is_some();
            self.within_phases[block.0] |= !heading.place.phases.is_empty() && !names_phase;
        }
        for phase in sure(&heading.names.phases) {
            self.phases[phase.0].get_or_insert(span);
        }
        for section in sure(&heading.names.sections) {
            self.sections[section.0].get_or_insert(span);
        }
    }

    /// For what a plan as a whole lacks: its title, else its first heading, else where it starts.
    pub(in crate::rules) fn top(&self) -> Span {
        self.top
    }

    /// For what a block lacks, or for the block itself.
    pub(in crate::rules) fn block(&self, block: BlockIx) -> Span {
        self.last_known(&self.blocks[..=block.0])
    }

    /// For what a phase lacks, or for the phase itself.
    pub(in crate::rules) fn phase(&self, phase: PhaseIx) -> Span {
        self.last_known(&self.phases[..=phase.0])
    }

    /// For what a section lacks, or for the section itself.
    pub(in crate::rules) fn section(&self, section: SectionIx) -> Span {
        self.last_known(&self.sections[..=section.0])
    }

    /// For what a block lacks in a phase: at the block's heading; at the phase's where blocks stand within phases.
    pub(in crate::rules) fn cell(&self, block: BlockIx, phase: PhaseIx) -> Span {
        let around = self.phases[phase.0].filter(|_| self.within_phases[block.0]);
        around.unwrap_or_else(|| self.block(block))
    }

    fn last_known(&self, spans: &[Option<Span>]) -> Span {
        spans.iter().rev().flatten().next().copied().unwrap_or(self.top)
    }
}

/// What is named without doubt.
fn sure<T: Copy>(matches: &[Match<T>]) -> impl Iterator<Item = T> + '_ {
    matches.iter().filter(|found| found.how.is_sure()).map(|found| found.target)
}

/// What a finding is about that stands at a place: its first block, phase and section.
pub(in crate::rules) fn subject_of(context: &Context<'_>, place: &Place) -> Subject {
    let framework = context.framework;
    Subject {
        block: place.blocks.first().map(|block| framework[*block].words.id.clone()),
        phase: place.phases.first().map(|phase| framework[*phase].words.id.clone()),
        section: place.sections.first().map(|section| framework[*section].words.id.clone()),
        action: None,
    }
}

/// "line 12", with the file where the plan has several.
pub(in crate::rules) fn line_of(context: &Context<'_>, span: Span) -> String {
    let line = context.sources.positions(span).0.line;
    match context.plan.files.len() {
        0 | 1 => format!("line {line}"),
        _ => format!("line {line} of {}", context.sources.path(span)),
    }
}

/// Whether the plan says of itself in a `plan.toml` what it is, and not in front matter.
pub(in crate::rules) fn is_in_record(context: &Context<'_>) -> bool {
    let path = context.plan.files.first().map(|file| std::path::Path::new(context.sources.get(*file).path()));
    let extension = path.and_then(std::path::Path::extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
