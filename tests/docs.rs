//! The README, the map of modules and the folders say what the program does. With `UPDATE_DOCS=1` the parts of the
//! README that come from the program are written anew instead.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::process::Command;

use recoveryplan::config::load;
use recoveryplan::finding::Level;
use recoveryplan::lint::rule_faults;
use recoveryplan::rules::RULES;
use recoveryplan::source::{Source, Sources};

fn readme() -> String {
    std::fs::read_to_string("README.md").expect("the tests run at the root")
}

fn between(text: &str, name: &str) -> (usize, usize) {
    let (start, end) = (format!("<!-- {name}:start -->\n"), format!("<!-- {name}:end -->"));
    let from = text.find(&start).expect("the README has the marker") + start.len();
    (from, from + text[from..].find(&end).expect("the marker has an end"))
}

fn holds(name: &str, expected: &str) {
    let text = readme();
    let (from, to) = between(&text, name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = format!("{}{expected}{}", &text[..from], &text[to..]);
        std::fs::write("README.md", text).expect("the README can be written");
        return;
    }
    assert_eq!(&text[from..to], expected, "run `UPDATE_DOCS=1 cargo test --test docs -- --test-threads=1`");
}

#[test]
fn the_readme_lists_the_rules() {
    let level = |level: Option<Level>| level.map_or("off", Level::name);
    let mut table = "\n| rule | draft | adopted | what it says |\n| --- | --- | --- | --- |\n".to_owned();
    for rule in RULES {
        let meta = &rule.meta;
        let summary = meta.summary();
        table.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            meta.name,
            level(meta.draft),
            level(meta.adopted),
            summary.trim_end_matches('.')
        ));
    }
    table.push('\n');
    holds("rules", &table);
}

#[test]
fn the_readme_shows_the_help() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_recoveryplan")).arg("--help").output().expect("the program runs");
    let help = String::from_utf8(output.stdout).expect("help is text");
    holds("help", &format!("\n```text\n{}\n```\n\n", help.trim_end()));
}

#[test]
fn the_readme_shows_what_init_writes_for_a_gate() {
    for (way, file) in [("github", "github.yml"), ("gitlab", "gitlab.yml"), ("pre-commit", "pre-commit.yaml")]
    {
        let text = std::fs::read_to_string(format!("framework/templates/ci/{file}")).expect("the template");
        holds(&format!("ci-{way}"), &format!("\n```yaml\n{text}```\n\n"));
    }
}

#[test]
fn the_readme_lists_the_keys_of_the_config() {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("recoveryplan.toml", "no-key-is-called-so = 1\n"));
    let (_, problems) = load(&mut sources, id, &|_, _| Err(String::new()));
    let help = problems[0].help.clone().expect("the known keys");
    let known: BTreeSet<&str> = help.split('`').skip(1).step_by(2).collect();
    let text = readme();
    let (from, to) = between(&text, "config");
    let rows = text[from..to].lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.collect::<BTreeSet<_>>(), known);
    let example = text.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let id = sources.add(Source::new("recoveryplan.toml", example));
    let (config, problems) = load(&mut sources, id, &|_, path| Ok(Source::new(path, "")));
    assert_eq!(problems, [], "the example is one");
    assert_eq!(rule_faults(&config.levels, config.accepted()), []);
}

#[test]
fn the_first_block_of_the_readme_runs_the_program_and_the_tests() {
    let text = readme();
    let block = text.split("```").nth(1).expect("the README has a first block");
    let commands: Vec<&str> = block.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(commands, ["cargo run --release -- check examples/exampleshire", "cargo test"]);
    assert!(text.lines().take(20).any(|line| line == "cargo test"), "both stand on the first screen");
}
