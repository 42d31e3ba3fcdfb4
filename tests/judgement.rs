//! What the rules say together: where findings stand, one finding for one cause, and other frameworks than the default.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/judge.rs"]
mod judge;

use std::collections::BTreeSet;

use judge::{COOPERATIVE, Judged, judge, reader};
use recoveryplan::finding::Subject;

type Files<'a> = &'a [(&'a str, &'a str)];

fn document(text: &str) -> Judged {
    judge(&COOPERATIVE, &[("plan.md", text)])
}

fn record(text: &str) -> Judged {
    judge(&COOPERATIVE, &[("plan.toml", text)])
}

/// A document with two blocks, one of them with an action.
fn with_action(action: &str) -> Judged {
    document(&format!("# Plan\n\n## Self-care\n\n### Renewal\n\n{action}\n\n## Local people\n\nOurs.\n"))
}

#[test]
fn absences_stand_at_their_heading_or_at_the_neighbour_before_it() {
    let blocks = "# Plan\n\n## Governance\n\nWe meet.\n\n## Self-care\n\nBy ward.\n\n### Renewal\n\n\
        ## Local people\n\n### Renewal\n\nA panel.\n";
    let phases = "# Plan\n\n## Easing\n\n### Self-care\n\nBy ward.\n\n### Local people\n\nA panel.\n\n\
        ## Renewal\n\n### Local people\n\nA panel.\n";
    let sections = "## Governance\n\nWe meet.\n\n## Evidence\n\n## Resources\n\nGold.\n";
    let names = "[plan]\ntitle = \"Plan\"\ndocuments = [\"plan.md\"]\n[block.self-care]\naim = \"Well\"\n";
    let foreword = "Words.\n\n## Foreword\n\nWords.\n";
    let cases: [(&str, Files<'_>, &[&str]); 11] = [
        ("uncovered-phase", &[("plan.md", blocks)], &["plan.md:7:4"]),
        ("uncovered-phase", &[("plan.md", phases)], &["plan.md:13:4"]),
        ("missing-phase", &[("plan.md", blocks)], &["plan.md:1:3", "plan.md:1:3"]),
        ("missing-phase", &[("plan.md", phases)], &["plan.md:3:4"]),
        ("missing-block", &[("plan.md", blocks)], &["plan.md:1:3", "plan.md:13:4", "plan.md:13:4"]),
        (
            "missing-section",
            &[("plan.md", sections)],
            &["plan.md:5:4", "plan.md:5:4", "plan.md:5:4", "plan.md:7:4"],
        ),
        ("empty-block", &[("plan.toml", names), ("plan.md", foreword)], &["plan.md:3:4"]),
        ("empty-block", &[("plan.toml", names)], &["plan.toml:4:8"]),
        ("empty-block", &[("plan.toml", names), ("plan.md", "Words.\n")], &["plan.md:1:1"]),
        ("missing-review", &[("plan.toml", names), ("plan.md", foreword)], &["plan.toml:1:1"]),
        ("missing-block", &[("plan.md", "")], &["plan.md:1:1"; 5]),
    ];
    for (rule, files, expected) in cases {
        assert_eq!(judge(&COOPERATIVE, files).places(rule), expected, "{rule} {files:?}");
    }
}

#[test]
fn one_cause_is_one_finding() {
    let cases: [(&str, &[&str]); 8] = [
        ("- [ ] [Action]\n  - Lead:", &["undeveloped-suggestion"]),
        (
            "- [ ] Walk\n  - Lead: TBC\n  - Due: TBC\n  - Measure: TBC",
            &["placeholder", "placeholder", "placeholder"],
        ),
        ("- [ ] Walk\n  - Lead: Ann\n  - Due: 2027-02-30\n  - Measure: 3", &["invalid-date"]),
        (
            "- [ ] Walk\n  - Lead: All\n  - Due: ongoing\n  - Measure: better",
            &["vague-lead", "vague-date", "unmeasurable-measure"],
        ),
        ("- [ ] ~~Walk~~\n  - Lead: TBC\n  - Due: 2027-02-30", &[]),
        ("- [ ] Walk", &["missing-due", "missing-lead", "missing-measure"]),
        ("- [ ] Walk\n  - Lead: Ann\n  - Due: 2026\n  - Measure: 3\n  - Status: done", &[]),
        ("- [ ] Walk\n  - Lead: Ann\n  - Due: 2026\n  - Measure: 3", &["overdue"]),
    ];
    for (action, expected) in cases {
        let judged = with_action(action);
        let about_it = judged.findings.iter().filter(|finding| finding.subject.action.is_some());
        let names: Vec<&str> = about_it.map(|finding| finding.rule.name).collect();
        assert_eq!(names, expected, "{action}");
    }
}

#[test]
fn text_to_be_filled_in_is_a_placeholder_and_no_gap_as_well() {
    let judged = document(
        "## Self-care\n\n### Easing\n\nWalks.\n\n### Renewal\n\nTBC\n\n## Local people\n\n### Renewal\n\nA panel.\n\n\
         ## Governance\n\nTBC\n",
    );
    let uncovered: Vec<_> =
        judged.of("uncovered-phase").map(|found| found.subject.block.as_deref()).collect();
    assert_eq!(uncovered, [Some("local-people")]);
    assert!(judged.of("missing-section").all(|found| found.subject.section.as_deref() != Some("governance")));
    assert_eq!(judged.places("placeholder"), ["plan.md:9:1", "plan.md:19:1"]);
}

#[test]
fn a_heading_of_two_sections_is_both() {
    let missing = |text: &str| {
        let judged = document(text);
        let sections = judged.of("missing-section").filter_map(|found| found.subject.section.clone());
        sections.collect::<BTreeSet<_>>()
    };
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    let others = set(&["evidence", "engagement", "sustained-changes", "resources"]);
    let named = "# Plan\n\n## Governance and monitoring\n\nWe meet, and we count.\n";
    let stated = "# Plan\n\n## How we run it\n\n<!-- recoveryplan: section=governance section=monitoring -->\n\n\
        We meet, and we count.\n";
    for text in [named, stated, &stated.replace(" section=monitoring", ",monitoring")] {
        assert_eq!(missing(text), others, "{text}");
    }
    let empty = document("# Plan\n\n## Governance and monitoring\n");
    assert_eq!(empty.places("missing-section"), ["plan.md:3:4"; 6]);
    // One word among others may mean anything: it hints at its section, and takes nothing from the other.
    let doubtful =
        missing("# Plan\n\n## A review of parking fees and the impact assessment\n\nIt was grave.\n");
    assert!(doubtful.contains("monitoring") && !doubtful.contains("evidence"), "{doubtful:?}");
    let action = document("# Plan\n\n## Governance and monitoring\n\n- [ ] Meet\n");
    let lead = action.of("missing-lead").next().expect("there is one");
    assert_eq!(lead.subject.section.as_deref(), Some("governance"), "the first is what it is about");
}

#[test]
fn a_missing_block_does_not_also_lack_its_phases() {
    let judged = document("## Self-care\n\n### Easing\n\nWalks.\n\n## Local people\n");
    let about = |block: &str| {
        let own = judged.findings.iter().filter(|found| {
            found.subject.block.as_deref() == Some(block) && found.rule.name != "unconsidered-suggestion"
        });
        own.map(|found| found.rule.name).collect::<Vec<_>>()
    };
    assert_eq!(about("business-community"), ["missing-block"]);
    assert_eq!(about("local-people"), ["empty-block"]);
    assert_eq!(judged.places("missing-phase").len(), 2);
    assert!(judged.of("missing-phase").all(|found| !found.offers.is_empty()));
}

#[test]
fn nothing_is_absent_from_a_plan_that_could_not_be_read_whole() {
    let judged =
        judge(&COOPERATIVE, &[("plan.toml", "[plan\n"), ("plan.md", "## Self-care\n\n- [ ] Walk\n")]);
    let mut names: Vec<&str> = judged.findings.iter().map(|finding| finding.rule.name).collect();
    names.dedup();
    assert_eq!(names, ["syntax", "missing-due", "missing-lead", "missing-measure"]);
}

#[test]
fn help_names_the_heading_that_may_be_meant() {
    let judged = document("# Plan\n\n## Health\n\nWalks.\n\n## Local people\n\n### The future\n\nA panel.\n");
    let help = |rule: &str, id: &str| {
        let of = |found: &&recoveryplan::finding::Finding| {
            [&found.subject.block, &found.subject.phase].iter().any(|known| known.as_deref() == Some(id))
        };
        judged.of(rule).find(of).and_then(|found| found.help.clone()).expect("there is one")
    };
    let wanted = "the heading \"Health\" (line 3) may be meant: write `<!-- recoveryplan: block=self-care -->` below it";
    assert_eq!(help("missing-block", "self-care"), wanted);
    assert!(help("missing-phase", "renewal").contains("\"The future\" (line 9)"));
    assert_eq!(
        help("missing-block", "business-community").split('"').nth(1),
        Some("Business as part of the community")
    );
    // A heading within a part is no candidate of its own.
    assert_eq!(judged.places("unmatched-heading"), ["plan.md:3:4"]);
    let register = record("[plan]\ntitle = \"Plan\"\n");
    assert!(
        register
            .of("missing-block")
            .all(|found| found.help.as_deref().is_some_and(|help| help.contains("[block.")))
    );
}

#[test]
fn a_table_without_a_column_is_one_finding_at_its_header() {
    let table =
        "| Action | By when | Measure |\n| --- | --- | --- |\n| Walk | May 2027 | 3 |\n| Run | | 4 |\n";
    let judged = with_action(table);
    assert_eq!(judged.places("missing-lead"), ["plan.md:7:1"]);
    assert_eq!(judged.places("missing-due"), ["plan.md:10:3"]);
    let subject = &judged.of("missing-lead").next().expect("there is one").subject;
    assert_eq!((subject.block.as_deref(), subject.action.as_deref()), (Some("self-care"), None));
    // Where no row is judged, the table lacks nothing.
    let dropped = "| Action | By when |\n| --- | --- |\n| ~~Walk~~ | May 2027 |\n| TBC | May 2027 |\n";
    assert_eq!(with_action(dropped).places("missing-lead"), [""; 0]);
}

#[test]
fn each_pair_of_equal_actions_is_one_finding() {
    let action = |id: &str, title: &str, phase: &str| {
        format!(
            "[[action]]\nid = \"{id}\"\ntitle = \"{title}\"\nblock = \"self-care\"\nphase = [{phase}]\nlead = \"Ann\"\n"
        )
    };
    let (easing, both) = ("\"lifting-lockdown\"", "\"lifting-lockdown\", \"renewal\"");
    let cases = [
        ([("A1", "Walk", easing), ("a1 ", "Walk", easing), ("A2", "Run", easing)], 1),
        ([("A1", "Walk", easing), ("A1", "Run", easing), ("A1", "Sit", easing)], 2),
        ([("A1", "Walk", both), ("A2", "walk.", easing), ("A3", "Walk", "\"renewal\"")], 2),
        ([("A1", "Walk", easing), ("A2", "Walk", ""), ("A3", "Walk", "\"renewal\"")], 0),
        ([("A1", "Walk", easing), ("A2", "Run", easing), ("A2", "Walk", easing)], 2),
    ];
    for (actions, expected) in cases {
        let text: String = actions.iter().map(|(id, title, phase)| action(id, title, phase)).collect();
        assert_eq!(record(&text).of("duplicate-action").count(), expected, "{text}");
    }
}

#[test]
fn a_block_is_named_twice_whichever_documents_the_headings_stand_in() {
    let (first, second) = ("## Self-care\n\nWalks.\n", "## Self-care\n\nRuns.\n");
    let names = "[plan]\ndocuments = [\"a.md\", \"b.md\"]\n";
    let cut = judge(&COOPERATIVE, &[("plan.toml", names), ("a.md", first), ("b.md", second)]);
    assert_eq!(cut.places("duplicate-block"), ["b.md:1:4"]);
    assert!(
        cut.of("duplicate-block")
            .all(|found| found.help.as_deref().is_some_and(|help| help.contains("a.md")))
    );
    let titled =
        document("# Self-care\n\n## Self-care\n\nWalks.\n\n## Self-care and neighbourhoods\n\nRuns.\n");
    assert_eq!(titled.places("duplicate-block"), [""; 0]);
}

#[test]
fn of_nested_blocks_the_outermost_missing_one_and_the_innermost_gaps_are_told() {
    let framework = "schema = 1\nid = \"f\"\ntitle = \"F\"\nversion = \"1.0.0\"\n\
        [[phase]]\nid = \"now\"\ntitle = \"Now\"\n[[phase]]\nid = \"then\"\ntitle = \"Then\"\n\
        [[block]]\nid = \"homes\"\ntitle = \"Homes\"\n\
        [[block]]\nid = \"flats\"\ntitle = \"Flats\"\nparent = \"homes\"\n\
        [[block]]\nid = \"houses\"\ntitle = \"Houses\"\nparent = \"homes\"\n\
        [[block]]\nid = \"roads\"\ntitle = \"Roads\"\n\
        [[block]]\nid = \"paths\"\ntitle = \"Paths\"\nparent = \"roads\"\n";
    let reader = reader(framework);
    let about = |text: &str| {
        let judged = judge(&reader, &[("plan.md", text)]);
        let of_block = |found: &recoveryplan::finding::Finding| {
            Some(format!("{} {}", found.rule.name, found.subject.block.as_deref()?))
        };
        judged.findings.iter().filter_map(of_block).collect::<Vec<_>>()
    };
    let flats =
        "# Plan\n\n## Flats\n\n### Now\n\nWords.\n\n## Houses\n\n### Now\n\nWords.\n\n### Then\n\nWords.\n";
    assert_eq!(about(flats), ["uncovered-phase flats", "missing-block roads"]);
    let within = "## Roads\n\nWords.\n\n## Homes\n\n### Flats\n";
    assert_eq!(about(within), ["missing-block paths", "empty-block flats", "missing-block houses"]);
    let waived =
        "[[not-applicable]]\nblock = \"paths\"\nreason = \"none\"\n[block.flats]\ntext = \"Words.\"\n";
    let judged = judge(&reader, &[("plan.toml", waived)]);
    let missing = judged.of("missing-block").map(|found| found.subject.block.as_deref());
    assert_eq!(missing.collect::<Vec<_>>(), [Some("houses")]);
}

#[test]
fn a_slip_in_a_heading_is_told_at_any_depth_and_a_hint_at_the_top_alone() {
    let note = |text: &str| {
        let judged = document(text);
        let found = judged.of("unmatched-heading").map(|found| {
            let Subject { block, phase, .. } = &found.subject;
            (block.clone().unwrap_or_default(), phase.clone().unwrap_or_default())
        });
        found.collect::<Vec<_>>()
    };
    let told = |block: &str, phase: &str| vec![(block.to_owned(), phase.to_owned())];
    let phase = "## Self-care\n\n### Lifting the lockdown\n\nWalks.\n\n### Longer term renewel\n\nWalks.\n";
    assert_eq!(note(phase), told("", "renewal"));
    assert_eq!(note("## Self-care\n\n#### Living with COIVD-19\n\nWalks.\n"), told("", "living-with-covid"));
    // The plan has the phase, and the block lacks it.
    let elsewhere = format!("{phase}\n## Local people\n\n### Longer-term renewal\n\nMeetings.\n");
    assert_eq!(note(&elsewhere), told("self-care", "renewal"));
    let block = "## Longer-term renewal\n\n### Self-care\n\nWalks.\n\n## Lifting the lockdown\n\n### Self cair\n\nWalks.\n";
    assert_eq!(note(block), told("self-care", "lifting-lockdown"));
    // Nothing is lacking, or the words only hint.
    let both = phase.replace("### Longer term", "### Longer-term renewal\n\nWalks.\n\n### Longer term");
    assert_eq!(note(&both), []);
    assert_eq!(note("## Local people\n\n### Health\n\nWalks.\n"), []);
}

#[test]
fn a_heading_that_is_said_to_name_nothing_is_let_be() {
    let note = |text: &str| document(text).places("unmatched-heading").len();
    assert_eq!(note("## Supportive neighborhods\n\nHubs.\n"), 1);
    assert_eq!(note("## Health\n\n<!-- recoveryplan: block=none -->\n\nHubs.\n"), 0);
    assert_eq!(note("## Self-care\n\n<!-- recoveryplan: block=none -->\n\nHubs.\n"), 0);
    assert_eq!(note("## Contents\n\n## Annex A\n\n## Foreword by the Leader\n\n## Contacts\n"), 0);
    // Nothing is missing that the heading could be.
    assert_eq!(note("## Health\n\nWalks.\n\n## Self-care\n\nWalks.\n"), 0);
    assert_eq!(record("[[part]]\ntitle = \"Supportive neighborhods\"\n").of("unmatched-heading").count(), 1);
}

#[test]
fn leads_and_measures_are_vague_as_a_whole_or_not_at_all() {
    let count = |rule: &str, field: &str, value: &str| {
        with_action(&format!("- [ ] Walk\n  - {field}: {value}")).of(rule).count()
    };
    for lead in [
        "All",
        "various",
        "All partners",
        "Relevant officers",
        "The Council",
        "Staff and councillors",
        "The relevant Head of Service",
    ] {
        assert_eq!(count("vague-lead", "Lead", lead), 1, "{lead}");
    }
    for lead in [
        "Head of Services",
        "Ann",
        "All Saints Trust",
        "Parish Council",
        "Council Leader",
        "TBC",
        "Appropriate Adult Service Manager",
    ] {
        assert_eq!(count("vague-lead", "Lead", lead), 0, "{lead}");
    }
    for measure in ["Better wellbeing", "More walks", "Residents say so", "A third sector forum"] {
        assert_eq!(count("unmeasurable-measure", "Measure", measure), 1, "{measure}");
    }
    for measure in
        ["12 walks", "twelve walks", "half of wards", "signed by March 2027", "per cent of wards", "TBC"]
    {
        assert_eq!(count("unmeasurable-measure", "Measure", measure), 0, "{measure}");
    }
}
