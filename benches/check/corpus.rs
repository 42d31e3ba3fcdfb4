//! Plans as councils write them, the same in every run: front matter, sections, and blocks with phases, each with a
//! paragraph and actions in a list or a table. Some lack what is written down beside them.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// The folder of plans, the one plan and the one large document, below the corpus's folder.
pub(crate) const PLANS: &str = "plans";
pub(crate) const ONE: &str = "one.md";
pub(crate) const LARGE: &str = "large.md";

/// The day of every run: before any date in the plans.
pub(crate) const TODAY: &str = "2026-11-24";

/// What is wrong with a plan: the file and the rule that says so.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    file: String,
    rule: String,
}

impl Finding {
    /// The finding in a line of the `concise` output: `path:line:column: level[rule] message`.
    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let (path, rest) = line.split_once(':')?;
        let rule = rest.split_once('[')?.1.split_once(']')?.0;
        let file = path.rsplit('/').next()?;
        Some(Self { file: file.to_owned(), rule: rule.to_owned() })
    }
}

const BLOCKS: [&str; 5] = [
    "Strategic co-operation between partners",
    "Local people's role in public services",
    "Business as part of the community",
    "Supportive neighbourhoods",
    "Self-care",
];
const PHASES: [&str; 3] = ["Lifting the lockdown", "Living with COVID-19", "Longer-term renewal"];
const SECTIONS: [&str; 6] =
    ["Governance", "Evidence", "Engagement", "Sustained changes", "Resources", "Monitoring"];
const PLACES: [&str; 6] = ["Exampleshire", "Llanfŵr", "Examplebury", "Ōtawhiwhi", "Exampleford", "Sampleton"];
const LEADS: [&str; 6] = [
    "Director of Public Health",
    "Head of Housing",
    "Head of Economy",
    "Director of Strategy",
    "Head of Libraries",
    "Head of Adult Social Care",
];
const VERBS: [&str; 8] =
    ["Open", "Fund", "Map", "Publish", "Train staff for", "Extend", "Review", "Hand over"];
const THINGS: [&str; 8] = [
    "the community hub", "the food network", "the befriending line", "the grants round",
    "the market permits", "the carers' breaks", "the walking groups", "the repair workshop",
];
const WORDS: [&str; 32] = [
    "partners", "agree", "how", "each", "street", "keeps", "what", "neighbours", "began", "when", "shops",
    "closed", "and", "clubs", "lent", "rooms", "so", "that", "people", "could", "meet", "safely", "near",
    "home", "while", "services", "listened", "learned", "changed", "together", "with", "them",
];
/// What running text holds besides words: code, links, emphasis, letters beyond ASCII.
const MARKED: [&str; 8] = [
    "`hub-07`",
    "[the minutes](https://example.org/minutes/12 \"Minutes\")",
    "**every ward**",
    "*in time*",
    "<https://example.org/survey>",
    "caf\u{e9}s",
    "\u{a3}4,000",
    "\u{2018}mutual aid\u{2019}",
];

/// A plan among ten lacks a block, another the actions and text of one cell, and two leave a lead open.
#[derive(Clone, Copy, Default)]
struct Flaws {
    block: Option<usize>,
    cell: Option<(usize, usize)>,
    lead: bool,
}

impl Flaws {
    fn of(number: usize) -> Self {
        let turn = number / 10;
        match number % 10 {
            3 => Self { block: Some(turn % BLOCKS.len()), ..Self::default() },
            7 => Self { cell: Some((turn % BLOCKS.len(), turn % PHASES.len())), ..Self::default() },
            1 | 6 => Self { lead: true, ..Self::default() },
            _ => Self::default(),
        }
    }

    fn rule(self) -> Option<&'static str> {
        let rules = [
            (self.block.is_some(), "missing-block"),
            (self.cell.is_some(), "uncovered-phase"),
            (self.lead, "placeholder"),
        ];
        rules.into_iter().find_map(|(is_there, rule)| is_there.then_some(rule))
    }
}

/// Writes the corpus, and says what was planted in it, sorted.
pub(crate) fn write(root: &Path, plans: usize, document: usize) -> Result<Vec<Finding>> {
    const PLAN: usize = 7_000;
    let folder = root.join(PLANS);
    fs::create_dir(&folder)?;
    let mut planted = Vec::new();
    for number in 0..plans {
        let file = format!("{number:05}.plan.md");
        let flaws = Flaws::of(number);
        fs::write(folder.join(&file), plan(number, PLAN, flaws))?;
        planted.extend(flaws.rule().map(|rule| Finding { file, rule: rule.to_owned() }));
    }
    fs::write(root.join(ONE), plan(0, PLAN, Flaws::default()))?;
    fs::write(root.join(LARGE), plan(0, document, Flaws::default()))?;
    Ok(planted)
}

/// A plan of about so many bytes.
fn plan(number: usize, size: usize, flaws: Flaws) -> String {
    let mut dice = Dice(number as u64 + 1);
    let place = PLACES[number % PLACES.len()];
    let mut text = format!(
        "---\ntitle: {place} recovery plan\nauthority: {place} Council\nupdated: 2026-10-01\nreview: 2030-01-31\n---\n\n\
         # {place} recovery plan\n\n{}\n",
        paragraph(&mut dice, 3)
    );
    for section in SECTIONS {
        text += &format!("## {section}\n\n{}\n", paragraph(&mut dice, 1));
    }
    let cells = BLOCKS.len() * PHASES.len();
    let share = size.saturating_sub(text.len()) / cells;
    let mut actions = 0;
    for (block, title) in BLOCKS.iter().enumerate().filter(|(block, _)| flaws.block != Some(*block)) {
        text += &format!("## {title}\n\n");
        for (phase, title) in PHASES.iter().enumerate() {
            text += &format!("### {title}\n\n");
            if flaws.cell == Some((block, phase)) {
                continue;
            }
            let end = text.len() + share;
            while text.len() + 200 < end || text.ends_with(&format!("{title}\n\n")) {
                cell(&mut text, &mut dice, &mut actions, flaws.lead);
            }
        }
    }
    text
}

/// A paragraph, or none, and actions in a list or a table.
fn cell(text: &mut String, dice: &mut Dice, actions: &mut usize, open_lead: bool) {
    let is_table = dice.roll(10) < 3;
    if dice.roll(2) == 0 {
        *text += &paragraph(dice, 1);
        text.push('\n');
    }
    if is_table {
        *text +=
            "| ID | Action | Lead | Partners | Due | Measure |\n| --- | --- | --- | --- | :---: | --- |\n";
    }
    for _ in 0..=dice.roll(2) {
        *actions += 1;
        let title = format!("{} {} in ward {actions}", dice.pick(&VERBS), dice.pick(&THINGS));
        let lead = if open_lead && *actions == 1 { "TBC" } else { dice.pick(&LEADS) };
        let partners = "Residents' panel; Chamber of Commerce; NHS trust; Voluntary Action";
        let due = format!("20{}-0{}-1{}", 28 + dice.roll(2), 1 + dice.roll(9), dice.roll(10));
        let measure = format!("{} people a week by March 2028", 20 + dice.roll(400));
        *text += &if is_table {
            format!("| A{actions} | {title} | {lead} | {partners} | {due} | {measure} |\n")
        } else {
            format!(
                "- [ ] **A{actions}**: {title}\n  - Lead: {lead}\n  - Partners: {partners}\n  - Due: {due}\n  \
                 - Measure: {measure}\n"
            )
        };
    }
    text.push('\n');
}

/// So many sentences, in lines of a usual width.
fn paragraph(dice: &mut Dice, sentences: usize) -> String {
    const WIDTH: usize = 88;
    let mut text = String::new();
    let mut width = 0;
    for _ in 0..sentences {
        let length = 10 + dice.roll(8);
        let marked = dice.roll(length);
        for at in 0..length {
            let word = if at == marked { dice.pick(&MARKED) } else { dice.pick(&WORDS) };
            let end = if at + 1 == length { "." } else { "" };
            let sign = if width == 0 {
                ""
            } else if width + word.len() < WIDTH {
                " "
            } else {
                "\n"
            };
            width = if sign == "\n" { word.len() } else { width + sign.len() + word.len() + end.len() };
            text.extend([sign, word, end]);
        }
    }
    text.push('\n');
    text
}

/// Numbers that look random and are the same in every run: a linear congruential generator.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high % sides
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}
