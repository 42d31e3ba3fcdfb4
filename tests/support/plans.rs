//! Plans to write and read: any mixture of headings, texts and actions, in words that are hard on both notations.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use recoveryplan::framework::{BlockIx, Framework, PhaseIx, SectionIx};
use recoveryplan::plan::{
    About, Action, ActionStatus, DateText, Heading, How, Match, Names, NotApplicable, Passage, PassageKind,
    Place, Plan, PlanStatus, StatusText, SuggestionText, Text, When,
};
use recoveryplan::source::{Span, Spanned};

/// A plan that fits any framework: numbers are taken modulo what the framework has.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    names: Vec<Option<String>>,
    adopted: Option<bool>,
    review: Option<&'static str>,
    headings: Vec<HeadingSketch>,
    actions: Vec<ActionSketch>,
    gaps: Vec<(usize, String)>,
}

#[derive(Debug, Clone)]
struct HeadingSketch {
    kind: usize,
    part: usize,
    words: String,
    aim: Option<String>,
    texts: Vec<&'static str>,
    below: Vec<HeadingSketch>,
}

#[derive(Debug, Clone)]
struct ActionSketch {
    id: Option<&'static str>,
    title: String,
    detail: Option<&'static str>,
    place: (Vec<usize>, Vec<usize>, Vec<usize>),
    words: Vec<Option<String>>,
    partners: Vec<String>,
    dates: (Option<&'static str>, Option<&'static str>),
    status: Option<ActionStatus>,
    suggestion: Option<usize>,
}

/// Words that Markdown, TOML, YAML or the reader could take for something else.
const TOKENS: [&str; 59] = [
    "plan", "Homes", "the", "*", "**bold**", "_", "_it_", "snake_case", "[", "]", "[x]", "[ ]", "[link](u)",
    "<", ">", "<b>", "<!--", "-->", "&amp;", "&", "`", "`code`", "\\", "\\*", "#", "##", "# a", "-", "- b",
    "+", "1.", "12)", "=", "---", "~~gone~~", "|", "{#id}", "!", "\"", "\"\"\"", "'", ":", "Lead:",
    "Lead: x", "Measure 2:", "Due: May 2027", "SC1:", "A2: b", "(March 2027)", "; 2027",
    "\u{2013} March 2027", "é\u{1f600}", "Ŵŷ māori", "http://a.b/c_d_e", ". By May 2027", "(Board)",
    ", Board,", "/ 2027 /", "by 1 May 2027",
];

const TEXTS: [&str; 12] = [
    "A paragraph with *emphasis*, [a link](https://example.org) and \\* an escape.",
    "Two lines\nof one paragraph: Lead: nobody.",
    "- one\n- two",
    "- one\n\n  more of one\n\n- two",
    "* star\n* list",
    "1. first\n2. second",
    "> a quote\n>\n> of two paragraphs",
    "```\n# code, \"\"\" and \\n\n\n- [ ] no action\n```",
    "| Place | People |\n|---|---|\n| A | 2 |",
    "<div>\n**raw**\n</div>",
    "Ends in quotes \"\"\"\"\nand a backslash \\",
    "TBC",
];

const DETAILS: [&str; 7] = [
    "One sentence.",
    "One paragraph.\n\nAnother with `code` and \"quotes\".",
    "- a step\n- another step",
    "A paragraph.\n\n- a step\n- another step",
    "> quoted\n> words",
    "```\ncode\n\n  indented\n```",
    "* star",
];

const DATES: [&str; 9] = [
    "2027-03-31", "2027-02-31", "31 March 2027", "31st Mar 2027", "Q4 2026/27", "by Spring 2027", "ongoing",
    "TBC", "soon: a *date*",
];

const IDS: [&str; 8] = ["SC1", "A-1.2", "Ŵ7/b", "1", "Ref one", "R&D 2", "x", "__2__"];

fn words() -> impl Strategy<Value = String> {
    vec((select(TOKENS.to_vec()), any::<bool>()), 1..5).prop_map(|tokens| {
        let joined: String =
            tokens.iter().flat_map(|(token, space)| [if *space { " " } else { "" }, token]).collect();
        one_line(&joined)
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading(below: BoxedStrategy<Vec<HeadingSketch>>) -> impl Strategy<Value = HeadingSketch> {
    let texts = vec(select(TEXTS.to_vec()), 0..4);
    (0..5usize, 0..60usize, words(), option::weighted(0.2, words()), texts, below).prop_map(
        |(kind, part, words, aim, texts, below)| HeadingSketch { kind, part, words, aim, texts, below },
    )
}

fn action() -> impl Strategy<Value = ActionSketch> {
    let sections = prop_oneof![4 => Just(Vec::new()), 1 => vec(0..60usize, 1..3)];
    let place = (vec(0..60usize, 0..3), vec(0..60usize, 0..3), sections);
    let dates = (option::of(select(DATES.to_vec())), option::of(select(DATES.to_vec())));
    let statuses: Vec<ActionStatus> = ActionStatus::NAMES.iter().map(|(_, status)| *status).collect();
    let fields = (
        vec(option::weighted(0.4, words()), 6),
        vec(words(), 0..3),
        dates,
        option::weighted(0.3, select(statuses)),
        option::weighted(0.2, 0..60usize),
    );
    let bare = (Just(vec![None; 6]), Just(Vec::new()), Just((None, None)), Just(None), Just(None));
    let fields = prop_oneof![3 => fields, 1 => bare];
    let head = (option::of(select(IDS.to_vec())), words(), option::of(select(DETAILS.to_vec())));
    (head, place, fields).prop_map(
        |((id, title, detail), place, (words, partners, dates, status, suggestion))| ActionSketch {
            id,
            title,
            detail,
            place,
            words,
            partners,
            dates,
            status,
            suggestion,
        },
    )
}

/// Any plan.
pub(crate) fn sketches() -> impl Strategy<Value = Sketch> {
    let inner = vec(heading(Just(Vec::new()).boxed()), 0..3);
    let headings = vec(heading(inner.boxed()), 0..6);
    let review = option::of(select(vec!["2027-05-31", "May 2027", "TBC"]));
    let names = vec(option::of(words()), 3);
    (
        names,
        option::of(any::<bool>()),
        review,
        headings,
        vec(action(), 0..6),
        vec((0..60usize, words()), 0..3),
    )
        .prop_map(|(names, adopted, review, headings, actions, gaps)| Sketch {
            names,
            adopted,
            review,
            headings,
            actions,
            gaps,
        })
}

impl Sketch {
    /// The plan for a framework, with what actions carry there.
    pub(crate) fn plan(&self, framework: &Framework) -> Plan {
        let name = |at: usize| self.names[at].clone().map(put);
        let about = About {
            title: name(0),
            authority: name(1),
            area: name(2),
            framework: Some(put(framework.id.clone())),
            framework_version: Some(put(framework.version.clone())),
            status: self.adopted.map(|is| put(if is { PlanStatus::Adopted } else { PlanStatus::Draft })),
            review: self.review.map(date),
            ..About::default()
        };
        let mut plan = Plan { about, ..Plan::default() };
        for heading in &self.headings {
            add_heading(&mut plan, heading, None, framework);
        }
        plan.actions = self.actions.iter().map(|action| action.build(framework)).collect();
        for (at, reason) in &self.gaps {
            let cells = framework.blocks.len() * (framework.phases.len() + 1);
            let (block, phase) = (at % cells % framework.blocks.len(), at % cells / framework.blocks.len());
            let place = Place {
                blocks: vec![BlockIx(block)],
                phases: phase.checked_sub(1).map(PhaseIx).into_iter().collect(),
                sections: Vec::new(),
            };
            plan.not_applicable.push(NotApplicable { place, reason: put(reason.clone()) });
        }
        plan
    }
}

fn add_heading(plan: &mut Plan, sketch: &HeadingSketch, parent: Option<usize>, framework: &Framework) {
    let around = parent.map(|at| plan.headings[at].place.clone()).unwrap_or_default();
    let mut names = Names::default();
    let mut text = format!("{} Zq", sketch.words);
    let block = BlockIx(sketch.part % framework.blocks.len());
    let phase = (!framework.phases.is_empty()).then(|| PhaseIx(sketch.part % framework.phases.len()));
    match (sketch.kind, phase) {
        (0, _) if parent.is_none() => {
            let section = SectionIx(sketch.part % framework.sections.len());
            text.clone_from(&framework[section].words.title);
            names.sections = vec![Match { target: section, how: How::Title, word: text.clone() }];
            let other = SectionIx((section.0 + 1) % framework.sections.len());
            if sketch.part > 30 && other != section {
                let word = framework[other].words.title.clone();
                text = format!("{text} and {word}");
                names.sections.push(Match { target: other, how: How::Title, word });
            }
        }
        (1, _) if around.blocks.is_empty() && around.sections.is_empty() => {
            text.clone_from(&framework[block].words.title);
            names.blocks = vec![Match { target: block, how: How::Title, word: text.clone() }];
        }
        (2, Some(phase)) if around.phases.is_empty() && around.sections.is_empty() => {
            text.clone_from(&framework[phase].words.title);
            names.phases = vec![Match { target: phase, how: How::Title, word: text.clone() }];
        }
        (3, _) if around == Place::default() => {
            let stated = |block: BlockIx| Match {
                target: block,
                how: How::Comment,
                word: framework[block].words.id.clone(),
            };
            names.blocks = vec![stated(block)];
            let other = BlockIx((block.0 + 1) % framework.blocks.len());
            names.blocks.extend((sketch.part > 30).then(|| stated(other)));
        }
        _ => {}
    }
    let mut place = around;
    if !names.blocks.is_empty() {
        place.blocks = names.blocks.iter().map(|found| found.target).collect();
    }
    if !names.phases.is_empty() {
        place.phases = names.phases.iter().map(|found| found.target).collect();
    }
    if !names.sections.is_empty() {
        place.sections = names.sections.iter().map(|found| found.target).collect();
    }
    let at = plan.headings.len();
    let level = parent.map_or(2, |parent| plan.headings[parent].level + 1);
    plan.headings.push(Heading {
        text: put(text.trim().to_owned()),
        level,
        is_title: false,
        in_document: true,
        names,
        place: place.clone(),
        parent,
        scope: put(()),
    });
    let aim = sketch.aim.iter().map(|aim| (PassageKind::Aim, aim.clone()));
    let texts = sketch.texts.iter().map(|text| (PassageKind::Content, (*text).to_owned()));
    let passages = aim.chain(texts).map(|(kind, text)| Passage {
        heading: Some(at),
        place: place.clone(),
        kind,
        text: put(text),
    });
    plan.passages.extend(passages);
    for below in &sketch.below {
        add_heading(plan, below, Some(at), framework);
    }
}

impl ActionSketch {
    fn build(&self, framework: &Framework) -> Action {
        let has = |id: &str| framework.field(id).is_some();
        let text = |at: usize, id: &str| {
            self.words[at].clone().filter(|_| has(id)).map(|text| put(Text::given(text)))
        };
        let mut action = Action {
            id: self
                .id
                .filter(|id| has("id") || id.len() < 4 && id.contains('1'))
                .map(|id| put(id.to_owned())),
            title: put(Text::given(self.title.clone())),
            detail: self.detail.map(|detail| put(detail.to_owned())),
            place: Place {
                blocks: distinct(&self.place.0, framework.blocks.len()).into_iter().map(BlockIx).collect(),
                phases: distinct(&self.place.1, framework.phases.len()).into_iter().map(PhaseIx).collect(),
                sections: distinct(&self.place.2, framework.sections.len())
                    .into_iter()
                    .map(SectionIx)
                    .collect(),
            },
            lead: text(0, "lead"),
            measure: text(1, "measure"),
            cost: text(2, "cost"),
            priority: text(3, "priority"),
            note: text(4, "note"),
            start: self.dates.0.filter(|_| has("start")).map(date),
            due: self.dates.1.filter(|_| has("due")).map(date),
            ..Action::default()
        };
        if has("partners") {
            let partners = self.partners.iter().map(|partner| one_line(&partner.replace(';', "")));
            let partners = partners.filter(|partner| !partner.is_empty());
            action.partners = partners.map(|partner| put(Text::given(partner))).collect();
        }
        if has("status") || self.status == Some(ActionStatus::Done) {
            let text =
                |status: ActionStatus| StatusText { text: status.name().to_owned(), status: Some(status) };
            action.status = self.status.map(|status| put(text(status)));
        }
        let suggestions: Vec<_> = framework.suggestion_ixs().filter(|_| has("suggestion")).collect();
        if let Some(ix) =
            self.suggestion.filter(|_| !suggestions.is_empty()).map(|at| suggestions[at % suggestions.len()])
        {
            action.suggestion =
                Some(put(SuggestionText { text: framework[ix].id.clone(), suggestion: Some(ix) }));
        }
        if has("risk") {
            action
                .others
                .extend(self.words[5].clone().map(|risk| ("risk".to_owned(), put(Text::given(risk)))));
        }
        action
    }
}

fn distinct(numbers: &[usize], many: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for number in numbers.iter().filter(|_| many > 0).map(|number| number % many) {
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

fn date(text: &str) -> Spanned<DateText> {
    put(DateText { text: text.to_owned(), when: When::Unreadable })
}

fn put<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}
