//! A line of text as people read it, without Markdown's marks, and the way back to where each character stands.

use std::ops::Range;

/// Words with their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Inline {
    /// The words as people read them; a line break of any kind is `\n`.
    pub(super) plain: String,
    pieces: Vec<Piece>,
    /// Whether an image stands among them.
    pub(super) image: bool,
}

#[derive(Debug, Clone)]
struct Piece {
    plain: Range<usize>,
    source: Range<usize>,
    look: Look,
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) code: bool,
    pub(super) strong: bool,
    pub(super) struck: bool,
    pub(super) link: bool,
}

impl Inline {
    /// Adds words that stand at `source`.
    pub(super) fn push(&mut self, words: &str, source: Range<usize>, look: Look) {
        let start = self.plain.len();
        self.plain.push_str(words);
        let piece = Piece { plain: start..self.plain.len(), source, look };
        // Most lines of a paragraph go on where the last one ended.
        if let Some(last) = self.pieces.last_mut().filter(|last| last.goes_on_in(&piece)) {
            last.plain.end = piece.plain.end;
            last.source.end = piece.source.end;
            return;
        }
        if self.pieces.is_empty() {
            // Most words are one piece.
            self.pieces.reserve_exact(1);
        }
        self.pieces.push(piece);
    }

    /// Whether there is nothing to read.
    pub(super) fn is_blank(&self) -> bool {
        !self.image && self.plain.trim().is_empty()
    }

    /// A range without white space at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let slice = &self.plain[range.clone()];
        let start = range.start + (slice.len() - slice.trim_start().len());
        start..start + slice.trim().len()
    }

    /// All of it, without white space at its ends.
    pub(super) fn whole(&self) -> Range<usize> {
        self.trim(0..self.plain.len())
    }

    /// Where a range stands in the text that was read.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.piece_at(range.start).map_or(0, |piece| piece.locate(range.start));
        if range.is_empty() {
            return start..start;
        }
        let last = self.piece_at(range.end - 1);
        let end = last.map_or(start, |piece| piece.locate_end(range.end));
        start..end.max(start)
    }

    /// The words of a range, with their places.
    pub(super) fn cut(&self, range: Range<usize>) -> Self {
        let mut part = Self { image: self.image, ..Self::default() };
        for piece in self.within(&range) {
            let shared = piece.plain.start.max(range.start)..piece.plain.end.min(range.end);
            if shared.start < shared.end {
                let source = piece.locate(shared.start)..piece.locate_end(shared.end);
                part.push(&self.plain[shared], source, piece.look);
            }
        }
        part
    }

    /// The pieces that share something with a range: a line may be of many.
    fn within(&self, range: &Range<usize>) -> &[Piece] {
        let start = self.pieces.partition_point(|piece| piece.plain.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.plain.start < range.end);
        self.pieces.get(start..end).unwrap_or_default()
    }

    fn piece_at(&self, at: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.plain.end <= at);
        self.pieces.get(index).or(self.pieces.last())
    }

    /// How the word at an offset looks.
    pub(super) fn look(&self, at: usize) -> Look {
        self.piece_at(at).map(|piece| piece.look).unwrap_or_default()
    }

    /// Whether all words of a range look like this.
    pub(super) fn all(&self, range: Range<usize>, looks: impl Fn(Look) -> bool) -> bool {
        let mut words = self.within(&range).iter().filter(|piece| {
            let shared = piece.plain.start.max(range.start)..piece.plain.end.min(range.end);
            !self.plain[shared].trim().is_empty()
        });
        !range.is_empty() && words.all(|piece| looks(piece.look))
    }

    /// Whether the character at an offset was written with a backslash, so that it means itself and no more.
    pub(super) fn is_escaped(&self, at: usize, text: &str) -> bool {
        let start = self.source(at..at + 1).start;
        start > 0 && text.as_bytes().get(start - 1) == Some(&b'\\')
    }
}

impl Piece {
    /// Whether another piece follows this one in the text that was read, and both stand there letter by letter.
    fn goes_on_in(&self, next: &Self) -> bool {
        let is_exact = |piece: &Self| piece.plain.len() == piece.source.len();
        self.look == next.look && self.source.end == next.source.start && is_exact(self) && is_exact(next)
    }

    fn locate_end(&self, at: usize) -> usize {
        if self.plain.len() == self.source.len() { self.locate(at) } else { self.source.end }
    }

    fn locate(&self, at: usize) -> usize {
        if self.plain.len() == self.source.len() {
            self.source.start + at.saturating_sub(self.plain.start).min(self.source.len())
        } else {
            self.source.start
        }
    }
}
