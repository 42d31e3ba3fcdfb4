//! `check`: find plans, judge them, show what was found.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use jiff::tz::Offset;

use super::args::CheckArgs;
use super::baseline;
use super::configs::{Configs, Place};
use super::files::{Disk, Files};
use super::find::{Found, Target, find};
use super::frameworks::Frameworks;
use super::load::{self, Checked, Shelf, Wishes};
use super::reports;
use super::since::Since;
use super::stale;
use super::stdin;
use super::terminal::Terminal;
use super::values::format_from_environment;
use crate::output::{Format, NOTHING_CHECKED, Style, Verbosity};
use crate::report::{Outcome, Report};
use crate::text::counted;

/// From so many plans on, threads are worth their start.
const MANY: usize = 32;

pub(super) fn run(args: &CheckArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let format = match args.output_format {
        Some(format) => format,
        None => format_from_environment()?.unwrap_or_default(),
    };
    reports::ensure_apart(args)?;
    let wishes = Wishes {
        framework: args.framework.as_deref(),
        status: args.status,
        levels: &args.level,
        today: args.today.unwrap_or_else(today),
        fail_on: args.fail_on,
        min_coverage: args.min_coverage,
        actions: args.report.iter().map(|(format, _)| *format).chain([format]).any(Format::shows_actions),
    };
    let since = args.since.as_deref().map(Since::open).transpose()?;
    anyhow::ensure!(
        !(args.update_baseline && since.as_ref().is_some_and(Since::is_of_a_commit)),
        "--update-baseline writes what holds for the files here, and --since OLD..NEW reads a commit: leave out ..NEW"
    );
    if since.as_ref().is_some_and(Since::is_deletion) {
        terminal.notice("nothing is left of that branch, so that there is nothing to check");
        return show(args, format, &Report { nothing_due: true, ..Report::default() }, &[], terminal);
    }
    let configs = Configs::new(&args.config);
    let (files, mut found) = look_for(args, &configs, since.as_ref())?;
    let frameworks = Frameworks::new(&*files);
    let shelf = Shelf { files: &*files, configs: &configs, frameworks: &frameworks };
    let there = found.targets.len();
    if let Some(since) = &since {
        since.sift(&mut found, shelf, wishes.framework)?;
        if let Some(told) = since.told(there, found.targets.len()).filter(|_| !args.quiet) {
            terminal.notice(&told);
        }
    }
    let check = |target: &Target| {
        let mut checked = load::check(shelf, target, &wishes);
        if let Some(plan) = &mut checked.plan {
            plan.let_go();
        }
        checked
    };
    let mut checked = check_all(&found.targets, check);
    checked.push(Checked { broken: std::mem::take(&mut found.broken), ..Checked::default() });
    let used: HashSet<Place> = checked.iter_mut().flat_map(|one| std::mem::take(&mut one.used)).collect();
    let unchanged = there - found.targets.len();
    let mut report =
        Report { nothing_due: found.all_excluded || unchanged > 0, ..gather(checked, files.prefix()) };
    let notices = match &args.baseline {
        Some(path) => baseline::apply(path, args, &*files, &mut report),
        None => Vec::new(),
    };
    let read = [configs.read(), frameworks.read()].concat();
    let code = show(args, format, &report, &read, terminal)?;
    for notice in notices {
        terminal.notice(&notice);
    }
    if report.outcome() == Outcome::NothingChecked {
        let excluded = match found.excluded.len() {
            0 => String::new(),
            count => format!("; {} left out, as the config excludes them", counted(count, "plan")),
        };
        terminal.notice(&format!("{NOTHING_CHECKED}{excluded}"));
    } else if found.all_excluded && report.broken.is_empty() {
        terminal.notice("nothing was checked: the config excludes all that was named");
    }
    if !args.quiet {
        if report.outcome() != Outcome::NothingChecked {
            for folder in &found.barren {
                terminal.notice(&format!("warning: {folder}: there is no plan in this folder"));
            }
        }
        let is_whole = report.broken.is_empty() && unchanged == 0;
        let walked = if is_whole { found.walked.as_slice() } else { &[] };
        for stale in stale::acceptances(&configs, &used, walked, wishes.today) {
            terminal.notice(&format!("warning: {stale}"));
        }
    }
    // The process ends now, and the system takes all memory back at once.
    std::mem::forget((report, frameworks));
    Ok(code)
}

fn show(
    args: &CheckArgs,
    format: Format,
    report: &Report,
    read: &[PathBuf],
    terminal: &mut Terminal,
) -> anyhow::Result<u8> {
    let verbosity = match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let style = Style { color: false, verbosity };
    let is_whole = reports::write(args, format, report, read, style, terminal)?;
    if args.verbose {
        for plan in &report.plans {
            terminal.notice(&format!("{} was read from {}", plan.path, plan.files.join(", ")));
        }
    }
    if !is_whole {
        return Ok(Outcome::Broken.code());
    }
    Ok(match report.outcome() {
        Outcome::Findings if args.exit_zero => Outcome::Clean.code(),
        outcome => outcome.code(),
    })
}

/// The plans that the arguments mean, and the files to read them from.
fn look_for<'s>(
    args: &CheckArgs,
    configs: &Configs,
    since: Option<&'s Since>,
) -> anyhow::Result<(Box<dyn Files + 's>, Found)> {
    let is_stdin = |path: &PathBuf| stdin::is_meant(path);
    if !args.paths.iter().any(is_stdin) {
        anyhow::ensure!(args.stdin_filename.is_none(), "--stdin-filename goes with - for standard input");
        let here = [PathBuf::from(".")];
        let files = match since {
            Some(since) => since.files()?,
            None => Box::new(Disk::default()),
        };
        let paths = if args.paths.is_empty() { here.as_slice() } else { &args.paths };
        let found = find(&*files, configs, paths, args.force_exclude);
        return Ok((files, found));
    }
    anyhow::ensure!(
        args.paths.iter().all(is_stdin),
        "standard input (-) is checked alone, without other paths"
    );
    anyhow::ensure!(since.is_none(), "--since goes with files; standard input (-) is checked without it");
    anyhow::ensure!(
        args.baseline.is_none() || args.stdin_filename.is_some(),
        "a baseline knows plans by their paths: say with --stdin-filename which plan this is"
    );
    if let Some(path) = &args.stdin_filename {
        let disk = Disk::with_stdin(path, stdin::bytes()?);
        let found = find(&disk, configs, std::slice::from_ref(path), args.force_exclude);
        return Ok((Box::new(disk), found));
    }
    let (disk, target) = stdin::plan()?;
    Ok((Box::new(disk), Found { targets: vec![target], ..Found::default() }))
}

/// Checks every target, on two threads or more where there are many; in their order whatever finishes first.
fn check_all(targets: &[Target], check: impl Fn(&Target) -> Checked + Sync) -> Vec<Checked> {
    if targets.len() < MANY {
        return targets.iter().map(check).collect();
    }
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Checked)>> = Mutex::new(Vec::with_capacity(targets.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(target) = targets.get(at) else { break };
                    let checked = check(target);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, checked));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, checked)| checked).collect()
}

fn gather(checked: Vec<Checked>, prefix: String) -> Report {
    let mut report = Report { prefix, ..Report::default() };
    for one in checked {
        report.plans.extend(one.plan);
        for breakage in one.broken {
            // A broken framework is told once, however many plans it has.
            if !report.broken.contains(&breakage) {
                report.broken.push(breakage);
            }
        }
    }
    report.broken.sort_by(|one, other| {
        (&one.path, one.place, &one.message).cmp(&(&other.path, other.place, &other.message))
    });
    report
}

fn today() -> Date {
    Offset::UTC.to_datetime(jiff::Timestamp::now()).date()
}
