//! Baselines as files: JSON with a line for each finding, sorted, so that a merge request shows what was added and
//! what was taken out.

use std::collections::btree_map::Entry as Slot;

use super::{Baseline, Items};
use crate::finding::{Item, NEVER_QUIET, Subject};
use crate::problem::{Problem, ProblemKind};
use crate::report::from_root;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::table::{Faults, Table, Value, parse_json};
use crate::text::{did_you_mean, escaped};

/// The version of the format.
const VERSION: i64 = 1;

impl Baseline {
    /// Reads a baseline file. `rules` are the names of all rules.
    ///
    /// # Errors
    /// Every fault of the file, in the order of their places.
    pub fn read(source: &Source, id: SourceId, rules: &[&'static str]) -> Result<Self, Vec<Problem>> {
        if let Some(fault) = source.encoding_fault() {
            let span = Span::new(id, fault.at.clone());
            return Err(vec![Problem::new(ProblemKind::Encoding, span, fault.message)]);
        }
        let faults = Faults::default();
        let root = parse_json(source, id, &faults);
        let baseline = root.map(|root| Reading { faults: &faults, rules }.root(&root));
        let problems = faults.into_problems();
        if problems.is_empty() { Ok(baseline.unwrap_or_default()) } else { Err(problems) }
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let plans: Vec<String> = self
            .plans
            .iter()
            .map(|(plan, items)| {
                let lines: Vec<String> = items.iter().map(|(item, count)| line(item, *count)).collect();
                format!("    {}: [\n{}\n    ]", quoted(plan), lines.join(",\n"))
            })
            .collect();
        let plans = match plans.as_slice() {
            [] => "{}".to_owned(),
            plans => format!("{{\n{}\n  }}", plans.join(",\n")),
        };
        escaped(&format!("{{\n  \"version\": {VERSION},\n  \"plans\": {plans}\n}}\n"))
    }
}

fn line(item: &Item, count: usize) -> String {
    let Subject { block, phase, section, action } = &item.subject;
    let words = Some(&item.words).filter(|words| !words.is_empty());
    let keys = [
        ("rule", Some(item.rule)),
        ("block", block.as_deref()),
        ("phase", phase.as_deref()),
        ("section", section.as_deref()),
        ("action", action.as_deref()),
        ("words", words.map(String::as_str)),
    ];
    let mut pairs: Vec<String> =
        keys.into_iter().filter_map(|(key, value)| Some(format!("\"{key}\": {}", quoted(value?)))).collect();
    if count > 1 {
        pairs.push(format!("\"count\": {count}"));
    }
    format!("      {{ {} }}", pairs.join(", "))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A file on its way.
struct Reading<'a> {
    faults: &'a Faults,
    rules: &'a [&'static str],
}

impl Reading<'_> {
    fn fault(&self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.faults.add(Problem::new(ProblemKind::WrongType, span, message).help(help));
    }

    fn root(&self, root: &Spanned<Value>) -> Baseline {
        let mut baseline = Baseline::default();
        let Some(table) = Table::of(root, self.faults) else {
            self.fault(root.span, "this is no baseline", "`--update-baseline` makes one: name another file");
            return baseline;
        };
        match table.number("version") {
            Some(version) if version.value == VERSION => {}
            Some(version) => {
                let message = format!("this is a baseline of version {}", version.value);
                let help = format!("this program reads version {VERSION}: use another release of it");
                self.fault(version.span, message, help);
                return baseline;
            }
            None if table.has("version") => {}
            None => self.missing(root.span, "version", "\"version\": 1"),
        }
        match table.get("plans") {
            Some(Spanned { value: Value::Table(plans), .. }) => {
                for (path, list) in plans {
                    let items = self.plan(path, list);
                    if !items.is_empty() {
                        baseline.plans.insert(path.value.clone(), items);
                    }
                }
            }
            Some(other) => self.fault(
                other.span,
                "`plans` should be an object",
                "it holds the path of each plan with a list of findings: \"plans\": {\"plan.md\": [...]}",
            ),
            None => self.missing(root.span, "plans", "\"plans\": {}"),
        }
        table.finish();
        baseline
    }

    fn missing(&self, span: Span, key: &str, example: &str) {
        self.fault(
            Span { end: span.start, ..span },
            format!("`{key}` is missing here"),
            format!("write {example}"),
        );
    }

    fn plan(&self, path: &Spanned<String>, list: &Spanned<Value>) -> Items {
        let mut items = Items::new();
        let plain = from_root("", &path.value);
        if plain.is_empty() || plain != path.value {
            let help = "it is relative to the root of the repository, with / and without . in it";
            self.fault(path.span, format!("`{}` is not how a plan's path is written here", path.value), help);
        }
        let Value::List(found) = &list.value else {
            let help = "write the findings of the plan in brackets, each as {\"rule\": \"...\"}";
            self.fault(list.span, "here should be a list", help);
            return items;
        };
        for finding in found {
            let Some(table) = Table::of(finding, self.faults) else {
                self.fault(finding.span, "here should be a finding", "write it as {\"rule\": \"...\"}");
                continue;
            };
            let Some((item, count)) = self.finding(table) else { continue };
            match items.entry(item) {
                Slot::Vacant(slot) => {
                    slot.insert(count);
                }
                Slot::Occupied(slot) => {
                    let help = format!("write it once, with \"count\": {}", slot.get().saturating_add(count));
                    self.fault(finding.span, "this finding stands twice here", help);
                }
            }
        }
        items
    }

    /// A finding, and how often it was found.
    fn finding(&self, table: Table<'_>) -> Option<(Item, usize)> {
        let rule = table.required_text("rule");
        let text = |key| table.text(key).map(|text| text.value);
        let subject = Subject {
            block: text("block"),
            phase: text("phase"),
            section: text("section"),
            action: text("action"),
        };
        let words = text("words").map(|words| words.trim().to_owned()).unwrap_or_default();
        let count = match table.number("count") {
            Some(count) => {
                let number = u32::try_from(count.value).ok().filter(|number| *number > 0);
                if number.is_none() {
                    let help = "it is how many such findings there are: take this out where there is none";
                    self.fault(count.span, "`count` should be 1 or more", help);
                }
                number
            }
            None => Some(1),
        };
        table.finish();
        let rule = self.rule(&rule?)?;
        Some((Item { rule, subject, words }, count? as usize))
    }

    fn rule(&self, name: &Spanned<String>) -> Option<&'static str> {
        let rules = self.rules.iter().copied();
        let Some(rule) = rules.clone().find(|rule| *rule == name.value) else {
            let help = did_you_mean(&name.value, rules)
                .unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned());
            self.fault(name.span, format!("there is no rule `{}`", name.value), help);
            return None;
        };
        if NEVER_QUIET.contains(&rule) {
            let message =
                format!("`{rule}` cannot be known: a file that cannot be read hides all else in it");
            self.fault(name.span, message, "take this out, and mend the file");
            return None;
        }
        Some(rule)
    }
}
