//! Standard output and standard error.

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Stderr, Stdout, Write};

use anyhow::Context;
use clap::ValueEnum;

use crate::report::Breakage;
use crate::text::printable;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// The flag decides, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then whether anyone is looking.
    fn is_wanted(self, variable: impl Fn(&str) -> Option<OsString>, is_terminal: bool) -> bool {
        let set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let forced = |name| set(name) && variable(name).is_some_and(|value| value != "0");
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
            Color::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
        }
    }
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

    /// Whether results on standard output are to be coloured.
    pub(super) fn use_color(&self) -> bool {
        self.color.is_wanted(|name| std::env::var_os(name), self.results.is_terminal())
    }

    /// Writes results to standard output. A reader that has seen enough and closed the pipe is no error.
    pub(super) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        let mut stream = self.results.lock();
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => result.context("cannot write to standard output"),
        }
    }

    /// Writes a notice to standard error, what it quotes made harmless; there is nobody to tell where that fails.
    pub(super) fn notice(&mut self, text: &str) {
        let _ = writeln!(self.notices.lock(), "{}", printable(text, true));
    }

    /// Says what broke; 2 where anything did.
    pub(super) fn complain(&mut self, broken: &[Breakage]) -> u8 {
        for breakage in broken {
            let place = breakage.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
            let text = format!("error: {}{place}: {}", breakage.path, breakage.message);
            self.notice(&printable(&text, false));
        }
        if broken.is_empty() { 0 } else { 2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(color: Color, set: &[(&str, &str)], is_terminal: bool) -> bool {
        let variable =
            |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
        color.is_wanted(variable, is_terminal)
    }

    #[test]
    fn the_flag_beats_no_color_which_beats_force_which_beats_the_terminal() {
        let both = [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")];
        assert!(wanted(Color::Always, &both, false));
        assert!(!wanted(Color::Never, &[("FORCE_COLOR", "1")], true));
        assert!(!wanted(Color::Auto, &both, true));
        assert!(wanted(Color::Auto, &[("CLICOLOR_FORCE", "1")], false));
        assert!(wanted(Color::Auto, &[("FORCE_COLOR", "1"), ("TERM", "dumb")], false));
        assert!(!wanted(Color::Auto, &[("FORCE_COLOR", "0")], false));
        assert!(wanted(Color::Auto, &[("NO_COLOR", "")], true), "an empty NO_COLOR is as good as none");
        assert!(!wanted(Color::Auto, &[("TERM", "dumb")], true));
        assert!(wanted(Color::Auto, &[("TERM", "xterm")], true));
        assert!(!wanted(Color::Auto, &[], false));
    }
}
