//! What holds plans to `check` at each change, where they are kept together: the files that `init --ci` writes.

use std::path::Path;

use clap::ValueEnum;

use super::files::{Disk, Files, lexical, shown};
use super::save::Draft;

/// Where plans are checked at each change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Ci {
    /// a workflow for GitHub Actions: .github/workflows/recoveryplan.yml
    Github,
    /// a pipeline for GitLab: .gitlab-ci.yml
    Gitlab,
    /// before each commit, with pre-commit: .pre-commit-config.yaml
    PreCommit,
    /// on a plain git server, before it takes a push: hooks/pre-receive
    PreReceive,
}

impl Ci {
    /// The path in the repository.
    fn path(self) -> &'static str {
        match self {
            Self::Github => ".github/workflows/recoveryplan.yml",
            Self::Gitlab => ".gitlab-ci.yml",
            Self::PreCommit => ".pre-commit-config.yaml",
            Self::PreReceive => "hooks/pre-receive",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Github => include_str!("../../framework/templates/ci/github.yml"),
            Self::Gitlab => include_str!("../../framework/templates/ci/gitlab.yml"),
            Self::PreCommit => include_str!("../../framework/templates/ci/pre-commit.yaml"),
            Self::PreReceive => include_str!("../../framework/templates/ci/pre-receive"),
        }
    }

    /// The file, in the folder that is the repository's root.
    pub(super) fn draft(self, folder: &Path) -> Draft {
        let text = self.text().to_owned();
        Draft { path: folder.join(self.path()), text, executable: self == Self::PreReceive }
    }

    /// What is left to do for it to work, as one step.
    pub(super) fn next(self) -> &'static str {
        match self {
            Self::Github => {
                "Fill in RECOVERYPLAN_SOURCE in .github/workflows/recoveryplan.yml: the git address that recoveryplan \
                 is built from. Then commit the file and push it."
            }
            Self::Gitlab => {
                "Fill in RECOVERYPLAN_SOURCE in .gitlab-ci.yml: the git address that recoveryplan is built from. Then \
                 commit the file and push it."
            }
            Self::PreCommit => {
                "Commit .pre-commit-config.yaml, and run `pre-commit install` once in each clone. recoveryplan has to \
                 be installed there."
            }
            Self::PreReceive => {
                "Copy hooks/pre-receive into the folder hooks of the bare repository on the server; git passes over a \
                 hook that is not executable. recoveryplan has to be on the PATH of the user whom git runs as there."
            }
        }
    }

    /// Why the file would not be seen: what it is for looks at the root of the repository alone.
    pub(super) fn misplaced(self, folder: &Path) -> Option<String> {
        let root = Disk::default().repository_root(folder)?;
        let here = lexical(&std::env::current_dir().unwrap_or_default().join(folder));
        (self != Self::PreReceive && root != here).then(|| {
            format!(
                "{} has an effect at the root of the repository alone, which is {}",
                shown(&folder.join(self.path())),
                shown(&root)
            )
        })
    }
}
