//! Frameworks to try things on: those of the program, and some that are shaped otherwise.
#![allow(
    dead_code,
    clippy::panic,
    reason = "each test takes what it needs, and one that cannot go on has failed"
)]

use recoveryplan::framework::{
    Actor, BUILTIN, Block, BlockIx, Field, FieldKind, Framework, Phase, PhaseIx, Section, Suggestion, Words,
    load,
};
use recoveryplan::source::{Source, Sources};

/// Every framework of the program, then one without phases, one whose blocks hold others, and one with few fields.
pub(crate) fn frameworks() -> Vec<Framework> {
    let built_in = BUILTIN.iter().map(|known| {
        let mut sources = Sources::new();
        let id = sources.add(Source::new(known.path, known.text));
        let fetch = |_: &str, path: &str| Err(format!("{path} is not to be had here"));
        load(&mut sources, id, &fetch).unwrap_or_else(|problems| panic!("{}: {problems:?}", known.id))
    });
    built_in.chain([phased(), unphased(), nested(), lean()]).collect()
}

/// Two blocks and two phases.
pub(crate) fn phased() -> Framework {
    Framework {
        id: "phased".to_owned(),
        title: "Storms -- and after".to_owned(),
        version: "1.0.0".to_owned(),
        phases: vec![phase("clearing", "Clearing up"), phase("building", "Building back")],
        blocks: vec![
            block(
                "homes",
                "Homes & hearths",
                vec![
                    suggestion("homes-repair", "A repair fund", true, vec![]),
                    suggestion("homes-advice", "Advice on the doorstep", true, vec![PhaseIx(1)]),
                    suggestion("homes-watch", "Neighbours' watch", true, vec![PhaseIx(1)]),
                    suggestion("homes-loans", "Small loans: quickly", false, vec![PhaseIx(0)]),
                ],
            ),
            block("roads", "Roads, paths and bridges", vec![]),
        ],
        sections: vec![section("governance", "Governance"), section("evidence", "What we know")],
        fields: fields(),
        actors: vec![Actor { words: words("neighbours", "Neighbours --> friends"), required: true }],
        ..Framework::default()
    }
}

/// Blocks without phases.
pub(crate) fn unphased() -> Framework {
    Framework { id: "unphased".to_owned(), phases: Vec::new(), blocks: unphased_blocks(), ..phased() }
}

fn unphased_blocks() -> Vec<Block> {
    let blocks = phased().blocks.into_iter().map(|block| {
        let suggestions = block.suggestions.into_iter();
        let suggestions =
            suggestions.map(|suggestion| Suggestion { phases: Vec::new(), ..suggestion }).collect();
        Block { suggestions, ..block }
    });
    blocks.collect()
}

/// Blocks within blocks, the outer one with a suggestion of its own.
pub(crate) fn nested() -> Framework {
    let mut framework = Framework { id: "nested".to_owned(), ..phased() };
    framework.blocks.push(Block { parent: Some(BlockIx(0)), ..block("flats", "Flats", vec![]) });
    framework.blocks.push(Block {
        parent: Some(BlockIx(1)),
        ..block(
            "bridges",
            "Bridges",
            vec![suggestion("bridges-check", "Check each bridge", true, vec![PhaseIx(0)])],
        )
    });
    framework
}

/// Actions carry little, and neither block nor phase.
pub(crate) fn lean() -> Framework {
    let keep = |field: &Field| matches!(field.words.id.as_str(), "lead" | "due" | "risk");
    Framework { id: "lean".to_owned(), fields: fields().into_iter().filter(keep).collect(), ..phased() }
}

fn fields() -> Vec<Field> {
    let field = |id: &str, title: &str, kind: FieldKind, required: bool| Field {
        words: words(id, title),
        kind,
        required,
    };
    vec![
        field("id", "Ref", FieldKind::Id, false),
        field("lead", "Lead", FieldKind::Person, true),
        field("partners", "Partners", FieldKind::People, false),
        field("start", "Start", FieldKind::Date, false),
        field("due", "Due", FieldKind::Date, true),
        field("measure", "Measure", FieldKind::Text, true),
        field("cost", "Cost", FieldKind::Money, false),
        field("status", "Status", FieldKind::Status, false),
        field("priority", "Priority", FieldKind::Priority, false),
        field("suggestion", "Suggestion", FieldKind::Suggestion, false),
        field("phase", "Phase", FieldKind::Phase, false),
        field("block", "Block", FieldKind::Block, false),
        field("note", "Note", FieldKind::Text, false),
        field("risk", "Risk", FieldKind::Text, false),
    ]
}

fn words(id: &str, title: &str) -> Words {
    Words { id: id.to_owned(), title: title.to_owned(), ..Words::default() }
}

fn phase(id: &str, title: &str) -> Phase {
    Phase { words: words(id, title), ..Phase::default() }
}

fn block(id: &str, title: &str, suggestions: Vec<Suggestion>) -> Block {
    Block {
        words: words(id, title),
        summary: Some(format!("What {title} need -- now --> and later.")),
        prompts: vec!["Who is hit hardest?".to_owned(), "What <!-- do --> they say?".to_owned()],
        suggestions,
        ..Block::default()
    }
}

fn section(id: &str, title: &str) -> Section {
    Section {
        words: words(id, title),
        summary: Some(format!("Say of {title}: who, and how.")),
        required: true,
    }
}

fn suggestion(id: &str, title: &str, starter: bool, phases: Vec<PhaseIx>) -> Suggestion {
    Suggestion {
        id: id.to_owned(),
        title: title.to_owned(),
        title_key: recoveryplan::text::key(title),
        detail: Some(format!("{title}, for those who need it most.")),
        phases,
        starter,
        lead: Some("head of housing".to_owned()),
        partners: vec!["neighbours".to_owned(), "others".to_owned()],
        measure: Some("homes mended -- in a year".to_owned()),
        ..Suggestion::default()
    }
}
