//! Real git repositories in folders of their own.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test takes what it needs, and one that cannot go on has failed"
)]

use std::path::Path;
use std::process::{Command, Output};

use super::run::{Folder, RECORD, plans};

pub(crate) const PLAN: &str = "# A plan\n";
/// The name of no commit.
pub(crate) const NONE: &str = "0000000000000000000000000000000000000000";
/// A framework.
pub(crate) const OURS: &str = "schema = 1\nid = \"ours\"\ntitle = \"Ours\"\nversion = \"1.0.0\"\n[[block]]\nid = \"homes\"\ntitle = \"Homes\"\n";

/// Git, told nothing by the machine that the tests run on.
pub(crate) fn git_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let settings = ["user.name=Tests", "user.email=tests@example.org", "protocol.file.allow=always"];
    command.args(settings.iter().flat_map(|setting| ["-c", setting])).args(arguments).current_dir(folder);
    command.env("GIT_CONFIG_GLOBAL", folder.join("none")).env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().expect("git is there")
}

impl Folder {
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_at(".", arguments)
    }

    pub(crate) fn git_at(&self, folder: &str, arguments: &[&str]) -> String {
        let output = git_in(&self.path(folder), arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// A repository with these files, committed on the branch `main`.
    pub(crate) fn repository(files: &[(&str, &str)]) -> Self {
        let folder = Self::with(files);
        folder.git(&["init", "--quiet", "--initial-branch=main"]);
        folder.commit();
        folder
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=Change"]);
    }

    /// The plans that are checked since a revision.
    pub(crate) fn since(&self, revision: &str) -> Vec<String> {
        plans(&self.report(&["--since", revision]))
    }

    /// Takes everything back to the last commit.
    pub(crate) fn restore(&self) {
        self.git(&["reset", "--quiet", "--hard"]);
        self.git(&["clean", "--quiet", "-d", "--force"]);
    }
}

/// A repository with three plans: of a record and a document, alone, and with a framework that extends another.
pub(crate) fn council() -> Folder {
    Folder::repository(&[
        ("a/plan.toml", RECORD),
        ("a/text.md", "# A\n"),
        ("b/plan.md", PLAN),
        ("c/plan.toml", "[plan]\ntitle = \"C\"\nframework = \"../ours.toml\"\ndocuments = [\"c.md\"]\n"),
        ("c/c.md", "# C\n"),
        ("ours.toml", &OURS.replacen("id =", "extends = \"base.toml\"\nid =", 1)),
        ("base.toml", &OURS.replace("homes", "roads").replace("Homes", "Roads")),
        ("readme.md", "# No plan\n"),
    ])
}
