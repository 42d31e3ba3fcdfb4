//! A git repository, asked through the program `git` in the environment of the run, so that hooks see what they
//! are to judge: objects that a push has brought stand in quarantine until the hook has agreed.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, anyhow, bail};

use super::files::Had;

/// What to do where history is missing.
const FETCH_ALL: &str = "fetch the whole history (`git fetch --unshallow`; in CI `fetch-depth: 0` on GitHub, \
                         `GIT_DEPTH: 0` on GitLab)";

/// The name of a commit or of a text, in hexadecimal digits.
pub(super) type Id = String;

/// The repository of the current folder.
#[derive(Debug)]
pub(super) struct Repository {
    root: PathBuf,
    has_work_tree: bool,
    is_shallow: bool,
    objects: Mutex<Objects>,
}

/// One entry of a commit's tree: its mode (`100644`, `120000` ...), the id of its text, and its path.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) mode: String,
    pub(super) id: Id,
    pub(super) path: PathBuf,
}

impl Repository {
    /// Opens the repository of the current folder.
    pub(super) fn open() -> anyhow::Result<Self> {
        let words = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix"];
        let told = ask(&words)?;
        let mut lines = told.splitn(3, |byte| *byte == b'\n');
        let mut is_true = || lines.next() == Some(b"true");
        let (has_work_tree, is_shallow) = (is_true(), is_true());
        let below = lines.next().and_then(|line| path(line.strip_suffix(b"\n").unwrap_or(line)));
        let here = std::env::current_dir().context("the current folder cannot be found")?;
        let depth = below.map_or(0, |below| below.components().count());
        // Without a work tree there is no folder to stand in: paths start from the root.
        let root = here.ancestors().nth(depth).unwrap_or(&here).to_path_buf();
        Ok(Self { root, has_work_tree, is_shallow, objects: Mutex::new(Objects::start()?) })
    }

    /// The folder that the repository's paths start from: the root of the work tree; where there is none, the
    /// current folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the current folder is in a work tree.
    pub(super) fn has_work_tree(&self) -> bool {
        self.has_work_tree
    }

    /// The commit that a person's words name. They go to git on its standard input, so that it can never take them
    /// for an option.
    pub(super) fn commit(&self, words: &str) -> anyhow::Result<Id> {
        if let Some(id) = self.known(words)? {
            return Ok(id);
        }
        if words == "HEAD" {
            bail!("there is no commit here yet: commit the plans first, or check them without --since");
        }
        let remote = format!("origin/{words}");
        if self.known(&remote)?.is_some() {
            bail!("there is no revision `{words}` here: did you mean `{remote}`?");
        }
        bail!("there is no revision `{words}` here: check its name, and {FETCH_ALL}");
    }

    fn known(&self, words: &str) -> anyhow::Result<Option<Id>> {
        if words.contains(['\n', '\0']) {
            return Ok(None);
        }
        let object = self.objects().get(&format!("{words}^{{commit}}"), 0);
        Ok(object.context("git does not answer")?.map(|object| object.id))
    }

    /// The commit from which two others go apart; `None` where their histories have nothing in common.
    pub(super) fn merge_base(&self, one: &Id, other: &Id) -> anyhow::Result<Option<Id>> {
        let output = run(&["merge-base", one, other])?;
        match output.status.code() {
            Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())),
            // What is not there cannot be told from what was not fetched.
            Some(1) if self.is_shallow => {
                bail!("this is a shallow clone, in which the two histories do not meet: {FETCH_ALL}")
            }
            Some(1) => Ok(None),
            _ => Err(complaint(&output)),
        }
    }

    /// The text of a file, or its first bytes, `length` of them at most.
    pub(super) fn text(&self, id: &Id, length: usize) -> Had<Vec<u8>> {
        match self.objects().get(id, length) {
            Ok(Some(object)) => Ok(object.bytes),
            // In a partial clone, git ends where it cannot fetch what is missing.
            Ok(None) | Err(_) => {
                Err("git does not give its text: fetch it, or see what `git fsck` says".to_owned())
            }
        }
    }

    fn objects(&self) -> std::sync::MutexGuard<'_, Objects> {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The paths that differ between a commit and another one, or the work tree; those that are gone, too.
pub(super) fn changed(old: &Id, new: Option<&Id>) -> anyhow::Result<Vec<PathBuf>> {
    let told = match new {
        Some(new) => ask(&["diff-tree", "-r", "-z", "--name-only", "--no-renames", old, new])?,
        // Not `diff-index`, which takes a file for changed that was only touched.
        None => ask(&[
            "-c", "diff.relative=false", "diff", "-z", "--name-only", "--no-renames", "--no-ext-diff",
            "--ignore-submodules=none", old, "--",
        ])?,
    };
    Ok(paths(&told))
}

/// The paths of the work tree that git keeps track of.
pub(super) fn tracked() -> anyhow::Result<Vec<PathBuf>> {
    Ok(paths(&ask(&["ls-files", "-z", "--full-name", "--", ":/"])?))
}

/// Every file of a commit.
pub(super) fn tree(commit: &Id) -> anyhow::Result<Vec<Entry>> {
    let told = ask(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
    Ok(told.split(|byte| *byte == 0).filter_map(entry).collect())
}

/// A line of `ls-tree`: mode, kind and id, a tab, and the path.
fn entry(line: &[u8]) -> Option<Entry> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let facts = std::str::from_utf8(line.get(..tab)?).ok()?;
    let mut facts = facts.split(' ');
    let (mode, id) = (facts.next()?.to_owned(), facts.nth(1)?.to_owned());
    Some(Entry { mode, id, path: path(line.get(tab + 1..)?)? })
}

fn paths(told: &[u8]) -> Vec<PathBuf> {
    told.split(|byte| *byte == 0).filter_map(path).collect()
}

/// A path as git writes it, with `/` on every system; `None` where there is none.
pub(super) fn path(bytes: &[u8]) -> Option<PathBuf> {
    if bytes.is_empty() { None } else { Some(bytes.split(|byte| *byte == b'/').map(name).collect()) }
}

#[cfg(unix)]
fn name(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).to_owned()
}

#[cfg(not(unix))]
fn name(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

fn git() -> Command {
    let mut command = Command::new("git");
    // Words that the code looks for are English ones; nobody who waits for the index is held up.
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> anyhow::Result<Output> {
    git().args(arguments).output().map_err(|error| no_git(&error))
}

/// What git says to a question.
fn ask(arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = run(arguments)?;
    if output.status.success() { Ok(output.stdout) } else { Err(complaint(&output)) }
}

fn no_git(error: &io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => {
            anyhow!("--since asks the program `git`, which is not here: install it, or check without --since")
        }
        _ => anyhow!("--since asks the program `git`, which cannot be started: {error}"),
    }
}

/// Why git could not answer.
fn complaint(output: &Output) -> anyhow::Error {
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.trim().trim_start_matches("fatal: ");
    if told.starts_with("not a git repository") {
        return anyhow!(
            "this folder is in no git repository, so that --since has nothing to compare with: run it in one"
        );
    }
    anyhow!("git cannot tell what has changed: {told}")
}

/// The one process that gives texts out, for the whole run.
#[derive(Debug)]
struct Objects {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What git keeps under a name.
#[derive(Debug)]
struct Object {
    id: Id,
    bytes: Vec<u8>,
}

impl Objects {
    fn start() -> anyhow::Result<Self> {
        let mut command = git();
        command
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| no_git(&error))?;
        let answers = child.stdout.take().context("git has no standard output")?;
        Ok(Self { questions: child.stdin.take(), answers: BufReader::new(answers), child })
    }

    /// What stands under a name, its first bytes, `length` of them at most; `None` where nothing does.
    fn get(&mut self, name: &str, length: usize) -> io::Result<Option<Object>> {
        let questions = self.questions.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        questions.write_all(format!("{name}\n").as_bytes())?;
        questions.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        // `ID KIND SIZE`, or the name again and why there is nothing.
        let facts: Vec<&str> = line.trim_end().split(' ').collect();
        let &[id, _, size] = facts.as_slice() else {
            return if line.is_empty() { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(None) };
        };
        let Ok(size) = size.parse::<u64>() else { return Ok(None) };
        let id = id.to_owned();
        let mut bytes = Vec::new();
        let wanted = size.min(u64::try_from(length).unwrap_or(u64::MAX));
        let mut answer = (&mut self.answers).take(size + 1);
        (&mut answer).take(wanted).read_to_end(&mut bytes)?;
        io::copy(&mut answer, &mut io::sink())?;
        Ok(Some(Object { id, bytes }))
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Without questions it ends by itself; waiting leaves no dead process behind.
        self.questions = None;
        let _ = self.child.wait();
    }
}
