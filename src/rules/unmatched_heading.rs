//! A heading matches nothing, but may be meant as a part that the plan lacks.
//!
//! Its words are the title of a block, phase or section that is missing, but for a slip; or the phase is missing from the
//! block that the heading stands under, or the block from the phase. At the top of the plan they may also be among the words
//! that councils often use for the missing part.
//!
//! Such a heading is often the missing part under another name. The tool does not guess: text below it counts for the part
//! only when the plan says so.
//!
//! If the part is meant, add the comment that the help shows right below the heading, or use the framework's words. If it is
//! not, leave it as it is and write the missing part elsewhere.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Health
//!
//! Walking groups meet in every ward.
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Supportive neighborhods
//!
//! Twelve community hubs stay open.
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! ### Lifting the lockdown
//!
//! Walking groups meet in every ward.
//!
//! ### Longer-term renewel
//!
//! Health walks stay free.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Health
//!
//! <!-- recoveryplan: block=self-care -->
//!
//! Walking groups meet in every ward.
//!
//! ## Foreword
//!
//! By the leader of the council.
//! ```

use super::support::{Part, is_leaf};
use super::{Context, Rule};
use super::{missing_block, missing_phase, missing_section};
use crate::coverage::State;
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::{BlockIx, PhaseIx};
use crate::plan::{Heading, How, Match};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unmatched-heading",
        draft: Some(Level::Note),
        adopted: Some(Level::Note),
        absence: true,
        file: include_str!("unmatched_heading.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let blocks = missing_block::missing(context).map(Part::Block);
    let phases = missing_phase::missing(context).map(Part::Phase);
    let sections = missing_section::missing(context).map(Part::Section);
    let missing: Vec<Part> = blocks.chain(phases).chain(sections).collect();
    let headings = &context.plan.headings;
    let is_top = |heading: &Heading| heading.parent.is_none_or(|parent| headings[parent].is_title);
    let unmatched = headings.iter().filter(|heading| !heading.is_title && !heading.names.is_sure());
    let finding = |heading: &Heading| {
        let is_meant = |part: &&Part| {
            let how = part.hinted(&heading.names);
            how == Some(How::Near) || (how.is_some() && is_top(heading))
        };
        let whole = missing.iter().find(is_meant).map(|part| (*part, None));
        let (part, lacking) = whole.or_else(|| gap(context, heading))?;
        Some(told(context, heading, part, lacking))
    };
    unmatched.filter_map(finding).collect()
}

/// The phase that a heading's words nearly are, and the block around it that lacks it; or a block and such a phase.
fn gap(context: &Context<'_>, heading: &Heading) -> Option<(Part, Option<Part>)> {
    let (names, place) = (&heading.names, &heading.place);
    let is_gap = |block: BlockIx, phase: PhaseIx| {
        let mut cells = context.coverage.of_block(block).iter().filter(|cell| cell.phase == Some(phase));
        is_leaf(context.framework, block)
            && cells.any(|cell| matches!(cell.state, State::Empty | State::Missing))
    };
    let phase = near(&names.phases).and_then(|phase| {
        let block = place.blocks.iter().find(|block| is_gap(**block, phase))?;
        Some((Part::Phase(phase), Some(Part::Block(*block))))
    });
    phase.or_else(|| {
        let block = near(&names.blocks)?;
        let phase = place.phases.iter().find(|phase| is_gap(block, **phase))?;
        Some((Part::Block(block), Some(Part::Phase(*phase))))
    })
}

fn near<T: Copy>(matches: &[Match<T>]) -> Option<T> {
    matches.iter().find(|found| found.how == How::Near).map(|found| found.target)
}

/// What is told of a heading that may be meant as a part, which the plan lacks, or another part of it.
fn told(context: &Context<'_>, heading: &Heading, part: Part, lacking: Option<Part>) -> Finding {
    let (words, kind) = (part.words(context.framework), part.kind());
    let text = &heading.text.value;
    let lacks =
        lacking.map_or("the plan".to_owned(), |part| format!("\"{}\"", part.words(context.framework).title));
    let message = format!(
        "the heading \"{text}\" matches nothing, but may be meant as the {kind} \"{}\", which {lacks} lacks",
        words.title
    );
    let help = if heading.in_document {
        format!(
            "if it is meant, write `{}` below the heading, or call it \"{}\"",
            part.comment(context.framework),
            words.title
        )
    } else {
        format!("if it is meant, move its text to the {kind} `{}`", words.id)
    };
    let id = |wanted: &str| {
        let mut parts = [Some(part), lacking].into_iter().flatten();
        parts.find(|part| part.kind() == wanted).map(|part| part.words(context.framework).id.clone())
    };
    let subject =
        Subject { block: id("block"), phase: id("phase"), section: id("section"), ..Subject::default() };
    Finding::new(&RULE.meta, heading.text.span, message).help(help).about(subject).words(text.as_str())
}
