//! `config show`: each value in force, and where it comes from.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::configs::{ConfigChoice, Configs, InForce};
use super::files::{Disk, Files, Kind, shown};
use super::terminal::Terminal;
use crate::config::{Acceptance, Globs};
use crate::finding::Level;
use crate::framework::{DEFAULT, LevelWish};
use crate::plan::{PlanStatus, Reach};
use crate::source::{Span, Spanned};
use crate::text::{listed, printable};

/// Show what the config sets, and where
#[derive(Debug, clap::Args)]
pub(super) struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Show each value in force for a plan or a folder, and where it comes from
    #[command(after_help = "Examples:
  recoveryplan config show
  recoveryplan config show plans/exampleshire/plan.md

Exit codes:
  0  the config can be used, or there is none
  2  it cannot: something in it is wrong")]
    Show {
        /// A plan, or a folder that holds plans
        #[arg(default_value = ".")]
        path: PathBuf,

        #[command(flatten)]
        choice: ConfigChoice,
    },
}

pub(super) fn run(args: &ConfigArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let ConfigCommand::Show { path, choice } = &args.command;
    let disk = Disk::default();
    let kind = disk.kind(path).map_err(|reason| anyhow::anyhow!("{}: {reason}", shown(path)))?;
    let file = if kind == Kind::Folder { path.join("plan.toml") } else { path.clone() };
    match Configs::new(choice).of(&disk, &file) {
        Ok(in_force) => {
            terminal.print(&printable(&page(&in_force, path), true))?;
            Ok(0)
        }
        Err(broken) => Ok(terminal.complain(&broken)),
    }
}

/// A line of the page: what is set, to what, and where.
type Line = (String, String, String);

fn page(in_force: &InForce, path: &Path) -> String {
    let config = &in_force.config;
    let mut page = match in_force.path() {
        None => format!("No config holds for {}: everything is as the program sets it.\n", shown(path)),
        Some(own) => {
            let files: Vec<&str> = config.files.iter().map(|id| in_force.sources.get(*id).path()).collect();
            let extends = match &files[1..] {
                [] => String::new(),
                more => format!(", which extends {}", more.join(", which extends ")),
            };
            format!("The config for {}: {own}{extends}\n", shown(path))
        }
    };
    let at = |span: Span| {
        let (path, line, column) = in_force.place(span);
        format!("{path}:{line}:{column}")
    };
    let one = |key: &str, value: Option<Spanned<String>>, default: &str| match value {
        Some(value) => (key.to_owned(), value.value, at(value.span)),
        None => (key.to_owned(), default.to_owned(), "default".to_owned()),
    };
    let named = |name: &str| name.to_owned();
    let mut lines = vec![
        one("framework", config.framework.clone(), DEFAULT),
        one("status", config.status.map(|it| it.map(|it| named(it.name()))), PlanStatus::default().name()),
        one("fail-on", config.fail_on.map(|it| it.map(|it| named(it.name()))), Level::Error.name()),
        one("min-coverage", config.min_coverage.map(|it| it.map(|it| format!("{it} %"))), "none"),
    ];
    for (key, globs) in [("plans", &config.plans), ("exclude", &config.exclude)] {
        if globs.is_empty() {
            lines.push(one(key, None, "none"));
        }
        lines.extend(globs.words().map(|glob| (named(key), format!("\"{}\"", glob.value), at(glob.span))));
    }
    page.push_str(&table("", &lines));
    let levels = config.levels.iter().map(|(rule, wish)| (rule.value.clone(), level(wish), at(rule.span)));
    page.push_str(&table("Levels of rules", &levels.collect::<Vec<_>>()));
    let headings = config.headings.iter().map(|heading| {
        let ids: Vec<&str> = heading.targets.iter().map(|id| id.value.as_str()).collect();
        let names = if ids.is_empty() { "none".to_owned() } else { listed(&ids, "and") };
        (format!("\"{}\"", heading.words.value), names, at(heading.words.span))
    });
    page.push_str(&table("What headings name", &headings.collect::<Vec<_>>()));
    let accepted = config.acceptances.iter().map(|one| accepted(one, at(one.ignore.span.span)));
    page.push_str(&table("Findings that are accepted", &accepted.collect::<Vec<_>>()));
    page.push_str("\nFlags come before these values, and so do a plan's own `framework` and `status`.\n");
    page
}

/// The level of a rule, or both where the plan's status decides.
fn level(wish: &LevelWish) -> String {
    match wish {
        LevelWish::Always(level) => level.value.clone(),
        LevelWish::ByStatus { draft, adopted } => {
            let said = [("draft", draft), ("adopted", adopted)].into_iter();
            let said =
                said.filter_map(|(status, level)| Some(format!("{status}: {}", level.as_ref()?.value)));
            said.collect::<Vec<_>>().join(", ")
        }
    }
}

fn accepted(acceptance: &Acceptance, place: String) -> Line {
    let ignore = &acceptance.ignore;
    let rule = ignore.rules.iter().map(|rule| rule.value.as_str()).collect();
    let mut words = Vec::new();
    if let Reach::Plan { block, phase, section } = &ignore.reach {
        let narrowed = [("block", block), ("phase", phase), ("section", section), ("action", &ignore.action)];
        let said = narrowed.into_iter().filter_map(|(key, id)| Some(format!("{key} {}", id.as_ref()?.value)));
        words.extend(said);
    }
    words.extend(paths(&acceptance.path));
    words.extend(ignore.until.as_ref().map(|until| format!("until {}", until.value.text)));
    words.extend(ignore.reason.as_ref().map(|reason| reason.value.clone()));
    (rule, words.join("; "), place)
}

fn paths(globs: &Globs) -> Option<String> {
    let words: Vec<String> = globs.words().map(|glob| format!("\"{}\"", glob.value)).collect();
    if words.is_empty() { None } else { Some(format!("in {}", listed(&words, "and"))) }
}

/// Lines in columns, below a title.
fn table(title: &str, lines: &[Line]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    // One long value must not push all the places out of sight.
    let width = |column: fn(&Line) -> &String| {
        lines.iter().map(|line| column(line).chars().count()).filter(|count| *count <= 48).max().unwrap_or(0)
    };
    let (keys, values) = (width(|line| &line.0), width(|line| &line.1));
    let title = if title.is_empty() { String::new() } else { format!("{title}:\n") };
    let mut text = format!("\n{title}");
    for (key, value, place) in lines {
        text.push_str(&format!("  {key:keys$}  {value:values$}  {place}\n"));
    }
    text
}
