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

/// `block=ID phase=ID section=ID`: each several times, or several ids between commas or semicolons.
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
    match stated(origin, words) {
        Ok(stated) => Some(Comment::Names(stated)),
        Err(problem) => Some(Comment::Wrong(problem)),
    }
}

/// What stands between the ids of a list.
const SEPARATORS: [char; 2] = [',', ';'];

/// Reads what a comment states; "phase=renewal, living-with-covid" is one list.
fn stated(origin: &Origin<'_>, words: Vec<Range<usize>>) -> Result<Stated, Problem> {
    let mut stated = Stated::default();
    // The list that the words before go on with.
    let mut open = None;
    for word in words {
        let text = &origin.text[word.clone()];
        let (name, values) = match (text.split_once('='), open) {
            (Some(pair), _) => pair,
            (None, Some((name, is_open))) if is_open || text.starts_with(SEPARATORS) => (name, text),
            (None, _) => (text, ""),
        };
        let list = match name {
            "block" => &mut stated.blocks,
            "phase" => &mut stated.phases,
            "section" => &mut stated.sections,
            _ => {
                let help = did_you_mean(name, WORDS).unwrap_or_else(|| {
                    "a comment holds `block=ID`, `phase=ID`, `section=ID` or `ignore[rule] reason`; several ids are \
                     written `block=ID,ID`"
                        .to_owned()
                });
                return Err(unknown_word(origin, &word, name, help));
            }
        };
        let mut at = word.end - values.len();
        for value in values.split(SEPARATORS) {
            if !value.trim().is_empty() {
                list.push(origin.cut(at..at + value.len()));
            }
            at += value.len() + 1;
        }
        if list.is_empty() {
            let message = format!("`{name}` names nothing here");
            let problem = Problem::new(ProblemKind::WrongType, origin.span(word), message);
            return Err(problem.help(format!("write `{name}=ID`")));
        }
        open = Some((name, text.ends_with(SEPARATORS)));
    }
    Ok(stated)
}

fn unknown_word(origin: &Origin<'_>, word: &Range<usize>, name: &str, help: String) -> Problem {
    let message = format!("`{name}` is not known in a recoveryplan comment");
    let span = origin.span(word.start..word.start + name.len());
    Problem::new(ProblemKind::UnknownKey, span, message).help(help)
}

fn wrong(span: Span, message: &str, help: &str) -> Comment {
    Comment::Wrong(Problem::new(ProblemKind::WrongType, span, message).help(help))
}

/// The words of a range, as ranges; a value in quotes, `name="several words"`, is one word.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quoted = false;
    let mut before = ' ';
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        if character == '"' {
            // Quotes in running words, or a sign for inches, hold nothing together.
            quoted = !quoted && before == '=';
        }
        before = character;
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
    let found = Accepted { whole_file, rules, until: None, action: None, reason: None };
    match found.with_the_rest(origin, body.start + close + 1..body.end) {
        Ok(found) => Comment::Ignore(found),
        Err(problem) => Comment::Wrong(problem),
    }
}

/// What narrows a comment's acceptance.
const NARROWING: [&str; 2] = ["until", "action"];

impl Accepted {
    /// With what follows the rules: the reason, and keys before, within or after it. A key that is none would be taken
    /// for words of the reason, and what was meant to be narrow would be wide.
    fn with_the_rest(mut self, origin: &Origin<'_>, range: Range<usize>) -> Result<Self, Problem> {
        let mut reason: Vec<Range<usize>> = Vec::new();
        for word in words(&origin.text, range) {
            let text = &origin.text[word.clone()];
            let is_name = |name: &str| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            };
            let Some((name, value)) = text.split_once('=').filter(|(name, _)| is_name(name)) else {
                reason.push(word);
                continue;
            };
            let lower = name.to_ascii_lowercase();
            if !NARROWING.contains(&name) {
                let is_meant = WORDS.contains(&lower.as_str()) || NARROWING.contains(&lower.as_str());
                if reason.is_empty() || is_meant {
                    let help = did_you_mean(&lower, NARROWING).unwrap_or_else(|| {
                        "an ignore is narrowed by `action=ID` and `until=2027-01-01`, and by the heading that it stands \
                         below"
                            .to_owned()
                    });
                    return Err(unknown_word(origin, &word, name, help));
                }
                reason.push(word);
                continue;
            }
            let is_twice = if name == "until" { self.until.is_some() } else { self.action.is_some() };
            if value.trim_matches('"').trim().is_empty() || is_twice {
                let what = if is_twice { "stands here twice" } else { "names nothing here" };
                let example = if name == "until" { "until=2027-01-01" } else { "action=ID" };
                let problem =
                    Problem::new(ProblemKind::WrongType, origin.span(word), format!("`{name}` {what}"));
                return Err(problem.help(format!("write `{example}` once, without a space")));
            }
            let value = origin.cut(word.end - value.len()..word.end);
            let value = value.map(|text| text.trim_matches('"').to_owned());
            if name == "until" {
                self.until = Some(value.map(|text| DateText { when: dates::read(&text), text }));
            } else {
                self.action = Some(value);
            }
        }
        self.reason = in_words(origin, &reason);
        Ok(self)
    }
}

/// The words of a reason as they are written, but for what stood between them.
fn in_words(origin: &Origin<'_>, words: &[Range<usize>]) -> Option<Spanned<String>> {
    let whole = words.first()?.start..words.last()?.end;
    let text: Vec<&str> = words.iter().map(|word| &origin.text[word.clone()]).collect();
    Some(Spanned::new(text.join(" "), origin.span(whole)))
}
