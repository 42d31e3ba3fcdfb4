//! A framework as a page that people can read in a terminal.

use crate::framework::{Block, Framework, Suggestion, Words};
use crate::text::listed;

/// How wide the page is, in characters.
const WIDTH: usize = 100;

/// Everything that the framework asks for and offers.
pub(super) fn page(framework: &Framework) -> String {
    let mut page = Page::default();
    page.text(0, &framework.title);
    page.text(0, &format!("{} {}", framework.id, framework.version));
    page.source(framework);
    page.parts("Phases", framework.phases.iter().map(|phase| (&phase.words, phase.summary.as_deref())));
    page.heading("Blocks");
    for block in &framework.blocks {
        page.block(framework, block);
    }
    page.parts(
        "Sections",
        framework.sections.iter().map(|section| (&section.words, section.summary.as_deref())),
    );
    let required = framework.actors.iter().filter(|actor| actor.required);
    page.parts("Groups that a plan should bring together", required.map(|actor| (&actor.words, None)));
    page.heading("What each action needs");
    let fields = framework.fields.iter().filter(|field| field.required);
    let fields: Vec<&str> = fields.map(|field| field.words.title.as_str()).collect();
    page.text(2, &listed(&fields, "and"));
    page.principles(framework);
    page.0
}

#[derive(Debug, Default)]
struct Page(String);

impl Page {
    fn heading(&mut self, title: &str) {
        self.0.push('\n');
        self.text(0, title);
        self.text(0, &"-".repeat(title.chars().count()));
    }

    /// A paragraph, its lines filled up.
    fn text(&mut self, indent: usize, text: &str) {
        let mut width = 0;
        for word in text.split_whitespace() {
            let more = word.chars().count();
            if width > 0 && indent + width + 1 + more > WIDTH {
                self.0.push('\n');
                width = 0;
            }
            if width == 0 {
                self.0.push_str(&" ".repeat(indent));
            } else {
                self.0.push(' ');
                width += 1;
            }
            self.0.push_str(word);
            width += more;
        }
        if width > 0 {
            self.0.push('\n');
        }
    }

    fn labelled(&mut self, indent: usize, label: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(indent, &format!("{label}: {text}"));
        }
    }

    fn source(&mut self, framework: &Framework) {
        let source = &framework.source;
        self.labelled(0, "Published by", source.author.as_deref());
        self.labelled(0, "Publication", source.title.as_deref());
        self.labelled(0, "Date", source.date.as_deref());
        self.labelled(0, "Address", source.url.as_deref());
        self.labelled(0, "Note", source.note.as_deref());
    }

    fn parts<'f>(&mut self, title: &str, parts: impl Iterator<Item = (&'f Words, Option<&'f str>)>) {
        for (at, (words, summary)) in parts.enumerate() {
            if at == 0 {
                self.heading(title);
            }
            self.text(2, &named(words));
            self.text(6, summary.unwrap_or_default());
        }
    }

    fn block(&mut self, framework: &Framework, block: &Block) {
        self.0.push('\n');
        self.text(2, &named(&block.words));
        if let Some(parent) = block.parent {
            self.labelled(6, "Part of", Some(&framework[parent].words.title));
        }
        self.text(6, block.summary.as_deref().unwrap_or_default());
        for prompt in &block.prompts {
            self.text(6, &format!("- {prompt}"));
        }
        for suggestion in &block.suggestions {
            self.0.push('\n');
            self.suggestion(framework, suggestion);
        }
    }

    fn suggestion(&mut self, framework: &Framework, suggestion: &Suggestion) {
        self.text(6, &format!("* {} ({})", suggestion.title, suggestion.id));
        self.text(8, suggestion.detail.as_deref().unwrap_or_default());
        let phases: Vec<&str> =
            suggestion.phases.iter().map(|phase| framework[*phase].words.title.as_str()).collect();
        self.labelled(8, "Phases", Some(phases.join(", ").as_str()).filter(|phases| !phases.is_empty()));
        let also: Vec<&str> =
            suggestion.also.iter().map(|block| framework[*block].words.title.as_str()).collect();
        self.labelled(8, "Serves also", Some(also.join(", ").as_str()).filter(|also| !also.is_empty()));
        self.labelled(8, "Could be led by", suggestion.lead.as_deref());
        self.labelled(8, "Could be measured by", suggestion.measure.as_deref());
        let source = suggestion.source.as_ref().and_then(|source| source.title.as_deref());
        self.labelled(8, "Idea from", source);
    }

    fn principles(&mut self, framework: &Framework) {
        for (at, principle) in framework.principles.iter().enumerate() {
            if at == 0 {
                self.heading("Principles");
            }
            self.text(2, &principle.title);
            self.text(6, principle.summary.as_deref().unwrap_or_default());
        }
    }
}

fn named(words: &Words) -> String {
    format!("{} ({})", words.title, words.id)
}
