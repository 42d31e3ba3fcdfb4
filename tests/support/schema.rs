//! Holds JSON to a JSON Schema: the words of draft 7 that the schema of SARIF uses for what the program writes. A word
//! that is not known here is a fault itself, so that nothing passes unjudged.

use serde_json::Value;

/// What of a schema a value breaks, each with its place.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Judge { root: schema }.hold(schema, value, "$", &mut faults);
    faults
}

struct Judge<'s> {
    root: &'s Value,
}

impl Judge<'_> {
    fn hold(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        for (word, wanted) in schema.as_object().into_iter().flatten() {
            if !self.keeps(word, wanted, schema, value, at, faults) {
                faults.push(format!("{at}: {word} {wanted}: {value}"));
            }
        }
    }

    fn is_held(&self, schema: &Value, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.hold(schema, value, "", &mut faults);
        faults.is_empty()
    }

    fn keeps(
        &self,
        word: &str,
        wanted: &Value,
        schema: &Value,
        value: &Value,
        at: &str,
        faults: &mut Vec<String>,
    ) -> bool {
        let options = || wanted.as_array().into_iter().flatten();
        let held = || options().filter(|option| self.is_held(option, value)).count();
        match word {
            "$schema" | "$id" | "title" | "description" | "default" | "definitions" => true,
            "$ref" => {
                let target = wanted.as_str().and_then(|path| self.root.pointer(path.trim_start_matches('#')));
                if let Some(target) = target {
                    self.hold(target, value, at, faults);
                }
                target.is_some()
            }
            "type" => match wanted.as_str() {
                Some("object") => value.is_object(),
                Some("array") => value.is_array(),
                Some("string") => value.is_string(),
                Some("boolean") => value.is_boolean(),
                Some("integer") => value.is_i64() || value.is_u64(),
                Some("number") => value.is_number(),
                _ => false,
            },
            "enum" => options().any(|option| option == value),
            "anyOf" => held() > 0,
            "oneOf" => held() == 1,
            "required" => options().all(|name| name.as_str().is_some_and(|name| value.get(name).is_some())),
            "properties" => {
                for (name, schema) in wanted.as_object().into_iter().flatten() {
                    if let Some(inner) = value.get(name) {
                        self.hold(schema, inner, &format!("{at}.{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let is_known = |name: &str| schema["properties"].get(name).is_some();
                let others = value.as_object().into_iter().flatten().filter(|(name, _)| !is_known(name));
                for (name, inner) in others {
                    match wanted {
                        Value::Bool(true) => {}
                        Value::Bool(false) => faults.push(format!("{at}: there is no {name}")),
                        schema => self.hold(schema, inner, &format!("{at}.{name}"), faults),
                    }
                }
                true
            }
            "items" => {
                for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.hold(wanted, item, &format!("{at}[{nth}]"), faults);
                }
                true
            }
            "minItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().unwrap_or(0))
            }
            "uniqueItems" => value
                .as_array()
                .is_none_or(|items| items.iter().enumerate().all(|(nth, item)| !items[..nth].contains(item))),
            "minimum" => value.as_i64() >= wanted.as_i64(),
            "maximum" => value.as_i64() <= wanted.as_i64(),
            "format" => value.as_str().is_some_and(|text| match wanted.as_str() {
                Some("uri") => is_reference(text) && scheme(text).is_some(),
                Some("uri-reference") => is_reference(text),
                _ => false,
            }),
            _ => false,
        }
    }
}

/// Whether a text holds nothing but what a URI may hold, and no colon that could be taken for the end of a scheme.
fn is_reference(text: &str) -> bool {
    let mut parts = text.split('%');
    let plain = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte))
    };
    let first = parts.next().is_some_and(plain);
    let escaped = |part: &str| part.len() > 1 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let first_step = text.split('/').next().unwrap_or_default();
    first
        && parts.all(|part| escaped(part) && plain(part))
        && (!first_step.contains(':') || scheme(text).is_some())
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_one = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_one.then_some(scheme)
}
