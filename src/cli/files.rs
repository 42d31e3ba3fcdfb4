//! Paths as people read them and as machines tell them apart, and files as they are read.

use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// The files as a run sees them, with the text of standard input in place of one of them.
#[derive(Debug, Default)]
pub(super) struct Disk {
    stdin: Option<(PathBuf, Vec<u8>)>,
}

impl Disk {
    /// The files, but for `path`, which holds what came from standard input.
    pub(super) fn with_stdin(path: &Path, bytes: Vec<u8>) -> Self {
        Self { stdin: Some((true_path(path), bytes)) }
    }

    /// Whether a file's text came from standard input; such a file need not exist.
    pub(super) fn is_stdin(&self, path: &Path) -> bool {
        self.stdin.as_ref().is_some_and(|(name, _)| *name == true_path(path))
    }

    /// The bytes of a file that a person named, which may be a pipe.
    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.stdin {
            Some((_, bytes)) if self.is_stdin(path) => Ok(bytes.clone()),
            _ => std::fs::read(path),
        }
    }

    /// The bytes of a file that was found, or that another file names. Nobody waits for a pipe or a device then.
    pub(super) fn read_ordinary(&self, path: &Path) -> io::Result<Vec<u8>> {
        if !self.is_stdin(path) {
            let kind = std::fs::metadata(path)?;
            if !kind.is_file() && !kind.is_dir() {
                return Err(io::Error::other("it is not an ordinary file"));
            }
        }
        self.read(path)
    }
}

/// The one path of a file, links followed. A file that is not there has the path that it would have.
pub(super) fn true_path(path: &Path) -> PathBuf {
    let whole = std::env::current_dir().unwrap_or_default().join(path);
    if let Ok(found) = whole.canonicalize() {
        return found;
    }
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => true_path(folder).join(name),
        _ => lexical(&whole),
    }
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

/// A path as it is shown: relative to the current folder, with `/`.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    // What `..` leads back from may be a link: only the file system knows where that ends.
    let goes_back = path
        .components()
        .zip(path.components().skip(1))
        .any(|(one, next)| matches!(one, Component::Normal(_)) && next == Component::ParentDir);
    let path = if goes_back { true_path(path) } else { lexical(&here.join(path)) };
    relative(&here, &path)
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

/// Why a folder is no plan.
pub(super) const IS_FOLDER: &str = "it is a folder, and should be a file";

/// The folder of a file; the current one where the path names none.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The closest folder upward that is the root of a repository.
pub(super) fn repository_root(from: &Path) -> Option<PathBuf> {
    let from = std::env::current_dir().unwrap_or_default().join(from);
    lexical(&from).ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf)
}

/// The current folder as seen from the repository's root, with a `/` at its end; empty where they are the same.
pub(super) fn prefix() -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let inside =
        repository_root(Path::new(".")).and_then(|root| here.strip_prefix(root).map(Path::to_path_buf).ok());
    let words: Vec<String> = inside
        .iter()
        .flat_map(|path| path.components())
        .map(|component| format!("{}/", component.as_os_str().to_string_lossy()))
        .collect();
    words.concat()
}

/// Why a file could not be read, in words for people.
pub(super) fn reason(error: &io::Error, path: &Path) -> String {
    match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => {
            "it is a link to a file that is not there: mend the link, or take it away".to_owned()
        }
        ErrorKind::NotFound => {
            "there is no such file: check the name, and that it is not in another folder".to_owned()
        }
        ErrorKind::PermissionDenied => "you may not read it: ask its owner for leave to read it".to_owned(),
        _ if path.is_dir() => IS_FOLDER.to_owned(),
        ErrorKind::Other => error.to_string(),
        _ => format!("it cannot be read: {error}"),
    }
}
