//! The lead of an action is everyone, or no one in particular.
//!
//! "All", "various", "all partners", "officers", "the council": the words fill the field without naming anyone.
//!
//! When the date comes, such a lead cannot be rung up.
//!
//! Name one person, one post or one named body, and list the others as partners.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: All partners
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
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
//!   - Partners: all GP practices
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//! ```

use std::collections::HashSet;
use std::sync::LazyLock;

use super::support::{called, developed, subject};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::Action;
use crate::text::normalize;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "vague-lead",
        draft: Some(Level::Note),
        adopted: Some(Level::Warning),
        absence: false,
        file: include_str!("vague_lead.rs"),
    },
    check,
};

/// A lead of these words alone names nobody. Spelt as `normalize` spells.
const VAGUE: &str = "\
    a agencies agency all and any anyone appropriate as authorities authority bodies colleagues community council \
    councillors councils cross departments directorates directors everybody everyone heads leads managers many \
    members multi multiagency multiple of officer officers organizations other our partner partners providers relevant service \
    services several staff stakeholders team teams the us varies various we";

fn check(context: &Context<'_>) -> Vec<Finding> {
    let finding = |action: &Action| {
        let lead = Action::given(action.lead.as_ref()).filter(|lead| is_vague(&lead.value.value))?;
        let words = lead.value.value.as_str();
        Some(
            Finding::new(
                &RULE.meta,
                lead.span,
                format!("\"{words}\" leads {}: that is no one", called(action)),
            )
            .help("name the one person or post that answers for it, and list the others as partners")
            .about(subject(context, action))
            .words(words),
        )
    };
    developed(context).filter_map(finding).collect()
}

fn is_vague(lead: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| VAGUE.split(' ').collect());
    let words = normalize(lead);
    // "The relevant Head of Service" says that one is to be found; an Appropriate Adult is a post.
    let sought = words.strip_prefix("the ").unwrap_or(&words);
    let is_sought = sought.starts_with("relevant ")
        || (sought.starts_with("appropriate ") && !sought.starts_with("appropriate adult"));
    is_sought || (!words.is_empty() && words.split(' ').all(|word| WORDS.contains(word)))
}
