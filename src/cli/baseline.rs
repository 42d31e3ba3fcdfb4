//! The baseline of a run: what it quiets, what no longer is so, and its update.

use std::path::{Path, PathBuf};

use super::args::CheckArgs;
use super::files::{Disk, Files, Kind, shown};
use super::frameworks::breakages;
use super::save;
use crate::baseline::{Baseline, accept};
use crate::report::{Breakage, Entry, Report};
use crate::rules::RULES;
use crate::source::{Source, Sources};
use crate::text::{counted, printable, shorten};

/// The most of a finding's words that a notice quotes.
const WORDS: usize = 60;

/// Quiets what the baseline at `path` knows, or updates it; says what is to be told on standard error. What goes wrong
/// with the file stands in the report, which then holds what was found all the same.
pub(super) fn apply(path: &Path, args: &CheckArgs, files: &dyn Files, report: &mut Report) -> Vec<String> {
    let (baseline, is_there) = match read(files, path) {
        Ok(Some(baseline)) => (baseline, true),
        Ok(None) if args.update_baseline => (Baseline::default(), false),
        Ok(None) => {
            let message = "there is no such baseline: --update-baseline makes one of what is found now";
            report.broken.push(breakage(path, message.to_owned()));
            return Vec::new();
        }
        Err(broken) => {
            report.broken.extend(broken);
            return Vec::new();
        }
    };
    let folders = folders(files, args);
    baseline.quiet(report, &|plan| is_gone(files, plan, &folders));
    if args.update_baseline {
        return update(path, &baseline, is_there, report);
    }
    let moved = baseline.moved(report);
    let has_moved = |entry: &&Entry| moved.iter().any(|(from, _)| *from == entry.plan);
    let mended = report.stale.iter().filter(|entry| !has_moved(entry));
    let mut notices: Vec<String> =
        mended.map(|entry| format!("known, but no longer found: {}", told(entry))).collect();
    if !notices.is_empty() {
        let count = notices.len();
        let them = if count == 1 { "it" } else { "them" };
        notices.push(format!("--update-baseline takes {them} out of {}", shown(path)));
    }
    notices.extend(moved.iter().map(|(from, to)| {
        let line = format!("{from} seems to have become {to}, with the same findings");
        format!("{}: --update-baseline knows it by its new path", printable(&line, false))
    }));
    notices
}

/// Writes the baseline anew; then everything that may be is known.
fn update(path: &Path, baseline: &Baseline, is_there: bool, report: &mut Report) -> Vec<String> {
    if report.plans.is_empty() {
        return vec![format!("{} was left as it is, since no plan was checked", shown(path))];
    }
    let (next, changes) = baseline.updated(report);
    if let Err(error) = save::replace(path, &next.text()) {
        report.broken.push(breakage(path, format!("it cannot be written: {}", error.root_cause())));
        return Vec::new();
    }
    accept(report);
    let (findings, plans) = next.size();
    let size = format!("{} of {}", counted(findings, "finding"), counted(plans, "plan"));
    if !is_there {
        return vec![format!("{} was made: it holds {size}", shown(path))];
    }
    let line = |what: &str, entry: &Entry| format!("{what}: {}", told(entry));
    let mut notices: Vec<String> = changes.new.iter().map(|entry| line("new", entry)).collect();
    notices.extend(changes.gone.iter().map(|entry| line("gone", entry)));
    let sum = |entries: &[Entry]| entries.iter().map(|entry| entry.count).sum::<usize>();
    let (new, gone) = (sum(&changes.new), sum(&changes.gone));
    notices.push(format!("{} holds {size} now: {new} new, {gone} gone", shown(path)));
    notices
}

/// The baseline; `None` where there is no such file. Who runs the program may point out of a commit to one.
fn read(files: &dyn Files, path: &Path) -> Result<Option<Baseline>, Vec<Breakage>> {
    let disk = Disk::default();
    let files = if files.stands(path) { files } else { &disk };
    if !files.stands(path) {
        return Ok(None);
    }
    let bytes = files.read_ordinary(path).map_err(|reason| vec![breakage(path, reason)])?;
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(shown(path), bytes));
    let rules: Vec<&'static str> = RULES.iter().map(|rule| rule.meta.name).collect();
    Baseline::read(sources.get(id), id, &rules).map(Some).map_err(|problems| breakages(&sources, &problems))
}

fn breakage(path: &Path, message: String) -> Breakage {
    Breakage { path: shown(path), place: None, message }
}

/// The folders that were looked through, by their true paths.
fn folders(files: &dyn Files, args: &CheckArgs) -> Vec<PathBuf> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here } else { args.paths.as_slice() };
    let folders = paths.iter().filter(|path| files.kind(path) == Ok(Kind::Folder));
    folders.map(|path| files.true_path(path)).collect()
}

/// Whether the file of a plan, as seen from the repository's root, would have been found in one of the folders, were it
/// there. A file that may not be looked at may be there.
fn is_gone(files: &dyn Files, plan: &str, folders: &[PathBuf]) -> bool {
    let root = files.repository_root(Path::new(".")).unwrap_or_default();
    let path = files.true_path(&root.join(plan));
    !files.stands(&path) && folders.iter().any(|folder| path.starts_with(folder))
}

/// A finding of a baseline in a line.
fn told(entry: &Entry) -> String {
    let subject = &entry.item.subject;
    let about = [
        ("block", &subject.block),
        ("phase", &subject.phase),
        ("section", &subject.section),
        ("action", &subject.action),
    ];
    let mut line = format!("{}: {}", entry.plan, entry.item.rule);
    for (kind, name) in about {
        if let Some(name) = name {
            line.push_str(&format!(", {kind} {}", shorten(name, WORDS)));
        }
    }
    if !entry.item.words.is_empty() {
        line.push_str(&format!(", \"{}\"", shorten(&entry.item.words, WORDS)));
    }
    if entry.count > 1 {
        line.push_str(&format!(" ({} times)", entry.count));
    }
    printable(&line, false)
}
