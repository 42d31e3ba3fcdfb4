//! `outline`: how a plan is read.

use std::path::PathBuf;

use anyhow::bail;

use super::args::{OutlineArgs, OutlineFormat};
use super::configs::Configs;
use super::files::{Disk, true_path};
use super::find::{Target, find};
use super::frameworks::Frameworks;
use super::load::{self, Shelf};
use super::terminal::Terminal;
use crate::output::outline;

pub(super) fn run(args: &OutlineArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let path = args.plan.clone().unwrap_or_else(|| PathBuf::from("."));
    let disk = Disk::default();
    let (configs, frameworks) = (Configs::new(&args.config), Frameworks::new(&disk));
    let found = find(&disk, &configs, std::slice::from_ref(&path), false);
    let mut code = terminal.complain(&found.broken);
    let mut targets = found.targets;
    // A file that was named is the one that is meant, though a record that cannot be read may be its plan.
    let is_meant = |target: &Target| true_path(&target.path) == true_path(&path);
    if targets.iter().any(is_meant) {
        targets.retain(is_meant);
    }
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
    let shelf = Shelf { files: &disk, configs: &configs, frameworks: &frameworks };
    for target in &targets {
        match load::outline(shelf, target, args.framework.as_deref()) {
            Ok((report, broken)) => {
                terminal.print(&match args.output_format {
                    OutlineFormat::Text => outline::text(&report),
                    OutlineFormat::Json => outline::json(&report),
                })?;
                code = terminal.complain(&broken).max(code);
            }
            Err(broken) => code = terminal.complain(&broken).max(code),
        }
    }
    Ok(code)
}
