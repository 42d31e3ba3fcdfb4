//! A framework into a starter plan.

use crate::framework::Framework;
use crate::plan::Plan;

/// What the starter plan is for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The plan's title.
    pub title: Option<String>,
    /// The council.
    pub authority: Option<String>,
    /// The place.
    pub area: Option<String>,
    /// Which suggestions it takes up.
    pub suggestions: Suggestions,
}

/// Which suggestions a starter plan takes up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Suggestions {
    /// Those that the framework marks as starters.
    #[default]
    Starter,
    /// Every one.
    All,
    /// None: every cell has an action to be named.
    None,
}

/// The starter plan.
#[must_use]
pub fn starter(_framework: &Framework, _options: &Options) -> Plan {
    Plan::default()
}
