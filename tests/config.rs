//! Configs are read with every fault at its place and all of them at once, and one that extends another adds to it.

#![allow(clippy::expect_used, reason = "a test says by a panic what it did not expect")]

use proptest::prelude::*;
use recoveryplan::config::{Config, load};
use recoveryplan::finding::Level;
use recoveryplan::lint::{LevelWish, rule_faults};
use recoveryplan::plan::{How, PlanStatus};
use recoveryplan::problem::Problem;
use recoveryplan::source::{Source, Sources};
use recoveryplan::words::Matcher;

use self::support::judge::COOPERATIVE;

mod support {
    pub(crate) mod judge;
}

const BASE: &str = r#"framework = "base"
status = "draft"
fail-on = "warning"
min-coverage = 80
plans = ["councils/*.md"]
exclude = ["drafts/", "!drafts/kept.md"]
[levels]
missing-due = "error"
missing-lead = "note"
[headings]
"Our local economy" = "business-community"
"Foreword" = "none"
[[ignore]]
rule = "missing-review"
reason = "reviewed by the cabinet each year"
"#;

fn fetch(text: &str) -> impl Fn(&str, &str) -> Result<Source, String> {
    move |_, wanted| match wanted {
        "base.toml" => Ok(Source::new(wanted, BASE)),
        "faulty.toml" => Ok(Source::new(wanted, "colour = 1\n")),
        "broken.toml" => Ok(Source::new(wanted, "status = \n")),
        "loop.toml" => Ok(Source::new(wanted, "extend = \"my.toml\"\n")),
        "my.toml" => Ok(Source::new(wanted, text)),
        _ if wanted.starts_with("deep") => Ok(Source::new(wanted, format!("extend = \"{wanted}r\"\n"))),
        _ => Err("there is no such file".to_owned()),
    }
}

fn read(text: &str) -> (Sources, Config, Vec<Problem>) {
    let mut sources = Sources::new();
    // A config need not be the first text of a run.
    sources.add(Source::new("other.md", "# Other\n"));
    let id = sources.add(Source::new("my.toml", text));
    let (config, problems) = load(&mut sources, id, &fetch(text));
    (sources, config, problems)
}

fn good(text: &str) -> (Sources, Config) {
    let (sources, config, problems) = read(text);
    assert_eq!(problems, [], "{text}");
    (sources, config)
}

/// Compares the problems of a text with what is expected of each: its place, and words that it holds.
fn expect(text: &str, expected: &[(&str, &str)]) {
    let (sources, _, problems) = read(text);
    assert_eq!(problems.len(), expected.len(), "{text}\n{problems:#?}");
    for ((place, words), problem) in expected.iter().zip(&problems) {
        let at = sources.positions(problem.span).0;
        let found = format!(
            "{}:{}:{} {} ({})",
            sources.path(problem.span),
            at.line,
            at.column,
            problem.message,
            problem.help.as_deref().unwrap_or_default()
        );
        assert!(
            found.starts_with(&format!("{place} ")) && found.contains(words),
            "{text}\n{place} {words}\n{found}"
        );
    }
}

#[test]
fn every_value_is_read_and_knows_its_place() {
    let (sources, config) = good(BASE);
    let cut = |span| sources.slice(span).to_owned();
    let framework = config.framework.clone().expect("a framework");
    assert_eq!((framework.value.as_str(), cut(framework.span)), ("base", "\"base\"".to_owned()));
    assert_eq!(
        config.status.map(|it| (it.value, cut(it.span))),
        Some((PlanStatus::Draft, "\"draft\"".into()))
    );
    assert_eq!(
        config.fail_on.map(|it| (it.value, cut(it.span))),
        Some((Level::Warning, "\"warning\"".into()))
    );
    assert_eq!(config.min_coverage.map(|it| (it.value, cut(it.span))), Some((80.0, "80".into())));
    assert_eq!(
        config
            .levels
            .iter()
            .map(|(rule, _)| rule)
            .chain(config.accepted())
            .map(|rule| cut(rule.span))
            .collect::<Vec<_>>(),
        ["missing-due", "missing-lead", "\"missing-review\""]
    );
    let words: Vec<&str> = config.headings.iter().map(|heading| heading.words.value.as_str()).collect();
    assert_eq!(words, ["Our local economy", "Foreword"]);
    let empty = good("").1;
    assert!(empty.framework.is_none() && empty.plans.is_empty() && empty.levels.is_empty());
}

#[test]
fn globs_are_read_as_git_reads_its_own() {
    let config = good("plans = [\"councils/*.md\", \"*.register.toml\", \"./a/b.md\", \"#x.md\"]\n").1;
    let means = |path: &str| config.plans.matches(|_| Some(path.to_owned()));
    for path in ["councils/leeds.md", "x.register.toml", "deep/er/x.register.toml", "a/b.md", "#x.md"] {
        assert!(means(path), "{path}");
    }
    for path in ["councils/a/leeds.md", "leeds.md", "c/a/b.md", "x.md", "/councils/leeds.md", ""] {
        assert!(!means(path), "{path}");
    }
    let config = good(BASE).1;
    let excludes = |path: &str| config.exclude.matches(|_| Some(path.to_owned()));
    assert!(excludes("drafts/a.md") && excludes("x/drafts/a/b.md") && !excludes("a.md"));
    assert!(!excludes("drafts/kept.md"), "what is taken back");
    assert!(!config.exclude.matches(|_| None), "what stands outside the folder");
}

#[test]
fn a_config_adds_to_the_one_that_it_extends() {
    let text = "extend = \"base.toml\"\nstatus = \"adopted\"\nexclude = [\"!drafts/b.md\", \"old/\"]\n[levels]\n\
                missing-due = { adopted = \"warning\" }\n[headings]\n\"OUR local economy.\" = [\"self-care\", \"renewal\"]\n\
                [[ignore]]\nrule = \"overdue\"\nreason = \"late on purpose\"\n";
    let (sources, config) = good(text);
    let path = |span| sources.path(span).to_owned();
    let status = config.status.expect("a status");
    assert_eq!((status.value, path(status.span)), (PlanStatus::Adopted, "my.toml".to_owned()));
    let fail_on = config.fail_on.expect("a level");
    assert_eq!((fail_on.value, path(fail_on.span)), (Level::Warning, "base.toml".to_owned()));
    let plans: Vec<String> = config.plans.words().map(|glob| path(glob.span)).collect();
    assert_eq!(plans, ["base.toml"]);
    // Globs are relative to their own file, here told apart by whether it is the first.
    let own = config.files[0];
    let excludes = |ours: &str, theirs: &str| {
        config.exclude.matches(|id| Some(if id == own { ours.to_owned() } else { theirs.to_owned() }))
    };
    assert!(excludes("old/a.md", "sub/old/a.md") && excludes("x.md", "drafts/x.md"));
    assert!(!excludes("drafts/b.md", "drafts/b.md"), "a config takes back what the other says");
    let levels = LevelWish::said(&config.levels);
    let wish = |status, level| LevelWish { rule: "missing-due".to_owned(), status: Some(status), level };
    assert!(levels.contains(&wish(PlanStatus::Adopted, Some(Level::Warning))), "{levels:?}");
    assert_eq!(levels.iter().filter(|wish| wish.rule == "missing-due").count(), 1, "the other's has gone");
    assert_eq!(config.headings.len(), 2, "words are compared as headings are");
    assert_eq!(config.acceptances.len(), 2);
    let files: Vec<&str> = config.files.iter().map(|id| sources.get(*id).path()).collect();
    assert_eq!(files, ["my.toml", "base.toml"]);
}

#[test]
fn keys_and_values() {
    expect("framwork = \"a\"\n", &[("my.toml:1:1", "did you mean `framework`?")]);
    expect("[levls]\nmissing-due = \"note\"\n", &[("my.toml:1:2", "did you mean `levels`?")]);
    expect("colour = 1\n", &[("my.toml:1:1", "the keys known here are `exclude`, `extend`, `fail-on`")]);
    expect(
        "framework = 1\nstatus = \"drafty\"\nfail-on = \"off\"\nplans = [1]\n",
        &[
            ("my.toml:1:13", "text in quotes"),
            ("my.toml:2:10", "did you mean `draft`?"),
            ("my.toml:3:11", "write `note`, `warning` or `error`"),
            ("my.toml:4:10", "texts in quotes"),
        ],
    );
    for value in ["101", "-1", "\"80 %\"", "nan", "inf", "true", "[80]"] {
        expect(&format!("min-coverage = {value}\n"), &[("my.toml:1:16", "from 0 to 100")]);
    }
    for value in ["0", "100", "66.7", "1_0.5"] {
        expect(&format!("min-coverage = {value}\n"), &[]);
    }
    expect(
        "status = draft\n[levels\n",
        &[("my.toml:1:10", "without quotes"), ("my.toml:2:7", "unclosed table")],
    );
    expect("status = \"draft\"\nstatus = \"adopted\"\n", &[("my.toml:2:1", "twice")]);
    expect("\u{feff}status = \"draft\"\r\ncolour = 1\r\n", &[("my.toml:2:1", "`colour`")]);
}

#[test]
fn globs() {
    expect(
        "exclude = [\"a[\", \"../b.md\", \"a\\\\b.md\", \"good\"]\nplans = \"{a\"\n",
        &[
            ("my.toml:1:12", "unclosed"),
            ("my.toml:1:18", "leads out"),
            ("my.toml:1:29", "with `/`"),
            ("my.toml:2:9", "unclosed"),
        ],
    );
}

#[test]
fn levels() {
    expect(
        "[levels]\nmissing-due = \"eror\"\nmissing-lead = 1\noverdue = { draft = \"of\", adoptd = \"note\" }\n",
        &[
            ("my.toml:2:15", "did you mean `error`?"),
            ("my.toml:3:16", "{ draft = \"note\", adopted = \"error\" }"),
            ("my.toml:4:21", "did you mean `off`?"),
            ("my.toml:4:27", "did you mean `adopted`?"),
        ],
    );
    let (sources, config) =
        good("[levels]\nmissing-duu = \"note\"\n[[ignore]]\nrule = \"missing-leed\"\nreason = \"r\"\n");
    let problems = rule_faults(&config.levels, config.accepted());
    let told: Vec<(usize, Option<&str>)> = problems
        .iter()
        .map(|problem| (sources.positions(problem.span).0.line, problem.help.as_deref()))
        .collect();
    assert_eq!(told, [(2, Some("did you mean `missing-due`?")), (4, Some("did you mean `missing-lead`?"))]);
}

#[test]
fn what_hides_all_else_cannot_be_quieted() {
    let (sources, config) = good(
        "[levels]\nsyntax = \"off\"\nencoding = { draft = \"note\", adopted = \"error\" }\noverdue = \"off\"\n[[ignore]]\n\
         rule = \"syntax\"\nreason = \"r\"\n",
    );
    let problems = rule_faults(&config.levels, config.accepted());
    let told: Vec<usize> = problems.iter().map(|problem| sources.positions(problem.span).0.line).collect();
    assert_eq!(told, [2, 3, 6]);
    assert!(problems.iter().all(|problem| problem.message.contains("is always an error")), "{problems:?}");
    let (_, config) = good("[levels]\nsyntax = \"error\"\nencoding = { draft = \"error\" }\n");
    assert_eq!(rule_faults(&config.levels, config.accepted()), []);
}

#[test]
fn headings() {
    expect(
        "[headings]\nA = 1\nB = []\nC = [\"none\", \"renewal\"]\n\"--\" = \"renewal\"\nc = \"renewal\"\n",
        &[
            ("my.toml:2:5", "the id of a block"),
            ("my.toml:3:5", "the id of a block"),
            ("my.toml:4:5", "\"none\" alone"),
            ("my.toml:5:1", "neither a letter"),
        ],
    );
    expect(
        "[headings]\n\"Co-operation\" = \"renewal\"\n\"cooperation:\" = \"none\"\n",
        &[("my.toml:3:1", "twice")],
    );
    let (_, config) = good(
        "[headings]\nA = [\"self-care\", \"renewal\"]\nB = [\"governance\", \"monitoring\", \"governance\"]\nC = \"none\"\n",
    );
    let told = config.headings_for(COOPERATIVE.framework()).expect("ids that there are");
    let how: Vec<How> = told[0].1.blocks.iter().map(|found| found.how).collect();
    assert_eq!((how, told[0].1.phases.len()), (vec![How::Config], 1));
    assert!(told[1].1.sections.len() == 2 && told[1].1.ruled_out.is_none());
    assert!(!told[2].1.is_sure() && told[2].1.ruled_out == Some(How::Config));
    let (_, config) =
        good("[headings]\n\"Theme 1: Recovery\" = \"self-care\"\n\"Theme 2: Recovery\" = \"none\"\n");
    let told = config.headings_for(COOPERATIVE.framework()).expect("ids that there are");
    let matcher = Matcher::new(COOPERATIVE.framework()).told(told);
    for (text, blocks) in [("THEME 1 \u{2013} recovery", 1), ("Theme 2: Recovery", 0), ("3. Recovery", 1)] {
        assert_eq!(matcher.heading(text).blocks.len(), blocks, "{text}");
    }
    let (sources, config) = good("[headings]\nA = [\"self-care\", \"selfcare\"]\nB = \"economy\"\n");
    let problems = config.headings_for(COOPERATIVE.framework()).expect_err("ids that there are not");
    let told: Vec<String> = problems
        .iter()
        .map(|problem| format!("{} {:?}", sources.slice(problem.span), problem.help))
        .collect();
    assert_eq!(told.len(), 2);
    assert!(told[0].starts_with("\"selfcare\"") && told[0].contains("did you mean `self-care`?"), "{told:?}");
    assert!(told[1].starts_with("\"economy\"") && told[1].contains("framework show"), "{told:?}");
}

#[test]
fn acceptances() {
    expect(
        "[[ignore]]\nrule = \"overdue\"\n[[ignore]]\nreason = \"r\"\n",
        &[("my.toml:1:1", "`reason` is missing"), ("my.toml:3:1", "`rule` is missing")],
    );
    expect("[[ignores]]\nrule = \"overdue\"\n", &[("my.toml:1:3", "did you mean `ignore`?")]);
    for until in ["\"Spring 2027\"", "2027", "2027-01-01T10:00:00", "\"01/02/2027\""] {
        expect(
            &format!("[[ignore]]\nrule = \"overdue\"\nreason = \"r\"\nuntil = {until}\n"),
            &[("my.toml:4:9", "such as 2027-03-31")],
        );
    }
    expect(
        "[[ignore]]\nrule = \"overdue\"\nreason = \"r\"\nuntil = 2027-01-01\npath = \"a[\"\nblok = \"b\"\n",
        &[("my.toml:5:8", "unclosed"), ("my.toml:6:1", "did you mean `block`?")],
    );
    expect("ignore = \"overdue\"\n", &[("my.toml:1:10", "[[ignore]]")]);
}

#[test]
fn what_cannot_be_extended() {
    expect("extend = \"none.toml\"\n", &[("my.toml:1:10", "there is no such file")]);
    expect("extend = \"my.toml\"\n", &[("my.toml:1:10", "in a circle: my.toml -> my.toml")]);
    expect("extend = \"loop.toml\"\n", &[("loop.toml:1:10", "my.toml -> loop.toml -> my.toml")]);
    expect("extend = \"deep\"\n", &[("deeprrrrrrrrrrrrrr:1:10", "more than 16")]);
    expect(
        "extend = \"faulty.toml\"\ncolor = 1\n",
        &[("my.toml:2:1", "`color`"), ("faulty.toml:1:1", "`colour`")],
    );
    expect("extend = \"broken.toml\"\n", &[("broken.toml:1:9", "missing")]);
}

#[test]
fn a_config_in_another_encoding_is_refused() {
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes("my.toml", b"status = \"caf\xe9\"\n".to_vec()));
    let (_, problems) = load(&mut sources, id, &fetch(""));
    assert!(problems[0].message.contains("UTF-8"), "{problems:?}");
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(
        lines in proptest::collection::vec(
            r#"(extend|plans|exclude|status|min-coverage|\[levels\]|\[headings\]|\[\[ignore\]\]|rule|path|until|"é")( = ("[^"\\]{0,9}"|\[("[^"\\]{0,9}", ?){0,3}\]|[0-9.-]{1,10}|\{ draft = "x" \}))?"#,
            0..8,
        ),
        path in "[^\n]{0,20}",
    ) {
        let (sources, config, problems) = read(&lines.join("\n"));
        for globs in [&config.plans, &config.exclude] {
            let _ = globs.matches(|_| Some(path.clone()));
        }
        for problem in problems {
            let source = sources.get(problem.span.source).text();
            prop_assert!(source.get(problem.span.start..problem.span.end).is_some(), "a span inside the file");
        }
    }
}
