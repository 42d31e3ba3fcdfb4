//! A table that the build wrote as JSON: nobody will ask where in a file its values stand.

use super::Value;
use crate::source::{Span, Spanned};

/// The table in a text that is known to be sound; an empty one where it is none.
pub fn prepared(json: &str) -> Spanned<Value> {
    nowhere(serde_json::from_str(json).map_or(Value::Nothing, convert))
}

fn convert(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Nothing,
        serde_json::Value::Bool(is) => Value::Bool(is),
        serde_json::Value::Number(number) => Value::Number(number.to_string()),
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => {
            Value::List(items.into_iter().map(|item| nowhere(convert(item))).collect())
        }
        serde_json::Value::Object(entries) => {
            let entry = |(key, value)| (nowhere(key), nowhere(convert(value)));
            Value::Table(entries.into_iter().map(entry).collect())
        }
    }
}

fn nowhere<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}
