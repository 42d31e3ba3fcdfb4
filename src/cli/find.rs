//! Which plans are meant: named files, folders walked as git sees them, and documents that belong to a record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::configs::{Configs, InForce};
use super::files::{Files, Had, IS_FOLDER, Kind, NOT_ORDINARY};
use super::owners::{Owners, is_named, is_record_name};
use crate::config::NAMES;
use crate::read;
use crate::report::Breakage;
use crate::source::{Source, Sources};
use crate::text::listed;

/// A plan to be checked: its record, or the one document that it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// As it is shown; targets are sorted by it.
    pub(super) shown: String,
    /// The file.
    pub(super) path: PathBuf,
}

impl Target {
    fn new(files: &dyn Files, path: &Path) -> Self {
        Self { shown: files.shown(path), path: path.to_path_buf() }
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
    /// The folders that were walked, by their true paths.
    pub(super) walked: Vec<PathBuf>,
    /// The plans that the configs exclude, by their true paths.
    pub(super) excluded: BTreeSet<PathBuf>,
    /// The folders that were named and in which nothing was found, as they are shown.
    pub(super) barren: Vec<String>,
    /// Whether all that was named, files alone, was to be left out as the configs exclude it.
    pub(super) all_excluded: bool,
}

/// Finds the plans that paths mean; each plan once, sorted by path. What a config excludes is left out where a folder
/// is walked, and with `force_exclude` where it is named, too.
pub(super) fn find(files: &dyn Files, configs: &Configs, paths: &[PathBuf], force_exclude: bool) -> Found {
    let mut finder = Finder {
        files,
        configs,
        owners: Owners::new(files),
        targets: BTreeMap::new(),
        found: Found::default(),
        hits: 0,
    };
    for path in paths {
        if !force_exclude || files.kind(path) == Ok(Kind::Folder) || !finder.is_excluded(path) {
            finder.named(path, force_exclude);
        }
    }
    finder.finish(force_exclude)
}

struct Finder<'f> {
    files: &'f dyn Files,
    configs: &'f Configs,
    owners: Owners<'f>,
    /// By the file's true path, so that each is checked once.
    targets: BTreeMap<PathBuf, Target>,
    /// What was found beside the targets.
    found: Found,
    /// How often a plan was come by, be it known, broken or excluded.
    hits: usize,
}

impl Finder<'_> {
    fn named(&mut self, path: &Path, force_exclude: bool) {
        if self.files.is_stdin(path) {
            return if is_toml(path) { self.add(path) } else { self.document(path, force_exclude) };
        }
        if is_config(path) {
            let message = "it is a config, and no plan: `recoveryplan config show` says what it sets";
            return self.breaks(path, message);
        }
        match self.files.kind(path) {
            Ok(Kind::Folder) if has_plan_name(path) => self.breaks(path, IS_FOLDER),
            Ok(Kind::Folder) => {
                let before = self.hits;
                self.walk(path);
                if self.hits == before {
                    self.found.barren.push(self.files.shown(path));
                }
            }
            Ok(_) if is_toml(path) => self.add(path),
            Ok(_) => self.document(path, force_exclude),
            Err(reason) => self.breaks(path, &reason),
        }
    }

    /// The config that holds for a file; one that is broken is told, and says nothing.
    fn config(&mut self, path: &Path) -> Arc<InForce> {
        self.configs.of(self.files, path).unwrap_or_else(|broken| {
            for breakage in broken {
                if !self.found.broken.contains(&breakage) {
                    self.found.broken.push(breakage);
                }
            }
            Arc::default()
        })
    }

    /// Whether a file is left out, because the config excludes it, or because it is a config itself.
    fn is_excluded(&mut self, path: &Path) -> bool {
        let in_force = self.config(path);
        let is_excluded = is_config(path) || in_force.means(self.files, &in_force.config.exclude, path);
        if is_excluded && (has_plan_name(path) || in_force.means(self.files, &in_force.config.plans, path)) {
            self.hits += 1;
            self.found.excluded.insert(self.files.true_path(path));
        }
        is_excluded
    }

    fn walk(&mut self, folder: &Path) {
        self.found.walked.push(self.files.true_path(folder));
        // A config that is broken is told even where there is no plan.
        self.config(&folder.join(NAMES[0]));
        let mut documents = Vec::new();
        let files = self.files;
        for step in files.walk(folder) {
            match step {
                Ok(path) => self.found(&path, &mut documents),
                Err((path, _)) if self.is_excluded(&path) => {}
                Err((path, reason)) => self.breaks(&path, &reason),
            }
        }
        for document in documents {
            self.document(&document, true);
        }
    }

    /// A file or folder that a walk came by.
    fn found(&mut self, path: &Path, documents: &mut Vec<PathBuf>) {
        if !(is_toml(path) || is_markdown(path)) || self.is_excluded(path) {
            return;
        }
        let kind = match self.files.kind(path) {
            Ok(kind) => kind,
            Err(reason) if has_plan_name(path) => return self.breaks(path, &reason),
            // A link that leads nowhere, under a name that is no plan's.
            Err(_) => return,
        };
        if kind == Kind::Folder && has_plan_name(path) {
            self.breaks(path, IS_FOLDER);
        }
        if kind != Kind::File {
            return;
        }
        let in_force = self.config(path);
        let is_plan = has_plan_name(path) || in_force.means(self.files, &in_force.config.plans, path);
        if is_plan && is_toml(path) {
            self.add(path);
        } else if is_plan {
            documents.push(path.to_path_buf());
        } else if is_markdown(path) {
            match names_framework(self.files, path) {
                Ok(true) => documents.push(path.to_path_buf()),
                Ok(false) => {}
                Err(reason) => self.breaks(path, &reason),
            }
        }
    }

    /// A document is checked as the plan that names it, if a record in its folder or above does; not where `exclude`
    /// holds and that record is excluded.
    fn document(&mut self, path: &Path, exclude: bool) {
        let files = self.files;
        let document = files.true_path(path);
        let mut records = self.owners.of(&document);
        if records.is_empty() {
            self.add_at(path, document.clone());
            // What may be its record must not be passed over in silence because it cannot be read.
            records = self.owners.perhaps_of(&document);
        }
        for record in records {
            if exclude && self.is_excluded(&record) {
                continue;
            }
            if let Err(reason) = ordinary(files, &record) {
                self.breaks(&record, &reason);
                continue;
            }
            let path = spelt_like(path, &document, &record);
            self.add(path.as_deref().filter(|path| files.true_path(path) == record).unwrap_or(&record));
        }
    }

    fn add(&mut self, path: &Path) {
        self.add_at(path, self.files.true_path(path));
    }

    fn add_at(&mut self, path: &Path, true_path: PathBuf) {
        self.hits += 1;
        let target = Target::new(self.files, path);
        // The spelling of the path must not depend on the order in which files were named.
        let known = self.targets.entry(true_path).or_insert_with(|| target.clone());
        if target < *known {
            *known = target;
        }
    }

    fn breaks(&mut self, path: &Path, reason: &str) {
        self.hits += 1;
        self.found.broken.push(Breakage {
            path: self.files.shown(path),
            place: None,
            message: reason.to_owned(),
        });
    }

    /// A document that two records name belongs to neither for sure.
    fn shared_documents(&mut self) {
        let records = self.targets.values().filter(|target| target.is_record());
        let documents: BTreeSet<PathBuf> =
            records.flat_map(|target| self.owners.documents(&self.files.true_path(&target.path))).collect();
        for document in documents {
            let owners: Vec<String> =
                self.owners.of(&document).iter().map(|record| self.files.shown(record)).collect();
            if owners.len() > 1 {
                let message = format!(
                    "{} name this document, but each document belongs to one plan: take it out of the `documents` of \
                     the others",
                    listed(&owners, "and")
                );
                self.breaks(&document, &message);
            }
        }
    }

    fn finish(mut self, force_exclude: bool) -> Found {
        self.shared_documents();
        let mut targets: Vec<Target> = self.targets.into_values().collect();
        targets.sort();
        // A file that was named is a plan, or a part of one, or told to be broken, unless it was to be left out.
        let all_excluded = force_exclude && targets.is_empty() && self.found.walked.is_empty();
        Found { targets, all_excluded, ..self.found }
    }
}

/// The path of a record above a document, spelt as the document's path is, which may go by links.
fn spelt_like(path: &Path, document: &Path, record: &Path) -> Option<PathBuf> {
    let above = document.components().count().checked_sub(record.components().count())?;
    Some(path.ancestors().nth(above + 1)?.join(record.file_name()?))
}

/// Refuses what nobody has named and is no ordinary file: nobody waits for it.
fn ordinary(files: &dyn Files, path: &Path) -> Had<()> {
    match files.kind(path)? {
        Kind::File => Ok(()),
        _ => Err(NOT_ORDINARY.to_owned()),
    }
}

/// Whether a file is a config, by its name.
fn is_config(path: &Path) -> bool {
    NAMES.contains(&name_of(path).as_str())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a file is found as a plan by its name alone.
fn has_plan_name(path: &Path) -> bool {
    let name = name_of(path);
    is_record_name(&name) || is_named(&name, ".md")
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"))
}

/// Whether a document's front matter names a framework.
fn names_framework(files: &dyn Files, path: &Path) -> Had<bool> {
    // Most Markdown has no front matter: its first bytes tell, without reading all of it.
    let start = files.start(path, 6)?;
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    if !start.starts_with(b"---") && !start.starts_with(b"+++") {
        return Ok(false);
    }
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(files.shown(path), files.read(path)?));
    Ok(read::about_document(&sources, id).is_some_and(|about| about.framework.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_known_by_their_names() {
        for name in ["plan.toml", "a/plan.md", "leeds.plan.toml", "a.b.plan.md"] {
            assert!(has_plan_name(Path::new(name)), "{name}");
        }
        for name in
            ["myplan.toml", "plan.txt", ".plan.md", ".old.plan.toml", "plan", "plan.md.bak", "PLAN.MD"]
        {
            assert!(!has_plan_name(Path::new(name)), "{name}");
        }
    }
}
