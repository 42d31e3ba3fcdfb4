//! Comments in their document: what they state of a heading, and the findings that they accept.

use std::ops::Range;

use super::about::unknown;
use super::blocks::BlockKind;
use super::comments::{self, Accepted, Comment, Stated};
use super::markdown::Walk;
use crate::plan::{How, Ignore, Match, Names, Reach};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Spanned};

impl Walk<'_, '_, '_> {
    /// The comments between a heading and whatever comes next, those in the heading's own line included.
    pub(super) fn comments_right_after(&self, heading: Range<usize>) -> Vec<Range<usize>> {
        let all = &self.document.comments;
        let from = all.partition_point(|comment| comment.start < heading.start);
        let mut end = heading.end;
        let after = all[from..].iter().take_while(|comment| {
            let follows = comment.start < heading.end
                || self.origin.text.get(end..comment.start).is_some_and(|between| between.trim().is_empty());
            end = comment.end.max(end);
            follows
        });
        after.cloned().collect()
    }

    /// What a comment states of a heading wins over its words.
    pub(super) fn state(&mut self, stated: &Stated, names: &mut Names) {
        let framework = self.build.reader.framework();
        let mut all = stated.blocks.iter().chain(&stated.phases).chain(&stated.sections);
        if all.any(|id| id.value == "none") {
            names.ruled_out = Some(How::Comment);
        }
        let ids = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
        if !stated.blocks.is_empty() {
            let known = ids(framework.blocks.iter().map(|block| block.words.id.as_str()).collect());
            let found = self.resolve(&stated.blocks, ProblemKind::UnknownBlock, "block", &known);
            names.blocks =
                found.iter().filter_map(|id| Some(stated_match(framework.block(id)?, id))).collect();
            if !names.blocks.is_empty() && stated.sections.is_empty() {
                names.sections.clear();
            }
        }
        if !stated.phases.is_empty() {
            let known = ids(framework.phases.iter().map(|phase| phase.words.id.as_str()).collect());
            let found = self.resolve(&stated.phases, ProblemKind::UnknownPhase, "phase", &known);
            names.phases =
                found.iter().filter_map(|id| Some(stated_match(framework.phase(id)?, id))).collect();
        }
        if !stated.sections.is_empty() {
            let known = ids(framework.sections.iter().map(|section| section.words.id.as_str()).collect());
            let found = self.resolve(&stated.sections, ProblemKind::UnknownSection, "section", &known);
            names.sections =
                found.iter().filter_map(|id| Some(stated_match(framework.section(id)?, id))).collect();
            if !names.sections.is_empty() && stated.blocks.is_empty() {
                names.blocks.clear();
            }
        }
    }

    /// The ids that the framework has, each once; the others are problems. `none` names nothing.
    fn resolve(
        &mut self,
        ids: &[Spanned<String>],
        kind: ProblemKind,
        what: &str,
        known: &[String],
    ) -> Vec<String> {
        let mut found = Vec::new();
        for id in ids {
            if found.contains(&id.value) {
                continue;
            }
            if known.contains(&id.value) {
                found.push(id.value.clone());
            } else if id.value != "none" {
                self.problem(unknown(kind, id, what, known.iter().map(String::as_str)));
            }
        }
        found
    }

    /// Reads the recoveryplan comments that are not about a heading's names, and refuses those that stand nowhere.
    pub(super) fn comments(&mut self, source: SourceId, first: usize) {
        for range in &self.document.comments {
            let Some(comment) = comments::read(self.origin, range.clone()) else { continue };
            let span = self.origin.span(range.clone());
            if self.setting.in_record {
                let message = "a recoveryplan comment cannot stand in this text";
                let help = "write `[[ignore]]`, or the block and phase of the action, as keys of the plan";
                self.problem(Problem::new(ProblemKind::WrongType, span, message).help(help));
                continue;
            }
            match comment {
                Comment::Names(_) => {
                    if !self.follows_heading(range, first) {
                        let message =
                            "this comment names a block, phase or section, but stands below no heading";
                        let help = "move it to the line right after the heading that it is about";
                        self.problem(Problem::new(ProblemKind::WrongType, span, message).help(help));
                    }
                }
                Comment::Ignore(accepted) => self.ignore(accepted, Spanned::new((), span), source, first),
                Comment::Wrong(problem) => self.problem(problem),
                Comment::Rendered => {}
            }
        }
    }

    fn follows_heading(&self, comment: &Range<usize>, first: usize) -> bool {
        let start = self.origin.span(comment.clone()).start;
        let headings = &self.build.plan.headings[first..];
        let before = headings.partition_point(|heading| heading.scope.span.start <= start);
        self.document.blocks.iter().any(|block| {
            matches!(block.kind, BlockKind::Heading { .. })
                && before > 0
                && self.origin.span(block.range.clone()).start == headings[before - 1].scope.span.start
                && self.comments_right_after(block.range.clone()).contains(comment)
        })
    }

    fn ignore(&mut self, accepted: Accepted, span: Spanned<()>, source: SourceId, first: usize) {
        let headings = &self.build.plan.headings[first..];
        let before = headings.partition_point(|heading| heading.scope.span.start <= span.span.start);
        let reach = if accepted.whole_file {
            Reach::Document(source)
        } else if before > 0 {
            Reach::Scope(headings[before - 1].scope)
        } else {
            Reach::Scope(Spanned::new((), self.origin.span(0..self.origin.text.len())))
        };
        self.build.plan.ignores.push(Ignore {
            rules: accepted.rules,
            reason: accepted.reason,
            until: accepted.until,
            reach,
            action: accepted.action,
            span,
        });
    }
}

fn stated_match<T>(target: T, id: &str) -> Match<T> {
    Match { target, how: How::Comment, word: id.to_owned() }
}
