//! Writing files: each whole or not at all, and several of them together or none.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use tempfile::{Builder, NamedTempFile};

use super::files::{IS_FOLDER, LEADS_NOWHERE, folder_of, shown};

/// A file to be written.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// Whether it is a program, to be run by its name.
    pub(super) executable: bool,
}

impl Draft {
    /// A text, which is no program.
    pub(super) fn text(path: PathBuf, text: String) -> Self {
        Self { path, text, executable: false }
    }
}

/// Writes one file, over what stands there. A reader sees the old text or the new one, never a part of it.
pub(super) fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", shown(path));
    if path.is_dir() {
        return Err(anyhow!(IS_FOLDER)).with_context(cannot);
    }
    // A link stays a link: what it leads to is written.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if target.exists() && !target.is_file() {
        // A pipe or a device, such as /dev/stderr, takes bytes and cannot be replaced.
        return fs::write(&target, text).with_context(cannot);
    }
    let staged = stage(&target, text, false).with_context(cannot)?;
    staged.persist(&target).map_err(|failed| in_words(&failed.error)).with_context(cannot)?;
    Ok(())
}

/// Writes several files into folders that are made where there are none, all of them or none. Without `overwrite`
/// no file that exists is touched.
pub(super) fn all_or_none(drafts: &[Draft], overwrite: bool) -> anyhow::Result<()> {
    let mut made = Made::default();
    let written = made.write(drafts, overwrite);
    if written.is_err() {
        made.undo();
    }
    written
}

/// What has been made so far, so that it can be unmade.
#[derive(Debug, Default)]
struct Made {
    folders: Vec<PathBuf>,
    /// Each file, with what stood there before.
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl Made {
    fn write(&mut self, drafts: &[Draft], overwrite: bool) -> anyhow::Result<()> {
        let cannot = |path: &Path| format!("cannot write {}", shown(path));
        let mut staged = Vec::new();
        for Draft { path, text, executable } in drafts {
            self.folder(folder_of(path)).with_context(|| cannot(path))?;
            if path.is_dir() {
                return Err(anyhow!(IS_FOLDER)).with_context(|| cannot(path));
            }
            staged.push(stage(path, text, *executable).with_context(|| cannot(path))?);
        }
        for (Draft { path, .. }, file) in drafts.iter().zip(staged) {
            let before = if overwrite { fs::read(path).ok() } else { None };
            let persisted = if overwrite { file.persist(path) } else { file.persist_noclobber(path) };
            persisted.map_err(|failed| in_words(&failed.error)).with_context(|| cannot(path))?;
            self.files.push((path.clone(), before));
        }
        Ok(())
    }

    /// Makes a folder and those above it, and remembers which were not there.
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|above| *above != Path::new("") && !above.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        for folder in missing.into_iter().rev() {
            if folder.is_symlink() {
                return Err(io::Error::other(format!("{}: {LEADS_NOWHERE}", shown(&folder))));
            }
            fs::create_dir(&folder).map_err(|error| in_words(&error))?;
            self.folders.push(folder);
        }
        if folder.is_dir() {
            Ok(())
        } else {
            Err(io::Error::other(format!("{} is no folder", shown(folder))))
        }
    }

    /// Puts everything back as it was, as far as that can be done.
    fn undo(self) {
        for (path, before) in self.files.into_iter().rev() {
            let _ = match before {
                Some(bytes) => fs::write(path, bytes),
                None => fs::remove_file(path),
            };
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The text in a temporary file beside its target, ready to take its place.
fn stage(target: &Path, text: &str, executable: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".recoveryplan-");
    share(&mut builder, target, executable);
    let staged = builder.tempfile_in(folder_of(target)).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        Ok(file)
    });
    staged.map_err(|error| in_words(&error))
}

/// Why a file could not be written, in words for people; the name of a temporary file would tell them nothing.
fn in_words(error: &io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::NotFound => io::Error::other("there is no such folder: make it first, or check its name"),
        ErrorKind::PermissionDenied => {
            io::Error::other("you may not write in that folder: ask its owner, or choose another")
        }
        ErrorKind::AlreadyExists => {
            io::Error::other("something of that name is there already: move it away, or choose another name")
        }
        kind => io::Error::new(kind, error.get_ref().map_or_else(|| kind.to_string(), ToString::to_string)),
    }
}

/// Who may read, write and run the file: as before, or as any new file. A temporary file alone would be its owner's
/// only.
#[cfg(unix)]
fn share(builder: &mut Builder<'_, '_>, target: &Path, executable: bool) {
    use std::os::unix::fs::PermissionsExt;
    let before = fs::metadata(target).map_or(0o666, |metadata| metadata.permissions().mode());
    let run = if executable { 0o111 } else { 0 };
    builder.permissions(fs::Permissions::from_mode(before | run));
}

#[cfg(not(unix))]
fn share(_builder: &mut Builder<'_, '_>, _target: &Path, _executable: bool) {}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;

    fn draft(path: PathBuf) -> Draft {
        Draft::text(path, "new".to_owned())
    }

    #[test]
    fn when_one_file_cannot_be_written_none_is() {
        let root = tempfile::tempdir().unwrap();
        let (new, old, folder) =
            (root.path().join("a/b/new"), root.path().join("old"), root.path().join("dir"));
        fs::write(&old, "old").unwrap();
        fs::create_dir(&folder).unwrap();
        for blocked in [&folder, &old.join("below")] {
            let drafts = [draft(new.clone()), draft(old.clone()), draft(blocked.clone())];
            assert!(all_or_none(&drafts, true).is_err());
            assert_eq!(fs::read_to_string(&old).unwrap(), "old");
            assert!(!root.path().join("a").exists(), "folders that were made are unmade");
        }
        assert!(all_or_none(&[draft(new.clone()), draft(old.clone())], false).is_err());
        assert_eq!(fs::read_to_string(&old).unwrap(), "old", "without leave nothing is overwritten");
        assert!(!new.exists());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2, "nothing is left lying about");

        all_or_none(&[draft(new.clone()), draft(old.clone())], true).unwrap();
        assert_eq!(
            (fs::read_to_string(new).unwrap().as_str(), fs::read_to_string(old).unwrap().as_str()),
            ("new", "new")
        );
    }
}
