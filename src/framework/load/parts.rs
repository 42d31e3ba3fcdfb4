//! The parts of framework files with the places of their words, and how one file's stand on another's, before
//! anyone looks at how they fit together.

use crate::framework::{
    Actor, Block, Field, Framework, LevelWish, Phase, Principle, Provenance, Section, Suggestion,
};
use crate::source::{SourceId, Span, Spanned};

/// A part with the places of its words.
#[derive(Debug, Clone)]
pub(super) struct Read<T> {
    pub(super) part: T,
    /// Its header.
    pub(super) span: Span,
    /// Its words with their places, in the order title, id, aliases, hints.
    pub(super) said: Vec<(Role, Spanned<String>)>,
    /// References to other parts: what sort, and the id.
    pub(super) refers: Vec<(Reference, Spanned<String>)>,
    /// For blocks: the suggestions.
    pub(super) suggestions: Vec<Read<Suggestion>>,
}

/// What a word is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Id,
    Alias,
    Hint,
}

/// What an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Parent,
    Phase,
    Also,
    Partner,
}

/// All parts of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Everything that is no list of parts.
    pub(super) head: Framework,
    /// Whether something that the file extends could not be read, so that nothing can be said to be absent.
    pub(super) missing: bool,
    pub(super) phases: Vec<Read<Phase>>,
    pub(super) blocks: Vec<Read<Block>>,
    pub(super) sections: Vec<Read<Section>>,
    pub(super) fields: Vec<Read<Field>>,
    pub(super) actors: Vec<Read<Actor>>,
    pub(super) principles: Vec<Read<Principle>>,
}

impl Parts {
    /// What stands for a file that could not be read.
    pub(super) fn unread() -> Self {
        Self { missing: true, ..Self::default() }
    }

    /// These parts on top of others: replaced by id, or added.
    pub(super) fn over(self, base: Self) -> Self {
        let levels = levels_over(self.head.levels, base.head.levels);
        let language = self.head.language.or(base.head.language);
        let mut filler = base.head.filler;
        filler.extend(self.head.filler);
        let mut timing = base.head.timing;
        timing.extend(self.head.timing);
        let mut outside = base.head.outside;
        outside.extend(self.head.outside);
        let source =
            if self.head.source == Provenance::default() { base.head.source } else { self.head.source };
        Self {
            head: Framework { language, source, filler, timing, outside, levels, ..self.head },
            missing: self.missing || base.missing,
            phases: merged(base.phases, self.phases),
            blocks: merged(base.blocks, self.blocks),
            sections: merged(base.sections, self.sections),
            fields: merged(base.fields, self.fields),
            actors: merged(base.actors, self.actors),
            principles: merged(base.principles, self.principles),
        }
    }

    /// Leaves out every part and suggestion with an id, and what the files below `file` say of it; false where
    /// there is none. What `file` itself says of it stays, to be reported.
    pub(super) fn remove(&mut self, id: &str, file: SourceId) -> bool {
        let before = self.ids().len();
        self.phases.retain(|read| read.id() != id);
        self.blocks.retain(|read| read.id() != id);
        self.sections.retain(|read| read.id() != id);
        self.fields.retain(|read| read.id() != id);
        self.actors.retain(|read| read.id() != id);
        self.principles.retain(|read| read.id() != id);
        let holds =
            |(_, other): &(Reference, Spanned<String>)| other.value != id || other.span.source == file;
        for block in &mut self.blocks {
            block.refers.retain(holds);
            block.suggestions.retain(|read| read.id() != id);
            for suggestion in &mut block.suggestions {
                suggestion.refers.retain(holds);
            }
        }
        self.ids().len() < before
    }

    /// Every id of a part or a suggestion.
    pub(super) fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.phases.iter().map(Read::id).collect();
        ids.extend(self.blocks.iter().map(Read::id));
        ids.extend(self.blocks.iter().flat_map(|block| &block.suggestions).map(Read::id));
        ids.extend(self.sections.iter().map(Read::id));
        ids.extend(self.fields.iter().map(Read::id));
        ids.extend(self.actors.iter().map(Read::id));
        ids.extend(self.principles.iter().map(Read::id));
        ids
    }
}

type Levels = Vec<(Spanned<String>, LevelWish)>;

/// One file's levels on top of another's: each rule once, and the other's level for a status of which the file says
/// nothing.
fn levels_over(own: Levels, mut base: Levels) -> Levels {
    for (rule, wish) in own {
        let Some(known) = base.iter_mut().find(|(known, _)| *known == rule) else {
            base.push((rule, wish));
            continue;
        };
        let wish = match (wish, &known.1) {
            (LevelWish::ByStatus { draft, adopted }, LevelWish::Always(level)) => LevelWish::ByStatus {
                draft: draft.or_else(|| Some(level.clone())),
                adopted: adopted.or_else(|| Some(level.clone())),
            },
            (
                LevelWish::ByStatus { draft, adopted },
                LevelWish::ByStatus { draft: for_drafts, adopted: for_adopted },
            ) => LevelWish::ByStatus {
                draft: draft.or_else(|| for_drafts.clone()),
                adopted: adopted.or_else(|| for_adopted.clone()),
            },
            (always, _) => always,
        };
        *known = (rule, wish);
    }
    base
}

impl<T> Read<T> {
    /// The same part, made into something else.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        let Self { part, span, said, refers, suggestions } = self;
        Read { part: change(part), span, said, refers, suggestions }
    }

    /// The part's id, empty where it has none.
    pub(super) fn id(&self) -> &str {
        self.said.iter().find(|(role, _)| *role == Role::Id).map_or("", |(_, id)| id.value.as_str())
    }

    /// Where its id stands, else its header.
    pub(super) fn id_span(&self) -> Span {
        self.said.iter().find(|(role, _)| *role == Role::Id).map_or(self.span, |(_, id)| id.span)
    }

    /// What a message calls it: its id, else its first word.
    pub(super) fn name(&self) -> &str {
        self.said
            .iter()
            .find(|(role, _)| *role == Role::Id)
            .or(self.said.first())
            .map_or("", |(_, word)| word.value.as_str())
    }
}

fn merged<T>(mut base: Vec<Read<T>>, own: Vec<Read<T>>) -> Vec<Read<T>> {
    let theirs = base.len();
    for mut part in own {
        match base[..theirs].iter_mut().find(|known| known.id() == part.id() && !part.id().is_empty()) {
            Some(known) => {
                if part.suggestions.is_empty() {
                    part.suggestions = std::mem::take(&mut known.suggestions);
                }
                *known = part;
            }
            None => base.push(part),
        }
    }
    base
}
