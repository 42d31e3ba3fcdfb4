//! The frameworks that come with the program.

use super::Framework;
use super::load::sound;
use crate::table::prepared;

/// A framework file that is part of the program.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// The framework's id.
    pub id: &'static str,
    /// The path under which its file is named in messages.
    pub path: &'static str,
    /// The file's text.
    pub text: &'static str,
    /// What it says, as the build wrote it.
    prepared: &'static str,
}

impl Builtin {
    /// The framework. A test holds that its file has no faults, so that no run has to look for them.
    #[must_use]
    pub fn framework(&self) -> Framework {
        sound(&prepared(self.prepared))
    }
}

/// All of them; the first is the default.
pub static BUILTIN: &[Builtin] = &[Builtin {
    id: DEFAULT,
    path: "framework/cooperative-recovery.toml",
    text: include_str!("../../framework/cooperative-recovery.toml"),
    prepared: include_str!(concat!(env!("OUT_DIR"), "/cooperative-recovery.json")),
}];

/// The id of the framework that plans are held against when nothing names another.
pub const DEFAULT: &str = "cooperative-recovery";

/// The built-in framework with an id.
#[must_use]
pub fn builtin(id: &str) -> Option<&'static Builtin> {
    BUILTIN.iter().find(|known| known.id == id)
}
