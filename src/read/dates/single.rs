//! One date, and the calendar behind it.

use jiff::civil::Date;

use super::tokens::{Token, closes, skip_gap};

/// The first day and the last.
pub(super) type Interval = (Date, Date);

/// One date at the front, and what follows it.
pub(super) fn single<'w, 't>(words: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Number, Sign, Word};
    if let Some(found) = part_of_year(words) {
        return Some(found);
    }
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
        ] => {
            let year = full_year(*year, *digits);
            // 12/31/2027 can only be meant with the month first.
            let american = || day(year, *date, *month).filter(|_| *month > 12);
            (day(year, *month, *date).or_else(american)?, without_time(rest))
        }
        // 2026/27, 2026-27: a financial year; 2020-24: calendar years.
        [Number(year, 4), Sign('/' | '-'), Number(next, 2), rest @ ..] => {
            (years(*year, year - year % 100 + next)?, rest)
        }
        [Number(year, 4), Sign('/' | '-'), Number(next, 4), rest @ ..] => (years(*year, *next)?, rest),
        // 2022 to 23
        [Number(year, 4), Token::Gap, Word("to"), Token::Gap, Number(next, 2), rest @ ..] if closes(rest) => {
            (years(*year, year - year % 100 + next)?, rest)
        }
        // 2027
        [Number(year, 4), rest @ ..] if plausible(*year) => (year_of(*year)?, rest),
        // 31 March 2027
        [Number(date, 1 | 2), rest @ ..] => day_first(*date, rest)?,
        [
            Word(
                "fy" | "financial" | "year" | "calendar" | "winter" | "spring" | "summer" | "autumn" | "fall"
                | "easter" | "christmas" | "xmas",
            ),
            ..,
        ] => named_year(words)?,
        // March 31, 2027; March 2027; Mar-27
        [Word(month), rest @ ..] => month_first(month_number(month)?, rest)?,
        _ => return None,
    };
    Some(found)
}

/// A quarter, a half or another part of a year at the front, and what follows it.
fn part_of_year<'w, 't>(words: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Gap, Number, Sign, Word};
    match words {
        // 2021 Q2, 2021/22 Q2
        [year @ Number(_, 4), Gap, Word("q"), Number(quarter, 1), rest @ ..] => {
            Some((quarter_of(*quarter, &[Gap, *year])?.0, rest))
        }
        [
            year @ Number(_, 4),
            slash @ Sign('/' | '-'),
            next @ Number(_, 2),
            Gap,
            Word("q"),
            Number(quarter, 1),
            rest @ ..,
        ] => Some((quarter_of(*quarter, &[Gap, *year, *slash, *next])?.0, rest)),
        // Q4 2026/27, quarter two 2021/22, first quarter of 2018, 4th quarter 2020/21
        [Word("q"), Number(quarter, 1), rest @ ..]
        | [Word("quarter" | "qtr"), Gap, Number(quarter, 1), rest @ ..]
        | [Number(quarter, 1), Word("st" | "nd" | "rd" | "th"), Gap, Word("quarter" | "qtr"), rest @ ..] => {
            quarter_of(*quarter, rest)
        }
        [Word("quarter" | "qtr"), Gap, Word(word), rest @ ..]
        | [
            Word(word @ ("first" | "second" | "third" | "fourth" | "last")),
            Gap,
            Word("quarter"),
            rest @ ..,
        ] => quarter_of(number_named(word)?, rest),
        // H1 2027, second half of 2021/22, 2nd half 2021
        [Word("h"), Number(half @ (1 | 2), 1), rest @ ..]
        | [Number(half @ (1 | 2), 1), Word("st" | "nd"), Gap, Word("half"), rest @ ..] => {
            half_of(*half == 1, rest)
        }
        [Word(half @ ("first" | "second" | "last" | "latter")), Gap, Word("half"), rest @ ..] => {
            half_of(*half == "first", rest)
        }
        [
            Word("academic"),
            Gap,
            Word("year"),
            Gap,
            Number(year, 4),
            Sign('/' | '-'),
            Number(_, 2 | 4),
            rest @ ..,
        ] => Some((months(*year, 9, 20)?, rest)),
        // early 2027, mid-2027
        [Word(part @ ("early" | "mid" | "late")), Gap | Sign('-'), rest @ ..] => {
            let ((from, until), rest) = single(skip_gap(rest))?;
            let whole_year = from.month() == 1 && until.month() == 12 && from.year() == until.year();
            let third = match *part {
                "early" => 1,
                "mid" => 5,
                _ => 9,
            };
            Some((if whole_year { months(from.year(), third, third + 3)? } else { (from, until) }, rest))
        }
        _ => None,
    }
}

/// What follows a day: "March 2027", "st of March, 2027".
fn day_first<'w, 't>(date: i16, rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Gap, Sign, Word};
    let rest = match rest {
        [Word("st" | "nd" | "rd" | "th"), rest @ ..] | [Gap, Word("st" | "nd" | "rd" | "th"), rest @ ..] => {
            rest
        }
        _ => rest,
    };
    let rest = match skip_gap(rest) {
        [Word("of"), rest @ ..] => skip_gap(rest),
        [Sign('-'), rest @ ..] => rest,
        rest => rest,
    };
    let [Word(month), rest @ ..] = rest else { return None };
    let (year, rest) = year_after(rest)?;
    Some((day(year, i16::from(month_number(month)?), date)?, without_time(rest)))
}

/// "half of 2021", "half 2021/22": of a calendar year, or of a financial one.
fn half_of<'w, 't>(is_first: bool, rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    let rest = match skip_gap(rest) {
        [Token::Word("of"), rest @ ..] => skip_gap(rest),
        rest => rest,
    };
    let first = if is_first { 1 } else { 7 };
    match rest {
        [Token::Number(year, 4), Token::Sign('/' | '-'), Token::Number(_, 2 | 4), rest @ ..] => {
            Some((months(*year, first + 3, first + 8)?, rest))
        }
        [Token::Number(year, 4), rest @ ..] => Some((months(*year, first, first + 5)?, rest)),
        _ => None,
    }
}

/// "FY 2026/27", "Spring 2027".
fn named_year<'w, 't>(words: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    let [Token::Word(name), rest @ ..] = words else { return None };
    let rest = match skip_gap(rest) {
        [Token::Word("term"), rest @ ..] => skip_gap(rest),
        rest => rest,
    };
    let first = match *name {
        // Easter Sunday is in one of two months.
        "easter" => return easter(rest),
        "christmas" | "xmas" => return christmas(rest),
        name => match season(name) {
            Some(month) => i16::from(month),
            None => return single(rest),
        },
    };
    match rest {
        // Winter 2026/27 begins in the first of the two years and ends in the second; so does a summer in the south.
        [Token::Number(year, 4), Token::Sign('/' | '-'), Token::Number(_, 2 | 4), rest @ ..] => {
            let first = if *name == "summer" { 12 } else { first };
            Some((months(*year, first, first + 2)?, rest))
        }
        [Token::Number(year, 4), rest @ ..] => Some((months(*year, first, first + 2)?, rest)),
        _ => None,
    }
}

fn easter<'w, 't>(rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    let [Token::Number(year, 4), rest @ ..] = rest else { return None };
    Some(((day(*year, 3, 22)?.0, day(*year, 4, 25)?.1), rest))
}

fn christmas<'w, 't>(rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    let [Token::Number(year, 4), rest @ ..] = rest else { return None };
    Some((day(*year, 12, 25)?, rest))
}

/// What follows a month: a year, or a day and a year.
fn month_first<'w, 't>(month: i8, rest: &'w [Token<'t>]) -> Option<(Interval, &'w [Token<'t>])> {
    use Token::{Gap, Number, Sign, Word};
    // "Nov. 2, 2020": the short form's own full stop.
    let rest = match rest {
        [Sign('.'), rest @ ..] if rest.first() == Some(&Gap) => rest,
        _ => rest,
    };
    // "May 29, 2020" before "May 29", which may be a year.
    let has_day = matches!(
        skip_gap(rest),
        [Number(_, 1 | 2), Sign(','), Gap, Number(_, 4), ..]
            | [Number(_, 1 | 2), Gap, Number(_, 4), ..]
            | [Number(_, 1 | 2), Word("st" | "nd" | "rd" | "th"), ..]
    );
    if let Some((year, rest)) = year_after(rest).filter(|_| !has_day) {
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
        // "08-Oct- 2019"
        [Sign(',' | '.' | '-'), Gap, Number(year, 4), rest @ ..]
        | [Gap | Sign('-' | ',' | '/'), Number(year, 4), rest @ ..]
        // "March2021"
        | [Number(year, 4), rest @ ..] => {
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

fn number_named(word: &str) -> Option<i16> {
    const NAMES: [[&str; 2]; 4] =
        [["one", "first"], ["two", "second"], ["three", "third"], ["four", "fourth"]];
    if word == "last" {
        return Some(4);
    }
    NAMES.iter().zip(1..).find(|(names, _)| names.contains(&word)).map(|(_, number)| number)
}

fn full_year(year: i16, digits: usize) -> i16 {
    if digits == 2 { 2000 + year } else { year }
}

fn plausible(year: i16) -> bool {
    (1900..2200).contains(&year)
}

/// The first month of a season of the north.
pub(super) fn season(word: &str) -> Option<i8> {
    match word {
        "spring" => Some(3),
        "summer" => Some(6),
        "autumn" | "fall" => Some(9),
        "winter" => Some(12),
        _ => None,
    }
}

/// Whether a word may begin a date without being a month.
pub(super) fn is_season(word: &str) -> bool {
    season(word).is_some() || matches!(word, "easter" | "christmas" | "xmas" | "q" | "quarter" | "qtr")
}

pub(super) fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ];
    // "Febuary", and no shorter word: "jule" may be June or July.
    let is_slip = |month: &str| {
        word.len() > 5
            && word.len().abs_diff(month.len()) < 2
            && word.as_bytes()[0] == month.as_bytes()[0]
            && strsim::osa_distance(word, month) == 1
    };
    let known =
        |month: &&str| *month == word || (word.len() >= 3 && month.starts_with(word)) || is_slip(month);
    let found = MONTHS.iter().position(known)?;
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
