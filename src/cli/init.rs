//! `init`: a starter plan, all files or none.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::args::{InitArgs, PlanFormat};
use super::files::{self, shown};
use super::find::true_path;
use super::frameworks::{self, Wanted};
use super::terminal::Terminal;
use crate::framework::{DEFAULT, Framework, builtin};
use crate::plan::Plan;
use crate::scaffold::{self, Options};
use crate::source::{Span, Spanned};
use crate::text::printable;
use crate::write::{self, DocumentStyle, RecordStyle};

const RECORD: &str = "plan.toml";
const DOCUMENT: &str = "plan.md";

pub(super) fn run(args: &InitArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let words = args.framework.as_deref().unwrap_or(DEFAULT);
    let framework = frameworks::load(&Wanted { words, ..Wanted::default() }).map_err(|broken| {
        let lines: Vec<String> = broken
            .iter()
            .map(|breakage| match breakage.place {
                Some((line, column)) => format!("{}:{line}:{column}: {}", breakage.path, breakage.message),
                None => breakage.message.clone(),
            })
            .collect();
        anyhow::anyhow!("{}", lines.join("\nerror: "))
    })?;
    let files = texts(args, &framework, words);
    let taken: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.symlink_metadata().is_ok())
        .map(|(path, _)| shown(path))
        .collect();
    if args.dry_run {
        for (path, text) in &files {
            terminal.print(&format!("== {}\n{text}", shown(path)))?;
        }
        for path in &taken {
            terminal.notice(&format!("{path} is there already, and would be left alone without --force"));
        }
        return Ok(0);
    }
    if !taken.is_empty() && !args.force {
        bail!(
            "{} {} there already, and nothing was written; --force writes over {}",
            crate::text::listed(&taken, "and"),
            if taken.len() == 1 { "is" } else { "are" },
            if taken.len() == 1 { "it" } else { "them" },
        );
    }
    let made = missing_folders(&args.folder);
    std::fs::create_dir_all(&args.folder)
        .with_context(|| format!("cannot make the folder {}", shown(&args.folder)))?;
    if let Err(error) = files::write_all(&files, args.force) {
        for folder in made {
            let _ = std::fs::remove_dir(folder);
        }
        return Err(error);
    }
    terminal.print(&told(args, &files))?;
    Ok(0)
}

/// What is written: each path with its text.
fn texts(args: &InitArgs, framework: &Framework, words: &str) -> Vec<(PathBuf, String)> {
    let options = Options {
        title: args.title.clone(),
        authority: args.authority.clone(),
        area: args.area.clone(),
        suggestions: args.suggestions,
    };
    let mut plan: Plan = scaffold::starter(framework, &options);
    if builtin(words).is_none() {
        let path = relative(&true_path(&args.folder), &true_path(Path::new(words)));
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

fn told(args: &InitArgs, files: &[(PathBuf, String)]) -> String {
    let names: Vec<String> = files.iter().map(|(path, _)| printable(&shown(path), false)).collect();
    let edited = names.last().cloned().unwrap_or_default();
    let check = match args.folder.as_path() {
        here if here == Path::new(".") => "recoveryplan check".to_owned(),
        folder => format!("recoveryplan check {}", printable(&shown(folder), false)),
    };
    let fields =
        if args.format == PlanFormat::Toml { "lead, due and measure" } else { "Lead, Due and Measure" };
    format!(
        "Wrote {}.\n\nWhat to do next:\n  1. Open {edited} and write what holds for your area below each heading.\n  \
         2. Reword the actions, and fill in {fields}; take out those that do not fit.\n  \
         3. Run `{check}`: it says what is still to do, and where.\n",
        crate::text::listed(&names, "and"),
    )
}

/// The folders that have to be made for a folder to be there, the innermost first.
fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    folder
        .ancestors()
        .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
        .map(Path::to_path_buf)
        .collect()
}

/// A path as seen from a folder; both are true paths.
fn relative(folder: &Path, path: &Path) -> String {
    let mut ours = folder.components().peekable();
    let mut theirs = path.components().peekable();
    while ours.peek().is_some() && ours.peek() == theirs.peek() {
        ours.next();
        theirs.next();
    }
    let up = ours.map(|_| "..".to_owned());
    let down = theirs.map(|component| component.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
