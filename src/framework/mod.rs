//! Frameworks: what a plan must hold, as data. Nothing in the code knows a block, phase or section by name.

mod builtin;
mod load;

use crate::source::Spanned;
use crate::text::key;

pub use self::builtin::{BUILTIN, Builtin, DEFAULT, builtin};
pub(crate) use self::load::levels;
pub use self::load::{Fetch, Fetched, Look, load, load_and};

/// The place of a block in [`Framework::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockIx(pub usize);

/// The place of a phase in [`Framework::phases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseIx(pub usize);

/// The place of a section in [`Framework::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIx(pub usize);

/// The place of a field in [`Framework::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldIx(pub usize);

/// A suggestion: its block, and its place in [`Block::suggestions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SuggestionIx {
    /// The block that it stands under.
    pub block: BlockIx,
    /// Its place there.
    pub at: usize,
}

/// A description of what a plan must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Framework {
    /// Its name in plans and on the command line.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Its version, `1.0.0`.
    pub version: String,
    /// The language of its words, `en-GB`.
    pub language: Option<String>,
    /// Who published it.
    pub source: Provenance,
    /// The stages of the recovery, in order; may be empty.
    pub phases: Vec<Phase>,
    /// The building blocks, in order.
    pub blocks: Vec<Block>,
    /// The parts that every plan needs and that are no blocks.
    pub sections: Vec<Section>,
    /// What an action carries.
    pub fields: Vec<Field>,
    /// The groups that a plan should bring together.
    pub actors: Vec<Actor>,
    /// Ideas that cut across the blocks, shown in guidance only.
    pub principles: Vec<Principle>,
    /// Words that add nothing to a heading beside an alias: "supporting", "our", "plan".
    pub filler: Vec<String>,
    /// Words that may stand beside a single word for a phase: "actions", "months", "until".
    pub timing: Vec<String>,
    /// Phrases whose headings are outside the framework, whatever else they hold: "staff", "our workforce".
    pub outside: Vec<String>,
    /// The framework's own levels for rules: name and setting, checked by those who know the rules.
    pub levels: Vec<(Spanned<String>, LevelWish)>,
}

/// What a `[levels]` entry says, in its own words.
#[derive(Debug, Clone, PartialEq)]
pub enum LevelWish {
    /// One level whatever the plan's status.
    Always(Spanned<String>),
    /// A level for drafts and one for adopted plans.
    ByStatus {
        /// For a draft.
        draft: Option<Spanned<String>>,
        /// For an adopted plan.
        adopted: Option<Spanned<String>>,
    },
}

/// Who published a framework, and what is whose reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Provenance {
    /// The publisher.
    pub author: Option<String>,
    /// The publication.
    pub title: Option<String>,
    /// When, as far as known: `2020-06`.
    pub date: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// What is whose reading.
    pub note: Option<String>,
}

/// The words by which headings, columns and labels name a part of the framework.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// The part's id.
    pub id: String,
    /// The part's title.
    pub title: String,
    /// Words that are this part without doubt.
    pub aliases: Vec<String>,
    /// Words that may be it; they never count, and are only offered as help.
    pub hints: Vec<String>,
}

/// A stage of the recovery.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phase {
    /// Id, title, aliases, hints.
    pub words: Words,
    /// Phrases that rule out that it is meant, though a word of it stands in them ("Renewal strategy").
    pub excludes: Vec<String>,
    /// Words that are it where a heading beside theirs surely names another phase ("Recovery").
    pub beside: Vec<String>,
    /// A sentence or two for people.
    pub summary: Option<String>,
}

/// A building block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// Id, title, aliases, hints.
    pub words: Words,
    /// Phrases that rule out that it is meant, though a word of it stands in them ("Business continuity").
    pub excludes: Vec<String>,
    /// Words that are it beside words of the same heading that surely name another block ("Health and economy").
    pub beside: Vec<String>,
    /// Its level of engagement, as the publisher numbers it.
    pub level: Option<i64>,
    /// The block that it stands within.
    pub parent: Option<BlockIx>,
    /// A sentence or two for people.
    pub summary: Option<String>,
    /// Questions that a plan should answer.
    pub prompts: Vec<String>,
    /// Practical ideas.
    pub suggestions: Vec<Suggestion>,
}

/// A practical idea that a plan may develop into an action.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestion {
    /// Its name in plans.
    pub id: String,
    /// A few words.
    pub title: String,
    /// The [`key`] of the title, made once, since every action's title is compared with it.
    pub title_key: String,
    /// A few sentences.
    pub detail: Option<String>,
    /// The phases that it fits; all of them where none is named.
    pub phases: Vec<PhaseIx>,
    /// Further blocks that it serves.
    pub also: Vec<BlockIx>,
    /// Whether `init` writes it by default.
    pub starter: bool,
    /// Who could lead it: advice, never filled in.
    pub lead: Option<String>,
    /// The actor groups that it brings together, by id.
    pub partners: Vec<String>,
    /// What could be measured: advice, never filled in.
    pub measure: Option<String>,
    /// Where the idea comes from.
    pub source: Option<SuggestionSource>,
}

/// Where a suggestion comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SuggestionSource {
    /// `framework`, `publisher`, `guidance`, `practice` or `project`.
    pub kind: String,
    /// The publication.
    pub title: Option<String>,
    /// Where it is.
    pub url: Option<String>,
}

/// A part that every plan needs and that is no block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Id, title, aliases, hints.
    pub words: Words,
    /// A sentence or two for people.
    pub summary: Option<String>,
    /// Whether a plan without it is incomplete.
    pub required: bool,
}

/// Something that an action carries. `words.title` is the label.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Field {
    /// Id, label, aliases.
    pub words: Words,
    /// What its values are.
    pub kind: FieldKind,
    /// Whether an action without it is incomplete.
    pub required: bool,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// The action's reference.
    Id,
    /// Any words.
    #[default]
    Text,
    /// Who answers for it.
    Person,
    /// Who takes part.
    People,
    /// A date or a span of time.
    Date,
    /// A sum.
    Money,
    /// How far it is.
    Status,
    /// How much it matters.
    Priority,
    /// The suggestion that it develops.
    Suggestion,
    /// The phases that it is in.
    Phase,
    /// The blocks that it serves.
    Block,
}

impl FieldKind {
    /// Every kind with its name in a framework file.
    pub const NAMES: [(&'static str, Self); 11] = [
        ("id", Self::Id),
        ("text", Self::Text),
        ("person", Self::Person),
        ("people", Self::People),
        ("date", Self::Date),
        ("money", Self::Money),
        ("status", Self::Status),
        ("priority", Self::Priority),
        ("suggestion", Self::Suggestion),
        ("phase", Self::Phase),
        ("block", Self::Block),
    ];
}

/// A group that a plan should bring together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actor {
    /// Id, title, aliases.
    pub words: Words,
    /// Whether a plan that involves none of it is incomplete.
    pub required: bool,
}

/// An idea that cuts across the blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Principle {
    /// Its name.
    pub id: String,
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub summary: Option<String>,
}

impl Framework {
    /// The block with an id.
    #[must_use]
    pub fn block(&self, id: &str) -> Option<BlockIx> {
        self.blocks.iter().position(|block| block.words.id == id).map(BlockIx)
    }

    /// The phase with an id.
    #[must_use]
    pub fn phase(&self, id: &str) -> Option<PhaseIx> {
        self.phases.iter().position(|phase| phase.words.id == id).map(PhaseIx)
    }

    /// The section with an id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<SectionIx> {
        self.sections.iter().position(|section| section.words.id == id).map(SectionIx)
    }

    /// The field with an id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.words.id == id)
    }

    /// Every block's place.
    pub fn block_ixs(&self) -> impl Iterator<Item = BlockIx> + use<> {
        (0..self.blocks.len()).map(BlockIx)
    }

    /// Every phase's place.
    pub fn phase_ixs(&self) -> impl Iterator<Item = PhaseIx> + use<> {
        (0..self.phases.len()).map(PhaseIx)
    }

    /// The blocks that stand directly within `block`.
    pub fn children(&self, block: BlockIx) -> impl Iterator<Item = BlockIx> + '_ {
        self.block_ixs().filter(move |child| self[*child].parent == Some(block))
    }

    /// The suggestion with an id.
    #[must_use]
    pub fn suggestion(&self, id: &str) -> Option<SuggestionIx> {
        self.suggestion_ixs().find(|ix| self[*ix].id == id)
    }

    /// Every suggestion's place, block by block.
    pub fn suggestion_ixs(&self) -> impl Iterator<Item = SuggestionIx> + '_ {
        self.block_ixs()
            .flat_map(|block| (0..self[block].suggestions.len()).map(move |at| SuggestionIx { block, at }))
    }

    /// The suggestion of `block` whose title is `title`, in other spelling perhaps.
    #[must_use]
    pub fn suggestion_titled(&self, block: BlockIx, title: &str) -> Option<SuggestionIx> {
        let wanted = key(title);
        let found = self[block].suggestions.iter().position(|suggestion| suggestion.title_key == wanted);
        found.map(|at| SuggestionIx { block, at })
    }

    /// The suggestions that would fill a gap: those of the block that fit the phase, then those of other blocks
    /// that serve it too. Without a phase, all of them.
    #[must_use]
    pub fn suggestions_for(&self, block: BlockIx, phase: Option<PhaseIx>) -> Vec<SuggestionIx> {
        let fits = |ix: &SuggestionIx| {
            let phases = &self[*ix].phases;
            phase.is_none_or(|phase| phases.is_empty() || phases.contains(&phase))
        };
        let own = self.suggestion_ixs().filter(|ix| ix.block == block);
        let others = self.suggestion_ixs().filter(|ix| ix.block != block && self[*ix].also.contains(&block));
        own.chain(others).filter(fits).collect()
    }
}

impl std::ops::Index<BlockIx> for Framework {
    type Output = Block;
    fn index(&self, ix: BlockIx) -> &Block {
        &self.blocks[ix.0]
    }
}

impl std::ops::Index<PhaseIx> for Framework {
    type Output = Phase;
    fn index(&self, ix: PhaseIx) -> &Phase {
        &self.phases[ix.0]
    }
}

impl std::ops::Index<SectionIx> for Framework {
    type Output = Section;
    fn index(&self, ix: SectionIx) -> &Section {
        &self.sections[ix.0]
    }
}

impl std::ops::Index<FieldIx> for Framework {
    type Output = Field;
    fn index(&self, ix: FieldIx) -> &Field {
        &self.fields[ix.0]
    }
}

impl std::ops::Index<SuggestionIx> for Framework {
    type Output = Suggestion;
    fn index(&self, ix: SuggestionIx) -> &Suggestion {
        &self.blocks[ix.block.0].suggestions[ix.at]
    }
}
