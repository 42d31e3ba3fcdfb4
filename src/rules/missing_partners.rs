//! No action of a block names a partner.
//!
//! The block has actions that somebody has developed, and all of them are the council's alone.
//!
//! Recovery is done together with others, or it is done to them. An action that names its partners has usually been talked
//! over with them.
//!
//! Name who else takes part in at least one of the actions, after asking them.
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
//!   - Partners: Exampleshire Voluntary Action; Exampleshire Health Board
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post
//! - [ ] Lend blood pressure monitors
//!   - Lead: Head of Libraries
//! ```

use super::support::{Places, developed};
use super::{Context, Rule};
use crate::finding::Subject;
use crate::finding::{Finding, Level, RuleMeta};
use crate::framework::BlockIx;
use crate::plan::Action;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "missing-partners",
        draft: Some(Level::Note),
        adopted: Some(Level::Warning),
        absence: true,
        file: include_str!("missing_partners.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let framework = context.framework;
    let places = Places::new(context);
    let (mut active, mut shared) = (vec![false; framework.blocks.len()], vec![false; framework.blocks.len()]);
    for action in developed(context) {
        let names_partner = action.partners.iter().any(|partner| Action::given(Some(partner)).is_some());
        for block in &action.place.blocks {
            active[block.0] = true;
            shared[block.0] |= names_partner;
        }
    }
    let finding = |block: BlockIx| {
        let words = &framework[block].words;
        let message = format!("no action of \"{}\" names a partner", words.title);
        Finding::new(&RULE.meta, places.block(block), message)
            .help("name who else takes part in one of its actions at least")
            .about(Subject { block: Some(words.id.clone()), ..Subject::default() })
    };
    framework.block_ixs().filter(|block| active[block.0] && !shared[block.0]).map(finding).collect()
}
