//! Framework files into a [`Framework`], with every fault at its place and all of them at once.
//!
//! A file that `extends` another takes everything from it. A part with an id that the other has replaces that part
//! whole (a block that brings no suggestions of its own keeps the other's); a part with a new id is added;
//! `remove = ["id"]` leaves out every part and suggestion with that id, and what the other says of it. `[source]`
//! replaces the other's whole, `language` is the other's where the file has none, and `[levels]` come after the
//! other's. Where words of the two clash, it is the extending file that has to give way, and there it is reported.

mod check;
mod keys;
mod parts;

use self::check::{assemble, check};
pub(crate) use self::keys::levels;
use self::keys::{Contents, contents};
use self::parts::{Parts, Read};
use super::{BUILTIN, DEFAULT, Field, Framework, builtin};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Sources, Span, Spanned};
use crate::table::{Faults, Table, Value, parse_toml, sound_toml};
use crate::text::did_you_mean;

/// A text that a framework extends, or why it cannot be had, in words for people.
pub type Fetched = Result<Source, String>;

/// Fetches the framework that another one extends: given the path of the one that asks, and the words it asks with.
pub type Fetch<'a> = &'a dyn Fn(&str, &str) -> Fetched;

/// What else may be wrong with a framework, in the eyes of those who know what it names: the rules, say.
pub type Look<'a> = &'a dyn Fn(&Framework) -> Vec<Problem>;

/// How many frameworks may stand in a row, each extending the next.
const DEEPEST: usize = 16;

/// Reads the framework file `id`. Texts that it extends are added to `sources`.
///
/// # Errors
/// Every fault of the file, and of those that it extends, file by file in the order of their places.
pub fn load(sources: &mut Sources, id: SourceId, fetch: Fetch<'_>) -> Result<Framework, Vec<Problem>> {
    load_and(sources, id, fetch, &|_| Vec::new())
}

/// Reads the framework file `id` as [`load`] does, with the faults that `look` finds among the others.
///
/// # Errors
/// Every fault of the file, and of those that it extends, file by file in the order of their places.
pub fn load_and(
    sources: &mut Sources,
    id: SourceId,
    fetch: Fetch<'_>,
    look: Look<'_>,
) -> Result<Framework, Vec<Problem>> {
    let chain = vec![direct(sources.get(id).path())];
    let mut loading = Loading { sources, fetch, chain, problems: Vec::new() };
    let parts = loading.file(id);
    let mut problems = loading.problems;
    let framework = parts.map(|parts| {
        check(&parts, id, &mut problems);
        assemble(parts, &mut problems)
    });
    problems.extend(framework.iter().flat_map(look));
    match framework {
        Some(framework) if problems.is_empty() => Ok(framework),
        _ => {
            problems.sort_by_key(|problem| (problem.span, problem.kind));
            Err(problems)
        }
    }
}

/// The framework of a table that is known to have no faults, and extends none: whether its parts fit together is not
/// looked into, which takes half as long as reading it.
pub(super) fn sound(root: &Spanned<Value>) -> Framework {
    let (read, _) = Faults::of(|faults| Table::of(root, faults).map(contents));
    read.map(|contents| assemble(contents.parts, &mut Vec::new())).unwrap_or_default()
}

/// A framework on its way, from the file that was asked for down to the last that it stands on.
struct Loading<'a> {
    sources: &'a mut Sources,
    fetch: Fetch<'a>,
    /// The files that extend one another, by their paths.
    chain: Vec<String>,
    problems: Vec<Problem>,
}

impl Loading<'_> {
    /// The parts of a file and of what it extends; `None` where its text does not parse.
    fn file(&mut self, id: SourceId) -> Option<Parts> {
        let root = match sound_toml(self.sources.get(id), id) {
            Ok(root) => root,
            Err(problems) => {
                self.problems.extend(problems);
                return None;
            }
        };
        let (read, faults) = Faults::of(|faults| Table::of(&root, faults).map(contents));
        self.problems.extend(faults);
        let Contents { parts: own, extends, remove } = read?;
        let base = match &extends {
            Some(wanted) => self.base(id, wanted),
            None => Some(Parts::default()),
        };
        let mut parts = own.over(base.unwrap_or_else(Parts::unread));
        for gone in &remove {
            if !parts.remove(&gone.value, id) && !parts.missing {
                let help = did_you_mean(&gone.value, parts.ids());
                let message = format!("there is no `{}` to remove", gone.value);
                self.wrong(gone.span, message, help);
            }
        }
        if parts.fields.is_empty() && !parts.missing {
            parts.fields = self.default_fields();
        }
        Some(parts)
    }

    /// The framework that another one extends; `None` where it cannot be had.
    fn base(&mut self, asking: SourceId, wanted: &Spanned<String>) -> Option<Parts> {
        let known = builtin(&wanted.value);
        let fetched = match known {
            Some(known) => Ok(Source::new(known.path, known.text)),
            None => (self.fetch)(self.sources.get(asking).path(), &wanted.value),
        };
        let source = match fetched {
            Ok(source) => source,
            Err(reason) => {
                let message = format!("`{}` cannot be extended: {reason}", wanted.value);
                let help = did_you_mean(&wanted.value, BUILTIN.iter().map(|known| known.id));
                self.wrong(wanted.span, message, help);
                return None;
            }
        };
        // A built-in framework goes by its id: a user's file may well have the path that its own is shown under.
        let name = known.map_or_else(|| direct(source.path()), |known| known.id.to_owned());
        let again = self.chain.contains(&name);
        self.chain.push(name);
        if again {
            let message = format!("frameworks extend one another in a circle: {}", self.chain.join(" -> "));
            let help = "leave one of these `extends` out".to_owned();
            self.wrong(wanted.span, message, Some(help));
            return None;
        }
        if self.chain.len() > DEEPEST {
            let message = format!("more than {DEEPEST} frameworks extend one another in a row");
            let help = "let this file extend one that stands on fewer others".to_owned();
            self.wrong(wanted.span, message, Some(help));
            return None;
        }
        let id = self.sources.add(source);
        self.file(id)
    }

    /// The default framework's fields, for frameworks that have none of their own.
    fn default_fields(&mut self) -> Vec<Read<Field>> {
        let Some(known) = builtin(DEFAULT) else { return Vec::new() };
        let source = Source::new(known.path, known.text);
        let id = self.sources.add(source.clone());
        // Its faults are told when it is loaded itself.
        let (root, _) = Faults::of(|faults| parse_toml(&source, id, faults));
        let (fields, _) =
            Faults::of(|faults| Table::of(&root, faults).map(|table| keys::parts(&table).fields));
        fields.unwrap_or_default()
    }

    fn wrong(&mut self, span: Span, message: String, help: Option<String>) {
        self.problems.push(Problem::new(ProblemKind::WrongType, span, message).maybe_help(help));
    }
}

/// A path without its detours: `a/../b` is `b`.
fn direct(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split(['/', '\\']) {
        match step {
            "." => {}
            ".." if steps.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}
