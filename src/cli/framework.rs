//! `framework list`, `show`, `check` and `export`.

use std::path::Path;

use anyhow::Context;

use super::args::{FrameworkArgs, FrameworkCommand};
use super::files::{Disk, Files, shown};
use super::frameworks::{self, Wanted};
use super::show::page;
use super::stdin;
use super::terminal::Terminal;
use crate::framework::{BUILTIN, Builtin, DEFAULT, Framework, builtin};
use crate::report::Breakage;
use crate::source::{Source, Sources};
use crate::text::{counted, printable};
use crate::write;

pub(super) fn run(args: &FrameworkArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    match &args.command {
        FrameworkCommand::List => list(terminal),
        FrameworkCommand::Show { framework } => show(framework.as_deref().unwrap_or(DEFAULT), terminal),
        FrameworkCommand::Check { file } => check(file, terminal),
        FrameworkCommand::Export { framework } => export(framework.as_deref().unwrap_or(DEFAULT), terminal),
    }
}

fn list(terminal: &mut Terminal) -> anyhow::Result<u8> {
    let line = |known: &Builtin| {
        let framework = load(known.id)?;
        let note = if known.id == DEFAULT { " (the default)" } else { "" };
        Ok(format!("{}  {}  {}{note}\n", framework.id, framework.version, framework.title))
    };
    let lines: Vec<String> = BUILTIN.iter().map(line).collect::<anyhow::Result<_>>()?;
    terminal.print(&lines.concat())?;
    Ok(0)
}

fn load(words: &str) -> anyhow::Result<Framework> {
    frameworks::load(&Disk::default(), &Wanted { words, ..Wanted::default() })
        .map_err(|broken| anyhow::anyhow!("{}", lines(&broken).trim_end().replace('\n', "\nerror: ")))
}

fn lines(broken: &[Breakage]) -> String {
    let line = |breakage: &Breakage| match breakage.place {
        Some((line, column)) => format!("{}:{line}:{column}: {}\n", breakage.path, breakage.message),
        None => format!("{}: {}\n", breakage.path, breakage.message),
    };
    printable(&broken.iter().map(line).collect::<String>(), true)
}

/// A framework file's faults, all at once; 1 where there are any.
fn check(file: &Path, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let disk = Disk::default();
    let bytes = if stdin::is_meant(file) {
        stdin::bytes()?
    } else {
        disk.read(file).map_err(|reason| anyhow::anyhow!("{}: {reason}", shown(file)))?
    };
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(shown(file), bytes));
    match frameworks::load_source(&disk, &mut sources, id) {
        Ok(framework) => {
            let suggestions = framework.suggestion_ixs().count();
            terminal.print(&format!(
                "{}: no faults. {} {}: {}, {}, {}, {}\n",
                printable(&shown(file), false),
                framework.id,
                framework.version,
                counted(framework.blocks.len(), "block"),
                counted(framework.phases.len(), "phase"),
                counted(framework.sections.len(), "section"),
                counted(suggestions, "suggestion"),
            ))?;
            Ok(0)
        }
        Err(problems) => {
            let broken = frameworks::breakages(&sources, &problems);
            terminal.print(&lines(&broken))?;
            terminal.notice(&format!(
                "{} in {}",
                counted(broken.len(), "fault"),
                printable(&shown(file), false)
            ));
            Ok(1)
        }
    }
}

/// A framework's file: a built-in one's as it is, another with what it extends in it.
fn export(words: &str, terminal: &mut Terminal) -> anyhow::Result<u8> {
    if let Some(known) = builtin(words) {
        terminal.print(known.text)?;
    } else {
        let framework = load(words).context("the framework cannot be exported")?;
        terminal.print(&write::framework(&framework))?;
    }
    Ok(0)
}

/// A framework as a page to read.
fn show(words: &str, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let framework = load(words).context("the framework cannot be shown")?;
    terminal.print(&printable(&page(&framework), true))?;
    Ok(0)
}
