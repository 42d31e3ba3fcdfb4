//! Words such as TBC, TODO or `[Role]` were left to be filled in.
//!
//! It reports each of them: TBC, TBD, TODO, words in square brackets such as `[Role]` or `[DD Month YYYY]`, `xx`, "to be
//! confirmed", notes to colleagues such as "(check with Finance)", a list of options of which none was struck out.
//! Comments and code are left alone, and so are actions that were dropped.
//!
//! A plan that goes to a committee with blanks in it is not finished, however full it looks. What is blank counts as absent:
//! a lead to be confirmed is no lead.
//!
//! Write the real words. If they are not known yet, leave the plan a draft: there, this is a warning.
//!
//! # Fails
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! - [ ] Train 20 link workers
//!   - Lead: [Role]
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//! ```
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! The number of groups is to be confirmed.
//! ```
//!
//! # Passes
//!
//! ```markdown
//! # Exampleshire recovery plan
//!
//! ## Self-care
//!
//! <!-- TODO: ask the health board for figures -->
//!
//! - [ ] Train 20 link workers
//!   - Lead: Head of Public Health
//!   - Due: 31 March 2027
//!   - Measure: 20 link workers in post by March 2027
//! - [ ] ~~Print leaflets~~
//!   - Lead: TBC
//! ```

use super::support::{subject, subject_of};
use super::{Context, Rule};
use crate::finding::{Finding, Level, RuleMeta};
use crate::plan::Placeholder;
use crate::text::shorten;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        name: "placeholder",
        draft: Some(Level::Warning),
        adopted: Some(Level::Error),
        absence: false,
        file: include_str!("placeholder.rs"),
    },
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.plan.placeholders.iter().filter_map(|found| judge(context, found)).collect()
}

fn judge(context: &Context<'_>, found: &Placeholder) -> Option<Finding> {
    let (plan, coverage) = (context.plan, context.coverage);
    let action = found.action.and_then(|at| Some((plan.actions.get(at)?, coverage.actions.get(at)?)));
    let field = found.field.as_deref();
    // A title to be filled in makes its action undeveloped, and that is said once.
    if action
        .is_some_and(|(action, state)| action.is_dropped() || (state.undeveloped && field == Some("title")))
    {
        return None;
    }
    let field = field.and_then(|id| context.framework.field(id));
    let help = match field {
        Some(field) => format!("write the real \"{}\"; until then it counts as absent", field.words.title),
        None => "write the real words in its place".to_owned(),
    };
    let about = match action {
        Some((action, _)) => subject(context, action),
        None => subject_of(context, &found.place),
    };
    let words = found.text.value.as_str();
    let message = format!("\"{}\" is still to be filled in", shorten(words, 60));
    Some(Finding::new(&RULE.meta, found.text.span, message).help(help).about(about).words(words))
}
