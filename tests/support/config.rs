//! What the tests of configs share.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test takes what it needs, and one that cannot go on has failed"
)]

use serde_json::Value;

use super::run::{Done, Folder};

/// A plan that says nothing.
pub(crate) const PLAN: &str = "# A plan\n\nNothing yet.\n";
/// A config for adopted plans.
pub(crate) const ADOPTED: &str = "status = \"adopted\"\n";
/// A framework of one block.
pub(crate) const OURS: &str = "schema = 1\nid = \"ours\"\ntitle = \"Ours\"\nversion = \"1.0.0\"\n[[block]]\nid = \"homes\"\ntitle = \"Homes\"\n";

/// Runs `check` on a day that stays the same.
pub(crate) fn check(folder: &Folder, arguments: &[&str]) -> Done {
    folder.run(&[&["check", "--today", "2026-11-24"], arguments].concat())
}

/// The values of a key of every plan.
pub(crate) fn each<'r>(report: &'r Value, key: &str) -> Vec<&'r Value> {
    report["plans"].as_array().expect("plans").iter().map(|plan| &plan[key]).collect()
}
