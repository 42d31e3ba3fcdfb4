//! A plan in the words of a report: ids and titles instead of places in a framework.

use crate::coverage::Coverage;
use crate::framework::{Framework, Words};
use crate::plan::{Action, ActionStatus, Heading, How, Match, Plan};
use crate::report::{ActionReport, CellReport, CoverageReport, HeadingReport, MatchReport, OutlineReport};
use crate::source::Sources;

/// The actions, by name.
#[must_use]
pub fn actions(plan: &Plan, framework: &Framework, coverage: &Coverage) -> Vec<ActionReport> {
    plan.actions
        .iter()
        .zip(&coverage.actions)
        .map(|(action, state)| {
            let suggestion = state.suggestion.map(|ix| framework[ix].id.clone());
            action_report(action, framework, suggestion)
        })
        .collect()
}

/// How a plan was read: its headings and its actions.
#[must_use]
pub fn outline(path: String, plan: &Plan, framework: &Framework, sources: Sources) -> OutlineReport {
    let coverage = Coverage::new(plan, framework);
    OutlineReport {
        path,
        complete: plan.complete,
        headings: plan.headings.iter().map(|heading| heading_report(heading, framework)).collect(),
        actions: actions(plan, framework, &coverage),
        sources,
    }
}

fn heading_report(heading: &Heading, framework: &Framework) -> HeadingReport {
    let names = &heading.names;
    let place = &heading.place;
    let blocks: Vec<&Words> = place.blocks.iter().map(|block| &framework[*block].words).collect();
    let phases: Vec<&Words> = place.phases.iter().map(|phase| &framework[*phase].words).collect();
    let sections: Vec<&Words> = place.sections.iter().map(|section| &framework[*section].words).collect();
    let ids = |words: &[&Words]| words.iter().map(|words| words.id.clone()).collect();
    let all = blocks.iter().chain(&phases).chain(&sections);
    HeadingReport {
        text: heading.text.value.clone(),
        level: heading.level,
        is_title: heading.is_title,
        span: heading.text.span,
        blocks: names
            .blocks
            .iter()
            .map(|found| match_report(found, &framework[found.target].words))
            .collect(),
        phases: names
            .phases
            .iter()
            .map(|found| match_report(found, &framework[found.target].words))
            .collect(),
        sections: names
            .sections
            .iter()
            .map(|found| match_report(found, &framework[found.target].words))
            .collect(),
        ruled_out: names.ruled_out.map(How::name),
        inside: all.map(|words| words.title.clone()).collect(),
        in_blocks: ids(&blocks),
        in_phases: ids(&phases),
        in_sections: ids(&sections),
    }
}

fn match_report<T>(found: &Match<T>, words: &Words) -> MatchReport {
    MatchReport {
        id: words.id.clone(),
        title: words.title.clone(),
        how: found.how.name(),
        is_hint: !found.how.is_sure(),
        is_near: found.how == How::Near,
        word: found.word.clone(),
    }
}

/// The matrix, by name.
#[must_use]
pub fn coverage(coverage: &Coverage, framework: &Framework) -> CoverageReport {
    let named = |words: &Words| (words.id.clone(), words.title.clone());
    CoverageReport {
        blocks: framework.blocks.iter().map(|block| named(&block.words)).collect(),
        phases: framework.phases.iter().map(|phase| named(&phase.words)).collect(),
        cells: coverage
            .cells
            .iter()
            .map(|cell| CellReport {
                block: cell.block.0,
                phase: cell.phase.map(|phase| phase.0),
                state: cell.state,
                actions: cell.actions,
            })
            .collect(),
    }
}

fn action_report(action: &Action, framework: &Framework, suggestion: Option<String>) -> ActionReport {
    let given = |text| Action::given(text).map(|text| text.value.value.clone());
    let status = action.status.as_ref().map(|status| match status.value.status {
        Some(known) => ActionStatus::name(known).to_owned(),
        None => status.value.text.clone(),
    });
    ActionReport {
        id: action.id.as_ref().map(|id| id.value.clone()),
        title: action.title.value.value.clone(),
        blocks: action.place.blocks.iter().map(|block| framework[*block].words.id.clone()).collect(),
        phases: action.place.phases.iter().map(|phase| framework[*phase].words.id.clone()).collect(),
        lead: given(action.lead.as_ref()),
        partners: action.partners.iter().filter_map(|partner| given(Some(partner))).collect(),
        due: action.due.as_ref().and_then(|due| due.value.end()),
        measure: given(action.measure.as_ref()),
        status,
        suggestion,
        span: action.title.span,
    }
}
