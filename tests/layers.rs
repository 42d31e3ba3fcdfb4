//! The map in `src/lib.rs` is true: modules import what it allows and nothing else, and only the edge of the
//! program touches the world outside.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says by a panic what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::support::rust::{Product, paths, tokens, without_tests};

mod support {
    pub(crate) mod rust;
}

/// A module and one that it imports.
type Arrow = (String, String);

/// The modules that may touch files, the terminal, the clock, the environment and the exit code.
const EDGE: [&str; 2] = ["cli", "main"];

/// What only they may name: steps that follow one another anywhere in a path.
const OUTSIDE: [&[&str]; 11] = [
    &["std", "fs"],
    &["std", "env"],
    &["std", "process"],
    &["io", "stdin"],
    &["io", "stdout"],
    &["io", "stderr"],
    &["SystemTime"],
    &["Instant"],
    &["Zoned"],
    &["Timestamp", "now"],
    &["std", "thread"],
];

#[test]
fn modules_import_what_the_map_allows() {
    let map = map();
    let strangers: Vec<String> = used()
        .into_iter()
        .filter(|((from, to), _)| !map.get(from).is_some_and(|allowed| allowed.contains(to)))
        .map(|((from, to), file)| format!("{from} -> {to} in {}", file.display()))
        .collect();
    assert!(strangers.is_empty(), "imports that the list in src/lib.rs lacks:\n{}", strangers.join("\n"));
}

#[test]
fn every_arrow_of_the_map_is_used() {
    let used = used();
    let idle: Vec<String> = map()
        .into_iter()
        .flat_map(|(from, allowed)| allowed.into_iter().map(move |to| (from.clone(), to)))
        .filter(|arrow| !used.contains_key(arrow))
        .map(|(from, to)| format!("{from} -> {to}"))
        .collect();
    assert!(idle.is_empty(), "arrows in src/lib.rs that no file uses:\n{}", idle.join("\n"));
}

#[test]
fn the_map_names_every_module_and_has_no_circle() {
    let mut map = map();
    let listed: BTreeSet<String> = map.keys().cloned().collect();
    let mut modules = declared_modules();
    modules.insert("main".to_owned());
    assert_eq!(listed, modules, "the list in src/lib.rs and the modules of the library");
    for (from, allowed) in &map {
        for to in allowed {
            assert!(listed.contains(to), "`{from} -> {to}` leads nowhere");
        }
    }
    // Taking away what imports nothing that is left, again and again, leaves the circles.
    while let Some(bottom) = map.iter().find(|(_, allowed)| allowed.is_empty()).map(|(from, _)| from.clone())
    {
        map.remove(&bottom);
        for allowed in map.values_mut() {
            allowed.remove(&bottom);
        }
    }
    assert!(
        map.is_empty(),
        "these modules import one another in a circle, or stand on one: {:?}",
        map.keys()
    );
}

#[test]
fn only_the_edge_touches_the_world_outside() {
    let mut found = Vec::new();
    for file in product_files().iter().filter(|file| !EDGE.contains(&file.top())) {
        for path in &file.paths {
            let names = |steps: &&[&str]| path.windows(steps.len()).any(|window| window == *steps);
            if OUTSIDE.iter().any(names) {
                found.push(format!("{} names {}", file.path.display(), path.join("::")));
            }
        }
    }
    assert!(found.is_empty(), "only {EDGE:?} may do this:\n{}", found.join("\n"));
}

#[test]
fn no_file_is_above_400_lines() {
    let long: Vec<String> = ["src", "tests"]
        .into_iter()
        .flat_map(rust_files)
        .map(|path| (text(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > 400)
        .map(|(lines, path)| format!("{} has {lines}", path.display()))
        .collect();
    assert!(long.is_empty(), "files above 400 lines:\n{}", long.join("\n"));
}

// ---------------------------------------------------------------------------------------------------- the map

/// The list in the doc of `src/lib.rs`: each module with those that it may import.
fn map() -> BTreeMap<String, BTreeSet<String>> {
    let lib = text(&root().join("src/lib.rs"));
    let list = lib.split("```text\n").nth(1).and_then(|rest| rest.split("//! ```").next());
    let mut map = BTreeMap::new();
    for line in list.expect("src/lib.rs has the list of arrows in a ```text block").lines() {
        let line = line.trim_start_matches("//!");
        let (from, to) = line.split_once("->").unwrap_or_else(|| panic!("`{line}` has no arrow"));
        let allowed = to.split_whitespace().map(str::to_owned).collect();
        let twice = map.insert(from.trim().to_owned(), allowed).is_some();
        assert!(!twice, "`{}` stands twice in the list", from.trim());
    }
    map
}

/// The modules that `src/lib.rs` declares.
fn declared_modules() -> BTreeSet<String> {
    let lib = tokens(&text(&root().join("src/lib.rs")));
    lib.windows(3)
        .filter(|window| window[0] == "mod" && window[2] == ";")
        .map(|window| window[1].clone())
        .collect()
}

/// The arrows that the code has, each with a file that it is in.
fn used() -> BTreeMap<Arrow, PathBuf> {
    let modules = declared_modules();
    let mut used = BTreeMap::new();
    for file in product_files() {
        let tops = file.paths.iter().filter_map(|path| top_module(&file.module, path));
        for to in tops.filter(|to| *to != file.top() && modules.contains(*to)) {
            used.insert((file.top().to_owned(), to.to_owned()), file.path.clone());
        }
    }
    used
}

/// The module right below the crate that a path leads to from `module`, if it leaves that way.
fn top_module<'p>(module: &[String], path: &'p [String]) -> Option<&'p str> {
    match path.first()?.as_str() {
        "crate" | "recoveryplan" => path.get(1).map(String::as_str),
        "self" | "super" => {
            let ups =
                path.iter().skip_while(|step| *step == "self").take_while(|step| *step == "super").count();
            let after = path.iter().find(|step| !matches!(step.as_str(), "self" | "super"));
            after.filter(|_| ups >= module.len()).map(String::as_str)
        }
        _ => None,
    }
}

// ---------------------------------------------------------------------------------------------------- files

/// A file of the program, without its tests.
struct File {
    path: PathBuf,
    /// Its steps below the crate: `["read", "words"]`.
    module: Vec<String>,
    /// Every path that it names.
    paths: Vec<Vec<String>>,
}

impl File {
    fn top(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

fn product_files() -> Vec<File> {
    let src = root().join("src");
    let read: Vec<(PathBuf, Vec<String>, Product)> = rust_files("src")
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&src).expect("it is below src").with_extension("");
            let mut module: Vec<String> =
                below.iter().map(|step| step.to_string_lossy().into_owned()).collect();
            module.pop_if(|last| last == "mod" || last == "lib");
            let product = without_tests(&tokens(&text(&path)));
            (path, module, product)
        })
        .collect();
    let tests: Vec<Vec<String>> = read
        .iter()
        .flat_map(|(_, module, product)| {
            product
                .test_files
                .iter()
                .map(move |name| [module.as_slice(), std::slice::from_ref(name)].concat())
        })
        .collect();
    read.into_iter()
        .filter(|(_, module, _)| !tests.iter().any(|test| module.starts_with(test)))
        .map(|(path, module, product)| File { path, module, paths: paths(&product.tokens) })
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files below a folder of the repository.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_reader_of_rust_sees_paths_and_nothing_else() {
    let sample = r##"
        //! [`crate::comment`]
        /* crate::outer /* crate::inner */ crate::still */
        use crate::{one::{A, B as C}, two};
        use super::super::three::*;
        const TEXT: &str = "crate::text \" crate::more"; const RAW: &str = r#"crate::raw " "#;
        fn f<'a>(quote: char) -> crate::four::Five<'a> { if quote == '"' || quote == '\'' { std::fs::read("x") } }
        #[cfg(test)] use crate::tested;
        #[cfg(test)] mod elsewhere;
        #[cfg(test)]
        mod tests { use crate::six; fn g() { crate::seven() } }
        fn h() { crate::eight() }
    "##;
    let product = without_tests(&tokens(sample));
    assert_eq!(product.test_files, ["elsewhere"]);
    let paths = paths(&product.tokens);
    let joined: Vec<String> =
        paths.iter().filter(|path| path.len() > 1).map(|path| path.join("::")).collect();
    assert_eq!(joined[..4], ["crate::one::A", "crate::one::B", "crate::two", "super::super::three"]);
    assert_eq!(joined[4..], ["crate::four::Five", "std::fs::read", "crate::eight"]);
    let module = ["read".to_owned(), "words".to_owned()];
    let tops: Vec<&str> = paths.iter().filter_map(|path| top_module(&module, path)).collect();
    assert_eq!(tops, ["one", "one", "two", "three", "four", "eight"]);
}
