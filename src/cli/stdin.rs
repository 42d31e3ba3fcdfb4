//! Standard input in place of a file: what `-` means.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::files::Disk;
use super::find::Target;

/// Whether a path stands for standard input.
pub(super) fn is_meant(path: &Path) -> bool {
    path == Path::new("-")
}

/// All of standard input.
pub(super) fn bytes() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

/// The plan on standard input, and the files with it among them.
pub(super) fn plan() -> anyhow::Result<(Disk, Target)> {
    let bytes = bytes()?;
    // The name decides how a text is read, so that one that came without gets one.
    let is_record = String::from_utf8_lossy(&bytes).lines().any(|line| line.trim() == "[plan]");
    let path = PathBuf::from(if is_record { "-.toml" } else { "-" });
    Ok((Disk::with_stdin(&path, bytes), Target { shown: "-".to_owned(), path }))
}
