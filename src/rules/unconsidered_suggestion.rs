//! A suggestion of the framework is not taken up by any action.
//!
//! This rule is off unless the config or the framework turns it on. It reports each suggestion that no action develops.
//!
//! Nobody has to take up every suggestion. Some boards like to record, for each of them, that it was looked at.
//!
//! Write an action that develops the suggestion, or accept the finding with the reason why not.
//!
//! # Fails
//!
//! ```toml framework
//! schema = 1
//! id = "one-idea"
//! title = "One idea"
//! version = "1.0.0"
//!
//! [[block]]
//! id = "self-care"
//! title = "Self-care"
//!
//! [[block.suggestion]]
//! id = "walking-groups"
//! title = "Walking groups"
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! The library lends blood pressure monitors.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Walking groups
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: a group in each of 12 wards by March 2027
//! ```

use super::support::{Places, offers};
use super::{Context, Rule};
use crate::finding::Subject;
use crate::finding::{Finding, RuleMeta};
use crate::framework::SuggestionIx;
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "unconsidered-suggestion",
        draft: None,
        adopted: None,
        absence: true,
        file: include_str!("unconsidered_suggestion.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let framework = context.framework;
    let places = Places::new(context);
    let actions = context.plan.actions.iter().zip(&context.coverage.actions);
    let developed: HashSet<SuggestionIx> = actions
        .filter(|(action, state)| !action.is_dropped() && !state.undeveloped)
        .filter_map(|(_, state)| state.suggestion)
        .collect();
    let finding = |ix: SuggestionIx| {
        let suggestion = &framework[ix];
        let subject = Subject { block: Some(framework[ix.block].words.id.clone()), ..Subject::default() };
        let message =
            format!("no action develops the suggestion \"{}\" (`{}`)", suggestion.title, suggestion.id);
        Finding::new(&RULE.meta, places.block(ix.block), message)
            .help("write an action that develops it, or accept the finding with a reason")
            .about(subject)
            .words(suggestion.id.as_str())
            .offers(offers(framework, [ix]))
    };
    framework.suggestion_ixs().filter(|ix| !developed.contains(ix)).map(finding).collect()
}
