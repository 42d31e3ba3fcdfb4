//! One plan from its files: the record or the document, what it names, and the report on it.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::configs::{Configs, InForce, Place};
use super::files::{Disk, folder_of, reason, shown, true_path};
use super::find::Target;
use super::frameworks::{self, Frameworks, Wanted};
use crate::config::Acceptance;
use crate::finding::Level;
use crate::lint::{self, Accepted, Gate, LevelWish, Settings};
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
    pub(super) fail_on: Option<Level>,
    pub(super) min_coverage: Option<f64>,
}

/// What all plans of a run share: the files, and what was read from them once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelf<'a> {
    pub(super) disk: &'a Disk,
    pub(super) configs: &'a Configs,
    pub(super) frameworks: &'a Frameworks,
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
    let in_force = shelf.configs.of(shelf.disk, &target.path)?;
    let config = &in_force.config;
    let mut opened = Opened::new(shelf.disk, target).map_err(|broken| vec![broken])?;
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

/// Reads the plan of a target, to show how it was read; what broke on the way beside it.
pub(super) fn outline(
    shelf: Shelf<'_>,
    target: &Target,
    framework: Option<&str>,
) -> Result<(OutlineReport, Vec<Breakage>), Vec<Breakage>> {
    let in_force = shelf.configs.of(shelf.disk, &target.path)?;
    let opened = Opened::new(shelf.disk, target).map_err(|broken| vec![broken])?;
    let reader = opened.reader(framework, &in_force, shelf.frameworks)?;
    let plan = reader.plan(&opened.sources, &opened.texts);
    Ok((view::outline(target.shown.clone(), &plan, reader.framework(), opened.sources), opened.broken))
}

/// The files of a plan, read.
struct Opened<'t> {
    disk: &'t Disk,
    target: &'t Target,
    sources: Sources,
    texts: PlanTexts,
    about: About,
    broken: Vec<Breakage>,
}

impl<'t> Opened<'t> {
    fn new(disk: &'t Disk, target: &'t Target) -> Result<Self, Breakage> {
        let bytes = disk.read(&target.path).map_err(|error| Breakage {
            path: target.shown.clone(),
            place: None,
            message: reason(&error, &target.path),
        })?;
        let mut sources = Sources::new();
        let id = sources.add(Source::from_bytes(target.shown.clone(), bytes));
        let mut opened = Self {
            disk,
            target,
            sources,
            texts: PlanTexts::default(),
            about: About::default(),
            broken: Vec::new(),
        };
        if target.is_record() {
            opened.texts.record = Some(id);
            opened.about = read::about_record(&opened.sources, id);
            let mut taken = HashSet::from([true_path(&target.path)]);
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
        frameworks: &Frameworks,
    ) -> Result<Arc<Reader>, Vec<Breakage>> {
        let named = self.about.framework.as_ref().filter(|_| flag.is_none());
        let (wanted, names_it) = match (flag, named, in_force.framework()) {
            (Some(words), ..) => (Wanted { words, ..Wanted::default() }, None),
            (None, Some(named), _) => {
                let folder = folder_of(&self.target.path);
                (Wanted { words: &named.value, folder }, Some(self.breakage(named, String::new())))
            }
            (None, None, Some((wanted, span))) => (wanted, Some(in_force.breakage(span, String::new()))),
            (None, None, None) => (Wanted::default(), None),
        };
        frameworks.reader(&wanted).map_err(|mut broken| {
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
            let files = if path.is_empty() || in_force.means(path, &self.target.path) {
                None
            } else {
                let is_meant = |source: &Source| in_force.means(path, Path::new(source.path()));
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
        let folder = folder_of(&self.target.path);
        let path = folder.join(&name.value);
        let is_outside = leads_out(&name.value) || !true_path(&path).starts_with(true_path(folder));
        let read = if is_outside {
            Err("it is outside the plan's folder: move it into that folder, or below".to_owned())
        } else if true_path(&path) == true_path(&self.target.path) {
            Err("it is this file itself: name the Markdown files that hold the text".to_owned())
        } else if !taken.insert(true_path(&path)) {
            Err("it is named twice: take it out once".to_owned())
        } else {
            self.disk.read_ordinary(&path).map_err(|error| reason(&error, &path))
        };
        match read {
            Ok(bytes) => {
                let id = self.sources.add(Source::from_bytes(shown(&path), bytes));
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

/// Whether a path is more than names of folders and a file, on whatever system.
fn leads_out(name: &str) -> bool {
    let is_plain = |component: Component<'_>| matches!(component, Component::Normal(_) | Component::CurDir);
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    is_drive || name.starts_with('\\') || !Path::new(name).components().all(is_plain)
}
