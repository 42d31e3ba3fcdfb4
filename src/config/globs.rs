//! Globs, written as in a `.gitignore`, each relative to the folder of the config that holds it.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::source::{SourceId, Spanned};

/// Globs of a config and of what it extends.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    /// Those of each file; later ones win.
    files: Vec<OneFile>,
}

#[derive(Debug, Clone)]
struct OneFile {
    id: SourceId,
    words: Vec<Spanned<String>>,
    matcher: Gitignore,
}

impl Globs {
    /// The globs of one file.
    pub(super) fn new(id: SourceId, words: Vec<Spanned<String>>) -> Self {
        let mut builder = builder();
        for glob in &words {
            // Each has been tried by `fault`.
            let _ = builder.add_line(None, &as_line(&glob.value));
        }
        let matcher = builder.build().unwrap_or_else(|_| Gitignore::empty());
        let files = if words.is_empty() { Vec::new() } else { vec![OneFile { id, words, matcher }] };
        Self { files }
    }

    /// These on top of others.
    pub(super) fn over(self, base: Self) -> Self {
        Self { files: [base.files, self.files].concat() }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Every glob, as it is written.
    pub fn words(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.files.iter().flat_map(|file| &file.words)
    }

    /// Whether a file is meant, or a folder that it stands in. `path` gives the file's path relative to the folder of
    /// a config, with `/`; `None` where it stands outside. A glob that starts with `!` takes back what one before it
    /// says.
    pub fn matches(&self, path: impl Fn(SourceId) -> Option<String>) -> bool {
        let mut is_meant = false;
        for file in &self.files {
            let Some(path) = path(file.id).filter(|path| !path.starts_with('/')) else { continue };
            match file.matcher.matched_path_or_any_parents(&path, false) {
                Match::Ignore(_) => is_meant = true,
                Match::Whitelist(_) => is_meant = false,
                Match::None => {}
            }
        }
        is_meant
    }
}

/// What is wrong with a glob.
pub(super) fn fault(glob: &str) -> Option<String> {
    let path = glob.strip_prefix('!').unwrap_or(glob);
    if path.split('/').any(|step| step == "..") {
        return Some(
            "it leads out of the config's folder: put a config into the folder that it is about".to_owned(),
        );
    }
    if path.contains('\\') && !glob.starts_with("\\!") {
        return Some("write folders with `/`, as in \"drafts/*.md\"".to_owned());
    }
    let mut builder = builder();
    match builder.add_line(None, &as_line(glob)) {
        Err(ignore::Error::Glob { err, .. }) => Some(err),
        Err(error) => Some(error.to_string()),
        Ok(_) => None,
    }
}

fn builder() -> GitignoreBuilder {
    let mut builder = GitignoreBuilder::new("");
    builder.allow_unclosed_class(false);
    builder
}

/// A glob as a line of a `.gitignore`, where a number sign starts a comment.
fn as_line(glob: &str) -> String {
    let path = glob.strip_prefix("./").unwrap_or(glob);
    if path.starts_with('#') { format!("\\{path}") } else { path.to_owned() }
}
