//! What several rules share. Nothing here is a rule.

mod actions;
mod gaps;
mod places;
mod problems;

pub(super) use self::actions::{called, counted, developed, lacking, missing_field, spot, subject};
pub(super) use self::gaps::{
    Part, add_part, fill_cell, fill_part, is_headed, is_leaf, is_waived, offers, offers_for,
};
pub(super) use self::places::{Places, is_in_record, line_of, subject_of};
pub(super) use self::problems::problems;
