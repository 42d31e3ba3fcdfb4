//! Rust texts as words and signs, and the paths that they name: as much of the language as the map needs.

/// The words and signs of a Rust text, comments and literals aside. `::` is one sign.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = literal(rest) {
            length
        } else if is_word(first) {
            let length = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                tokens.push(rest[..length].to_owned());
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of the comment, others within it included, that a text starts with.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    loop {
        let rest = &text[at..];
        match (rest.starts_with("/*"), rest.starts_with("*/")) {
            (true, _) => (depth, at) = (depth + 1, at + 2),
            (_, true) => (depth, at) = (depth - 1, at + 2),
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
        if depth == 0 || at >= text.len() {
            return at.min(text.len());
        }
    }
}

/// The length of the string or character that a text starts with.
fn literal(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(['b', 'c']);
    let prefix = text.len() - bare.len();
    if prefix > 1 {
        return None;
    }
    let raw = bare.strip_prefix('r').map(|after| (after, after.trim_start_matches('#')));
    if let Some((after, inner)) = raw.filter(|(_, inner)| inner.starts_with('"')) {
        let hashes = after.len() - inner.len();
        let close = format!("\"{}", &after[..hashes]);
        let end = inner[1..].find(&close).map_or(inner.len(), |end| 1 + end + close.len());
        return Some(text.len() - inner.len() + end);
    }
    let quote = bare.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = &bare[1..];
    // A quote that no quote follows after one character begins a lifetime.
    if quote == '\'' && !inner.starts_with('\\') && inner.chars().nth(1) != Some('\'') {
        return None;
    }
    let mut escaped = false;
    let end = inner.find(|character| {
        let ends = character == quote && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    });
    Some(prefix + 1 + end.map_or(inner.len(), |end| end + 1))
}

/// A Rust text without what is compiled for tests only.
pub(crate) struct Product {
    /// Its words and signs.
    pub(crate) tokens: Vec<String>,
    /// The modules in files of their own that are compiled for tests only.
    pub(crate) test_files: Vec<String>,
}

/// Leaves out what is compiled for tests only.
pub(crate) fn without_tests(tokens: &[String]) -> Product {
    let mut product = Product { tokens: Vec::new(), test_files: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        if !matches(&tokens[at..], &["#", "[", "cfg", "(", "test", ")", "]"]) {
            product.tokens.push(tokens[at].clone());
            at += 1;
            continue;
        }
        // The item ends with its braces, or with a semicolon outside any.
        let start = at + 7;
        let mut depth = 0;
        let length = tokens[start..].iter().position(|token| {
            match token.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(token.as_str(), "}" | ";")
        });
        at = length.map_or(tokens.len(), |length| start + length + 1);
        if let [.., kind, name, end] = &tokens[start..at]
            && (kind.as_str(), end.as_str()) == ("mod", ";")
        {
            product.test_files.push(name.clone());
        }
    }
    product
}

fn matches(tokens: &[String], wanted: &[&str]) -> bool {
    tokens.len() >= wanted.len() && tokens.iter().zip(wanted).all(|(token, wanted)| token == wanted)
}

/// Every path of a text; those of a group, `a::{b, c::d}`, one by one and whole.
pub(crate) fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    // What stands before the open braces: a path whose group it is, or nothing.
    let mut outer: Vec<Vec<String>> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let in_group = |outer: &[Vec<String>]| outer.last().is_some_and(|path| !path.is_empty());
    let (mut joined, mut renamed) = (false, false);
    for token in tokens {
        let is_word = token.starts_with(|character: char| character.is_alphabetic() || character == '_');
        match token.as_str() {
            "::" => {}
            "as" if in_group(&outer) => renamed = true,
            _ if renamed && is_word => renamed = false,
            "{" => outer.push(if joined { std::mem::take(&mut path) } else { Vec::new() }),
            _ if is_word && joined => path.push(token.clone()),
            _ => {
                paths.push(std::mem::take(&mut path));
                if token == "}" {
                    outer.pop();
                }
                if is_word {
                    path = outer.last().cloned().unwrap_or_default();
                    path.push(token.clone());
                }
            }
        }
        joined = token == "::";
    }
    paths.push(path);
    paths.retain(|path| !path.is_empty());
    paths
}
