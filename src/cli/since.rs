//! `--since`: where the files are read from, and which plans have changed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};

use super::commit::Commit;
use super::files::{Disk, Files, lexical};
use super::find::Found;
use super::frameworks::Wanted;
use super::git::{self, Id, Repository};
use super::load::{self, Shelf};
use super::owners::{Owners, is_record_name};
use crate::report::Breakage;

/// How many digits of an id people are shown.
const ID_SHOWN: usize = 10;

/// What `--since` compares.
#[derive(Debug)]
pub(super) struct Since {
    /// The older end, as people read it.
    from: String,
    repository: Repository,
    /// The commit that plans are compared with; `None` where everything is new.
    old: Option<Id>,
    new: New,
}

/// What is checked.
#[derive(Debug)]
enum New {
    WorkTree,
    Commit(Id),
    /// The branch is being taken away.
    Nothing,
}

impl Since {
    /// Finds what `OLD`, `OLD..NEW` or `OLD...NEW` stand for. Either way the commit from which the two go apart is
    /// compared with the newer one, so that what others did since is not laid at this side's door.
    pub(super) fn open(words: &str) -> anyhow::Result<Self> {
        ensure!(
            !words.trim().is_empty(),
            "--since names no revision: write one, such as `--since origin/main`; if it came from a variable, that is \
             empty"
        );
        let repository = Repository::open()?;
        let (old, new) = match words.split_once("...").or_else(|| words.split_once("..")) {
            Some((old, new)) => (or_head(old), Some(or_head(new))),
            None => (words, None),
        };
        let from = if is_id(old) { old[..ID_SHOWN].to_owned() } else { old.to_owned() };
        let new = match new {
            None if repository.has_work_tree() => New::WorkTree,
            None => bail!("there is no work tree here: name both ends, as in `--since OLD..NEW`"),
            Some(new) if is_none(new) => New::Nothing,
            Some(new) => New::Commit(repository.commit(new)?),
        };
        let newer = match &new {
            _ if is_none(old) => None,
            New::WorkTree => Some(repository.commit("HEAD")?),
            New::Commit(id) => Some(id.clone()),
            New::Nothing => None,
        };
        let old = match newer {
            Some(newer) => {
                let old = repository.commit(old)?;
                // Histories with nothing in common are compared as they are.
                Some(repository.merge_base(&old, &newer)?.unwrap_or(old))
            }
            None => None,
        };
        Ok(Self { from, repository, old, new })
    }

    /// Whether plans are read from a commit, so that the files here are others.
    pub(super) fn is_of_a_commit(&self) -> bool {
        !matches!(self.new, New::WorkTree)
    }

    /// Whether there is nothing to check, since the branch is being taken away.
    pub(super) fn is_deletion(&self) -> bool {
        matches!(self.new, New::Nothing)
    }

    /// The files that are checked.
    pub(super) fn files(&self) -> anyhow::Result<Box<dyn Files + '_>> {
        Ok(match &self.new {
            New::Commit(commit) => Box::new(Commit::open(&self.repository, commit)?),
            New::WorkTree | New::Nothing => Box::new(Disk::default()),
        })
    }

    /// Leaves only those plans that have changed.
    pub(super) fn sift(
        &self,
        found: &mut Found,
        shelf: Shelf<'_>,
        framework: Option<&str>,
    ) -> anyhow::Result<()> {
        if let Some(words) = framework {
            shelf.frameworks.point_out(&Wanted { words, ..Wanted::default() });
        }
        if let Some((wanted, _)) =
            shelf.configs.pointed_out(shelf.files).as_ref().and_then(|it| it.framework())
        {
            shelf.frameworks.point_out(&wanted);
        }
        let changes = Changes::new(self, shelf.files)?;
        let before = changes.before()?;
        let mut owners = before.as_ref().map(|before| Owners::new(before));
        found.targets.retain(|target| {
            let Some(inside) = changes.inside(&target.path) else {
                let message = "it is outside the repository of this folder, so that --since cannot tell whether it has \
                               changed: check it from within its own";
                let path = target.shown.clone();
                found.broken.push(Breakage { path, place: None, message: message.to_owned() });
                return false;
            };
            let depends_on = load::depends_on(shelf, target, framework);
            // What cannot be read is checked, so that it is told.
            depends_on.is_none_or(|paths| paths.iter().any(|path| changes.touch(path)))
                || owners.as_mut().is_some_and(|owners| {
                    !target.is_record() && !owners.of(&self.repository.root().join(inside)).is_empty()
                })
        });
        Ok(())
    }

    /// What became of the plans that were there; `None` where all of them have changed.
    pub(super) fn told(&self, there: usize, changed: usize) -> Option<String> {
        let from = &self.from;
        match (there, changed) {
            (1, 0) => Some(format!("the one plan here has not changed since {from}, and was not checked")),
            (_, 0) if there > 0 => {
                Some(format!("none of the {there} plans here has changed since {from}, and none was checked"))
            }
            _ if changed < there => {
                Some(format!("{changed} of {there} plans changed since {from}; the others were not checked"))
            }
            _ => None,
        }
    }
}

/// Half a range without a name is the commit that is checked out.
fn or_head(words: &str) -> &str {
    if words.is_empty() { "HEAD" } else { words }
}

/// Whether a revision is the name of no commit: git's own in hooks, for a branch that is not there before or after.
fn is_none(words: &str) -> bool {
    is_id(words) && words.bytes().all(|byte| byte == b'0')
}

/// Whether a revision is a whole id, of SHA-1 or of SHA-256.
fn is_id(words: &str) -> bool {
    matches!(words.len(), 40 | 64) && words.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What differs between the two ends; paths are seen from the repository's root.
#[derive(Debug)]
struct Changes<'s> {
    since: &'s Since,
    files: &'s dyn Files,
    /// The root's true path.
    root: PathBuf,
    /// `None` where everything is new.
    changed: Option<HashSet<PathBuf>>,
    /// What git keeps track of; `None` where there is nothing else.
    tracked: Option<HashSet<PathBuf>>,
}

impl<'s> Changes<'s> {
    fn new(since: &'s Since, files: &'s dyn Files) -> anyhow::Result<Self> {
        let new = match &since.new {
            New::Commit(id) => Some(id),
            New::WorkTree | New::Nothing => None,
        };
        let changed = since.old.as_ref().map(|old| git::changed(old, new)).transpose()?;
        let tracked = if new.is_none() { Some(git::tracked()?) } else { None };
        Ok(Self {
            since,
            files,
            root: files.true_path(since.repository.root()),
            changed: changed.map(HashSet::from_iter),
            tracked: tracked.map(HashSet::from_iter),
        })
    }

    /// The files as they were, where a record has changed: a document that it named may stand alone now.
    fn before(&self) -> anyhow::Result<Option<Commit<'s>>> {
        let is_record =
            |path: &PathBuf| path.file_name().is_some_and(|name| is_record_name(&name.to_string_lossy()));
        match &self.since.old {
            Some(old) if self.changed.iter().flatten().any(is_record) => {
                Commit::open(&self.since.repository, old).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The way from the root to a path, where it leads into the repository.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        self.files.true_path(path).strip_prefix(&self.root).ok().map(Path::to_path_buf)
    }

    /// Whether a file has changed, or a link on the way to it.
    fn touch(&self, path: &Path) -> bool {
        let here = std::env::current_dir().unwrap_or_default();
        let spelt = lexical(&here.join(path));
        let spelt = spelt.strip_prefix(self.since.repository.root()).ok();
        self.inside(path).is_some_and(|inside| self.differs(&inside))
            || spelt.is_some_and(|spelt| self.differs(spelt))
    }

    fn differs(&self, inside: &Path) -> bool {
        // Another repository within this one stands in git's lists as a whole.
        let is_in = |set: &HashSet<PathBuf>| inside.ancestors().any(|path| set.contains(path));
        let Some(changed) = &self.changed else { return true };
        let is_untracked = || self.tracked.as_ref().is_some_and(|tracked| !is_in(tracked));
        is_in(changed) || (is_untracked() && self.files.kind(&self.root.join(inside)).is_ok())
    }
}
