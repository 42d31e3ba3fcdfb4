//! `init`: a starter plan, all files or none.

use std::path::PathBuf;

use anyhow::bail;

use super::args::{InitArgs, PlanFormat};
use super::configs::{ConfigChoice, Configs};
use super::files::{Disk, relative, shown, true_path};
use super::frameworks::{self, Wanted};
use super::save;
use super::terminal::Terminal;
use crate::framework::{Framework, builtin};
use crate::plan::Plan;
use crate::report::Breakage;
use crate::scaffold::{self, Options};
use crate::source::{Span, Spanned};
use crate::text::{listed, printable};
use crate::write::{self, DocumentStyle, RecordStyle};

const RECORD: &str = "plan.toml";
const DOCUMENT: &str = "plan.md";

pub(super) fn run(args: &InitArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let record = args.folder.join(RECORD);
    let disk = Disk::default();
    let in_force = Configs::new(&ConfigChoice::default()).of(&disk, &record);
    let in_force = in_force.map_err(|broken| told_at_once(&broken))?;
    let wanted = match (args.framework.as_deref(), in_force.framework()) {
        (Some(words), _) => Wanted { words, ..Wanted::default() },
        (None, Some((wanted, _))) => wanted,
        (None, None) => Wanted::default(),
    };
    let framework = frameworks::load(&disk, &wanted).map_err(|mut broken| {
        if let Some((_, span)) = in_force.framework().filter(|_| args.framework.is_none()) {
            frameworks::tell_at(&mut broken, &in_force.breakage(span, String::new()));
        }
        told_at_once(&broken)
    })?;
    let files = texts(args, &framework, &wanted);
    let taken: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.symlink_metadata().is_ok())
        .map(|(path, _)| shown(path))
        .collect();
    if args.dry_run {
        for (path, text) in &files {
            let path = printable(&shown(path), false);
            terminal.print(&format!("== {path}\n{}", printable(text, true)))?;
        }
        for path in &taken {
            terminal.notice(&format!("{path} is there already, and would be left alone without --force"));
        }
        return Ok(0);
    }
    if !taken.is_empty() && !args.force {
        bail!(
            "{} {} there already, and nothing was written; --force writes over {}",
            listed(&taken, "and"),
            if taken.len() == 1 { "is" } else { "are" },
            if taken.len() == 1 { "it" } else { "them" },
        );
    }
    save::all_or_none(&files, args.force)?;
    terminal.print(&told(args, &framework, &files))?;
    Ok(0)
}

/// What broke, as one error.
fn told_at_once(broken: &[Breakage]) -> anyhow::Error {
    let line = |breakage: &Breakage| match breakage.place {
        Some((line, column)) => format!("{}:{line}:{column}: {}", breakage.path, breakage.message),
        None => breakage.message.clone(),
    };
    anyhow::anyhow!("{}", broken.iter().map(line).collect::<Vec<_>>().join("\nerror: "))
}

/// What is written: each path with its text.
fn texts(args: &InitArgs, framework: &Framework, wanted: &Wanted<'_>) -> Vec<(PathBuf, String)> {
    let options = Options {
        title: args.title.clone(),
        authority: args.authority.clone(),
        area: args.area.clone(),
        suggestions: args.suggestions,
    };
    let mut plan: Plan = scaffold::starter(framework, &options);
    if builtin(wanted.words).is_none() {
        let path = relative(&true_path(&args.folder), &true_path(&wanted.folder.join(wanted.words)));
        plan.about.framework = Some(Spanned::new(path, Span::default()));
    }
    let (record, document) = (args.folder.join(RECORD), args.folder.join(DOCUMENT));
    let style = |front_matter| DocumentStyle { front_matter, guidance: true };
    match args.format {
        PlanFormat::Markdown => {
            plan.about.documents = vec![Spanned::new(DOCUMENT.to_owned(), Span::default())];
            vec![
                (record, write::record(&plan, framework, RecordStyle::Names)),
                (document, write::document(&plan, framework, style(false))),
            ]
        }
        PlanFormat::Toml => {
            vec![(record, write::record(&plan, framework, RecordStyle::Whole { guidance: true }))]
        }
        PlanFormat::Single => vec![(document, write::document(&plan, framework, style(true)))],
    }
}

fn told(args: &InitArgs, framework: &Framework, files: &[(PathBuf, String)]) -> String {
    let names: Vec<String> = files.iter().map(|(path, _)| printable(&shown(path), false)).collect();
    let edited = names.last().cloned().unwrap_or_default();
    let check = match shown(&args.folder).as_str() {
        "." => "recoveryplan check".to_owned(),
        folder => format!("recoveryplan check {}", as_argument(folder)),
    };
    let fields: Vec<&str> = framework
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| if args.format == PlanFormat::Toml { &field.words.id } else { &field.words.title })
        .map(String::as_str)
        .collect();
    let fields = match fields.as_slice() {
        [] => String::new(),
        fields => format!(", and fill in {}", printable(&listed(fields, "and"), false)),
    };
    format!(
        "Wrote {}.\n\nWhat to do next:\n  1. Open {edited} and write what holds for your area below each heading.\n  \
         2. Reword the actions{fields}; take out those that do not fit.\n  \
         3. Run `{check}`: it says what is still to do, and where.\n",
        listed(&names, "and"),
    )
}

/// A path as it is typed after a command.
fn as_argument(path: &str) -> String {
    let path = printable(path, false);
    let is_plain = |character: char| character.is_alphanumeric() || "/._-+".contains(character);
    if path.chars().all(is_plain) { path } else { format!("\"{path}\"") }
}
