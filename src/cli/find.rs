//! Which plans are meant: named files, folders walked as git sees them, and documents that belong to a record.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::files::{folder_of, lexical, reason, repository_root, shown};
use crate::read;
use crate::report::Breakage;
use crate::source::{Source, Sources};

/// A plan to be checked: its record, or the one document that it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// As it is shown; targets are sorted by it.
    pub(super) shown: String,
    /// The file.
    pub(super) path: PathBuf,
}

impl Target {
    fn new(path: &Path) -> Self {
        Self { shown: shown(path), path: path.to_path_buf() }
    }

    /// Whether the file is a record, by its name.
    pub(super) fn is_record(&self) -> bool {
        is_toml(&self.path)
    }
}

pub(super) fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) targets: Vec<Target>,
    pub(super) broken: Vec<Breakage>,
}

/// Finds the plans that paths mean; each plan once, sorted by path.
pub(super) fn find(paths: &[PathBuf]) -> Found {
    let mut finder = Finder::default();
    for path in paths {
        finder.named(path);
    }
    finder.finish()
}

#[derive(Default)]
struct Finder {
    /// By the file's true path, so that each is checked once.
    targets: BTreeMap<PathBuf, Target>,
    broken: Vec<Breakage>,
    /// The documents of each record that was looked at, by true path.
    documents: HashMap<PathBuf, Vec<PathBuf>>,
    /// The records of each folder that was looked at.
    records: HashMap<PathBuf, Vec<PathBuf>>,
}

impl Finder {
    fn named(&mut self, path: &Path) {
        match std::fs::metadata(path) {
            Ok(known) if known.is_dir() => self.walk(path),
            Ok(_) if is_toml(path) => self.add(path),
            Ok(_) => self.document(path),
            Err(error) => self.breaks(path, &reason(&error, path)),
        }
    }

    fn walk(&mut self, folder: &Path) {
        let mut documents = Vec::new();
        for entry in WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error_path(&error).unwrap_or_else(|| folder.to_path_buf());
                    let reason =
                        error.io_error().map_or_else(|| error.to_string(), |error| reason(error, &path));
                    self.breaks(&path, &reason);
                    continue;
                }
            };
            if entry.file_type().is_none_or(|kind| kind.is_dir()) {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_record_name(&name) {
                self.add(entry.path());
            } else if is_markdown(entry.path()) && (is_plan_name(&name) || names_framework(entry.path())) {
                documents.push(entry.path().to_path_buf());
            }
        }
        for document in documents {
            self.document(&document);
        }
    }

    /// A document is checked as the plan that names it, if a record in its folder or above does.
    fn document(&mut self, path: &Path) {
        match self.owner(path) {
            Some(record) => self.add(&record),
            None => self.add(path),
        }
    }

    fn owner(&mut self, document: &Path) -> Option<PathBuf> {
        let document = true_path(document);
        let root = repository_root(folder_of(&document));
        for folder in document.ancestors().skip(1) {
            for record in self.records_in(folder) {
                if self.documents_of(&record).contains(&document) {
                    return Some(record);
                }
            }
            if root.as_deref() == Some(folder) {
                break;
            }
        }
        None
    }

    fn records_in(&mut self, folder: &Path) -> Vec<PathBuf> {
        let list = || {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let mut records: Vec<PathBuf> = entries
                .filter(|entry| is_record_name(&entry.file_name().to_string_lossy()))
                .map(|entry| entry.path())
                .collect();
            records.sort();
            records
        };
        self.records.entry(folder.to_path_buf()).or_insert_with(list).clone()
    }

    fn documents_of(&mut self, record: &Path) -> &[PathBuf] {
        self.documents.entry(true_path(record)).or_insert_with(|| {
            let Ok(bytes) = std::fs::read(record) else { return Vec::new() };
            let mut sources = Sources::new();
            let id = sources.add(Source::from_bytes(shown(record), bytes));
            let named = read::about_record(&sources, id).documents;
            named.iter().map(|name| true_path(&folder_of(record).join(&name.value))).collect()
        })
    }

    fn add(&mut self, path: &Path) {
        self.targets.entry(true_path(path)).or_insert_with(|| Target::new(path));
    }

    fn breaks(&mut self, path: &Path, reason: &str) {
        self.broken.push(Breakage { path: shown(path), place: None, message: reason.to_owned() });
    }

    /// A document that two records name belongs to neither for sure.
    fn shared_documents(&mut self) {
        let mut owners: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        let records: Vec<PathBuf> = self
            .targets
            .values()
            .filter(|target| target.is_record())
            .map(|target| target.path.clone())
            .collect();
        for record in records {
            let owner = shown(&record);
            for document in self.documents_of(&record).to_vec() {
                let known = owners.entry(document).or_default();
                if !known.contains(&owner) {
                    known.push(owner.clone());
                }
            }
        }
        for (document, owners) in owners.into_iter().filter(|(_, owners)| owners.len() > 1) {
            let message = format!(
                "{} all name this document, but a document belongs to one plan: take it out of the others' `documents`",
                crate::text::listed(&owners, "and")
            );
            self.breaks(
                &document,
                &message.replacen(" all name", if owners.len() == 2 { " both name" } else { " all name" }, 1),
            );
        }
    }

    fn finish(mut self) -> Found {
        self.shared_documents();
        let mut targets: Vec<Target> = self.targets.into_values().collect();
        targets.sort();
        self.broken.sort_by(|one, other| one.path.cmp(&other.path));
        Found { targets, broken: self.broken }
    }
}

/// The one path of a file, links followed; by its words where it is not there.
pub(super) fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| lexical(&std::env::current_dir().unwrap_or_default().join(path)))
}

fn is_record_name(name: &str) -> bool {
    name == "plan.toml" || name.ends_with(".plan.toml")
}

fn is_plan_name(name: &str) -> bool {
    name == "plan.md" || name.ends_with(".plan.md")
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"))
}

/// Whether a document's front matter names a framework.
fn names_framework(path: &Path) -> bool {
    use std::io::Read;
    // Most Markdown has no front matter: its first bytes tell, without reading all of it.
    let mut start = [0; 6];
    let read = std::fs::File::open(path).and_then(|mut file| file.read(&mut start)).unwrap_or_default();
    let start = start[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start[..read]);
    if !start.starts_with(b"---") && !start.starts_with(b"+++") {
        return false;
    }
    let Ok(bytes) = std::fs::read(path) else { return false };
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(shown(path), bytes));
    read::about_document(&sources, id).is_some_and(|about| about.framework.is_some())
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}
