//! Frameworks: the built-in ones are sound, and every fault of a file is told at its place.

use recoveryplan::framework::{BUILTIN, Framework, load};
use recoveryplan::problem::Problem;
use recoveryplan::source::{Source, Sources};

fn read(text: &str) -> (Sources, Result<Framework, Vec<Problem>>) {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("my.toml", text));
    let fetch = |_: &str, wanted: &str| match wanted {
        "base.toml" => Ok(Source::new("base.toml", BASE)),
        "loop.toml" => Ok(Source::new("loop.toml", format!("{HEAD}extends = \"my.toml\"\n"))),
        "my.toml" => Ok(Source::new("my.toml", text)),
        _ => Err("there is no such file".to_owned()),
    };
    let result = load(&mut sources, id, &fetch);
    (sources, result)
}

const HEAD: &str = "schema = 1\nid = \"f\"\ntitle = \"F\"\nversion = \"1.0.0\"\n";
const BASE: &str = "schema = 1\nid = \"base\"\ntitle = \"Base\"\nversion = \"1.0.0\"\n\
    [[phase]]\nid = \"now\"\ntitle = \"Now\"\n\
    [[block]]\nid = \"one\"\ntitle = \"One\"\n\
    [[block.suggestion]]\nid = \"one-a\"\ntitle = \"A\"\nphases = [\"now\"]\n\
    [[block.suggestion]]\nid = \"one-b\"\ntitle = \"B\"\n\
    [[block]]\nid = \"two\"\ntitle = \"Two\"\n";

#[test]
fn built_in_frameworks_are_sound() {
    for known in BUILTIN {
        let mut sources = Sources::new();
        let id = sources.add(Source::new(known.path, known.text));
        let loaded = load(&mut sources, id, &|_, wanted| Err(format!("nothing is fetched: {wanted}")));
        let framework = match loaded {
            Ok(framework) => framework,
            Err(problems) => panic!(
                "{}",
                problems
                    .iter()
                    .map(|problem| format!("{:?} {}", sources.positions(problem.span).0, problem.message))
                    .collect::<Vec<_>>()
                    .join("\n")
            ),
        };
        assert_eq!(framework.id, known.id);
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
fn every_fault_is_told_at_its_place() {
    // The file after the head, and each fault: line, column, words of its message or help.
    let cases: &[(&str, &[(usize, usize, &str)])] = &[
        (
            "[[block]]\nid = \"b\"\ntitel = \"B\"\n",
            &[(5, 1, "`title` is missing"), (7, 1, "did you mean `title`")],
        ),
        ("[[block]]\nid = \"B b\"\ntitle = \"B\"\n", &[(6, 6, "no identifier")]),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\naliases = [\"x\"]\n[[block]]\nid = \"c\"\ntitle = \"C\"\naliases = [\"X!\"]\n",
            &[(12, 12, "both claim")],
        ),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\n[[block]]\nid = \"b\"\ntitle = \"C\"\n",
            &[(9, 6, "two blocks have the id `b`")],
        ),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\naliases = [\"y\"]\nhints = [\"Y\"]\n",
            &[(9, 10, "both a sure word and a hint")],
        ),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\n[[block.suggestion]]\nid = \"s\"\ntitle = \"S\"\nphases = [\"nwo\"]\n",
            &[(11, 11, "no phase `nwo`")],
        ),
        ("[[block]]\nid = \"b\"\ntitle = \"B\"\nparent = \"b\"\n", &[(5, 1, "within itself")]),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\n[[section]]\nid = \"s\"\ntitle = \"B\"\n",
            &[(10, 9, "both claim \"B\"")],
        ),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\n[[field]]\nid = \"x\"\nlabel = \"X\"\nkind = \"dat\"\n",
            &[(11, 8, "did you mean `date`")],
        ),
        (
            "[[block]]\nid = \"b\"\ntitle = \"B\"\n[levels]\nmissing-block = \"eror\"\n",
            &[(9, 17, "did you mean `error`")],
        ),
        ("[[block]]\nid = \"b\"\ntitle = 3\n", &[(7, 9, "should be text")]),
        ("", &[(1, 1, "has no block")]),
        (
            "x = \ny = 08\n[[block]]\nid = \"b\"\ntitle = \"B\"\n",
            &[(5, 4, "value is missing"), (6, 5, "TOML")],
        ),
        ("extends = \"nowhere.toml\"\n", &[(5, 11, "no such file")]),
        ("extends = \"loop.toml\"\n", &[(5, 11, "circle")]),
        ("extends = \"base.toml\"\nremove = [\"on\"]\n", &[(6, 11, "did you mean `one`")]),
    ];
    for (body, expected) in cases {
        let text = format!("{HEAD}{body}");
        let (sources, loaded) = read(&text);
        let problems = loaded.expect_err(body);
        let found: Vec<String> = problems
            .iter()
            .map(|problem| {
                let at = sources.positions(problem.span).0;
                format!("{}:{} {} {:?}", at.line, at.column, problem.message, problem.help)
            })
            .collect();
        assert_eq!(problems.len(), expected.len(), "{body}\n{found:#?}");
        for ((line, column, words), found) in expected.iter().zip(&found) {
            assert!(
                found.starts_with(&format!("{line}:{column} ")) && found.contains(words),
                "{body}\n{found}"
            );
        }
    }
}

#[test]
fn a_framework_extends_another() {
    let text = format!(
        "{HEAD}extends = \"base.toml\"\nremove = [\"one-b\"]\n\
         [[block]]\nid = \"one\"\ntitle = \"One again\"\n[[block]]\nid = \"three\"\ntitle = \"Three\"\n"
    );
    let (_, loaded) = read(&text);
    let framework = loaded.expect("it loads");
    let titles: Vec<&str> = framework.blocks.iter().map(|block| block.words.title.as_str()).collect();
    assert_eq!(titles, ["One again", "Two", "Three"]);
    let kept: Vec<&str> = framework.blocks[0].suggestions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(kept, ["one-a"]);
    assert_eq!(framework.phases.len(), 1);
    assert!(framework.field("due").is_some(), "a framework without fields has the default's");
}
