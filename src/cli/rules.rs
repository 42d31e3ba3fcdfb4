//! `rules` and `explain`.

use anyhow::bail;

use super::args::ExplainArgs;
use super::terminal::Terminal;
use crate::finding::Level;
use crate::output::paint::{CODE, HEADING, of_level, painted};
use crate::rules::{RULES, Rule, rule};
use crate::text::did_you_mean;

/// A line for each rule: its name, its levels and what it says.
pub(super) fn list(terminal: &mut Terminal) -> anyhow::Result<u8> {
    let width = RULES.iter().map(|rule| rule.meta.name.len()).max().unwrap_or_default();
    let color = terminal.use_color();
    let line = |rule: &&Rule| {
        let meta = &rule.meta;
        let levels = [meta.draft, meta.adopted];
        let shown = levels.map(|one| painted(level(one), of_level(one), color)).join("/");
        let gap = " ".repeat(15_usize.saturating_sub(levels.map(level).join("/").len()));
        format!("{:width$}  {shown}{gap}  {}\n", meta.name, meta.summary())
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
    let page = format!("# {}\n\n{levels}\n\n{}", meta.name, meta.page());
    terminal.print(&if terminal.use_color() { dressed(&page) } else { page })?;
    Ok(0)
}

/// A page with its headings and its code in colour.
fn dressed(page: &str) -> String {
    let mut in_code = false;
    let line = |line: &str| {
        let is_fence = line.starts_with("```");
        in_code ^= is_fence;
        if in_code || is_fence {
            painted(line, CODE, true)
        } else if line.starts_with('#') {
            painted(line, HEADING, true)
        } else {
            line.to_owned()
        }
    };
    page.split_inclusive('\n').map(line).collect()
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}
