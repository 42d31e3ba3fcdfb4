//! The arguments, with a sentence for each that says what it does for the user.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use super::config::ConfigArgs;
use super::configs::ConfigChoice;
use super::since::SinceChoice;
use super::terminal::Color;
use crate::finding::Level;
use crate::lint::LevelWish;
use crate::output::Format;
use crate::plan::{PlanStatus, plain_day};
use crate::scaffold::Suggestions;
use crate::text::did_you_mean;

/// Start a recovery plan from a framework, and see what a plan leaves out.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Examples:
  recoveryplan init                 start a plan in this folder
  recoveryplan check                see what the plans in this folder leave out
  recoveryplan explain missing-due  what a rule means, with examples"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// Use colour: when the output is a terminal, always, or never
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a plan: write a starter plan for people to edit
    Init(InitArgs),
    /// Say what plans leave out
    Check(CheckArgs),
    /// Show how a plan is read: headings, and actions with their fields
    Outline(OutlineArgs),
    /// List, show, check and export frameworks
    Framework(FrameworkArgs),
    /// Show what the config sets, and where
    Config(ConfigArgs),
    /// List the rules, a line for each
    #[command(
        after_help = "Each line has the rule's name, its level in a draft, its level in an adopted plan, and what it says.

Examples:
  recoveryplan rules
  recoveryplan check --level missing-due=error   give a rule another level"
    )]
    Rules,
    /// Explain a rule, with examples that break it and keep it
    Explain(ExplainArgs),
    /// Print completions for a shell
    #[command(after_help = "Examples:
  recoveryplan completions bash > ~/.local/share/bash-completion/completions/recoveryplan
  recoveryplan completions zsh > \"${fpath[1]}/_recoveryplan\"
  recoveryplan completions fish > ~/.config/fish/completions/recoveryplan.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, for `man -l -`
    #[command(after_help = "Examples:
  recoveryplan man | man -l -
  recoveryplan man > ~/.local/share/man/man1/recoveryplan.1")]
    Man,
}

/// Start a plan: write a starter plan for people to edit
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  recoveryplan init
  recoveryplan init plans/exampleshire --authority \"Exampleshire Council\" --area Exampleshire
  recoveryplan init --format single --suggestions all")]
pub(super) struct InitArgs {
    /// The folder to write to; it is made where there is none
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folder: PathBuf,

    /// The plan's title
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,

    /// The council that answers for the plan
    #[arg(long, value_name = "NAME")]
    pub(super) authority: Option<String>,

    /// The place that the plan is for
    #[arg(long, value_name = "NAME")]
    pub(super) area: Option<String>,

    /// What to write: plan.toml with plan.md; plan.toml alone; or plan.md alone
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: PlanFormat,

    /// The framework to start from: a built-in one's id, or a path [default: the config's]
    #[arg(long, value_name = "FRAMEWORK")]
    pub(super) framework: Option<String>,

    /// Which of the framework's suggestions the plan starts with
    #[arg(long, value_parser = suggestions, default_value = "starter", value_name = "starter|all|none")]
    pub(super) suggestions: Suggestions,

    /// Write over files that are there
    #[arg(long)]
    pub(super) force: bool,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What `init` writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanFormat {
    /// plan.toml with the names, plan.md with the text
    #[default]
    Markdown,
    /// plan.toml with everything
    Toml,
    /// plan.md with everything
    Single,
}

/// Say what plans leave out
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  recoveryplan check                          every plan in this folder
  recoveryplan check plan.md                  one plan
  recoveryplan check --status adopted         as strictly as for an adopted plan
  recoveryplan check --min-coverage 80        fail where less than 80 % is covered
  recoveryplan check --since origin/main      plans that have changed on this branch
  recoveryplan check --output-format json -   a plan from standard input, for a program
  recoveryplan check --baseline known.json --update-baseline
                                              accept what is found now, to fail for new findings alone
  recoveryplan check --baseline known.json    fail for what was not accepted

Exit codes:
  0  nothing found at the level of --fail-on
  1  something found, or too little covered
  2  it could not do its work: a path, a framework or an argument is wrong
  3  there was no plan to check")]
pub(super) struct CheckArgs {
    /// Plans, or folders to look for plans in; - is standard input [default: this folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to show what was found [default: full; env: `RECOVERYPLAN_OUTPUT_FORMAT`]
    #[arg(long, value_parser = format, value_name = "FORMAT")]
    pub(super) output_format: Option<Format>,

    /// Write what was found to a file instead of standard output; the file is written whole or not at all
    #[arg(long, value_name = "PATH")]
    pub(super) output_file: Option<PathBuf>,

    /// The lowest level that makes the run fail [default: the config's, else error]
    #[arg(long, value_parser = level, value_name = "error|warning|note")]
    pub(super) fail_on: Option<Level>,

    /// Fail where less than this share of a plan's cells is covered, in percent
    #[arg(long, value_parser = percent, value_name = "PERCENT")]
    pub(super) min_coverage: Option<f64>,

    /// The framework to hold plans against, whatever they name: a built-in one's id, or a path
    #[arg(long, value_name = "FRAMEWORK")]
    pub(super) framework: Option<String>,

    /// Judge plans as drafts or as adopted plans, whatever they say themselves
    #[arg(long, value_parser = status, value_name = "draft|adopted")]
    pub(super) status: Option<PlanStatus>,

    /// Set the level of a rule: off, note, warning or error; may be given several times
    #[arg(long, value_parser = level_wish, value_name = "RULE=LEVEL")]
    pub(super) level: Vec<LevelWish>,

    /// Let what this file knows be: those findings are counted, but neither shown nor failing
    #[arg(long, value_name = "PATH")]
    pub(super) baseline: Option<PathBuf>,

    /// Write what is found now into the file of --baseline, and say what is new in it and what is gone
    #[arg(long, requires = "baseline")]
    pub(super) update_baseline: bool,

    /// The day that dates are compared with, such as 2027-03-31 [default: today]
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub(super) today: Option<Date>,

    #[command(flatten)]
    pub(super) since: SinceChoice,

    #[command(flatten)]
    pub(super) config: ConfigChoice,

    /// Leave out what the config excludes even where it is named, as commit hooks do
    #[arg(long)]
    pub(super) force_exclude: bool,

    /// Read standard input as if it were the file at this path, which need not exist
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// End with 0 even where something was found; work that could not be done still ends with 2
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Show findings only, without a summary
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Show every finding, however many there are of one rule, and which files were read
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// Show how a plan is read: headings, and actions with their fields
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  recoveryplan outline plan.md
  recoveryplan outline plan.md --output-format json

A heading that was read wrongly is put right by a comment right below it:
  <!-- recoveryplan: block=ID phase=ID section=ID -->")]
pub(super) struct OutlineArgs {
    /// The plan [default: the plan in this folder]
    pub(super) plan: Option<PathBuf>,

    /// How to show it: a tree for people, or JSON for programs
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) output_format: OutlineFormat,

    /// The framework to read it with, whatever the plan names: a built-in one's id, or a path
    #[arg(long, value_name = "FRAMEWORK")]
    pub(super) framework: Option<String>,

    #[command(flatten)]
    pub(super) config: ConfigChoice,
}

/// How an outline is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OutlineFormat {
    #[default]
    Text,
    Json,
}

/// List, show, check and export frameworks
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  recoveryplan framework list
  recoveryplan framework show                  what the default framework asks for
  recoveryplan framework export > ours.toml    a copy to change
  recoveryplan framework check ours.toml       what is wrong with it
  recoveryplan check --framework ours.toml     hold plans against it")]
pub(super) struct FrameworkArgs {
    #[command(subcommand)]
    pub(super) command: FrameworkCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum FrameworkCommand {
    /// List the frameworks that come with the program
    #[command(after_help = "Example:\n  recoveryplan framework list")]
    List,
    /// Show a framework: its blocks, phases, sections and suggestions
    #[command(
        after_help = "Examples:\n  recoveryplan framework show\n  recoveryplan framework show ours.toml"
    )]
    Show {
        /// A built-in framework's id, or a path [default: the default framework]
        framework: Option<String>,
    },
    /// Say what is wrong with a framework file
    #[command(after_help = "Example:
  recoveryplan framework check ours.toml

Exit codes:
  0  nothing is wrong with it
  1  something is
  2  it cannot be read")]
    Check {
        /// The file
        file: PathBuf,
    },
    /// Print a built-in framework's file, to make your own from
    #[command(after_help = "Example:\n  recoveryplan framework export > ours.toml")]
    Export {
        /// A built-in framework's id [default: the default framework]
        framework: Option<String>,
    },
}

/// Explain a rule
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  recoveryplan explain missing-due
  recoveryplan rules                 the names of all rules")]
pub(super) struct ExplainArgs {
    /// The rule's name, as it stands in brackets in a finding
    pub(super) rule: String,
}

/// One of some named values, or what was probably meant.
fn named<T: Copy>(text: &str, names: &[(&'static str, T)]) -> Result<T, String> {
    names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| {
        let known = names.iter().map(|(name, _)| *name);
        did_you_mean(text, known.clone())
            .unwrap_or_else(|| format!("it is one of {}", known.collect::<Vec<_>>().join(", ")))
    })
}

fn format(text: &str) -> Result<Format, String> {
    named(text, &Format::NAMES)
}

fn level(text: &str) -> Result<Level, String> {
    named(text, &Level::NAMES)
}

fn status(text: &str) -> Result<PlanStatus, String> {
    named(text, &PlanStatus::NAMES)
}

fn suggestions(text: &str) -> Result<Suggestions, String> {
    named(text, &[("starter", Suggestions::Starter), ("all", Suggestions::All), ("none", Suggestions::None)])
}

fn date(text: &str) -> Result<Date, String> {
    plain_day(text).ok_or_else(|| "write a day as year-month-day, such as 2027-03-31".to_owned())
}

fn percent(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let number = text.strip_suffix('%').unwrap_or(text).trim().parse::<f64>();
    number
        .ok()
        .filter(|number| (0.0..=100.0).contains(number))
        .ok_or_else(|| "write a number from 0 to 100".to_owned())
}

fn level_wish(text: &str) -> Result<LevelWish, String> {
    let Some((rule, level)) = text.split_once('=') else {
        return Err("write it as RULE=LEVEL, such as missing-due=error".to_owned());
    };
    let names = [
        ("off", None),
        ("note", Some(Level::Note)),
        ("warning", Some(Level::Warning)),
        ("error", Some(Level::Error)),
    ];
    let (rule, level) = (rule.trim(), named(level.trim(), &names)?);
    if crate::rules::rule(rule).is_none() {
        let known = crate::rules::RULES.iter().map(|rule| rule.meta.name);
        let help = did_you_mean(rule, known).unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned());
        return Err(format!("there is no rule `{rule}`: {help}"));
    }
    Ok(LevelWish { rule: rule.to_owned(), status: None, level })
}

/// The format that the environment asks for.
pub(super) fn format_from_environment() -> anyhow::Result<Option<Format>> {
    const NAME: &str = "RECOVERYPLAN_OUTPUT_FORMAT";
    match std::env::var(NAME) {
        Ok(text) if !text.is_empty() => format(&text)
            .map(Some)
            .map_err(|help| anyhow::anyhow!("{NAME}: there is no output format `{text}`: {help}")),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_numbers_from_0_to_100_with_or_without_a_sign() {
        for (text, share) in [("80", 80.0), ("80%", 80.0), (" 66.7 % ", 66.7), ("0", 0.0), ("100", 100.0)] {
            assert_eq!(percent(text), Ok(share), "{text}");
        }
        for text in ["", "%", "-1", "101", "NaN", "inf", "eighty", "8O"] {
            assert!(percent(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_written_one_way() {
        assert_eq!(date("2027-03-31"), Ok(jiff::civil::date(2027, 3, 31)));
        for text in
            ["31/03/2027", "2027-3-31", "2027-02-30", "2027-03-31T10:00", "tomorrow", "", "----------"]
        {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
