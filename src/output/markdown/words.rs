//! Words of a plan as Markdown that shows them and does nothing else.

use crate::output::said;

/// Keeps apart what a site would join to a link, a mention or a reference. It is seen by nobody.
const APART: char = '\u{200b}';

/// Words on one line that are neither markup, a link, a mention nor the end of a table's cell, whoever renders them.
pub(super) fn escaped(words: &str) -> String {
    let words = said(words);
    let mut text = String::with_capacity(words.len());
    for (at, character) in words.char_indices() {
        let rest = &words[at + character.len_utf8()..];
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            // A backslash is not enough here: tables and formulas are cut out before it is read.
            '|' => text.push_str("&#124;"),
            '$' => text.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '!' => text.extend(['\\', character]),
            _ => text.push(character),
        }
        // Sites look for these in the words that a reader sees, so that no escape keeps them from it.
        let joins = match character {
            '@' => true,
            '#' | '!' => rest.starts_with(|next: char| next.is_ascii_digit()),
            ':' => rest.starts_with("//"),
            'w' | 'W' => rest.starts_with('.') && words[..at].to_ascii_lowercase().ends_with("ww"),
            _ => false,
        };
        if joins {
            text.push(APART);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_is_shown_and_does_nothing() {
        for (words, shown) in [
            ("a | b", "a &#124; b"),
            ("<script>x</script> &lt;", "&lt;script&gt;x&lt;/script&gt; &amp;lt;"),
            ("[a](b) ![c](d) `e` *f* _g_ ~~h~~", r"\[a\](b) \!\[c\](d) \`e\` \*f\* \_g\_ \~\~h\~\~"),
            ("@council, see #12 and # 3", "@\u{200b}council, see \\#\u{200b}12 and \\# 3"),
            ("https://x.example www.x.example", "https:\u{200b}//x.example www\u{200b}.x.example"),
            ("$x$ \\ \u{202e}\n- a", "&#36;x&#36; \\\\ \\\\u{202e}\\\\u{a}- a"),
            ("Tŷ Gwyn: 80 % by March 2027, £4 (a-b).", "Tŷ Gwyn: 80 % by March 2027, £4 (a-b)."),
        ] {
            assert_eq!(escaped(words), shown);
        }
    }
}
