//! Paths as people read them and as machines tell them apart, and where a run reads its files from.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

/// What was asked for, or why it cannot be had, in words for people.
pub(super) type Had<T> = Result<T, String>;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A pipe or a device.
    Other,
}

/// What a walk came by: a path, or one that could not be looked into and why.
pub(super) type Step = Result<PathBuf, (PathBuf, String)>;

/// Where a run reads its files from: the disk, or a commit of a git repository. Paths are whole, or relative to the
/// current folder; either way links are followed.
pub(super) trait Files: fmt::Debug + Sync {
    /// What stands at a path.
    fn kind(&self, path: &Path) -> Had<Kind>;

    /// Whether anything stands at a path, be it a link that leads nowhere. What may not be looked at may be there.
    fn stands(&self, path: &Path) -> bool;

    /// The bytes of a file that a person named, which may be a pipe.
    fn read(&self, path: &Path) -> Had<Vec<u8>>;

    /// The bytes of a file that was found, or that another file names. Nobody waits for a pipe or a device then.
    fn read_ordinary(&self, path: &Path) -> Had<Vec<u8>>;

    /// The first bytes of a file, `length` of them at most.
    fn start(&self, path: &Path, length: usize) -> Had<Vec<u8>>;

    /// The names in a folder; none where it may not be listed.
    fn names(&self, folder: &Path) -> Vec<OsString>;

    /// Everything below a folder as git sees it, folder by folder in the order of names; hidden and ignored files
    /// are left out, and links are not followed.
    fn walk<'f>(&'f self, folder: &'f Path) -> Box<dyn Iterator<Item = Step> + 'f>;

    /// The one path of a file, links followed. A file that is not there has the path that it would have.
    fn true_path(&self, path: &Path) -> PathBuf;

    /// Whether a folder, by its true path, is the root of a repository.
    fn is_root(&self, folder: &Path) -> bool;

    /// Whether a file's text came from standard input; such a file need not exist.
    fn is_stdin(&self, _path: &Path) -> bool {
        false
    }

    /// A path as it is shown: relative to the current folder, with `/`.
    fn shown(&self, path: &Path) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        // What `..` leads back from may be a link: only the files themselves know where that ends.
        let goes_back = path
            .components()
            .zip(path.components().skip(1))
            .any(|(one, next)| matches!(one, Component::Normal(_)) && next == Component::ParentDir);
        let path = if goes_back { self.true_path(path) } else { lexical(&here.join(path)) };
        relative(&here, &path)
    }

    /// The closest folder upward that is the root of a repository.
    fn repository_root(&self, from: &Path) -> Option<PathBuf> {
        let from = std::env::current_dir().unwrap_or_default().join(from);
        lexical(&from).ancestors().find(|folder| self.is_root(folder)).map(Path::to_path_buf)
    }

    /// The current folder as seen from the repository's root, with a `/` at its end; empty where they are the same.
    fn prefix(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let inside = self
            .repository_root(Path::new("."))
            .and_then(|root| here.strip_prefix(root).map(Path::to_path_buf).ok());
        let words: Vec<String> = inside
            .iter()
            .flat_map(|path| path.components())
            .map(|component| format!("{}/", component.as_os_str().to_string_lossy()))
            .collect();
        words.concat()
    }
}

/// The files of the machine, with the text of standard input in place of one of them.
#[derive(Debug, Default)]
pub(super) struct Disk {
    stdin: Option<(PathBuf, Vec<u8>)>,
}

impl Disk {
    /// The files, but for `path`, which holds what came from standard input.
    pub(super) fn with_stdin(path: &Path, bytes: Vec<u8>) -> Self {
        Self { stdin: Some((true_path(path), bytes)) }
    }
}

impl Files for Disk {
    fn kind(&self, path: &Path) -> Had<Kind> {
        match std::fs::metadata(path) {
            Ok(known) if known.is_file() => Ok(Kind::File),
            Ok(known) if known.is_dir() => Ok(Kind::Folder),
            Ok(_) => Ok(Kind::Other),
            Err(error) => Err(reason(&error, path)),
        }
    }

    fn stands(&self, path: &Path) -> bool {
        let absent = [ErrorKind::NotFound, ErrorKind::NotADirectory, ErrorKind::InvalidFilename];
        path.symlink_metadata().map_or_else(|error| !absent.contains(&error.kind()), |_| true)
    }

    fn read(&self, path: &Path) -> Had<Vec<u8>> {
        match &self.stdin {
            Some((_, bytes)) if self.is_stdin(path) => Ok(bytes.clone()),
            _ if is_device(path) => Err(NOT_ORDINARY.to_owned()),
            _ => std::fs::read(path).map_err(|error| reason(&error, path)).and_then(no_pointer),
        }
    }

    fn read_ordinary(&self, path: &Path) -> Had<Vec<u8>> {
        if !self.is_stdin(path) && self.kind(path)? == Kind::Other {
            return Err(NOT_ORDINARY.to_owned());
        }
        self.read(path)
    }

    fn start(&self, path: &Path, length: usize) -> Had<Vec<u8>> {
        let mut start = vec![0; length];
        let read = std::fs::File::open(path).and_then(|mut file| file.read(&mut start));
        start.truncate(read.map_err(|error| reason(&error, path))?);
        Ok(start)
    }

    fn names(&self, folder: &Path) -> Vec<OsString> {
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect()
    }

    fn walk<'f>(&'f self, folder: &'f Path) -> Box<dyn Iterator<Item = Step> + 'f> {
        let walk = WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build();
        Box::new(walk.filter_map(move |entry| match entry {
            Ok(entry) if entry.depth() == 0 => None,
            Ok(entry) => Some(Ok(entry.into_path())),
            Err(error) => {
                let path = error_path(&error).unwrap_or_else(|| folder.to_path_buf());
                let words = error.io_error().map_or_else(|| error.to_string(), |error| reason(error, &path));
                Some(Err((path, words)))
            }
        }))
    }

    fn true_path(&self, path: &Path) -> PathBuf {
        true_path(path)
    }

    fn is_root(&self, folder: &Path) -> bool {
        folder.join(".git").exists()
    }

    fn is_stdin(&self, path: &Path) -> bool {
        self.stdin.as_ref().is_some_and(|(name, _)| *name == true_path(path))
    }
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

/// A file's bytes, unless they only say where Git LFS keeps the text.
pub(super) fn no_pointer(bytes: Vec<u8>) -> Had<Vec<u8>> {
    if bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
        return Err(
            "it is a Git LFS pointer, and not the text itself: fetch the text with `git lfs pull` and \
                    check the work tree, or keep plans out of Git LFS"
                .to_owned(),
        );
    }
    Ok(bytes)
}

/// The one path of a file on the disk, links followed. A file that is not there has the path that it would have.
pub(super) fn true_path(path: &Path) -> PathBuf {
    let whole = std::env::current_dir().unwrap_or_default().join(path);
    if let Ok(found) = whole.canonicalize() {
        return found;
    }
    // A plan may name what no system could hold: nothing of that is there.
    let mut at = whole.as_path();
    while let (Some(folder), Some(_), false) = (at.parent(), at.file_name(), is_endless(&whole)) {
        at = folder;
        if let (Ok(found), Ok(missing)) = (folder.canonicalize(), whole.strip_prefix(folder)) {
            return found.join(missing);
        }
    }
    lexical(&whole)
}

/// How many bytes the path of a file can have at most.
pub(super) const LONGEST: usize = 4096;

/// Whether a path is longer than any that a file can have.
pub(super) fn is_endless(path: &Path) -> bool {
    path.as_os_str().len() > LONGEST
}

/// A path without `.` and with `..` followed, as far as its words say.
pub(super) fn lexical(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// A path on the disk as it is shown: relative to the current folder, with `/`.
pub(super) fn shown(path: &Path) -> String {
    Disk::default().shown(path)
}

/// The way from a folder to a path, both whole, with `/`.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let mut ours = folder.components().peekable();
    let mut theirs = path.components().peekable();
    while ours.peek().is_some() && ours.peek() == theirs.peek() {
        ours.next();
        theirs.next();
    }
    let mut words: Vec<String> = ours.map(|_| "..".to_owned()).collect();
    words.extend(theirs.map(|component| component.as_os_str().to_string_lossy().into_owned()));
    if words.is_empty() { ".".to_owned() } else { words.join("/") }
}

/// Why a file cannot be read that is not there.
pub(super) const NOT_THERE: &str =
    "there is no such file: check the name, and that it is not in another folder";

/// Why a link cannot be read that has no end.
pub(super) const LEADS_NOWHERE: &str =
    "it is a link to a file that is not there: mend the link, or take it away";

/// Why a link cannot be read that comes back to itself.
const LEADS_ROUND: &str =
    "it is, or lies behind, a link that leads back to itself: mend the link, or take it away";

/// Why a folder is no plan.
pub(super) const IS_FOLDER: &str = "it is a folder, and should be a file";

/// Why a pipe that nobody named cannot be read, nor any device.
pub(super) const NOT_ORDINARY: &str = "it is no ordinary file: name a file that holds the text";

/// Whether a path leads to a device or a socket, which may never end. A pipe ends when its writer does.
#[cfg(unix)]
fn is_device(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata().is_ok_and(|known| {
        let kind = known.file_type();
        kind.is_char_device() || kind.is_block_device() || kind.is_socket()
    })
}

#[cfg(not(unix))]
fn is_device(_path: &Path) -> bool {
    false
}

/// The folder of a file; the current one where the path names none.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Why a file on the disk could not be read, in words for people.
fn reason(error: &io::Error, path: &Path) -> String {
    match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => LEADS_NOWHERE.to_owned(),
        ErrorKind::NotFound | ErrorKind::InvalidFilename => NOT_THERE.to_owned(),
        ErrorKind::PermissionDenied => "you may not read it: ask its owner for leave to read it".to_owned(),
        _ if path.is_dir() => IS_FOLDER.to_owned(),
        _ if path.ancestors().any(|part| part.is_symlink() && part.metadata().is_err()) => {
            LEADS_ROUND.to_owned()
        }
        _ => format!("it cannot be read: {error}"),
    }
}
