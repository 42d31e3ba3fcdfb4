//! What no rule finds and no output may hide: what could not be done, too little covered, nothing to check.

use std::collections::HashMap;

use super::fingerprint::digest;
use super::{NOTHING_CHECKED, is_nothing, said, shortage};
use crate::report::{Report, from_root};

/// One trouble, in a form that lists of findings can hold.
#[derive(Debug)]
pub(super) struct Trouble<'r> {
    pub(super) kind: Kind,
    /// The path that it is about, relative to the current folder.
    pub(super) path: &'r str,
    /// The line and the column in that file, where they are known.
    pub(super) place: Option<(usize, usize)>,
    /// What went wrong, safe to show.
    pub(super) message: String,
    /// Unique in a report, also among those of findings.
    pub(super) fingerprint: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something could not be done.
    Broken,
    /// Less is covered than was asked for.
    Short,
    /// There was no plan.
    NothingChecked,
}

impl Kind {
    /// What stands where a finding has the name of its rule; no rule has such a name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Short => MIN_COVERAGE,
            Self::NothingChecked => "nothing-checked",
        }
    }
}

/// The name of the check that a plan is covered as far as was asked for: as on the command line.
pub(super) const MIN_COVERAGE: &str = "min-coverage";

/// All troubles of a report.
pub(super) fn troubles(report: &Report) -> Vec<Trouble<'_>> {
    let broken = report
        .broken
        .iter()
        .map(|broken| (Kind::Broken, broken.path.as_str(), broken.place, said(&broken.message)));
    let short =
        report.plans.iter().filter_map(|plan| Some((Kind::Short, plan.path.as_str(), None, shortage(plan)?)));
    // The file that is missing is the place of its absence.
    let nothing =
        is_nothing(report).then(|| (Kind::NothingChecked, "plan.toml", None, NOTHING_CHECKED.to_owned()));
    let mut seen: HashMap<String, usize> = HashMap::new();
    let all = broken.chain(short).chain(nothing);
    all.map(|(kind, path, place, message)| {
        // How much is covered changes from run to run; what broke has nothing but its message to be known by.
        let words = if kind == Kind::Broken { message.as_str() } else { "" };
        let name = [kind.name(), &from_root(&report.prefix, path), words].join("\u{1f}");
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        Trouble { kind, path, place, fingerprint: digest(&name, *count), message }
    })
    .collect()
}
