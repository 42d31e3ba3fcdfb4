//! Names of findings that stay the same while a plan is edited around them.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::report::{PlanReport, Report};

/// A fingerprint for each finding, and for each accepted finding after them: of rule, plan, subject and words, with
/// a counter among equals; never of line, level or message. 32 hexadecimal digits.
pub(super) fn fingerprints(report: &Report, plan: &PlanReport) -> Vec<String> {
    let path = from_root(&report.prefix, &plan.path);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let all = plan.findings.iter().chain(plan.ignored.iter().map(|ignored| &ignored.finding));
    all.map(|finding| {
        let name = name(finding, &path);
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        digest(&name, *count)
    })
    .collect()
}

/// The fingerprint of a name, and of how many there are of that name so far.
pub(super) fn digest(name: &str, count: usize) -> String {
    hexadecimal(&Sha256::digest(format!("{name}\u{1f}{count}"))[..16])
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |number: u8| char::from_digit(u32::from(number), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn name(finding: &Finding, path: &str) -> String {
    let subject = &finding.subject;
    let about = [&subject.block, &subject.phase, &subject.section, &subject.action];
    let mut parts = vec![finding.rule.name, path];
    parts.extend(about.iter().map(|part| part.as_deref().unwrap_or_default()));
    parts.push(&finding.words);
    // A sign that no id and no heading holds keeps the parts apart.
    parts.join("\u{1f}")
}

/// A path as seen from the repository's root.
pub(super) fn from_root(prefix: &str, path: &str) -> String {
    let mut parts: Vec<&str> = prefix.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::from_root;

    #[test]
    fn paths_are_seen_from_the_root() {
        assert_eq!(from_root("", "plans/plan.md"), "plans/plan.md");
        assert_eq!(from_root("plans/north/", "../south/plan.md"), "plans/south/plan.md");
        assert_eq!(from_root("plans/", "./plan.md"), "plans/plan.md");
    }
}
