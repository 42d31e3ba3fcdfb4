//! Every fault of a framework file is told at its place, and all of them at once.

#![allow(clippy::expect_used, reason = "a test says by a panic what it did not expect")]

use recoveryplan::framework::load;
use recoveryplan::source::{Source, Sources};

const HEAD: &str = "schema = 1\nid = \"f\"\ntitle = \"F\"\nversion = \"1.0.0\"\n";
const BLOCK: &str = "[[block]]\nid = \"b\"\ntitle = \"B\"\n";
const BASE: &str = r#"schema = 1
id = "base"
title = "Base"
version = "1.0.0"
[[phase]]
id = "now"
title = "Now"
[[block]]
id = "one"
title = "One"
aliases = ["First"]
[[block.suggestion]]
id = "one-a"
title = "A"
phases = ["now"]
[[section]]
id = "last"
title = "Last"
"#;

/// The problems of a framework file, each as "path:line:column message (help)".
fn problems(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    // Frameworks need not be the first texts of a run.
    sources.add(Source::new("other.md", "# Other\n"));
    let id = sources.add(Source::new("my.toml", text));
    let fetch = |_: &str, wanted: &str| match wanted {
        "base.toml" => Ok(Source::new(wanted, BASE)),
        "bare.toml" => Ok(Source::new(wanted, format!("{HEAD}{BLOCK}"))),
        "broken.toml" => Ok(Source::new(wanted, "schema = \n")),
        "faulty.toml" => Ok(Source::new(wanted, format!("{HEAD}colour = 1\n{BLOCK}"))),
        "loop.toml" => Ok(Source::new("./loop.toml", format!("{HEAD}extends = \"back\"\n"))),
        "back" => Ok(Source::new("sub/../my.toml", text)),
        _ if wanted.starts_with("deep") => {
            Ok(Source::new(wanted, format!("{HEAD}extends = \"{wanted}r\"\n{BLOCK}")))
        }
        _ => Err("there is no such file".to_owned()),
    };
    let Err(problems) = load(&mut sources, id, &fetch) else { return Vec::new() };
    let shown = problems.iter().map(|problem| {
        let (path, at) = (sources.path(problem.span), sources.positions(problem.span).0);
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{path}:{}:{} {} ({help})", at.line, at.column, problem.message)
    });
    shown.collect()
}

/// Compares the problems of a text with what is expected of each: its place, and words that it holds.
fn expect(text: &str, expected: &[(&str, &str)]) {
    let found = problems(text);
    assert_eq!(found.len(), expected.len(), "{text}\n{found:#?}");
    for ((place, words), found) in expected.iter().zip(&found) {
        assert!(
            found.starts_with(&format!("{place} ")) && found.contains(words),
            "{text}\n{place} {words}\n{found}"
        );
    }
}

#[test]
fn the_head() {
    for (text, expected) in [
        (
            BLOCK.to_owned(),
            &[
                ("my.toml:1:1", "`schema` is missing"),
                ("my.toml:1:1", "`id` is missing"),
                ("my.toml:1:1", "`title` is missing"),
                ("my.toml:1:1", "`version` is missing"),
            ][..],
        ),
        (HEAD.to_owned(), &[("my.toml:1:1", "has no block")]),
        (format!("{HEAD}{BLOCK}").replace("= 1\n", "= 2\n"), &[("my.toml:1:10", "schema 1, not 2")]),
        (format!("{HEAD}{BLOCK}").replace("= 1\n", "= \"1\"\n"), &[("my.toml:1:10", "whole number")]),
        (format!("{HEAD}{BLOCK}").replace("1.0.0", "1"), &[("my.toml:4:11", "`1` is no version")]),
        (format!("{HEAD}{BLOCK}").replace("1.0.0", "1.0.0.0"), &[("my.toml:4:11", "is no version")]),
        (format!("{HEAD}{BLOCK}").replace("1.0.0", "1.x"), &[("my.toml:4:11", "is no version")]),
        (format!("{HEAD}{BLOCK}").replace("\"f\"", "\"F_f\""), &[("my.toml:2:6", "`F_f` cannot be an id")]),
        (format!("{HEAD}[source]\nautor = \"A\"\n{BLOCK}"), &[("my.toml:6:1", "did you mean `author`?")]),
        (format!("{HEAD}blocks = 1\n{BLOCK}"), &[("my.toml:5:1", "the key `blocks` is not known here")]),
        // Syntax errors alone: nothing else is sure of a text that does not parse.
        (
            format!("{HEAD}x = \ny = 08\n{BLOCK}colour = 1\n"),
            &[("my.toml:5:4", "value is missing"), ("my.toml:6:5", "TOML")],
        ),
    ] {
        expect(&text, expected);
    }
}

#[test]
fn the_keys_of_parts() {
    for (body, expected) in [
        (
            "[[block]]\nid = \"b\"\ntitel = \"B\"\n",
            &[("my.toml:5:1", "`title` is missing"), ("my.toml:7:1", "did you mean `title`?")][..],
        ),
        // The label is a field's, the title everyone else's.
        (
            "[[block]]\nid = \"b\"\nlabel = \"B\"\n",
            &[("my.toml:5:1", "`title` is missing"), ("my.toml:7:1", "`label` is not known")],
        ),
        ("[[block]]\ntitle = \"B\"\n", &[("my.toml:5:1", "`id` is missing")]),
        ("[[block]]\nid = \"B b\"\ntitle = \"B\"\n", &[("my.toml:6:6", "`B b` cannot be an id")]),
        ("[[block]]\nid = \"b--b\"\ntitle = \"B\"\n", &[("my.toml:6:6", "cannot be an id")]),
        ("[[block]]\nid = \"b\"\ntitle = 3\n", &[("my.toml:7:9", "should be text")]),
        (
            "[[block]]\nid = \"b\"\ntitle = \"\u{2014}\"\n",
            &[("my.toml:7:9", "neither a letter nor a figure")],
        ),
        ("block = 1\n", &[("my.toml:1:1", "has no block"), ("my.toml:5:9", "[[block]]")]),
    ] {
        expect(&format!("{HEAD}{body}"), expected);
    }
    for (more, expected) in [
        (
            "[[field]]\nid = \"x\"\ntitle = \"X\"\n",
            &[("my.toml:8:1", "`label`"), ("my.toml:10:1", "`title`")][..],
        ),
        (
            "[[field]]\nid = \"x\"\nlabel = \"X\"\nkind = \"dat\"\n",
            &[("my.toml:11:8", "did you mean `date`?")],
        ),
        ("[[field]]\nid = \"x\"\nlabel = \"X\"\nhint = []\n", &[("my.toml:11:1", "`hint` is not known")]),
        ("[[actor]]\nid = \"x\"\ntitle = \"X\"\nrequired = 1\n", &[("my.toml:11:12", "true or false")]),
        ("[[principle]]\nid = \"x\"\ntitle = \"X\"\naliases = []\n", &[("my.toml:11:1", "`aliases`")]),
        ("[levels]\noverdue = \"eror\"\n", &[("my.toml:9:11", "did you mean `error`?")]),
        ("[levels]\noverdue = 1\n", &[("my.toml:9:11", "should be a level")]),
        (
            "[levels]\noverdue = { draft = \"x\", adoptd = \"off\" }\n",
            &[("my.toml:9:21", "`x` is no level"), ("my.toml:9:26", "did you mean `adopted`?")],
        ),
        (
            "[[block.suggestion]]\nid = \"s\"\ntitle = \"S\"\nsource = { kind = \"guidanse\" }\n",
            &[("my.toml:11:19", "did you mean `guidance`?")],
        ),
        ("[[block.suggestion]]\nid = \"s\"\ntitle = \"S\"\nsource = { title = \"T\" }\n", &[]),
    ] {
        expect(&format!("{HEAD}{BLOCK}{more}"), expected);
    }
}

#[test]
fn ids_and_words_that_clash() {
    for kind in ["block", "phase", "section", "field", "actor", "principle"] {
        let title = if kind == "field" { "label" } else { "title" };
        let two = format!(
            "[[block]]\nid = \"z\"\ntitle = \"Z\"\n[[{kind}]]\nid = \"x\"\n{title} = \"X\"\n[[{kind}]]\nid = \"x\"\n{title} = \"Y\"\n"
        );
        expect(&format!("{HEAD}{two}"), &[("my.toml:12:6", &format!("two {kind}s have the id `x`"))]);
        if kind != "principle" {
            // An alias of the first, in other spelling, is the second's title.
            let two = two.replacen("\"X\"\n", "\"X\"\naliases = [\"Re-organise!\"]\n", 1);
            let two = two
                .replace("\"x\"\n", "\"x1\"\n")
                .replacen("\"x1\"", "\"x2\"", 1)
                .replace("\"Y\"", "\"Reorganize\"");
            let at = format!("my.toml:14:{}", title.len() + 4);
            expect(&format!("{HEAD}{two}"), &[(&at, &format!("the {kind}s `x2` and `x1` both claim"))]);
        }
    }
    for (body, expected) in [
        ("aliases = [\"y\"]\nhints = [\"Y\"]\n", &[("my.toml:9:10", "a hint of it too")][..]),
        (
            "hints = [\"C\"]\n[[block]]\nid = \"c\"\ntitle = \"C\"\n",
            &[("my.toml:8:10", "names the block `c` for sure")],
        ),
        ("hints = [\"D\"]\n[[block]]\nid = \"c\"\ntitle = \"C\"\nhints = [\"D\"]\n", &[]),
        ("hints = [\"D\"]\n[[phase]]\nid = \"d\"\ntitle = \"D\"\n", &[]),
        (
            "[[section]]\nid = \"s\"\ntitle = \"B\"\n",
            &[("my.toml:10:9", "the section `s` and the block `b` both claim")],
        ),
        (
            "[[section]]\nid = \"s\"\ntitle = \"S\"\naliases = [\"b\"]\n",
            &[("my.toml:11:12", "both claim \"b\"")],
        ),
        ("aliases = [\"D\"]\n[[section]]\nid = \"s\"\ntitle = \"S\"\naliases = [\"D\"]\n", &[]),
        (
            "[[block.suggestion]]\nid = \"s\"\ntitle = \"S\"\n[[block]]\nid = \"c\"\ntitle = \"C\"\n[[block.suggestion]]\nid = \"s\"\ntitle = \"T\"\n",
            &[("my.toml:15:6", "two suggestions have the id `s`")],
        ),
        (
            "[[block.suggestion]]\nid = \"s\"\ntitle = \"Same\"\n[[block.suggestion]]\nid = \"t\"\ntitle = \"same.\"\n",
            &[("my.toml:13:9", "the suggestions `s` and `t` of one block")],
        ),
    ] {
        expect(&format!("{HEAD}{BLOCK}{body}"), expected);
    }
}

#[test]
fn references_that_lead_nowhere() {
    for (body, expected) in [
        ("parent = \"c\"\n", &[("my.toml:8:10", "there is no block `c`")][..]),
        ("parent = \"b\"\n", &[("my.toml:8:10", "the block `b` stands within itself")]),
        (
            "parent = \"c\"\n[[block]]\nid = \"c\"\ntitle = \"C\"\nparent = \"b\"\n[[block]]\nid = \"d\"\ntitle = \"D\"\nparent = \"c\"\n",
            &[("my.toml:8:10", "`b` stands within itself"), ("my.toml:12:10", "`c` stands within itself")],
        ),
        (
            "[[block.suggestion]]\nid = \"s\"\ntitle = \"S\"\nphases = [\"nwo\"]\nalso = [\"x\"]\npartners = [\"folk\"]\n[[phase]]\nid = \"now\"\ntitle = \"Now\"\n[[actor]]\nid = \"folks\"\ntitle = \"Folks\"\n",
            &[
                ("my.toml:11:11", "there is no phase `nwo` in this framework (did you mean `now`?)"),
                ("my.toml:12:9", "there is no block `x`"),
                ("my.toml:13:13", "did you mean `folks`?"),
            ],
        ),
    ] {
        expect(&format!("{HEAD}{BLOCK}{body}"), expected);
    }
}

#[test]
fn what_is_extended() {
    for (body, expected) in [
        (
            "extends = \"nowhere.toml\"\n",
            &[("my.toml:5:11", "cannot be extended: there is no such file")][..],
        ),
        ("extends = \"cooperative-recovry\"\n", &[("my.toml:5:11", "did you mean `cooperative-recovery`?")]),
        ("extends = \"base.toml\"\nremove = [\"on\"]\n", &[("my.toml:6:11", "did you mean `one`?")]),
        ("extends = \"faulty.toml\"\n", &[("faulty.toml:5:1", "the key `colour` is not known")]),
        ("extends = \"broken.toml\"\n", &[("broken.toml:1:9", "value is missing")]),
        // Where the other cannot be had, the file's own faults are told all the same; what may stand there is not one.
        (
            "extends = \"nowhere.toml\"\nremove = [\"x\"]\n[[phase]]\nid = \"p\"\ntitle = \"P\"\n[[phase]]\nid = \"p\"\ntitle = \"Q\"\n[[block]]\nid = \"b\"\ntitle = \"B\"\nparent = \"one\"\n",
            &[("my.toml:5:11", "no such file"), ("my.toml:11:6", "two phases have the id `p`")],
        ),
        // A clash with the other is told in the file that extends it.
        (
            "extends = \"base.toml\"\n[[block]]\nid = \"x\"\ntitle = \"first\"\n",
            &[("my.toml:8:9", "the blocks `one` and `x` both claim")],
        ),
        (
            "extends = \"base.toml\"\n[[block]]\nid = \"x\"\ntitle = \"Last\"\n",
            &[("my.toml:8:9", "the section `last` and the block `x` both claim")],
        ),
        (
            "extends = \"bare.toml\"\n[[field]]\nid = \"id\"\nlabel = \"Owner\"\n",
            &[("my.toml:8:9", "the fields `id` and `lead` both claim")],
        ),
        (
            "extends = \"base.toml\"\nremove = [\"now\"]\n[[block]]\nid = \"x\"\ntitle = \"X\"\n[[block.suggestion]]\nid = \"s\"\ntitle = \"S\"\nphases = [\"now\"]\n",
            &[("my.toml:13:11", "there is no phase `now`")],
        ),
        (
            "extends = \"loop.toml\"\n",
            &[("./loop.toml:5:11", "in a circle: my.toml -> loop.toml -> my.toml")],
        ),
    ] {
        expect(&format!("{HEAD}{body}"), expected);
    }
    let deep = problems(&format!("{HEAD}extends = \"deep\"\n"));
    assert_eq!(deep.len(), 1, "{deep:#?}");
    assert!(deep[0].contains("more than 16 frameworks extend one another"), "{}", deep[0]);
}

#[test]
fn a_circle_is_seen_however_its_files_are_called() {
    let text = format!("{HEAD}extends = \"sub/../my.toml\"\n");
    for (path, again) in
        [("./my.toml", "my.toml"), ("a/my.toml", "a/sub/../my.toml"), ("../my.toml", "../my.toml")]
    {
        let mut sources = Sources::new();
        let id = sources.add(Source::new(path, text.as_str()));
        let problems = load(&mut sources, id, &|_, _| Ok(Source::new(again, text.as_str())));
        let problems = problems.expect_err("it extends itself");
        assert_eq!(problems.len(), 1, "{path}: {problems:#?}");
        assert!(problems[0].message.contains("in a circle"), "{}", problems[0].message);
        assert_eq!(problems[0].span.source, id, "{path}: it is seen at once");
    }
}

#[test]
fn a_text_that_is_not_utf_8() {
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes("my.toml", b"schema = 1\nid = \"\xff\"\n".to_vec()));
    let problems = load(&mut sources, id, &|_, _| Err(String::new())).expect_err("it is not UTF-8");
    assert_eq!(problems.len(), 1);
    assert_eq!(sources.positions(problems[0].span).0.line, 2);
}
