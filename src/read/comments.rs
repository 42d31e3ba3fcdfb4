//! `<!-- recoveryplan: ... -->`: what people tell the tool inside a document.

use std::ops::Range;

use super::dates;
use super::origin::Origin;
use crate::plan::DateText;
use crate::problem::{Problem, ProblemKind};
use crate::source::{Span, Spanned};
use crate::text::did_you_mean;

/// What a comment says.
#[derive(Debug)]
pub(super) enum Comment {
    /// What the heading before it is.
    Names(Stated),
    /// A finding is accepted.
    Ignore(Accepted),
    /// The mark of a rendered file.
    Rendered,
    /// Something that the format lacks.
    Wrong(Problem),
}

/// `block=ID phase=ID section=ID`: each several times, or several ids with commas.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) blocks: Vec<Spanned<String>>,
    pub(super) phases: Vec<Spanned<String>>,
    pub(super) sections: Vec<Spanned<String>>,
}

/// `ignore[rule, rule] until=2027-01-01 reason in words`, or `file-ignore[...]`.
#[derive(Debug)]
pub(super) struct Accepted {
    pub(super) whole_file: bool,
    pub(super) rules: Vec<Spanned<String>>,
    pub(super) until: Option<Spanned<DateText>>,
    pub(super) action: Option<Spanned<String>>,
    pub(super) reason: Option<Spanned<String>>,
}

const WORDS: [&str; 6] = ["block", "phase", "section", "ignore", "file-ignore", "rendered"];

/// Reads a comment; `None` where it is not for this tool.
pub(super) fn read(origin: &Origin<'_>, range: Range<usize>) -> Option<Comment> {
    let text = origin.text.get(range.clone())?;
    let inner = text.strip_prefix("<!--")?;
    let inner = inner.strip_suffix("-->").unwrap_or(inner);
    let trimmed = inner.trim_start();
    let body = trimmed.strip_prefix("recoveryplan:")?;
    let start = range.start + 4 + (inner.len() - trimmed.len()) + "recoveryplan:".len();
    let body = start..start + body.trim_end().len();
    let words = words(&origin.text, body.clone());
    let Some(first) = words.first().cloned() else {
        let message = "this recoveryplan comment says nothing";
        return Some(wrong(
            origin.span(range),
            message,
            "write `block=ID`, `phase=ID`, `section=ID` or `ignore[rule] reason`",
        ));
    };
    let head = &origin.text[first.clone()];
    if head == "rendered" {
        return Some(Comment::Rendered);
    }
    if head.starts_with("ignore") || head.starts_with("file-ignore") {
        return Some(accepted(origin, body));
    }
    let mut stated = Stated::default();
    for word in words {
        let text = &origin.text[word.clone()];
        let (name, values) = text.split_once('=').unwrap_or((text, ""));
        let list = match name {
            "block" => &mut stated.blocks,
            "phase" => &mut stated.phases,
            "section" => &mut stated.sections,
            _ => {
                let help = did_you_mean(name, WORDS).unwrap_or_else(|| {
                    "a comment holds `block=ID`, `phase=ID`, `section=ID` or `ignore[rule] reason`".to_owned()
                });
                let message = format!("`{name}` is not known in a recoveryplan comment");
                let span = origin.span(word.start..word.start + name.len());
                return Some(Comment::Wrong(Problem::new(ProblemKind::UnknownKey, span, message).help(help)));
            }
        };
        let mut at = word.start + name.len() + 1;
        for value in values.split(',') {
            if !value.trim().is_empty() {
                list.push(origin.cut(at..at + value.len()));
            }
            at += value.len() + 1;
        }
        if list.is_empty() {
            let message = format!("`{name}` names nothing here");
            return Some(wrong(origin.span(word), &message, &format!("write `{name}=ID`")));
        }
    }
    Some(Comment::Names(stated))
}

fn wrong(span: Span, message: &str, help: &str) -> Comment {
    Comment::Wrong(Problem::new(ProblemKind::WrongType, span, message).help(help))
}

/// The words of a range, as ranges; a value in quotes is one word.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        if character == '"' {
            quoted = !quoted;
        }
        if character.is_whitespace() && !quoted {
            if let Some(start) = start.take() {
                words.push(start..at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.map(|start| start..range.end));
    words
}

fn accepted(origin: &Origin<'_>, body: Range<usize>) -> Comment {
    let text = &origin.text[body.clone()];
    let whole_file = text.trim_start().starts_with("file-ignore");
    let help = "write `ignore[rule-name] the reason in words`";
    let (Some(open), Some(close)) = (text.find('['), text.find(']')) else {
        return wrong(
            origin.span(body),
            "an ignore names the rules that it accepts, in square brackets",
            help,
        );
    };
    let name = text.get(..open).unwrap_or_default().trim();
    if close < open || !matches!(name, "ignore" | "file-ignore") {
        return wrong(origin.span(body), "this ignore could not be read", help);
    }
    let mut rules = Vec::new();
    let mut at = body.start + open + 1;
    for rule in text[open + 1..close].split(',') {
        if !rule.trim().is_empty() {
            rules.push(origin.cut(at..at + rule.len()));
        }
        at += rule.len() + 1;
    }
    if rules.is_empty() {
        return wrong(origin.span(body), "this ignore names no rule", help);
    }
    let mut found = Accepted { whole_file, rules, until: None, action: None, reason: None };
    let mut reason = body.start + close + 1..body.end;
    for word in words(&origin.text, reason.clone()) {
        let text = &origin.text[word.clone()];
        let Some((name @ ("until" | "action"), value)) = text.split_once('=') else { break };
        let start = word.start + name.len() + 1;
        let value = origin.cut(start..start + value.len());
        if name == "until" {
            found.until = Some(value.map(|text| DateText { when: dates::read(&text), text }));
        } else {
            found.action = Some(value.map(|text| text.trim_matches('"').to_owned()));
        }
        reason.start = word.end;
    }
    let words = origin.cut(reason);
    found.reason = Some(words).filter(|words| !words.value.is_empty());
    Comment::Ignore(found)
}
