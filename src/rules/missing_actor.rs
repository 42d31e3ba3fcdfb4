//! The whole plan involves none of a group of people that it should bring together.
//!
//! The framework names groups such as local people or businesses. No lead and no partner of any action is of this group, as
//! far as its words show. Plans without an action that somebody has developed are not judged.
//!
//! A group that no action names was probably not asked. What is planned for people without them tends not to last.
//!
//! Ask someone of the group to lead or to take part in an action, and name them there. If they take part under a name that
//! the tool does not know, accept the finding with that reason.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Partners: Residents' panel; Exampleshire Voluntary Action; Exampleshire NHS Trust
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Partners: Residents' panel; Exampleshire Voluntary Action; Exampleshire NHS Trust; Chamber of Commerce
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post
//! ```

use std::collections::HashSet;

use super::support::{Places, developed};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::{Actor, Words};
use crate::plan::Action;
use crate::text::normalize;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-actor",
        draft: Some(Level::Note),
        adopted: Some(Level::Warning),
        absence: true,
        file: include_str!("missing_actor.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    // Every name on a line, between spaces, so that whole words are found by one search.
    let mut names = String::new();
    let mut told = HashSet::new();
    for action in developed(context) {
        let people = action.lead.iter().chain(&action.partners);
        let people = people.filter_map(|text| Action::given(Some(text))).map(|name| &name.value.value);
        for name in people.filter(|name| told.insert(name.as_str())) {
            names.extend([" ", &normalize(name), " \n"]);
        }
    }
    if developed(context).next().is_none() {
        return Vec::new();
    }
    let takes_part = |words: &Words| {
        let mut known = std::iter::once(&words.title).chain(&words.aliases);
        known.any(|word| names.contains(&format!(" {} ", normalize(word))))
    };
    let top = Places::new(context).top();
    let finding = |actor: &Actor| {
        let title = &actor.words.title;
        Finding::new(&RULE.meta, top, format!("no action involves \"{title}\""))
            .help("ask someone of that group to lead or take part in an action, and name them there")
            .words(actor.words.id.as_str())
    };
    let actors = context.framework.actors.iter();
    actors.filter(|actor| actor.required && !takes_part(&actor.words)).map(finding).collect()
}
