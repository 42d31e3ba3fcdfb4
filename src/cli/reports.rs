//! What was found, in the places that the arguments name: standard output or a file, and files beside it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::ensure;

use super::args::CheckArgs;
use super::files::{shown, true_path};
use super::save;
use super::terminal::Terminal;
use crate::output::{self, Format, Style};
use crate::report::Report;

/// Refuses arguments by which one report would be written over another.
pub(super) fn ensure_apart(args: &CheckArgs) -> anyhow::Result<()> {
    let mut taken = HashSet::new();
    for path in args.output_file.iter().chain(args.report.iter().map(|(_, path)| path)) {
        ensure!(taken.insert(true_path(path)), "two reports are to be written to {}", shown(path));
    }
    Ok(())
}

/// Writes the report in its main format and to every file that is asked for. What cannot be written is told, and
/// keeps nothing else from being written. Returns whether all was.
pub(super) fn write(
    args: &CheckArgs,
    format: Format,
    report: &Report,
    style: Style,
    terminal: &mut Terminal,
) -> anyhow::Result<bool> {
    let mut is_whole = true;
    let mut save = |format: Format, path: &Path, terminal: &mut Terminal| {
        let text = output::render(report, format, style);
        let saved = ensure_no_plan(path, report).and_then(|()| save::replace(path, &text));
        if let Err(error) = saved {
            terminal.notice(&format!("error: {error:#}"));
            is_whole = false;
            return false;
        }
        true
    };
    let is_saved = args.output_file.as_ref().is_some_and(|path| save(format, path, terminal));
    if !is_saved {
        // What was found must not be lost with the file.
        let color = args.output_file.is_none() && format == Format::Full && terminal.use_color();
        terminal.print(&output::render(report, format, Style { color, ..style }))?;
    }
    for (format, path) in &args.report {
        save(*format, path, terminal);
    }
    Ok(is_whole)
}

/// Refuses to write over what was to be checked.
fn ensure_no_plan(path: &Path, report: &Report) -> anyhow::Result<()> {
    let files = report.plans.iter().flat_map(|plan| &plan.files);
    let mut checked = files.chain(report.broken.iter().map(|broken| &broken.path)).map(PathBuf::from);
    let path_is = true_path(path);
    ensure!(
        !path_is.is_file() || !checked.any(|file| true_path(&file) == path_is),
        "cannot write {}: it is what was checked",
        shown(path)
    );
    Ok(())
}
