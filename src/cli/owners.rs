//! Which records a document belongs to.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use super::files::{Files, Kind, folder_of, is_endless};
use crate::read;
use crate::source::{Source, Sources};

/// The records of every folder that was asked about, and what they name; all by their true paths.
#[derive(Debug)]
pub(super) struct Owners<'f> {
    files: &'f dyn Files,
    looked_in: HashSet<PathBuf>,
    by_document: HashMap<PathBuf, BTreeSet<PathBuf>>,
    /// The records that could not be read, or not whole, by their folders: what they name is not known.
    unread: HashMap<PathBuf, BTreeSet<PathBuf>>,
}

impl<'f> Owners<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self { files, looked_in: HashSet::new(), by_document: HashMap::new(), unread: HashMap::new() }
    }

    /// The records that name a document, in its folder or above, up to the root of the repository.
    pub(super) fn of(&mut self, document: &Path) -> Vec<PathBuf> {
        self.look_above(document);
        self.by_document.get(document).into_iter().flatten().cloned().collect()
    }

    /// The records that may name a document for all that is known, since they cannot be read.
    pub(super) fn perhaps_of(&mut self, document: &Path) -> Vec<PathBuf> {
        self.look_above(document);
        let mut found = Vec::new();
        for folder in document.ancestors().skip(1) {
            found.extend(self.unread.get(folder).into_iter().flatten().cloned());
            if self.files.is_root(folder) {
                break;
            }
        }
        found
    }

    fn look_above(&mut self, document: &Path) {
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
    }

    fn look_in(&mut self, folder: &Path) {
        // A folder that may not be listed has no records that anyone could use.
        let names = self.files.names(folder);
        for name in names.iter().filter(|name| is_record_name(&name.to_string_lossy())) {
            let path = folder.join(name);
            if self.files.kind(&path) == Ok(Kind::Folder) {
                continue;
            }
            let record = self.files.true_path(&path);
            let (documents, is_whole) = self.named(&record);
            if !is_whole {
                self.unread.entry(folder.to_path_buf()).or_default().insert(record.clone());
            }
            for document in documents {
                self.by_document.entry(document).or_default().insert(record.clone());
            }
        }
    }

    /// The documents that a record names; none where it cannot be read, which is told when it is checked.
    pub(super) fn documents(&self, record: &Path) -> Vec<PathBuf> {
        self.named(record).0
    }

    /// The documents that a record names, those aside that it may not; and whether these are all.
    fn named(&self, record: &Path) -> (Vec<PathBuf>, bool) {
        let Ok(bytes) = self.files.read_ordinary(record) else { return (Vec::new(), false) };
        let mut sources = Sources::new();
        let id = sources.add(Source::from_bytes(self.files.shown(record), bytes));
        let (about, is_whole) = read::about_whole_record(&sources, id);
        let names = about.documents.iter().filter(|name| !is_endless(Path::new(&name.value)));
        (names.filter_map(|name| inside(self.files, record, &name.value)).collect(), is_whole)
    }
}

/// The true path of a document that a record names; `None` where it is not in the record's folder or below, links
/// followed. Such a document is refused, and belongs to no one.
pub(super) fn inside(files: &dyn Files, record: &Path, name: &str) -> Option<PathBuf> {
    if leads_out(name) {
        return None;
    }
    let folder = folder_of(record);
    Some(files.true_path(&folder.join(name))).filter(|path| path.starts_with(files.true_path(folder)))
}

/// Whether a path is more than names of folders and a file, on whatever system.
fn leads_out(name: &str) -> bool {
    let is_plain = |component: Component<'_>| matches!(component, Component::Normal(_) | Component::CurDir);
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    is_drive || name.starts_with('\\') || !Path::new(name).components().all(is_plain)
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
