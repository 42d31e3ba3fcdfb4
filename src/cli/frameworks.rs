//! Frameworks by name: built-in ones by id, others by path, each read once in a run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{folder_of, reason, shown, true_path};
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

impl Wanted<'_> {
    /// What no other framework has.
    fn key(&self) -> PathBuf {
        match builtin(self.words) {
            Some(known) => PathBuf::from(known.id),
            None => true_path(&self.folder.join(self.words)),
        }
    }
}

type Loaded = Result<Arc<Reader>, Vec<Breakage>>;

/// The frameworks of a run.
#[derive(Debug, Default)]
pub(super) struct Frameworks {
    /// By the framework, and by the config that says what headings name, where one does.
    loaded: Mutex<HashMap<(PathBuf, Option<String>), Loaded>>,
}

impl Frameworks {
    /// A reader of plans written for a framework.
    pub(super) fn reader(&self, wanted: &Wanted<'_>) -> Loaded {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded
            .entry((wanted.key(), None))
            .or_insert_with(|| load(wanted).map(|framework| Arc::new(Reader::new(Arc::new(framework)))))
            .clone()
    }

    /// The same reader, told by a config what headings name.
    pub(super) fn told(&self, wanted: &Wanted<'_>, config: &Config, sources: &Sources) -> Loaded {
        let plain = self.reader(wanted)?;
        if config.headings.is_empty() {
            return Ok(plain);
        }
        let with_headings = || {
            let framework = plain.framework();
            let headings = config.headings_for(framework);
            let headings = headings.map_err(|problems| breakages(sources, &problems))?;
            Ok(Arc::new(Reader::with_headings(Arc::clone(framework), headings)))
        };
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (wanted.key(), config.files.first().map(|file| sources.get(*file).path().to_owned()));
        loaded.entry(key).or_insert_with(with_headings).clone()
    }
}

/// Reads a framework.
pub(super) fn load(wanted: &Wanted<'_>) -> Result<Framework, Vec<Breakage>> {
    let mut sources = Sources::new();
    let id = sources.add(open(wanted)?);
    let framework = load_source(&mut sources, id).map_err(|problems| breakages(&sources, &problems))?;
    let unknown = lint::unknown_rules(framework.rules());
    if unknown.is_empty() { Ok(framework) } else { Err(breakages(&sources, &unknown)) }
}

/// A framework that is not there is the mistake of whoever names it: that is where it is told.
pub(super) fn tell_at(broken: &mut [Breakage], names_it: &Breakage) {
    for breakage in broken.iter_mut().filter(|breakage| breakage.place.is_none()) {
        breakage.path.clone_from(&names_it.path);
        breakage.place = names_it.place;
    }
}

/// The text of a framework.
pub(super) fn open(wanted: &Wanted<'_>) -> Result<Source, Vec<Breakage>> {
    if let Some(known) = builtin(wanted.words) {
        return Ok(Source::new(known.path, known.text));
    }
    let path = wanted.folder.join(wanted.words);
    std::fs::read(&path).map(|bytes| Source::from_bytes(shown(&path), bytes)).map_err(|error| {
        let known = BUILTIN.iter().map(|known| known.id);
        let looks_like_id = !wanted.words.contains(['/', '.', '\\']);
        let message = if looks_like_id {
            let help = did_you_mean(wanted.words, known)
                .unwrap_or_else(|| "`recoveryplan framework list` shows those that there are".to_owned());
            format!(
                "there is no framework `{}`: {help}; a framework of your own is named by its path",
                wanted.words
            )
        } else {
            format!("the framework cannot be had: {}", reason(&error, &path))
        };
        vec![Breakage { path: shown(&path), place: None, message }]
    })
}

/// Reads a framework's text and what it extends.
pub(super) fn load_source(sources: &mut Sources, id: SourceId) -> Result<Framework, Vec<Problem>> {
    let fetch = |from: &str, wanted: &str| {
        let path = folder_of(Path::new(from)).join(wanted);
        std::fs::read(&path)
            .map(|bytes| Source::from_bytes(shown(&path), bytes))
            .map_err(|error| reason(&error, &path))
    };
    framework::load(sources, id, &fetch)
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
