//! `outline`: how a plan is read.

use std::path::PathBuf;

use anyhow::bail;

use super::args::{OutlineArgs, OutlineFormat};
use super::files::Disk;
use super::find::find;
use super::frameworks::Frameworks;
use super::load;
use super::terminal::Terminal;
use crate::output::outline;
use crate::report::Breakage;
use crate::text::printable;

pub(super) fn run(args: &OutlineArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let path = args.plan.clone().unwrap_or_else(|| PathBuf::from("."));
    let disk = Disk::default();
    let found = find(&disk, std::slice::from_ref(&path));
    let mut code = complain(&found.broken, terminal);
    let targets = found.targets;
    if targets.is_empty() {
        if code == 0 {
            bail!("there is no plan in {}: name one", super::files::shown(&path));
        }
        return Ok(code);
    }
    if targets.len() > 1 {
        let names: Vec<&str> = targets.iter().map(|target| target.shown.as_str()).collect();
        bail!("there are several plans here, and an outline is of one: name one of {}", names.join(", "));
    }
    for target in &targets {
        match load::outline(&disk, target, args.framework.as_deref(), &Frameworks::new(&disk)) {
            Ok((report, broken)) => {
                terminal.print(&match args.output_format {
                    OutlineFormat::Text => outline::text(&report),
                    OutlineFormat::Json => outline::json(&report),
                })?;
                code = complain(&broken, terminal).max(code);
            }
            Err(broken) => code = complain(&broken, terminal).max(code),
        }
    }
    Ok(code)
}

/// Says what broke; 2 where anything did.
fn complain(broken: &[Breakage], terminal: &mut Terminal) -> u8 {
    for breakage in broken {
        let place = breakage.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        let text = format!("error: {}{place}: {}", breakage.path, breakage.message);
        terminal.notice(&printable(&text, false));
    }
    if broken.is_empty() { 0 } else { 2 }
}
