//! How the parts of a framework fit together: ids are one of a kind, words belong to one part, references hold.

use std::collections::HashMap;

use super::parts::{Parts, Read, Reference, Role};
use crate::framework::{Block, BlockIx, Framework, PhaseIx, Suggestion};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Span, Spanned};
use crate::text::{did_you_mean, key};

/// Looks at the parts of `file` and what they say; what does not fit is added to `problems`.
pub(super) fn check(parts: &Parts, file: SourceId, problems: &mut Vec<Problem>) {
    let mut check = Check { problems };
    check.named("phase", &parts.phases);
    check.named("block", &parts.blocks);
    check.named("section", &parts.sections);
    check.named("field", &parts.fields);
    check.named("actor", &parts.actors);
    check.ids("principle", &parts.principles);
    check.ids("suggestion", parts.blocks.iter().flat_map(|block| &block.suggestions));
    for block in &parts.blocks {
        check.suggestion_titles(block);
    }
    check.sections_against_blocks(parts);
    if parts.blocks.is_empty() && !parts.missing {
        let help = "add a [[block]] with an `id` and a `title`";
        check.wrong(Span::start_of(file), "this framework has no block".to_owned(), help);
    }
}

/// Puts a framework together from its parts; what they refer to in vain is added to `problems`.
pub(super) fn assemble(parts: Parts, problems: &mut Vec<Problem>) -> Framework {
    let mut check = Check { problems };
    let known = Known::of(&parts);
    let parents: Vec<Option<Span>> = parts
        .blocks
        .iter()
        .map(|block| block.refers.iter().find(|(what, _)| *what == Reference::Parent).map(|(_, id)| id.span))
        .collect();
    let blocks = parts.blocks.into_iter().map(|read| check.block(read, &known)).collect();
    let framework = Framework {
        phases: bare(parts.phases),
        blocks,
        sections: bare(parts.sections),
        fields: bare(parts.fields),
        actors: bare(parts.actors),
        principles: bare(parts.principles),
        ..parts.head
    };
    check.parents(&framework, &parents);
    framework
}

fn bare<T>(parts: Vec<Read<T>>) -> Vec<T> {
    parts.into_iter().map(|read| read.part).collect()
}

/// The ids that others may refer to, with their places among their kind.
struct Known {
    phases: HashMap<String, usize>,
    blocks: HashMap<String, usize>,
    actors: HashMap<String, usize>,
    /// Whether there may be more of them, in a file that could not be read.
    partly: bool,
}

impl Known {
    fn of(parts: &Parts) -> Self {
        fn ids<T>(parts: &[Read<T>]) -> HashMap<String, usize> {
            // The first of two with one id.
            parts.iter().enumerate().rev().map(|(at, part)| (part.id().to_owned(), at)).collect()
        }
        Self {
            phases: ids(&parts.phases),
            blocks: ids(&parts.blocks),
            actors: ids(&parts.actors),
            partly: parts.missing,
        }
    }
}

struct Check<'p> {
    problems: &'p mut Vec<Problem>,
}

impl Check<'_> {
    fn named<T>(&mut self, what: &str, parts: &[Read<T>]) {
        self.ids(what, parts);
        self.words(what, parts);
    }

    fn ids<'r, T: 'r>(&mut self, what: &str, parts: impl IntoIterator<Item = &'r Read<T>>) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for part in parts.into_iter().filter(|part| !part.id().is_empty()) {
            if let Some(first) = seen.get(part.id()) {
                let message = format!("two {what}s have the id `{}`", part.id());
                self.wrong(nearer(*first, part.id_span()), message, "give this one an id of its own");
            } else {
                seen.insert(part.id(), part.id_span());
            }
        }
    }

    /// Each word belongs to one part of a kind, for sure or as a hint.
    fn words<T>(&mut self, what: &str, parts: &[Read<T>]) {
        let mut sure: HashMap<String, (usize, Span)> = HashMap::new();
        for (at, part) in parts.iter().enumerate() {
            for (role, word) in part.said.iter().filter(|(role, _)| *role != Role::Hint) {
                let (owner, place) = *sure.entry(key(&word.value)).or_insert((at, word.span));
                let other = &parts[owner];
                // Two parts with one id are reported as such.
                let told = owner == at || (!part.id().is_empty() && other.id() == part.id());
                if !told {
                    let (other, name) = (other.name(), part.name());
                    let message = format!("the {what}s `{other}` and `{name}` both claim \"{}\"", word.value);
                    let help = match role {
                        Role::Alias => "leave it to one of the two",
                        _ => "give one of the two other words",
                    };
                    self.wrong(nearer(place, word.span), message, help);
                }
            }
        }
        for (at, part) in parts.iter().enumerate() {
            for (_, hint) in part.said.iter().filter(|(role, _)| *role == Role::Hint) {
                // A file that extends another may be sure where the other only guesses.
                let sure = sure.get(&key(&hint.value)).filter(|(_, place)| place.source >= hint.span.source);
                if let Some((owner, _)) = sure {
                    let name = parts[*owner].name();
                    let message = if *owner == at {
                        format!(
                            "\"{}\" names the {what} `{name}` for sure, and is a hint of it too",
                            hint.value
                        )
                    } else {
                        format!("\"{}\" is a hint here, but names the {what} `{name}` for sure", hint.value)
                    };
                    self.wrong(hint.span, message, "leave it out of one of the two lists");
                }
            }
        }
    }

    /// An action says by its title which suggestion of its block it develops.
    fn suggestion_titles(&mut self, block: &Read<Block>) {
        let mut seen: HashMap<String, &Read<Suggestion>> = HashMap::new();
        for suggestion in &block.suggestions {
            let Some((_, title)) = suggestion.said.iter().find(|(role, _)| *role == Role::Title) else {
                continue;
            };
            let first = *seen.entry(key(&title.value)).or_insert(suggestion);
            if first.id() != suggestion.id() {
                let (first, second) = (first.name(), suggestion.name());
                let message =
                    format!("the suggestions `{first}` and `{second}` of one block have the same title");
                self.wrong(title.span, message, "give one of the two another title");
            }
        }
    }

    /// A section's words beat a block's alias, but must not take its title.
    fn sections_against_blocks(&mut self, parts: &Parts) {
        let mut titles: HashMap<String, (&str, Span)> = HashMap::new();
        for block in &parts.blocks {
            for (role, word) in &block.said {
                if matches!(role, Role::Title | Role::Id) {
                    titles.entry(key(&word.value)).or_insert((block.name(), word.span));
                }
            }
        }
        for section in &parts.sections {
            let mut told = false;
            for (_, word) in section.said.iter().filter(|(role, _)| *role != Role::Hint) {
                if let Some((block, place)) = titles.get(&key(&word.value)).filter(|_| !told) {
                    let (section, word, at) = (section.name(), &word.value, word.span);
                    let message =
                        format!("the section `{section}` and the block `{block}` both claim \"{word}\"");
                    self.wrong(nearer(*place, at), message, "give one of the two other words");
                    told = true;
                }
            }
        }
    }

    /// A block with what it refers to.
    fn block(&mut self, read: Read<Block>, known: &Known) -> Block {
        let mut block = read.part;
        for (_, parent) in &read.refers {
            block.parent = self.find("block", parent, &known.blocks, known.partly).map(BlockIx);
        }
        block.suggestions = read.suggestions.into_iter().map(|read| self.suggestion(read, known)).collect();
        block
    }

    /// A suggestion with what it refers to.
    fn suggestion(&mut self, read: Read<Suggestion>, known: &Known) -> Suggestion {
        let mut suggestion = read.part;
        for (what, id) in read.refers {
            match what {
                Reference::Phase => {
                    let found = self.find("phase", &id, &known.phases, known.partly);
                    suggestion.phases.extend(found.map(PhaseIx));
                }
                Reference::Also | Reference::Parent => {
                    let found = self.find("block", &id, &known.blocks, known.partly);
                    suggestion.also.extend(found.map(BlockIx));
                }
                Reference::Partner => {
                    let found = self.find("actor", &id, &known.actors, known.partly);
                    suggestion.partners.extend(found.map(|_| id.value));
                }
            }
        }
        suggestion
    }

    fn find(
        &mut self,
        what: &str,
        id: &Spanned<String>,
        known: &HashMap<String, usize>,
        partly: bool,
    ) -> Option<usize> {
        let found = known.get(&id.value).copied();
        if found.is_none() && !partly {
            let message = format!("there is no {what} `{}` in this framework", id.value);
            let mut ids: Vec<&str> = known.keys().map(String::as_str).collect();
            // The same help for the same file, whatever the order of the map.
            ids.sort_unstable();
            let help = did_you_mean(&id.value, ids);
            self.problems.push(Problem::new(ProblemKind::WrongType, id.span, message).maybe_help(help));
        }
        found
    }

    /// No block stands within itself, however many steps away.
    fn parents(&mut self, framework: &Framework, places: &[Option<Span>]) {
        // Taking away the blocks that nothing stands within, again and again, leaves the circles.
        let mut children = vec![0usize; framework.blocks.len()];
        for block in &framework.blocks {
            if let Some(parent) = block.parent {
                children[parent.0] += 1;
            }
        }
        let mut free: Vec<BlockIx> = framework.block_ixs().filter(|ix| children[ix.0] == 0).collect();
        while let Some(ix) = free.pop() {
            if let Some(parent) = framework[ix].parent {
                children[parent.0] -= 1;
                if children[parent.0] == 0 {
                    free.push(parent);
                }
            }
        }
        for (ix, place) in framework.block_ixs().zip(places) {
            if let Some(place) = place.filter(|_| children[ix.0] > 0) {
                let message = format!("the block `{}` stands within itself", framework[ix].words.id);
                self.wrong(place, message, "name another `parent`");
            }
        }
    }

    fn wrong(&mut self, span: Span, message: String, help: &str) {
        self.problems.push(Problem::new(ProblemKind::WrongType, span, message).help(help));
    }
}

/// Where to report a clash of two places: in the file that extends the other, else at the second.
fn nearer(first: Span, second: Span) -> Span {
    // A file's text is taken in before those that it extends.
    if first.source < second.source { first } else { second }
}
