//! What was known of plans when a check was first asked for: findings that are quiet from then on, so that only new
//! ones count.
//!
//! A baseline holds findings by plan, rule and item with how many equal ones there are, never by line: it stays true
//! while plans are edited around what it holds.

mod text;

use std::collections::{BTreeMap, HashSet};

use crate::finding::{Finding, Item, NEVER_QUIET};
use crate::report::{Entry, Report, from_root};

/// Findings by item, with how many equal ones there are: 1 or more.
type Items = BTreeMap<Item, usize>;

/// Known findings, by the paths of their plans as seen from the repository's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    plans: BTreeMap<String, Items>,
}

/// What an update changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What was not known before.
    pub new: Vec<Entry>,
    /// What was known, and is no longer so.
    pub gone: Vec<Entry>,
}

impl Baseline {
    /// How many findings it holds, and of how many plans.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.plans.values().flat_map(BTreeMap::values).sum(), self.plans.len())
    }

    /// Sets the findings that it holds apart as known, and notes in the report what no longer is so. Of equal
    /// findings the first ones are the known ones.
    ///
    /// A plan that could not be read whole shows that nothing is mended. A plan that this run did not check is left
    /// alone, unless it is a plan no more: a document of another one, or gone, which `is_gone` says of its path as
    /// seen from the repository's root.
    pub fn quiet(&self, report: &mut Report, is_gone: &dyn Fn(&str) -> bool) {
        let mut left = self.plans.clone();
        let mut read = HashSet::new();
        let mut stale = Vec::new();
        for plan in &mut report.plans {
            read.extend(plan.files.iter().map(|file| from_root(&report.prefix, file)));
            let path = from_root(&report.prefix, &plan.path);
            let Some(mut items) = left.remove(&path) else { continue };
            let all = std::mem::take(&mut plan.findings);
            (plan.known, plan.findings) = all.into_iter().partition(|finding| take(&mut items, finding));
            if plan.complete {
                stale.extend(entries(&path, items));
            }
        }
        for (path, items) in left {
            if read.contains(&path) || is_gone(&path) {
                stale.extend(entries(&path, items));
            }
        }
        stale.sort();
        report.stale = stale;
    }

    /// Plans that seem to have another path now, once [`Baseline::quiet`] has told the report what no longer is so: all
    /// that is known of such a plan is gone, and just that is new in a plan of which nothing is known. Both paths are as
    /// seen from the repository's root.
    #[must_use]
    pub fn moved(&self, report: &Report) -> Vec<(String, String)> {
        let mut gone: BTreeMap<&str, Items> = BTreeMap::new();
        for entry in &report.stale {
            gone.entry(&entry.plan).or_default().insert(entry.item.clone(), entry.count);
        }
        gone.retain(|plan, items| self.plans.get(*plan) == Some(items));
        let mut new: Vec<(String, Items)> = Vec::new();
        for plan in &report.plans {
            let path = from_root(&report.prefix, &plan.path);
            if !self.plans.contains_key(&path) {
                let mut items = Items::new();
                for finding in plan.findings.iter().filter(|finding| may_be_known(finding)) {
                    *items.entry(finding.item()).or_default() += 1;
                }
                new.push((path, items));
            }
        }
        let mut moved = Vec::new();
        for (plan, items) in gone {
            if let Some(at) = new.iter().position(|(_, found)| *found == items) {
                moved.push((plan.to_owned(), new.remove(at).0));
            }
        }
        moved
    }

    /// The baseline that holds everything that was found, without what no longer is so, once [`Baseline::quiet`] has
    /// told the report what was known.
    #[must_use]
    pub fn updated(&self, report: &Report) -> (Self, Changes) {
        let mut new: BTreeMap<(String, Item), usize> = BTreeMap::new();
        for plan in &report.plans {
            let path = from_root(&report.prefix, &plan.path);
            for finding in plan.findings.iter().filter(|finding| may_be_known(finding)) {
                *new.entry((path.clone(), finding.item())).or_default() += 1;
            }
        }
        let mut next = self.clone();
        for gone in &report.stale {
            let items = next.plans.entry(gone.plan.clone()).or_default();
            let left = items.remove(&gone.item).unwrap_or_default().saturating_sub(gone.count);
            if left > 0 {
                items.insert(gone.item.clone(), left);
            }
        }
        for ((plan, item), count) in &new {
            *next.plans.entry(plan.clone()).or_default().entry(item.clone()).or_default() += count;
        }
        next.plans.retain(|_, items| !items.is_empty());
        let new = new.into_iter().map(|((plan, item), count)| Entry { plan, item, count });
        (next, Changes { new: new.collect(), gone: report.stale.clone() })
    }
}

/// Makes everything known that may be, as after an update.
pub fn accept(report: &mut Report) {
    report.stale.clear();
    for plan in &mut report.plans {
        let all = std::mem::take(&mut plan.findings);
        let (new, rest): (Vec<Finding>, Vec<Finding>) = all.into_iter().partition(may_be_known);
        plan.findings = rest;
        plan.known.extend(new);
        plan.known.sort_by_key(|finding| finding.span);
    }
}

fn may_be_known(finding: &Finding) -> bool {
    !NEVER_QUIET.contains(&finding.rule.name)
}

/// Takes one finding out of those that are left, if it is among them.
fn take(items: &mut Items, finding: &Finding) -> bool {
    let item = finding.item();
    match items.get_mut(&item) {
        Some(1) => items.remove(&item).is_some(),
        Some(count) => {
            *count -= 1;
            true
        }
        None => false,
    }
}

fn entries(plan: &str, items: Items) -> impl Iterator<Item = Entry> {
    items.into_iter().map(move |(item, count)| Entry { plan: plan.to_owned(), item, count })
}
