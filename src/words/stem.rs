//! Words without their endings, so that "supporting local businesses" and "support for a local business" share theirs.

use crate::text::normalize;

/// The words of a text, each without its ending.
pub(super) fn tokens(text: &str) -> Vec<String> {
    normalize(text).split(' ').filter(|word| !word.is_empty()).map(stem).collect()
}

/// What two texts share when they have the same words, however spaced and with whatever endings.
pub(super) fn folded(text: &str) -> String {
    tokens(text).concat()
}

/// An English word without the endings of plurals and verbs, in the British spelling. Both sides of a comparison go
/// through it, so that a stem need not be a word.
fn stem(word: &str) -> String {
    let word = if word.contains("neighbor") || word.contains("center") {
        singular(&word.replacen("neighbor", "neighbour", 1).replacen("center", "centre", 1))
    } else {
        singular(word)
    };
    let word = word.strip_suffix("ly").filter(|stem| stem.len() > 4).map_or(word.clone(), str::to_owned);
    let verb = without_ending(&word, "ing").or_else(|| without_ending(&word, "ed"));
    let bare = verb.or_else(|| without_ending(&word, "ment")).unwrap_or(word);
    match bare.strip_suffix('e') {
        Some(stem) if stem.len() > 2 => stem.to_owned(),
        _ => bare,
    }
}

/// "planning" without "ing" is "plan"; what is left must be long enough to be a word.
fn without_ending(word: &str, ending: &str) -> Option<String> {
    let stem = word
        .strip_suffix(ending)
        .filter(|stem| stem.len() > 2 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))?;
    let mut ends = stem.chars().rev();
    let (last, before) = (ends.next()?, ends.next()?);
    let doubled = last == before && !matches!(last, 'a' | 'e' | 'i' | 'o' | 'u' | 'l' | 's' | 'z');
    Some(if doubled { stem[..stem.len() - last.len_utf8()].to_owned() } else { stem.to_owned() })
}

/// A word without its plural ending: "businesses" and "business" are one.
fn singular(word: &str) -> String {
    let length = word.chars().count();
    if length > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("sses") {
        return format!("{stem}ss");
    }
    let keeps = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('s') {
        Some(stem) if length > 3 && !keeps => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_share_a_stem() {
        for (one, other) in [
            ("businesses", "business"),
            ("communities", "community"),
            ("living", "lives"),
            ("planning", "plan"),
            ("skilling", "skills"),
            ("empowered", "empowerment"),
            ("shared", "sharing"),
            ("neighbors", "neighbours"),
            ("co-operating", "cooperate"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}, {other}");
        }
        for (one, other) in
            [("business", "busy"), ("wellbeing", "well"), ("economy", "economic"), ("spring", "spr")]
        {
            assert_ne!(folded(one), folded(other), "{one}, {other}");
        }
    }
}
