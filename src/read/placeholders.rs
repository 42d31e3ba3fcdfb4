//! Words that were left to be filled in.

use std::ops::Range;

use crate::framework::FieldKind;

/// Where placeholders stand in running text (without Markdown's marks), as byte ranges, in order.
#[must_use]
pub fn find(_text: &str) -> Vec<Range<usize>> {
    Vec::new()
}

/// Whether a paragraph is nothing but placeholders.
#[must_use]
pub fn is_only(_text: &str) -> bool {
    false
}

/// Whether the whole value of a field is a placeholder.
#[must_use]
pub fn is_value(_text: &str, _kind: FieldKind) -> bool {
    false
}
