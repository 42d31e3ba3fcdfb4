//! Paths as people read them, and files that are written whole or not at all.

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

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
    let path = lexical(&here.join(path));
    let mut ours = here.components().peekable();
    let mut theirs = path.components().peekable();
    while ours.peek().is_some() && ours.peek() == theirs.peek() {
        ours.next();
        theirs.next();
    }
    let mut words: Vec<String> = ours.map(|_| "..".to_owned()).collect();
    words.extend(theirs.map(|component| component.as_os_str().to_string_lossy().into_owned()));
    if words.is_empty() { ".".to_owned() } else { words.join("/") }
}

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

/// Writes several files, all or none: each text goes to a temporary file beside its target first, and what was
/// put in place is taken away again when a later one fails.
pub(super) fn write_all(files: &[(PathBuf, String)], over: bool) -> anyhow::Result<()> {
    let mut ready = Vec::new();
    for (path, text) in files {
        let folder = folder_of(path);
        let cannot = || format!("cannot write {}", shown(path));
        let mut file =
            tempfile::Builder::new().prefix(".recoveryplan-").tempfile_in(folder).with_context(cannot)?;
        file.write_all(text.as_bytes()).with_context(cannot)?;
        share(&file, path)?;
        ready.push((file, path));
    }
    let mut placed: Vec<&Path> = Vec::new();
    for (file, path) in ready {
        let result = if over {
            file.persist(path).map_err(|error| error.error)
        } else {
            file.persist_noclobber(path).map_err(|error| error.error)
        };
        if let Err(error) = result {
            if !over {
                for path in placed {
                    let _ = std::fs::remove_file(path);
                }
            }
            return Err(error).with_context(|| format!("cannot write {}", shown(path)));
        }
        placed.push(path);
    }
    Ok(())
}

/// A temporary file is its owner's alone; what people share must not be. The mode of a file that is written over
/// stays as it is.
#[cfg(unix)]
fn share(file: &tempfile::NamedTempFile, path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o644, |known| known.permissions().mode() & 0o777);
    let permissions = std::fs::Permissions::from_mode(mode);
    file.as_file().set_permissions(permissions).with_context(|| format!("cannot write {}", shown(path)))
}

#[cfg(not(unix))]
fn share(_: &tempfile::NamedTempFile, _: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// Why a file could not be read, in words for people.
pub(super) fn reason(error: &std::io::Error, path: &Path) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => {
            "there is no such file: check the name, and that it is not in another folder".to_owned()
        }
        ErrorKind::PermissionDenied => "you may not read it: ask its owner for leave to read it".to_owned(),
        _ if path.is_dir() => "it is a folder, and should be a file".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}
