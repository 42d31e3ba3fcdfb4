//! The command line: the one part of the program that touches files, the terminal, the clock and the environment.

mod args;
mod baseline;
mod check;
mod ci;
mod commit;
mod config;
mod configs;
mod files;
mod find;
mod framework;
mod frameworks;
mod git;
mod init;
mod load;
mod manual;
mod outline;
mod owners;
mod reports;
mod rules;
mod save;
mod show;
mod since;
mod stale;
mod stdin;
mod terminal;
mod values;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use self::terminal::{Color, Terminal};
use crate::text::printable;

/// Exit codes of everything but `check`, which has its own in [`crate::report::Outcome`].
const FAILED: u8 = 2;

/// Runs the program with the process's own arguments and streams.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os()))
}

fn run(arguments: impl Iterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.collect();
    let args = match Args::try_parse_from(&arguments) {
        Ok(args) => args,
        Err(error) => return refuse(&error, &arguments),
    };
    let mut terminal = Terminal::new(args.color);
    let result = match args.command {
        Command::Init(args) => init::run(&args, &mut terminal),
        Command::Check(args) => check::run(&args, &mut terminal),
        Command::Outline(args) => outline::run(&args, &mut terminal),
        Command::Framework(args) => framework::run(&args, &mut terminal),
        Command::Config(args) => config::run(&args, &mut terminal),
        Command::Rules => rules::list(&mut terminal),
        Command::Explain(args) => rules::explain(&args, &mut terminal),
        Command::Completions { shell } => manual::completions(shell, &mut terminal),
        Command::Man => manual::page(&mut terminal),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            terminal.notice(&format!("error: {error:#}"));
            FAILED
        }
    }
}

/// Shows what the parser of arguments has to say: the help that was asked for, or why the arguments are wrong.
fn refuse(error: &clap::Error, arguments: &[OsString]) -> u8 {
    let is_harmless = |argument: &OsString| {
        let text = argument.to_string_lossy();
        printable(&text, false) == text
    };
    if error.use_stderr() && !arguments.iter().all(is_harmless) {
        // The message quotes the arguments as they were typed, to be read among its own colours.
        Terminal::new(Color::Never).notice(error.render().to_string().trim_end());
    } else {
        // Help and version are no errors, and go to standard output.
        let _ = error.print();
    }
    u8::try_from(error.exit_code()).unwrap_or(FAILED)
}
