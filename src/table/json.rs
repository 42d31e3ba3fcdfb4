//! JSON into values.

use std::collections::HashSet;

use jsonc_parser::ast::Value as Node;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Faults, Value};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Span, Spanned};

/// Plain JSON, without what its relatives allow.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a JSON file. The first syntax error, and each key that stands twice in one object, become faults; after a
/// syntax error there is no value.
pub fn parse_json(source: &Source, id: SourceId, faults: &Faults) -> Option<Spanned<Value>> {
    let fault = |range: Range, message: String| {
        let problem = Problem::new(ProblemKind::Syntax, Span::new(id, range.start..range.end), message);
        faults.add(problem.help(
            "keys and texts stand in double quotes, commas between two entries; take out what a merge left (<<<<<<<)",
        ));
    };
    match parse_to_ast(source.text(), &CollectOptions::default(), &STRICT) {
        Ok(parsed) if parsed.value.is_some() => parsed.value.map(|node| convert(node, id, &fault)),
        Ok(_) => {
            fault(Range::new(0, 0), "this file is empty, and should be JSON".to_owned());
            None
        }
        Err(error) => {
            let words = error.kind().to_string().to_lowercase();
            fault(error.range(), format!("this could not be read as JSON: {words}"));
            None
        }
    }
}

fn convert(node: Node<'_>, id: SourceId, fault: &dyn Fn(Range, String)) -> Spanned<Value> {
    let range = node.range();
    let value = match node {
        Node::StringLit(text) => Value::Text(text.value.into_owned()),
        Node::NumberLit(number) => Value::Number(number.value.to_owned()),
        Node::BooleanLit(is) => Value::Bool(is.value),
        Node::NullKeyword(_) => Value::Nothing,
        Node::Array(array) => {
            Value::List(array.elements.into_iter().map(|item| convert(item, id, fault)).collect())
        }
        Node::Object(object) => {
            let mut seen = HashSet::new();
            let mut entries = Vec::new();
            for property in object.properties {
                let place = property.name.range();
                let name = property.name.into_string();
                if !seen.insert(name.clone()) {
                    fault(place, format!("the key `{name}` stands twice here"));
                }
                let name = Spanned::new(name, Span::new(id, place.start..place.end));
                entries.push((name, convert(property.value, id, fault)));
            }
            Value::Table(entries)
        }
    };
    Spanned::new(value, Span::new(id, range.start..range.end))
}
