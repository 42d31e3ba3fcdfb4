//! Ranges of dates, and what may stand around them.

use jiff::civil::Date;

use super::single::{Interval, is_season, month_number, season, single};
use super::tokens::{Token, closes, skip_gap};

/// What follows the last "by", "for" or comma of a sentence: "Launch by 31st October 2021".
pub(super) fn after_words<'w, 't>(words: &'w [Token<'t>]) -> Option<&'w [Token<'t>]> {
    let joint = |token: &Token<'t>| {
        matches!(token, Token::Word("by" | "for" | "until" | "before") | Token::Sign(',' | ':'))
    };
    let at = words.iter().rposition(joint)?;
    words.get(at + 1..)
}

/// A date after words without a figure in them: "Report to Cabinet December 2020". A recurrence counts by its first
/// day: "each November from November 2021".
pub(super) fn range_at_end(words: &[Token<'_>]) -> Option<Interval> {
    let begins = |token: &Token<'_>| match token {
        Token::Number(_, digits) => *digits < 3,
        Token::Word(word) => month_number(word).is_some() || is_season(word),
        _ => false,
    };
    let says = |words: &[Token<'_>], wanted: &[&str]| {
        words.iter().any(|token| matches!(token, Token::Word(word) if wanted.contains(word)))
    };
    let recurs = says(
        words,
        &["each", "every", "monthly", "quarterly", "yearly", "annually", "annual", "weekly", "fortnightly"],
    );
    let from = words.iter().position(|token| *token == Token::Word("from")).filter(|_| recurs).unwrap_or(0);
    let figure = words.iter().position(|token| matches!(token, Token::Number(..))).unwrap_or(words.len());
    let starts = |at: &usize| words[at - 1] == Token::Gap && words.get(*at).is_some_and(begins);
    let at = (from + 1..words.len()).take_while(|at| *at <= figure).find(starts)?;
    let opens = from == 0 && says(&words[..at], &["after", "from", "since", "beyond", "following"]);
    range(&words[at..]).filter(|_| !opens)
}

/// A date with words behind it: "September 2020 Cabinet".
pub(super) fn range_at_front(words: &[Token<'_>]) -> Option<Interval> {
    let (interval, rest) = single(without_lead_in(words))?;
    let is_remark = matches!(rest, [Token::Gap, Token::Word(_), ..]);
    (is_remark && !rest.iter().any(|token| matches!(token, Token::Number(..)))).then_some(interval)
}

/// A range, or a single date; remarks after either are left out.
pub(super) fn range(words: &[Token<'_>]) -> Option<Interval> {
    let words = without_lead_in(words);
    if let Some((interval, rest)) = single(words) {
        if let Some((second, _)) = after_joint(rest).and_then(single) {
            return Some((interval.0, second.1));
        }
        // "March 2021 June 2021": the date that was put in its place.
        if let Some((second, [])) = single(skip_gap(rest)) {
            return Some((interval.0, second.1));
        }
        let last = second_date(rest).map_or(interval.1, |second| second.1.max(interval.1));
        return closes(rest).then_some((interval.0, last));
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
    let [Token::Word("and" | "or") | Token::Sign('&' | '+' | '/'), rest @ ..] = skip_gap(rest) else {
        return None;
    };
    single(without_lead_in(skip_gap(rest))).map(|(second, _)| second)
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
    const LEAD_INS: [&str; 36] = [
        "ongoing", "through", "up", "till", "week", "ending", "commencing", "not", "to", "by", "the", "end",
        "of", "before", "no", "later", "than", "due", "on", "in", "during", "until", "from", "between",
        "start", "beginning", "latest", "target", "complete", "completed", "at", "for", "ends", "deadline",
        "timescale", "completion",
    ];
    let mut rest = words;
    loop {
        rest = match rest {
            [Token::Gap | Token::Sign(',' | ':' | '-'), tail @ ..] => tail,
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
