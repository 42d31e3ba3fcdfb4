//! How long `check` takes, beside reading the same files and beside parsing them with bare pulldown-cmark.
//!
//! `cargo bench` prints a table in under two minutes; `cargo bench -- --quick` runs the same on a small corpus in
//! seconds. Both first hold the findings against what was planted in the corpus, and fail where they differ: fast and
//! wrong is no result.
//!
//! Absolute times are of one machine on one day. The ratios are what lasts: every task is a process of its own, the
//! tasks of a case run in turn, round after round, and a ratio is taken within its round.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark talks to the person who runs it")]
#![allow(clippy::format_collect, reason = "the corpus is made before anything is timed")]

mod corpus;
mod growth;
mod measure;
mod tasks;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use self::measure::{Run, Table};
use self::tasks::Task;

/// How large everything is.
struct Scale {
    /// How many plans stand in the folder.
    plans: usize,
    /// The size of the one large document, in bytes.
    document: usize,
    /// How many rounds a case has at most.
    rounds: usize,
    /// How long the rounds of a case may take.
    patience: Duration,
    /// How many parts the smaller document of each shape has.
    parts: usize,
}

const FULL: Scale = Scale {
    plans: 10_000,
    document: 10_000_000,
    rounds: 60,
    patience: Duration::from_secs(20),
    parts: 50_000,
};

const QUICK: Scale =
    Scale { plans: 200, document: 200_000, rounds: 3, patience: Duration::from_secs(5), parts: 1_000 };

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--task", name, path] => tasks::run(name, Path::new(path)),
        ["--meter", program, arguments @ ..] => measure::meter(program, arguments),
        // Without `--bench`, which `cargo bench` gives, this is a test run.
        options if options.contains(&"--quick") || !options.contains(&"--bench") => bench(&QUICK),
        _ => bench(&FULL),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bench(scale: &Scale) -> Result<()> {
    let folder = tempfile::tempdir().context("no folder for the corpus")?;
    let root = folder.path();
    let planted = corpus::write(root, scale.plans, scale.document)?;
    holds(root, corpus::PLANS, &planted)?;
    holds(root, corpus::ONE, &[])?;
    holds(root, corpus::LARGE, &[])?;
    println!("The findings are those that were planted: {} in {} plans.\n", planted.len(), scale.plans);

    let beside = [Task::Read, Task::Parse, Task::Library, Task::Check];
    let cases: [(String, &str, &[Task]); 3] = [
        (format!("{} plans", scale.plans), corpus::PLANS, &beside),
        (format!("a document of {} KB", scale.document / 1000), corpus::LARGE, &beside),
        (
            "one plan".to_owned(),
            corpus::ONE,
            &[Task::Nothing, Task::Read, Task::Parse, Task::Library, Task::Check],
        ),
    ];
    let mut table = Table::default();
    for (name, path, tasks) in &cases {
        let mut runs: Vec<Run> =
            tasks.iter().map(|task| Run::new(root, *task, path)).collect::<Result<_>>()?;
        table.case(name, &measure::rounds(&mut runs, scale.rounds, scale.patience)?);
    }
    println!("{table}");
    growth::table(scale.parts)
}

/// Fails unless `check` finds in a file or a folder what was planted there, and nothing else.
fn holds(root: &Path, path: &str, planted: &[corpus::Finding]) -> Result<()> {
    let output = Command::new(tasks::PROGRAM)
        .current_dir(root)
        .args(["check", "--output-format", "concise", "--today", corpus::TODAY, path])
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut found: Vec<corpus::Finding> = text.lines().filter_map(corpus::Finding::from_line).collect();
    found.sort();
    for (told, wanted) in found.iter().zip(planted) {
        ensure!(told == wanted, "{path}: found {told:?} where {wanted:?} was planted");
    }
    let (told, wanted) = (found.len(), planted.len());
    ensure!(told == wanted, "{path}: {told} findings where {wanted} were planted\n{text:.2000}");
    Ok(())
}
