//! Markdown into a plan: headings set the place, and everything below is an action, text or a comment.

use std::collections::HashMap;

use super::blocks::{self, Block, BlockKind, Document, Table};
use super::bold;
use super::comments::{self, Comment};
use super::gather::{html_words, inlines, placeholders_in};
use super::headers::Column;
use super::inline::Inline;
use super::origin::Origin;
use super::rows::{self, Columns};
use super::values::one_line;
use super::{Build, Reader, placeholders, shapes, stages, typed};
use crate::framework::{BlockIx, PhaseIx};
use crate::plan::{ActionTable, Heading, Match, Names, Place, Placeholder};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Spanned};
use crate::text::{did_you_mean, key};

/// Where a text stands before its own headings speak.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// The place of the table of a record that holds the text.
    pub(super) place: Place,
    /// The heading that it stands under.
    pub(super) heading: Option<usize>,
    /// A string of a record: it holds neither headings nor comments.
    pub(super) in_record: bool,
    /// Whether the document is all of its plan, so that a sole level-1 heading is the title.
    pub(super) alone: bool,
}

/// Reads a text into the plan that is being built.
pub(super) fn read(build: &mut Build<'_>, origin: &Origin<'_>, source: SourceId, setting: &Setting) {
    let mut document = blocks::parse(&origin.text);
    if !setting.in_record && build.plan.about.framework.is_none() {
        // A plan that names no framework was not written for this tool.
        typed::as_lists(&mut document);
        bold::as_headings(&mut document, build.reader, origin);
    }
    let first_heading = build.plan.headings.len();
    let mut walk = Walk {
        build,
        origin,
        document: &document,
        setting,
        open: Vec::new(),
        title: None,
        front: None,
        beside: HashMap::new(),
    };
    walk.title = walk.title_heading();
    walk.front = walk.front_page();
    walk.beside = stages::beside(walk.document, walk.build.reader);
    for block in &document.blocks {
        walk.block(block);
    }
    walk.close_scopes(first_heading);
    walk.comments(source, first_heading);
}

pub(super) struct Walk<'w, 'b, 'f> {
    pub(super) build: &'w mut Build<'f>,
    pub(super) origin: &'w Origin<'w>,
    pub(super) document: &'b Document,
    pub(super) setting: &'w Setting,
    /// The headings that are open: level and index.
    open: Vec<(u8, usize)>,
    /// Where the title heading starts.
    title: Option<usize>,
    /// Where the last heading of its front page starts.
    front: Option<usize>,
    /// Headings that name a phase only because a sibling does, by where they start.
    beside: HashMap<usize, Match<PhaseIx>>,
}

impl<'b> Walk<'_, 'b, '_> {
    /// The sole level-1 heading, where it is the plan's title.
    fn title_heading(&self) -> Option<usize> {
        let mut first = self.document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading { level: 1, text } => Some((block.range.start, text)),
            _ => None,
        });
        let (start, text) = first.next()?;
        let sole = first.next().is_none();
        let known = self.build.plan.about.title.as_ref();
        let is_plans = known.is_some_and(|title| key(&title.value) == key(&text.plain));
        (sole && (self.setting.alone || is_plans)).then_some(start)
    }

    /// The last of several level-1 headings at the very top with no text between them: a name and a title, "Exampleshire
    /// Resilience Forum" and "Recovery Strategy".
    fn front_page(&self) -> Option<usize> {
        let is_title = |block: &&Block| matches!(block.kind, BlockKind::Heading { level: 1, .. });
        let titles = self.document.blocks.iter().take_while(is_title);
        titles.enumerate().last().filter(|(at, _)| *at > 0).map(|(_, block)| block.range.start)
    }

    /// Where text stands now.
    pub(super) fn place(&self) -> &Place {
        self.open.last().map_or(&self.setting.place, |(_, at)| &self.build.plan.headings[*at].place)
    }

    pub(super) fn heading(&self) -> Option<usize> {
        self.open.last().map(|(_, at)| *at).or(self.setting.heading)
    }

    fn block(&mut self, block: &'b Block) {
        match &block.kind {
            BlockKind::Heading { level, text } if self.setting.in_record => {
                let span = self.origin.span(text.source(text.whole()));
                let message = format!("a heading cannot stand in this text (level {level})");
                let help = "leave the heading out, or write the text in a document that `documents` names";
                self.problem(Problem::new(ProblemKind::WrongType, span, message).help(help));
            }
            BlockKind::Heading { level, text } => self.open_heading(*level, text, block),
            BlockKind::Paragraph(text) => self.paragraph(text, block.range.clone()),
            BlockKind::List(items) => self.list(items),
            BlockKind::Table(table) => self.table(table, block),
            BlockKind::Quote(_) => {
                let mut words = Vec::new();
                inlines(std::slice::from_ref(block), &mut words);
                self.content(block.range.clone(), &words, false);
            }
            BlockKind::Code { blank } => self.content(block.range.clone(), &[], !blank),
            BlockKind::Html => {
                let says_something = html_words(&self.origin.text, block.range.clone()).is_some();
                self.content(block.range.clone(), &[], says_something);
            }
            BlockKind::Rule => {}
        }
    }

    fn open_heading(&mut self, level: u8, text: &Inline, block: &Block) {
        let is_title = self.title == Some(block.range.start);
        let names_nothing = is_title || self.front.is_some_and(|front| block.range.start <= front);
        self.open.retain(|(open, _)| *open < level);
        let span = self.origin.span(text.source(text.whole()));
        let words = one_line(&text.plain);
        let mut names =
            if names_nothing { Names::default() } else { self.build.reader.matcher.heading(&words) };
        if let Some(found) = self.beside.get(&block.range.start) {
            names.phases = vec![found.clone()];
        }
        for comment in self.comments_right_after(block.range.clone()) {
            if let Some(Comment::Names(stated)) = comments::read(self.origin, comment) {
                self.state(&stated, &mut names);
            }
        }
        if !names_nothing {
            self.build.reader.titles.help(&words, &mut names);
        }
        let mut place = self.place().clone();
        take_over(&mut place, &names);
        let parent = self.open.last().map(|(_, at)| *at);
        let index = self.build.plan.headings.len();
        for text in placeholders_in(text, self.origin) {
            let placeholder = Placeholder { text, place: place.clone(), action: None, field: None };
            self.build.plan.placeholders.push(placeholder);
        }
        if is_title && self.build.plan.about.title.is_none() {
            self.build.plan.about.title =
                Some(Spanned::new(words.clone(), span)).filter(|text| !text.value.is_empty());
        }
        self.build.plan.headings.push(Heading {
            text: Spanned::new(words, span),
            level,
            is_title,
            in_document: true,
            names,
            place,
            parent,
            scope: Spanned::new((), self.origin.span(block.range.clone())),
        });
        self.open.push((level, index));
    }

    fn table(&mut self, table: &Table, block: &Block) {
        let Some((table, columns)) = shapes::fit(self.build.reader, table) else {
            let mut words: Vec<&Inline> = table.header.iter().collect();
            words.extend(table.rows.iter().flat_map(|row| &row.cells));
            self.content(block.range.clone(), &words, false);
            return;
        };
        let around = self.place().clone();
        let mut place = around.clone();
        let index = self.build.plan.tables.len();
        let header = self.origin.cut(table.header_range.clone());
        let framework = self.build.reader.framework();
        let fields = columns.all.iter().filter_map(|column| match column {
            Column::Field(field) => Some(framework[*field].words.id.clone()),
            _ => None,
        });
        self.build.plan.tables.push(ActionTable {
            header: Spanned::new((), header.span),
            place: place.clone(),
            fields: fields.collect(),
        });
        let mut merged = MergedCells::default();
        let themes: Vec<Option<Names>> =
            table.rows.iter().map(|row| self.theme_row(&columns, &row.cells)).collect();
        let in_stages = themes.iter().flatten().any(Names::names_phase);
        for (row, theme) in table.rows.iter().zip(themes) {
            if let Some(mut names) = theme {
                // "Recovery" is a stage beside "Relief" and "Long term".
                if in_stages && !names.is_sure() {
                    let words =
                        row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| one_line(&cell.plain));
                    names.phases.extend(words.and_then(|words| self.build.reader.matcher.beside(&words)));
                }
                place = around.clone();
                take_over(&mut place, &names);
            } else if let Some(mut draft) =
                rows::row(self.build.reader, self.origin, &place, &table, &columns, row)
            {
                draft.action.table = Some(index);
                merged.fill(self.build.reader, &columns, &row.cells, &mut draft.action.place);
                self.action(draft);
            }
        }
    }

    /// A row with one cell that stands as a heading over the rows below it: it names a block or a phase, is bold or
    /// in capitals, or is no cell of actions.
    fn theme_row(&self, columns: &Columns, cells: &[Inline]) -> Option<Names> {
        let mut spoken = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let (at, only) = spoken.next()?;
        // A cell that spans the table stands in each of its columns after a conversion.
        let spans = cells.len() > 1 && cells.iter().all(|cell| cell.plain.trim() == only.plain.trim());
        if spoken.next().is_some() && !spans {
            return None;
        }
        let words = one_line(&only.plain);
        let names = self.build.reader.matcher.heading(&words);
        let is_named = names.names_block() || names.names_phase();
        let is_loud = only.all(only.whole(), |look| look.strong)
            || (words.chars().filter(|character| character.is_alphabetic()).count() > 2
                && !words.chars().any(char::is_lowercase));
        let stands_over = is_named || is_loud || spans || at != columns.action;
        (stands_over && !placeholders::is_furniture(&words)).then_some(names)
    }

    /// A heading's scope reaches to the next heading that is not below it.
    fn close_scopes(&mut self, first: usize) {
        let headings = &mut self.build.plan.headings;
        let end = self.origin.span(self.origin.text.len()..self.origin.text.len()).start;
        let mut open: Vec<usize> = Vec::new();
        for at in first..headings.len() {
            let start = headings[at].scope.span.start;
            while let Some(above) = open.pop_if(|above| headings[*above].level >= headings[at].level) {
                headings[above].scope.span.end = start;
            }
            open.push(at);
        }
        for at in open {
            headings[at].scope.span.end = end;
        }
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.build.plan.problems.push(problem);
    }
}

/// What the cells of a block's or a phase's column said last: one that is left blank was merged with those above.
#[derive(Default)]
struct MergedCells {
    blocks: Vec<BlockIx>,
    phases: Vec<PhaseIx>,
}

impl MergedCells {
    fn fill(&mut self, reader: &Reader, columns: &Columns, cells: &[Inline], place: &mut Place) {
        let cell = |id: &str| columns.column(reader, id).and_then(|at| cells.get(at));
        match cell("block") {
            Some(cell) if !cell.is_blank() => self.blocks = reader.matcher.blocks(&cell.plain),
            Some(_) if !self.blocks.is_empty() => place.blocks.clone_from(&self.blocks),
            _ => {}
        }
        match cell("phase") {
            Some(cell) if !cell.is_blank() => self.phases = reader.matcher.phases(&cell.plain),
            Some(_) if !self.phases.is_empty() => place.phases.clone_from(&self.phases),
            _ => {}
        }
    }
}

/// What a heading surely names replaces what its parents named.
fn take_over(place: &mut Place, names: &Names) {
    let blocks: Vec<_> =
        names.blocks.iter().filter(|found| found.how.is_sure()).map(|found| found.target).collect();
    let phases: Vec<_> =
        names.phases.iter().filter(|found| found.how.is_sure()).map(|found| found.target).collect();
    let sections: Vec<_> =
        names.sections.iter().filter(|found| found.how.is_sure()).map(|found| found.target).collect();
    if !blocks.is_empty() {
        place.blocks = blocks;
    }
    if !phases.is_empty() {
        place.phases = phases;
    }
    if !sections.is_empty() {
        place.sections = sections;
    }
}

/// Help for a word that is none of the known ones.
pub(super) fn known_help<'k>(word: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    did_you_mean(word, known.clone()).unwrap_or_else(|| {
        let known: Vec<String> = known.map(|id| format!("`{id}`")).collect();
        if known.is_empty() {
            "the framework has none".to_owned()
        } else {
            format!("the framework has {}", crate::text::listed(&known, "and"))
        }
    })
}
