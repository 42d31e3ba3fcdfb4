//! One plan from its files: the record or the document, what it names, and the report on it.

use std::path::{Component, Path};
use std::sync::Arc;

use jiff::civil::Date;

use super::files::{folder_of, reason, shown};
use super::find::{Target, true_path};
use super::frameworks::{Frameworks, Wanted};
use crate::lint::{self, LevelWish, Settings};
use crate::plan::{About, PlanStatus};
use crate::read::{self, PlanTexts, Reader};
use crate::report::{Breakage, OutlineReport, PlanReport};
use crate::source::{Source, SourceId, Sources, Spanned};
use crate::view;

/// What a run wants of every plan.
#[derive(Debug)]
pub(super) struct Wishes<'a> {
    pub(super) framework: Option<&'a str>,
    pub(super) status: Option<PlanStatus>,
    pub(super) levels: &'a [LevelWish],
    pub(super) today: Date,
    pub(super) min_coverage: Option<f64>,
}

/// What came of one plan.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) plan: Option<PlanReport>,
    pub(super) broken: Vec<Breakage>,
}

/// Reads and judges the plan of a target.
pub(super) fn check(target: &Target, wishes: &Wishes<'_>, frameworks: &Frameworks) -> Checked {
    match std::fs::read(&target.path) {
        Ok(bytes) => check_text(target, bytes, wishes, frameworks),
        Err(error) => {
            let message = reason(&error, &target.path);
            Checked {
                plan: None,
                broken: vec![Breakage { path: target.shown.clone(), place: None, message }],
            }
        }
    }
}

/// Reads and judges a plan whose first file has been read.
pub(super) fn check_text(
    target: &Target,
    bytes: Vec<u8>,
    wishes: &Wishes<'_>,
    frameworks: &Frameworks,
) -> Checked {
    let mut opened = Opened::new(target, bytes);
    let mut broken = std::mem::take(&mut opened.broken);
    let reader = match opened.reader(wishes.framework, frameworks) {
        Ok(reader) => reader,
        Err(more) => {
            broken.extend(more);
            return Checked { plan: None, broken };
        }
    };
    let plan = reader.plan(&opened.sources, &opened.texts);
    let said = plan.about.status.as_ref().map(|status| status.value);
    let settings = Settings {
        status: wishes.status.or(said).unwrap_or_default(),
        levels: wishes.levels.to_vec(),
        today: wishes.today,
    };
    let path = target.shown.clone();
    let report =
        lint::report(path, &plan, reader.framework(), opened.sources, &settings, wishes.min_coverage);
    Checked { plan: Some(report), broken }
}

/// Reads the plan of a target, to show how it was read; what broke on the way beside it.
pub(super) fn outline(
    target: &Target,
    framework: Option<&str>,
    frameworks: &Frameworks,
) -> Result<(OutlineReport, Vec<Breakage>), Vec<Breakage>> {
    let bytes = std::fs::read(&target.path).map_err(|error| {
        vec![Breakage { path: target.shown.clone(), place: None, message: reason(&error, &target.path) }]
    })?;
    let opened = Opened::new(target, bytes);
    let reader = opened.reader(framework, frameworks)?;
    let plan = reader.plan(&opened.sources, &opened.texts);
    Ok((view::outline(target.shown.clone(), &plan, reader.framework(), opened.sources), opened.broken))
}

/// The files of a plan, read.
struct Opened<'t> {
    target: &'t Target,
    sources: Sources,
    texts: PlanTexts,
    about: About,
    broken: Vec<Breakage>,
}

impl<'t> Opened<'t> {
    fn new(target: &'t Target, bytes: Vec<u8>) -> Self {
        let mut sources = Sources::new();
        let id = sources.add(Source::from_bytes(target.shown.clone(), bytes));
        let mut opened = Self {
            target,
            sources,
            texts: PlanTexts::default(),
            about: About::default(),
            broken: Vec::new(),
        };
        if target.is_record() {
            opened.texts.record = Some(id);
            opened.about = read::about_record(&opened.sources, id);
            for name in opened.about.documents.clone() {
                opened.document(&name);
            }
        } else {
            opened.texts.documents.push(id);
            opened.about = read::about_document(&opened.sources, id).unwrap_or_default();
        }
        opened
    }

    fn reader(&self, flag: Option<&str>, frameworks: &Frameworks) -> Result<Arc<Reader>, Vec<Breakage>> {
        if let Some(words) = flag {
            return frameworks.reader(&Wanted { words, ..Wanted::default() });
        }
        let Some(named) = &self.about.framework else { return frameworks.reader(&Wanted::default()) };
        frameworks.reader(&Wanted { words: &named.value, folder: folder_of(&self.target.path) }).map_err(
            |broken| {
                // A framework that is not there is the plan's mistake: say where the plan names it.
                let at = self.sources.positions(named.span).0;
                let mut broken = broken;
                for breakage in broken.iter_mut().filter(|breakage| breakage.place.is_none()) {
                    breakage.path.clone_from(&self.target.shown);
                    breakage.place = Some((at.line, at.column));
                }
                broken
            },
        )
    }

    /// Reads a document that the record names, in its folder or below.
    fn document(&mut self, name: &Spanned<String>) {
        let folder = folder_of(&self.target.path);
        let path = folder.join(&name.value);
        let outside = Path::new(&name.value)
            .components()
            .any(|component| !matches!(component, Component::Normal(_) | Component::CurDir))
            || (path.exists() && !true_path(&path).starts_with(true_path(folder)));
        let read = if outside {
            Err("it is outside the plan's folder: move it into that folder, or below".to_owned())
        } else {
            std::fs::read(&path).map_err(|error| reason(&error, &path))
        };
        match read {
            Ok(bytes) => {
                let id = self.sources.add(Source::from_bytes(shown(&path), bytes));
                if !self.texts.documents.contains(&id) {
                    self.texts.documents.push(id);
                }
            }
            Err(reason) => {
                self.texts.documents_missing = true;
                self.names_what_is_not_there(name, &reason);
            }
        }
    }

    fn names_what_is_not_there(&mut self, name: &Spanned<String>, reason: &str) {
        let record: Option<SourceId> = self.texts.record;
        let at = record.map(|_| self.sources.positions(name.span).0);
        self.broken.push(Breakage {
            path: self.target.shown.clone(),
            place: at.map(|at| (at.line, at.column)),
            message: format!("the document \"{}\" cannot be had: {reason}", name.value),
        });
    }
}
