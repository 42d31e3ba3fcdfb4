//! Names of findings that stay the same while a plan is edited around them.

use sha2::{Digest, Sha256};

use crate::finding::Item;
use crate::report::{PlanReport, Report, from_root};

/// A fingerprint for each finding of [`PlanReport::all`]: of plan, item and number among equals. 32 hexadecimal
/// digits.
pub(super) fn fingerprints(report: &Report, plan: &PlanReport) -> Vec<String> {
    let path = from_root(&report.prefix, &plan.path);
    plan.all()
        .zip(plan.numbers())
        .map(|(finding, number)| digest(&name(&finding.item(), &path), number))
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

/// The parts as JSON, so that no words of a plan can pass for the end of a part.
fn name(item: &Item, path: &str) -> String {
    let subject = &item.subject;
    let about = [&subject.block, &subject.phase, &subject.section, &subject.action];
    let mut parts = vec![item.rule, path];
    parts.extend(about.iter().map(|part| part.as_deref().unwrap_or_default()));
    parts.push(&item.words);
    serde_json::json!(parts).to_string()
}
