//! What counts a heading and says nothing of it: "3.1", "(c)", "Block 3:", "KRA 2.3".

const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// A heading without what counts it: "3.", "3.1", "(c)", "Block 3:", "Theme 3 -", "KRA 2.3".
pub(super) fn without_numbering(text: &str) -> &str {
    let text = text.trim();
    let after_number = strip_number(text);
    if after_number.len() == text.len() {
        return without_count(text);
    }
    // "4 Stage 1: Stabilise"
    if counts_stages(after_number) { without_count(after_number) } else { after_number }
}

/// A heading without the word and number, or the code, at its front: "Theme 3 - ", "KRA 2.3 ", "C1. ".
fn without_count(text: &str) -> &str {
    let Some((word, rest)) = text.split_once(' ') else { return text };
    let rest = rest.trim_start();
    // "T2 Togetherness", "C1. Jobs"
    let mut letters = word.trim_end_matches(['.', ':', ')']).chars();
    let is_code = letters.next().is_some_and(char::is_uppercase)
        && letters.as_str().chars().all(|character| character.is_ascii_digit())
        && !letters.as_str().is_empty();
    if is_code && !rest.is_empty() && rest.starts_with(char::is_uppercase) {
        return rest;
    }
    if !word.chars().all(char::is_alphabetic) {
        return text;
    }
    let number: usize = rest
        .find(|character: char| !(character.is_ascii_alphanumeric() || character == '.'))
        .unwrap_or(rest.len());
    let (count, tail) = rest.split_at(number);
    let tail = tail.trim_start();
    let is_count = NUMBERS.contains(&count.to_ascii_lowercase().as_str())
        || count.chars().next().is_some_and(|first| first.is_ascii_digit())
        || (count.chars().count() == 1 && count.chars().all(char::is_uppercase))
        || (!count.is_empty() && count.chars().all(|character| "IVX".contains(character)));
    let signed = tail.strip_prefix([':', '-', '\u{2013}', '\u{2014}', '.', ')', '|', '/']);
    let abbreviation = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    match signed {
        Some(after) if is_count => after.trim_start(),
        None if is_count && abbreviation && !tail.is_empty() => tail,
        _ => text,
    }
}

/// Whether a heading calls itself a theme, "Pillar: Rebuild", so that a word for a stage is its name and no more.
pub(super) fn counts_themes(text: &str) -> bool {
    const THEMES: [&str; 8] =
        ["pillar", "theme", "goal", "priority", "objective", "workstream", "strand", "outcome"];
    let (word, rest) = text.split_once([' ', ':']).unwrap_or((text, ""));
    let is_counted = text[word.len()..].starts_with(':') || without_count(text).len() < rest.len();
    is_counted && THEMES.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether a heading counts stages of time, "Phase 2: Recover", or calls itself one, "Stage: Relief".
pub(super) fn counts_stages(text: &str) -> bool {
    let words = text.split_whitespace().map(|word| word.trim_end_matches(':'));
    let word = words.into_iter().find(|word| word.chars().all(char::is_alphabetic));
    word.is_some_and(|word| {
        ["phase", "stage", "step", "horizon"].contains(&word.to_ascii_lowercase().as_str())
    })
}

/// Which stage a heading counts, from 1: "Stage two: keeping going", "Phase 3 - A better town".
pub(crate) fn stage_number(text: &str) -> Option<usize> {
    const ROMAN: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
    let (word, rest) = strip_number(text.trim()).split_once(' ')?;
    let (count, tail) = rest.split_at(rest.find(|sign: char| !sign.is_ascii_alphanumeric())?);
    let says = tail.trim_start().strip_prefix([':', '-', '\u{2013}', '\u{2014}'])?;
    let is_stage = ["phase", "stage"].contains(&word.to_ascii_lowercase().as_str());
    if !is_stage || !says.contains(char::is_alphabetic) {
        return None;
    }
    let count = count.to_ascii_lowercase();
    let named = |names: &[&str]| names.iter().position(|name| *name == count).map(|at| at + 1);
    count.parse().ok().or_else(|| named(&NUMBERS)).or_else(|| named(&ROMAN))
}

/// "3. ", "3.1 ", "3) ", "(c) ", "c) ", "a. " at the front.
fn strip_number(text: &str) -> &str {
    let opened = text.starts_with('(');
    let rest = text.strip_prefix('(').unwrap_or(text);
    let end = rest
        .find(|character: char| !(character.is_ascii_alphanumeric() || character == '.'))
        .unwrap_or(rest.len());
    let (count, tail) = rest.split_at(end);
    let digits =
        !count.is_empty() && count.chars().all(|character| character.is_ascii_digit() || character == '.');
    let dotted = count.strip_suffix('.').unwrap_or(count);
    let letter =
        dotted.chars().count() == 1 && dotted.chars().all(|character| character.is_ascii_alphabetic());
    let roman = !dotted.is_empty() && dotted.chars().all(|character| "ivxIVX".contains(character));
    let closed = tail.strip_prefix(')');
    let marked = closed.is_some() || count.ends_with('.');
    if opened && closed.is_none() {
        return text;
    }
    if (digits && dotted.chars().any(|character| character.is_ascii_digit())) || ((letter || roman) && marked)
    {
        let tail = closed.unwrap_or(tail);
        let bare = tail.trim_start().trim_start_matches([':', '-', '\u{2013}', '\u{2014}', '|']).trim_start();
        // "2nd chances" and "3D printing" are no numbering.
        if bare.len() < tail.len() || closed.is_some() {
            return if bare.is_empty() { text } else { bare };
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_left_out_and_words_that_look_like_it_stay() {
        for (text, bare) in [
            ("3. Economy", "Economy"),
            ("3.1 Economy", "Economy"),
            ("3.1. Economy", "Economy"),
            ("(c) Economy", "Economy"),
            ("c) Economy", "Economy"),
            ("Block 3: Economy", "Economy"),
            ("Theme 3 - Economy", "Economy"),
            ("Theme A: Economy", "Economy"),
            ("KRA 2.3 Economy", "Economy"),
            ("KRA 2.3: Economy", "Economy"),
            ("Priority IV \u{2013} Economy", "Economy"),
            ("12 Economy", "Economy"),
            ("2nd chances", "2nd chances"),
            ("A vibrant economy", "A vibrant economy"),
            ("Stage 2", "Stage 2"),
            ("Self-care", "Self-care"),
            ("I. Economy", "Economy"),
            ("Phase One: Respond", "Respond"),
            ("T2 Togetherness", "Togetherness"),
            ("3 | Economy", "Economy"),
            ("H1 2027", "H1 2027"),
            ("4 Stage 1: Stabilise", "Stabilise"),
        ] {
            assert_eq!(without_numbering(text), bare, "{text}");
        }
    }
}
