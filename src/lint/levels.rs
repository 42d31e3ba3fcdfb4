//! Which level a rule has in a plan: flags, then the config, then the framework, then the rule itself.

use crate::finding::{Level, RuleMeta};
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

/// The rules that a framework or a config names and that there are not.
#[must_use]
pub fn unknown_rules<'a>(names: impl IntoIterator<Item = &'a Spanned<String>>) -> Vec<Problem> {
    let unknown = names.into_iter().filter(|name| rule(&name.value).is_none());
    unknown
        .map(|name| {
            let help = did_you_mean(&name.value, RULES.iter().map(|rule| rule.meta.name))
                .unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned());
            Problem::new(ProblemKind::UnknownKey, name.span, format!("there is no rule `{}`", name.value))
                .help(help)
        })
        .collect()
}
