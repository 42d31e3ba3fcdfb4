//! `framework list`, `show`, `check` and `export`.

use std::path::Path;

use anyhow::{Context, bail};

use super::args::{FrameworkArgs, FrameworkCommand};
use super::files::{Disk, Files, shown};
use super::frameworks::{self, Wanted};
use super::show::page;
use super::terminal::Terminal;
use crate::framework::{BUILTIN, Builtin, DEFAULT, Framework, builtin};
use crate::report::Breakage;
use crate::source::{Source, Sources};
use crate::text::{counted, did_you_mean, printable};

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
    let bytes = disk.read(file).map_err(|reason| anyhow::anyhow!("{}: {reason}", shown(file)))?;
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

fn export(id: &str, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let Some(known) = builtin(id) else {
        let help = did_you_mean(id, BUILTIN.iter().map(|known| known.id))
            .unwrap_or_else(|| "`recoveryplan framework list` shows those that there are".to_owned());
        bail!("there is no built-in framework `{id}`: {help}");
    };
    terminal.print(known.text)?;
    Ok(0)
}

/// A framework as a page to read.
fn show(words: &str, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let framework = load(words).context("the framework cannot be shown")?;
    terminal.print(&printable(&page(&framework), true))?;
    Ok(0)
}
