//! `rules` and `explain`.

use anyhow::bail;

use super::args::ExplainArgs;
use super::terminal::Terminal;
use crate::finding::Level;
use crate::rules::{RULES, Rule, rule};
use crate::text::did_you_mean;

/// A line for each rule: its name, its levels and what it says.
pub(super) fn list(terminal: &mut Terminal) -> anyhow::Result<u8> {
    let width = RULES.iter().map(|rule| rule.meta.name.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let meta = &rule.meta;
        let levels = format!("{}/{}", level(meta.draft), level(meta.adopted));
        format!("{:width$}  {levels:<15}  {}\n", meta.name, meta.summary())
    };
    terminal.print(&RULES.iter().map(line).collect::<String>())?;
    Ok(0)
}

/// The page of a rule.
pub(super) fn explain(args: &ExplainArgs, terminal: &mut Terminal) -> anyhow::Result<u8> {
    let Some(rule) = rule(&args.rule) else {
        let known = RULES.iter().map(|rule| rule.meta.name);
        let help =
            did_you_mean(&args.rule, known).unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned());
        bail!("there is no rule `{}`: {help}", args.rule);
    };
    let meta = &rule.meta;
    let levels = format!("In a draft: {}. In an adopted plan: {}.", level(meta.draft), level(meta.adopted));
    terminal.print(&format!("# {}\n\n{levels}\n\n{}", meta.name, meta.page()))?;
    Ok(0)
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}
