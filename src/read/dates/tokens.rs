//! Words, numbers and signs.

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'t> {
    Word(&'t str),
    /// The number and how many digits it is written with.
    Number(i16, usize),
    Sign(char),
    /// White space between two others, where a sign could stand.
    Gap,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
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

/// The words after a gap, if there is one.
pub(super) fn skip_gap<'w, 't>(words: &'w [Token<'t>]) -> &'w [Token<'t>] {
    match words {
        [Token::Gap, rest @ ..] => rest,
        _ => words,
    }
}

/// Whether what follows a date is only a remark.
pub(super) fn closes(rest: &[Token<'_>]) -> bool {
    const REMARKS: [&str; 21] = [
        "and", "or", "then", "at", "subject", "with", "latest", "financial", "fiscal", "academic",
        "completed", "complete", "done", "started", "achieved", "actual", "annually", "biannually",
        "quarterly", "monthly", "weekly",
    ];
    match rest {
        [] | [Token::Gap] => true,
        [Token::Sign(sign), ..] => matches!(sign, ',' | ';' | '.' | ':' | '+'),
        [Token::Gap, Token::Sign(sign), ..] => matches!(sign, '-' | '+' | '*' | '&' | '/'),
        [Token::Gap, Token::Word(word), ..] => REMARKS.contains(word),
        _ => false,
    }
}
