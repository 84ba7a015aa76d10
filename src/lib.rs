//! `frontdesk`: a terminal FAQ browser for the people who answer a clinic's phone.
//!
//! ```text
//! ╭─ Microneedling · Dr. Leila Fard ─ ! not yet reviewed ─ 8 questions ─╮  view::search: app::Model::title,
//! │ › layer remvoed                                  remvoed → removed  │    chips, input (app::SearchBox),
//! ╰─ Saved for the doctor ────────────────────────────────── 5 found ───╯    corrections, notice
//! ▌   Does it damage the skin?   asked as: Does it take off a layer …      view::list: app::Model::rows
//!     What is it?                                         less likely
//!     Does it damage the skin?                            ~60 s aloud      view::answer: app::Answer, its
//!     No. Done correctly …                                                   heading and markdown::Document
//! ▌   Dr. Leila Fard                                                       what the doctor says
//! ▌  “Many of my clients …”
//!   ┊ STAFF ONLY · never read aloud                                        what never is read aloud
//!   F2 new call   ↑↓ question   Enter full page             F1 help        view::keys: app::Model::keys
//! ```
//!
//! `main → cli → run → view → app → {search, layout} → {faq, markdown, meaning}`; every arrow points down.
//! [`text`] (roles, cleaning, wrapping), [`theme`], [`labels`], [`seal`] and [`unanswered`] stand below all
//! that use them.
//!
//! ```text
//! run        threads, one channel, effects   run/{painter, reload, terminal, embedder}
//! view       paints a frame                  layout (where), theme (how it looks)
//! app        update, effects                 app/{message, model, keymap, arrange, list, answer, says, …}
//! search     hits for a query                search/README.md tells how
//! meaning    text to vector, knows no FAQ    meaning/{file, pieces, encoder, cache}
//! faq        YAML to entries, or mistakes    faq/{load, file, read, raw, check, hints, …}
//! markdown   an answer to rows               markdown/{read, page, words, odd, web}
//! ```
//!
//! One key press: `run` reads it, [`app::update_all`] does to the [`app::Model`] what the key map says, and
//! leaves in it the rows that show, [`view::draw`] paints them. `update` does no I/O, `draw` changes nothing,
//! and what must touch the world comes back from `update` as an [`app::Effect`] that [`run`] performs.
//!
//! What is on screen has three names: [`app::Subject`] is what the answer is about, [`app::Scene`] what the
//! user has opened, [`layout::Screen`] which parts there are therefore.

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
