//! `check`: find plans, judge them, show what was found.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::args::{CheckArgs, format_from_environment};
use super::files;
use super::find::{Found, Target, find, is_toml};
use super::frameworks::Frameworks;
use super::load::{self, Checked, Wishes};
use super::terminal::Terminal;
use crate::output::{self, Format, Style, Verbosity};
use crate::report::{Outcome, Report};

/// From so many plans on, threads are worth their start.
const MANY: usize = 32;

pub(super) fn run(args: &CheckArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let format = match args.output_format {
        Some(format) => format,
        None => format_from_environment()?.unwrap_or_default(),
    };
    let wishes = Wishes {
        framework: args.framework.as_deref(),
        status: args.status,
        levels: &args.level,
        today: args.today.unwrap_or_else(today),
        min_coverage: args.min_coverage,
    };
    let frameworks = Frameworks::default();
    let report = if args.paths.iter().any(|path| path == Path::new("-")) {
        anyhow::ensure!(args.paths.len() == 1, "standard input (-) is checked alone, without other paths");
        from_stdin(args, &wishes, &frameworks)?
    } else {
        anyhow::ensure!(args.stdin_filename.is_none(), "--stdin-filename goes with - for standard input");
        let here = [PathBuf::from(".")];
        let Found { targets, broken } = find(if args.paths.is_empty() { &here } else { &args.paths });
        let mut checked = check_all(&targets, &wishes, &frameworks);
        checked.push(Checked { plan: None, broken });
        gather(checked)
    };
    show(args, format, &report, terminal)
}

fn show(args: &CheckArgs, format: Format, report: &Report, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let verbosity = match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let color = args.output_file.is_none() && format == Format::Full && terminal.use_color();
    let text = output::render(report, format, Style { color, verbosity, fail_on: args.fail_on });
    match &args.output_file {
        Some(path) => {
            if let Err(error) = files::write_all(&[(path.clone(), text.clone())], true) {
                // What was found must not be lost with the file.
                terminal.print(&text)?;
                return Err(error);
            }
        }
        None => terminal.print(&text)?,
    }
    if args.verbose {
        for plan in &report.plans {
            terminal.notice(&format!("{} was read from {}", plan.path, plan.files.join(", ")));
        }
    }
    let outcome = report.outcome(args.fail_on);
    if outcome == Outcome::NothingChecked {
        terminal.notice(
            "nothing was checked: there is no plan here (plan.toml, plan.md, *.plan.toml, *.plan.md, or Markdown \
             whose front matter names a framework). `recoveryplan init` starts one",
        );
    }
    Ok(match outcome {
        Outcome::Findings if args.exit_zero => Outcome::Clean.code(),
        outcome => outcome.code(),
    })
}

fn from_stdin(args: &CheckArgs, wishes: &Wishes<'_>, frameworks: &Frameworks) -> anyhow::Result<Report> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    let named = args.stdin_filename.clone();
    let is_record = match &named {
        Some(path) => is_toml(path),
        None => String::from_utf8_lossy(&bytes).lines().any(|line| line.trim() == "[plan]"),
    };
    // The name decides how the text is read, so that what came without one gets one.
    let path = named.clone().unwrap_or_else(|| PathBuf::from(if is_record { "-.toml" } else { "-" }));
    let shown = named.as_deref().map_or_else(|| "-".to_owned(), files::shown);
    let target = Target { shown, path };
    Ok(gather(vec![load::check_text(&target, bytes, wishes, frameworks)]))
}

/// Checks every target, on two threads or more where there are many; in their order whatever finishes first.
fn check_all(targets: &[Target], wishes: &Wishes<'_>, frameworks: &Frameworks) -> Vec<Checked> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if targets.len() < MANY || threads == 1 {
        return targets.iter().map(|target| load::check(target, wishes, frameworks)).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Checked)>> = Mutex::new(Vec::with_capacity(targets.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(target) = targets.get(at) else { break };
                    let checked = load::check(target, wishes, frameworks);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, checked));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, checked)| checked).collect()
}

fn gather(checked: Vec<Checked>) -> Report {
    let mut report = Report { prefix: files::prefix(), ..Report::default() };
    for one in checked {
        report.plans.extend(one.plan);
        for breakage in one.broken {
            // A broken framework is told once, however many plans it has.
            if !report.broken.contains(&breakage) {
                report.broken.push(breakage);
            }
        }
    }
    report.broken.sort_by(|one, other| (&one.path, one.place).cmp(&(&other.path, other.place)));
    report
}

fn today() -> Date {
    Offset::UTC.to_datetime(jiff::Timestamp::now()).date()
}
