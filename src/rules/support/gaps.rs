//! Absences: which parts are judged, what would fill them, and what may be meant by a heading nearby.

use super::places::{is_in_record, line_of};
use crate::finding::Offer;
use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx, SuggestionIx, Words};
use crate::plan::{How, Match, Names};
use crate::rules::Context;

/// A part of the framework that a plan may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Part {
    Block(BlockIx),
    Phase(PhaseIx),
    Section(SectionIx),
}

impl Part {
    /// Its word in comments and tables.
    pub(in crate::rules) fn kind(self) -> &'static str {
        match self {
            Self::Block(_) => "block",
            Self::Phase(_) => "phase",
            Self::Section(_) => "section",
        }
    }

    /// Its words.
    pub(in crate::rules) fn words(self, framework: &Framework) -> &Words {
        match self {
            Self::Block(block) => &framework[block].words,
            Self::Phase(phase) => &framework[phase].words,
            Self::Section(section) => &framework[section].words,
        }
    }

    /// How a heading's words may mean it, if they do without surely naming it.
    pub(in crate::rules) fn hinted(self, names: &Names) -> Option<How> {
        fn of<T: PartialEq>(matches: &[Match<T>], target: &T) -> Option<How> {
            let mut unsure = matches.iter().filter(|found| !found.how.is_sure());
            unsure.find(|found| found.target == *target).map(|found| found.how)
        }
        match self {
            Self::Block(block) => of(&names.blocks, &block),
            Self::Phase(phase) => of(&names.phases, &phase),
            Self::Section(section) => of(&names.sections, &section),
        }
    }

    /// The comment that states of a heading that it is this part.
    pub(in crate::rules) fn comment(self, framework: &Framework) -> String {
        format!("<!-- recoveryplan: {}={} -->", self.kind(), self.words(framework).id)
    }
}

/// Whether a heading stands for a part.
pub(in crate::rules) fn is_headed(context: &Context<'_>, part: Part) -> bool {
    let mut headings = context.plan.headings.iter().filter(|heading| !heading.is_title);
    headings.any(|heading| match part {
        Part::Block(block) => heading.place.blocks.contains(&block),
        Part::Phase(phase) => heading.place.phases.contains(&phase),
        Part::Section(section) => heading.place.sections.contains(&section),
    })
}

/// Whether no block stands within a block: only such blocks have gaps of their own.
pub(in crate::rules) fn is_leaf(framework: &Framework, block: BlockIx) -> bool {
    framework.children(block).next().is_none()
}

/// Whether all of a block is meant to be absent, or all blocks within it are.
pub(in crate::rules) fn is_waived(context: &Context<'_>, block: BlockIx) -> bool {
    context.coverage.is_waived(block)
        || (!is_leaf(context.framework, block)
            && context.framework.children(block).all(|child| is_waived(context, child)))
}

/// The suggestions that would fill a gap.
pub(in crate::rules) fn offers_for(
    framework: &Framework,
    block: BlockIx,
    phase: Option<PhaseIx>,
) -> Vec<Offer> {
    offers(framework, framework.suggestions_for(block, phase))
}

/// Suggestions as a finding carries them.
pub(in crate::rules) fn offers(
    framework: &Framework,
    suggestions: impl IntoIterator<Item = SuggestionIx>,
) -> Vec<Offer> {
    let offer = |ix: SuggestionIx| {
        let suggestion = &framework[ix];
        Offer {
            id: suggestion.id.clone(),
            title: suggestion.title.clone(),
            detail: suggestion.detail.clone(),
            lead: suggestion.lead.clone(),
            measure: suggestion.measure.clone(),
        }
    };
    suggestions.into_iter().map(offer).collect()
}

/// What to do about a part that a plan lacks altogether.
pub(in crate::rules) fn add_part(context: &Context<'_>, part: Part) -> String {
    let words = part.words(context.framework);
    may_be_meant(context, part, None).unwrap_or_else(|| match part {
        _ if is_register(context) => fill_part(context, part),
        Part::Section(_) => format!("add a heading \"{}\" and write the section below it", words.title),
        Part::Block(_) | Part::Phase(_) => format!(
            "add a heading \"{}\" with text or an action below it, or with \"Not applicable:\" and the reason",
            words.title
        ),
    })
}

/// What to do about a part that is named and says nothing.
pub(in crate::rules) fn fill_part(context: &Context<'_>, part: Part) -> String {
    let id = &part.words(context.framework).id;
    match part {
        Part::Section(_) if is_register(context) => format!("give `[section.{id}]` a `text`"),
        Part::Section(_) => "write the section below its heading".to_owned(),
        Part::Block(_) if is_register(context) => format!(
            "give `[block.{id}]` a `text`, or add an action with `block = \"{id}\"`; or say in \
             `[[not-applicable]]` why not"
        ),
        Part::Phase(_) if is_register(context) => format!(
            "add an action with `phase = \"{id}\"` to a block, or say in `[[not-applicable]]` why not"
        ),
        Part::Block(_) | Part::Phase(_) => {
            "write text or an action below its heading, or \"Not applicable:\" and the reason".to_owned()
        }
    }
}

/// What to do about a block that says nothing of a phase.
pub(in crate::rules) fn fill_cell(context: &Context<'_>, block: BlockIx, phase: PhaseIx) -> String {
    let (block_words, phase_words) = (&context.framework[block].words, &context.framework[phase].words);
    may_be_meant(context, Part::Phase(phase), Some(block)).unwrap_or_else(|| {
        if is_register(context) {
            format!(
                "add an action with `block = \"{}\"` and `phase = \"{}\"`, or say in `[[not-applicable]]` why not",
                block_words.id, phase_words.id
            )
        } else {
            format!(
                "below \"{}\", write text or an action under a heading \"{}\", or \"Not applicable:\" and the reason",
                block_words.title, phase_words.title
            )
        }
    })
}

/// What to do about a heading that may mean `part`, where the plan (or one block of it) has one.
fn may_be_meant(context: &Context<'_>, part: Part, within: Option<BlockIx>) -> Option<String> {
    let mut headings = context.plan.headings.iter().filter(|heading| heading.in_document);
    let heading = headings.find(|heading| {
        part.hinted(&heading.names).is_some()
            && within.is_none_or(|block| heading.place.blocks.contains(&block))
    })?;
    Some(format!(
        "the heading \"{}\" ({}) may be meant: write `{}` below it",
        heading.text.value,
        line_of(context, heading.text.span),
        part.comment(context.framework)
    ))
}

/// Whether the plan is kept in a `plan.toml` alone, so that it has no headings to add.
fn is_register(context: &Context<'_>) -> bool {
    context.plan.files.len() == 1 && is_in_record(context)
}
