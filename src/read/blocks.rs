//! Markdown as a tree of blocks: what pulldown-cmark's events say, with words gathered and places kept.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::inline::{Inline, Look};

/// Blocks nested deeper than this are read as standing at this depth: no person writes them, and recursion over the
/// tree stays bounded.
const DEEPEST: usize = 60;

/// A Markdown text, read.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// Every HTML comment outside code, in order.
    pub(super) comments: Vec<Range<usize>>,
}

/// A block and where it stands.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) enum BlockKind {
    Heading { level: u8, text: Inline },
    Paragraph(Inline),
    Code { blank: bool },
    Html,
    Quote(Vec<Block>),
    List(Vec<Item>),
    Table(Table),
    Rule,
}

/// An item of a list.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Its task box: ticked or not.
    pub(super) task: Option<bool>,
    /// Its own words: the first paragraph.
    pub(super) text: Inline,
    /// What stands below.
    pub(super) children: Vec<Block>,
    pub(super) range: Range<usize>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) header: Vec<Inline>,
    pub(super) header_range: Range<usize>,
    pub(super) rows: Vec<Row>,
}

/// A row below the header.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Inline>,
    pub(super) range: Range<usize>,
}

/// A block that is still open.
enum Open {
    Quote(Vec<Block>, Range<usize>),
    List(Vec<Item>, Range<usize>),
    Item(Item),
    Table(Table, Range<usize>),
    Words(BlockKindOf, Range<usize>),
}

/// Blocks that hold words.
#[derive(Clone, Copy)]
enum BlockKindOf {
    Heading(u8),
    Paragraph,
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut builder = Builder { text, ..Builder::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.take(event, range);
    }
    builder.document
}

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    document: Document,
    open: Vec<Open>,
    /// How many containers were left out for being too deep.
    too_deep: usize,
    words: Inline,
    look: Look,
    strong: usize,
    struck: usize,
    links: usize,
    code: Option<(Range<usize>, bool)>,
    html: Option<Range<usize>>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.text_event(&words, range),
            Event::Code(words) => {
                let look = Look { code: true, ..self.look };
                self.words.push(&words, inner(self.text, range, &words), look);
            }
            Event::SoftBreak | Event::HardBreak => self.words.push("\n", range, self.look),
            Event::Html(_) => self.comments(range),
            Event::InlineHtml(tag) => {
                if tag.starts_with("<!--") {
                    self.comments(range);
                } else if tag.to_ascii_lowercase().starts_with("<br") {
                    self.words.push("\n", range, self.look);
                } else if tag.to_ascii_lowercase().starts_with("<img") {
                    self.words.image = true;
                } else if !is_html_element(&tag) {
                    // "<insert name>" is an element to a browser, and a gap to a reader.
                    self.words.push(&tag, range, self.look);
                }
            }
            Event::Rule => self.put(BlockKind::Rule, range),
            Event::TaskListMarker(done) => {
                let item = self.open.iter_mut().rev().find_map(|open| match open {
                    Open::Item(item) => Some(item),
                    _ => None,
                });
                if let Some(item) = item {
                    item.task = Some(done);
                }
            }
            _ => {}
        }
    }

    fn text_event(&mut self, words: &str, range: Range<usize>) {
        if let Some((_, blank)) = &mut self.code {
            *blank &= words.trim().is_empty();
        } else if self.html.is_none() {
            self.words.push(words, range, self.look);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.words.plain.reserve(range.len());
                self.open.push(Open::Words(BlockKindOf::Paragraph, range));
            }
            Tag::Heading { level, .. } => {
                self.flush_item_words();
                self.words.plain.reserve(range.len());
                self.open.push(Open::Words(BlockKindOf::Heading(level_number(*level)), range));
            }
            Tag::BlockQuote(_) => self.container(Open::Quote(Vec::new(), range)),
            Tag::List(_) => self.container(Open::List(Vec::new(), range)),
            Tag::Item => self.container(Open::Item(Item { range, ..Item::default() })),
            Tag::CodeBlock(_) => {
                self.flush_item_words();
                self.code = Some((range, true));
            }
            Tag::HtmlBlock => {
                self.flush_item_words();
                self.html = Some(range);
            }
            Tag::Table(_) => {
                self.flush_item_words();
                self.open.push(Open::Table(Table::default(), range));
            }
            Tag::TableHead => {
                if let Some(Open::Table(table, _)) = self.open.last_mut() {
                    table.header_range = range;
                }
            }
            Tag::TableRow => {
                if let Some(Open::Table(table, _)) = self.open.last_mut() {
                    table.rows.push(Row { range, ..Row::default() });
                }
            }
            Tag::TableCell => self.words.plain.reserve(range.len()),
            Tag::Strong => self.restyle(|builder| builder.strong += 1),
            Tag::Strikethrough => self.restyle(|builder| builder.struck += 1),
            Tag::Link { .. } => self.restyle(|builder| builder.links += 1),
            Tag::Image { .. } => self.words.image = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                if let Some(Open::Words(kind, range)) = self.pop_if(|open| matches!(open, Open::Words(..))) {
                    let text = std::mem::take(&mut self.words);
                    let kind = match kind {
                        BlockKindOf::Paragraph => BlockKind::Paragraph(text),
                        BlockKindOf::Heading(level) => BlockKind::Heading { level, text },
                    };
                    self.put(kind, range);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close_container(),
            TagEnd::CodeBlock => {
                if let Some((range, blank)) = self.code.take() {
                    self.put(BlockKind::Code { blank }, range);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    self.put(BlockKind::Html, range);
                }
            }
            TagEnd::Table => {
                if let Some(Open::Table(table, range)) = self.pop_if(|open| matches!(open, Open::Table(..))) {
                    self.put(BlockKind::Table(table), range);
                }
            }
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                if let Some(Open::Table(table, _)) = self.open.last_mut() {
                    match table.rows.last_mut() {
                        Some(row) => row.cells.push(words),
                        None => table.header.push(words),
                    }
                }
            }
            TagEnd::Strong => self.restyle(|builder| builder.strong = builder.strong.saturating_sub(1)),
            TagEnd::Strikethrough => {
                self.restyle(|builder| builder.struck = builder.struck.saturating_sub(1));
            }
            TagEnd::Link => self.restyle(|builder| builder.links = builder.links.saturating_sub(1)),
            _ => {}
        }
    }

    fn restyle(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.look =
            Look { code: false, strong: self.strong > 0, struck: self.struck > 0, link: self.links > 0 };
    }

    fn container(&mut self, open: Open) {
        self.flush_item_words();
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
        } else {
            self.open.push(open);
        }
    }

    fn close_container(&mut self) {
        self.flush_item_words();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks, range)) => self.put(BlockKind::Quote(blocks), range),
            Some(Open::List(items, range)) => self.put(BlockKind::List(items), range),
            Some(Open::Item(mut item)) => {
                if item.text.is_blank()
                    && let Some(Block { kind: BlockKind::Paragraph(_), .. }) = item.children.first()
                    && let BlockKind::Paragraph(text) = item.children.remove(0).kind
                {
                    item.text = text;
                }
                match self.open.last_mut() {
                    Some(Open::List(items, _)) => items.push(item),
                    // An item whose list was too deep stands as a paragraph.
                    _ => self.put(BlockKind::Paragraph(item.text), item.range),
                }
            }
            _ => {}
        }
    }

    /// The words of a tight item stand in no paragraph: they end where the next block begins.
    fn flush_item_words(&mut self) {
        if self.words.plain.is_empty() && !self.words.image {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let range = words.source(words.whole());
        match self.open.last_mut() {
            Some(Open::Item(item))
                if item.text.is_blank() && item.children.is_empty() && self.too_deep == 0 =>
            {
                item.text = words;
            }
            _ => self.put(BlockKind::Paragraph(words), range),
        }
    }

    fn put(&mut self, kind: BlockKind, range: Range<usize>) {
        let range = without_line_end(self.text, range);
        let block = Block { kind, range };
        match self.open.last_mut() {
            Some(Open::Quote(blocks, _)) => blocks.push(block),
            Some(Open::Item(item)) => item.children.push(block),
            Some(Open::List(items, _)) => {
                items.push(Item { range: block.range.clone(), children: vec![block], ..Item::default() });
            }
            _ => self.document.blocks.push(block),
        }
    }

    fn pop_if(&mut self, is: impl Fn(&Open) -> bool) -> Option<Open> {
        if self.open.last().is_some_and(is) { self.open.pop() } else { None }
    }

    /// Notes the comments that begin in a stretch of HTML. One without an end reaches to the end of the text.
    fn comments(&mut self, range: Range<usize>) {
        let mut at = self.document.comments.last().map_or(range.start, |last| last.end.max(range.start));
        while let Some(start) = self.text.get(at..range.end).and_then(|rest| rest.find("<!--")) {
            let start = at + start;
            at = self.text[start..].find("-->").map_or(self.text.len(), |end| start + end + 3);
            self.document.comments.push(start..at);
        }
    }
}

/// Whether a tag is of an element that people write in Markdown.
fn is_html_element(tag: &str) -> bool {
    const ELEMENTS: [&str; 26] = [
        "a", "abbr", "b", "big", "cite", "code", "del", "div", "em", "font", "i", "input", "ins", "kbd",
        "mark", "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "u", "wbr",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    ELEMENTS.contains(&name[..end].to_ascii_lowercase().as_str()) || !tag.starts_with('<')
}

/// The place of code's words within its backticks.
fn inner(text: &str, range: Range<usize>, words: &str) -> Range<usize> {
    match text.get(range.clone()).and_then(|slice| slice.find(words)) {
        Some(found) => range.start + found..range.start + found + words.len(),
        None => range,
    }
}

fn without_line_end(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    range.start..range.start + slice.trim_end().len()
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
