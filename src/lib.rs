//! `recoveryplan` reads a framework for recovery plans, starts a plan from it, and says what a plan leaves out.
//!
//! The program is this library and a `main` of a few lines. Modules stand on levels; each imports only what the
//! list below allows, which `tests/layers.rs` compares with the code:
//!
//! ```text
//! main      -> cli
//! cli       -> baseline config finding framework lint output plan problem read report rules scaffold source text view write
//! lint      -> coverage finding framework plan problem report rules source text view
//! scaffold  -> framework plan source
//! output    -> coverage finding report source text
//! view      -> coverage framework plan report source
//! rules     -> coverage finding framework plan problem source text
//! read      -> framework plan problem source table text words
//! write     -> framework plan source text words
//! baseline  -> finding problem report source table text
//! report    -> coverage finding plan source
//! config    -> finding framework plan problem source table text
//! coverage  -> framework plan text
//! words     -> framework plan text
//! plan      -> framework problem source
//! finding   -> source
//! framework -> problem source table text
//! table     -> problem source text
//! problem   -> source
//! text      ->
//! source    ->
//! ```
//!
//! What is absent matters most:
//!
//! - only `cli` and `main` touch files, the terminal, the clock, the environment and the exit code; everything else
//!   is given texts and returns values;
//! - reading a plan never fails: a [`plan::Plan`] carries its [`problem::Problem`]s, which rules turn into findings;
//! - a rule does not choose its level, print or read: [`lint`] chooses, [`output`] prints, [`cli`] reads;
//! - [`output`] sees a finished [`report::Report`] and neither plan nor framework;
//! - positions (lines and columns) are made in [`source`] alone.

#![doc(html_no_source)]

pub mod baseline;
pub mod cli;
pub mod config;
pub mod coverage;
pub mod finding;
pub mod framework;
pub mod lint;
pub mod output;
pub mod plan;
pub mod problem;
pub mod read;
pub mod report;
pub mod rules;
pub mod scaffold;
pub mod source;
pub mod table;
pub mod text;
pub mod view;
pub mod words;
pub mod write;
