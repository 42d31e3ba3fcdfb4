//! Reading: every place cuts out the text that it claims, and no bytes whatever make a reader panic.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use proptest::prelude::*;
use recoveryplan::framework::{BUILTIN, Framework, load};
use recoveryplan::plan::Plan;
use recoveryplan::read::{PlanTexts, plan};
use recoveryplan::source::{Source, Sources, Spanned};

fn framework() -> Framework {
    let mut sources = Sources::new();
    let id = sources.add(Source::new(BUILTIN[0].path, BUILTIN[0].text));
    load(&mut sources, id, &|_, _| Err("nothing is fetched".to_owned()))
        .expect("the default framework is sound")
}

fn read(text: impl Into<Vec<u8>>, record: bool) -> (Sources, Plan) {
    let mut sources = Sources::new();
    let id = sources.add(Source::from_bytes(if record { "plan.toml" } else { "plan.md" }, text.into()));
    let texts = if record {
        PlanTexts { record: Some(id), ..PlanTexts::default() }
    } else {
        PlanTexts { documents: vec![id], ..PlanTexts::default() }
    };
    let plan = plan(&sources, &texts, &framework());
    (sources, plan)
}

/// A document with every kind of thing in it, in words that bytes, UTF-16 and characters count differently.
const DOCUMENT: &str = "# Cynllun adfer \u{1f33b} Caerd\u{177}dd

TBC by the w\u{101}hine of Kaik\u{14d}ura \u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}.

## Self-care \u{1f9d8}

<!-- recoveryplan: block=self-care phase=renewl -->

Aim: iach a ch\u{175}yn \u{1f600}

### Longer-term renewal

- [ ] **T\u{177}1**: T\u{177} agored \u{1f3e0} for all
  - Lead: Pennaeth T\u{177}\u{1f3e1}
  - Partners: Rh\u{177}ngrwyd; M\u{101}ori Trust \u{1f91d}
  - Start: 1 March 2027
  - Due: 31 March 2027
  - Measure: 40 o bobl \u{1f465}
  - Status: in progress
- \u{1f600} Bwrdd; Pennaeth \u{14c}; 31 May 2022

| Action | Lead | By when |
| --- | --- | --- |
| T\u{177}\u{1f3d8} newydd | \u{14c}ra | Q4 2026/27 |

Not applicable: dim \u{1f6ab} yma
";

/// The texts with their places that a plan holds in plain words.
fn claims(plan: &Plan) -> Vec<(String, Spanned<()>)> {
    let mut claims = Vec::new();
    let mut claim = |text: &str, span| claims.push((text.to_owned(), Spanned::new((), span)));
    for heading in plan.headings.iter().filter(|heading| heading.in_document) {
        claim(&heading.text.value, heading.text.span);
    }
    for passage in &plan.passages {
        claim(&passage.text.value, passage.text.span);
    }
    for gap in &plan.not_applicable {
        claim(&gap.reason.value, gap.reason.span);
    }
    for placeholder in &plan.placeholders {
        claim(&placeholder.text.value, placeholder.text.span);
    }
    for action in &plan.actions {
        claim(&action.title.value.value, action.title.span);
        for text in [&action.lead, &action.measure, &action.cost, &action.note].into_iter().flatten() {
            claim(&text.value.value, text.span);
        }
        for text in &action.partners {
            claim(&text.value.value, text.span);
        }
        for date in [&action.start, &action.due].into_iter().flatten() {
            claim(&date.value.text, date.span);
        }
        if let Some(id) = &action.id {
            claim(&id.value, id.span);
        }
    }
    claims
}

#[test]
fn every_place_cuts_out_the_text_that_it_claims() {
    let variants = [
        DOCUMENT.to_owned(),
        DOCUMENT.replace('\n', "\r\n"),
        DOCUMENT.replace('\n', "\r"),
        format!("\u{feff}{DOCUMENT}"),
        format!("\u{feff}---\ntitle: T\u{177}\n---\n{DOCUMENT}"),
    ];
    let counts: Vec<usize> = variants
        .iter()
        .map(|text| {
            let (sources, plan) = read(text.as_bytes(), false);
            let claims = claims(&plan);
            for (claimed, place) in &claims {
                let cut = sources.slice(place.span).replace("\r\n", "\n").replace('\r', "\n");
                assert_eq!(&cut, claimed);
                let (start, end) = sources.positions(place.span);
                assert_eq!(&by_lines(text, start, end).replace("\r\n", "\n").replace('\r', "\n"), claimed);
            }
            claims.len()
        })
        .collect();
    assert!(counts[0] >= 21, "the document holds less than it should: {}", counts[0]);
    assert!(
        counts.iter().all(|count| *count == counts[0]),
        "the same in every notation of line ends: {counts:?}"
    );
}

/// Cuts a text by lines and columns, as someone does who has only the JSON.
fn by_lines(
    text: &str,
    start: recoveryplan::source::Position,
    end: recoveryplan::source::Position,
) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines: Vec<String> = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some(line) = lines.last_mut() {
            line.push(character);
        }
        if character == '\n' || (character == '\r' && characters.peek() != Some(&'\n')) {
            lines.push(String::new());
        }
    }
    let cut = |line: usize, from: usize, to: Option<usize>| {
        let columns = lines[line - 1].chars().skip(from - 1);
        match to {
            Some(to) => columns.take(to - from).collect::<String>(),
            None => columns.collect(),
        }
    };
    if start.line == end.line {
        return cut(start.line, start.column, Some(end.column));
    }
    let mut whole = cut(start.line, start.column, None);
    for line in start.line + 1..end.line {
        whole.push_str(&lines[line - 1]);
    }
    whole + &cut(end.line, 1, Some(end.column))
}

#[test]
fn strings_of_a_record_keep_their_places() {
    let text = "[plan]\r\ntitle = \"T\u{177}\"\r\n[block.self-care]\r\ntext = \"\"\"\r\nFirst \\u0074o TODO \\\r\n   then [Role]\r\n\r\n- [ ] Do it\r\n  - Lead: \u{14c}ra\r\n\"\"\"\r\n";
    let (sources, plan) = read(text, true);
    let cut: Vec<&str> = plan.placeholders.iter().map(|found| sources.slice(found.text.span)).collect();
    assert_eq!(cut, ["TODO", "[Role]"]);
    let lead = plan.actions[0].lead.as_ref().expect("it has a lead");
    assert_eq!(sources.slice(lead.span), "\u{14c}ra");
    assert_eq!(sources.slice(plan.actions[0].title.span), "Do it");
}

fn summary(text: &str) -> String {
    let (_, plan) = read(text, false);
    let mut lines = Vec::new();
    for action in &plan.actions {
        let lead = action.lead.as_ref().map_or("-", |lead| &lead.value.value);
        let due = action.due.as_ref().map_or("-", |due| &due.value.text);
        let partners: Vec<&str> =
            action.partners.iter().map(|partner| partner.value.value.as_str()).collect();
        lines.push(format!("{} | {} | {} | {}", action.title.value.value, lead, due, partners.join("+")));
    }
    lines.join("\n")
}

#[test]
fn actions_in_every_form() {
    let cases = [
        ("- [ ] Open\n  - Lead: Ann\n  - Due: May 2027\n", "Open | Ann | May 2027 | "),
        ("- Open\n  - Lead: Ann\n", "Open | Ann | - | "),
        (
            "- Open the hub. Lead: Head of Housing. Due: May 2027.\n",
            "Open the hub | Head of Housing | May 2027 | ",
        ),
        (
            "- Open the hub. Lead: Head of Housing. By May 2027.\n",
            "Open the hub | Head of Housing | May 2027 | ",
        ),
        ("- Open the hub (Lead: Ann; Due: May 2027)\n", "Open the hub | Ann | May 2027 | "),
        ("- Open the hub; Head of Housing; 31 May 2022\n", "Open the hub | Head of Housing | 31 May 2022 | "),
        ("- Open the hub \u{2013} Ann \u{2013} TBC\n", "Open the hub | Ann | TBC | "),
        ("- Open the hub (Ann, May 2027)\n", "Open the hub | Ann | May 2027 | "),
        ("- Open (Ann; $2.3m; 30th June 2018)\n", "Open | Ann | 30th June 2018 | "),
        ("- Open the hub [Ann, May 2027]\n", "Open the hub | Ann | May 2027 | "),
        ("- Open the new hub: Ann, May 2027\n", "Open the new hub | Ann | May 2027 | "),
        ("- Approved: Cabinet, May 2027\n", ""),
        ("- Open \u{2013} Ann \u{2013} ongoing\n", "Open | Ann | ongoing | "),
        ("- Walk (Ann, fortnightly from 6 June 2027)\n", "Walk | Ann | fortnightly from 6 June 2027 | "),
        ("- Open [Ann]\n- ; ;\n- - \u{2013}\n", ""),
        ("- Open the hub (Head of Homes) by May 2027\n", "Open the hub | Head of Homes | by May 2027 | "),
        (
            "- Open the hub (by May 2027) \u{2013} Head of Homes\n",
            "Open the hub | Head of Homes | by May 2027 | ",
        ),
        ("- Open the hub, Head of Homes, May 2027\n", "Open the hub | Head of Homes | May 2027 | "),
        (
            "- Open the hub. Led by Head of Homes, by May 2027\n",
            "Open the hub | Head of Homes | by May 2027 | ",
        ),
        ("- Open the hub / Head of Homes / May 2027\n", "Open the hub | Head of Homes | May 2027 | "),
        (
            "- Open the hub by May 2027 \u{2013} Head of Homes\n",
            "Open the hub | Head of Homes | by May 2027 | ",
        ),
        ("- Open the hub (lead: Ann, by: May 2027)\n", "Open the hub | Ann | May 2027 | "),
        ("- Open the hub (Lead: Ann) by May 2027\n", "Open the hub | Ann | May 2027 | "),
        ("- Open the hub by May 2027. Lead: Ann\n", "Open the hub by May 2027 | Ann | May 2027 | "),
        ("- [ ] Open the hub by May 2027\n  - Lead: Ann\n", "Open the hub by May 2027 | Ann | - | "),
        ("- Open the hub (Lead - Ann, Date - May 2027)\n", "Open the hub | Ann | May 2027 | "),
        ("- Open the hub (Ann) (May 2027)\n", "Open the hub | Ann | May 2027 | "),
        ("- Help the hub (CIC) (Ann, May 2027)\n", "Help the hub (CIC) | Ann | May 2027 | "),
        ("- We met in the hall, talked, and left in May 2027.\n", ""),
        ("- Open: [a strategy - insert link]\n", ""),
        ("- Open. Lead: Ann / Bob. By TBC.\n", "Open | Ann / Bob | TBC | "),
        ("- Open. Lead: Ann. By May 2027. Partners: B; C.\n", "Open | Ann | May 2027 | B+C"),
        ("6.3.2 Open the hub. Lead: Ann. By May 2027.\n", "Open the hub | Ann | May 2027 | "),
        ("6.3.2 The hub opened.\n\n2027 was good. Lead: Ann.\n", ""),
        ("- [ ] **Lead**: nobody\n", ""),
        ("- Lead: Ann\n", ""),
        ("- Plain bullet\n- Another: with a colon\n", ""),
        ("- [ ] Open\n  - Partners:\n    - A, B\n    - C\n", "Open | - | - | A+B+C"),
        ("- [ ] Open\n\n  Lead: Ann\n\n  Some detail\n", "Open | Ann | - | "),
        ("- [ ] Open\n  - [ ] Below\n    - Lead: Bob\n", "Open | - | - | \nBelow | Bob | - | "),
        ("- Group\n  - [ ] Below; Bob; May 2027\n", "Below | Bob | May 2027 | "),
        (
            "| Action | Owner |\n|---|---|\n| Open | Ann |\n| Action | Owner |\n| | |\n| Shut<br>why | Bob |\n",
            "Open | Ann | - | \nShut | Bob | - | ",
        ),
        ("| Theme | Owner |\n|---|---|\n| Open | Ann |\n", ""),
        ("| | |\n|---|---|\n| Action | Owner |\n| Open | Ann |\n", "Open | Ann | - | "),
        ("| Homes | |\n|---|---|\n| | |\n| Action | Owner |\n| Open | Ann |\n", "Open | Ann | - | "),
        (
            "| Action | Who | | When |\n|---|---|---|---|\n| | Lead | Partners | Due |\n| Open | Ann | B | May 2027 |\n",
            "Open | Ann | May 2027 | B",
        ),
        (
            "| Action | By | Target | Measure of progress |\n|---|---|---|---|\n| Open | Ann | May 2027 | 3 |\n",
            "Open | Ann | May 2027 | ",
        ),
        (
            "| Milestone or action | Portfolio holder | Officer |\n|---|---|---|\n| Open | Homes | Ann |\n",
            "Open | Ann | - | ",
        ),
        ("- [ ] Open at 10:30 with Ann: the plan\n", "Open at 10:30 with Ann: the plan | - | - | "),
        ("- [ ] Open\n  - Measure: 12 groups; target: 60\n  - Lead: A. Status: done\n", "Open | A | - | "),
    ];
    for (text, expected) in cases {
        assert_eq!(summary(text), expected, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), record: bool) {
        let _ = read(bytes, record);
    }

    #[test]
    fn no_markdown_makes_a_reader_panic(text in "([#>|*_~`\\-\\[\\]() :;,.\n\r\t\u{e9}\u{1f600}a-dL0-9<!>+]|Lead: |- \\[ \\] |<!-- recoveryplan: |ignore\\[|block=|TBC|\n\n## |---\n|Q4 20|/){0,60}") {
        let (sources, plan) = read(text.clone(), false);
        for (_, place) in claims(&plan) {
            prop_assert!(sources.get(place.span.source).text().get(place.span.start..place.span.end).is_some());
        }
    }

    #[test]
    fn no_record_makes_a_reader_panic(text in "(\\[plan\\]\n|\\[\\[action\\]\\]\n|title = |\"|\"\"\"|'|\\\\u00e9|block = |\\[|\\]|\n|due = |2027-03-31|text = |\\[block.self-care\\]\n|- \\[ \\] x\n|# h\n|\u{1f600}){0,40}") {
        let (sources, plan) = read(text, true);
        for (_, place) in claims(&plan) {
            prop_assert!(sources.get(place.span.source).text().get(place.span.start..place.span.end).is_some());
        }
    }
}

#[test]
fn bold_lines_stand_as_headings_where_no_framework_is_named() {
    let text =
        "# Plan\n\n**Self-care**\n\nText.\n\n**This is a sentence.**\n\n**Lead: Ann**\n\n**Renewal**\n";
    let headings = |text: &str| -> Vec<String> {
        let (_, plan) = read(text, false);
        plan.headings.iter().map(|heading| format!("{} {}", heading.level, heading.text.value)).collect()
    };
    assert_eq!(headings(text), ["1 Plan", "2 Self-care", "3 Renewal"]);
    let enclosing =
        "# Plan\n\n**Why**\n\nA.\n\n**Restart**\n\n**Economy**\n\nA.\n\n**Renewal**\n\n**Self-care**\n\nA.\n";
    assert_eq!(
        headings(enclosing),
        ["1 Plan", "2 Why", "2 Restart", "3 Economy", "2 Renewal", "3 Self-care"]
    );
    assert_eq!(headings(&format!("---\nframework: cooperative-recovery\n---\n{text}")), ["1 Plan"]);
}

#[test]
fn several_titles_at_the_top_name_nothing() {
    let named = |text: &str| -> Vec<bool> {
        let (_, plan) = read(text, false);
        plan.headings.iter().map(|heading| heading.names.is_sure()).collect()
    };
    assert_eq!(named("# Partnership working\n\n# Economy\n\nText.\n\n# Self-care\n"), [false, false, true]);
    assert_eq!(named("# Partnership working\n\nText.\n\n# Economy\n"), [true, true]);
    let bold = "**Exampleshire**\n\n**Community recovery plan**\n\nText.\n\n**Community recovery**\n";
    assert_eq!(named(bold), [false, false, true]);
}

#[test]
fn a_colon_in_a_value_is_a_fault_and_the_plan_is_read_all_the_same() {
    let matter = "title: Exampleshire: what next: a plan\nstatus: adopted\narea: \u{14c}ra: north\n";
    let (sources, plan) = read(format!("---\n{matter}---\n\n## Self-care\n\nText.\n"), false);
    let about = &plan.about;
    let said = [&about.title, &about.area].map(|text| text.as_ref().map(|text| text.value.as_str()));
    assert_eq!(said, [Some("Exampleshire: what next: a plan"), Some("\u{14c}ra: north")]);
    assert!(about.status.is_some() && plan.complete);
    assert_eq!(plan.headings.len(), 1);
    let places: Vec<usize> = plan.problems.iter().map(|problem| problem.span.start).collect();
    assert_eq!(places, ["---\ntitle: Exampleshire".len()]);
    assert_eq!(sources.slice(about.area.as_ref().expect("an area").span), "\u{14c}ra: north");
    let (_, plan) = read("---\ntitle: What next:\n---\n\n## Self-care\n", false);
    assert_eq!(plan.about.title.map(|title| title.value), Some("What next:".to_owned()));
    let (_, broken) = read("---\ntitle: [\n---\n\n## Self-care\n", false);
    assert!(!broken.complete && broken.headings.is_empty());
}

#[test]
fn as_many_counted_stages_as_phases_name_them_in_order() {
    let phases = |text: &str| -> Vec<Option<usize>> {
        let (_, plan) = read(text, false);
        plan.headings.iter().map(|heading| heading.place.phases.last().map(|phase| phase.0)).collect()
    };
    let three = "## Stage one: apples\n\nA.\n\n### Stage 2: below\n\n## 2. Stage two - pears\n\n## Stage III: plums\n";
    assert_eq!(phases(three), [Some(0), Some(0), Some(1), Some(2)]);
    assert_eq!(phases("## Stage 1: apples\n\n## Stage 2: pears\n"), [None, None]);
    assert_eq!(phases("## Step 1: meet\n\n## Step 2: eat\n\n## Step 3: part\n"), [None, None, None]);
    assert_eq!(phases("## Stage 1\n\n## Stage 2\n\n## Stage 3\n"), [None, None, None]);
}
