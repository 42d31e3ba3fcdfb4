//! What the two notations do with accepted findings, loose ends and templates of a user's own.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use recoveryplan::framework::Framework;
use recoveryplan::plan::{Plan, Reach};
use recoveryplan::read::{self, PlanTexts};
use recoveryplan::source::{Source, Sources};
use recoveryplan::write::{self, DocumentStyle, RecordStyle};

const PLAIN: DocumentStyle = DocumentStyle { front_matter: false, guidance: false };
const WHOLE: RecordStyle = RecordStyle::Whole { guidance: false };

fn document(text: &str, framework: &Framework) -> Plan {
    let mut sources = Sources::new();
    let documents = vec![sources.add(Source::new("plan.md", text))];
    read::plan(&sources, &PlanTexts { documents, ..PlanTexts::default() }, framework)
}

fn record(text: &str, framework: &Framework) -> Plan {
    let mut sources = Sources::new();
    let record = Some(sources.add(Source::new("plan.toml", text)));
    read::plan(&sources, &PlanTexts { record, ..PlanTexts::default() }, framework)
}

#[test]
fn accepted_findings_stay_where_they_were_said() {
    let framework = support::phased();
    let text = "# Plan\n\n<!-- recoveryplan: file-ignore[missing-block] no roads here -->\n\n\
        <!-- recoveryplan: ignore[missing-review] until=2027-01-01 reviewed with the budget -->\n\n\
        ## Roads, paths and bridges\n\n\
        <!-- recoveryplan: ignore[overdue, missing-lead] action=\"Mend the bridge\" the county leads -->\n\n\
        - [ ] Mend the bridge\n";
    let plan = document(text, &framework);
    assert_eq!(write::document(&plan, &framework, PLAIN), text);
}

#[test]
fn words_of_a_reason_become_no_keys_of_its_comment() {
    let framework = support::phased();
    let text = "[plan]\ntitle = \"Plan\"\n[[ignore]]\nrule = \"overdue\"\nreason = \"n=3 agreed until=2026-01-01 block=homes\"\n";
    let again = document(&write::document(&record(text, &framework), &framework, PLAIN), &framework);
    let [ignore] = again.ignores.as_slice() else { panic!("{:?}", again.ignores) };
    let reason = ignore.reason.as_ref().map(|reason| reason.value.as_str());
    assert_eq!(reason, Some("n = 3 agreed until = 2026-01-01 block = homes"));
    assert!(ignore.until.is_none() && again.problems.is_empty(), "{:?}", again.problems);
}

#[test]
fn accepted_findings_of_a_record_find_their_heading() {
    let framework = support::phased();
    let text = "[plan]\ntitle = \"Plan\"\nauthority = \"\"\narea = \"\"\n\n[block.homes]\ntext = \"Words.\"\n\n\
        [[ignore]]\nrule = \"vague-date\"\nblock = \"homes\"\nreason = \"so --> agreed\"\nuntil = 2027-01-01\n\n\
        [[ignore]]\nrule = \"missing-block\"\nblock = \"roads\"\nreason = \"none here\"\n";
    let plan = record(text, &framework);
    assert_eq!(write::record(&plan, &framework, WHOLE), text);

    let written = write::document(&plan, &framework, PLAIN);
    let again = document(&written, &framework);
    let homes = again.headings.iter().find(|heading| !heading.is_title).unwrap();
    let reaches: Vec<(&str, bool)> = again
        .ignores
        .iter()
        .map(|ignore| match ignore.reach {
            Reach::Scope(scope) => ("scope", scope.span == homes.scope.span),
            Reach::Document(_) => ("document", true),
            Reach::Plan { .. } => ("plan", true),
        })
        .collect();
    assert_eq!(reaches, [("document", true), ("scope", true)], "{written}");
}

#[test]
fn a_text_left_open_swallows_nothing_that_follows() {
    let framework = support::phased();
    for open in ["```\ncode", "~~~\ncode", "<!-- note", "<script>\nlet a = 1"] {
        let text = format!(
            "[block.homes]\ntext = '''\nWords.\n\n{open}'''\n[block.roads]\ntext = \"More words.\"\n\
            [[action]]\ntitle = \"Mend\"\nblock = \"roads\"\ndetail = '''\nWords.\n\n{open}'''\nlead = \"A\"\n"
        );
        let plan = record(&text, &framework);
        let written = write::document(&plan, &framework, PLAIN);
        let again = document(&written, &framework);
        assert_eq!(again.headings.len(), 3, "{written}");
        assert_eq!(again.actions.len(), 1, "{written}");
        assert_eq!(
            again.actions[0].lead.as_ref().map(|lead| lead.value.value.as_str()),
            Some("A"),
            "{written}"
        );
    }
}

#[test]
fn a_heading_of_a_record_that_reads_like_a_block_says_that_it_is_none() {
    let framework = support::phased();
    let plan = record("[[part]]\ntitle = \"3. Clearing up\"\ntext = \"Words.\"\n", &framework);
    let written = write::document(&plan, &framework, PLAIN);
    let again = document(&written, &framework);
    assert!(again.passages[0].place.phases.is_empty(), "{written}");
    assert_eq!(again.headings[1].text.value, "3. Clearing up");
}

#[test]
fn headings_keep_their_tree_whatever_levels_they_had() {
    let framework = support::phased();
    let mut sources = Sources::new();
    let documents = vec![
        sources.add(Source::new("a.md", "# Homes & hearths\n\n##### Clearing up\n\nWords.\n")),
        sources.add(Source::new("b.md", "### Building back\n\nOf no block.\n")),
    ];
    let plan = read::plan(&sources, &PlanTexts { documents, ..PlanTexts::default() }, &framework);
    let written = write::document(&plan, &framework, PLAIN);
    assert_eq!(
        written,
        "# Recovery plan\n\n## Homes & hearths\n\n### Clearing up\n\nWords.\n\n## Building back\n\nOf no block.\n"
    );
}

#[test]
fn words_at_the_end_of_a_title_become_no_lead_and_no_date() {
    let framework = support::phased();
    for title in
        ["Open the hub \u{2013} the county \u{2013} March 2027", "Open the hub (the county, March 2027)"]
    {
        let plan = record(&format!("[[action]]\ntitle = \"{title}\"\nblock = \"homes\"\n"), &framework);
        let again = document(&write::document(&plan, &framework, PLAIN), &framework);
        assert_eq!(again.actions[0].title.value.value, title);
        assert!(again.actions[0].due.is_none());
    }
}

#[test]
fn a_template_of_a_users_own_is_used_and_its_faults_are_told_with_their_line() {
    let framework = support::phased();
    let plan = record("[plan]\ntitle = \"Ours\"\n", &framework);
    let by = |template| write::document_by(template, &plan, &framework, PLAIN);
    assert_eq!(by("= {{ title }} ="), Ok("= Ours =\n".to_owned()));
    assert_eq!(by(write::DOCUMENT_TEMPLATE), Ok(write::document(&plan, &framework, PLAIN)));
    for wrong in ["= {{ title }} =\n{{ titel }}", "\n{% if %}"] {
        let told = by(wrong).unwrap_err();
        assert!(told.starts_with("the template is wrong on line 2: "), "{told}");
    }
}
