//! Frameworks: the built-in ones are sound, every fault of a file is told at its place, and one extends another.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says by a panic what it did not expect")]

use proptest::prelude::*;
use recoveryplan::framework::{BUILTIN, DEFAULT, FieldKind, Framework, LevelWish, load};
use recoveryplan::lint;
use recoveryplan::problem::Problem;
use recoveryplan::source::{Source, Sources};

fn read(text: &str) -> (Sources, Result<Framework, Vec<Problem>>) {
    read_as("my.toml", text)
}

fn read_as(path: &str, text: &str) -> (Sources, Result<Framework, Vec<Problem>>) {
    let mut sources = Sources::new();
    // Frameworks need not be the first texts of a run.
    sources.add(Source::new("other.md", "# Other\n"));
    let id = sources.add(Source::new(path, text));
    let fetch = |_: &str, wanted: &str| match wanted {
        "base.toml" => Ok(Source::new(wanted, BASE)),
        "bare.toml" => Ok(Source::new(wanted, format!("{HEAD}[[block]]\nid = \"b\"\ntitle = \"B\"\n"))),
        _ => Err("there is no such file".to_owned()),
    };
    let result = load(&mut sources, id, &fetch);
    (sources, result)
}

/// Each problem as "path:line:column message (help)".
fn shown(sources: &Sources, problems: &[Problem]) -> Vec<String> {
    let one = |problem: &Problem| {
        let (path, at) = (sources.path(problem.span), sources.positions(problem.span).0);
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{path}:{}:{} {} ({help})", at.line, at.column, problem.message)
    };
    problems.iter().map(one).collect()
}

const HEAD: &str = "schema = 1\nid = \"f\"\ntitle = \"F\"\nversion = \"1.0.0\"\n";
const BASE: &str = r#"schema = 1
id = "base"
title = "Base"
version = "1.0.0"
language = "cy"
[source]
author = "Exampleshire"
[[phase]]
id = "now"
title = "Now"
[[phase]]
id = "later"
title = "Later"
hints = ["Someday"]
[[block]]
id = "one"
title = "One"
aliases = ["First"]
[[block.suggestion]]
id = "one-a"
title = "A"
phases = ["now", "later"]
also = ["two"]
partners = ["residents", "firms"]
[[block.suggestion]]
id = "one-b"
title = "B"
[[block]]
id = "two"
title = "Two"
parent = "one"
[[actor]]
id = "residents"
title = "Residents"
[[actor]]
id = "firms"
title = "Firms"
[levels]
overdue = "error"
"#;

#[test]
fn built_in_frameworks_are_sound() {
    for known in BUILTIN {
        let mut sources = Sources::new();
        let id = sources.add(Source::new(known.path, known.text));
        let loaded = load(&mut sources, id, &|_, wanted| Err(format!("nothing is fetched: {wanted}")));
        let framework = match loaded {
            Ok(framework) => framework,
            Err(problems) => panic!("{:#?}", shown(&sources, &problems)),
        };
        assert_eq!(framework.id, known.id);
        assert!(
            lint::rule_faults(&framework.levels, []).is_empty(),
            "its levels are of rules that there are"
        );
        assert_eq!(known.framework(), framework, "what is read without a check is the same");
        assert!(framework.blocks.iter().all(|block| !block.suggestions.is_empty()));
    }
}

#[test]
fn the_default_framework_is_complete() {
    let known = BUILTIN[0];
    let (_, loaded) = read(known.text);
    let framework = loaded.expect("it loads");
    let suggestions: Vec<_> = framework.suggestion_ixs().collect();
    assert_eq!((framework.blocks.len(), framework.phases.len(), suggestions.len()), (5, 3, 46));
    assert_eq!((framework.sections.len(), framework.actors.len(), framework.principles.len()), (6, 4, 10));
    let required: Vec<&str> =
        framework.fields.iter().filter(|field| field.required).map(|field| field.words.id.as_str()).collect();
    assert_eq!(required, ["lead", "due", "measure"]);
    for ix in suggestions {
        let suggestion = &framework[ix];
        let complete =
            suggestion.detail.is_some() && suggestion.lead.is_some() && suggestion.measure.is_some();
        assert!(
            complete && suggestion.source.is_some() && !suggestion.phases.is_empty(),
            "{}",
            suggestion.id
        );
    }
}

#[test]
fn a_framework_extends_another() {
    let text = format!(
        "{HEAD}extends = \"base.toml\"\nremove = [\"one-b\"]\n\
         [[block]]\nid = \"one\"\ntitle = \"One again\"\n[[block]]\nid = \"three\"\ntitle = \"Three\"\n\
         [levels]\noverdue = \"note\"\n"
    );
    let framework = read(&text).1.expect("it loads");
    let titles: Vec<&str> = framework.blocks.iter().map(|block| block.words.title.as_str()).collect();
    assert_eq!(titles, ["One again", "Two", "Three"]);
    let kept: Vec<&str> = framework.blocks[0].suggestions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(kept, ["one-a"], "a block without suggestions of its own keeps the other's");
    assert!(framework.blocks[0].words.aliases.is_empty(), "all else is replaced whole");
    assert_eq!(framework.phases.len(), 2);
    assert_eq!((framework.id.as_str(), framework.language.as_deref()), ("f", Some("cy")));
    assert_eq!(framework.source.author.as_deref(), Some("Exampleshire"));
    let LevelWish::Always(last) = &framework.levels.last().expect("levels").1 else { panic!("one level") };
    assert_eq!(last.value, "note", "the file's own levels come last");
    assert!(framework.field("due").is_some(), "a framework without fields has the default's");
}

#[test]
fn what_is_written_of_a_framework_reads_back_as_it() {
    let extending = format!(
        "schema = 1\nid = \"ours\"\ntitle = \"Ours \\\"and\\\" theirs\"\nversion = \"2.1\"\nextends = \"{DEFAULT}\"\n\
         remove = [\"self-care\", \"evidence\"]\n[levels]\nmissing-due = {{ adopted = \"error\" }}\n\
         missing-lead = \"off\"\n[[block]]\nid = \"homes\"\ntitle = \"Homes\"\nparent = \"local-people\"\nlevel = 7\n\
         [[block.suggestion]]\nid = \"mend\"\ntitle = \"Mend\"\ndetail = \"One.\\n\\nTwo.\"\nalso = [\"local-people\"]\n\
         source = {{ title = \"Us\" }}\n[[section]]\nid = \"annex\"\ntitle = \"Annex\"\nrequired = false\n"
    );
    let texts = BUILTIN.iter().map(|known| known.text.to_owned()).chain([extending]);
    for text in texts {
        let (sources, framework) = read(&text);
        let framework = framework.unwrap_or_else(|problems| panic!("{:?}", shown(&sources, &problems)));
        let written = recoveryplan::write::framework(&framework);
        assert!(!written.contains("extends"), "it stands on its own");
        let (sources, again) = read(&written);
        assert_eq!(again.map_err(|problems| shown(&sources, &problems)), Ok(framework), "{written}");
    }
}

#[test]
fn levels_of_a_framework_stand_on_those_of_the_one_that_it_extends() {
    let base = "schema = 1\nid = \"base\"\ntitle = \"Base\"\nversion = \"1.0\"\n[levels]\nmissing-due = \"error\"\n\
                missing-lead = { draft = \"off\", adopted = \"note\" }\noverdue = { draft = \"off\" }\n\
                [[block]]\nid = \"homes\"\ntitle = \"Homes\"\n";
    let own = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1.0\"\nextends = \"base.toml\"\n[levels]\n\
               missing-due = { draft = \"note\" }\nmissing-lead = { draft = \"error\" }\noverdue = \"error\"\n";
    let mut sources = Sources::new();
    let id = sources.add(Source::new("own.toml", own));
    let fetch = |_: &str, _: &str| Ok(Source::new("base.toml", base));
    let framework = load(&mut sources, id, &fetch).expect("both are sound");
    let written = recoveryplan::write::framework(&framework);
    for line in [
        "\"missing-due\" = { draft = \"note\", adopted = \"error\" }\n",
        "\"missing-lead\" = { draft = \"error\", adopted = \"note\" }\n",
        "\"overdue\" = \"error\"\n",
    ] {
        assert_eq!(written.matches(line).count(), 1, "{line}{written}");
    }
}

#[test]
fn what_is_removed_is_no_longer_referred_to() {
    let text = format!("{HEAD}extends = \"base.toml\"\nremove = [\"now\", \"firms\", \"two\"]\n");
    let framework = read(&text).1.expect("it loads");
    let suggestion = &framework.blocks[0].suggestions[0];
    assert_eq!(suggestion.phases, [framework.phase("later").expect("it is kept")]);
    assert_eq!(
        (suggestion.also.len(), suggestion.partners.as_slice()),
        (0, ["residents".to_owned()].as_slice())
    );

    let text = format!("{HEAD}extends = \"base.toml\"\nremove = [\"one\"]\n");
    let framework = read(&text).1.expect("it loads");
    assert_eq!((framework.blocks.len(), framework.blocks[0].parent), (1, None));
}

#[test]
fn an_own_word_beats_a_hint_of_the_framework_that_is_extended() {
    let body = "[[phase]]\nid = \"third\"\ntitle = \"Third\"\naliases = [\"Someday\"]\n";
    let (_, loaded) = read(&format!("{HEAD}extends = \"base.toml\"\n{body}"));
    assert_eq!(loaded.expect("it loads").phases.len(), 3);
}

#[test]
fn fields_are_the_frameworks_own_or_the_defaults() {
    let own = "[[block]]\nid = \"b\"\ntitle = \"B\"\n[[field]]\nid = \"due\"\nlabel = \"By\"\n";
    let framework = read(&format!("{HEAD}{own}")).1.expect("it loads");
    assert_eq!(framework.fields.len(), 1);
    let field = &framework.fields[0];
    assert_eq!((field.kind, field.required, field.words.title.as_str()), (FieldKind::Text, false, "By"));

    let default = read(BUILTIN[0].text).1.expect("it loads").fields;
    let text = format!("{HEAD}extends = \"bare.toml\"\nremove = [\"cost\"]\n");
    let framework = read(&text).1.expect("it loads");
    assert_eq!(framework.fields.len(), default.len() - 1);
}

#[test]
fn a_file_where_a_built_in_one_is_shown_may_extend_it() {
    let known = BUILTIN[0];
    let (_, loaded) = read_as(known.path, &format!("{HEAD}extends = \"{}\"\n", known.id));
    assert_eq!(loaded.expect("it loads").fields.len(), 13);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_loading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut sources = Sources::new();
        let id = sources.add(Source::from_bytes("my.toml", bytes));
        prop_assert!(load(&mut sources, id, &|_, _| Err(String::new())).is_err());
    }

    /// Lines of a sound framework, some left out and some said twice: every problem stands inside its text.
    #[test]
    fn a_torn_framework_gives_problems_inside_it(lines in prop::collection::vec(0..BASE.lines().count(), 0..40)) {
        let all: Vec<&str> = BASE.lines().collect();
        let text: String = lines.into_iter().flat_map(|line| [all[line], "\n"]).collect();
        let (sources, loaded) = read(&text);
        for problem in loaded.err().unwrap_or_default() {
            prop_assert_eq!(sources.path(problem.span), "my.toml");
            prop_assert!(sources.get(problem.span.source).text().get(problem.span.start..problem.span.end).is_some());
        }
    }
}
