//! A section that every plan needs is absent or empty.
//!
//! The framework names sections beside its building blocks, such as who governs the plan and how progress is watched. One of
//! them has no heading, or nothing below it.
//!
//! Without them a plan is a list of wishes: nobody can see who decides, what it rests on, what it costs or whether it works.
//!
//! Add a heading with the section's name and write the section below it. If another heading means this section, say so
//! with a comment below that heading.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Governance
//!
//! The recovery board answers to the cabinet.
//!
//! ## Evidence and impact
//!
//! Unemployment doubled between 2020 and 2021.
//!
//! ## Engagement
//!
//! We asked 1,200 residents in May.
//!
//! ## Changes to keep
//!
//! The food network stays.
//!
//! ## Resources
//!
//! The plan costs 2 million pounds.
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Governance
//!
//! The recovery board answers to the cabinet.
//!
//! ## Evidence and impact
//!
//! Unemployment doubled between 2020 and 2021.
//!
//! ## Engagement
//!
//! We asked 1,200 residents in May.
//!
//! ## Changes to keep
//!
//! The food network stays.
//!
//! ## Resources
//!
//! ## Monitoring and review
//!
//! The board reports in public each quarter.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Governance
//!
//! The recovery board answers to the cabinet.
//!
//! ## Evidence and impact
//!
//! Unemployment doubled between 2020 and 2021.
//!
//! ## Engagement
//!
//! We asked 1,200 residents in May.
//!
//! ## Changes to keep
//!
//! The food network stays.
//!
//! ## Resources
//!
//! The plan costs 2 million pounds.
//!
//! ## Next steps
//!
//! <!-- recoveryplan: section=monitoring -->
//!
//! The board reports in public each quarter.
//! ```

use super::support::{Part, Places, add_part, fill_part, is_headed};
use super::{Context, Rule};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::SectionIx;
use crate::plan::PassageKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-section",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: true,
        file: include_str!("missing_section.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let places = Places::new(context);
    let finding = |section: SectionIx| {
        let words = &context.framework[section].words;
        let part = Part::Section(section);
        let (what, help) = if is_headed(context, part) {
            ("is empty", fill_part(context, part))
        } else {
            ("is missing", add_part(context, part))
        };
        Finding::new(&RULE.meta, places.section(section), format!("the section \"{}\" {what}", words.title))
            .help(help)
            .about(Subject { section: Some(words.id.clone()), ..Subject::default() })
    };
    missing(context).map(finding).collect()
}

/// The required sections that hold neither text nor an action. Where one holds words to be filled in, `placeholder`
/// says so.
pub(super) fn missing(context: &Context<'_>) -> impl Iterator<Item = SectionIx> {
    let (plan, framework) = (context.plan, context.framework);
    let mut filled = vec![false; framework.sections.len()];
    let passages = plan.passages.iter().filter(|passage| passage.kind != PassageKind::Aim);
    let actions = plan.actions.iter().filter(|action| !action.is_dropped());
    let places = passages.map(|passage| &passage.place).chain(actions.map(|action| &action.place));
    for section in places.flat_map(|place| &place.sections) {
        filled[section.0] = true;
    }
    let all = framework.sections.iter().zip(filled).enumerate();
    all.filter(|(_, (section, filled))| section.required && !filled).map(|(at, _)| SectionIx(at))
}
