//! What was found, in the places that the arguments name: standard output or a file, and files beside it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::ensure;

use super::args::CheckArgs;
use super::files::{Disk, Files, shown, true_path};
use super::save;
use super::terminal::Terminal;
use crate::output::{self, Format, Style};
use crate::report::Report;

/// Refuses arguments by which one report would be written over another.
pub(super) fn ensure_apart(args: &CheckArgs) -> anyhow::Result<()> {
    let mut taken = HashSet::new();
    for path in main_file(args).into_iter().chain(args.report.iter().map(|(_, path)| path.as_path())) {
        ensure!(taken.insert(true_path(path)), "two reports are to be written to {}", shown(path));
    }
    Ok(())
}

/// The file of the main format; `-` is standard output.
fn main_file(args: &CheckArgs) -> Option<&Path> {
    args.output_file.as_deref().filter(|path| *path != Path::new("-"))
}

/// Writes the report in its main format and to every file that is asked for, over none of those that were `read`.
/// What cannot be written is told, and keeps nothing else from being written. Returns whether all was.
pub(super) fn write(
    args: &CheckArgs,
    format: Format,
    report: &Report,
    read: &[PathBuf],
    style: Style,
    terminal: &mut Terminal,
) -> anyhow::Result<bool> {
    let mut is_whole = true;
    let mut save = |format: Format, path: &Path, terminal: &mut Terminal| {
        let text = output::render(report, format, style);
        let saved = ensure_free(path, report, args, read).and_then(|()| save::replace(path, &text));
        if let Err(error) = saved {
            terminal.notice(&format!("error: {error:#}"));
            is_whole = false;
            return false;
        }
        true
    };
    let file = main_file(args);
    let is_saved = file.is_some_and(|path| save(format, path, terminal));
    if !is_saved {
        // What was found must not be lost with the file.
        let color = file.is_none() && format == Format::Full && terminal.use_color();
        terminal.print(&output::render(report, format, Style { color, ..style }))?;
    }
    for (format, path) in &args.report {
        save(*format, path, terminal);
    }
    Ok(is_whole)
}

/// Refuses to write over what was checked, what else the run reads, and what may be a text of people's own: plans
/// that this run did not come by, and settings, stand in Markdown and TOML.
fn ensure_free(path: &Path, report: &Report, args: &CheckArgs, read: &[PathBuf]) -> anyhow::Result<()> {
    let path_is = true_path(path);
    if !path_is.is_file() {
        return Ok(());
    }
    let name = shown(path);
    let files = report.plans.iter().flat_map(|plan| &plan.files);
    let mut checked = files.chain(report.broken.iter().map(|broken| &broken.path)).map(PathBuf::from);
    ensure!(!checked.any(|file| true_path(&file) == path_is), "cannot write {name}: it is what was checked");
    let framework = args.framework.as_ref().map(PathBuf::from);
    let named = [&args.baseline, &args.config.config, &framework, &args.stdin_filename];
    let mut read = named.into_iter().flatten().chain(&args.paths).chain(read);
    ensure!(
        !read.any(|file| true_path(file) == path_is),
        "cannot write {name}: this run reads it, and a report would take its place: name another file"
    );
    let is_of = |ends: &[&str]| {
        path_is.extension().is_some_and(|end| ends.iter().any(|one| end.eq_ignore_ascii_case(one)))
    };
    ensure!(!is_of(&["toml"]), "cannot write {name}: a report is no TOML: name another file");
    ensure!(
        !is_of(&["md", "markdown"]) || is_own(&path_is),
        "cannot write {name}: it holds a text that is no earlier report: name another file, or move it away first"
    );
    Ok(())
}

/// Whether a Markdown file is empty, or a page that an earlier run wrote.
fn is_own(path: &Path) -> bool {
    let title = output::MARKDOWN_TITLE.as_bytes();
    Disk::default().start(path, title.len()).is_ok_and(|start| start.is_empty() || start == title)
}
