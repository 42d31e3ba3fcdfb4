//! Texts into a [`Plan`]. Reading never fails: what is wrong with the texts stands in the plan.

mod about;
mod actions;
mod blocks;
mod bold;
mod comments;
mod content;
pub mod dates;
mod filling;
mod gather;
mod headers;
mod inline;
mod labels;
mod markdown;
mod origin;
mod pieces;
pub mod placeholders;
mod progress;
mod record;
mod record_action;
mod remarks;
mod roles;
mod rows;
mod segments;
mod shapes;
mod stages;
mod stated;
mod typed;
mod values;

use std::sync::Arc;

use self::labels::Labels;
use self::markdown::Setting;
use self::origin::Origin;
use crate::framework::Framework;
use crate::plan::{About, Names, Plan};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Sources, Span};
use crate::table::{Faults, Table, parse_toml};
use crate::words::{Matcher, Titles};

/// The texts of one plan.
#[derive(Debug, Clone, Default)]
pub struct PlanTexts {
    /// The `plan.toml`, where there is one.
    pub record: Option<SourceId>,
    /// The documents, in reading order.
    pub documents: Vec<SourceId>,
    /// Whether a document that the record names could not be read: the plan is then incomplete.
    pub documents_missing: bool,
}

/// The words of a framework made ready for reading: worth keeping where many plans are read.
#[derive(Debug)]
pub struct Reader {
    framework: Arc<Framework>,
    matcher: Matcher,
    titles: Titles,
    labels: Labels,
}

/// A plan that is being read.
struct Build<'r> {
    reader: &'r Reader,
    plan: Plan,
}

impl Reader {
    /// A reader of plans written for `framework`.
    #[must_use]
    pub fn new(framework: Arc<Framework>) -> Self {
        let (matcher, labels) = (Matcher::new(&framework), Labels::new(&framework));
        let titles = Titles::new(&framework);
        Self { framework, matcher, titles, labels }
    }

    /// A reader that is told what headings name, whatever the framework makes of their words.
    #[must_use]
    pub fn with_headings(framework: Arc<Framework>, headings: Vec<(String, Names)>) -> Self {
        let reader = Self::new(framework);
        Self { matcher: reader.matcher.told(headings), ..reader }
    }

    /// The framework that plans are read for.
    #[must_use]
    pub fn framework(&self) -> &Arc<Framework> {
        &self.framework
    }

    /// Reads a plan.
    #[must_use]
    pub fn plan(&self, sources: &Sources, texts: &PlanTexts) -> Plan {
        let mut build = Build { reader: self, plan: Plan::default() };
        build.plan.complete = !texts.documents_missing;
        build.plan.files = texts.record.iter().chain(&texts.documents).copied().collect();
        if let Some(id) = texts.record {
            build.record(sources.get(id), id);
        }
        let alone = texts.documents.len() == 1;
        for id in &texts.documents {
            build.document(sources.get(*id), *id, texts.record.is_none(), alone);
        }
        record::about_placeholders(&mut build);
        build.plan
    }
}

impl Build<'_> {
    fn record(&mut self, source: &Source, id: SourceId) {
        if self.is_unreadable(source, id) {
            return;
        }
        let faults = Faults::default();
        let root = parse_toml(source, id, &faults);
        let problems = faults.into_problems();
        if !problems.is_empty() {
            self.plan.complete = false;
            // The status still decides how strictly the documents are judged; nothing else is said of the file.
            let faults = Faults::default();
            if let Some(plan) = Table::of(&root, &faults).and_then(|table| table.table("plan")) {
                self.plan.about = About { status: about::read(&plan).status, ..About::default() };
            }
            self.plan.problems.extend(problems);
            return;
        }
        let faults = Faults::default();
        record::read(self, source, id, &root, &faults);
        self.plan.problems.extend(faults.into_problems());
    }

    fn document(&mut self, source: &Source, id: SourceId, settings: bool, alone: bool) {
        if self.is_unreadable(source, id) {
            return;
        }
        let mut body = 0;
        if let Some(found) = about::front_matter(source, id) {
            body = found.body;
            if settings {
                self.plan.about = found.about;
                self.plan.complete &= !found.broken;
                let broken = found.broken;
                self.plan.problems.extend(found.problems);
                if broken {
                    return;
                }
            }
        }
        let origin = Origin::document(source, id, body);
        markdown::read(self, &origin, id, &Setting { alone, ..Setting::default() });
    }

    /// Notes that a file is not text in UTF-8; nothing more is said of it then.
    fn is_unreadable(&mut self, source: &Source, id: SourceId) -> bool {
        let Some(fault) = source.encoding_fault() else { return false };
        self.plan.complete = false;
        self.plan.problems.push(
            Problem::new(ProblemKind::Encoding, Span::new(id, fault.at.clone()), fault.message).help(
                "open it in your editor and save it as UTF-8; a Word file must be saved as Markdown first",
            ),
        );
        true
    }
}

/// Reads a plan written for `framework`.
#[must_use]
pub fn plan(sources: &Sources, texts: &PlanTexts, framework: &Framework) -> Plan {
    Reader::new(Arc::new(framework.clone())).plan(sources, texts)
}

/// What a `plan.toml` says of itself: enough to find its framework and its documents before it is read as a whole.
#[must_use]
pub fn about_record(sources: &Sources, record: SourceId) -> About {
    about_whole_record(sources, record).0
}

/// What a `plan.toml` says of itself, and whether all of it could be read, so that what it does not say is not there.
#[must_use]
pub fn about_whole_record(sources: &Sources, record: SourceId) -> (About, bool) {
    let source = sources.get(record);
    let (root, syntax) = Faults::of(|faults| parse_toml(source, record, faults));
    let faults = Faults::default();
    let table = Table::of(&root, &faults).and_then(|table| table.table("plan"));
    let is_whole = syntax.is_empty() && source.encoding_fault().is_none();
    (table.map(|table| about::read(&table)).unwrap_or_default(), is_whole)
}

/// What the front matter of a document says, where it has any.
#[must_use]
pub fn about_document(sources: &Sources, document: SourceId) -> Option<About> {
    about::front_matter(sources.get(document), document).map(|found| found.about)
}
