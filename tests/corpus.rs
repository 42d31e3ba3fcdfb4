//! Plans in the forms of real councils are read as careful officers read them: `tests/corpus/README.md`.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "the figures are to be read, and a test that cannot go on has failed"
)]

#[path = "support/judge.rs"]
mod judge;
#[path = "support/labels.rs"]
mod labels;
#[path = "support/score.rs"]
mod score;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use judge::COOPERATIVE;
use labels::{Labelled, folders, name};
use score::Score;

/// The least that each figure of each half may be, in percent.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

/// Names a half whose disagreements are to be printed, or `all`.
const DETAILS: &str = "CORPUS_DETAILS";

#[test]
fn plans_are_read_as_they_are_labelled() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let floors: Floors = toml::from_str(include_str!("corpus/floors.toml")).expect("floors are numbers");
    let wanted = std::env::var(DETAILS).unwrap_or_default();
    let no_floors = BTreeMap::new();
    let mut faults = Vec::new();
    for half in folders(&corpus) {
        let plans: Vec<Labelled> =
            folders(&half).iter().map(|folder| Labelled::load(folder, COOPERATIVE.framework())).collect();
        let half = name(&half);
        let mut score = Score::new();
        for plan in &plans {
            score.add(plan);
        }
        println!("\n[{half}]  # {} plans", plans.len());
        for (figure, share) in &score.figures {
            // Rounded down, so that it can stand in floors.toml as it is.
            let percent = (share.percent() * 10.0).floor() / 10.0;
            println!("{figure} = {percent}  # {} of {}", share.right, share.all);
        }
        let floors = floors.get(&half).unwrap_or(&no_floors);
        let below = below(&score, floors);
        if !below.is_empty() || wanted == half || wanted == "all" {
            println!("\n{half}: disagreements\n{}", score.differences.join("\n"));
        }
        let few =
            (plans.len() < 12).then(|| format!("a half has 12 plans at least, this one {}", plans.len()));
        let all = below.into_iter().chain(unsettled(&score, floors)).chain(few);
        faults.extend(all.map(|fault| format!("{half}: {fault}")));
    }
    for half in floors.keys().filter(|half| !corpus.join(half).is_dir()) {
        faults.push(format!("{half}: floors, and no plans"));
    }
    assert!(faults.is_empty(), "tests/corpus/floors.toml:\n{}", faults.join("\n"));
}

/// Figures that fell below their floors.
fn below(score: &Score, floors: &BTreeMap<String, f64>) -> Vec<String> {
    let held = score.figures.iter().filter_map(|(figure, share)| Some((figure, share, floors.get(figure)?)));
    held.filter(|(_, share, floor)| share.percent() < **floor)
        .map(|(figure, share, floor)| format!("{figure} fell to {:.2}, below {floor}", share.percent()))
        .collect()
}

/// Figures without a floor, and floors without a figure.
fn unsettled(score: &Score, floors: &BTreeMap<String, f64>) -> Option<String> {
    let figures: BTreeSet<&String> = score.figures.iter().map(|(figure, _)| figure).collect();
    let floored: BTreeSet<&String> = floors.keys().collect();
    let unsettled: Vec<&&String> = figures.symmetric_difference(&floored).collect();
    (!unsettled.is_empty())
        .then(|| format!("a figure without a floor, or a floor without a figure: {unsettled:?}"))
}

// ------------------------------------------------------------------------------------------ the scale itself

const PLAN: &str = "# Plan\n\n## Self-care\n\n- [ ] Walk to school\n  - Lead: Head of Roads\n  - Due: March 2027\n  \
    - Measure: TBC\n";

const LABELS: &str = r#"
form = "the least"
[[heading]]
line = 1
text = "Plan"
[[heading]]
line = 3
text = "Self-care"
block = ["self-care"]
[[action]]
line = 5
title = "Walk to school"
lead = "Head of Roads"
due = "2027-03-31"
measure = "PLACEHOLDER"
block = ["self-care"]
[[placeholder]]
line = 8
text = "TBC"
[covered]
blocks = ["self-care"]
phases = []
"#;

fn labelled(labels: &str) -> Labelled {
    let files = vec![("plan.md".to_owned(), PLAN.to_owned())];
    Labelled { name: "least".to_owned(), files, labels: toml::from_str(labels).expect("labels") }
}

#[test]
fn right_labels_score_full_and_each_wrong_one_costs_its_figure() {
    let lost = |labels: &str| {
        let mut score = Score::new();
        score.add(&labelled(labels));
        let lost = score.figures.iter().filter(|(_, share)| share.right < share.all);
        let lost: Vec<String> = lost.map(|(figure, _)| figure.clone()).collect();
        assert_eq!(lost.is_empty(), score.differences.is_empty(), "{lost:?} {:?}", score.differences);
        lost
    };
    assert!(lost(LABELS).is_empty());
    let cases: [(&str, &str, &[&str]); 8] = [
        (
            "\nblock = [\"self-care\"]\n[[action",
            "\n[[action",
            &["sure-precision", "blocks-precision", "self-care-precision"],
        ),
        ("Head of Roads", "Head", &["action-lead"]),
        ("2027-03-31", "2027-03-01", &["action-due"]),
        ("measure = \"PLACEHOLDER\"", "measure = \"TBC\"", &["action-measure"]),
        ("\nblock = [\"self-care\"]\n[[placeholder", "\n[[placeholder", &["action-block"]),
        ("[[placeholder]]\nline = 8\ntext = \"TBC\"\n", "", &["placeholders-precision"]),
        (
            "text = \"Plan\"",
            "text = \"Plan\"\nphase = [\"renewal\"]",
            &["sure-recall", "phases-recall", "renewal-recall"],
        ),
        ("blocks = [\"self-care\"]", "blocks = []", &["covered-blocks"]),
    ];
    for (right, wrong, expected) in cases {
        assert!(LABELS.contains(right), "{right}");
        assert_eq!(lost(&LABELS.replacen(right, wrong, 1)), expected, "{wrong}");
    }
}

#[test]
fn labels_that_are_not_of_their_plan_are_refused() {
    let framework = COOPERATIVE.framework();
    assert!(labelled(LABELS).faults(framework).is_empty());
    let cases = [
        ("line = 3", "line = 4"),
        ("line = 5", "line = 6"),
        ("line = 8", "line = 7"),
        ("text = \"Self-care\"", "text = \"Self\""),
        ("block = [\"self-care\"]", "block = [\"selfcare\"]"),
        ("Head of Roads", "Head of Housing"),
        ("2027-03-31", "2027-02-31"),
        ("measure = \"PLACEHOLDER\"", "status = \"finished\""),
        ("blocks = [\"self-care\"]", "blocks = [\"selfcare\"]"),
    ];
    for (right, wrong) in cases {
        assert!(LABELS.contains(right), "{right}");
        assert_eq!(labelled(&LABELS.replacen(right, wrong, 1)).faults(framework).len(), 1, "{wrong}");
    }
}
