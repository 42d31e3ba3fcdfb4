//! Single headings are read as careful officers read them: the lists of `tests/headings`, which
//! `tests/corpus/README.md` describes.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "the figures are to be read, and a test that cannot go on has failed"
)]

#[path = "support/judge.rs"]
mod judge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use judge::COOPERATIVE;
use recoveryplan::framework::Framework;
use recoveryplan::plan::{Match, Names};
use recoveryplan::words::Matcher;

/// Ids of blocks, phases or sections.
type Ids = BTreeSet<String>;

/// What a heading names: `true` by words that are sure, `false` by words that may mean it.
fn named(framework: &Framework, names: &Names, sure: bool) -> Ids {
    fn targets<T: Copy>(found: &[Match<T>], sure: bool) -> impl Iterator<Item = T> {
        found.iter().filter(move |found| found.how.is_sure() == sure).map(|found| found.target)
    }
    let blocks = targets(&names.blocks, sure).map(|ix| &framework[ix].words.id);
    let phases = targets(&names.phases, sure).map(|ix| &framework[ix].words.id);
    let sections = targets(&names.sections, sure).map(|ix| &framework[ix].words.id);
    blocks.chain(phases).chain(sections).cloned().collect()
}

/// Of all, how many are right.
#[derive(Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    /// In tenths of a percent, rounded down; full of nothing.
    fn mille(&self) -> usize {
        (1000 * self.right).checked_div(self.all).unwrap_or(1000)
    }
}

#[test]
fn headings_are_read_as_they_are_labelled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/headings");
    let floors: BTreeMap<String, BTreeMap<String, f64>> =
        toml::from_str(include_str!("headings/floors.toml")).expect("floors are numbers");
    let framework = COOPERATIVE.framework();
    let matcher = Matcher::new(framework);
    let kinds: [(&str, Ids); 3] = [
        ("blocks", framework.blocks.iter().map(|part| part.words.id.clone()).collect()),
        ("phases", framework.phases.iter().map(|part| part.words.id.clone()).collect()),
        ("sections", framework.sections.iter().map(|part| part.words.id.clone()).collect()),
    ];
    let mut below = Vec::new();
    for (list, floors) in &floors {
        let text =
            std::fs::read_to_string(folder.join(format!("{list}.tsv"))).expect("a list for its floors");
        let mut shares: BTreeMap<String, Share> = BTreeMap::new();
        let mut differences = Vec::new();
        for line in text.lines() {
            let [heading, sure, hints, either] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{list}: four columns, tabs between them: {line}");
            };
            let ids =
                |cell: &str| -> Ids { cell.split(',').filter(|id| *id != "-").map(str::to_owned).collect() };
            let (sure, hints) = (ids(sure), ids(hints));
            let names = matcher.heading(heading);
            let (read, offered) = (named(framework, &names, true), named(framework, &names, false));
            for id in sure.iter().chain(&hints) {
                assert!(
                    kinds.iter().any(|(_, ids)| ids.contains(id)),
                    "{list}: no part is called {id}: {line}"
                );
            }
            for (kind, known) in &kinds {
                let mut count = |figure: &str, right: bool| {
                    shares.entry(format!("{kind}-{figure}")).or_default().count(right);
                    if !right {
                        let line = format!(
                            "{kind}-{figure}: \"{heading}\" is {sure:?}, perhaps {hints:?}; read as {read:?}, perhaps {offered:?}"
                        );
                        differences.push(line);
                    }
                };
                let either = either == "either";
                for id in read.intersection(known) {
                    count("precision", sure.contains(id) || (either && hints.contains(id)));
                }
                for id in sure.intersection(known).filter(|id| !either || offered.contains(*id)) {
                    count("recall", either || read.contains(id));
                }
                for id in hints.intersection(known) {
                    count("hints", read.contains(id) || offered.contains(id));
                }
            }
        }
        println!("\n[{list}]");
        for (figure, share) in &shares {
            let mille = share.mille();
            println!("{figure} = {}.{}  # {} of {}", mille / 10, mille % 10, share.right, share.all);
            let percent = 100.0 * share.right as f64 / share.all as f64;
            match floors.get(figure) {
                Some(floor) if percent >= *floor => {}
                floor => below.push(format!("{list}: {figure} is {percent:.1}, and its floor {floor:?}")),
            }
        }
        println!("\n{}", differences.join("\n"));
    }
    assert!(below.is_empty(), "tests/headings/floors.toml:\n{}", below.join("\n"));
}
