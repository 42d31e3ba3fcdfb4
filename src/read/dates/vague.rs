//! Words that stand where a date should and fix no day.

use super::single::month_number;
use super::tokens::Token;

/// Whether there is a start and no end: "from September 2021", "Sept 2020 onwards".
pub(super) fn is_open_ended(words: &[Token<'_>]) -> bool {
    let says = |wanted: &[&str]| {
        words.iter().any(|token| matches!(token, Token::Word(word) if wanted.contains(word)))
    };
    let spans = words.windows(2).any(|pair| matches!(pair, [Token::Gap, Token::Sign('-')]));
    let starts = matches!(
        words.first(),
        Some(Token::Word(
            "from"
                | "after"
                | "beyond"
                | "post"
                | "since"
                | "start"
                | "starts"
                | "starting"
                | "started"
                | "begins"
                | "began"
                | "commence"
                | "commences"
                | "commencing"
                | "commenced"
        ))
    ) && !matches!(words, [_, Token::Gap, Token::Word("of"), ..]);
    let has_end = says(&["to", "until", "till", "through", "by", "end", "ends"]) || spans;
    // "June 2020 - ongoing"
    let goes_on = words.iter().rposition(|token| matches!(token, Token::Word("ongoing" | "continuing")));
    let goes_on = goes_on.is_some_and(|at| {
        let begins = matches!(words.get(at + 2), Some(Token::Word("from" | "since")));
        (at > 0 || begins)
            && !words[at..]
                .iter()
                .any(|token| matches!(token, Token::Word("to" | "until" | "till" | "through")))
    });
    let to_date =
        words.windows(3).any(|some| matches!(some, [Token::Word("to"), Token::Gap, Token::Word("date")]));
    (starts && !has_end) || goes_on || to_date || says(&["onwards", "onward"])
}

/// Words that stand where a date should and fix no day.
pub(super) fn is_vague(text: &str) -> bool {
    const WORDS: [&str; 50] = [
        "in line with", "in time for", "when", "once", "after", "following", "upon", "subject to",
        "depending", "dependent", "until further notice", "lifetime", "life of", "business as usual", "bau",
        "ongoing", "on going", "on-going", "continuous", "continuing", "continual", "rolling", "short term",
        "short-term", "medium term", "medium-term", "long term", "long-term", "longer term", "longer-term",
        "immediate", "immediately", "asap", "as soon as possible", "as required", "as needed", "as and when",
        "in due course", "when possible", "annual", "annually", "yearly", "quarterly", "monthly", "weekly",
        "daily", "regularly", "various", "throughout", "beyond",
    ];
    let text = text.replace('/', " ");
    let starts = |word: &str| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
    };
    let recurs = text.contains(" each ")
        || text.contains(" every ")
        || text.starts_with("each ")
        || text.starts_with("every ");
    matches!(text.as_str(), "short" | "medium" | "long")
        || recurs
        || tells_of_time(&text)
        || is_duration(&text)
        || WORDS.iter().any(|word| starts(word))
        || ["from ", "short to ", "short medium", "medium to ", "medium long", "short long"]
            .iter()
            .any(|start| text.starts_with(start))
}

/// Words of time without a figure or the name of a month: "by the next meeting", "over the autumn".
fn tells_of_time(text: &str) -> bool {
    const TIMES: [&str; 29] = [
        "immediate", "fortnightly", "christmas", "easter", "next", "meeting", "monthly", "quarterly", "half",
        "year", "years", "month", "months", "week", "weeks", "days", "quarter", "quarters", "spring",
        "summer", "autumn", "fall", "winter", "soon", "later", "hours", "season", "holidays", "session",
    ];
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    let is_dated =
        |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit()) || month_number(word).is_some();
    !words.clone().any(is_dated) && words.any(|word| TIMES.contains(&word))
}

/// "Within 3 months", "6-12 months": how long, and not from when.
fn is_duration(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_count = |word: &str| {
        const NAMED: [&str; 9] = ["one", "two", "three", "four", "six", "nine", "twelve", "eighteen", "few"];
        NAMED.contains(&word) || word.chars().all(|character| character.is_ascii_digit())
    };
    let units = ["hours", "day", "days", "week", "weeks", "month", "months", "year", "years"];
    // "Year 1"
    words.windows(2).any(|pair| {
        (is_count(pair[0]) && units.contains(&pair[1]))
            || (units.contains(&pair[0]) && is_count(pair[1]) && pair[1].len() < 4)
    })
}
