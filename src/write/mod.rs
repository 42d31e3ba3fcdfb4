//! A [`Plan`] as text, in Markdown and in TOML: the mirror of [`crate::read`].
//!
//! What is written is prepared here as plain values; the templates in `framework/templates` decide how it is laid
//! out.

mod escape;
mod framework;
mod guidance;
mod ignores;
mod markdown;
mod notation;
mod outline;
mod record;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};

pub use self::framework::framework;
use self::markdown::Document;
use self::outline::Outline;
use self::record::Record;
use crate::framework::Framework;
use crate::plan::Plan;

/// The layout of a document, for people who want to begin their own from it.
pub const DOCUMENT_TEMPLATE: &str = include_str!("../../framework/templates/plan.md.jinja");

/// The layout of a record.
const RECORD_TEMPLATE: &str = include_str!("../../framework/templates/plan.toml.jinja");

/// What a Markdown document carries beyond the plan's own text.
#[derive(Debug, Clone, Copy, Default)]
pub struct DocumentStyle {
    /// Front matter with the keys of `[plan]`, for a document that stands alone.
    pub front_matter: bool,
    /// The framework's guidance, as comments that no one can publish by accident.
    pub guidance: bool,
}

/// What a `plan.toml` carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordStyle {
    /// The names alone: the text stands in documents.
    Names,
    /// The whole plan.
    Whole {
        /// The framework's guidance, as comments.
        guidance: bool,
    },
}

/// The plan as one Markdown document.
#[must_use]
pub fn document(plan: &Plan, framework: &Framework, style: DocumentStyle) -> String {
    built_in(document_by(DOCUMENT_TEMPLATE, plan, framework, style))
}

/// The plan as one document, laid out by a template of the user's own. The error says what is wrong with the
/// template, and on which line of it.
pub fn document_by(
    template: &str,
    plan: &Plan,
    framework: &Framework,
    style: DocumentStyle,
) -> Result<String, String> {
    let outline = Outline::new(plan, framework);
    lay_out("plan.md", template, Value::from(Serde(Document::new(plan, &outline, framework, style))))
}

/// The plan as a `plan.toml`.
#[must_use]
pub fn record(plan: &Plan, framework: &Framework, style: RecordStyle) -> String {
    let outline = Outline::new(plan, framework);
    let record = Value::from(Serde(Record::new(plan, &outline, framework, style)));
    built_in(lay_out("plan.toml", RECORD_TEMPLATE, record))
}

#[expect(
    clippy::expect_used,
    reason = "the layout is part of the program, and is given every value that it names"
)]
fn built_in(written: Result<String, String>) -> String {
    written.expect("the built-in layouts are sound")
}

fn lay_out(name: &str, template: &str, values: Value) -> Result<String, String> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax.map_err(|error| error.to_string())?);
    environment.add_filter("comment", |text: &str| escape::comment(&one_line(text)));
    environment.add_filter("toml", |text: &str| notation::toml(text));
    environment.add_filter("hash", |text: &str| hashed(text));
    let written = environment.render_named_str(name, template, values).map_err(|error| {
        let line = error.line().map_or_else(String::new, |line| format!(" on line {line}"));
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        format!("the template is wrong{line}: {detail}")
    })?;
    Ok(written.trim_end().to_owned() + "\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as comments of a TOML file, in lines that fit a screen.
fn hashed(text: &str) -> String {
    const WIDTH: usize = 100;
    let mut lines = vec!["#".to_owned()];
    let mut width = 1;
    for word in text.split(|character: char| character.is_whitespace() || character.is_control()) {
        let more = word.chars().count() + 1;
        if width + more > WIDTH && width > 1 {
            lines.push("#".to_owned());
            width = 1;
        }
        if let Some(line) = lines.last_mut().filter(|_| !word.is_empty()) {
            line.push(' ');
            line.push_str(word);
            width += more;
        }
    }
    lines.join("\n")
}
