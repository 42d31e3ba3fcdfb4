//! `completions` and `man`, both made from the arguments themselves.

use std::fmt::Write;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::terminal::Terminal;

/// The completions for a shell.
pub(super) fn completions(shell: Shell, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "recoveryplan", &mut text);
    terminal.print(&String::from_utf8_lossy(&text))?;
    Ok(0)
}

/// One manual page: the program, then each of its commands.
pub(super) fn page(terminal: &mut Terminal) -> anyhow::Result<u8> {
    let mut command = Args::command();
    command.build();
    let mut text = rendered(&command)?;
    for part in described(&command) {
        let name =
            part.get_display_name().or(part.get_bin_name()).unwrap_or(part.get_name()).replace('-', " ");
        let mut section = Vec::new();
        let man = clap_mangen::Man::new(part.clone());
        man.render_description_section(&mut section).context("cannot make the manual page")?;
        man.render_options_section(&mut section).context("cannot make the manual page")?;
        let section = String::from_utf8_lossy(&section)
            .replace(".SH DESCRIPTION", &format!(".SH \"{}\"", name.to_uppercase()))
            .replace(".SH OPTIONS", ".SS Options");
        let _ = write!(text, "{section}");
    }
    terminal.print(&text)?;
    Ok(0)
}

fn rendered(command: &clap::Command) -> anyhow::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page).context("cannot make the manual page")?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// Every command below, those of commands included, `help` aside.
fn described(command: &clap::Command) -> Vec<&clap::Command> {
    let own = command.get_subcommands().filter(|part| part.get_name() != "help");
    own.flat_map(|part| std::iter::once(part).chain(described(part))).collect()
}
