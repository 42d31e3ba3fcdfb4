//! A plan as one tree of headings with what stands under each: what both notations are written from.

use crate::framework::{BlockIx, Framework, PhaseIx, SectionIx};
use crate::plan::{Action, Heading, How, Match, Passage, PassageKind, Place, Plan};
use crate::source::Span;
use crate::words::Matcher;

/// The tree. The first node is the whole plan, under its title.
#[derive(Debug)]
pub(super) struct Outline<'p> {
    pub(super) nodes: Vec<Node<'p>>,
}

/// A heading and what stands under it.
#[derive(Debug, Default)]
pub(super) struct Node<'p> {
    /// Its words.
    pub(super) title: String,
    /// Where its text is filed.
    pub(super) place: Place,
    /// What it names itself.
    pub(super) own: Place,
    /// What a comment has to state of it, since its words and where it stands would be read as something else.
    pub(super) states: Option<String>,
    /// Where its text ends in the document that it was read from.
    pub(super) scope: Option<Span>,
    /// Whether the plan lacks it, and only what stands under it asks for it.
    pub(super) is_new: bool,
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
    pub(super) passages: Vec<&'p Passage>,
    pub(super) actions: Vec<&'p Action>,
    /// Why it is not applicable.
    pub(super) reasons: Vec<&'p str>,
}

/// The root of the tree.
pub(super) const ROOT: usize = 0;

impl<'p> Outline<'p> {
    pub(super) fn new(plan: &'p Plan, framework: &Framework) -> Self {
        let mut outline = Self { nodes: vec![Node::default()] };
        let matcher = Matcher::new(framework);
        let mut homes = Vec::with_capacity(plan.headings.len());
        for heading in &plan.headings {
            let parent = heading.parent.and_then(|at| homes.get(at)).copied().unwrap_or(ROOT);
            homes.push(if heading.is_title {
                ROOT
            } else {
                outline.take(heading, parent, framework, &matcher)
            });
        }
        for passage in &plan.passages {
            let home = passage.heading.and_then(|at| homes.get(at)).copied().unwrap_or(ROOT);
            outline.nodes[home].passages.push(passage);
        }
        // Nothing is to stand where a dropped action stood: it asks for no heading, and looks for its own last.
        let mut action_homes = vec![ROOT; plan.actions.len()];
        for (home, action) in
            action_homes.iter_mut().zip(&plan.actions).filter(|(_, action)| !action.is_dropped())
        {
            *home = outline.home(action, framework);
        }
        for gap in &plan.not_applicable {
            for home in outline.homes_of_gap(&gap.place, framework) {
                outline.nodes[home].reasons.push(&gap.reason.value);
            }
        }
        for (home, action) in
            action_homes.iter_mut().zip(&plan.actions).filter(|(_, action)| action.is_dropped())
        {
            *home = outline.home(action, framework);
        }
        for (home, action) in action_homes.into_iter().zip(&plan.actions) {
            outline.nodes[home].actions.push(action);
        }
        outline
    }

    /// Every node with its depth, in reading order; the root has depth 0.
    pub(super) fn in_order(&self) -> Vec<(usize, usize)> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut open = vec![(ROOT, 0)];
        while let Some((at, depth)) = open.pop() {
            order.push((at, depth));
            open.extend(self.nodes[at].children.iter().rev().map(|child| (*child, depth + 1)));
        }
        order
    }

    /// The first node where text is filed under `place`.
    pub(super) fn at(&self, place: &Place) -> Option<usize> {
        self.in_order().into_iter().map(|(at, _)| at).find(|at| self.nodes[*at].place == *place)
    }

    /// Whether any text stands under a heading, or under those below it.
    pub(super) fn speaks(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.passages.iter().any(|passage| passage.kind == PassageKind::Content)
            || node
                .children
                .iter()
                .any(|child| self.nodes[*child].own == Place::default() && self.speaks(*child))
    }

    fn take(&mut self, heading: &Heading, parent: usize, framework: &Framework, matcher: &Matcher) -> usize {
        let own = Place {
            blocks: targets(&heading.names.blocks),
            phases: targets(&heading.names.phases),
            sections: targets(&heading.names.sections),
        };
        let around = &self.nodes[parent].place;
        // What its words say of it, if nothing else did.
        let said = matcher.heading(&heading.text.value);
        let said = Place {
            blocks: targets(&said.blocks),
            phases: targets(&said.phases),
            sections: targets(&said.sections),
        };
        let beside = matcher.beside(&heading.text.value).is_some();
        let states = if below(around, &own) != heading.place {
            Some(stated(&heading.place, [false; 3], framework))
        } else if said != own || is_stated(heading) || (beside && own.phases.is_empty()) {
            let none =
                [!said.blocks.is_empty(), beside || !said.phases.is_empty(), !said.sections.is_empty()];
            Some(stated(&own, none, framework))
        } else {
            None
        };
        self.add(Node {
            title: heading.text.value.clone(),
            place: heading.place.clone(),
            own,
            states,
            scope: Some(heading.scope.span),
            parent,
            ..Node::default()
        })
    }

    fn add(&mut self, node: Node<'p>) -> usize {
        let at = self.nodes.len();
        self.nodes[node.parent].children.push(at);
        self.nodes.push(node);
        at
    }

    /// Where an action is written: under the heading that it was read under, else the first of its place; where
    /// there is none, under one written for its first block and phase, with fields that say the rest.
    fn home(&mut self, action: &Action, framework: &Framework) -> usize {
        let place = &action.place;
        if let Some(home) = self.closest(action) {
            return home;
        }
        let first = Place {
            blocks: place.blocks.first().copied().into_iter().collect(),
            phases: place.phases.first().copied().into_iter().collect(),
            sections: place.sections.clone(),
        };
        let section = Place { sections: place.sections.clone(), ..Place::default() };
        if can_say(place, &first, framework)
            && let Some(home) = self.at(&first)
        {
            return home;
        }
        if action.is_dropped() && can_say(place, &Place::default(), framework) {
            return ROOT;
        }
        match place.sections.as_slice() {
            [] if can_say(place, &first, framework) => {
                self.cell(first.blocks.first().copied(), first.phases.first().copied(), framework)
            }
            [only] if can_say(place, &section, framework) => {
                self.at(&section).unwrap_or_else(|| self.add_section(*only, framework))
            }
            [_, _, ..] if can_say(place, &section, framework) => {
                self.at(&section).unwrap_or_else(|| self.add_stated(&section, framework))
            }
            _ => self.add_stated(place, framework),
        }
    }

    /// The innermost heading around an action that has its place, else the first one that has.
    fn closest(&self, action: &Action) -> Option<usize> {
        let fits = |at: &usize| self.nodes[*at].place == action.place;
        let order: Vec<usize> = self.in_order().into_iter().map(|(at, _)| at).filter(fits).collect();
        let around = |at: &&usize| {
            self.nodes[**at]
                .scope
                .is_some_and(|scope| scope.contains(action.span.span) && scope.end > scope.start)
        };
        let innermost =
            order.iter().filter(around).max_by_key(|at| self.nodes[**at].scope.map(|scope| scope.start));
        innermost.or(order.first()).copied()
    }

    /// The headings under which a gap is stated: the one of its place, else one for each pair that it names.
    fn homes_of_gap(&mut self, place: &Place, framework: &Framework) -> Vec<usize> {
        if let Some(home) = self.at(place) {
            return vec![home];
        }
        let blocks = one_at_least(&place.blocks);
        let phases = one_at_least(&place.phases);
        let pairs = blocks.iter().flat_map(|block| phases.iter().map(move |phase| (*block, *phase)));
        pairs.map(|(block, phase)| self.cell(block, phase, framework)).collect()
    }

    /// The heading of a block, a phase or one in the other; written where there is none.
    fn cell(&mut self, block: Option<BlockIx>, phase: Option<PhaseIx>, framework: &Framework) -> usize {
        let place = |block: Option<BlockIx>, phase: Option<PhaseIx>| Place {
            blocks: block.into_iter().collect(),
            phases: phase.into_iter().collect(),
            sections: Vec::new(),
        };
        if let Some(found) = self.at(&place(block, phase)) {
            return found;
        }
        match (block, phase) {
            (Some(block), Some(phase)) => {
                let own_block = self.at(&place(Some(block), None));
                let around = self.at(&place(None, Some(phase))).filter(|at| self.holds_blocks(*at));
                match (own_block, around) {
                    (None, Some(parent)) => self.add_block(parent, block, framework),
                    (found, _) => {
                        let parent = found.unwrap_or_else(|| self.cell(Some(block), None, framework));
                        self.add_phase(parent, phase, framework)
                    }
                }
            }
            (Some(block), None) => {
                let parent = framework[block].parent.and_then(|parent| self.at(&place(Some(parent), None)));
                self.add_block(parent.unwrap_or(ROOT), block, framework)
            }
            (None, Some(phase)) => self.add_phase(ROOT, phase, framework),
            (None, None) => ROOT,
        }
    }

    fn holds_blocks(&self, at: usize) -> bool {
        self.nodes[at].children.iter().any(|child| !self.nodes[*child].own.blocks.is_empty())
    }

    fn add_block(&mut self, parent: usize, block: BlockIx, framework: &Framework) -> usize {
        let own = Place { blocks: vec![block], ..Place::default() };
        self.add_named(parent, own, &framework[block].words.title, |own| own.blocks.first().copied())
    }

    fn add_phase(&mut self, parent: usize, phase: PhaseIx, framework: &Framework) -> usize {
        let own = Place { phases: vec![phase], ..Place::default() };
        self.add_named(parent, own, &framework[phase].words.title, |own| own.phases.first().copied())
    }

    fn add_section(&mut self, section: SectionIx, framework: &Framework) -> usize {
        let own = Place { sections: vec![section], ..Place::default() };
        self.add_named(ROOT, own, &framework[section].words.title, |own| own.sections.first().copied())
    }

    /// Adds a heading in the framework's order among its likes.
    fn add_named<K: Ord>(
        &mut self,
        parent: usize,
        own: Place,
        title: &str,
        order: impl Fn(&Place) -> Option<K>,
    ) -> usize {
        let place = below(&self.nodes[parent].place, &own);
        let wanted = order(&own);
        let likes: Vec<(usize, Option<K>)> = self.nodes[parent]
            .children
            .iter()
            .enumerate()
            .map(|(index, child)| (index, order(&self.nodes[*child].own)))
            .filter(|(_, key)| key.is_some())
            .collect();
        let before = likes.iter().find(|(_, key)| *key > wanted).map(|(index, _)| *index);
        let index = before.or(likes.last().map(|(index, _)| index + 1));
        let at =
            self.add(Node { title: title.to_owned(), place, own, is_new: true, parent, ..Node::default() });
        if let Some(index) = index {
            let children = &mut self.nodes[parent].children;
            children.pop();
            children.insert(index, at);
        }
        at
    }

    /// Adds a heading whose place no words can name: a comment states it.
    fn add_stated(&mut self, place: &Place, framework: &Framework) -> usize {
        let sections = place.sections.iter().map(|ix| framework[*ix].words.title.as_str());
        let blocks = place.blocks.iter().map(|ix| framework[*ix].words.title.as_str());
        let phases = place.phases.iter().map(|ix| framework[*ix].words.title.as_str());
        let titles: Vec<&str> = sections.chain(blocks).chain(phases).collect();
        self.add(Node {
            title: titles.join("; "),
            place: place.clone(),
            own: place.clone(),
            is_new: true,
            states: Some(stated(place, [false; 3], framework)),
            parent: ROOT,
            ..Node::default()
        })
    }
}

/// Whether an action of `place` can stand under a heading of `around`, with fields for what the two do not share: a
/// field replaces blocks or phases, but cannot take them away, nor the sections.
fn can_say(place: &Place, around: &Place, framework: &Framework) -> bool {
    let blocks =
        place.blocks == around.blocks || (!place.blocks.is_empty() && framework.field("block").is_some());
    let phases =
        place.phases == around.phases || (!place.phases.is_empty() && framework.field("phase").is_some());
    blocks && phases && place.sections == around.sections
}

/// Where text under a heading is filed that names `own` and stands where text is filed under `around`.
fn below(around: &Place, own: &Place) -> Place {
    Place {
        blocks: if own.blocks.is_empty() { around.blocks.clone() } else { own.blocks.clone() },
        phases: if own.phases.is_empty() { around.phases.clone() } else { own.phases.clone() },
        sections: if own.sections.is_empty() { around.sections.clone() } else { own.sections.clone() },
    }
}

fn one_at_least<T: Copy>(parts: &[T]) -> Vec<Option<T>> {
    if parts.is_empty() { vec![None] } else { parts.iter().copied().map(Some).collect() }
}

fn targets<T: Copy>(matches: &[Match<T>]) -> Vec<T> {
    matches.iter().filter(|found| is_sure(found)).map(|found| found.target).collect()
}

fn is_sure<T>(found: &Match<T>) -> bool {
    found.how.is_sure()
}

/// Whether something besides its words says what a heading names.
fn is_stated(heading: &Heading) -> bool {
    let stated = |how: How| matches!(how, How::Comment | How::Config);
    let names = &heading.names;
    names.blocks.iter().any(|found| stated(found.how))
        || names.phases.iter().any(|found| stated(found.how))
        || names.sections.iter().any(|found| stated(found.how))
}

/// The words of a recoveryplan comment that states a place; `none` where it names nothing of a kind and has to say so.
fn stated(place: &Place, none: [bool; 3], framework: &Framework) -> String {
    let blocks: Vec<&str> = place.blocks.iter().map(|ix| framework[*ix].words.id.as_str()).collect();
    let phases: Vec<&str> = place.phases.iter().map(|ix| framework[*ix].words.id.as_str()).collect();
    let sections: Vec<&str> = place.sections.iter().map(|ix| framework[*ix].words.id.as_str()).collect();
    let kinds = [("block", blocks), ("phase", phases), ("section", sections)];
    let said = kinds.into_iter().zip(none).filter_map(|((kind, ids), none)| match ids.as_slice() {
        [] => none.then(|| format!("{kind}=none")),
        ids => Some(format!("{kind}={}", ids.join(","))),
    });
    said.collect::<Vec<_>>().join(" ")
}
