//! Tables whose rows are actions.

use super::blocks::{Row, Table};
use super::filling::{fill, head};
use super::gather::{placeholders_in, placeholders_in_range, without_space};
use super::headers::{self, Column, Contents, WEAK_COLUMNS, is_instead};
use super::inline::Inline;
use super::origin::Origin;
use super::values::{Draft, one_line};
use super::{Reader, dates, placeholders};
use crate::framework::{Field, FieldKind};
use crate::plan::{Place, When};
use crate::source::Spanned;
use crate::text::{is_key, key};

/// What a table of actions is: which column is which.
pub(super) struct Columns {
    pub(super) action: usize,
    pub(super) all: Vec<Column>,
    /// The order in which cells are read: a revised date comes before the first one.
    order: Vec<usize>,
}

impl Columns {
    /// The column that holds a field.
    pub(super) fn column(&self, reader: &Reader, id: &str) -> Option<usize> {
        let holds = |column: &Column| matches!(column, Column::Field(field) if reader.framework()[*field].words.id == id);
        self.all.iter().position(holds)
    }
}

/// The columns of a table whose rows are actions: it has a column for the action and one for a field at least.
pub(super) fn columns(reader: &Reader, table: &Table) -> Option<Columns> {
    let headers: Vec<String> = table.header.iter().map(|cell| one_line(&cell.plain)).collect();
    let mut all = headers::columns(&reader.labels, &headers, |at, wanted| holds(reader, table, at, wanted));
    ranks_that_are_themes(reader, table, &mut all);
    // "Item | Task": what only counts the rows says nothing of the action.
    let says_more = |at: &usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(*at));
        cells.into_iter().any(|cell| !cell.is_blank() && !is_count(cell.plain.trim()))
    };
    let actions =
        || all.iter().enumerate().filter(|(_, column)| **column == Column::Action).map(|(at, _)| at);
    // "Recommendation | Agreed action": what is called an action is it.
    let called_so = |at: &usize| key(&headers[*at]).contains("action");
    let action =
        actions().find(called_so).or_else(|| actions().find(says_more)).or_else(|| actions().next())?;
    let fields = all.iter().filter_map(|column| match column {
        Column::Field(field) => Some(&reader.framework()[*field]),
        _ => None,
    });
    // "Project | Budget" lists what things cost, and "Project | Lead | Budget" what will be done.
    let is_instead = is_instead(&headers[action]);
    let is_weak = is_instead || WEAK_COLUMNS.iter().any(|word| is_key(&key(&headers[action]), word));
    let about_action =
        |field: &&Field| matches!(field.kind, FieldKind::Person | FieldKind::People | FieldKind::Status);
    let has = |kind: FieldKind| fields.clone().any(|field| field.kind == kind);
    let enough = if is_instead {
        has(FieldKind::Person) && has(FieldKind::Date)
    } else {
        fields.clone().any(|field| about_action(&field) || field.words.id == "measure")
            || fields.clone().count() > 1
    };
    ((enough || !is_weak) && fields.count() > 0).then(|| {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|at| !key(&headers[*at]).contains("revised"));
        Columns { action, all, order }
    })
}

/// Whether such things stand in a column; the question is answered without reading more cells than it needs.
fn holds(reader: &Reader, table: &Table, at: usize, wanted: Contents) -> bool {
    // The header may be said again on each page.
    let rows = table.rows.iter().filter(|row| !repeats_header(table, row));
    let cells = rows.filter_map(|row| row.cells.get(at)).map(|cell| cell.plain.trim());
    let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
    let is_stage = |cell: &str| !reader.matcher.phases(cell).is_empty() && !dates::is_date(cell);
    if cells.peek().is_none() {
        return false;
    }
    match wanted {
        Contents::Stages => cells.all(is_stage),
        Contents::Words => {
            cells.clone().all(|cell| matches!(dates::read(cell), When::Unreadable)) && !cells.all(is_stage)
        }
        Contents::Dates => {
            let (dates, others): (Vec<&str>, Vec<&str>) = cells.partition(|cell| dates::is_date(cell));
            dates.len() >= others.len()
        }
    }
}

/// A column of priorities may hold themes of the plan's own, and no ranks: then it says which block a row is of.
fn ranks_that_are_themes(reader: &Reader, table: &Table, all: &mut [Column]) {
    let Some(block) = reader.labels.field("block").filter(|block| !all.contains(&Column::Field(*block)))
    else {
        return;
    };
    for (at, column) in all.iter_mut().enumerate() {
        let Column::Field(field) = column else { continue };
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(at));
        if reader.framework()[*field].kind == FieldKind::Priority
            && cells().any(|cell| !reader.matcher.blocks(&cell.plain).is_empty())
        {
            *column = Column::Field(block);
        }
    }
}

/// Reads a row as an action; `None` where it says nothing, or repeats the header.
pub(super) fn row(
    reader: &Reader,
    origin: &Origin<'_>,
    place: &Place,
    table: &Table,
    columns: &Columns,
    row: &Row,
) -> Option<Draft> {
    let says_nothing = |cell: &Inline| cell.is_blank() || placeholders::is_furniture(&cell.plain);
    if row.cells.iter().all(says_nothing) || repeats_header(table, row) {
        return None;
    }
    let mut draft = Draft::default();
    draft.action.place = place.clone();
    draft.action.span = Spanned::new((), origin.span(without_space(&origin.text, row.range.clone())));
    let empty = Inline::default();
    let words = row.cells.get(columns.action).unwrap_or(&empty);
    let whole = words.whole();
    let first_line = words.plain[whole.clone()].find('\n').map_or(whole.end, |end| whole.start + end);
    head(&mut draft, words, first_line, origin);
    let rest = words.trim(first_line..words.plain.len());
    if !rest.is_empty() {
        let lines: Vec<String> =
            words.plain[rest.clone()].split('\n').map(one_line).filter(|line| !line.is_empty()).collect();
        draft.detail_placeholders(placeholders_in_range(words, rest.clone(), origin));
        draft.action.detail = Some(Spanned::new(lines.join("\n\n"), origin.span(words.source(rest))));
    }
    for (column, cell) in columns.order.iter().filter_map(|at| columns.all.get(*at).zip(row.cells.get(*at))) {
        match column {
            Column::Field(field) => fill(&mut draft, reader, *field, cell, cell.whole(), origin),
            // What stands in a column that has no name here may still be to be filled in.
            Column::Other => draft.detail_placeholders(placeholders_in(cell, origin)),
            Column::Action => {}
        }
    }
    Some(draft)
}

/// Whether a cell is a number or a code: "4.", "E12".
fn is_count(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.contains(|character: char| character.is_ascii_digit())
}

/// Whether a row says the header again, as where a page of a PDF ended.
fn repeats_header(table: &Table, row: &Row) -> bool {
    table.header.len() == row.cells.len()
        && table
            .header
            .iter()
            .zip(&row.cells)
            .all(|(header, cell)| one_line(&header.plain) == one_line(&cell.plain))
}
