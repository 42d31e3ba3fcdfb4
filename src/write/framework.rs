//! A framework as a file that stands on its own: the mirror of [`crate::framework::load`].

use super::notation::{toml, toml_list};
use crate::framework::{Block, FieldKind, Framework, LevelWish, Suggestion, Words};
use crate::source::Spanned;

/// The framework in TOML, with everything that it may have taken from another.
#[must_use]
pub fn framework(framework: &Framework) -> String {
    let mut page = Page(String::new());
    page.line("schema", "1");
    page.text("id", &framework.id);
    page.text("title", &framework.title);
    page.text("version", &framework.version);
    page.maybe("language", framework.language.as_ref());
    page.texts("filler", &framework.filler);
    page.texts("timing", &framework.timing);
    page.texts("outside", &framework.outside);
    page.source(framework);
    page.levels(&framework.levels);
    for phase in &framework.phases {
        page.header("[[phase]]");
        page.words(&phase.words, "title");
        page.texts("excludes", &phase.excludes);
        page.texts("beside", &phase.beside);
        page.maybe("summary", phase.summary.as_ref());
    }
    for block in &framework.blocks {
        page.block(framework, block);
    }
    for section in &framework.sections {
        page.header("[[section]]");
        page.words(&section.words, "title");
        page.maybe("summary", section.summary.as_ref());
        page.line("required", &section.required.to_string());
    }
    for field in &framework.fields {
        page.header("[[field]]");
        page.words(&field.words, "label");
        let kind = FieldKind::NAMES.iter().find(|(_, kind)| *kind == field.kind).map(|(name, _)| *name);
        page.text("kind", kind.unwrap_or_default());
        page.line("required", &field.required.to_string());
    }
    for actor in &framework.actors {
        page.header("[[actor]]");
        page.words(&actor.words, "title");
        page.line("required", &actor.required.to_string());
    }
    for principle in &framework.principles {
        page.header("[[principle]]");
        page.text("id", &principle.id);
        page.text("title", &principle.title);
        page.maybe("summary", principle.summary.as_ref());
    }
    page.0
}

/// A file on its way.
struct Page(String);

impl Page {
    fn header(&mut self, header: &str) {
        self.0.push_str(&format!("\n{header}\n"));
    }

    fn line(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key} = {value}\n"));
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &toml(text));
    }

    fn maybe(&mut self, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn texts<S: AsRef<str>>(&mut self, key: &str, texts: &[S]) {
        if !texts.is_empty() {
            self.line(key, &toml_list(texts));
        }
    }

    fn words(&mut self, words: &Words, title: &str) {
        self.text("id", &words.id);
        self.text(title, &words.title);
        self.texts("aliases", &words.aliases);
        self.texts("hints", &words.hints);
    }

    fn source(&mut self, framework: &Framework) {
        let source = &framework.source;
        let keys = [
            ("author", &source.author),
            ("title", &source.title),
            ("date", &source.date),
            ("url", &source.url),
            ("note", &source.note),
        ];
        if keys.iter().any(|(_, text)| text.is_some()) {
            self.header("[source]");
            for (key, text) in keys {
                self.maybe(key, text.as_ref());
            }
        }
    }

    fn levels(&mut self, levels: &[(Spanned<String>, LevelWish)]) {
        if !levels.is_empty() {
            self.header("[levels]");
        }
        for (rule, wish) in levels {
            let wish = match wish {
                LevelWish::Always(level) => toml(&level.value),
                LevelWish::ByStatus { draft, adopted } => {
                    let said = [("draft", draft), ("adopted", adopted)].into_iter();
                    let said = said.filter_map(|(status, level)| {
                        level.as_ref().map(|level| format!("{status} = {}", toml(&level.value)))
                    });
                    format!("{{ {} }}", said.collect::<Vec<_>>().join(", "))
                }
            };
            self.line(&toml(&rule.value), &wish);
        }
    }

    fn block(&mut self, framework: &Framework, block: &Block) {
        self.header("[[block]]");
        self.words(&block.words, "title");
        if let Some(level) = block.level {
            self.line("level", &level.to_string());
        }
        if let Some(parent) = block.parent {
            self.text("parent", &framework[parent].words.id);
        }
        self.texts("excludes", &block.excludes);
        self.texts("beside", &block.beside);
        self.maybe("summary", block.summary.as_ref());
        self.texts("prompts", &block.prompts);
        for suggestion in &block.suggestions {
            self.suggestion(framework, suggestion);
        }
    }

    fn suggestion(&mut self, framework: &Framework, suggestion: &Suggestion) {
        self.header("[[block.suggestion]]");
        self.text("id", &suggestion.id);
        self.text("title", &suggestion.title);
        self.maybe("detail", suggestion.detail.as_ref());
        let phases = suggestion.phases.iter().map(|phase| framework[*phase].words.id.as_str());
        self.texts("phases", &phases.collect::<Vec<_>>());
        let also = suggestion.also.iter().map(|block| framework[*block].words.id.as_str());
        self.texts("also", &also.collect::<Vec<_>>());
        self.line("starter", &suggestion.starter.to_string());
        self.maybe("lead", suggestion.lead.as_ref());
        self.texts("partners", &suggestion.partners);
        self.maybe("measure", suggestion.measure.as_ref());
        if let Some(source) = &suggestion.source {
            let keys = [
                ("kind", Some(&source.kind).filter(|kind| !kind.is_empty())),
                ("title", source.title.as_ref()),
                ("url", source.url.as_ref()),
            ];
            let said = keys.into_iter().filter_map(|(key, text)| Some(format!("{key} = {}", toml(text?))));
            self.line("source", &format!("{{ {} }}", said.collect::<Vec<_>>().join(", ")));
        }
    }
}
