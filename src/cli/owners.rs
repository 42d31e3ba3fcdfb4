//! Which records a document belongs to.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::files::{Files, folder_of, is_endless};
use crate::read;
use crate::source::{Source, Sources};

/// The records of every folder that was asked about, and what they name; all by their true paths.
#[derive(Debug)]
pub(super) struct Owners<'f> {
    files: &'f dyn Files,
    looked_in: HashSet<PathBuf>,
    by_document: HashMap<PathBuf, BTreeSet<PathBuf>>,
}

impl<'f> Owners<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self { files, looked_in: HashSet::new(), by_document: HashMap::new() }
    }

    /// The records that name a document, in its folder or above, up to the root of the repository.
    pub(super) fn of(&mut self, document: &Path) -> Vec<PathBuf> {
        for folder in document.ancestors().skip(1) {
            // Whoever looked in a folder looked in those above it, too.
            if !self.looked_in.insert(folder.to_path_buf()) {
                break;
            }
            self.look_in(folder);
            if self.files.is_root(folder) {
                break;
            }
        }
        self.by_document.get(document).into_iter().flatten().cloned().collect()
    }

    fn look_in(&mut self, folder: &Path) {
        // A folder that may not be listed has no records that anyone could use.
        let names = self.files.names(folder);
        for name in names.iter().filter(|name| is_record_name(&name.to_string_lossy())) {
            let record = self.files.true_path(&folder.join(name));
            for document in self.documents(&record) {
                self.by_document.entry(document).or_default().insert(record.clone());
            }
        }
    }

    /// The documents that a record names; none where it cannot be read, which is told when it is checked.
    pub(super) fn documents(&self, record: &Path) -> Vec<PathBuf> {
        let Ok(bytes) = self.files.read_ordinary(record) else { return Vec::new() };
        let mut sources = Sources::new();
        let id = sources.add(Source::from_bytes(self.files.shown(record), bytes));
        let named = read::about_record(&sources, id).documents;
        let paths = named.iter().map(|name| folder_of(record).join(&name.value));
        paths.filter(|path| !is_endless(path)).map(|path| self.files.true_path(&path)).collect()
    }
}

/// Whether a file is a record by its name: `plan.toml`, or `*.plan.toml`.
pub(super) fn is_record_name(name: &str) -> bool {
    is_named(name, ".toml")
}

/// Whether a name is `plan`, or ends in `.plan`, before its ending. Hidden files are no plans.
pub(super) fn is_named(name: &str, ending: &str) -> bool {
    let stem = name.strip_suffix(ending).unwrap_or_default();
    let ends_so =
        |(first, last): (&str, &str)| last == "plan" && !first.is_empty() && !first.starts_with('.');
    stem == "plan" || stem.rsplit_once('.').is_some_and(ends_so)
}
