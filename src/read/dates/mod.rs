//! Dates as people write them in plans: day first, financial years from 1 April, quarters, seasons, ranges.

mod ranges;
mod single;
mod tokens;
mod vague;

use self::ranges::{after_words, range, range_at_end, range_at_front};
use self::tokens::tokens;
use self::vague::{is_open_ended, is_vague};
use crate::plan::When;

/// No text beyond so many bytes is a date, whatever its remarks.
pub(super) const LONGEST: usize = 1000;

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
    if text.len() > LONGEST {
        return When::Unreadable;
    }
    let bare = without_caveat(text);
    let week =
        ["w/c ", "week commencing ", "week beginning "].iter().find_map(|week| bare.strip_prefix(week));
    if let Some(When::Span { from, until }) = week.map(words_of_a_date) {
        let until = if from == until { until.saturating_add(jiff::Span::new().days(6)) } else { until };
        return When::Span { from, until };
    }
    if let Some(when) = several(&bare) {
        return when;
    }
    match words_of_a_date(&bare) {
        // "Short term (by Dec 2020)", "August (annually)"
        when @ (When::Vague | When::Unreadable) => {
            let tells = |inner: &When| matches!(inner, When::Span { .. }) || when == When::Unreadable;
            in_brackets(text).filter(tells).unwrap_or(when)
        }
        when => when,
    }
}

/// "25 July 2020; pools 8 August 2020": from the first of them to the last.
fn several(bare: &str) -> Option<When> {
    let span = |part: &str| match words_of_a_date(part.trim()) {
        When::Span { from, until } => Some((from, until)),
        _ => None,
    };
    let (first, rest) = bare.split_once(';')?;
    let (from, until) = span(first)?;
    let until = rest.split(';').filter_map(span).map(|(_, until)| until).max()?.max(until);
    Some(When::Span { from, until })
}

fn words_of_a_date(bare: &str) -> When {
    let words = tokens(bare);
    if words.is_empty() {
        return When::Unreadable;
    }
    if is_open_ended(&words) {
        return When::Vague;
    }
    let found = range(&words)
        .or_else(|| range(after_words(&words)?))
        .or_else(|| range_at_end(&words))
        .or_else(|| range_at_front(&words));
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
    text.len() <= LONGEST && range(&tokens(&without_caveat(text))).is_some_and(|(from, until)| from <= until)
}

/// "26 / 03 /2021" without the space about its signs.
fn closed_up(text: &str) -> String {
    let mut parts = text.split('/').map(str::trim);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    if parts.clone().count() == 3 && parts.all(is_number) { text.replace(' ', "") } else { text.to_owned() }
}

/// Whether a few words say when, and fix no day: "ongoing", "mid-February".
#[must_use]
pub fn is_loose(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    if text.split_whitespace().take(MOST_WORDS + 1).count() > MOST_WORDS {
        return false;
    }
    let bare = without_caveat(text);
    is_vague(&bare)
        || bare.split(['-', ' ', '/']).any(|word| word.len() > 3 && single::month_number(word).is_some())
}

/// The text in small letters, without remarks in brackets and without signs at its end.
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
    closed_up(bare.trim().trim_end_matches(['.', ',', ';', ':', '-', '\u{2013}', '\u{2014}', ' ']))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_text_of_any_length_is_answered() {
        for words in ["early ", "/ 2027 ", "or 2027 ", "- 2027 "] {
            assert_eq!(read(&words.repeat(80_000)), When::Unreadable, "{words}");
            assert!(!is_date(&words.repeat(80_000)), "{words}");
        }
    }

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
            ("May 2013 COMPLETED", date(2013, 5, 1), date(2013, 5, 31)),
            ("31 st March 2006", date(2006, 3, 31), date(2006, 3, 31)),
            ("year 1 (2022 to 23)", date(2022, 4, 1), date(2023, 3, 31)),
            ("2023-2027 Quarterly", date(2023, 1, 1), date(2027, 12, 31)),
            ("End-March 2021", date(2021, 3, 1), date(2021, 3, 31)),
            ("September 2020 Cabinet", date(2020, 9, 1), date(2020, 9, 30)),
            ("31 March 2021 / 30 June 2021", date(2021, 3, 31), date(2021, 6, 30)),
            ("2nd half 2021", date(2021, 7, 1), date(2021, 12, 31)),
            ("second half of 2021/22", date(2021, 10, 1), date(2022, 3, 31)),
            ("Autumn term 2021", date(2021, 9, 1), date(2021, 11, 30)),
            ("academic year 2021/22", date(2021, 9, 1), date(2022, 8, 31)),
            ("31 March2021", date(2021, 3, 31), date(2021, 3, 31)),
            ("12/31/2021", date(2021, 12, 31), date(2021, 12, 31)),
            ("Fall 2021", date(2021, 9, 1), date(2021, 11, 30)),
            ("the first half of 2021", date(2021, 1, 1), date(2021, 6, 30)),
            ("26 / 03 /2021", date(2021, 3, 26), date(2021, 3, 26)),
            ("08-Oct- 2019", date(2019, 10, 8), date(2019, 10, 8)),
            ("25 July 2020; pools 8 August 2020", date(2020, 7, 25), date(2020, 8, 8)),
            ("(provisionally) 31 May 2027", date(2027, 5, 31), date(2027, 5, 31)),
        ];
        for (text, from, until) in spans {
            assert_eq!(read(text), When::Span { from, until }, "{text}");
        }
    }

    #[test]
    fn words_that_fix_no_day_are_vague_or_unreadable() {
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
            "By next meeting",
            "October 2020 to date",
            "Six monthly",
            "over the autumn",
            "within 48 hours",
            "March (annually)",
            "With immediate effect",
        ] {
            assert_eq!(read(text), When::Vague, "{text}");
        }
        for text in [
            "31 February 2027", "31/13/2027", "", "so-so", "March", "31 March", "21 Sept", "99",
            "12 units 2027", "Waitangi Day 2018", "Q7 2027",
        ] {
            assert_eq!(read(text), When::Unreadable, "{text}");
        }
    }
}
