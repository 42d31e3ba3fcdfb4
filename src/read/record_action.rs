//! `[[action]]` of a record.

use super::blocks::{self, BlockKind, Item};
use super::gather::{inlines, placeholders_in};
use super::origin::Origin;
use super::record::{Record, block_ids, phase_ids, section_ids};
use super::values::{Draft, one_line};
use crate::plan::{ActionStatus, StatusText, SuggestionText};
use crate::problem::{Problem, ProblemKind};
use crate::source::Spanned;
use crate::table::Table;
use crate::text::did_you_mean;

/// The fields of the contract: each has a key of its own kind.
const KNOWN: [&str; 13] = [
    "id", "lead", "partners", "start", "due", "measure", "cost", "status", "priority", "suggestion", "phase",
    "block", "note",
];

impl Record<'_, '_> {
    /// Reads one.
    pub(super) fn action(&mut self, table: &Table<'_>) {
        let framework = self.build.reader.framework();
        let mut draft = Draft::default();
        draft.action.span = Spanned::new((), table.span());
        draft.action.title.span = table.span();
        draft.action.id = table.text("id").map(|id| id.map(|id| id.trim().to_owned()));
        if let Some(title) = table.text("title") {
            draft.title(title.map(|title| one_line(&title)));
        }
        if let Some(detail) = table.text("detail") {
            self.detail(&mut draft, &detail);
        }
        draft.action.place.blocks =
            self.ids(table.texts("block"), ProblemKind::UnknownBlock, "block", &block_ids(framework), |id| {
                framework.block(id)
            });
        draft.action.place.phases =
            self.ids(table.texts("phase"), ProblemKind::UnknownPhase, "phase", &phase_ids(framework), |id| {
                framework.phase(id)
            });
        draft.action.place.sections = self.ids(
            table.texts("section"),
            ProblemKind::UnknownSection,
            "section",
            &section_ids(framework),
            |id| framework.section(id),
        );
        for partner in table.texts("partners") {
            draft.partner(partner.map(|partner| one_line(&partner)));
        }
        draft.action.start =
            table.date("start").map(|date| draft.date("start", date.map(|date| one_line(&date))));
        draft.action.due = table.date("due").map(|date| draft.date("due", date.map(|date| one_line(&date))));
        if let Some(status) = table.text("status") {
            draft.action.status = Some(self.status(status));
        }
        if let Some(suggestion) = table.text("suggestion") {
            let found = framework.suggestion(&suggestion.value);
            if found.is_none() {
                let known: Vec<&str> =
                    framework.suggestion_ixs().map(|ix| framework[ix].id.as_str()).collect();
                let help = did_you_mean(&suggestion.value, known.iter().copied())
                    .unwrap_or_else(|| "`recoveryplan framework show` lists the suggestions".to_owned());
                let message = format!("the framework has no suggestion `{}`", suggestion.value);
                let problem = Problem::new(ProblemKind::UnknownSuggestion, suggestion.span, message);
                self.problem(problem.help(help));
            }
            draft.action.suggestion = Some(suggestion.map(|text| SuggestionText { text, suggestion: found }));
        }
        self.other_fields(&mut draft, table);
        let (action, placeholders) = draft.finish(self.build.plan.actions.len());
        self.build.plan.actions.push(action);
        self.build.plan.placeholders.extend(placeholders);
    }

    /// The fields that hold words, and the framework's own fields beyond the contract's.
    fn other_fields(&mut self, draft: &mut Draft, table: &Table<'_>) {
        let framework = self.build.reader.framework();
        for id in ["lead", "measure", "cost", "priority", "note"] {
            if let Some(value) = table.text(id) {
                let kind = framework.field(id).map(|field| field.kind).unwrap_or_default();
                draft.words(id, kind, value.map(|value| one_line(&value)));
            }
        }
        let own = framework.fields.iter().filter(|field| !KNOWN.contains(&field.words.id.as_str()));
        for field in own {
            if let Some(value) = table.text_named(&field.words.id) {
                draft.words(&field.words.id, field.kind, value.map(|value| one_line(&value)));
            }
        }
        table.finish_with(framework.fields.iter().map(|field| field.words.id.as_str()));
    }

    /// The detail is Markdown without headings, task boxes, fields and comments of its own.
    fn detail(&mut self, draft: &mut Draft, detail: &Spanned<String>) {
        let origin = Origin::string(detail, self.source);
        let document = blocks::parse(&origin.text);
        let mut wrong = Vec::new();
        for block in &document.blocks {
            match &block.kind {
                BlockKind::Heading { text, .. } => wrong.push((text.source(text.whole()), "a heading")),
                BlockKind::List(items) => self.wrong_items(items, &origin, &mut wrong),
                BlockKind::Paragraph(words)
                    if !self.build.reader.labels.find(words, &origin, true).is_empty() =>
                {
                    wrong.push((block.range.clone(), "a field"));
                }
                _ => {}
            }
        }
        for (range, what) in wrong {
            let message = format!("{what} cannot stand in the detail of an action");
            let help = "fields are keys of the action; a step of its own is an [[action]] of its own";
            self.problem(Problem::new(ProblemKind::WrongType, origin.span(range), message).help(help));
        }
        let mut words = Vec::new();
        inlines(&document.blocks, &mut words);
        let found = words.iter().flat_map(|words| placeholders_in(words, &origin));
        draft.detail_placeholders(found.collect());
        let cut = origin.cut(0..origin.text.len());
        draft.action.detail = Some(cut).filter(|text| !text.value.is_empty());
    }

    fn wrong_items(
        &self,
        items: &[Item],
        origin: &Origin<'_>,
        wrong: &mut Vec<(std::ops::Range<usize>, &'static str)>,
    ) {
        for item in items {
            if item.task.is_some() {
                wrong.push((item.range.clone(), "a task box"));
            } else if !self.build.reader.labels.find(&item.text, origin, true).is_empty() {
                wrong.push((item.text.source(item.text.whole()), "a field"));
            }
        }
    }

    fn status(&mut self, status: Spanned<String>) -> Spanned<StatusText> {
        let known = ActionStatus::NAMES.iter().find(|(name, _)| *name == status.value);
        if known.is_none() {
            let names = ActionStatus::NAMES.iter().map(|(name, _)| *name);
            let message = format!("`{}` is no status of an action", status.value);
            let help = did_you_mean(&status.value, names.clone()).unwrap_or_else(|| {
                let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
                format!("a status is {}", crate::text::listed(&names, "or"))
            });
            self.problem(Problem::new(ProblemKind::UnknownStatus, status.span, message).help(help));
        }
        status.map(|text| StatusText { text, status: known.map(|(_, status)| *status) })
    }
}
