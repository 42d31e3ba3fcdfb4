//! One plan from its files: the record or the document, what it names, and the report on it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::configs::{Configs, InForce, Place};
use super::files::{Files, folder_of};
use super::find::Target;
use super::frameworks::{self, Frameworks, Wanted};
use super::owners::inside;
use crate::config::Acceptance;
use crate::finding::Level;
use crate::lint::{self, Accepted, Gate, LevelWish, Settings};
use crate::plan::{About, PlanStatus};
use crate::problem::{Problem, ProblemKind};
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
    pub(super) fail_on: Option<Level>,
    pub(super) min_coverage: Option<f64>,
    /// Whether a format shows the actions.
    pub(super) actions: bool,
}

/// What all plans of a run share: the files, and what was read from them once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelf<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) configs: &'a Configs,
    pub(super) frameworks: &'a Frameworks<'a>,
}

/// What came of one plan.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) plan: Option<PlanReport>,
    pub(super) broken: Vec<Breakage>,
    /// Where configs accept something that this plan has, or may have.
    pub(super) used: Vec<Place>,
}

/// Reads and judges the plan of a target.
pub(super) fn check(shelf: Shelf<'_>, target: &Target, wishes: &Wishes<'_>) -> Checked {
    let mut checked = Checked::default();
    match judge(shelf, target, wishes, &mut checked) {
        Ok(plan) => checked.plan = Some(plan),
        Err(broken) => checked.broken.extend(broken),
    }
    checked
}

fn judge(
    shelf: Shelf<'_>,
    target: &Target,
    wishes: &Wishes<'_>,
    checked: &mut Checked,
) -> Result<PlanReport, Vec<Breakage>> {
    let in_force = shelf.configs.of(shelf.files, &target.path)?;
    let config = &in_force.config;
    let mut opened = Opened::new(shelf.files, target).map_err(|broken| vec![broken])?;
    checked.broken.append(&mut opened.broken);
    let reader = opened.reader(wishes.framework, &in_force, shelf.frameworks)?;
    let plan = reader.plan(&opened.sources, &opened.texts);
    let said = plan.about.status.as_ref();
    let (accepted, places) = opened.accepted(&in_force);
    let settings = Settings {
        status: wishes.status.or(value(said)).or(value(config.status.as_ref())).unwrap_or_default(),
        levels: [LevelWish::said(&config.levels).as_slice(), wishes.levels].concat(),
        accepted,
        today: wishes.today,
        actions: wishes.actions,
    };
    let gate = Gate {
        fail_on: wishes.fail_on.or(value(config.fail_on.as_ref())).unwrap_or(Level::Error),
        min_coverage: wishes.min_coverage.or(value(config.min_coverage.as_ref())),
    };
    let path = target.shown.clone();
    let (report, used) = lint::report(path, &plan, reader.framework(), opened.sources, &settings, gate);
    checked.used = places.into_iter().zip(used).filter_map(|(place, used)| used.then_some(place)).collect();
    Ok(report)
}

fn value<T: Copy>(said: Option<&Spanned<T>>) -> Option<T> {
    said.map(|said| said.value)
}

/// Reads the plan of a target, to show how it was read; beside it what broke on the way, and what kept a file from being
/// read.
pub(super) fn outline(
    shelf: Shelf<'_>,
    target: &Target,
    framework: Option<&str>,
) -> Result<(OutlineReport, Vec<Breakage>), Vec<Breakage>> {
    let in_force = shelf.configs.of(shelf.files, &target.path)?;
    let opened = Opened::new(shelf.files, target).map_err(|broken| vec![broken])?;
    let reader = opened.reader(framework, &in_force, shelf.frameworks)?;
    let plan = reader.plan(&opened.sources, &opened.texts);
    let is_unread = |problem: &&Problem| matches!(problem.kind, ProblemKind::Encoding | ProblemKind::Syntax);
    let unread: Vec<Problem> = plan.problems.iter().filter(is_unread).cloned().collect();
    let mut broken = opened.broken;
    broken.extend(frameworks::breakages(&opened.sources, &unread));
    Ok((view::outline(target.shown.clone(), &plan, reader.framework(), opened.sources), broken))
}

/// The files that a plan depends on, whether they are there or not; `None` where that cannot be known, since one of
/// them cannot be read.
pub(super) fn depends_on(shelf: Shelf<'_>, target: &Target, framework: Option<&str>) -> Option<Vec<PathBuf>> {
    let Shelf { files, configs, frameworks } = shelf;
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(target.shown.clone(), files.read(&target.path).ok()?));
    let about = if target.is_record() {
        read::about_record(&sources, id)
    } else {
        read::about_document(&sources, id).unwrap_or_default()
    };
    let in_force = configs.of(files, &target.path).ok()?;
    let wanted = wanted(framework, about.framework.as_ref(), target, &in_force);
    let mut paths = configs.files(files, &target.path).ok()?;
    paths.extend_from_slice(&frameworks.known(&wanted).ok()?.files);
    paths.extend(about.documents.iter().map(|name| folder_of(&target.path).join(&name.value)));
    paths.push(target.path.clone());
    Some(paths)
}

/// The framework that a flag names, else the plan, else the config.
fn wanted<'a>(
    flag: Option<&'a str>,
    named: Option<&'a Spanned<String>>,
    target: &'a Target,
    in_force: &'a InForce,
) -> Wanted<'a> {
    match (flag, named, in_force.framework()) {
        (Some(words), ..) => Wanted { words, ..Wanted::default() },
        (None, Some(named), _) => Wanted { words: &named.value, folder: folder_of(&target.path) },
        (None, None, Some((wanted, _))) => wanted,
        (None, None, None) => Wanted::default(),
    }
}

/// The files of a plan, read.
struct Opened<'t> {
    files: &'t dyn Files,
    target: &'t Target,
    sources: Sources,
    texts: PlanTexts,
    about: About,
    broken: Vec<Breakage>,
}

impl<'t> Opened<'t> {
    fn new(files: &'t dyn Files, target: &'t Target) -> Result<Self, Breakage> {
        let bytes = files.read(&target.path).map_err(|message| Breakage {
            path: target.shown.clone(),
            place: None,
            message,
        })?;
        let mut sources = Sources::new();
        let id = sources.add(Source::from_bytes(target.shown.clone(), bytes));
        let mut opened = Self {
            files,
            target,
            sources,
            texts: PlanTexts::default(),
            about: About::default(),
            broken: Vec::new(),
        };
        if target.is_record() {
            opened.texts.record = Some(id);
            opened.about = read::about_record(&opened.sources, id);
            let mut taken = HashSet::from([files.true_path(&target.path)]);
            for name in opened.about.documents.clone() {
                opened.document(&name, &mut taken);
            }
        } else {
            opened.texts.documents.push(id);
            opened.about = read::about_document(&opened.sources, id).unwrap_or_default();
        }
        Ok(opened)
    }

    /// The reader for the framework that a flag names, else the plan, else the config.
    fn reader(
        &self,
        flag: Option<&str>,
        in_force: &InForce,
        frameworks: &Frameworks<'_>,
    ) -> Result<Arc<Reader>, Vec<Breakage>> {
        let named = self.about.framework.as_ref().filter(|_| flag.is_none());
        let wanted = wanted(flag, named, self.target, in_force);
        frameworks.reader(&wanted).map_err(|mut broken| {
            let names_it = match (flag, named, in_force.framework()) {
                (None, Some(named), _) => Some(self.breakage(named, String::new())),
                (None, None, Some((_, span))) => Some(in_force.breakage(span, String::new())),
                _ => None,
            };
            let has_faults = broken.iter().all(|breakage| breakage.place.is_some());
            if let Some(names_it) = names_it {
                frameworks::tell_at(&mut broken, &names_it);
            }
            if let Some(named) = named.filter(|_| has_faults) {
                let message = format!("not checked, because its framework `{}` has faults", named.value);
                broken.push(self.breakage(named, message));
            }
            broken
        })?;
        frameworks.told(&wanted, &in_force.config, &in_force.sources)
    }

    /// What the config accepts in this plan, and where it says so.
    fn accepted(&self, in_force: &InForce) -> (Vec<Accepted>, Vec<Place>) {
        let mut found = (Vec::new(), Vec::new());
        for Acceptance { ignore, path } in &in_force.config.acceptances {
            let files = if path.is_empty() || in_force.means(self.files, path, &self.target.path) {
                None
            } else {
                let is_meant = |source: &Source| in_force.means(self.files, path, Path::new(source.path()));
                Some(self.sources.iter().filter(|(_, source)| is_meant(source)).map(|(id, _)| id).collect())
            };
            if files.as_ref().is_none_or(|files: &Vec<SourceId>| !files.is_empty()) {
                found.0.push(Accepted { ignore: ignore.clone(), files });
                found.1.push(in_force.place(ignore.span.span));
            }
        }
        found
    }

    /// Reads a document that the record names, in its folder or below, and not yet taken.
    fn document(&mut self, name: &Spanned<String>, taken: &mut HashSet<PathBuf>) {
        let path = folder_of(&self.target.path).join(&name.value);
        let document = inside(self.files, &self.target.path, &name.value);
        let read = if document.as_ref() == Some(&self.files.true_path(&self.target.path)) {
            Err("it is this file itself: name the Markdown files that hold the text".to_owned())
        } else if document.is_none() {
            Err("it is outside the plan's folder: move it into that folder, or below".to_owned())
        } else if !document.is_some_and(|document| taken.insert(document)) {
            Err("it is named twice: take it out once".to_owned())
        } else {
            self.files.read_ordinary(&path)
        };
        match read {
            Ok(bytes) => {
                let id = self.sources.add(Source::from_bytes(self.files.shown(&path), bytes));
                self.texts.documents.push(id);
            }
            Err(reason) => {
                self.texts.documents_missing = true;
                let message = format!("the document \"{}\" cannot be had: {reason}", name.value);
                self.broken.push(self.breakage(name, message));
            }
        }
    }

    /// What broke, at the words of the plan's own that led to it.
    fn breakage<T>(&self, at: &Spanned<T>, message: String) -> Breakage {
        let place = self.sources.positions(at.span).0;
        Breakage { path: self.target.shown.clone(), place: Some((place.line, place.column)), message }
    }
}
