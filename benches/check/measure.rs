//! Times of processes, their ratios within a round, and the table of both.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::corpus::TODAY;
use super::tasks::{PROGRAM, Task};

/// A process to be measured.
pub(crate) struct Run {
    task: Task,
    command: Command,
}

impl Run {
    /// A task over a file or a folder below `root`.
    pub(crate) fn new(root: &Path, task: Task, path: &str) -> Result<Self> {
        let own = std::env::current_exe().context("this program cannot find itself")?;
        let mut command = Command::new(&own);
        command.current_dir(root).arg("--meter");
        match task {
            Task::Check => command.args([PROGRAM, "check", "--today", TODAY, path]),
            _ => command.arg(own).args(["--task", task.name(), path]),
        };
        Ok(Self { task, command })
    }

    fn once(&mut self) -> Result<Cost> {
        let output = self.command.stderr(Stdio::inherit()).output()?;
        let text = String::from_utf8(output.stdout)?;
        let numbers: Option<Vec<f64>> = text.split_whitespace().map(|number| number.parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[wall, cpu, peak]) => Ok(Cost { wall, cpu, peak }),
            _ => anyhow::bail!("{} could not be measured", self.task.name()),
        }
    }
}

/// What one process took: milliseconds, and MiB at its largest.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
    peak: f64,
}

/// Runs a program, throws its output away, and prints what it took. A process of its own, and a small one, since the
/// system counts the memory that a child shares with its parent as the child's, too.
pub(crate) fn meter(program: &str, arguments: &[&str]) -> Result<()> {
    let start = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status()?;
    let wall = start.elapsed().as_secs_f64() * 1e3;
    anyhow::ensure!(matches!(status.code(), Some(0 | 1)), "{program} ended with {status}");
    let (cpu, peak) = usage_of_children()?;
    println!("{wall} {cpu} {peak}");
    Ok(())
}

#[cfg(unix)]
fn usage_of_children() -> Result<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = usage.user_time() + usage.system_time();
    let cpu = Duration::from_micros(u64::try_from(cpu.num_microseconds())?);
    // In KiB, but for Apple, who counts bytes.
    let unit = if cfg!(target_vendor = "apple") { 1024 } else { 1 };
    let peak = u32::try_from(usage.max_rss() / unit)?;
    Ok((cpu.as_secs_f64() * 1e3, f64::from(peak) / 1024.0))
}

#[cfg(not(unix))]
fn usage_of_children() -> Result<(f64, f64)> {
    Ok((f64::NAN, f64::NAN))
}

/// What every task took, round by round: the tasks in turn, so that a machine whose speed drifts slows all of them.
pub(crate) struct Rounds {
    tasks: Vec<Task>,
    costs: Vec<Vec<Cost>>,
}

/// Measures tasks in turn, as often as time allows, and three times at least.
pub(crate) fn rounds(runs: &mut [Run], most: usize, patience: Duration) -> Result<Rounds> {
    let start = Instant::now();
    let mut costs = Vec::new();
    for at in 0..=most {
        let round = runs.iter_mut().map(Run::once).collect::<Result<Vec<_>>>()?;
        // The first fills the caches of the system.
        if at > 0 {
            costs.push(round);
        }
        if costs.len() >= 3 && start.elapsed() > patience {
            break;
        }
    }
    Ok(Rounds { tasks: runs.iter().map(|run| run.task).collect(), costs })
}

/// The figures of all cases.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    const HEADER: [&'static str; 8] = [
        "case",
        "task",
        "wall ms",
        "cpu ms",
        "peak MiB",
        "wall / reading",
        "wall / parsing (middle half)",
        "cpu / parsing (middle half)",
    ];

    pub(crate) fn case(&mut self, name: &str, rounds: &Rounds) {
        let of = |task: Task, pick: fn(&Cost) -> f64| -> Vec<f64> {
            let column = rounds.tasks.iter().position(|known| *known == task);
            column.map(|at| rounds.costs.iter().map(|round| pick(&round[at])).collect()).unwrap_or_default()
        };
        let wall = |cost: &Cost| cost.wall;
        let cpu = |cost: &Cost| cost.cpu;
        for task in &rounds.tasks {
            let ratio = |yardstick: Task, pick: fn(&Cost) -> f64| {
                let pairs = of(*task, pick).into_iter().zip(of(yardstick, pick));
                Spread::of(pairs.map(|(ours, theirs)| ours / theirs).collect())
            };
            self.rows.push(vec![
                format!("{name}, {} rounds", rounds.costs.len()),
                task.name().to_owned(),
                format!("{:.1}", Spread::of(of(*task, wall)).median),
                format!("{:.1}", Spread::of(of(*task, cpu)).median),
                format!("{:.1}", Spread::of(of(*task, |cost| cost.peak)).median),
                format!("{:.2}", ratio(Task::Read, wall).median),
                ratio(Task::Parse, wall).to_string(),
                ratio(Task::Parse, cpu).to_string(),
            ]);
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| {} |", Self::HEADER.join(" | "))?;
        writeln!(f, "| --- | --- |{}", " ---: |".repeat(Self::HEADER.len() - 2))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// The median of some figures, and the middle half of them.
pub(crate) struct Spread {
    pub(crate) median: f64,
    quarter: f64,
    three_quarters: f64,
}

impl Spread {
    pub(crate) fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let at = |part: usize| figures.get(figures.len() * part / 4).copied().unwrap_or(f64::NAN);
        Self { median: at(2), quarter: at(1), three_quarters: at(3) }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} ({:.2} to {:.2})", self.median, self.quarter, self.three_quarters)
    }
}
