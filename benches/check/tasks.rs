//! What is measured: each task a process of its own, over the same files, with as many threads as `check` takes.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Result, bail};
use jiff::civil::date;
use pulldown_cmark::{Options, Parser};
use recoveryplan::framework::{self, DEFAULT, builtin};
use recoveryplan::lint::{self, Settings};
use recoveryplan::plan::PlanStatus;
use recoveryplan::read::{PlanTexts, Reader};
use recoveryplan::report::PlanReport;
use recoveryplan::source::{Source, Sources};

/// The program that is measured.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_recoveryplan");

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// A program that ends at once.
    Nothing,
    /// Reads the files.
    Read,
    /// Parses them with pulldown-cmark, with offsets, and drops the events.
    Parse,
    /// Judges each as a plan, by the library, and drops the report.
    Library,
    /// `recoveryplan check`.
    Check,
}

impl Task {
    const WORKERS: [Self; 4] = [Self::Nothing, Self::Read, Self::Parse, Self::Library];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nothing => "an empty program",
            Self::Read => "reading",
            Self::Parse => "bare pulldown-cmark",
            Self::Library => "the library",
            Self::Check => "recoveryplan check",
        }
    }
}

/// Does a task of this program's own.
pub(crate) fn run(name: &str, path: &Path) -> Result<()> {
    match Task::WORKERS.into_iter().find(|task| task.name() == name) {
        Some(Task::Nothing) => Ok(()),
        Some(Task::Read) => each(path, |bytes| {
            black_box(bytes.len());
        }),
        Some(Task::Parse) => each(path, |bytes| parse(&String::from_utf8_lossy(&bytes))),
        Some(Task::Library) => {
            let reader = reader()?;
            each(path, |bytes| {
                black_box(judge(&reader, bytes));
            })
        }
        _ => bail!("there is no task `{name}`"),
    }
}

/// Hands the bytes of a file to `task`, or those of each file of a folder, on all processors.
fn each(path: &Path, task: impl Fn(Vec<u8>) + Sync) -> Result<()> {
    if path.is_file() {
        task(fs::read(path)?);
        return Ok(());
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort_unstable();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            task(fs::read(file)?);
        }
        anyhow::Ok(())
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().map_err(|_| anyhow::anyhow!("a thread panicked"))??;
        }
        Ok(())
    })
}

fn parse(text: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, options).into_offset_iter() {
        black_box(event);
    }
}

/// A reader of plans for the built-in framework.
pub(crate) fn reader() -> Result<Reader> {
    let Some(known) = builtin(DEFAULT) else { bail!("there is no framework `{DEFAULT}`") };
    let mut sources = Sources::new();
    let id = sources.add(Source::new(known.path, known.text));
    match framework::load(&mut sources, id, &|_, _| Err("it extends nothing".to_owned())) {
        Ok(framework) => Ok(Reader::new(framework.into())),
        Err(problems) => bail!("the built-in framework has faults: {problems:?}"),
    }
}

/// The report on a plan of one document.
pub(crate) fn judge(reader: &Reader, bytes: Vec<u8>) -> PlanReport {
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes("plan.md", bytes));
    let texts = PlanTexts { documents: vec![id], ..PlanTexts::default() };
    let plan = reader.plan(&sources, &texts);
    let settings = Settings {
        status: PlanStatus::default(),
        levels: Vec::new(),
        accepted: Vec::new(),
        today: date(2026, 11, 24),
        actions: false,
    };
    lint::report("plan.md".to_owned(), &plan, reader.framework(), sources, &settings, lint::Gate::default()).0
}
