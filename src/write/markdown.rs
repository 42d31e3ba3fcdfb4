//! A plan as one Markdown document: what the template is given.

use serde::Serialize;

use super::escape::{self, Spot};
use super::guidance::{self, Advice, Guide};
use super::ignores::{self, Accepted};
use super::outline::{Node, Outline};
use super::{DocumentStyle, notation};
use crate::framework::{BlockIx, Field, Framework, PhaseIx};
use crate::plan::{About, Action, ActionStatus, DateText, PassageKind, Plan, PlanStatus, Text, UNTITLED};
use crate::source::Spanned;
use crate::text::listed;

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Document<'p> {
    /// Front matter: keys and values, as YAML.
    front: Option<Vec<(&'static str, String)>>,
    title: String,
    framework: &'p str,
    guidance: bool,
    /// "Lead, Due and Measure".
    required: String,
    parts: Vec<Part<'p>>,
}

/// A heading and what stands under it; the first has none, and stands under the title.
#[derive(Debug, Serialize)]
struct Part<'p> {
    /// `##`, and the words.
    heading: Option<(String, String)>,
    /// What a comment states of the heading.
    states: Option<&'p str>,
    guide: Option<Guide<'p>>,
    ignores: Vec<Accepted>,
    reasons: Vec<String>,
    passages: Vec<Piece>,
    actions: Vec<Item<'p>>,
}

/// A passage.
#[derive(Debug, Serialize)]
struct Piece {
    aim: bool,
    text: String,
    /// Whether it has to be kept apart from the passage before it.
    apart: bool,
}

/// An action.
#[derive(Debug, Serialize)]
struct Item<'p> {
    done: bool,
    id: Option<String>,
    title: String,
    detail: Option<String>,
    /// Whether the detail has to be kept apart from the fields.
    apart: bool,
    advice: Option<Advice<'p>>,
    /// Labels and values.
    fields: Vec<(&'p str, String)>,
}

impl<'p> Document<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        outline: &'p Outline<'p>,
        framework: &'p Framework,
        style: DocumentStyle,
    ) -> Self {
        let ignores = ignores::in_document(plan, outline, framework);
        let parts = outline.in_order().into_iter().map(|(at, depth)| {
            let node = &outline.nodes[at];
            let own = ignores.iter().filter(|(home, _)| *home == at).map(|(_, ignore)| ignore.clone());
            Part::new(node, depth, own.collect(), framework, style)
        });
        Self {
            front: style.front_matter.then(|| front_matter(&plan.about)),
            title: escape::words(&title(plan), Spot::Heading),
            framework: &framework.title,
            guidance: style.guidance,
            required: listed(&guidance::required_labels(framework), "and"),
            parts: parts.collect(),
        }
    }
}

/// The title of the document: its heading, else the plan's name.
pub(super) fn title(plan: &Plan) -> String {
    let heading = plan.headings.iter().find(|heading| heading.is_title).map(|heading| &heading.text.value);
    heading.filter(|title| !title.trim().is_empty()).cloned().unwrap_or_else(|| plan.about.name())
}

fn front_matter(about: &About) -> Vec<(&'static str, String)> {
    let named =
        |text: &Option<Spanned<String>>| notation::yaml(text.as_ref().map_or("", |text| text.value.as_str()));
    let mut front = vec![
        ("title", named(&about.title)),
        ("authority", named(&about.authority)),
        ("area", named(&about.area)),
    ];
    if about.framework.is_some() {
        front.push(("framework", named(&about.framework)));
    }
    if about.framework_version.is_some() {
        front.push(("framework-version", named(&about.framework_version)));
    }
    if let Some(status) = &about.status {
        front.push(("status", PlanStatus::name(status.value).to_owned()));
    }
    for (key, date) in [("updated", &about.updated), ("review", &about.review)] {
        if let Some(date) = date {
            front.push((key, notation::date(&date.value.text)));
        }
    }
    front
}

impl<'p> Part<'p> {
    fn new(
        node: &'p Node<'p>,
        depth: usize,
        ignores: Vec<Accepted>,
        framework: &'p Framework,
        style: DocumentStyle,
    ) -> Self {
        const DEEPEST: usize = 6;
        let marks = "#".repeat((depth + 1).min(DEEPEST));
        let heading = (depth > 0).then(|| (marks, escape::words(&node.title, Spot::Heading)));
        let mut passages: Vec<Piece> = Vec::with_capacity(node.passages.len());
        for passage in &node.passages {
            let aim = passage.kind == PassageKind::Aim;
            let text = &passage.text.value;
            let text = if aim { escape::words(text, Spot::Paragraph) } else { escape::closed(text) };
            let before = passages.last().filter(|before| !before.aim && !aim);
            let apart = before.is_some_and(|before| escape::grow_together(&before.text, &text));
            passages.push(Piece { aim, text, apart });
        }
        Self {
            heading,
            states: node.states.as_deref(),
            guide: if style.guidance { guidance::guide(node, framework) } else { None },
            ignores,
            reasons: node.reasons.iter().map(|reason| escape::words(reason, Spot::Paragraph)).collect(),
            passages,
            actions: node.actions.iter().map(|action| Item::new(action, node, framework, style)).collect(),
        }
    }
}

impl<'p> Item<'p> {
    fn new(action: &'p Action, node: &Node<'_>, framework: &'p Framework, style: DocumentStyle) -> Self {
        let mut fields = fields(action, node, framework);
        let id = action.id.as_ref().map(|id| id.value.as_str());
        let bold = id.filter(|id| escape::is_id(id)).map(|id| escape::words(id, Spot::Bold));
        if let (Some(id), None) = (id, &bold)
            && let Some(field) = framework.field("id")
        {
            fields.insert(0, (field, id.to_owned()));
        }
        if style.guidance {
            lay_out(&mut fields, action, framework);
        } else if fields.is_empty() && looks_cut(&action.title.value.value) {
            // Without a field, the end of such a title could be read as a lead and a date.
            fields.extend(
                framework.field("lead").or(framework.fields.first()).map(|field| (field, String::new())),
            );
        }
        let title = Some(action.title.value.value.as_str()).filter(|title| !title.trim().is_empty());
        let title = title.unwrap_or(UNTITLED);
        let detail = action.detail.as_ref().map(|detail| escape::closed(&detail.value));
        let detail = detail.filter(|detail| !detail.is_empty());
        Self {
            done: action.status_is(ActionStatus::Done),
            title: escape::words(title, Spot::Title { id: bold.as_deref(), framework }),
            id: bold,
            apart: detail.as_ref().is_some_and(|detail| escape::grow_together(detail, "- field")),
            detail: detail.map(|detail| escape::indented(&detail, 2)),
            advice: if style.guidance { guidance::advice(action, framework) } else { None },
            fields: fields
                .into_iter()
                .map(|(field, value)| {
                    (field.words.title.as_str(), escape::words(&value, Spot::Field { framework }))
                })
                .collect(),
        }
    }
}

/// The fields of an action that say something, in the framework's order; those for block and phase where the
/// heading does not say it.
fn fields<'f>(action: &Action, node: &Node<'_>, framework: &'f Framework) -> Vec<(&'f Field, String)> {
    let text = |field: &Option<Spanned<Text>>| field.as_ref().map(|text| text.value.value.clone());
    let date = |field: &Option<Spanned<DateText>>| field.as_ref().map(|date| date.value.text.clone());
    let block = |ix: &BlockIx| framework[*ix].words.id.clone();
    let phase = |ix: &PhaseIx| framework[*ix].words.id.clone();
    let place = &action.place;
    let mut fields = Vec::new();
    for field in &framework.fields {
        let id = field.words.id.as_str();
        let value = match id {
            "id" => None,
            "lead" => text(&action.lead),
            "partners" => partners(action),
            "start" => date(&action.start),
            "due" => date(&action.due),
            "measure" => text(&action.measure),
            "cost" => text(&action.cost),
            "status" => status(action),
            "priority" => text(&action.priority),
            "suggestion" => action.suggestion.as_ref().map(|suggestion| suggestion.value.text.clone()),
            "note" => text(&action.note),
            "block" if place.blocks != node.place.blocks => {
                Some(place.blocks.iter().map(block).collect::<Vec<_>>().join("; "))
            }
            "phase" if place.phases != node.place.phases => {
                Some(place.phases.iter().map(phase).collect::<Vec<_>>().join("; "))
            }
            "block" | "phase" => None,
            _ => {
                action.others.iter().find(|(other, _)| other == id).map(|(_, text)| text.value.value.clone())
            }
        };
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            fields.push((field, value));
        }
    }
    fields
}

/// Names parted by `;`, also after the only one if it holds a comma, which would part it.
fn partners(action: &Action) -> Option<String> {
    let names: Vec<&str> = action.partners.iter().map(|partner| partner.value.value.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [only] if only.contains(',') => Some(format!("{only};")),
        names => Some(names.join("; ")),
    }
}

/// The words of the status, where the task box does not say them.
fn status(action: &Action) -> Option<String> {
    let status = action.status.as_ref()?;
    let said =
        status.value.status == Some(ActionStatus::Done) && status.value.text == ActionStatus::Done.name();
    (!said).then(|| status.value.text.clone())
}

/// Adds the fields that every action needs, empty, in the framework's order.
fn lay_out<'f>(fields: &mut Vec<(&'f Field, String)>, action: &Action, framework: &'f Framework) {
    let missing =
        framework.fields.iter().filter(|field| field.required && !action.has_field(&field.words.id));
    fields.extend(missing.map(|field| (field, String::new())));
    let order = |field: &Field| framework.fields.iter().position(|known| known.words.id == field.words.id);
    fields.sort_by_key(|(field, _)| order(field));
}

/// Whether a title holds signs that part a title from a lead and a date; some only part one that has a figure.
fn looks_cut(title: &str) -> bool {
    let has_figure = title.contains(|character: char| character.is_ascii_digit());
    let has_list = title.contains(": ") && title.contains(',');
    title.contains([';', '\u{2013}', '\u{2014}'])
        || title.contains(" -")
        || title.contains("- ")
        || title.trim_end_matches(['.', ' ']).ends_with([')', ']'])
        || has_list
        || (has_figure
            && (title.contains(['(', '[', '/', '|', '\u{2192}', '\u{2026}', ',', '.'])
                || title.contains(" by ")))
}
