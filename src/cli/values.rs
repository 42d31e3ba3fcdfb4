//! The values of arguments, and of the environment: what a word means, or what was probably meant by it.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use jiff::civil::Date;

use crate::finding::{Level, NEVER_QUIET};
use crate::lint::{LevelWish, always_an_error};
use crate::output::Format;
use crate::plan::{PlanStatus, plain_day};
use crate::scaffold::Suggestions;
use crate::text::did_you_mean;

/// One of some named values, or what was probably meant.
fn named<T: Copy>(text: &str, names: &[(&'static str, T)]) -> Result<T, String> {
    names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| {
        let known = names.iter().map(|(name, _)| *name);
        did_you_mean(text, known.clone())
            .unwrap_or_else(|| format!("it is one of {}", known.collect::<Vec<_>>().join(", ")))
    })
}

/// Reads one of some named values; help, completions and mistakes name them all.
fn one_of<T: Copy + Send + Sync + 'static>(
    names: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let known = PossibleValuesParser::new(names.iter().map(|(name, _)| *name));
    known.try_map(move |text| named(&text, names))
}

pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    one_of(&Format::NAMES)
}

/// A report that an argument asks for.
pub(super) fn report(text: &str) -> Result<(Format, PathBuf), String> {
    match text.split_once('=') {
        Some((name, path)) if !path.is_empty() => match (named(name, &Format::NAMES), path) {
            (Ok(_), "-") => Err("name a file: standard output is for --output-format".to_owned()),
            (Ok(format), path) => Ok((format, PathBuf::from(path))),
            (Err(help), _) => Err(format!("there is no output format `{name}`: {help}")),
        },
        _ => Err("write it as FORMAT=PATH, such as sarif=plans.sarif".to_owned()),
    }
}

pub(super) fn level() -> impl TypedValueParser<Value = Level> {
    one_of(&Level::NAMES)
}

pub(super) fn status() -> impl TypedValueParser<Value = PlanStatus> {
    one_of(&PlanStatus::NAMES)
}

pub(super) fn suggestions() -> impl TypedValueParser<Value = Suggestions> {
    one_of(&[("starter", Suggestions::Starter), ("all", Suggestions::All), ("none", Suggestions::None)])
}

/// A rule's name: any word is taken, since a mistake has a better answer than a list of all; completions know them.
#[derive(Debug, Clone)]
pub(super) struct RuleName;

impl TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(crate::rules::RULES.iter().map(|rule| PossibleValue::new(rule.meta.name))))
    }
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    plain_day(text).ok_or_else(|| "write a day as year-month-day, such as 2027-03-31".to_owned())
}

pub(super) fn percent(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let number = text.strip_suffix('%').unwrap_or(text).trim().parse::<f64>();
    number
        .ok()
        .filter(|number| (0.0..=100.0).contains(number))
        .ok_or_else(|| "write a number from 0 to 100".to_owned())
}

pub(super) fn level_wish(text: &str) -> Result<LevelWish, String> {
    let Some((rule, level)) = text.split_once('=') else {
        return Err("write it as RULE=LEVEL, such as missing-due=error".to_owned());
    };
    let names = [
        ("off", None),
        ("note", Some(Level::Note)),
        ("warning", Some(Level::Warning)),
        ("error", Some(Level::Error)),
    ];
    let (rule, level) = (rule.trim(), named(level.trim(), &names)?);
    if crate::rules::rule(rule).is_none() {
        let known = crate::rules::RULES.iter().map(|rule| rule.meta.name);
        let help = did_you_mean(rule, known).unwrap_or_else(|| "`recoveryplan rules` lists them".to_owned());
        return Err(format!("there is no rule `{rule}`: {help}"));
    }
    if NEVER_QUIET.contains(&rule) && level != Some(Level::Error) {
        return Err(always_an_error(rule));
    }
    Ok(LevelWish { rule: rule.to_owned(), status: None, level })
}

/// The format that the environment asks for.
pub(super) fn format_from_environment() -> anyhow::Result<Option<Format>> {
    const NAME: &str = "RECOVERYPLAN_OUTPUT_FORMAT";
    match std::env::var(NAME) {
        Ok(text) if !text.is_empty() => named(&text, &Format::NAMES)
            .map(Some)
            .map_err(|help| anyhow::anyhow!("{NAME}: there is no output format `{text}`: {help}")),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_numbers_from_0_to_100_with_or_without_a_sign() {
        for (text, share) in [("80", 80.0), ("80%", 80.0), (" 66.7 % ", 66.7), ("0", 0.0), ("100", 100.0)] {
            assert_eq!(percent(text), Ok(share), "{text}");
        }
        for text in ["", "%", "-1", "101", "NaN", "inf", "eighty", "8O"] {
            assert!(percent(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_written_one_way() {
        assert_eq!(date("2027-03-31"), Ok(jiff::civil::date(2027, 3, 31)));
        for text in
            ["31/03/2027", "2027-3-31", "2027-02-30", "2027-03-31T10:00", "tomorrow", "", "----------"]
        {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
