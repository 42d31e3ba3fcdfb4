//! Words: how two of them are compared, which one was meant, and what may be shown of them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as its bare words: lower case, without accents, apostrophes and punctuation; `&` read as "and"; hyphens
/// part words; -ise spelt -ize; one space between two words.
///
/// ```
/// # use recoveryplan::text::normalize;
/// assert_eq!(normalize("  Local people\u{2019}s  role & self-care: "), "local peoples role and self care");
/// assert_eq!(normalize("Organisation of Kaik\u{14d}ura"), "organization of kaikoura");
/// ```
#[must_use]
pub fn normalize(text: &str) -> String {
    fold(text, Some(' '))
}

/// What two texts share when they are the same words however they are spaced: "co-operation", "cooperation" and
/// "co operation" have one key.
///
/// ```
/// # use recoveryplan::text::key;
/// assert_eq!(key("Strategic Co-operation"), key("strategic cooperation."));
/// assert_ne!(key("Renewal"), key("Renew all"));
/// ```
#[must_use]
pub fn key(text: &str) -> String {
    fold(text, None)
}

/// A key without the number that it ends in: "KPI 4" is a KPI.
pub(crate) fn unnumbered(key: &str) -> &str {
    key.trim_end_matches(|character: char| character.is_ascii_digit())
}

/// Whether a text has a key that is not empty: a letter or a figure.
pub(crate) fn has_key(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_alphanumeric()) || !key(text).is_empty()
}

/// Whether words in lower case, parted by spaces and without any other sign, have a key.
pub(crate) fn is_key(key: &str, words: &str) -> bool {
    key.bytes().eq(words.bytes().filter(|byte| *byte != b' '))
}

/// The bare words of a text, with a sign between two of them or none.
fn fold(text: &str, joint: Option<char>) -> String {
    let mut words = Words { text: String::with_capacity(text.len()), start: 0, joint };
    if text.is_ascii() {
        let mut start = 0;
        let signs = text.bytes().enumerate().filter(|(_, byte)| !byte.is_ascii_alphanumeric());
        for (at, sign) in signs.chain([(text.len(), b' ')]) {
            words.letters(text.get(start..at).unwrap_or_default());
            words.take(char::from(sign));
            start = at + 1;
        }
    } else {
        text.nfkd().flat_map(char::to_lowercase).for_each(|character| words.take(character));
    }
    words.finish()
}

/// Bare words being put together.
struct Words {
    text: String,
    /// Where the last word starts.
    start: usize,
    joint: Option<char>,
}

impl Words {
    fn take(&mut self, character: char) {
        match character {
            '&' => {
                self.end_word();
                self.letters("and");
                self.end_word();
            }
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ad}' => {}
            _ if is_combining_mark(character) => {}
            _ if character.is_alphanumeric() => self.letters(character.encode_utf8(&mut [0; 4])),
            _ => self.end_word(),
        }
    }

    fn letters(&mut self, letters: &str) {
        let begins = self.start == self.text.len() && self.start > 0 && !letters.is_empty();
        if let Some(joint) = self.joint.filter(|_| begins) {
            self.text.push(joint);
            self.start = self.text.len();
        }
        let end = self.text.len();
        self.text.push_str(letters);
        self.text[end..].make_ascii_lowercase();
    }

    /// Ends the last word, -ise and its forms spelt with a z.
    fn end_word(&mut self) {
        const OURS: [&str; 6] = ["isation", "isations", "ise", "ised", "ises", "ising"];
        let word = &self.text[self.start..];
        // Most words need no closer look.
        let may_be =
            matches!(word.as_bytes().last(), Some(b'e' | b'd' | b's' | b'g' | b'n')) && word.len() > 4;
        let of = |ours: &&&str| word.strip_suffix(**ours).is_some_and(|stem| stem.chars().nth(2).is_some());
        if may_be && let Some(ours) = OURS.iter().find(of) {
            let s = self.text.len() - ours.len() + 1;
            self.text.replace_range(s..=s, "z");
        }
        self.start = self.text.len();
    }

    fn finish(mut self) -> String {
        self.end_word();
        self.text
    }
}

/// The candidate that `word` was probably meant to be.
///
/// ```
/// # use recoveryplan::text::nearest;
/// assert_eq!(nearest("titel", ["title", "text"]), Some("title"));
/// assert_eq!(nearest("colour", ["title", "text"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.chars().count();
            let most = (length.min(other) / 3).max(1).min(length.checked_sub(1)?);
            // What differs so much in length needs no closer look, which is slow.
            let distance = (length.abs_diff(other) <= most)
                .then(|| strsim::osa_distance(&word, &candidate.to_lowercase()))?;
            (distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "Did you mean `x`?", where something comes close to `word`.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|found| format!("did you mean `{found}`?"))
}

/// Whether a terminal, a log or an editor would obey a character rather than show it: control characters, line ends
/// and tabs among them, and characters that turn the direction of writing.
///
/// ```
/// # use recoveryplan::text::is_obeyed;
/// assert!(['\u{1b}', '\u{9b}', '\n', '\u{202e}', '\u{2028}'].into_iter().all(is_obeyed));
/// assert!(!['a', 'ŵ', '\u{a0}', '\u{1f600}'].into_iter().any(is_obeyed));
/// ```
#[must_use]
pub fn is_obeyed(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    );
    turns || character.is_control()
}

/// A text that may be sent to a terminal or a log: characters that it would obey are shown by their number. Line ends
/// and tabs stay where `keep_lines` says so.
///
/// ```
/// # use recoveryplan::text::printable;
/// assert_eq!(printable("a\u{1b}[31mb\u{202e}\n", false), "a\\u{1b}[31mb\\u{202e}\\u{a}");
/// ```
#[must_use]
pub fn printable(text: &str, keep_lines: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_obeyed(character) && !(keep_lines && matches!(character, '\n' | '\t')) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// JSON that may be sent to a terminal or a log: it lets characters stand raw that those would obey. Beside the line
/// ends of its layout they can only stand in strings.
///
/// ```
/// # use recoveryplan::text::escaped;
/// assert_eq!(escaped("[\n\"a\u{202e}\"\n]"), "[\n\"a\\u202e\"\n]");
/// ```
#[must_use]
pub fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_obeyed(character) && character != '\n' {
            text.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    text
}

/// The first `most` characters of a text on one line, with an ellipsis where something was left out.
#[must_use]
pub fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let mut short: String = line.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('\u{2026}');
    short
}

/// Words joined as a person lists them: "a", "a and b", "a, b and c".
pub fn listed<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [start @ .., end] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", start.join(", "), end.as_ref())
        }
    }
}

/// "1 warning", "2 warnings".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_folded_as_every_other_text_is() {
        for text in [
            "",
            " & ",
            "R&D",
            "Don't -- organise; REORGANISATION of rises",
            "rise",
            "a_b\tc's",
            "'",
            "ise&ised",
        ] {
            // A combining mark is dropped, and takes the text out of ASCII.
            let marked = format!("{text}\u{301}");
            assert_eq!(normalize(text), normalize(&marked), "{text}");
            assert_eq!(key(text), normalize(text).replace(' ', ""), "{text}");
        }
    }
}
