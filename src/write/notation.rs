//! Values as TOML and YAML write them.

use jiff::civil::Date;

/// A TOML string: on one line where the text has one, else in three quotes.
pub(super) fn toml(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.contains('\n') {
        format!("\"\"\"\n{}\"\"\"", escaped(&text, true))
    } else {
        format!("\"{}\"", escaped(&text, false))
    }
}

/// A list of TOML strings; the string alone where there is one.
pub(super) fn toml_one_or_more(values: &[&str]) -> String {
    match values {
        [only] => toml(only),
        _ => toml_list(values),
    }
}

/// A list of TOML strings.
pub(super) fn toml_list<S: AsRef<str>>(values: &[S]) -> String {
    let values: Vec<String> = values.iter().map(|value| toml(value.as_ref())).collect();
    format!("[{}]", values.join(", "))
}

/// A date: bare where TOML knows it as one.
pub(super) fn date(text: &str) -> String {
    if is_iso_date(text) { text.to_owned() } else { toml(text) }
}

/// A YAML string in double quotes, whose escapes are those of a TOML string.
pub(super) fn yaml(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    toml(&line)
}

fn is_iso_date(text: &str) -> bool {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped && text.parse::<Date>().is_ok()
}

/// Escapes what must be. Where three quotes end the string, only the third in a row and the last one are in the way.
fn escaped(text: &str, in_three_quotes: bool) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut quotes = 0;
    for (at, character) in text.char_indices() {
        let last = at + character.len_utf8() == text.len();
        match character {
            '"' if in_three_quotes && quotes < 2 && !last => {
                quotes += 1;
                written.push('"');
                continue;
            }
            '"' | '\\' => written.extend(['\\', character]),
            '\n' | '\t' => written.push(character),
            _ if character.is_control() => written.extend(format!("\\u{:04X}", u32::from(character)).chars()),
            _ => written.push(character),
        }
        quotes = 0;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toml_string_reads_back_as_its_text() {
        for text in [
            "",
            "plain",
            "\"quoted\"",
            "back\\slash",
            "\"\"\"",
            "two\nlines",
            "\nfirst is empty",
            "last is empty\n",
            "ends in quotes\n\"\"\"\"\"",
            "tab\t",
            "bell \u{7} and delete \u{7f}",
            "no-break\u{a0}é\u{1f600}",
            "a\\\nb",
        ] {
            let written = format!("key = {}", toml(text));
            let read: ::toml::Table = written.parse().unwrap_or_default();
            assert_eq!(read.get("key").and_then(|value| value.as_str()), Some(text), "{written}");
        }
    }

    #[test]
    fn only_days_of_the_calendar_stand_without_quotes() {
        assert_eq!(date("2027-03-31"), "2027-03-31");
        assert_eq!(date("2027-02-31"), "\"2027-02-31\"");
        assert_eq!(date("March 2027"), "\"March 2027\"");
    }
}
