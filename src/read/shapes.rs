//! Tables of actions that a conversion left in another shape: the header in a row below, or in two rows.

use std::borrow::Cow;

use super::Reader;
use super::blocks::{Row, Table};
use super::headers::{Column, whole};
use super::inline::Inline;
use super::rows::{Columns, columns};
use super::values::one_line;
use crate::plan::Names;

/// A table in the shape that rows are read in, and what its columns hold; `None` where its rows are no actions.
pub(super) fn fit<'t>(reader: &Reader, table: &'t Table) -> Option<(Cow<'t, Table>, Columns)> {
    match columns(reader, table) {
        Some(found) => {
            let merged = two_headers(reader, table, &found);
            Some(merged.unwrap_or((Cow::Borrowed(table), found)))
        }
        None => header_below(reader, table),
    }
}

/// "Responsibility | | Timescale" over "Lead | Partners | By when": what stands below says more.
fn two_headers(reader: &Reader, table: &Table, found: &Columns) -> Option<(Cow<'static, Table>, Columns)> {
    let (below, rows) = table.rows.split_first()?;
    let is_blank = |at: usize| below.cells.get(at).is_none_or(Inline::is_blank);
    let spoken = below.cells.iter().filter(|cell| !cell.is_blank());
    let are_labels = spoken.clone().count() > 1 && spoken.clone().all(|cell| is_label(reader, cell));
    if !is_blank(found.action) || !are_labels {
        return None;
    }
    let header = table.header.iter().enumerate();
    let header = header.map(|(at, above)| if is_blank(at) { above } else { &below.cells[at] }.clone());
    read(
        reader,
        Table { header: header.collect(), header_range: table.header_range.clone(), rows: rows.to_vec() },
    )
}

/// The header in one of the first rows, below nothing or a title, which may name what the rows are about.
fn header_below(reader: &Reader, table: &Table) -> Option<(Cow<'static, Table>, Columns)> {
    const FIRST: usize = 3;
    let is_title = |cells: &[Inline]| cells.iter().filter(|cell| !cell.is_blank()).count() < 2;
    let mut above = Some(&table.header).filter(|cells| is_title(cells))?;
    let mut range = &table.header_range;
    for (at, row) in table.rows.iter().enumerate().take(FIRST) {
        if !is_title(&row.cells) {
            let title = Row { cells: above.clone(), range: range.clone() };
            let words = above.iter().find(|cell| !cell.is_blank()).map(|cell| one_line(&cell.plain));
            let names = words.map(|words| reader.matcher.heading(&words));
            let rows = names.filter(Names::is_sure).map(|_| title).into_iter();
            let rows = rows.chain(table.rows[at + 1..].iter().cloned()).collect();
            return read(reader, Table { header: row.cells.clone(), header_range: row.range.clone(), rows });
        }
        if row.cells.iter().any(|cell| !cell.is_blank()) {
            (above, range) = (&row.cells, &row.range);
        }
    }
    None
}

fn is_label(reader: &Reader, cell: &Inline) -> bool {
    whole(&reader.labels, &one_line(&cell.plain)) != Column::Other
}

fn read(reader: &Reader, table: Table) -> Option<(Cow<'static, Table>, Columns)> {
    columns(reader, &table).map(|found| (Cow::Owned(table), found))
}
