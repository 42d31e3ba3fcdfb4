//! Standard output and standard error.

use std::io::{ErrorKind, IsTerminal, Stderr, Stdout, Write};

use anyhow::Context;
use clap::ValueEnum;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The streams of the process.
#[derive(Debug)]
pub(super) struct Terminal {
    color: Color,
    results: Stdout,
    notices: Stderr,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        Self { color, results: std::io::stdout(), notices: std::io::stderr() }
    }

    /// Whether results on standard output are to be coloured: by the flag, then `NO_COLOR`, then `CLICOLOR_FORCE`
    /// or `FORCE_COLOR`, then by whether anyone is looking.
    pub(super) fn use_color(&self) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let forced = |name: &str| set(name) && std::env::var_os(name).is_some_and(|value| value != "0");
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
            Color::Auto => {
                self.results.is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// Writes results to standard output. A reader that has seen enough and closed the pipe is no error.
    pub(super) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        let mut stream = self.results.lock();
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => result.context("cannot write to standard output"),
        }
    }

    /// Writes a notice to standard error; there is nobody to tell where that fails.
    pub(super) fn notice(&mut self, text: &str) {
        let _ = writeln!(self.notices.lock(), "{text}");
    }
}
