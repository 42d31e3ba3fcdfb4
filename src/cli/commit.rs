//! The files of a commit, as they would lie on the disk if it were checked out.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsString;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use super::files::{
    Files, Had, IS_FOLDER, Kind, LEADS_NOWHERE, LONGEST, NOT_THERE, Step, is_endless, lexical, no_pointer,
};
use super::git::{self, Id, Repository};

/// How many links may lead to one another, as on Linux.
const LINKS: usize = 40;

/// What a commit has at a path.
#[derive(Debug)]
enum Node {
    Folder,
    File(Id),
    /// A link and where it leads.
    Link(PathBuf),
}

/// The files of one commit, under the root of its repository.
#[derive(Debug)]
pub(super) struct Commit<'r> {
    repository: &'r Repository,
    /// By their paths from the root, folders included; so ordered that a folder's contents follow it.
    nodes: BTreeMap<PathBuf, Node>,
}

impl<'r> Commit<'r> {
    /// Lists the files of a commit.
    pub(super) fn open(repository: &'r Repository, commit: &Id) -> anyhow::Result<Self> {
        let mut nodes = BTreeMap::from([(PathBuf::new(), Node::Folder)]);
        for entry in git::tree(commit)? {
            // Nobody can check out a path that leads back, or is too long.
            let is_plain = |component| matches!(component, Component::Normal(_));
            if is_endless(&entry.path) || !entry.path.components().all(is_plain) {
                continue;
            }
            for folder in entry.path.ancestors().skip(1) {
                if nodes.contains_key(folder) {
                    break;
                }
                nodes.insert(folder.to_path_buf(), Node::Folder);
            }
            let node = match entry.mode.as_str() {
                "120000" => {
                    let target = repository.text(&entry.id, LONGEST + 1).map_err(anyhow::Error::msg);
                    let target = target.with_context(|| format!("the link {}", entry.path.display()))?;
                    Node::Link(git::path(&target).unwrap_or_default())
                }
                // Another repository stands there: to this one it is an empty folder.
                "160000" => Node::Folder,
                _ => Node::File(entry.id),
            };
            nodes.insert(entry.path, node);
        }
        Ok(Self { repository, nodes })
    }

    /// The way from the root to a path, links followed; `None` where it leads out of the repository.
    fn follow(&self, path: &Path) -> Option<PathBuf> {
        let (mut at, rest) = self.enter(path).filter(|(_, rest)| !is_endless(rest))?;
        let mut steps: VecDeque<PathBuf> = single_steps(&rest).collect();
        let mut links = 0;
        while let Some(step) = steps.pop_front() {
            match step.components().next() {
                None | Some(Component::CurDir) => {}
                Some(Component::ParentDir) => {
                    if !at.pop() {
                        return None;
                    }
                }
                Some(Component::Normal(name)) => match self.nodes.get(&at.join(name)) {
                    Some(Node::Link(target)) => {
                        links += 1;
                        if links > LINKS || target.has_root() || is_endless(target) {
                            return None;
                        }
                        single_steps(target).rev().for_each(|step| steps.push_front(step));
                    }
                    _ => at.push(name),
                },
                Some(Component::RootDir | Component::Prefix(_)) => return None,
            }
        }
        Some(at)
    }

    /// Where a path starts, seen from the root, and how it goes on from there.
    fn enter(&self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let root = self.repository.root();
        if !path.has_root() {
            let here = std::env::current_dir().ok()?;
            return Some((here.strip_prefix(root).ok()?.to_path_buf(), path.to_path_buf()));
        }
        let rest = path.strip_prefix(root).ok().or_else(|| {
            // The way to the root may go by links of the disk.
            let whole = root.canonicalize().ok()?;
            let folder =
                path.ancestors().find(|folder| folder.canonicalize().is_ok_and(|folder| folder == whole))?;
            path.strip_prefix(folder).ok()
        })?;
        Some((PathBuf::new(), rest.to_path_buf()))
    }

    fn node(&self, path: &Path) -> Had<&Node> {
        match self.follow(path).and_then(|path| self.nodes.get(&path)) {
            Some(node) => Ok(node),
            None if self.stands(path) => Err(LEADS_NOWHERE.to_owned()),
            None => Err(NOT_THERE.to_owned()),
        }
    }

    /// Everything below a folder, by the way from it.
    fn below<'c>(&'c self, folder: &Path) -> impl Iterator<Item = &'c Path> + use<'c> {
        self.follow(folder).into_iter().flat_map(|folder| {
            let after = (Bound::Excluded(folder.clone()), Bound::Unbounded);
            self.nodes.range(after).map_while(move |(path, _)| path.strip_prefix(&folder).ok())
        })
    }
}

fn single_steps(path: &Path) -> impl DoubleEndedIterator<Item = PathBuf> {
    path.components().map(|component| PathBuf::from(component.as_os_str()))
}

impl Files for Commit<'_> {
    fn kind(&self, path: &Path) -> Had<Kind> {
        Ok(match self.node(path)? {
            Node::File(_) => Kind::File,
            Node::Folder => Kind::Folder,
            Node::Link(_) => Kind::Other,
        })
    }

    fn stands(&self, path: &Path) -> bool {
        let folder = path.parent().and_then(|folder| self.follow(folder));
        let last = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name));
        last.is_some_and(|last| self.nodes.contains_key(&last))
    }

    fn read(&self, path: &Path) -> Had<Vec<u8>> {
        self.start(path, usize::MAX).and_then(no_pointer)
    }

    fn read_ordinary(&self, path: &Path) -> Had<Vec<u8>> {
        self.read(path)
    }

    fn start(&self, path: &Path, length: usize) -> Had<Vec<u8>> {
        match self.node(path)? {
            Node::File(id) => self.repository.text(id, length),
            _ => Err(IS_FOLDER.to_owned()),
        }
    }

    fn names(&self, folder: &Path) -> Vec<OsString> {
        let direct = self.below(folder).filter(|path| path.components().count() == 1);
        direct.map(|path| path.as_os_str().to_owned()).collect()
    }

    fn walk<'f>(&'f self, folder: &'f Path) -> Box<dyn Iterator<Item = Step> + 'f> {
        let is_hidden =
            |path: &Path| path.components().any(|step| step.as_os_str().as_encoded_bytes().starts_with(b"."));
        let found = self.below(folder).filter(move |path| !is_hidden(path));
        Box::new(found.map(move |path| Ok(folder.join(path))))
    }

    fn true_path(&self, path: &Path) -> PathBuf {
        match self.follow(path) {
            Some(inside) => self.repository.root().join(inside),
            None => lexical(&std::env::current_dir().unwrap_or_default().join(path)),
        }
    }

    fn is_root(&self, folder: &Path) -> bool {
        folder == self.repository.root()
    }
}
