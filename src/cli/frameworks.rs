//! Frameworks by name: built-in ones by id, others by path, each read once in a run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{Disk, Files, folder_of};
use crate::config::Config;
use crate::framework::{self, BUILTIN, DEFAULT, Framework, builtin};
use crate::lint;
use crate::problem::Problem;
use crate::read::Reader;
use crate::report::Breakage;
use crate::source::{Source, SourceId, Sources};
use crate::text::did_you_mean;

/// A framework by the words that name it, and the folder that a path is relative to.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a> {
    pub(super) words: &'a str,
    pub(super) folder: &'a Path,
}

impl Default for Wanted<'_> {
    fn default() -> Self {
        Self { words: DEFAULT, folder: Path::new(".") }
    }
}

/// A framework made ready for reading plans, and the files that it was read from; a built-in one has none.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) reader: Arc<Reader>,
    pub(super) files: Arc<[PathBuf]>,
}

type Loaded = Result<Known, Vec<Breakage>>;

/// The frameworks of a run.
#[derive(Debug)]
pub(super) struct Frameworks<'f> {
    files: &'f dyn Files,
    /// By the framework, and by the config that says what headings name, where one does.
    loaded: Mutex<HashMap<(PathBuf, Option<String>), Loaded>>,
}

impl<'f> Frameworks<'f> {
    /// None read yet.
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self { files, loaded: Mutex::default() }
    }

    /// A reader of plans written for a framework.
    pub(super) fn reader(&self, wanted: &Wanted<'_>) -> Result<Arc<Reader>, Vec<Breakage>> {
        self.known(wanted).map(|known| known.reader)
    }

    /// A framework with its files.
    pub(super) fn known(&self, wanted: &Wanted<'_>) -> Loaded {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.entry((self.key(wanted), None)).or_insert_with(|| prepare(self.files, wanted)).clone()
    }

    /// The files of every framework that was read and could be.
    pub(super) fn read(&self) -> Vec<PathBuf> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.values().flatten().flat_map(|known| known.files.iter().cloned()).collect()
    }

    /// Takes a framework from the disk where the files that are checked lack it: who runs the program may point out of
    /// a commit, which the plans in it may not.
    pub(super) fn point_out(&self, wanted: &Wanted<'_>) {
        let is_here = builtin(wanted.words).is_some();
        if !is_here && self.files.kind(&wanted.folder.join(wanted.words)).is_err() {
            let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
            loaded.insert((self.key(wanted), None), prepare(&Disk::default(), wanted));
        }
    }

    /// What no other framework has.
    fn key(&self, wanted: &Wanted<'_>) -> PathBuf {
        match builtin(wanted.words) {
            Some(known) => PathBuf::from(known.id),
            None => self.files.true_path(&wanted.folder.join(wanted.words)),
        }
    }

    /// The same reader, told by a config what headings name.
    pub(super) fn told(
        &self,
        wanted: &Wanted<'_>,
        config: &Config,
        sources: &Sources,
    ) -> Result<Arc<Reader>, Vec<Breakage>> {
        let plain = self.known(wanted)?;
        if config.headings.is_empty() {
            return Ok(plain.reader);
        }
        let with_headings = || {
            let framework = plain.reader.framework();
            let headings = config.headings_for(framework);
            let headings = headings.map_err(|problems| breakages(sources, &problems))?;
            let reader = Arc::new(Reader::with_headings(Arc::clone(framework), headings));
            Ok(Known { reader, files: Arc::clone(&plain.files) })
        };
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (self.key(wanted), config.files.first().map(|file| sources.get(*file).path().to_owned()));
        loaded.entry(key).or_insert_with(with_headings).clone().map(|known| known.reader)
    }
}

fn prepare(files: &dyn Files, wanted: &Wanted<'_>) -> Loaded {
    let (framework, sources) = read(files, wanted)?;
    let files = sources.iter().map(|(_, source)| PathBuf::from(source.path())).collect();
    Ok(Known { reader: Arc::new(Reader::new(Arc::new(framework))), files })
}

/// Reads a framework.
pub(super) fn load(files: &dyn Files, wanted: &Wanted<'_>) -> Result<Framework, Vec<Breakage>> {
    read(files, wanted).map(|(framework, _)| framework)
}

/// A framework, and the texts of the files that it was read from.
fn read(files: &dyn Files, wanted: &Wanted<'_>) -> Result<(Framework, Sources), Vec<Breakage>> {
    let mut sources = Sources::new();
    if let Some(known) = builtin(wanted.words) {
        return Ok((known.framework(), sources));
    }
    let id = sources.add(open(files, wanted)?);
    match load_source(files, &mut sources, id) {
        Ok(framework) => Ok((framework, sources)),
        Err(problems) => Err(breakages(&sources, &problems)),
    }
}

/// A framework that is not there is the mistake of whoever names it: that is where it is told.
pub(super) fn tell_at(broken: &mut [Breakage], names_it: &Breakage) {
    for breakage in broken.iter_mut().filter(|breakage| breakage.place.is_none()) {
        breakage.path.clone_from(&names_it.path);
        breakage.place = names_it.place;
    }
}

/// The text of a framework of the user's own.
fn open(files: &dyn Files, wanted: &Wanted<'_>) -> Result<Source, Vec<Breakage>> {
    let path = wanted.folder.join(wanted.words);
    files.read_ordinary(&path).map(|bytes| Source::from_bytes(files.shown(&path), bytes)).map_err(|reason| {
        let known = BUILTIN.iter().map(|known| known.id);
        let looks_like_id = !wanted.words.contains(['/', '.', '\\']);
        let message = if looks_like_id {
            let help = did_you_mean(wanted.words, known)
                .unwrap_or_else(|| "`recoveryplan framework list` shows those that there are.".to_owned());
            format!(
                "there is no framework `{}`: {help} A framework of your own is named by its path",
                wanted.words
            )
        } else {
            format!("the framework cannot be had: {reason}")
        };
        vec![Breakage { path: files.shown(&path), place: None, message }]
    })
}

/// Reads a framework's text and what it extends.
pub(super) fn load_source(
    files: &dyn Files,
    sources: &mut Sources,
    id: SourceId,
) -> Result<Framework, Vec<Problem>> {
    let fetch = |from: &str, wanted: &str| {
        let path = folder_of(Path::new(from)).join(wanted);
        files.read_ordinary(&path).map(|bytes| Source::from_bytes(files.shown(&path), bytes))
    };
    framework::load_and(sources, id, &fetch, &|framework| lint::rule_faults(&framework.levels, []))
}

/// Problems of framework files as things that stop the work.
pub(super) fn breakages(sources: &Sources, problems: &[Problem]) -> Vec<Breakage> {
    problems
        .iter()
        .map(|problem| {
            let at = sources.positions(problem.span).0;
            let help = problem.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            Breakage {
                path: sources.path(problem.span).to_owned(),
                place: Some((at.line, at.column)),
                message: format!("{}{help}", problem.message),
            }
        })
        .collect()
}
