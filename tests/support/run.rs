//! Runs the program in a folder of its own.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test takes what it needs, and one that cannot go on has failed"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A plan whose record names its document, and what the document says.
pub(crate) const RECORD: &str = "[plan]\ntitle = \"P\"\ndocuments = [\"text.md\"]\n";

/// A folder that is thrown away after the test.
pub(crate) struct Folder(TempDir);

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder for the test"));
        for (name, text) in files {
            folder.file(name, text.as_bytes());
        }
        folder
    }

    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self::with(&[])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and the folders that it stands in.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder for the file");
        fs::write(path, bytes).expect("a file for the test");
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic_with(name, &error))
    }

    /// The names in the folder, in order, with those of folders below.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        list(self.0.path(), self.0.path(), &mut names);
        names.sort();
        names
    }

    /// Runs the program here, without anything of the caller's environment that changes what it does.
    pub(crate) fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(".", &[], arguments, b"")
    }

    /// Runs it in a folder below, with variables and standard input.
    pub(crate) fn run_with(
        &self,
        folder: &str,
        variables: &[(&str, &str)],
        arguments: &[&str],
        stdin: &[u8],
    ) -> Done {
        let mut command = program();
        command.current_dir(self.path(folder)).args(arguments).envs(variables.iter().copied());
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that refuses its arguments reads nothing.
        let _ = child.stdin.take().expect("its standard input").write_all(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Done {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("results are text"),
            err: String::from_utf8(output.stderr).expect("notices are text"),
        }
    }

    /// The JSON report of `check`.
    pub(crate) fn report(&self, arguments: &[&str]) -> serde_json::Value {
        let done =
            self.run(&[&["check", "--output-format", "json", "--today", "2026-11-24"], arguments].concat());
        done.json()
    }
}

impl Done {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic_with(&format!("{self:?}"), &error))
    }
}

/// The program, told nothing by the environment.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoveryplan"));
    for name in
        ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "RECOVERYPLAN_OUTPUT_FORMAT", "RECOVERYPLAN_CONFIG"]
    {
        command.env_remove(name);
    }
    // The tests themselves may be run by a hook of git.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
}

/// The paths of the plans in a JSON report.
pub(crate) fn plans(report: &serde_json::Value) -> Vec<String> {
    texts(report, "plans", "path")
}

/// What broke: path, and message.
pub(crate) fn broken(report: &serde_json::Value) -> Vec<(String, String)> {
    texts(report, "broken", "path").into_iter().zip(texts(report, "broken", "message")).collect()
}

/// The rules that found something.
pub(crate) fn rules(report: &serde_json::Value) -> Vec<String> {
    let plans = report["plans"].as_array().expect("plans");
    plans.iter().flat_map(|plan| texts(plan, "findings", "rule")).collect()
}

fn texts(value: &serde_json::Value, list: &str, key: &str) -> Vec<String> {
    let items = value[list].as_array().expect("a list");
    items.iter().map(|item| item[key].as_str().expect("a text").to_owned()).collect()
}

fn list(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder that can be listed").flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(root, &path, names);
        } else if let Ok(name) = path.strip_prefix(root) {
            names.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
}

#[expect(clippy::panic, reason = "a test that cannot go on has failed")]
fn panic_with(what: &str, error: &dyn std::error::Error) -> ! {
    panic!("{what}: {error}")
}
