//! `plan.toml` into a plan: the tables of a record stand for headings, its arrays for actions.

use super::about::{self, unknown};
use super::markdown::{self, Setting};
use super::origin::Origin;
use super::values::{self, one_line};
use super::{Build, placeholders};
use crate::framework::{Framework, Words};
use crate::plan::{
    Heading, How, Ignore, Match, Names, NotApplicable, Passage, PassageKind, Place, Placeholder, Reach,
};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::table::{Faults, Table, Value};

/// Reads a record whose file is sound TOML.
pub(super) fn read(
    build: &mut Build<'_>,
    source: &Source,
    id: SourceId,
    root: &Spanned<Value>,
    faults: &Faults,
) {
    let Some(table) = Table::of(root, faults) else { return };
    if let Some(plan) = table.table("plan") {
        build.plan.about = about::read(&plan);
        plan.finish();
    }
    let mut record = Record { build, source, id, faults };
    // In the order of the file, so that headings keep theirs.
    let mut seen: Vec<&str> = Vec::new();
    for (name, _) in table.entries() {
        if seen.contains(&name.value.as_str()) {
            continue;
        }
        seen.push(&name.value);
        match name.value.as_str() {
            "section" => record.named(table.table("section"), Kind::Section),
            "block" => record.named(table.table("block"), Kind::Block),
            "part" => table.tables("part").into_iter().for_each(|part| record.part(part)),
            _ => {}
        }
    }
    for action in table.tables("action") {
        record.action(&action);
    }
    for gap in table.tables("not-applicable") {
        record.not_applicable(gap);
    }
    for ignore in table.tables("ignore") {
        record.ignore(ignore);
    }
    for key in ["section", "block", "part"] {
        let _ = table.get(key);
    }
    table.finish();
}

#[derive(Clone, Copy)]
enum Kind {
    Section,
    Block,
}

pub(super) struct Record<'r, 'f> {
    pub(super) build: &'r mut Build<'f>,
    pub(super) source: &'r Source,
    pub(super) id: SourceId,
    faults: &'r Faults,
}

impl Record<'_, '_> {
    /// `[section.X]` or `[block.X]`.
    fn named(&mut self, table: Option<Table<'_>>, kind: Kind) {
        let Some(table) = table else { return };
        let framework = self.build.reader.framework();
        for (name, value) in table.entries() {
            let Some(inner) = table.as_table(&name.value, value) else { continue };
            let mut names = Names::default();
            let words = match kind {
                Kind::Section => framework.section(&name.value).map(|section| {
                    names.sections = vec![stated(section, &framework[section].words)];
                    &framework[section].words
                }),
                Kind::Block => framework.block(&name.value).map(|block| {
                    names.blocks = vec![stated(block, &framework[block].words)];
                    &framework[block].words
                }),
            };
            let Some(words) = words else {
                let (problem, what, known) = match kind {
                    Kind::Section => (ProblemKind::UnknownSection, "section", section_ids(framework)),
                    Kind::Block => (ProblemKind::UnknownBlock, "block", block_ids(framework)),
                };
                self.problem(unknown(problem, name, what, known.iter().copied()));
                continue;
            };
            let place = Place {
                blocks: names.blocks.iter().map(|found| found.target).collect(),
                phases: Vec::new(),
                sections: names.sections.iter().map(|found| found.target).collect(),
            };
            let heading = self.heading(words, name.span, 2, names, place.clone(), None);
            if let (Kind::Block, Some(aim)) = (kind, inner.text("aim")) {
                let text = aim.map(|aim| one_line(&aim));
                let passage =
                    Passage { heading: Some(heading), place: place.clone(), kind: PassageKind::Aim, text };
                self.build.plan.passages.push(passage);
            }
            self.text(&inner, &place, heading);
            if let Kind::Block = kind
                && let Some(phases) = inner.table("phase")
            {
                self.phases(&phases, &place, heading);
            }
            inner.finish();
        }
    }

    /// `[block.X.phase.Y]`.
    fn phases(&mut self, table: &Table<'_>, block: &Place, parent: usize) {
        let framework = self.build.reader.framework();
        for (name, value) in table.entries() {
            let Some(inner) = table.as_table(&name.value, value) else { continue };
            let Some(phase) = framework.phase(&name.value) else {
                let known = phase_ids(framework);
                self.problem(unknown(ProblemKind::UnknownPhase, name, "phase", known.iter().copied()));
                continue;
            };
            let words = &framework[phase].words;
            let names = Names { phases: vec![stated(phase, words)], ..Names::default() };
            let place = Place { phases: vec![phase], ..block.clone() };
            let heading = self.heading(words, name.span, 3, names, place.clone(), Some(parent));
            self.text(&inner, &place, heading);
            inner.finish();
        }
    }

    fn part(&mut self, table: Table<'_>) {
        if let Some(title) = table.required_text("title") {
            self.titled(&table, &title);
        }
        let _ = table.get("text");
        table.finish();
    }

    fn titled(&mut self, table: &Table<'_>, title: &Spanned<String>) {
        let words = Words { title: title.value.clone(), ..Words::default() };
        // A part is outside the framework, whatever its title says; it may say what was meant all the same.
        let mut names = self.build.reader.matcher.heading(&title.value);
        names.blocks.retain(|found| !found.how.is_sure());
        names.phases.retain(|found| !found.how.is_sure());
        names.sections.retain(|found| !found.how.is_sure());
        self.build.reader.titles.help(&title.value, &mut names);
        let heading = self.heading(&words, title.span, 2, names, Place::default(), None);
        self.text(table, &Place::default(), heading);
    }

    fn heading(
        &mut self,
        words: &Words,
        span: Span,
        level: u8,
        names: Names,
        place: Place,
        parent: Option<usize>,
    ) -> usize {
        self.build.plan.headings.push(Heading {
            text: Spanned::new(words.title.clone(), span),
            level,
            is_title: false,
            in_document: false,
            names,
            place,
            parent,
            scope: Spanned::new((), span),
        });
        self.build.plan.headings.len() - 1
    }

    /// `text`, read as Markdown with its actions.
    fn text(&mut self, table: &Table<'_>, place: &Place, heading: usize) {
        let Some(text) = table.text("text") else { return };
        let origin = Origin::string(&text, self.source);
        let setting =
            Setting { place: place.clone(), heading: Some(heading), in_record: true, ..Setting::default() };
        markdown::read(self.build, &origin, self.id, &setting);
    }

    /// How many things are wrong so far. A table in which something is adds nothing to the plan where it would take
    /// away from what is judged: what was to narrow it may be lost.
    fn wrongs(&self) -> usize {
        self.faults.count() + self.build.plan.problems.len()
    }

    fn not_applicable(&mut self, table: Table<'_>) {
        let before = self.wrongs();
        let framework = self.build.reader.framework();
        let place = Place {
            blocks: self.ids(
                table.texts("block"),
                ProblemKind::UnknownBlock,
                "block",
                &block_ids(framework),
                |id| framework.block(id),
            ),
            phases: self.ids(
                table.texts("phase"),
                ProblemKind::UnknownPhase,
                "phase",
                &phase_ids(framework),
                |id| framework.phase(id),
            ),
            sections: Vec::new(),
        };
        if !table.has("block") && !table.has("phase") {
            let message = "this says of no block and no phase that it is not applicable";
            let help = "add `block = \"ID\"`, `phase = \"ID\"` or both".to_owned();
            table.fault_with(ProblemKind::WrongType, table.span(), message, Some(help));
        }
        let reason = table.required_text("reason");
        table.finish();
        let is_sound = self.wrongs() == before;
        if let Some(reason) = reason.filter(|_| is_sound && place != Place::default()) {
            let reason = reason.map(|reason| one_line(&reason));
            self.build.plan.not_applicable.push(NotApplicable { place, reason });
        }
    }

    fn ignore(&mut self, table: Table<'_>) {
        let before = self.wrongs();
        let framework = self.build.reader.framework();
        let (block, phase, section) = (table.text("block"), table.text("phase"), table.text("section"));
        let (blocks, phases, sections) = (block_ids(framework), phase_ids(framework), section_ids(framework));
        for (id, kind, what, known) in [
            (&block, ProblemKind::UnknownBlock, "block", blocks),
            (&phase, ProblemKind::UnknownPhase, "phase", phases),
            (&section, ProblemKind::UnknownSection, "section", sections),
        ] {
            if let Some(id) = id.as_ref().filter(|id| !known.contains(&id.value.as_str())) {
                self.problem(unknown(kind, id, what, known.iter().copied()));
            }
        }
        let ignore = Ignore {
            rules: table.required_text("rule").into_iter().collect(),
            reason: table.text("reason"),
            until: table.date("until").map(values::date),
            reach: Reach::Plan { block, phase, section },
            action: table.text("action"),
            span: Spanned::new((), table.span()),
        };
        table.finish();
        if self.wrongs() == before {
            self.build.plan.ignores.push(ignore);
        }
    }

    /// The parts of the framework that ids name; the others are problems.
    pub(super) fn ids<T: PartialEq>(
        &mut self,
        ids: Vec<Spanned<String>>,
        kind: ProblemKind,
        what: &str,
        known: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for id in ids {
            match find(&id.value) {
                Some(part) if !found.contains(&part) => found.push(part),
                Some(_) => {}
                None => self.problem(unknown(kind, &id, what, known.iter().copied())),
            }
        }
        found
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.build.plan.problems.push(problem);
    }
}

fn stated<T>(target: T, words: &Words) -> Match<T> {
    Match { target, how: How::Title, word: words.title.clone() }
}

pub(super) fn block_ids(framework: &Framework) -> Vec<&str> {
    framework.blocks.iter().map(|block| block.words.id.as_str()).collect()
}

pub(super) fn phase_ids(framework: &Framework) -> Vec<&str> {
    framework.phases.iter().map(|phase| phase.words.id.as_str()).collect()
}

pub(super) fn section_ids(framework: &Framework) -> Vec<&str> {
    framework.sections.iter().map(|section| section.words.id.as_str()).collect()
}

/// The placeholders in the keys of a plan itself.
pub(super) fn about_placeholders(build: &mut Build<'_>) {
    let about = &build.plan.about;
    let words = [&about.title, &about.authority, &about.area];
    let mut found: Vec<Spanned<String>> = words
        .into_iter()
        .flatten()
        .filter(|text| {
            let found = placeholders::find(&text.value);
            !found.is_empty() || placeholders::is_only(&text.value, &found)
        })
        .cloned()
        .collect();
    let dates = [&about.updated, &about.review].into_iter().flatten();
    found.extend(
        dates
            .filter(|date| date.value.when == crate::plan::When::Placeholder)
            .map(|date| Spanned::new(date.value.text.clone(), date.span)),
    );
    let known = &build.plan.placeholders;
    found.retain(|text| known.iter().all(|other| other.text.span != text.span));
    let new = found.into_iter().map(|text| Placeholder {
        text,
        place: Place::default(),
        action: None,
        field: None,
    });
    build.plan.placeholders.extend(new);
}
