//! `frontdesk`: a terminal FAQ browser for the people who answer a clinic's phone.
//!
//! ```text
//! ┌──────────────────────────────────────────────────────────────┐
//! │ Microneedling · Dr. Leila Fard          8 questions  F1 Help │ view::header: app::Model::heading, loading
//! │ Search › layer remvoed          remvoed → removed     1 of 3 │ view::search: app::SearchBox, search_status
//! ├── FAQ changed on disk ─┬─────────────────────────────────────┤ view::notice: app::Model::notice
//! │ › Does it damage …?    │ ── Does it damage …? ── ~40 s aloud │ view::answer: app::Answer, its title
//! │     also asked: …      │   No. Done correctly …              │   and its rows: markdown::Document
//! │   Does it hurt?        │   ┃ Dr. Leila Fard                  │ view::list: app::ListRow; a quote
//! │                        │   ┃ “Many of my clients …”          │
//! │                        │   ── STAFF ONLY ──                  │   what is never read aloud
//! ├────────────────────────┴──────────────────────── more ↓ PgDn ┤ view::bottom
//! │ ↑↓ question   PgUp/PgDn answer   Enter full page   F2 new …  │ view::footer: app::Model::footer
//! └──────────────────────────────────────────────────────────────┘
//! ```
//!
//! `main → cli → run → view → app → {search, layout} → {faq, markdown, meaning}`; every arrow points down. [`text`] (roles,
//! cleaning, wrapping), [`theme`], [`labels`], [`seal`] and [`unanswered`] stand below all that use them.
//!
//! ```text
//! run        threads, one channel, effects    run/{painter, reload, terminal}, terminal/{unix, windows, decoder}
//! view       paints a frame                   layout (where), theme (how it looks)
//! app        update, effects                  app/{message, model, keymap, arrange, list, answer, says, input, help}
//! search     hits for a query                 search/README.md tells how
//! meaning    text to vector, knows no FAQ     meaning/{file, pieces, encoder}
//! faq        YAML to entries, or mistakes     faq/{load, file, read, raw, check, hints, …}
//! markdown   an answer to rows                markdown/{read, page, words}
//! ```
//!
//! One key press: `run` reads it, [`app::message`] says what it means, [`app::update`] changes the [`app::Model`] and
//! leaves in it the rows that show, [`view::draw`] paints them. `update` does no I/O, `draw` changes nothing, and
//! what must touch the world comes back from `update` as an [`app::Effect`] that [`run`] performs.

pub mod app;
pub mod cli;
pub mod faq;
pub mod labels;
pub mod layout;
pub mod markdown;
pub mod meaning;
pub mod run;
pub mod seal;
pub mod search;
pub mod text;
pub mod theme;
pub mod unanswered;
pub mod view;
