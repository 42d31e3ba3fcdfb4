//! `outline`: what it says of headings that name nothing for sure, and of files that cannot be read.

use self::support::run::{Done, Folder};

mod support {
    pub(crate) mod run;
}

fn outline(text: &str) -> Done {
    Folder::with(&[("plan.md", text)]).run(&["outline", "plan.md"])
}

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_is_no_success() {
    let folder = Folder::empty();
    let cases: [(&str, &[u8], &str); 4] = [
        ("bad.md", b"\xff", "error: bad.md:1:1: "),
        ("bad.toml", b"[plan\n", "error: bad.toml:1:5: "),
        ("text.toml", b"[plan]\ntitle = P\n[[action]]\ntitle = \"Open the hub\"\n", "error: text.toml:2:9: "),
        ("front.md", b"---\ntitle: \"P\n---\n\n# P\n", "error: front.md:"),
    ];
    for (name, bytes, told) in cases {
        folder.file(name, bytes);
        for format in ["text", "json"] {
            let done = folder.run(&["outline", name, "--output-format", format]);
            assert_eq!(done.code, 2, "{done:?}");
            assert!(done.err.starts_with(told), "{done:?}");
            assert!(!done.out.contains("no headings"), "nobody knows: {done:?}");
        }
    }
    let empty = outline("Nothing yet.\n");
    assert_eq!((empty.code, empty.out.as_str()), (0, "plan.md: no headings and no actions\n"));
}

#[test]
fn standard_input_is_read_as_a_file_is() {
    let text = "# P\n\n## Self-care\n\n- [ ] Open the hub\n";
    let folder = Folder::with(&[("plan.md", text)]);
    let piped = |arguments: &[&str], text: &str| folder.run_with(".", &[], arguments, text.as_bytes());
    let from_file = folder.run(&["outline", "plan.md"]).out;
    assert_eq!(piped(&["outline", "-"], text).out, from_file.replacen("plan.md", "-", 1));
    let record = piped(&["outline", "-"], "[plan]\ndocuments = [\"plan.md\"]\n");
    assert_eq!((record.code, record.out), (0, from_file));

    let framework = folder.run(&["framework", "export"]).out;
    assert_eq!(piped(&["framework", "check", "-"], &framework).code, 0);
    let faulty = piped(&["framework", "check", "-"], "schema = 1\n");
    assert!(faulty.code == 1 && faulty.out.starts_with("-:1:1: "), "{faulty:?}");
}

#[test]
fn the_outline_and_the_check_mean_the_same_part() {
    let cases = [
        ("Buisness as part of the community", "Business as part of the community"),
        ("3. Self cair", "Self-care"),
        ("Governence", "Governance"),
        ("Living with COIVD-19", "Living with COVID-19"),
        ("Health", "Self-care"),
    ];
    for (heading, part) in cases {
        let folder = Folder::with(&[("plan.md", &format!("# P\n\n## {heading}\n\nText.\n"))]);
        let read = folder.run(&["outline", "plan.md"]).out;
        assert_eq!(read.matches("may be the ").count(), 1, "{read}");
        assert!(read.contains(&format!("\"{part}\"")), "{heading}: {read}");
        let report = folder.report(&["plan.md"]);
        let findings = report["plans"][0]["findings"].as_array();
        let note = findings.into_iter().flatten().find(|one| one["rule"] == "unmatched-heading");
        let message = note.and_then(|note| note["message"].as_str()).unwrap_or_default();
        assert!(message.contains(&format!("\"{part}\", which the plan lacks")), "{heading}: {report}");
    }
    let other = outline("# P\n\n## Management\n\nText.\n").out;
    assert!(!other.contains("nearly"), "other words are no slip: {other}");
}

#[test]
fn people_are_shown_titles_and_who_ruled_a_heading_out() {
    let text = "# P\n\n## Self-care\n\n### Lifting the lockdown\n\n#### Walks\n\nText.\n\n#### Renewal\n\n\
                <!-- recoveryplan: phase=none -->\n\n## Governence\n\n<!-- recoveryplan: section=none -->\n\nText.\n";
    let told = outline(text).out;
    let inside = "read as part of \"Self-care\" and \"Lifting the lockdown\"";
    assert_eq!(told.matches(inside).count(), 2, "{told}");
    assert!(told.contains(&format!("{inside}, by the comment below it\n")), "{told}");
    assert!(told.contains("read as text outside the framework, by the comment below it\n"), "{told}");

    let config = "[headings]\n\"Self-care\" = \"none\"\n";
    let folder = Folder::with(&[("recoveryplan.toml", config), ("plan.md", text)]);
    let told = folder.run(&["outline", "plan.md"]).out;
    assert!(told.contains("read as text outside the framework, by the config\n"), "{told}");
}

#[test]
fn colour_is_for_people_alone() {
    let folder = Folder::with(&[("plan.md", "# P\n\n## Health\n\nText.\n")]);
    for arguments in [&["outline", "plan.md"][..], &["rules"], &["explain", "missing-due"]] {
        let run = |color: &str| folder.run(&[arguments, &["--color", color]].concat()).out;
        let (colored, plain) = (run("always"), run("never"));
        assert!(colored.contains('\u{1b}') && !plain.contains('\u{1b}'), "{arguments:?}");
        assert_eq!(folder.run(arguments).out, plain, "a pipe is no terminal");
        assert_eq!(without_colour(&colored), plain);
    }
    let json = folder.run(&["outline", "plan.md", "--output-format", "json", "--color", "always"]).out;
    assert!(!json.contains('\u{1b}'));
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, words)| words));
    rest.fold(first, |text, words| text + words)
}
