//! Config files into a [`Config`], with every fault at its place and all of them at once.

use super::Config;
use super::keys::{Contents, contents};
use crate::framework::Fetch;
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, SourceId, Sources, Spanned};
use crate::table::{Faults, Table, sound_toml};

/// How many configs may stand in a row, each extending the next.
const DEEPEST: usize = 16;

/// Reads the config file `id`. Texts that it extends are added to `sources`; a file has one path there, whoever asks
/// for it.
///
/// Beside what could be read comes every fault of the file, and of those that it extends: where there are any, the
/// config is not fit for use, and its names can still be looked at for more that is wrong.
pub fn load(sources: &mut Sources, id: SourceId, fetch: Fetch<'_>) -> (Config, Vec<Problem>) {
    let mut config = Config::default();
    let mut problems = Vec::new();
    let mut chain = vec![sources.get(id).path().to_owned()];
    let mut next = Some(id);
    while let Some(id) = next.take() {
        let source = sources.get(id).clone();
        let root = match sound_toml(&source, id) {
            Ok(root) => root,
            Err(faults) => {
                problems.extend(faults);
                break;
            }
        };
        let (read, faults) = Faults::of(|faults| Table::of(&root, faults).map(|table| contents(&table, id)));
        problems.extend(faults);
        let Some(Contents { config: own, extend }) = read else { break };
        config = config.over(own);
        let Some(wanted) = extend else { break };
        match base(&source, &wanted, &mut chain, fetch) {
            Ok(base) => next = Some(sources.add(base)),
            Err(problem) => problems.push(problem),
        }
    }
    (config, problems)
}

/// The config that another one extends.
fn base(
    asking: &Source,
    wanted: &Spanned<String>,
    chain: &mut Vec<String>,
    fetch: Fetch<'_>,
) -> Result<Source, Problem> {
    let wrong = |message: String| Problem::new(ProblemKind::WrongType, wanted.span, message);
    let source = fetch(asking.path(), &wanted.value)
        .map_err(|reason| wrong(format!("`{}` cannot be extended: {reason}", wanted.value)))?;
    let again = chain.iter().any(|path| path == source.path());
    chain.push(source.path().to_owned());
    if again {
        let message = format!("configs extend one another in a circle: {}", chain.join(" -> "));
        return Err(wrong(message).help("leave one of these `extend` out"));
    }
    if chain.len() > DEEPEST {
        let message = format!("more than {DEEPEST} configs extend one another in a row");
        return Err(wrong(message).help("let this file extend one that stands on fewer others"));
    }
    Ok(source)
}
