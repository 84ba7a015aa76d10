//! `frontdesk`: a terminal FAQ browser for the people who answer a clinic's phone.
//!
//! ```text
//! ┌ header: topic · doctor ────────────── 8 questions · F1 Help ┐
//! │ search box, corrections                              1 of 8 │ app::Model::search_box
//! ├───────────────────────┬─────────────────────────────────────┤
//! │ › selected question   │ ── question ── reviewed ── ~40 s ── │
//! │     also asked: …     │ answer: Markdown, wrapped once      │ markdown::Document
//! │   next question       │ ┃ Dr. … “quote”                     │
//! │                       │ ── STAFF ONLY ───────────────────── │
//! ├───────────────────────┴─────────────────────────────────────┤
//! └ footer: the keys that do something here ────────────────────┘
//! ```
//!
//! `main → cli → run → view → app → {search, layout} → {faq, markdown}`; every arrow points down.
//! [`text`], [`theme`] and [`unanswered`] are leaves. `app::update` does no I/O, `view::draw` changes nothing,
//! and what must touch the world comes back from `update` as an effect that [`run`] performs.

pub mod app;
pub mod cli;
pub mod faq;
pub mod layout;
pub mod markdown;
pub mod run;
pub mod search;
pub mod text;
pub mod theme;
pub mod unanswered;
pub mod view;
