//! Compares a plan as the tool reads it with its labels.

use std::collections::BTreeSet;
use std::fmt;

use recoveryplan::coverage::{Cell, Coverage, State};
use recoveryplan::plan::{ActionStatus, Plan};
use recoveryplan::report::{ActionReport, HeadingReport, MatchReport};
use recoveryplan::source::{Sources, Span};
use recoveryplan::view;

use super::judge::{COOPERATIVE, Judged, judge};
use super::labels::{ActionLabel, HeadingLabel, Labelled, PLACEHOLDER, compared, folded};

/// How many of all were right.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) right: usize,
    pub(crate) all: usize,
}

impl Share {
    /// In percent; 100 of nothing.
    pub(crate) fn percent(self) -> f64 {
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        if self.all == 0 { 100.0 } else { 100.0 * count(self.right) / count(self.all) }
    }
}

/// The figures of many plans, in the order in which they are printed.
pub(crate) struct Score {
    pub(crate) figures: Vec<(String, Share)>,
    /// Every disagreement: place, label, reading.
    pub(crate) differences: Vec<String>,
}

/// A line of a document.
struct Place {
    path: String,
    line: usize,
}

impl Score {
    /// No plan yet: every figure, of nothing.
    pub(crate) fn new() -> Self {
        let framework = COOPERATIVE.framework();
        let blocks = framework.blocks.iter().map(|block| block.words.id.as_str());
        let phases = framework.phases.iter().map(|phase| phase.words.id.as_str());
        let both = |name: &str| [format!("{name}-precision"), format!("{name}-recall")];
        let mut names: Vec<String> = ["headings", "sure", "blocks"].into_iter().flat_map(both).collect();
        names.extend(blocks.flat_map(both));
        names.extend(both("phases"));
        names.extend(phases.flat_map(both));
        names.extend(both("sections"));
        names.extend(["hints-offered", "hints-uncounted"].map(str::to_owned));
        names.extend(both("actions"));
        let fields = ["title", "lead", "due", "measure", "partners", "status", "block", "phase"];
        names.extend(fields.map(|field| format!("action-{field}")));
        names.extend(both("placeholders"));
        names.extend(["covered-blocks", "covered-phases", "no-false-missing"].map(str::to_owned));
        let figures = names.into_iter().map(|name| (name, Share::default())).collect();
        Self { figures, differences: Vec::new() }
    }

    /// Reads a plan and compares it with its labels.
    pub(crate) fn add(&mut self, labelled: &Labelled) {
        let judged =
            judge(&COOPERATIVE, &labelled.files.iter().map(|(p, t)| (p.as_str(), t)).collect::<Vec<_>>());
        self.placeholders(labelled, &judged);
        self.covered(labelled, &judged);
        let Judged { plan, sources, .. } = judged;
        let outline = view::outline(labelled.name.clone(), &plan, COOPERATIVE.framework(), sources);
        self.headings(labelled, &plan, &outline.headings, &outline.sources);
        self.actions(labelled, &outline.actions, &outline.sources);
    }

    fn count(&mut self, figure: &str, right: bool) {
        if let Some((_, share)) = self.figures.iter_mut().find(|(name, _)| name == figure) {
            share.all += 1;
            share.right += usize::from(right);
        } else {
            unreachable!("`{figure}` is no figure");
        }
    }

    fn differ(&mut self, what: &str, plan: &Labelled, at: &Place, said: fmt::Arguments<'_>) {
        self.differences.push(format!("{what}: {}/{}:{}: {said}", plan.name, at.path, at.line));
    }

    /// Counts whether the tool found what is labelled.
    fn recall(
        &mut self,
        what: &str,
        plan: &Labelled,
        found: bool,
        place: (&str, usize),
        text: &str,
    ) -> Place {
        let at = Place { path: place.0.to_owned(), line: place.1 };
        self.count(&format!("{what}s-recall"), found);
        if !found {
            self.differ(what, plan, &at, format_args!("\"{text}\" was not found"));
        }
        at
    }

    // -------------------------------------------------------------------------------------------- headings

    fn headings(&mut self, plan: &Labelled, read: &Plan, headings: &[HeadingReport], sources: &Sources) {
        let labels = &plan.labels.heading;
        let mut found = BTreeSet::new();
        for (ix, heading) in headings.iter().enumerate().filter(|(ix, _)| read.headings[*ix].in_document) {
            let at = place(sources, heading.span);
            let label = labels.iter().position(|label| label.path == at.path && label.line == at.line);
            let is_new = label.is_some_and(|label| found.insert(label));
            self.count("headings-precision", is_new);
            if !is_new {
                self.differ("heading", plan, &at, format_args!("\"{}\" is none", heading.text));
            }
            self.names(plan, &at, label.map(|label| &labels[label]), Some(heading));
            self.hints_of_the_tool(plan, &at, read, headings, ix);
        }
        for (ix, label) in labels.iter().enumerate() {
            let at =
                self.recall("heading", plan, found.contains(&ix), (&label.path, label.line), &label.text);
            if !found.contains(&ix) {
                self.names(plan, &at, Some(label), None);
            }
        }
    }

    /// What one heading names, by its label and by the tool; either may not have it as a heading at all.
    fn names(
        &mut self,
        plan: &Labelled,
        at: &Place,
        label: Option<&HeadingLabel>,
        read: Option<&HeadingReport>,
    ) {
        let none: &[String] = &[];
        let either = label.is_some_and(|label| label.either);
        let text = label.map_or_else(|| read.map_or("", |read| &read.text), |label| &label.text);
        let kinds = [
            (
                "blocks",
                label.map_or(none, |label| &label.block),
                label.map_or(none, |label| &label.block_hint),
                read.map_or_else(Vec::new, |read| read.blocks.iter().collect()),
            ),
            (
                "phases",
                label.map_or(none, |label| &label.phase),
                label.map_or(none, |label| &label.phase_hint),
                read.map_or_else(Vec::new, |read| read.phases.iter().collect()),
            ),
            (
                "sections",
                label.map_or(none, |label| &label.section),
                label.map_or(none, |label| &label.section_hint),
                read.map_or_else(Vec::new, |read| read.sections.iter().collect()),
            ),
        ];
        for (kind, sure, hints, read) in kinds {
            let hints: Vec<&String> = hints.iter().chain(sure.iter().filter(|_| either)).collect();
            let sure: Vec<&String> = sure.iter().filter(|_| !either).collect();
            let read_sure: Vec<&String> =
                read.iter().filter(|found| !found.is_hint).map(|found| &found.id).collect();
            let mut differs = false;
            for id in read_sure.iter().filter(|id| !(either && hints.contains(id))) {
                self.count_names(kind, id, "precision", sure.contains(id));
                differs |= !sure.contains(id);
            }
            for id in &sure {
                self.count_names(kind, id, "recall", read_sure.contains(id));
                differs |= !read_sure.contains(id);
            }
            for id in &hints {
                let offered = read.iter().any(|found| found.id == **id);
                self.count("hints-offered", offered);
                let counted = !either && read_sure.contains(id);
                self.count("hints-uncounted", !counted);
                differs |= !offered || counted;
            }
            if differs {
                let label = match (sure.is_empty(), hints.is_empty()) {
                    (true, true) => "nothing".to_owned(),
                    (true, false) if either => format!("sure or a hint {hints:?}"),
                    (true, false) => format!("a hint {hints:?}"),
                    (false, _) => format!("sure {sure:?}, a hint {hints:?}"),
                };
                let matched =
                    |found: &&MatchReport| format!("{} by {} \"{}\"", found.id, found.how, found.word);
                let read = read.iter().map(matched).collect::<Vec<_>>().join(", ");
                self.differ(kind, plan, at, format_args!("\"{text}\" is {label}, read as [{read}]"));
            }
        }
    }

    fn count_names(&mut self, kind: &str, id: &str, figure: &str, right: bool) {
        self.count(&format!("{kind}-{figure}"), right);
        if kind != "sections" {
            self.count(&format!("sure-{figure}"), right);
            self.count(&format!("{id}-{figure}"), right);
        }
    }

    /// What the tool itself calls a hint must not file any text: only this heading's sure names and its parents' do.
    fn hints_of_the_tool(
        &mut self,
        plan: &Labelled,
        at: &Place,
        read: &Plan,
        headings: &[HeadingReport],
        ix: usize,
    ) {
        let chain: Vec<usize> = std::iter::successors(Some(ix), |ix| read.headings[*ix].parent).collect();
        let surely = |names: fn(&HeadingReport) -> &[MatchReport], id: &str| {
            let mut all = chain.iter().flat_map(|ix| names(&headings[*ix]));
            all.any(|found| !found.is_hint && found.id == id)
        };
        let heading = &headings[ix];
        let filed = (heading.in_blocks.iter().map(|id| (id, surely(|heading| &heading.blocks, id))))
            .chain(heading.in_phases.iter().map(|id| (id, surely(|heading| &heading.phases, id))));
        for (id, surely) in filed {
            self.count("hints-uncounted", surely);
            if !surely {
                self.differ(
                    "hint",
                    plan,
                    at,
                    format_args!("text is filed under {id}, which no heading names"),
                );
            }
        }
    }

    // --------------------------------------------------------------------------------------------- actions

    fn actions(&mut self, plan: &Labelled, actions: &[ActionReport], sources: &Sources) {
        let labels = &plan.labels.action;
        let mut found = BTreeSet::new();
        for action in actions {
            let at = place(sources, action.span);
            let label = (0..labels.len())
                .find(|ix| !found.contains(ix) && labels[*ix].path == at.path && labels[*ix].line == at.line);
            self.count("actions-precision", label.is_some());
            if let Some(label) = label {
                found.insert(label);
                self.fields(plan, &at, &labels[label], action);
            } else {
                self.differ("action", plan, &at, format_args!("\"{}\" is none", action.title));
            }
        }
        for (ix, label) in labels.iter().enumerate() {
            self.recall("action", plan, found.contains(&ix), (&label.path, label.line), &label.title);
        }
    }

    fn fields(&mut self, plan: &Labelled, at: &Place, label: &ActionLabel, read: &ActionReport) {
        let said = |text: &Option<String>| text.clone().filter(|text| text != PLACEHOLDER);
        let fold = |text: Option<String>| text.as_deref().map(folded);
        let cut = |text: Option<String>| text.as_deref().map(compared);
        let texts = |texts: &[String]| texts.iter().map(|text| folded(text)).collect::<Vec<_>>().join("; ");
        let ids = |ids: &[String]| {
            ids.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
        };
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let pairs = [
            ("title", Some(compared(&label.title)), Some(compared(&read.title))),
            ("lead", fold(said(&label.lead)), fold(read.lead.clone())),
            ("due", said(&label.due), read.due.map(|due| due.to_string())),
            ("measure", cut(said(&label.measure)), cut(read.measure.clone())),
            ("partners", some(texts(&label.partners)), some(texts(&read.partners))),
            ("status", label.status.clone(), read.status.clone().filter(|word| is_known_status(word))),
            ("block", some(ids(&label.block)), some(ids(&read.blocks))),
            ("phase", some(ids(&label.phase)), some(ids(&read.phases))),
        ];
        for (field, label_says, tool_says) in pairs {
            self.count(&format!("action-{field}"), label_says == tool_says);
            if label_says != tool_says {
                let shown =
                    |text: Option<String>| text.map_or("nothing".to_owned(), |text| format!("\"{text}\""));
                let (label_says, tool_says) = (shown(label_says), shown(tool_says));
                self.differ(
                    field,
                    plan,
                    at,
                    format_args!("{label_says}, read as {tool_says}: {}", label.title),
                );
            }
        }
    }

    // ------------------------------------------------------------------------------ placeholders, coverage

    fn placeholders(&mut self, plan: &Labelled, judged: &Judged) {
        let labels = &plan.labels.placeholder;
        let mut found = BTreeSet::new();
        for finding in judged.of("placeholder") {
            let at = place(&judged.sources, finding.span);
            let words = judged.sources.slice(finding.span).to_lowercase();
            let label = (0..labels.len()).find(|ix| {
                let (label, text) = (&labels[*ix], labels[*ix].text.to_lowercase());
                let same_line = label.path == at.path && label.line == at.line;
                !found.contains(ix) && same_line && (words.contains(&text) || text.contains(&words))
            });
            self.count("placeholders-precision", label.is_some());
            if let Some(label) = label {
                found.insert(label);
            } else {
                self.differ("placeholder", plan, &at, format_args!("\"{words}\" is none"));
            }
        }
        for (ix, label) in labels.iter().enumerate() {
            self.recall("placeholder", plan, found.contains(&ix), (&label.path, label.line), &label.text);
        }
    }

    fn covered(&mut self, plan: &Labelled, judged: &Judged) {
        let framework = COOPERATIVE.framework();
        let coverage = Coverage::new(&judged.plan, framework);
        let doubtful = plan.labels.heading.iter().filter(|label| label.either);
        let doubtful: Vec<&String> =
            doubtful.flat_map(|label| label.block.iter().chain(&label.phase)).collect();
        let blocks = framework.block_ixs().map(|ix| (&framework[ix].words.id, coverage.has_something(ix)));
        let phases = framework.phase_ixs().map(|ix| {
            let filled = |cell: &Cell| cell.state == State::Covered;
            (&framework[ix].words.id, coverage.of_phase(ix).any(filled))
        });
        let labels = &plan.labels.covered;
        let all =
            blocks
                .map(|(id, read)| ("covered-blocks", "missing-block", id, labels.blocks.contains(id), read))
                .chain(phases.map(|(id, read)| {
                    ("covered-phases", "missing-phase", id, labels.phases.contains(id), read)
                }));
        let at = Place { path: plan.files[0].0.clone(), line: 1 };
        for (figure, rule, id, label, read) in all {
            if label || !doubtful.contains(&id) {
                self.count(figure, label == read);
                if label != read {
                    self.differ("covered", plan, &at, format_args!("{id} is {label}, read as {read}"));
                }
            }
            if label {
                let said = judged.of(rule).any(|finding| {
                    [&finding.subject.block, &finding.subject.phase]
                        .iter()
                        .any(|said| said.as_ref() == Some(id))
                });
                self.count("no-false-missing", !said);
                if said {
                    self.differ(rule, plan, &at, format_args!("{id} is covered"));
                }
            }
        }
    }
}

/// Whether a status is one of the known words; others are as good as none.
fn is_known_status(word: &str) -> bool {
    ActionStatus::NAMES.iter().any(|(name, _)| *name == word)
}

fn place(sources: &Sources, span: Span) -> Place {
    Place { path: sources.path(span).to_owned(), line: sources.positions(span).0.line }
}
