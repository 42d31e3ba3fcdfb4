//! What a plan accepts is as narrow as it was meant: a slip is told, and makes nothing wide.

#[path = "support/judge.rs"]
mod judge;

use judge::{COOPERATIVE, Judged, judge};

/// Three actions without a due date, two of them in one block.
const ACTIONS: &str = "[[action]]\nid = \"S1\"\ntitle = \"Train link workers\"\nblock = \"self-care\"\n\
    [[action]]\nid = \"S2\"\ntitle = \"Walk in every ward\"\nblock = \"self-care\"\n\
    [[action]]\nid = \"B1\"\ntitle = \"Open the hub\"\nblock = \"business-community\"\n";

fn record(tables: &str) -> Judged {
    judge(&COOPERATIVE, &[("plan.toml", format!("[plan]\ntitle = \"P\"\n{ACTIONS}{tables}"))])
}

fn document(comment: &str) -> Judged {
    let action = |id: &str| format!("- [ ] **{id}**: Do {id}\n  - Lead: Head of Homes\n");
    let text = format!(
        "# Plan\n\n<!-- recoveryplan: file-ignore[missing-due]{comment} -->\n\n## Self-care\n\n{}{}",
        action("S1"),
        action("S2")
    );
    judge(&COOPERATIVE, &[("plan.md", text)])
}

/// Rule and words of the findings that are about the files themselves.
fn slips(judged: &Judged) -> Vec<(&'static str, &str)> {
    let slips = ["unknown-key", "wrong-type", "unknown-block", "unknown-phase", "unknown-section"];
    let found = judged.findings.iter().filter(|finding| slips.contains(&finding.rule.name));
    found.map(|finding| (finding.rule.name, finding.words.as_str())).collect()
}

#[test]
fn an_ignore_with_a_slip_accepts_nothing_and_the_slip_is_told() {
    for (key, slip) in [
        ("blok = \"business-community\"", ("unknown-key", "blok")),
        ("block = 5", ("wrong-type", "5")),
        ("action = [\"B1\"]", ("wrong-type", "[\"B1\"]")),
        ("block = \"busines-community\"", ("unknown-block", "\"busines-community\"")),
        ("phase = \"renewl\"", ("unknown-phase", "\"renewl\"")),
        ("section = \"governence\"", ("unknown-section", "\"governence\"")),
        ("until = 2026", ("wrong-type", "2026")),
    ] {
        let judged = record(&format!("[[ignore]]\nrule = \"missing-due\"\nreason = \"r\"\n{key}\n"));
        assert_eq!(slips(&judged), [slip], "{key}");
        assert_eq!(judged.of("missing-due").count(), 3, "{key}");
    }
    let judged =
        record("[[ignore]]\nrule = \"missing-due\"\nreason = \"r\"\nblock = \"business-community\"\n");
    assert_eq!((slips(&judged), judged.of("missing-due").count()), (vec![], 2));
    let help = record("[[ignore]]\nrule = \"missing-due\"\nreason = \"r\"\nblock = \"self-car\"\n");
    assert!(help.of("unknown-block").all(|found| found.help.as_deref() == Some("did you mean `self-care`?")));
}

#[test]
fn a_gap_or_a_part_with_a_slip_is_told_and_the_gap_is_not_widened() {
    let judged = record("[[not-applicable]]\nblok = \"self-care\"\nphase = \"renewal\"\nreason = \"r\"\n");
    assert_eq!(slips(&judged), [("unknown-key", "blok")]);
    assert!(judged.plan.not_applicable.is_empty());
    let judged = record("[[not-applicable]]\nblock = 1\nphase = \"renewal\"\nreason = \"r\"\n");
    assert_eq!((slips(&judged), judged.plan.not_applicable.len()), (vec![("wrong-type", "1")], 0));
    let judged = record("[[not-applicable]]\nblock = \"self-care\"\nphase = \"renewal\"\nreason = \"r\"\n");
    assert_eq!((slips(&judged), judged.plan.not_applicable.len()), (vec![], 1));
    let judged = record("[[part]]\ntitle = \"Foreword\"\ntxet = \"Words.\"\n[[part]]\ntext = \"Words.\"\n");
    assert_eq!(slips(&judged), [("unknown-key", "txet"), ("wrong-type", "[[part]]")]);
}

#[test]
fn keys_of_a_comment_count_wherever_they_stand() {
    for comment in [
        " until=2026-01-01 agreed by the board",
        " agreed by the board until=2026-01-01",
        " agreed until=2026-01-01 by the board",
        " agreed by the 5\" board until=2026-01-01",
    ] {
        let judged = document(comment);
        assert_eq!(
            (judged.of("expired-ignore").count(), judged.of("missing-due").count()),
            (1, 2),
            "{comment}"
        );
        let reason = judged.plan.ignores.iter().find_map(|ignore| ignore.reason.clone()).unwrap_or_default();
        assert!(reason.value.starts_with("agreed by the ") && reason.value.ends_with("board"), "{reason:?}");
    }
    for comment in [" action=S1 agreed", " agreed action=S1", " agreed action=\"S1\" in May"] {
        let judged = document(comment);
        assert_eq!((slips(&judged), judged.of("missing-due").count()), (vec![], 1), "{comment}");
    }
    let judged = document(" we agreed that n=3 is enough");
    assert_eq!((slips(&judged), judged.of("missing-due").count()), (vec![], 0), "words are words");
}

#[test]
fn keys_that_a_comment_lacks_are_no_words_of_its_reason() {
    for (comment, slip) in [
        (" block=self-care agreed", ("unknown-key", "block")),
        (" agreed block=self-care", ("unknown-key", "block")),
        (" Until=2027-06-01 agreed", ("unknown-key", "Until")),
        (" agreed UNTIL=2027-06-01", ("unknown-key", "UNTIL")),
        (" utnil=2027-06-01 agreed", ("unknown-key", "utnil")),
        (" until= 2027-06-01 agreed", ("wrong-type", "until=")),
        (" until=2027-06-01 agreed until=2099-01-01", ("wrong-type", "until=2099-01-01")),
    ] {
        let judged = document(comment);
        assert_eq!((slips(&judged), judged.of("missing-due").count()), (vec![slip], 2), "{comment}");
    }
    let help: Vec<_> =
        document(" Until=2027-06-01 agreed").of("unknown-key").filter_map(|it| it.help.clone()).collect();
    assert_eq!(help, ["did you mean `until`?"]);
}

#[test]
fn a_comment_names_several_with_commas_or_semicolons() {
    for comment in [
        "block=self-care,local-people phase=renewal,living-with-covid",
        "block=self-care;local-people phase=renewal; living-with-covid",
        "block=self-care, local-people phase=renewal ,living-with-covid",
        "block=self-care block=local-people phase=renewal , living-with-covid",
    ] {
        let text = format!("# Plan\n\n## Ours\n\n<!-- recoveryplan: {comment} -->\n\nWalks.\n");
        let judged = judge(&COOPERATIVE, &[("plan.md", text)]);
        let names = &judged.plan.headings[1].names;
        assert_eq!((slips(&judged), names.blocks.len(), names.phases.len()), (vec![], 2, 2), "{comment}");
    }
    let judged = judge(
        &COOPERATIVE,
        &[(
            "plan.md",
            "# Plan\n\n## Ours\n\n<!-- recoveryplan: block=self-care local-people -->\n\nWalks.\n",
        )],
    );
    assert_eq!(slips(&judged), [("unknown-key", "local-people")]);
    assert!(judged.of("unknown-key").all(|it| it.help.as_ref().is_some_and(|help| help.contains("ID,ID"))));
}

#[test]
fn numbers_are_neither_versions_nor_dates() {
    let plan = "[plan]\ntitle = \"P\"\nframework-version = 1.0\nupdated = 2026\nreview = 2027\n";
    let judged = judge(&COOPERATIVE, &[("plan.toml", plan)]);
    assert_eq!(slips(&judged), [("wrong-type", "1.0"), ("wrong-type", "2026"), ("wrong-type", "2027")]);
}
