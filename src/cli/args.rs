//! The arguments, with a sentence for each that says what it does for the user.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use super::ci::Ci;
use super::config::ConfigArgs;
use super::configs::ConfigChoice;
use super::terminal::Color;
use super::values::{RuleName, date, format, level, level_wish, percent, report, status, suggestions};
use crate::finding::Level;
use crate::lint::LevelWish;
use crate::output::Format;
use crate::plan::PlanStatus;
use crate::scaffold::Suggestions;

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
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", display_order = 900)]
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
  recoveryplan init --format single --suggestions all
  recoveryplan init --ci github --ci pre-commit   check the plans of this repository at each change")]
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
    #[arg(long, value_parser = suggestions(), hide_possible_values = true, default_value = "starter", value_name = "starter|all|none")]
    pub(super) suggestions: Suggestions,

    /// Write what checks plans at each change, too; beside plans that are there, that alone; may be given several times
    #[arg(long, value_enum, value_name = "WHERE")]
    pub(super) ci: Vec<Ci>,

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
  recoveryplan check --output-format github --report sarif=plans.sarif --report markdown=summary.md

Output formats:
  full      for people: excerpts, what to do, and ideas for each gap
  concise   a line for each finding
  json      for programs
  sarif     SARIF 2.1.0, for code scanning
  github    annotations in GitHub Actions, and the text for people
  gitlab    a Code Quality report of GitLab
  junit     test cases: one for each rule and plan
  markdown  a page for people, such as the summary of a job

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
    #[arg(long, value_parser = format(), hide_possible_values = true, value_name = "FORMAT")]
    pub(super) output_format: Option<Format>,

    /// Write what was found to a file instead of standard output (-); the file is written whole or not at all
    #[arg(long, value_name = "PATH")]
    pub(super) output_file: Option<PathBuf>,

    /// Write what was found to a file in another format as well; may be given several times
    #[arg(long, value_parser = report, value_name = "FORMAT=PATH")]
    pub(super) report: Vec<(Format, PathBuf)>,

    /// The lowest level that makes the run fail [default: the config's, else error]
    #[arg(long, value_parser = level(), hide_possible_values = true, value_name = "error|warning|note")]
    pub(super) fail_on: Option<Level>,

    /// Fail where less than this share of a plan's cells is covered, in percent
    #[arg(long, value_parser = percent, value_name = "PERCENT")]
    pub(super) min_coverage: Option<f64>,

    /// The framework to hold plans against, whatever they name: a built-in one's id, or a path
    #[arg(long, value_name = "FRAMEWORK")]
    pub(super) framework: Option<String>,

    /// Judge plans as drafts or as adopted plans, whatever they say themselves
    #[arg(long, value_parser = status(), hide_possible_values = true, value_name = "draft|adopted")]
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

    /// Check only plans that have changed since a git revision: OLD compares with the files here, OLD..NEW reads plans
    /// from the commit NEW
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,

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
  recoveryplan outline - < plan.md

A heading that was read wrongly is put right by a comment right below it:
  <!-- recoveryplan: block=ID phase=ID section=ID -->")]
pub(super) struct OutlineArgs {
    /// The plan; - is standard input [default: the plan in this folder]
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
        /// The file; - is standard input
        file: PathBuf,
    },
    /// Print a framework's file, to make your own from; one that extends another with all of it
    #[command(after_help = "Examples:
  recoveryplan framework export > ours.toml
  recoveryplan framework export ours.toml > whole.toml   with what it extends, as one file")]
    Export {
        /// A built-in framework's id, or a path [default: the default framework]
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
    #[arg(value_parser = RuleName, hide_possible_values = true)]
    pub(super) rule: String,
}
