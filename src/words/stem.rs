//! Words without their endings, so that "supporting local businesses" and "support for a local business" share theirs.

use std::borrow::Cow;

use crate::text::normalize;

/// The words of a text, each without its ending.
pub(super) fn tokens(text: &str) -> Vec<String> {
    words(&normalize(text)).map(|word| stem(&word).into_owned()).collect()
}

/// What two texts share when they have the same words, however spaced and with whatever endings.
pub(super) fn folded(text: &str) -> String {
    folded_and_counted(text).0
}

/// The same, and how many words it has.
pub(super) fn folded_and_counted(text: &str) -> (String, usize) {
    let normal = normalize(text);
    let mut folded = String::with_capacity(normal.len());
    let mut count = 0;
    for word in words(&normal) {
        folded.push_str(&stem(&word));
        count += 1;
    }
    (folded, count)
}

/// The words of a text that [`normalize`] made. "co operate", which was hyphened, is one of them.
pub(super) fn words(normal: &str) -> impl Iterator<Item = Cow<'_, str>> {
    const PREFIXES: [&str; 4] = ["co", "multi", "inter", "non"];
    let mut words = normal.split(' ').filter(|word| !word.is_empty());
    std::iter::from_fn(move || {
        let word = words.next()?;
        let rest = PREFIXES.contains(&word).then(|| words.next()).flatten();
        Some(rest.map_or(Cow::Borrowed(word), |rest| Cow::Owned(format!("{word}{rest}"))))
    })
}

/// An English word without the endings of plurals and verbs, in the British spelling. Both sides of a comparison go
/// through it, so that a stem need not be a word.
fn stem(word: &str) -> Cow<'_, str> {
    match respelt(word) {
        Some(word) => Cow::Owned(without_endings(&word).to_owned()),
        None => Cow::Borrowed(without_endings(word)),
    }
}

/// A word whose stem is not its beginning: one in the American spelling, or the plural of one that ends in -y.
fn respelt(word: &str) -> Option<String> {
    let plural = |word: &str| {
        let stem = word.strip_suffix("ies").filter(|_| word.chars().count() > 4)?;
        Some(format!("{stem}y"))
    };
    for (american, british) in [("neighbor", "neighbour"), ("center", "centre")] {
        if let Some(rest) = word.strip_prefix(american) {
            let word = format!("{british}{rest}");
            return Some(plural(&word).unwrap_or(word));
        }
    }
    plural(word)
}

fn without_endings(word: &str) -> &str {
    let word = singular(word);
    let word = word.strip_suffix("ly").filter(|stem| stem.len() > 4).unwrap_or(word);
    let verb = without_ending(word, "ing").or_else(|| without_ending(word, "ed"));
    let bare = verb.or_else(|| without_ending(word, "ment")).unwrap_or(word);
    bare.strip_suffix('e').filter(|stem| stem.len() > 2).unwrap_or(bare)
}

/// "planning" without "ing" is "plan"; what is left must be long enough to be a word.
fn without_ending<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let stem = word
        .strip_suffix(ending)
        .filter(|stem| stem.len() > 2 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))?;
    let mut ends = stem.chars().rev();
    let (last, before) = (ends.next()?, ends.next()?);
    let doubled = last == before && !matches!(last, 'a' | 'e' | 'i' | 'o' | 'u' | 'l' | 's' | 'z');
    Some(if doubled { &stem[..stem.len() - last.len_utf8()] } else { stem })
}

/// A word without its plural ending: "businesses" and "business" are one.
fn singular(word: &str) -> &str {
    if word.ends_with("sses") {
        return &word[..word.len() - "es".len()];
    }
    let keeps = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('s') {
        Some(stem) if !keeps && word.chars().count() > 3 => stem,
        _ => word,
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
