//! Dates as people write them in plans: day first, financial years from 1 April, quarters, seasons, ranges.

mod single;
mod tokens;

use jiff::civil::Date;

use self::single::{is_season, month_number, season, single};
use self::tokens::{Token, skip_gap, tokens};
use crate::plan::When;

/// What the words of a date mean. A range counts from its first day to its last.
///
/// ```
/// # use recoveryplan::{plan::When, read::dates::read};
/// # use jiff::civil::date;
/// let until = |text| match read(text) { When::Span { until, .. } => Some(until), _ => None };
/// assert_eq!(until("31/03/2027"), Some(date(2027, 3, 31)));
/// assert_eq!(until("by the end of March 2027"), Some(date(2027, 3, 31)));
/// assert_eq!(until("Q4 2026/27"), Some(date(2027, 3, 31)));
/// assert_eq!(read("ongoing"), When::Vague);
/// assert_eq!(read("31 February 2027"), When::Unreadable);
/// ```
#[must_use]
pub fn read(text: &str) -> When {
    // The form that machines write, and most plans.
    if text.len() == "2027-03-31".len()
        && let Ok(date) = text.parse()
    {
        return When::Span { from: date, until: date };
    }
    let bare = without_caveat(text);
    let week =
        ["w/c ", "week commencing ", "week beginning "].iter().find_map(|week| bare.strip_prefix(week));
    if let Some(When::Span { from, until }) = week.map(words_of_a_date) {
        let until = if from == until { until.saturating_add(jiff::Span::new().days(6)) } else { until };
        return When::Span { from, until };
    }
    match (words_of_a_date(&bare), in_brackets(text)) {
        // "Short term (by Dec 2020)"
        (When::Vague | When::Unreadable, Some(When::Span { from, until })) => When::Span { from, until },
        (when, _) => when,
    }
}

fn words_of_a_date(bare: &str) -> When {
    let words = tokens(bare);
    if words.is_empty() {
        return When::Unreadable;
    }
    if is_open_ended(&words) {
        return When::Vague;
    }
    let found = range(&words).or_else(|| range(after_words(&words)?)).or_else(|| range_at_end(&words));
    if let Some((from, until)) = found {
        return if from <= until { When::Span { from, until } } else { When::Unreadable };
    }
    if is_vague(bare) { When::Vague } else { When::Unreadable }
}

/// What the first remark in brackets says by itself.
fn in_brackets(text: &str) -> Option<When> {
    let (_, rest) = text.split_once('(')?;
    let (inner, _) = rest.split_once(')')?;
    Some(words_of_a_date(&inner.trim().to_lowercase()))
}

/// Whether a text is a date from its first word to its last, remarks aside: "by the end of March 2027", and not "open
/// by March 2027".
#[must_use]
pub fn is_date(text: &str) -> bool {
    range(&tokens(&without_caveat(text))).is_some_and(|(from, until)| from <= until)
}

/// Whether there is a start and no end: "from September 2021", "Sept 2020 onwards".
fn is_open_ended(words: &[Token<'_>]) -> bool {
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
    (starts && !has_end) || goes_on || says(&["onwards", "onward"])
}

/// The text without remarks in brackets, and without what follows a date: "20 October 2021 and 6-monthly".
fn without_caveat(text: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.extend(character.to_lowercase()),
            _ => {}
        }
    }
    bare.trim().trim_end_matches(['.', ',', ';', ':', '-', '\u{2013}', '\u{2014}', ' ']).to_owned()
}

type Interval = (Date, Date);

/// What follows the last "by", "for" or comma of a sentence: "Launch by 31st October 2021".
fn after_words<'w, 't>(words: &'w [Token<'t>]) -> Option<&'w [Token<'t>]> {
    let joint = |token: &Token<'t>| {
        matches!(token, Token::Word("by" | "for" | "until" | "before") | Token::Sign(',' | ':'))
    };
    let at = words.iter().rposition(joint)?;
    words.get(at + 1..)
}

/// A date after words without a figure in them: "Report to Cabinet December 2020". A recurrence counts by its first
/// day: "each November from November 2021".
fn range_at_end(words: &[Token<'_>]) -> Option<Interval> {
    let begins = |token: &Token<'_>| match token {
        Token::Number(_, digits) => *digits < 3,
        Token::Word(word) => month_number(word).is_some() || is_season(word),
        _ => false,
    };
    let says = |words: &[Token<'_>], wanted: &[&str]| {
        words.iter().any(|token| matches!(token, Token::Word(word) if wanted.contains(word)))
    };
    let recurs =
        says(words, &["each", "every", "monthly", "quarterly", "yearly", "annually", "annual", "weekly"]);
    let from = words.iter().position(|token| *token == Token::Word("from")).filter(|_| recurs).unwrap_or(0);
    let figure = words.iter().position(|token| matches!(token, Token::Number(..))).unwrap_or(words.len());
    let starts = |at: &usize| words[at - 1] == Token::Gap && words.get(*at).is_some_and(begins);
    let at = (from + 1..words.len()).take_while(|at| *at <= figure).find(starts)?;
    let opens = from == 0 && says(&words[..at], &["after", "from", "since", "beyond", "following"]);
    range(&words[at..]).filter(|_| !opens)
}

/// A range, or a single date; remarks after either are left out.
fn range(words: &[Token<'_>]) -> Option<Interval> {
    let words = without_lead_in(words);
    if let Some((interval, rest)) = single(words) {
        return Some(match after_joint(rest).and_then(single) {
            Some((second, _)) => (interval.0, second.1),
            // "March 2021 June 2021": the date that was put in its place.
            None if single(skip_gap(rest)).is_some_and(|(_, rest)| rest.is_empty()) => {
                (interval.0, single(skip_gap(rest))?.0.1)
            }
            None if closes(rest) => {
                (interval.0, second_date(rest).map_or(interval.1, |second| second.1.max(interval.1)))
            }
            None => return None,
        });
    }
    // "22 November - 6 December 2018", "June to September 2021", "1-5 March 2027": the end lends its year.
    (1..words.len()).find_map(|cut| {
        let end = after_joint(&words[cut..]).or_else(|| after_either(&words[cut..])).map(without_lead_in)?;
        let (last, rest) = single(end)?;
        let start = first_part(&words[..cut], end, last)?;
        closes(rest).then_some((start, last.1))
    })
}

/// The date after "and": "1 April 2027 and 1 May 2028" counts by the later of the two.
fn second_date(rest: &[Token<'_>]) -> Option<Interval> {
    let [Token::Word("and" | "or") | Token::Sign('&' | '+'), rest @ ..] = skip_gap(rest) else { return None };
    single(without_lead_in(skip_gap(rest))).map(|(second, _)| second)
}

/// Whether what follows a date is only a remark.
fn closes(rest: &[Token<'_>]) -> bool {
    const REMARKS: [&str; 10] =
        ["and", "or", "then", "at", "subject", "with", "latest", "financial", "fiscal", "academic"];
    match rest {
        [] | [Token::Gap] => true,
        [Token::Sign(sign), ..] => matches!(sign, ',' | ';' | '.' | ':' | '+'),
        [Token::Gap, Token::Sign(sign), ..] => matches!(sign, '-' | '+' | '*' | '&'),
        [Token::Gap, Token::Word(word), ..] => REMARKS.contains(word),
        _ => false,
    }
}

/// What follows "to", "until" or a dash.
fn after_joint<'w, 't>(rest: &'w [Token<'t>]) -> Option<&'w [Token<'t>]> {
    let rest = skip_gap(rest);
    match rest {
        [Token::Word("to" | "until" | "till" | "through") | Token::Sign('-'), rest @ ..] => {
            Some(without_lead_in(skip_gap(rest)))
        }
        _ => None,
    }
}

/// What follows "or", "and" or a slash: "June or July 2021", "Q2/Q3 2021/22".
fn after_either<'w, 't>(rest: &'w [Token<'t>]) -> Option<&'w [Token<'t>]> {
    match skip_gap(rest) {
        [Token::Word("or" | "and") | Token::Sign('/' | '&'), rest @ ..] => Some(skip_gap(rest)),
        _ => None,
    }
}

/// The words without "by the end of", "no later than", "Monday,".
fn without_lead_in<'w, 't>(words: &'w [Token<'t>]) -> &'w [Token<'t>] {
    const LEAD_INS: [&str; 33] = [
        "ongoing",
        "through",
        "up",
        "till",
        "week",
        "ending",
        "commencing",
        "not",
        "to",
        "by",
        "the",
        "end",
        "of",
        "before",
        "no",
        "later",
        "than",
        "due",
        "on",
        "in",
        "during",
        "until",
        "from",
        "between",
        "start",
        "beginning",
        "latest",
        "target",
        "complete",
        "completed",
        "at",
        "for",
        "ends",
    ];
    let mut rest = words;
    loop {
        rest = match rest {
            [Token::Gap | Token::Sign(',' | ':'), tail @ ..] => tail,
            [Token::Word(word), tail @ ..] if LEAD_INS.contains(word) || is_weekday(word) => tail,
            _ => return rest,
        };
    }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().any(|day| *day == word || (word.len() >= 3 && day.starts_with(word)))
}

/// The first half of a range whose second half has the year: a day, a day and month, or a month.
fn first_part(words: &[Token<'_>], second: &[Token<'_>], last: Interval) -> Option<Date> {
    let words: Vec<Token<'_>> = words.iter().copied().filter(|token| *token != Token::Gap).collect();
    let end = last.1;
    let dated = |day: i16, month: i8| Date::new(end.year(), month, i8::try_from(day).ok()?).ok();
    let not_after = |start: Date| {
        if start <= end { Some(start) } else { Date::new(start.year() - 1, start.month(), start.day()).ok() }
    };
    match words.as_slice() {
        [Token::Number(day, 1 | 2)] => dated(*day, end.month()),
        [Token::Number(day, 1 | 2), Token::Word("st" | "nd" | "rd" | "th")] => dated(*day, end.month()),
        [Token::Number(day, 1 | 2), Token::Word(month)]
        | [Token::Number(day, 1 | 2), Token::Word("st" | "nd" | "rd" | "th"), Token::Word(month)] => {
            not_after(dated(*day, month_number(month)?)?)
        }
        [Token::Word(month)] => not_after(dated(1, month_number(month).or_else(|| season(month))?)?),
        [Token::Word("q"), Token::Number(first, 1)] => match second {
            [Token::Word("q"), Token::Number(quarter, 1), ..] if first < quarter => {
                last.0.checked_sub(jiff::Span::new().months(3 * (quarter - first))).ok()
            }
            _ => None,
        },
        _ => None,
    }
}

/// Words that stand where a date should and fix no day.
fn is_vague(text: &str) -> bool {
    const WORDS: [&str; 50] = [
        "in line with",
        "in time for",
        "when",
        "once",
        "after",
        "following",
        "upon",
        "subject to",
        "depending",
        "dependent",
        "until further notice",
        "lifetime",
        "life of",
        "business as usual",
        "bau",
        "ongoing",
        "on going",
        "on-going",
        "continuous",
        "continuing",
        "continual",
        "rolling",
        "short term",
        "short-term",
        "medium term",
        "medium-term",
        "long term",
        "long-term",
        "longer term",
        "longer-term",
        "immediate",
        "immediately",
        "asap",
        "as soon as possible",
        "as required",
        "as needed",
        "as and when",
        "in due course",
        "when possible",
        "annual",
        "annually",
        "yearly",
        "quarterly",
        "monthly",
        "weekly",
        "daily",
        "regularly",
        "various",
        "throughout",
        "beyond",
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
        || is_duration(&text)
        || WORDS.iter().any(|word| starts(word))
        || ["from ", "short to ", "short medium", "medium to ", "medium long", "short long"]
            .iter()
            .any(|start| text.starts_with(start))
}

/// "Within 3 months", "6-12 months": how long, and not from when.
fn is_duration(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_count = |word: &str| {
        const NAMED: [&str; 9] = ["one", "two", "three", "four", "six", "nine", "twelve", "eighteen", "few"];
        NAMED.contains(&word) || word.chars().all(|character| character.is_ascii_digit())
    };
    let units = ["day", "days", "week", "weeks", "month", "months", "year", "years"];
    // "Year 1"
    words.windows(2).any(|pair| {
        (is_count(pair[0]) && units.contains(&pair[1]))
            || (units.contains(&pair[0]) && is_count(pair[1]) && pair[1].len() < 4)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_as_councils_write_them() {
        let spans = [
            ("2027-03-31", date(2027, 3, 31), date(2027, 3, 31)),
            ("31 March 2027", date(2027, 3, 31), date(2027, 3, 31)),
            ("31st Mar 2027", date(2027, 3, 31), date(2027, 3, 31)),
            ("31st of March, 2027", date(2027, 3, 31), date(2027, 3, 31)),
            ("31 Mar 27", date(2027, 3, 31), date(2027, 3, 31)),
            ("Monday, 13 July 2020", date(2020, 7, 13), date(2020, 7, 13)),
            ("June 3, 2020", date(2020, 6, 3), date(2020, 6, 3)),
            ("March 2027", date(2027, 3, 1), date(2027, 3, 31)),
            ("May 29, 2020", date(2020, 5, 29), date(2020, 5, 29)),
            ("Nov. 2, 2020", date(2020, 11, 2), date(2020, 11, 2)),
            ("June 3rd, 2020", date(2020, 6, 3), date(2020, 6, 3)),
            ("w/c 8 June 2020", date(2020, 6, 8), date(2020, 6, 14)),
            ("Report to Cabinet December 2020", date(2020, 12, 1), date(2020, 12, 31)),
            ("Autumn/Winter 2020/21", date(2020, 9, 1), date(2021, 2, 28)),
            ("Q2/Q3 2021/22", date(2021, 7, 1), date(2021, 12, 31)),
            ("4th quarter 2020/21", date(2021, 1, 1), date(2021, 3, 31)),
            ("Sept/Oct 2020", date(2020, 9, 1), date(2020, 10, 31)),
            ("Short term (by Dec 2020)", date(2020, 12, 1), date(2020, 12, 31)),
            ("Ongoing to March 2021", date(2021, 3, 1), date(2021, 3, 31)),
            ("Each November from November 2021", date(2021, 11, 1), date(2021, 11, 30)),
            ("2021/22 financial year", date(2021, 4, 1), date(2022, 3, 31)),
            ("Week ending 18 September 2020", date(2020, 9, 18), date(2020, 9, 18)),
            ("Febuary 2021", date(2021, 2, 1), date(2021, 2, 28)),
            ("2021 Q2", date(2021, 4, 1), date(2021, 6, 30)),
            ("2021/22 Q2", date(2021, 7, 1), date(2021, 9, 30)),
            ("first quarter of 2018", date(2018, 1, 1), date(2018, 3, 31)),
            ("Sept 2021", date(2021, 9, 1), date(2021, 9, 30)),
            ("Mar-27", date(2027, 3, 1), date(2027, 3, 31)),
            ("September 2021 - (end to be planned)", date(2021, 9, 1), date(2021, 9, 30)),
            ("31/03/2027", date(2027, 3, 31), date(2027, 3, 31)),
            ("02/11/2012", date(2012, 11, 2), date(2012, 11, 2)),
            ("21/03/11", date(2011, 3, 21), date(2011, 3, 21)),
            ("Q4 2026/27", date(2027, 1, 1), date(2027, 3, 31)),
            ("Q1 2026/27", date(2026, 4, 1), date(2026, 6, 30)),
            ("Quarter Two 2021/22", date(2021, 7, 1), date(2021, 9, 30)),
            ("Q2 2027", date(2027, 4, 1), date(2027, 6, 30)),
            ("2026/27", date(2026, 4, 1), date(2027, 3, 31)),
            ("2020-24", date(2020, 1, 1), date(2024, 12, 31)),
            ("2021-2026", date(2021, 1, 1), date(2026, 12, 31)),
            ("Spring 2027", date(2027, 3, 1), date(2027, 5, 31)),
            ("To 30 June 2018", date(2018, 6, 30), date(2018, 6, 30)),
            ("Summer 2017/18", date(2017, 12, 1), date(2018, 2, 28)),
            ("Launch by 31st October 2021", date(2021, 10, 31), date(2021, 10, 31)),
            ("On track for 31st August 2021", date(2021, 8, 31), date(2021, 8, 31)),
            ("Outline case, December 2020", date(2020, 12, 1), date(2020, 12, 31)),
            ("Easter 2017", date(2017, 3, 22), date(2017, 4, 25)),
            ("winter 2026/27", date(2026, 12, 1), date(2027, 2, 28)),
            ("by the end of 2027", date(2027, 1, 1), date(2027, 12, 31)),
            ("end of March 2027", date(2027, 3, 1), date(2027, 3, 31)),
            ("early 2027", date(2027, 1, 1), date(2027, 4, 30)),
            ("June 2021 to March 2022", date(2021, 6, 1), date(2022, 3, 31)),
            ("22 November \u{2013} 6 December 2018", date(2018, 11, 22), date(2018, 12, 6)),
            ("November to February 2027", date(2026, 11, 1), date(2027, 2, 28)),
            ("1-5 March 2027", date(2027, 3, 1), date(2027, 3, 5)),
            ("June to September 2021", date(2021, 6, 1), date(2021, 9, 30)),
            ("20 October 2021 and 6-monthly for 24 months", date(2021, 10, 20), date(2021, 10, 20)),
            ("1 April 2027 and 1 May 2028", date(2027, 4, 1), date(2028, 5, 1)),
            ("(provisionally) 31 May 2027", date(2027, 5, 31), date(2027, 5, 31)),
        ];
        for (text, from, until) in spans {
            assert_eq!(read(text), When::Span { from, until }, "{text}");
        }
        for text in [
            "February each year",
            "ongoing",
            "Short term",
            "Medium/long term",
            "from September",
            "from September 2021",
            "Sept 2020 onwards",
            "ASAP",
            "Quarterly",
            "June 2020 - ongoing",
            "Started June 2020",
            "Within 3 months",
            "When restrictions are lifted",
        ] {
            assert_eq!(read(text), When::Vague, "{text}");
        }
        for text in [
            "31 February 2027",
            "31/13/2027",
            "",
            "soon-ish",
            "March",
            "31 March",
            "21 Sept",
            "99",
            "12 units 2027",
            "Waitangi Day 2018",
            "Q7 2027",
        ] {
            assert_eq!(read(text), When::Unreadable, "{text}");
        }
    }
}
