//! Which level a rule has in a plan: flags, then the config, then the framework, then the rule itself.

use crate::finding::{Level, NEVER_QUIET, RuleMeta};
use crate::framework::{Framework, LevelWish as FrameworkWish};
use crate::lint::Settings;
use crate::plan::PlanStatus;
use crate::problem::{Problem, ProblemKind};
use crate::rules::{RULES, rule};
use crate::source::Spanned;
use crate::text::did_you_mean;

/// One wish for the level of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelWish {
    /// The rule's name.
    pub rule: String,
    /// The status of plans that it is for; any where absent.
    pub status: Option<PlanStatus>,
    /// The level; `None` is off.
    pub level: Option<Level>,
}

impl LevelWish {
    /// The wishes of a `[levels]` table.
    #[must_use]
    pub fn said(levels: &[(Spanned<String>, FrameworkWish)]) -> Vec<Self> {
        let mut wishes = Vec::new();
        for (rule, wish) in levels {
            for (_, status) in PlanStatus::NAMES {
                let level = word(wish, status).map(known);
                let (rule, status) = (rule.value.clone(), Some(status));
                wishes.extend(level.map(|level| Self { rule, status, level }));
            }
        }
        wishes
    }
}

/// The level that a word means; `None` is off.
fn known(word: &str) -> Option<Level> {
    Level::NAMES.iter().find(|(name, _)| *name == word).map(|(_, level)| *level)
}

/// The level of a rule; `None` is off.
pub(super) fn level(rule: &RuleMeta, framework: &Framework, settings: &Settings) -> Option<Level> {
    if NEVER_QUIET.contains(&rule.name) {
        return Some(Level::Error);
    }
    let wished =
        settings.levels.iter().rev().find(|wish| {
            wish.rule == rule.name && wish.status.is_none_or(|status| status == settings.status)
        });
    if let Some(wish) = wished {
        return wish.level;
    }
    let own = match settings.status {
        PlanStatus::Draft => rule.draft,
        PlanStatus::Adopted => rule.adopted,
    };
    let mut wishes = framework.levels.iter().rev().filter(|(name, _)| name.value == rule.name);
    wishes.find_map(|(_, wish)| word(wish, settings.status)).map_or(own, known)
}

/// The word that a framework has for a rule in plans of a status.
fn word(wish: &FrameworkWish, status: PlanStatus) -> Option<&str> {
    let said = match (wish, status) {
        (FrameworkWish::Always(word), _) => Some(word),
        (FrameworkWish::ByStatus { draft, .. }, PlanStatus::Draft) => draft.as_ref(),
        (FrameworkWish::ByStatus { adopted, .. }, PlanStatus::Adopted) => adopted.as_ref(),
    };
    said.map(|word| word.value.as_str())
}

/// What is wrong with the rules that a framework or a config names: those that there are not, and those that it would
/// quiet and that nobody can.
#[must_use]
pub fn rule_faults<'a>(
    levels: &'a [(Spanned<String>, FrameworkWish)],
    accepted: impl IntoIterator<Item = &'a Spanned<String>>,
) -> Vec<Problem> {
    let mut faults = Vec::new();
    for (name, wish) in levels {
        let wished = PlanStatus::NAMES.iter().filter_map(|(_, status)| word(wish, *status));
        let is_quiet = wished.map(known).any(|level| level != Some(Level::Error));
        faults.extend(fault(name, is_quiet && NEVER_QUIET.contains(&name.value.as_str())));
    }
    faults.extend(
        accepted.into_iter().filter_map(|name| fault(name, NEVER_QUIET.contains(&name.value.as_str()))),
    );
    faults
}

/// What is wrong with the name of a rule; `rests` where it is to be quiet and cannot be.
fn fault(name: &Spanned<String>, rests: bool) -> Option<Problem> {
    if rests {
        let problem = Problem::new(ProblemKind::WrongType, name.span, always_an_error(&name.value));
        return Some(problem.help("take this out, and mend the file"));
    }
    let message = format!("there is no rule `{}`", name.value);
    let problem = Problem::new(ProblemKind::UnknownKey, name.span, message);
    rule(&name.value).is_none().then(|| problem.help(rule_help(&name.value)))
}

/// Why the level of a rule can be no other than error, nor its findings accepted.
#[must_use]
pub fn always_an_error(rule: &str) -> String {
    format!(
        "`{rule}` is always an error, and cannot be accepted: a file that cannot be read hides all else in it"
    )
}

/// What was probably meant by the name of a rule that there is not.
fn rule_help(name: &str) -> String {
    did_you_mean(name, RULES.iter().map(|rule| rule.meta.name))
        .unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned())
}
