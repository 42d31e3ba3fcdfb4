//! How the parts of a framework fit together: ids are one of a kind, words belong to one part, references hold.

use std::collections::HashMap;

use super::parts::{Parts, Read, Reference, Role};
use crate::framework::{BlockIx, Framework, PhaseIx, Suggestion};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Span, Spanned};
use crate::text::{did_you_mean, key};

/// Puts the framework together; what does not fit is added to `problems`.
pub(super) fn check(parts: Parts, problems: &mut Vec<Problem>) -> Framework {
    let mut check = Check { problems };
    check.ids("phase", &parts.phases);
    check.ids("block", &parts.blocks);
    check.ids("section", &parts.sections);
    check.ids("field", &parts.fields);
    check.ids("actor", &parts.actors);
    check.ids("principle", &parts.principles);
    check.unique("suggestion", parts.blocks.iter().flat_map(|block| &block.suggestions));
    check.words("phase", &parts.phases);
    check.words("block", &parts.blocks);
    check.words("section", &parts.sections);
    check.words("field", &parts.fields);
    check.words("actor", &parts.actors);
    check.sections_against_blocks(&parts);
    if parts.blocks.is_empty() {
        let span = parts.phases.first().map_or_else(Span::default, |phase| span_start(phase.span));
        let help = "add a [[block]] with an `id` and a `title`";
        check
            .problems
            .push(Problem::new(ProblemKind::WrongType, span, "this framework has no block").help(help));
    }
    let phases: Vec<String> = parts.phases.iter().map(|read| read.id().to_owned()).collect();
    let blocks: Vec<String> = parts.blocks.iter().map(|read| read.id().to_owned()).collect();
    let actors: Vec<String> = parts.actors.iter().map(|read| read.id().to_owned()).collect();
    let headers: Vec<Span> = parts.blocks.iter().map(|read| read.span).collect();
    let mut framework = parts.head;
    for read in parts.blocks {
        let mut block = read.part;
        block.parent = read.refers.iter().find_map(|(_, id)| check.find(id, "block", &blocks)).map(BlockIx);
        for read in read.suggestions {
            let mut suggestion: Suggestion = read.part;
            for (reference, id) in &read.refers {
                match reference {
                    Reference::Phase => {
                        suggestion.phases.extend(check.find(id, "phase", &phases).map(PhaseIx))
                    }
                    Reference::Also => suggestion.also.extend(check.find(id, "block", &blocks).map(BlockIx)),
                    Reference::Actor if actors.is_empty() => {}
                    Reference::Actor => {
                        check.find(id, "actor", &actors);
                    }
                    Reference::Parent => {}
                }
            }
            block.suggestions.push(suggestion);
        }
        framework.blocks.push(block);
    }
    check.parents(&framework, &headers);
    framework.phases = parts.phases.into_iter().map(|read| read.part).collect();
    framework.sections = parts.sections.into_iter().map(|read| read.part).collect();
    framework.fields = parts.fields.into_iter().map(|read| read.part).collect();
    framework.actors = parts.actors.into_iter().map(|read| read.part).collect();
    framework.principles = parts.principles.into_iter().map(|read| read.part).collect();
    framework
}

fn span_start(span: Span) -> Span {
    Span { end: span.start, ..span }
}

struct Check<'p> {
    problems: &'p mut Vec<Problem>,
}

impl Check<'_> {
    fn ids<T>(&mut self, what: &str, parts: &[Read<T>]) {
        self.unique(what, parts.iter());
    }

    fn unique<'r, T: 'r>(&mut self, what: &str, parts: impl Iterator<Item = &'r Read<T>>) {
        let mut seen = HashMap::new();
        for part in parts.filter(|part| !part.id().is_empty()) {
            if seen.insert(part.id().to_owned(), ()).is_some() {
                let message = format!("two {what}s have the id `{}`", part.id());
                self.wrong(part.id_span(), message, "give this one an id of its own");
            }
        }
    }

    /// Each word belongs to one part, for sure or as a hint.
    fn words<T>(&mut self, what: &str, parts: &[Read<T>]) {
        let mut sure: HashMap<String, (usize, String)> = HashMap::new();
        for (at, part) in parts.iter().enumerate() {
            for (role, word) in part.said.iter().filter(|(role, _)| *role != Role::Hint) {
                let known = sure.entry(key(&word.value)).or_insert_with(|| (at, part.id().to_owned()));
                // Two parts with one id are reported as such.
                if known.0 != at && known.1 != part.id() {
                    let message = format!(
                        "the {what}s `{}` and `{}` both claim \"{}\"",
                        known.1,
                        part.id(),
                        word.value
                    );
                    let help = match role {
                        Role::Alias => "leave it to one of the two; a word that may mean either is a hint",
                        _ => "give one of the two other words",
                    };
                    self.wrong(word.span, message, help);
                }
            }
        }
        for (at, part) in parts.iter().enumerate() {
            for (_, hint) in part.said.iter().filter(|(role, _)| *role == Role::Hint) {
                if let Some((owner, id)) = sure.get(&key(&hint.value)) {
                    let message = if *owner == at {
                        format!("\"{}\" is both a sure word and a hint of the {what} `{id}`", hint.value)
                    } else {
                        format!("\"{}\" is a hint here, but names the {what} `{id}` for sure", hint.value)
                    };
                    self.wrong(hint.span, message, "leave it out of one of the two lists");
                }
            }
        }
    }

    /// A section's words beat a block's alias, but must not take its title.
    fn sections_against_blocks(&mut self, parts: &Parts) {
        let titles: HashMap<String, &str> = parts
            .blocks
            .iter()
            .flat_map(|block| block.said.iter().map(move |said| (said, block.id())))
            .filter(|((role, _), _)| matches!(role, Role::Title | Role::Id))
            .map(|((_, word), id)| (key(&word.value), id))
            .collect();
        for section in &parts.sections {
            for (_, word) in section.said.iter().filter(|(role, _)| *role != Role::Hint) {
                if let Some(block) = titles.get(&key(&word.value)) {
                    let message = format!(
                        "the section `{}` and the block `{block}` both claim \"{}\"",
                        section.id(),
                        word.value
                    );
                    self.wrong(word.span, message, "give one of the two other words");
                }
            }
        }
    }

    /// No block stands within itself, however many steps away.
    fn parents(&mut self, framework: &Framework, headers: &[Span]) {
        for (at, header) in framework.block_ixs().zip(headers) {
            let is_own_ancestor =
                std::iter::successors(framework[at].parent, |parent| framework[*parent].parent)
                    .take(framework.blocks.len())
                    .any(|parent| parent == at);
            if is_own_ancestor {
                let message = format!("the block `{}` stands within itself", framework[at].words.id);
                self.wrong(*header, message, "name another `parent`");
            }
        }
    }

    fn find(&mut self, id: &Spanned<String>, what: &str, known: &[String]) -> Option<usize> {
        let found = known.iter().position(|other| *other == id.value);
        if found.is_none() {
            let message = format!("there is no {what} `{}` in this framework", id.value);
            let help = did_you_mean(&id.value, known.iter().map(String::as_str));
            self.problems.push(Problem::new(ProblemKind::WrongType, id.span, message).maybe_help(help));
        }
        found
    }

    fn wrong(&mut self, span: Span, message: String, help: &str) {
        self.problems.push(Problem::new(ProblemKind::WrongType, span, message).help(help));
    }
}
