//! Dates as people write them in plans: day first, financial years from 1 April, quarters, seasons, ranges.

use jiff::civil::Date;

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
    let bare = without_caveat(text);
    let words = tokens(&bare);
    if words.is_empty() {
        return When::Unreadable;
    }
    if let Some((from, until)) = range(&words) {
        return if from <= until { When::Span { from, until } } else { When::Unreadable };
    }
    if is_vague(&bare) { When::Vague } else { When::Unreadable }
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

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    Word(&'t str),
    /// The number and how many digits it is written with.
    Number(i16, usize),
    Sign(char),
    /// White space between two others, where a sign could stand.
    Gap,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = |character: char| (character.is_ascii_digit(), character.is_alphabetic());
        let end = match class(first) {
            (false, false) => first.len_utf8(),
            kind => rest.find(|character| class(character) != kind).unwrap_or(rest.len()),
        };
        let (head, tail) = rest.split_at(end);
        rest = tail;
        tokens.push(match class(first) {
            (true, _) => match head.parse() {
                Ok(number) => Token::Number(number, head.len()),
                Err(_) => Token::Sign('#'),
            },
            (_, true) => Token::Word(head),
            _ if first.is_whitespace() => Token::Gap,
            _ => Token::Sign(if matches!(first, '\u{2013}' | '\u{2014}') { '-' } else { first }),
        });
    }
    tokens.dedup_by(|next, last| *next == Token::Gap && *last == Token::Gap);
    tokens
}

type Interval = (Date, Date);

/// A range, or a single date; remarks after either are left out.
fn range(words: &[Token<'_>]) -> Option<Interval> {
    let words = without_lead_in(words);
    if let Some((interval, rest)) = single(words) {
        return Some(match after_joint(rest).and_then(single) {
            Some((second, _)) => (interval.0, second.1),
            None if closes(rest) => interval,
            None => return None,
        });
    }
    // "22 November - 6 December 2018", "June to September 2021", "1-5 March 2027": the end lends its year.
    (1..words.len()).find_map(|cut| {
        let end = after_joint(&words[cut..]).map(without_lead_in)?;
        let (last, rest) = single(end)?;
        let start = first_part(&words[..cut], last)?;
        closes(rest).then_some((start, last.1))
    })
}

/// Whether what follows a date is only a remark.
fn closes(rest: &[Token<'_>]) -> bool {
    match rest {
        [] | [Token::Gap] => true,
        [Token::Sign(',' | ';' | '.' | ':' | '+'), ..]
        | [Token::Gap, Token::Sign('-' | '+' | '*'), ..]
        | [Token::Gap, Token::Word("and" | "then" | "onwards" | "at" | "subject" | "with" | "latest"), ..] => {
            true
        }
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

fn skip_gap<'w, 't>(words: &'w [Token<'t>]) -> &'w [Token<'t>] {
    match words {
        [Token::Gap, rest @ ..] => rest,
        _ => words,
    }
}

/// The words without "by the end of", "no later than", "Monday,".
fn without_lead_in<'w, 't>(words: &'w [Token<'t>]) -> &'w [Token<'t>] {
    const LEAD_INS: [&str; 24] = [
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
fn first_part(words: &[Token<'_>], last: Interval) -> Option<Date> {
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
        [Token::Word(month)] => not_after(dated(1, month_number(month)?)?),
        _ => None,
    }
}

/// One date at the front, and what follows it.
fn single<'w, 't>(words: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Gap, Number, Sign, Word};
    let found = match words {
        // 2027-03-31, 2027/03/31; a time of day may follow.
        [
            Number(year, 4),
            Sign('-' | '/'),
            Number(month, 1 | 2),
            Sign('-' | '/'),
            Number(date, 1 | 2),
            rest @ ..,
        ] => (day(*year, *month, *date)?, without_time(rest)),
        // 31/03/2027, 31.3.27: the day first.
        [
            Number(date, 1 | 2),
            Sign('/' | '.' | '-'),
            Number(month, 1 | 2),
            Sign('/' | '.' | '-'),
            Number(year, digits @ (2 | 4)),
            rest @ ..,
        ] => (day(full_year(*year, *digits), *month, *date)?, without_time(rest)),
        // 2026/27, 2026-27: a financial year; 2020-24: calendar years.
        [Number(year, 4), Sign('/' | '-'), Number(next, 2), rest @ ..] => {
            (years(*year, year - year % 100 + next)?, rest)
        }
        [Number(year, 4), Sign('/' | '-'), Number(next, 4), rest @ ..] => (years(*year, *next)?, rest),
        // 2027
        [Number(year, 4), rest @ ..] if plausible(*year) => (year_of(*year)?, rest),
        // 31 March 2027, 31st of March 2027
        [Number(date, 1 | 2), rest @ ..] => {
            let rest = match rest {
                [Word("st" | "nd" | "rd" | "th"), rest @ ..] => rest,
                _ => rest,
            };
            let rest = match skip_gap(rest) {
                [Word("of"), rest @ ..] => skip_gap(rest),
                [Sign('-'), rest @ ..] => rest,
                rest => rest,
            };
            let [Word(month), rest @ ..] = rest else { return None };
            let (year, rest) = year_after(rest)?;
            (day(year, i16::from(month_number(month)?), *date)?, without_time(rest))
        }
        // Q4 2026/27, quarter two 2021/22
        [Word("q"), Number(quarter, 1), rest @ ..] => quarter_of(*quarter, rest)?,
        [Word("quarter"), Gap, Word(word), rest @ ..] => quarter_of(
            ["one", "two", "three", "four"].iter().position(|name| name == word)? as i16 + 1,
            rest,
        )?,
        [Word("quarter"), Gap, Number(quarter, 1), rest @ ..] => quarter_of(*quarter, rest)?,
        // early 2027, mid-2027, FY 2026/27, H1 2027
        [Word("h"), Number(half @ (1 | 2), 1), Gap, Number(year, 4), rest @ ..] => {
            (months(*year, *half * 6 - 5, *half * 6)?, rest)
        }
        [Word(part @ ("early" | "mid" | "late")), Gap | Sign('-'), rest @ ..] => {
            let ((from, until), rest) = single(skip_gap(rest))?;
            let whole_year = from.month() == 1 && until.month() == 12 && from.year() == until.year();
            let third = match *part {
                "early" => 1,
                "mid" => 5,
                _ => 9,
            };
            (if whole_year { months(from.year(), third, third + 3)? } else { (from, until) }, rest)
        }
        [Word("fy" | "financial" | "year" | "calendar" | "winter" | "spring" | "summer" | "autumn"), ..] => {
            named_year(words)?
        }
        // March 31, 2027; March 2027; Mar-27
        [Word(month), rest @ ..] => month_first(month_number(month)?, rest)?,
        _ => return None,
    };
    Some(found)
}

/// "FY 2026/27", "Spring 2027".
fn named_year<'w, 't>(words: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    let [Token::Word(name), rest @ ..] = words else { return None };
    let rest = skip_gap(rest);
    let first = match *name {
        "spring" => 3,
        "summer" => 6,
        "autumn" => 9,
        "winter" => 12,
        _ => return single(rest),
    };
    match rest {
        // Winter 2026/27 begins in the first of the two years, and has its end in the second.
        [Token::Number(year, 4), Token::Sign('/' | '-'), Token::Number(_, 2 | 4), rest @ ..]
            if first >= 9 =>
        {
            Some((months(*year, first, first + 2)?, rest))
        }
        [Token::Number(year, 4), rest @ ..] => Some((months(*year, first, first + 2)?, rest)),
        _ => None,
    }
}

/// What follows a month: a year, or a day and a year.
fn month_first<'w, 't>(month: i8, rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Number, Sign, Word};
    if let Some((year, rest)) = year_after(rest) {
        return Some((months(year, i16::from(month), i16::from(month))?, rest));
    }
    let [Number(date, 1 | 2), rest @ ..] = skip_gap(rest) else { return None };
    let rest = match rest {
        [Word("st" | "nd" | "rd" | "th"), rest @ ..] => rest,
        _ => rest,
    };
    let rest = match rest {
        [Sign(','), rest @ ..] => rest,
        _ => rest,
    };
    let (year, rest) = year_after(rest)?;
    Some((day(year, i16::from(month), *date)?, rest))
}

/// A year after a gap, a comma or a dash: 2027, '27, 27 after a dash.
fn year_after<'w, 't>(rest: &'w [Token<'t>]) -> Option<(i16, &'w [Token<'t>])> {
    use Token::{Gap, Number, Sign};
    match rest {
        [Sign(',' | '.'), Gap, Number(year, 4), rest @ ..]
        | [Gap | Sign('-' | ',' | '/'), Number(year, 4), rest @ ..] => {
            plausible(*year).then_some((*year, rest))
        }
        [Sign('-' | '/'), Number(year, 2), rest @ ..]
        | [Gap, Sign('\'' | '\u{2019}'), Number(year, 2), rest @ ..] => Some((full_year(*year, 2), rest)),
        // "31 Mar 27": two digits after a gap are a year once a day stands before the month.
        [Gap, Number(year, 2), rest @ ..] if *year > 12 && closes(rest) => Some((full_year(*year, 2), rest)),
        _ => None,
    }
}

/// "2026/27" or "2027" after a quarter.
fn quarter_of<'w, 't>(quarter: i16, rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Number, Sign, Word};
    if !(1..=4).contains(&quarter) {
        return None;
    }
    let mut rest = rest;
    while let [Token::Gap | Sign(',' | '-' | ':') | Word("of" | "fy"), tail @ ..] = rest {
        rest = tail;
    }
    match rest {
        [Number(year, digits @ (2 | 4)), Sign('/' | '-'), Number(_, 2 | 4), rest @ ..] => {
            Some((months(full_year(*year, *digits), quarter * 3 + 1, quarter * 3 + 3)?, rest))
        }
        [Number(year, 4), rest @ ..] => Some((months(*year, quarter * 3 - 2, quarter * 3)?, rest)),
        _ => None,
    }
}

/// "T10:00:00Z" or " 10:00" after a day.
fn without_time<'w, 't>(rest: &'w [Token<'t>]) -> &'w [Token<'t>] {
    match rest {
        [Token::Word("t") | Token::Gap, Token::Number(_, 2), Token::Sign(':'), Token::Number(_, 2), ..] => {
            &[]
        }
        _ => rest,
    }
}

fn full_year(year: i16, digits: usize) -> i16 {
    if digits == 2 { 2000 + year } else { year }
}

fn plausible(year: i16) -> bool {
    (1900..2200).contains(&year)
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let found =
        MONTHS.iter().position(|month| *month == word || (word.len() >= 3 && month.starts_with(word)))?;
    i8::try_from(found + 1).ok()
}

fn day(year: i16, month: i16, date: i16) -> Option<Interval> {
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()?;
    plausible(year).then_some((day, day))
}

/// From the first day of one month to the last of another; months past 12 are in the next year.
fn months(year: i16, first: i16, last: i16) -> Option<Interval> {
    let at = |month: i16| {
        let month = month - 1;
        Date::new(year.checked_add(month / 12)?, i8::try_from(month % 12 + 1).ok()?, 1).ok()
    };
    plausible(year).then_some((at(first)?, at(last)?.last_of_month()))
}

fn year_of(year: i16) -> Option<Interval> {
    months(year, 1, 12)
}

/// Two years: a financial year where the second follows the first, else all of both and what is between.
fn years(first: i16, last: i16) -> Option<Interval> {
    if last == first + 1 {
        return months(first, 4, 15);
    }
    (last > first).then_some((year_of(first)?.0, year_of(last)?.1))
}

/// Words that stand where a date should and fix no day.
fn is_vague(text: &str) -> bool {
    const WORDS: [&str; 35] = [
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
    WORDS.iter().any(|word| starts(word))
        || ["from ", "short to ", "short medium", "medium to ", "medium long", "short long"]
            .iter()
            .any(|start| text.starts_with(start))
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
            ("(provisionally) 31 May 2027", date(2027, 5, 31), date(2027, 5, 31)),
        ];
        for (text, from, until) in spans {
            assert_eq!(read(text), When::Span { from, until }, "{text}");
        }
        for text in ["ongoing", "Short term", "Medium/long term", "from September", "ASAP", "Quarterly"] {
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
            "Q7 2027",
        ] {
            assert_eq!(read(text), When::Unreadable, "{text}");
        }
    }
}
