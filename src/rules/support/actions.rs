//! Actions: which of them are judged, and what they lack.

use std::collections::HashSet;

use super::places::subject_of;
use crate::finding::{Finding, RuleMeta, Subject};
use crate::framework::Field;
use crate::plan::Action;
use crate::rules::Context;
use crate::source::Span;

/// The actions that were not given up.
pub(in crate::rules) fn counted<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Action> + use<'a> {
    context.plan.actions.iter().filter(|action| !action.is_dropped())
}

/// The actions that somebody has worked on and that were not given up.
pub(in crate::rules) fn developed<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Action> + use<'a> {
    let all = context.plan.actions.iter().zip(&context.coverage.actions);
    all.filter(|(action, state)| !state.undeveloped && !action.is_dropped()).map(|(action, _)| action)
}

/// What a finding about an action is about.
pub(in crate::rules) fn subject(context: &Context<'_>, action: &Action) -> Subject {
    let name = Some(action.name().to_owned()).filter(|name| !name.is_empty());
    Subject { action: name, ..subject_of(context, &action.place) }
}

/// Where a finding about an action as a whole stands: at its title.
pub(in crate::rules) fn spot(action: &Action) -> Span {
    if action.title.value.value.is_empty() { action.span.span } else { action.title.span }
}

/// An action as a message calls it.
pub(in crate::rules) fn called(action: &Action) -> String {
    match action.name() {
        "" => "an action without a title".to_owned(),
        name => format!("the action \"{}\"", crate::text::shorten(name, 60)),
    }
}

/// The developed actions that lack the field with an id, where the framework requires it.
pub(in crate::rules) fn missing_field(
    context: &Context<'_>,
    rule: &'static RuleMeta,
    id: &str,
    help: &str,
) -> Vec<Finding> {
    let required = context.framework.field(id).filter(|field| field.required);
    required.map(|field| lacking(context, rule, field, help)).unwrap_or_default()
}

/// The developed actions that lack a field. A table without a column for it is one finding, at its header.
pub(in crate::rules) fn lacking(
    context: &Context<'_>,
    rule: &'static RuleMeta,
    field: &Field,
    help: &str,
) -> Vec<Finding> {
    let (id, label) = (field.words.id.as_str(), &field.words.title);
    let mut told = HashSet::new();
    let mut findings = Vec::new();
    for action in developed(context).filter(|action| !action.has_field(id)) {
        let table = action.table.and_then(|at| Some((at, context.plan.tables.get(at)?)));
        match table.filter(|(_, table)| !table.fields.iter().any(|column| column == id)) {
            None => findings.push(
                Finding::new(rule, spot(action), format!("{} has no \"{label}\"", called(action)))
                    .help(format!("add \"{label}\": {help}"))
                    .about(subject(context, action)),
            ),
            Some((at, table)) if told.insert(at) => findings.push(
                Finding::new(rule, table.header.span, format!("this table has no column \"{label}\""))
                    .help(format!("add a column \"{label}\": {help}"))
                    .about(sole_subject(context, &table.place)),
            ),
            Some(_) => {}
        }
    }
    findings
}

/// What a table is about: its block, phase and section where it stands in one of each.
fn sole_subject(context: &Context<'_>, place: &crate::plan::Place) -> Subject {
    let subject = subject_of(context, place);
    Subject {
        block: subject.block.filter(|_| place.blocks.len() == 1),
        phase: subject.phase.filter(|_| place.phases.len() == 1),
        section: subject.section.filter(|_| place.sections.len() == 1),
        ..subject
    }
}
