//! Texts in, findings and reports out: plans judged without files or a command line, on 1 January 2027.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use recoveryplan::finding::{Finding, Level};
use recoveryplan::framework::{DEFAULT, builtin, load};
use recoveryplan::lint::{self, LevelWish, Settings, lint};
use recoveryplan::plan::{Plan, PlanStatus};
use recoveryplan::read::{PlanTexts, Reader};
use recoveryplan::report::PlanReport;
use recoveryplan::rules::RULES;
use recoveryplan::source::{Source, Sources};

/// The default framework, ready for reading.
pub(crate) static COOPERATIVE: LazyLock<Reader> =
    LazyLock::new(|| reader(builtin(DEFAULT).expect("it is built in").text));

/// A framework file, ready for reading. It may extend the built-in ones.
pub(crate) fn reader(framework: &str) -> Reader {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("framework.toml", framework));
    let fetch = |_: &str, wanted: &str| {
        let known = builtin(wanted).ok_or_else(|| format!("there is no {wanted}"))?;
        Ok(Source::new(known.path, known.text))
    };
    Reader::new(Arc::new(load(&mut sources, id, &fetch).expect("the framework is sound")))
}

/// A plan with what every rule says of it, those included that are off.
pub(crate) struct Judged {
    pub(crate) sources: Sources,
    pub(crate) plan: Plan,
    pub(crate) findings: Vec<Finding>,
}

/// Judges a plan by its files: a `.toml` is its record, the others are its documents.
pub(crate) fn judge<B: AsRef<[u8]>>(reader: &Reader, files: &[(&str, B)]) -> Judged {
    let mut sources = Sources::new();
    let mut texts = PlanTexts::default();
    for (path, bytes) in files {
        let id = sources.add(Source::from_bytes(*path, bytes.as_ref().to_vec()));
        if path.ends_with("toml") {
            texts.record = Some(id);
        } else {
            texts.documents.push(id);
        }
    }
    let plan = reader.plan(&sources, &texts);
    let on = RULES.iter().filter(|rule| rule.meta.draft.is_none()).map(|rule| LevelWish {
        rule: rule.meta.name.to_owned(),
        status: None,
        level: Some(Level::Note),
    });
    let settings = Settings {
        status: PlanStatus::Draft,
        levels: on.collect(),
        accepted: Vec::new(),
        today: date(2027, 1, 1),
        actions: false,
    };
    let findings = lint(&plan, reader.framework(), &sources, &settings).findings;
    Judged { sources, plan, findings }
}

/// The report on a plan of the default framework, shown under its first file's path.
pub(crate) fn checked<B: AsRef<[u8]>>(status: PlanStatus, files: &[(&str, B)]) -> PlanReport {
    let judged = judge(&COOPERATIVE, files);
    let settings =
        Settings { status, levels: Vec::new(), accepted: Vec::new(), today: date(2027, 1, 1), actions: true };
    let path = files.first().expect("a plan has a file").0.to_owned();
    lint::report(
        path,
        &judged.plan,
        COOPERATIVE.framework(),
        judged.sources,
        &settings,
        lint::Gate::default(),
    )
    .0
}

impl Judged {
    /// The findings of one rule.
    pub(crate) fn of(&self, rule: &str) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.rule.name == rule)
    }

    /// The places of one rule's findings, `path:line:column`.
    pub(crate) fn places(&self, rule: &str) -> Vec<String> {
        let place = |finding: &Finding| {
            let at = self.sources.positions(finding.span).0;
            format!("{}:{}:{}", self.sources.path(finding.span), at.line, at.column)
        };
        self.of(rule).map(place).collect()
    }
}
