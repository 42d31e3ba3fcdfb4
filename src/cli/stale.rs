//! What configs accept and need not, or no longer: said once for all plans.

use std::collections::HashSet;
use std::path::PathBuf;

use jiff::civil::Date;

use super::configs::{Configs, Place};
use crate::lint;

/// A line for each acceptance whose last day has passed, and for each that no plan has used. The latter can only be
/// said where every plan that it may be about was checked, in the folders that were walked.
pub(super) fn acceptances(
    configs: &Configs,
    used: &HashSet<Place>,
    walked: &[PathBuf],
    today: Date,
) -> Vec<String> {
    let mut lines = Vec::new();
    for in_force in configs.all() {
        for acceptance in &in_force.config.acceptances {
            let ignore = &acceptance.ignore;
            let place = in_force.place(ignore.span.span);
            let rule: String = ignore.rules.iter().map(|rule| rule.value.as_str()).collect();
            let is_walked =
                walked.iter().any(|folder| in_force.folder(ignore.span.span.source).starts_with(folder));
            let what = if lint::is_over(ignore, today) {
                let until = ignore.until.as_ref().map(|until| until.value.text.as_str()).unwrap_or_default();
                format!(
                    "`{rule}` was accepted until {until}, and that day is over: mend what was accepted, or agree on another day"
                )
            } else if is_walked && !used.contains(&place) {
                format!("`{rule}` is accepted here, but there is nothing to accept: take it out")
            } else {
                continue;
            };
            let (path, line, column) = place;
            // Several configs may extend the one that says so.
            let line = format!("{path}:{line}:{column}: {what}");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}
