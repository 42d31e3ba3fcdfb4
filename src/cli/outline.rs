//! `outline`: how a plan is read.

use std::path::PathBuf;

use anyhow::bail;

use super::args::{OutlineArgs, OutlineFormat};
use super::configs::Configs;
use super::files::{Disk, shown, true_path};
use super::find::{Target, find};
use super::frameworks::Frameworks;
use super::load::{self, Shelf};
use super::stdin;
use super::terminal::Terminal;
use crate::output::outline;

pub(super) fn run(args: &OutlineArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let path = args.plan.clone().unwrap_or_else(|| PathBuf::from("."));
    let configs = Configs::new(&args.config);
    if stdin::is_meant(&path) {
        let (disk, target) = stdin::plan()?;
        return show(args, &disk, &configs, &target, terminal);
    }
    let disk = Disk::default();
    let found = find(&disk, &configs, std::slice::from_ref(&path), false);
    let code = terminal.complain(&found.broken);
    let mut targets = found.targets;
    // A file that was named is the one that is meant, though a record that cannot be read may be its plan.
    let is_meant = |target: &Target| true_path(&target.path) == true_path(&path);
    if targets.iter().any(is_meant) {
        targets.retain(is_meant);
    }
    match targets.as_slice() {
        [target] => Ok(show(args, &disk, &configs, target, terminal)?.max(code)),
        [] if code == 0 => bail!("there is no plan in {}: name one", shown(&path)),
        [] => Ok(code),
        several => {
            let names: Vec<&str> = several.iter().map(|target| target.shown.as_str()).collect();
            bail!("there are several plans here, and an outline is of one: name one of {}", names.join(", "))
        }
    }
}

fn show(
    args: &OutlineArgs,
    disk: &Disk,
    configs: &Configs,
    target: &Target,
    terminal: &mut Terminal,
) -> anyhow::Result<u8> {
    let frameworks = Frameworks::new(disk);
    let shelf = Shelf { files: disk, configs, frameworks: &frameworks };
    let broken = match load::outline(shelf, target, args.framework.as_deref()) {
        Ok((report, broken)) => {
            terminal.print(&match args.output_format {
                OutlineFormat::Text => outline::text(&report, terminal.use_color()),
                OutlineFormat::Json => outline::json(&report),
            })?;
            broken
        }
        Err(broken) => broken,
    };
    Ok(terminal.complain(&broken))
}
