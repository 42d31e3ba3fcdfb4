//! `sarif`: SARIF 2.1.0, for code scanning. Accepted findings are results too, with their suppressions; what could not
//! be done is a notification of a run that did not succeed.

mod log;

use self::log::{
    ArtifactLocation, Base, BaseIds, Configuration, Descriptor, Driver, Entry, Fingerprints, Invocation,
    Location, Log, Notification, PhysicalLocation, Region, Run, Suppression, Text, Tool,
};
use super::fingerprint::fingerprints;
use super::json::escaped;
use super::trouble::{Kind, MIN_COVERAGE, Trouble, troubles};
use super::{hints, said};
use crate::finding::{Finding, Level, RuleMeta};
use crate::report::{PlanReport, Report, from_root};

/// What URIs are relative to, by the name that is usual.
const ROOT: &str = "%SRCROOT%";

pub(super) fn render(report: &Report) -> String {
    let rules = rules(report);
    let (short, broken): (Vec<Trouble<'_>>, Vec<Trouble<'_>>) =
        troubles(report).into_iter().partition(|trouble| trouble.kind == Kind::Short);
    let notifications: Vec<Notification> =
        broken.iter().map(|trouble| notification(report, trouble)).collect();
    let mut results: Vec<Entry> = short.into_iter().map(|trouble| shortfall(report, trouble)).collect();
    results.extend(report.plans.iter().flat_map(|plan| outcomes(report, plan)));
    let is_any_suppressed = results.iter().any(|result| result.suppressions.is_some());
    for result in &mut results {
        result.rule_index = rules.iter().position(|rule| rule.id == result.rule_id);
        if is_any_suppressed {
            result.suppressions.get_or_insert_default();
        }
    }
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: Some(REPOSITORY).filter(|address| !address.is_empty()),
                    rules,
                },
            },
            invocations: [Invocation {
                execution_successful: notifications.is_empty(),
                tool_execution_notifications: notifications,
            }],
            original_uri_base_ids: BaseIds {
                root: Base {
                    description: plain(
                        "The root of the repository, or the folder of the run where there is no repository",
                    ),
                },
            },
            newline_sequences: ["\r\n", "\n", "\r"],
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    let mut text = escaped(&serde_json::to_string_pretty(&log).unwrap_or_default());
    text.push('\n');
    text
}

/// The address of the program, from its manifest; empty where it has none.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Where a rule is described. Readers of SARIF follow it as a link, so it leads to the list of rules in the README of
/// the repository. As long as the program has no address in the world a name is all that can be given in truth: any
/// web address would lead nowhere, or to someone else. The rule's whole page stands in `help`.
fn help_uri(repository: &str, rule: &str) -> String {
    if repository.is_empty() {
        format!("urn:recoveryplan:rule:{rule}")
    } else {
        format!("{}#rules", repository.trim_end_matches('/'))
    }
}

/// Every rule that ran, in alphabetical order, and what is no rule but gives results.
fn rules(report: &Report) -> Vec<Descriptor> {
    let mut ran: Vec<&RuleMeta> = report.plans.iter().flat_map(|plan| plan.rules.iter().copied()).collect();
    ran.sort_unstable_by_key(|rule| rule.name);
    ran.dedup_by_key(|rule| rule.name);
    let mut rules: Vec<Descriptor> = ran.into_iter().map(descriptor).collect();
    if report.plans.iter().any(|plan| plan.min_coverage.is_some()) {
        rules.push(Descriptor {
            id: MIN_COVERAGE,
            name: pascal(MIN_COVERAGE),
            short_description: plain("Less of a plan is covered than was asked for"),
            full_description: plain(
                "Of the cells that apply, a smaller share is covered than `--min-coverage` or the config asks for.",
            ),
            help: plain("Develop the actions of the cells that are missing, empty or undeveloped."),
            help_uri: help_uri(REPOSITORY, MIN_COVERAGE),
            default_configuration: Configuration { enabled: false, level: "error" },
        });
    }
    rules
}

fn descriptor(rule: &RuleMeta) -> Descriptor {
    let page = rule.page();
    // The sentence at the top is the short description, and what follows it up to the examples the full one.
    let prose = page.split("\n# ").next().unwrap_or_default();
    let full = prose.split_once("\n\n").map_or(prose, |(_, rest)| rest).trim();
    Descriptor {
        id: rule.name,
        name: pascal(rule.name),
        short_description: plain(&rule.summary()),
        full_description: plain(full),
        help_uri: help_uri(REPOSITORY, rule.name),
        default_configuration: Configuration {
            enabled: rule.draft.is_some(),
            level: rule.draft.or(rule.adopted).unwrap_or(Level::Note).name(),
        },
        help: Text { text: page.clone(), markdown: Some(page) },
    }
}

/// `missing-due` as `MissingDue`.
fn pascal(name: &str) -> String {
    let words = name.split('-').filter_map(|word| word.split_at_checked(1));
    words.map(|(first, rest)| first.to_ascii_uppercase() + rest).collect()
}

/// The results of a plan.
fn outcomes(report: &Report, plan: &PlanReport) -> Vec<Entry> {
    let found = plan.findings.iter().map(|finding| (finding, None));
    let ignored = plan.ignored.iter().map(|ignored| {
        let kind = if ignored.is_external { "external" } else { "inSource" };
        let suppression = Suppression { kind, status: "accepted", justification: said(&ignored.reason) };
        (&ignored.finding, Some(vec![suppression]))
    });
    let known = plan.known.iter().map(|finding| {
        let justification = "it stands in the baseline".to_owned();
        let suppression = Suppression { kind: "external", status: "accepted", justification };
        (finding, Some(vec![suppression]))
    });
    let all = found.chain(ignored).chain(known).zip(fingerprints(report, plan));
    all.map(|((finding, suppressions), fingerprint)| Entry {
        rule_id: finding.rule.name,
        rule_index: None,
        level: finding.level.name(),
        message: message(finding),
        locations: [place(report, plan, finding)],
        partial_fingerprints: named(fingerprint),
        suppressions,
    })
    .collect()
}

/// The result for a plan of which too little is covered.
fn shortfall(report: &Report, trouble: Trouble<'_>) -> Entry {
    Entry {
        rule_id: trouble.kind.name(),
        rule_index: None,
        level: "error",
        message: plain(&trouble.message),
        locations: [location(report, trouble.path, Some(at(trouble.place.unwrap_or((1, 1)))))],
        partial_fingerprints: named(trouble.fingerprint),
        suppressions: None,
    }
}

fn notification(report: &Report, trouble: &Trouble<'_>) -> Notification {
    Notification {
        level: "error",
        message: plain(&trouble.message),
        locations: [location(report, trouble.path, trouble.place.map(at))],
    }
}

fn message(finding: &Finding) -> Text {
    let mut lines = vec![said(&finding.message)];
    lines.extend(hints(finding));
    plain(&lines.join("\n"))
}

/// A text that is not Markdown. In a message `[words](address)` would be a link even so.
fn plain(text: &str) -> Text {
    Text { text: text.replace("](", "] ("), markdown: None }
}

fn named(fingerprint: String) -> Fingerprints {
    Fingerprints { github: format!("{fingerprint}:1"), own: fingerprint }
}

fn place(report: &Report, plan: &PlanReport, finding: &Finding) -> Location {
    let (start, end) = plan.sources.positions(finding.span);
    let region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    };
    location(report, plan.sources.path(finding.span), Some(region))
}

/// A place without extent.
fn at((line, column): (usize, usize)) -> Region {
    Region { start_line: line, start_column: column, end_line: line, end_column: column }
}

fn location(report: &Report, path: &str, region: Option<Region>) -> Location {
    let uri = uri(&from_root(&report.prefix, path));
    let artifact_location = ArtifactLocation { uri, uri_base_id: ROOT };
    Location { physical_location: PhysicalLocation { artifact_location, region } }
}

/// A path as a relative reference; a colon too is escaped, as it would end a scheme.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{help_uri, uri};

    #[test]
    fn rules_have_an_address_where_the_program_has_one() {
        assert_eq!(help_uri("", "missing-due"), "urn:recoveryplan:rule:missing-due");
        assert_eq!(help_uri("https://example.org/plans/", "missing-due"), "https://example.org/plans#rules");
    }

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(uri("plans/a,b:c%d é.md"), "plans/a%2Cb%3Ac%25d%20%C3%A9.md");
        assert_eq!(uri("../a-b_c~d.md"), "../a-b_c~d.md");
    }
}
