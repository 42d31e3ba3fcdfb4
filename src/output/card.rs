//! A card: an excerpt of a plan, what is wrong there, what to do, and the framework's own ideas for a gap.

use std::collections::HashSet;

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Message, Renderer, Snippet, Title};
use anstyle::{AnsiColor, Style};

use super::excerpt::excerpt;
use super::matrix::wrap;
use super::{IDEAS, WIDTH, renderer, said};
use crate::finding::{Finding, Level, Offer};
use crate::report::PlanReport;
use crate::source::{Source, SourceId, Span};
use crate::text::printable;

/// How many lines may lie between two findings of one action on one card.
const APART: usize = 12;

/// The cards of one plan, as text.
pub(super) struct Cards<'r> {
    plan: &'r PlanReport,
    renderer: Renderer,
    is_styled: bool,
    /// Where the lines begin on which the title of an action stands, in order.
    actions: Vec<(SourceId, usize)>,
    /// The ideas that were told in full on an earlier card.
    told: HashSet<&'r str>,
}

impl<'r> Cards<'r> {
    pub(super) fn new(plan: &'r PlanReport, is_styled: bool) -> Self {
        let line = |span: Span| {
            let text = plan.sources.get(span.source).text();
            let before = text.get(..span.start).unwrap_or(text);
            (span.source, before.rfind(['\n', '\r']).map_or(0, |at| at + 1))
        };
        let mut actions: Vec<(SourceId, usize)> = plan.titles.iter().map(|title| line(*title)).collect();
        actions.sort_unstable();
        Self { plan, renderer: renderer(is_styled), is_styled, actions, told: HashSet::new() }
    }

    /// Whether a finding goes on the card of the one before it: about the same action and near it, or the same said
    /// of one place twice. Gaps with ideas have cards of their own.
    pub(super) fn share(&self, one: &Finding, next: &Finding) -> bool {
        if one.span.source != next.span.source || !one.offers.is_empty() || !next.offers.is_empty() {
            return false;
        }
        if one.subject.action.is_none() || one.subject != next.subject {
            return one.span == next.span && one.rule.name == next.rule.name;
        }
        // Two actions may have one name.
        let started = |span: Span| self.actions.partition_point(|line| *line <= (span.source, span.start));
        if started(one.span) != started(next.span) {
            return false;
        }
        let source = self.plan.sources.get(one.span.source);
        let between = source.text().get(one.span.start..next.span.start).unwrap_or_default();
        between.lines().take(APART + 1).count() <= APART
    }

    /// A card with the findings that share it, in the order of their places.
    pub(super) fn card(&mut self, findings: &[&'r Finding]) -> String {
        let places = places(findings);
        let Some((first, _)) = places.first() else { return String::new() };
        let mut text = String::new();
        for finding in findings {
            text.push_str(&self.renderer.render(&[Group::with_title(title(finding))]));
            text.push('\n');
        }
        let source = self.plan.sources.get(first.source);
        let spans: Vec<Span> = places.iter().map(|(span, _)| *span).collect();
        let excerpt = excerpt(source, &spans);
        let last_line = excerpt.line + excerpt.text.matches('\n').count();
        let gutter = last_line.to_string().len();
        text.push_str(&format!("{:gutter$}{}\n", "", self.arrow(source, *first)));
        let alone = places.len() == 1;
        let marks = excerpt.marks.into_iter().zip(places).map(|(mark, (_, rules))| {
            let label = Some(rules.join(", ")).filter(|_| !alone);
            AnnotationKind::Primary.span(mark).label(label)
        });
        let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).annotations(marks);
        let level = findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Note);
        let group = Group::with_level(heading(level)).element(snippet);
        let width = WIDTH - gutter - " = help: ".len();
        text.push_str(&self.renderer.render(&[group.elements(helps(findings, width))]));
        text.push_str("\n\n");
        text.push_str(&self.ideas(findings.iter().flat_map(|finding| &finding.offers)));
        text
    }

    /// The place of a span, as the renderer would write it: it counts columns from where an excerpt was cut.
    fn arrow(&self, source: &Source, span: Span) -> String {
        let style = if self.is_styled { AnsiColor::BrightBlue.on_default().bold() } else { Style::new() };
        let (path, at) = (printable(source.path(), false), source.position(span.start));
        format!("{style}-->{style:#} {path}:{}:{}", at.line, at.column)
    }

    /// The framework's ideas for a gap; those that stand further up by their titles alone.
    fn ideas(&mut self, offers: impl Iterator<Item = &'r Offer>) -> String {
        let mut offers = offers.peekable();
        if offers.peek().is_none() {
            return String::new();
        }
        let mut text = "  Ideas from the framework:\n\n".to_owned();
        for offer in offers.by_ref().take(IDEAS) {
            let title = said(&offer.title);
            if self.told.insert(&offer.id) {
                text.push_str(&format!("  * {title}\n{}\n", advice(offer)));
            } else {
                text.push_str(&format!("  * {title} (see above)\n\n"));
            }
        }
        match offers.count() {
            0 => {}
            rest => {
                let framework = printable(&self.plan.framework, false);
                text.push_str(&format!("  ... and {rest} more: recoveryplan framework show {framework}\n\n"));
            }
        }
        text
    }
}

/// The places of findings in their order, each once, with the rules that speak of it.
fn places(findings: &[&Finding]) -> Vec<(Span, Vec<&'static str>)> {
    let mut places: Vec<(Span, Vec<&'static str>)> = Vec::new();
    for finding in findings {
        match places.last_mut() {
            Some((span, rules)) if *span == finding.span => rules.push(finding.rule.name),
            _ => places.push((finding.span, vec![finding.rule.name])),
        }
    }
    places
}

/// A level as the renderer colours it.
fn heading(level: Level) -> Heading<'static> {
    match level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Note => Heading::NOTE,
    }
}

fn title(finding: &Finding) -> Title<'static> {
    heading(finding.level).primary_title(said(&finding.message)).id(finding.rule.name)
}

/// What to do, each help once, in lines of so many characters.
fn helps(findings: &[&Finding], width: usize) -> Vec<Message<'static>> {
    let mut told = HashSet::new();
    let helps = findings.iter().filter_map(|finding| finding.help.as_deref());
    let helps = helps.filter(|help| told.insert(*help));
    helps.map(|help| Heading::HELP.message(wrap(&said(help), width).join("\n"))).collect()
}

/// How an idea could be carried out.
fn advice(offer: &Offer) -> String {
    let advice = [
        offer.detail.clone(),
        offer.lead.as_ref().map(|lead| format!("Could be led by: {lead}")),
        offer.measure.as_ref().map(|measure| format!("Could be measured by: {measure}")),
    ];
    let mut text = String::new();
    for line in advice.iter().flatten().flat_map(|words| wrap(&said(words), WIDTH - 4)) {
        text.push_str(&format!("    {line}\n"));
    }
    text
}
