//! A file is not text in UTF-8.
//!
//! The file was saved in another encoding, or it is no text at all. The example under Fails is saved in Latin-1, as older
//! programs for Windows do.
//!
//! Letters with accents, and with them people's names, would be garbled in everything that is made from the plan.
//! Nobody can switch this rule off, lower its level or accept what it finds, since it hides all else that is wrong.
//!
//! Open the file in your editor and save it as UTF-8. A Word file must be saved as Markdown first.
//!
//! # Fails
//!
//! ```markdown latin-1
//! # Café recovery plan
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Café recovery plan
//! ```

use super::support::problems;
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "encoding",
        draft: Some(Level::Error),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("encoding.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    problems(context, &RULE.meta, ProblemKind::Encoding)
}
