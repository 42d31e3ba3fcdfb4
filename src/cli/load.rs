//! One plan from its files: the record or the document, what it names, and the report on it.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::files::{Files, folder_of};
use super::find::Target;
use super::frameworks::{Frameworks, Wanted};
use crate::lint::{self, LevelWish, Settings};
use crate::plan::{About, PlanStatus};
use crate::read::{self, PlanTexts, Reader};
use crate::report::{Breakage, OutlineReport, PlanReport};
use crate::source::{Source, Sources, Spanned};
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
pub(super) fn check(
    files: &dyn Files,
    target: &Target,
    wishes: &Wishes<'_>,
    frameworks: &Frameworks<'_>,
) -> Checked {
    let mut opened = match Opened::new(files, target) {
        Ok(opened) => opened,
        Err(broken) => return Checked { plan: None, broken: vec![broken] },
    };
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

/// The files that a plan depends on, whether they are there or not; `None` where that cannot be known, since one of
/// them cannot be read.
pub(super) fn depends_on(
    files: &dyn Files,
    target: &Target,
    framework: Option<&str>,
    frameworks: &Frameworks<'_>,
) -> Option<Vec<PathBuf>> {
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(target.shown.clone(), files.read(&target.path).ok()?));
    let about = if target.is_record() {
        read::about_record(&sources, id)
    } else {
        read::about_document(&sources, id).unwrap_or_default()
    };
    let folder = folder_of(&target.path);
    let mut paths = vec![target.path.clone()];
    paths.extend(about.documents.iter().map(|name| folder.join(&name.value)));
    let wanted = match (framework, &about.framework) {
        (Some(words), _) => Wanted { words, ..Wanted::default() },
        (None, Some(named)) => Wanted { words: &named.value, folder },
        (None, None) => Wanted::default(),
    };
    paths.extend(frameworks.known(&wanted).ok()?.files.iter().cloned());
    let root = files.repository_root(folder);
    let above = files.true_path(folder);
    let above =
        above.ancestors().take_while(|above| root.as_ref().is_none_or(|root| above.starts_with(root)));
    paths.extend(above.map(|above| above.join("recoveryplan.toml")));
    Some(paths)
}

/// Reads the plan of a target, to show how it was read; what broke on the way beside it.
pub(super) fn outline(
    files: &dyn Files,
    target: &Target,
    framework: Option<&str>,
    frameworks: &Frameworks<'_>,
) -> Result<(OutlineReport, Vec<Breakage>), Vec<Breakage>> {
    let opened = Opened::new(files, target).map_err(|broken| vec![broken])?;
    let reader = opened.reader(framework, frameworks)?;
    let plan = reader.plan(&opened.sources, &opened.texts);
    Ok((view::outline(target.shown.clone(), &plan, reader.framework(), opened.sources), opened.broken))
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

    fn reader(&self, flag: Option<&str>, frameworks: &Frameworks<'_>) -> Result<Arc<Reader>, Vec<Breakage>> {
        if let Some(words) = flag {
            return frameworks.reader(&Wanted { words, ..Wanted::default() });
        }
        let Some(named) = &self.about.framework else { return frameworks.reader(&Wanted::default()) };
        frameworks.reader(&Wanted { words: &named.value, folder: folder_of(&self.target.path) }).map_err(
            |mut broken| {
                let at = self.sources.positions(named.span).0;
                let mut is_there = true;
                // A framework that is not there is the plan's mistake: say where the plan names it.
                for breakage in broken.iter_mut().filter(|breakage| breakage.place.is_none()) {
                    breakage.path.clone_from(&self.target.shown);
                    breakage.place = Some((at.line, at.column));
                    is_there = false;
                }
                if is_there {
                    let message = format!("not checked, because its framework `{}` has faults", named.value);
                    broken.push(self.breakage(named, message));
                }
                broken
            },
        )
    }

    /// Reads a document that the record names, in its folder or below, and not yet taken.
    fn document(&mut self, name: &Spanned<String>, taken: &mut HashSet<PathBuf>) {
        let folder = folder_of(&self.target.path);
        let path = folder.join(&name.value);
        let document = self.files.true_path(&path);
        let is_outside = leads_out(&name.value) || !document.starts_with(self.files.true_path(folder));
        let read = if is_outside {
            Err("it is outside the plan's folder: move it into that folder, or below".to_owned())
        } else if document == self.files.true_path(&self.target.path) {
            Err("it is this file itself: name the Markdown files that hold the text".to_owned())
        } else if !taken.insert(document) {
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

/// Whether a path is more than names of folders and a file, on whatever system.
fn leads_out(name: &str) -> bool {
    let is_plain = |component: Component<'_>| matches!(component, Component::Normal(_) | Component::CurDir);
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    is_drive || name.starts_with('\\') || !Path::new(name).components().all(is_plain)
}
