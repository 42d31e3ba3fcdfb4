//! `init`: a starter plan, and what checks plans at each change; all files or none.

use std::path::Path;

use anyhow::bail;

use super::args::{InitArgs, PlanFormat};
use super::configs::{ConfigChoice, Configs};
use super::files::{Disk, relative, shown, true_path};
use super::find::find;
use super::frameworks::{self, Wanted};
use super::save::{self, Draft};
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
    let (disk, configs) = (Disk::default(), Configs::new(&ConfigChoice::default()));
    let in_force = configs.of(&disk, &record);
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
    let mut gates = args.ci.clone();
    gates.sort_unstable();
    gates.dedup();
    // Beside plans that are there, what checks them is all that was asked for.
    let plans = if !gates.is_empty() && has_plan(&disk, &configs, &args.folder) {
        Vec::new()
    } else {
        texts(args, &framework, &wanted)
    };
    let files: Vec<Draft> =
        plans.iter().cloned().chain(gates.iter().map(|gate| gate.draft(&args.folder))).collect();
    let taken: Vec<String> = files
        .iter()
        .filter(|file| file.path.symlink_metadata().is_ok())
        .map(|file| shown(&file.path))
        .collect();
    for lost in gates.iter().filter_map(|gate| gate.misplaced(&args.folder)) {
        terminal.notice(&lost);
    }
    if args.dry_run {
        for Draft { path, text, .. } in &files {
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
            "{} {} there already, and nothing was written; --force writes over {}, --dry-run shows what would be written",
            listed(&taken, "and"),
            if taken.len() == 1 { "is" } else { "are" },
            if taken.len() == 1 { "it" } else { "them" },
        );
    }
    save::all_or_none(&files, args.force)?;
    let mut steps = plans.last().map(|edited| steps(args, &framework, &edited.path)).unwrap_or_default();
    steps.extend(gates.iter().map(|gate| gate.next().to_owned()));
    terminal.print(&told(&files, &steps))?;
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

/// Whether the folder holds a plan, or what may be one and cannot be read.
fn has_plan(disk: &Disk, configs: &Configs, folder: &Path) -> bool {
    let found = folder.is_dir().then(|| find(disk, configs, &[folder.to_path_buf()], false));
    found.is_some_and(|found| !found.targets.is_empty() || !found.broken.is_empty())
}

/// The starter plan: the record first, the file that people edit last.
fn texts(args: &InitArgs, framework: &Framework, wanted: &Wanted<'_>) -> Vec<Draft> {
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
                Draft::text(record, write::record(&plan, framework, RecordStyle::Names)),
                Draft::text(document, write::document(&plan, framework, style(false))),
            ]
        }
        PlanFormat::Toml => {
            vec![Draft::text(record, write::record(&plan, framework, RecordStyle::Whole { guidance: true }))]
        }
        PlanFormat::Single => vec![Draft::text(document, write::document(&plan, framework, style(true)))],
    }
}

fn told(files: &[Draft], steps: &[String]) -> String {
    let names: Vec<String> = files.iter().map(|file| printable(&shown(&file.path), false)).collect();
    let mut told = format!("Wrote {}.\n\nWhat to do next:\n", listed(&names, "and"));
    for (at, step) in steps.iter().enumerate() {
        told.push_str(&format!("  {}. {step}\n", at + 1));
    }
    told
}

/// What to do with the starter plan.
fn steps(args: &InitArgs, framework: &Framework, edited: &Path) -> Vec<String> {
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
    let edited = printable(&shown(edited), false);
    vec![
        format!("Open {edited} and write what holds for your area below each heading."),
        format!("Reword the actions{fields}; take out those that do not fit."),
        format!("Run `{check}`: it says what is still to do, and where."),
    ]
}

/// A path as it is typed after a command.
fn as_argument(path: &str) -> String {
    let path = printable(path, false);
    let is_plain = |character: char| character.is_alphanumeric() || "/._-+".contains(character);
    if path.chars().all(is_plain) { path } else { format!("\"{path}\"") }
}
