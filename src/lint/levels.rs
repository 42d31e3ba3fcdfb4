//! Which level a rule has in a plan: flags, then the config, then the framework, then the rule itself.

use crate::finding::{Level, RuleMeta};
use crate::framework::{Framework, LevelWish as FrameworkWish};
use crate::lint::Settings;
use crate::plan::PlanStatus;
use crate::problem::{Problem, ProblemKind};
use crate::rules::{RULES, rule};
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

/// The level of a rule; `None` is off.
pub(super) fn level(rule: &RuleMeta, framework: &Framework, settings: &Settings) -> Option<Level> {
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
    wishes
        .find_map(|(_, wish)| word(wish, settings.status))
        .map_or(own, |word| Level::NAMES.iter().find(|(name, _)| *name == word).map(|(_, level)| *level))
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

/// The rules that a framework's `[levels]` name and that there are not.
#[must_use]
pub fn unknown_rules(framework: &Framework) -> Vec<Problem> {
    let unknown = framework.levels.iter().filter(|(name, _)| rule(&name.value).is_none());
    unknown
        .map(|(name, _)| {
            let help = did_you_mean(&name.value, RULES.iter().map(|rule| rule.meta.name))
                .unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned());
            Problem::new(ProblemKind::UnknownKey, name.span, format!("there is no rule `{}`", name.value))
                .help(help)
        })
        .collect()
}
