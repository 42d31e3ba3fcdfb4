//! What a framework advises, for the comments of a starter plan.

use serde::Serialize;

use super::outline::Node;
use crate::framework::Framework;
use crate::plan::Action;

/// Advice on a section, a block or a phase.
#[derive(Debug, Serialize)]
pub(super) struct Guide<'f> {
    summary: Option<&'f str>,
    /// Questions that the text should answer.
    prompts: &'f [String],
}

/// Advice on an action that a framework suggests.
#[derive(Debug, Serialize)]
pub(super) struct Advice<'f> {
    lead: Option<&'f str>,
    /// The groups that it brings together, by their names.
    partners: Vec<&'f str>,
    measure: Option<&'f str>,
}

/// What the framework says of the block or section that a heading names.
pub(super) fn guide<'f>(node: &Node<'_>, framework: &'f Framework) -> Option<Guide<'f>> {
    let (summary, prompts) = match (node.own.sections.first(), node.own.blocks.as_slice()) {
        (Some(section), _) => (framework[*section].summary.as_deref(), [].as_slice()),
        (None, [block, ..]) => (framework[*block].summary.as_deref(), framework[*block].prompts.as_slice()),
        (None, []) => return None,
    };
    (summary.is_some() || !prompts.is_empty()).then_some(Guide { summary, prompts })
}

/// What the framework advises on an action that still has the title of one of its suggestions.
pub(super) fn advice<'f>(action: &Action, framework: &'f Framework) -> Option<Advice<'f>> {
    let title = &action.title.value.value;
    let found = action.place.blocks.iter().find_map(|block| framework.suggestion_titled(*block, title));
    let suggestion = &framework[found?];
    let named = |id: &'f String| {
        let actor = framework.actors.iter().find(|actor| actor.words.id == *id);
        actor.map_or(id.as_str(), |actor| actor.words.title.as_str())
    };
    let advice = Advice {
        lead: suggestion.lead.as_deref(),
        partners: suggestion.partners.iter().map(named).collect(),
        measure: suggestion.measure.as_deref(),
    };
    let says_something = advice.lead.is_some() || advice.measure.is_some() || !advice.partners.is_empty();
    says_something.then_some(advice)
}

/// The labels of the fields that every action needs.
pub(super) fn required_labels(framework: &Framework) -> Vec<&str> {
    let required = framework.fields.iter().filter(|field| field.required);
    required.map(|field| field.words.title.as_str()).collect()
}
