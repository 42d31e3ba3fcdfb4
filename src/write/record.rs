//! A plan as a `plan.toml`: what the template is given.

use serde::Serialize;

use super::escape::{self, Spot};
use super::guidance::{self, Advice, Guide};
use super::ignores::{self, Entry};
use super::outline::{Node, Outline, ROOT};
use super::{RecordStyle, markdown, notation};
use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx};
use crate::plan::{About, Action, PassageKind, Place, Plan, PlanStatus, Text};
use crate::source::Spanned;
use crate::text::listed;

/// A record. Values of keys are written as TOML already.
#[derive(Debug, Serialize)]
pub(super) struct Record<'p> {
    about: Vec<(&'static str, String)>,
    /// Whether a review date could still be added.
    reviewed: bool,
    whole: bool,
    guidance: bool,
    framework: &'p str,
    /// "lead, due and measure".
    required: String,
    tables: Vec<Table<'p>>,
    gaps: Vec<Gap>,
    ignores: Vec<Entry>,
}

/// A table of the record, and the actions that belong there.
#[derive(Debug, Default, Serialize)]
struct Table<'p> {
    /// `[section.X]`, `[block.X]`, `[block.X.phase.Y]` or `[[part]]`.
    header: Option<String>,
    title: String,
    /// How deep the heading stands that it is for.
    depth: usize,
    guide: Option<Guide<'p>>,
    /// The title of a part.
    part: bool,
    aim: Option<String>,
    text: Option<String>,
    actions: Vec<Item<'p>>,
    #[serde(skip)]
    pieces: Vec<String>,
}

/// An action: keys and values.
#[derive(Debug, Serialize)]
struct Item<'p> {
    advice: Option<Advice<'p>>,
    fields: Vec<(&'p str, String)>,
}

/// A gap that is meant.
#[derive(Debug, Serialize)]
struct Gap {
    fields: Vec<(&'static str, String)>,
}

impl<'p> Record<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        outline: &'p Outline<'p>,
        framework: &'p Framework,
        style: RecordStyle,
    ) -> Self {
        let guidance = style == RecordStyle::Whole { guidance: true };
        let whole = style != RecordStyle::Names;
        let required = framework.fields.iter().filter(|field| field.required);
        let required: Vec<&str> = required.map(|field| field.words.id.as_str()).collect();
        Self {
            about: about(&plan.about, !whole),
            reviewed: plan.about.review.is_some(),
            whole,
            guidance,
            framework: &framework.title,
            required: listed(&required, "and"),
            tables: if whole { Tables::new(plan, outline, framework, guidance).finish() } else { Vec::new() },
            gaps: plan
                .not_applicable
                .iter()
                .map(|gap| Gap::new(&gap.place, &gap.reason.value, framework))
                .collect(),
            ignores: ignores::in_record(plan, outline, framework),
        }
    }
}

/// The keys of `[plan]`. Names that nobody gave are left to be filled in; documents stand where the text does.
fn about(about: &About, with_documents: bool) -> Vec<(&'static str, String)> {
    let named =
        |text: &Option<Spanned<String>>| notation::toml(text.as_ref().map_or("", |text| text.value.as_str()));
    let mut keys = vec![
        ("title", named(&about.title)),
        ("authority", named(&about.authority)),
        ("area", named(&about.area)),
    ];
    if about.framework.is_some() {
        keys.push(("framework", named(&about.framework)));
    }
    if about.framework_version.is_some() {
        keys.push(("framework-version", named(&about.framework_version)));
    }
    if let Some(status) = &about.status {
        keys.push(("status", notation::toml(PlanStatus::name(status.value))));
    }
    for (key, date) in [("updated", &about.updated), ("review", &about.review)] {
        if let Some(date) = date {
            keys.push((key, notation::date(&date.value.text)));
        }
    }
    if with_documents && !about.documents.is_empty() {
        let documents: Vec<&str> = about.documents.iter().map(|document| document.value.as_str()).collect();
        keys.push(("documents", notation::toml_list(&documents)));
    }
    keys
}

/// The tables, being gathered: headings of one block and phase share one.
struct Tables<'p> {
    framework: &'p Framework,
    guidance: bool,
    all: Vec<Table<'p>>,
}

impl<'p> Tables<'p> {
    fn new(plan: &'p Plan, outline: &'p Outline<'p>, framework: &'p Framework, guidance: bool) -> Self {
        let mut tables = Self { framework, guidance, all: Vec::new() };
        // The tables that each heading's text goes into.
        let mut homes: Vec<Vec<usize>> = vec![Vec::new(); outline.nodes.len()];
        for (at, depth) in outline.in_order() {
            let node = &outline.nodes[at];
            homes[at] = if node.is_new {
                Vec::new()
            } else if at == ROOT {
                tables.root(node, markdown::title(plan))
            } else if node.own == Place::default() && node.parent != ROOT {
                tables.folded(node, outline.speaks(at), &homes[node.parent])
            } else {
                tables.of(node, depth)
            };
            for home in &homes[at] {
                tables.take(*home, node);
            }
            // A starter has its actions beside the advice on their block; a plan keeps their order.
            if guidance && !node.actions.is_empty() {
                let items = node.actions.iter().map(|action| Item::new(action, framework, guidance));
                let home = homes[at].first().copied().unwrap_or_else(|| tables.push(Table::default()));
                tables.all[home].actions.extend(items);
            }
        }
        if !guidance {
            let actions = plan.actions.iter().map(|action| Item::new(action, framework, guidance));
            tables.all.push(Table { actions: actions.collect(), ..Table::default() });
        }
        tables
    }

    /// Text before the first heading is a part under the plan's own title.
    fn root(&mut self, node: &Node<'_>, title: String) -> Vec<usize> {
        if node.passages.is_empty() { Vec::new() } else { vec![self.part(title, 1)] }
    }

    /// A heading that names nothing, within one that has a table: it becomes a line in bold, if any text follows it.
    fn folded(&mut self, node: &Node<'_>, speaks: bool, around: &[usize]) -> Vec<usize> {
        for home in around.iter().filter(|_| speaks) {
            let title = escape::words(&node.title, Spot::Bold);
            self.all[*home].pieces.push(format!("**{title}**"));
        }
        around.to_vec()
    }

    fn of(&mut self, node: &'p Node<'p>, depth: usize) -> Vec<usize> {
        let framework = self.framework;
        if !node.own.sections.is_empty() {
            let ids = node.own.sections.iter().map(|section| &framework[*section].words.id);
            return ids.map(|id| self.find(format!("[section.{id}]"), node, depth)).collect();
        }
        if node.own == Place::default() || node.place.blocks.is_empty() {
            return vec![self.part(node.title.clone(), depth)];
        }
        let mut homes = Vec::new();
        for block in &node.place.blocks {
            let block = &framework[*block].words.id;
            if node.place.phases.is_empty() {
                homes.push(self.find(format!("[block.{block}]"), node, depth));
            }
            for phase in &node.place.phases {
                let phase = &framework[*phase].words.id;
                homes.push(self.find(format!("[block.{block}.phase.{phase}]"), node, depth));
            }
        }
        homes
    }

    fn find(&mut self, header: String, node: &'p Node<'p>, depth: usize) -> usize {
        if let Some(found) = self.all.iter().position(|table| table.header.as_ref() == Some(&header)) {
            return found;
        }
        let guide = if self.guidance { guidance::guide(node, self.framework) } else { None };
        self.push(Table { header: Some(header), title: node.title.clone(), depth, guide, ..Table::default() })
    }

    fn part(&mut self, title: String, depth: usize) -> usize {
        self.push(Table { header: Some("[[part]]".to_owned()), title, depth, part: true, ..Table::default() })
    }

    fn push(&mut self, table: Table<'p>) -> usize {
        self.all.push(table);
        self.all.len() - 1
    }

    /// Puts a heading's text into a table.
    fn take(&mut self, home: usize, node: &Node<'_>) {
        let table = &mut self.all[home];
        let is_block = table
            .header
            .as_ref()
            .is_some_and(|header| header.starts_with("[block.") && !header.contains(".phase."));
        for passage in &node.passages {
            let text = &passage.text.value;
            if passage.kind != PassageKind::Aim {
                let text = escape::closed(text);
                let apart = table.pieces.last().is_some_and(|before| escape::grow_together(before, &text));
                table.pieces.extend(apart.then(|| "<!-- -->".to_owned()));
                table.pieces.push(text);
            } else if is_block && table.aim.is_none() {
                table.aim = Some(notation::toml(text));
            } else {
                table.pieces.push(format!("Aim: {}", escape::words(text, Spot::Paragraph)));
            }
        }
    }

    fn finish(self) -> Vec<Table<'p>> {
        let guidance = self.guidance;
        let mut tables = self.all;
        for table in &mut tables {
            if !table.pieces.is_empty() {
                table.text = Some(notation::toml(&table.pieces.join("\n\n")));
            }
            // In a starter the actions of a phase say enough; a table for its text can be added.
            let is_phase = table.header.as_ref().is_some_and(|header| header.contains(".phase."));
            if guidance && is_phase && table.text.is_none() && !table.actions.is_empty() {
                table.header = None;
            }
        }
        tables
    }
}

impl<'p> Item<'p> {
    fn new(action: &'p Action, framework: &'p Framework, guidance: bool) -> Self {
        let text = |text: &Option<Spanned<Text>>| text.as_ref().map(|text| notation::toml(&text.value.value));
        let plain = |text: &Option<Spanned<String>>| text.as_ref().map(|text| notation::toml(&text.value));
        let place = &action.place;
        let partners: Vec<&str> =
            action.partners.iter().map(|partner| partner.value.value.as_str()).collect();
        let status = action
            .status
            .as_ref()
            .map(|status| status.value.status.map_or(status.value.text.as_str(), |known| known.name()));
        let suggestion = action.suggestion.as_ref().map(|suggestion| {
            suggestion.value.suggestion.map_or(suggestion.value.text.as_str(), |ix| framework[ix].id.as_str())
        });
        let mut fields: Vec<(&str, Option<String>)> = vec![
            ("id", plain(&action.id)),
            ("title", Some(notation::toml(&action.title.value.value))),
            ("detail", plain(&action.detail)),
            ("block", blocks(&place.blocks, framework)),
            ("phase", phases(&place.phases, framework)),
            ("section", sections(&place.sections, framework)),
            ("suggestion", suggestion.map(notation::toml)),
            ("lead", text(&action.lead)),
            ("partners", (!partners.is_empty()).then(|| notation::toml_list(&partners))),
            ("start", action.start.as_ref().map(|date| notation::date(&date.value.text))),
            ("due", action.due.as_ref().map(|date| notation::date(&date.value.text))),
            ("measure", text(&action.measure)),
            ("cost", text(&action.cost)),
            ("status", status.map(notation::toml)),
            ("priority", text(&action.priority)),
            ("note", text(&action.note)),
        ];
        fields.extend(
            action.others.iter().map(|(id, text)| (id.as_str(), Some(notation::toml(&text.value.value)))),
        );
        if guidance {
            for field in framework.fields.iter().filter(|field| field.required) {
                let id = field.words.id.as_str();
                match fields.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, value)) => drop(value.get_or_insert_with(|| notation::toml(""))),
                    None => fields.push((id, Some(notation::toml("")))),
                }
            }
        }
        Self {
            advice: if guidance { guidance::advice(action, framework) } else { None },
            fields: fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        }
    }
}

impl Gap {
    fn new(place: &Place, reason: &str, framework: &Framework) -> Self {
        let keys = [
            ("block", blocks(&place.blocks, framework)),
            ("phase", phases(&place.phases, framework)),
            ("reason", Some(notation::toml(reason))),
        ];
        Self { fields: keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect() }
    }
}

fn blocks(blocks: &[BlockIx], framework: &Framework) -> Option<String> {
    let ids: Vec<&str> = blocks.iter().map(|ix| framework[*ix].words.id.as_str()).collect();
    (!ids.is_empty()).then(|| notation::toml_one_or_more(&ids))
}

fn phases(phases: &[PhaseIx], framework: &Framework) -> Option<String> {
    let ids: Vec<&str> = phases.iter().map(|ix| framework[*ix].words.id.as_str()).collect();
    (!ids.is_empty()).then(|| notation::toml_one_or_more(&ids))
}

fn sections(sections: &[SectionIx], framework: &Framework) -> Option<String> {
    let ids: Vec<&str> = sections.iter().map(|ix| framework[*ix].words.id.as_str()).collect();
    (!ids.is_empty()).then(|| notation::toml_one_or_more(&ids))
}
