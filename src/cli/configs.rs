//! Configs: the closest one above each plan, or one for all, each read once in a run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{Disk, Files, folder_of};
use super::frameworks::{Wanted, breakages};
use crate::config::{self, Config, Globs, NAMES};
use crate::lint;
use crate::report::Breakage;
use crate::source::{Source, SourceId, Sources, Span};

/// Which config holds
#[derive(Debug, Default, clap::Args)]
pub(super) struct ConfigChoice {
    /// The config for every plan, instead of the closest recoveryplan.toml above each; its globs are then relative to
    /// the current folder [env: `RECOVERYPLAN_CONFIG`]
    #[arg(long, value_name = "PATH", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,

    /// Read no config
    #[arg(long)]
    pub(super) no_config: bool,
}

/// A config that holds for some plans, with the texts that it was read from; one without files where there is none.
#[derive(Debug, Default)]
pub(super) struct InForce {
    pub(super) config: Config,
    pub(super) sources: Sources,
    /// For each file of the config, the folder that its globs are relative to.
    folders: HashMap<SourceId, PathBuf>,
}

/// A place in a config: path, line and column.
pub(super) type Place = (String, usize, usize);

type Loaded = Result<Arc<InForce>, Vec<Breakage>>;

/// The configs of a run.
#[derive(Debug, Default)]
pub(super) struct Configs {
    choice: Choice,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
enum Choice {
    /// The closest one above each plan.
    #[default]
    Closest,
    /// This one for all plans.
    One(PathBuf),
    /// None at all.
    None,
}

#[derive(Debug, Default)]
struct Known {
    /// The config that holds in a folder, by the words of its path.
    by_folder: HashMap<PathBuf, Loaded>,
    by_file: HashMap<PathBuf, Loaded>,
}

impl Configs {
    /// The configs that flags ask for, else the environment.
    pub(super) fn new(choice: &ConfigChoice) -> Self {
        let variable = || std::env::var_os("RECOVERYPLAN_CONFIG").filter(|path| !path.is_empty());
        let choice = match &choice.config {
            _ if choice.no_config => Choice::None,
            Some(path) => Choice::One(path.clone()),
            None => variable().map_or(Choice::Closest, |path| Choice::One(path.into())),
        };
        Self { choice, known: Mutex::default() }
    }

    /// The config that holds for a file.
    pub(super) fn of(&self, files: &dyn Files, file: &Path) -> Loaded {
        let folder = folder_of(file).to_path_buf();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = known.by_folder.get(&folder) {
            return loaded.clone();
        }
        let file = match &self.choice {
            Choice::Closest => closest(files, &files.true_path(&folder)),
            Choice::One(path) => Some(path.clone()),
            Choice::None => None,
        };
        let loaded = match file {
            None => Ok(Arc::default()),
            Some(file) => {
                let load = || self.load(files, &file).map(Arc::new);
                known.by_file.entry(files.true_path(&file)).or_insert_with(load).clone()
            }
        };
        known.by_folder.insert(folder, loaded.clone());
        loaded
    }

    /// The config that the command line points out where the files that are checked lack it.
    pub(super) fn pointed_out(&self, files: &dyn Files) -> Option<Arc<InForce>> {
        match &self.choice {
            Choice::One(path) if files.kind(path).is_err() => self.of(files, path).ok(),
            _ => None,
        }
    }

    /// The files that decide what the config for a file says, whether they are there or not.
    pub(super) fn files(&self, files: &dyn Files, file: &Path) -> Result<Vec<PathBuf>, Vec<Breakage>> {
        let in_force = self.of(files, file)?;
        let read = in_force.sources.iter().map(|(_, source)| PathBuf::from(source.path()));
        let mut paths: Vec<PathBuf> = read.collect();
        if matches!(self.choice, Choice::Closest) {
            // One that was closer, and is gone.
            for folder in files.true_path(folder_of(file)).ancestors() {
                paths.extend(candidates(folder));
                if candidates(folder).any(|file| files.stands(&file)) || files.is_root(folder) {
                    break;
                }
            }
        }
        Ok(paths)
    }

    /// Every config that was read and could be, in the order of their paths.
    pub(super) fn all(&self) -> Vec<Arc<InForce>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Arc<InForce>> =
            known.by_file.values().filter_map(|loaded| loaded.clone().ok()).collect();
        all.sort_by(|one, other| one.path().cmp(&other.path()));
        all
    }

    /// The files of every config that was read and could be.
    pub(super) fn read(&self) -> Vec<PathBuf> {
        let all = self.all();
        let sources = all.iter().flat_map(|in_force| in_force.sources.iter());
        sources.map(|(_, source)| PathBuf::from(source.path())).collect()
    }

    fn load(&self, files: &dyn Files, path: &Path) -> Result<InForce, Vec<Breakage>> {
        let disk = Disk::default();
        let files = match &self.choice {
            // Who runs the program may point out of a commit.
            Choice::One(_) if files.kind(path).is_err() => &disk,
            _ => files,
        };
        let read =
            |path: &Path| files.read_ordinary(path).map(|bytes| Source::from_bytes(files.shown(path), bytes));
        let mut sources = Sources::new();
        let id = sources.add(read(path).map_err(|reason| {
            let message = format!("the config cannot be had: {reason}");
            vec![Breakage { path: files.shown(path), place: None, message }]
        })?);
        let fetch = |asking: &str, wanted: &str| read(&folder_of(Path::new(asking)).join(wanted));
        let (config, mut problems) = config::load(&mut sources, id, &fetch);
        problems.extend(lint::rule_faults(&config.levels, config.accepted()));
        if !problems.is_empty() {
            problems.sort_by_key(|problem| (problem.span, problem.kind));
            return Err(breakages(&sources, &problems));
        }
        let folder = |id: &SourceId| match self.choice {
            // Whoever names a config from afar stands where its globs are meant.
            Choice::One(_) => files.true_path(Path::new(".")),
            _ => files.true_path(folder_of(Path::new(sources.get(*id).path()))),
        };
        let folders = config.files.iter().map(|id| (*id, folder(id))).collect();
        Ok(InForce { config, sources, folders })
    }
}

/// The config in a folder, or in the closest one above it, up to the root of the repository.
fn closest(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        // A link that leads nowhere is told when it is read.
        let found = candidates(folder).find(|file| files.stands(file));
        if found.is_some() || files.is_root(folder) {
            return found;
        }
    }
    None
}

/// The paths that a config of a folder may have, the one that wins first.
fn candidates(folder: &Path) -> impl Iterator<Item = PathBuf> {
    NAMES.iter().map(|name| folder.join(name))
}

impl InForce {
    /// The path of its own file.
    pub(super) fn path(&self) -> Option<&str> {
        self.config.files.first().map(|id| self.sources.get(*id).path())
    }

    /// The folder that the globs of a file of it are relative to.
    pub(super) fn folder(&self, id: SourceId) -> &Path {
        self.folders.get(&id).map_or(Path::new("."), PathBuf::as_path)
    }

    /// Whether globs mean a file; where there are no globs, they mean none.
    pub(super) fn means(&self, files: &dyn Files, globs: &Globs, file: &Path) -> bool {
        if globs.is_empty() {
            return false;
        }
        let file = files.true_path(file);
        globs.matches(|id| {
            let inside = file.strip_prefix(self.folder(id)).ok()?;
            let steps = inside.components().map(|step| step.as_os_str().to_string_lossy().into_owned());
            Some(steps.collect::<Vec<_>>().join("/"))
        })
    }

    /// The framework of plans that name none, and where it is named.
    pub(super) fn framework(&self) -> Option<(Wanted<'_>, Span)> {
        let named = self.config.framework.as_ref()?;
        let folder = folder_of(Path::new(self.sources.path(named.span)));
        Some((Wanted { words: &named.value, folder }, named.span))
    }

    /// Where one of its values stands.
    pub(super) fn place(&self, span: Span) -> Place {
        let at = self.sources.positions(span).0;
        (self.sources.path(span).to_owned(), at.line, at.column)
    }

    /// Something that cannot be done, at the value that asks for it.
    pub(super) fn breakage(&self, span: Span, message: String) -> Breakage {
        let (path, line, column) = self.place(span);
        Breakage { path, place: Some((line, column)), message }
    }
}
