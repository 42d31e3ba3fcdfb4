//! `framework list`, `show`, `check` and `export`.

use std::path::Path;

use anyhow::{Context, bail};

use super::args::{FrameworkArgs, FrameworkCommand};
use super::files::{reason, shown};
use super::frameworks::{self, Wanted};
use super::terminal::Terminal;
use crate::framework::{BUILTIN, DEFAULT, Framework, Suggestion, builtin};
use crate::lint;
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
    let mut text = String::new();
    for known in BUILTIN {
        let framework = load(known.id)?;
        let note = if known.id == DEFAULT { " (the default)" } else { "" };
        text.push_str(&format!("{}  {}  {}{note}\n", framework.id, framework.version, framework.title));
    }
    terminal.print(&text)?;
    Ok(0)
}

fn load(words: &str) -> anyhow::Result<Framework> {
    frameworks::load(&Wanted { words, ..Wanted::default() })
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
    let bytes =
        std::fs::read(file).map_err(|error| anyhow::anyhow!("{}: {}", shown(file), reason(&error, file)))?;
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(shown(file), bytes));
    let loaded = frameworks::load_source(&mut sources, id).and_then(|framework| {
        let unknown = lint::unknown_rules(&framework);
        if unknown.is_empty() { Ok(framework) } else { Err(unknown) }
    });
    match loaded {
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
    let mut page = format!("# {} ({} {})\n", framework.title, framework.id, framework.version);
    let source = &framework.source;
    let said: Vec<&str> = [&source.author, &source.title, &source.date, &source.url]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !said.is_empty() {
        page.push_str(&format!("\nSource: {}\n", said.join(", ")));
    }
    if let Some(note) = &source.note {
        page.push_str(&format!("{note}\n"));
    }
    if !framework.phases.is_empty() {
        page.push_str("\n## Phases\n\n");
        for phase in &framework.phases {
            entry(&mut page, &phase.words.title, &phase.words.id, phase.summary.as_deref());
        }
    }
    if !framework.sections.is_empty() {
        page.push_str("\n## Sections\n\n");
        for section in &framework.sections {
            entry(&mut page, &section.words.title, &section.words.id, section.summary.as_deref());
        }
    }
    for block in &framework.blocks {
        page.push_str(&format!("\n## {} ({})\n\n", block.words.title, block.words.id));
        if let Some(summary) = &block.summary {
            page.push_str(&format!("{summary}\n\n"));
        }
        for suggestion in &block.suggestions {
            page.push_str(&suggested(&framework, suggestion));
        }
    }
    terminal.print(&printable(&page, true))?;
    Ok(0)
}

fn entry(page: &mut String, title: &str, id: &str, summary: Option<&str>) {
    let summary = summary.map(|summary| format!(": {summary}")).unwrap_or_default();
    page.push_str(&format!("- {title} ({id}){summary}\n"));
}

fn suggested(framework: &Framework, suggestion: &Suggestion) -> String {
    let mut text = format!("- {} ({})\n", suggestion.title, suggestion.id);
    if let Some(detail) = &suggestion.detail {
        text.push_str(&format!("  {detail}\n"));
    }
    let phases: Vec<&str> =
        suggestion.phases.iter().map(|phase| framework[*phase].words.title.as_str()).collect();
    for (label, words) in [
        ("Phases", Some(phases.join("; ")).filter(|phases| !phases.is_empty())),
        ("Could be led by", suggestion.lead.clone()),
        ("Could be measured by", suggestion.measure.clone()),
        ("Idea from", suggestion.source.as_ref().and_then(|source| source.title.clone())),
    ] {
        if let Some(words) = words {
            text.push_str(&format!("  {label}: {words}\n"));
        }
    }
    text
}
