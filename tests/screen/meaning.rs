//! Search by meaning as the receptionist sees it: the messages of the thread that thinks, fed by hand.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, Mutex},
};

use frontdesk::{
    app::{Effect, MeaningState, Message, TextToEmbed, TypedMeaning},
    faq::Source,
    meaning::{Encoder, Vector},
    search::FaqMeaning,
};

use crate::desk::{Desk, clinic, faq};

static ENCODER: LazyLock<Encoder<'static>> =
    LazyLock::new(|| Encoder::embedded().expect("an encoder"));

/// Embeds each text once for all tests: without optimisation it takes long.
fn embed(text: &str) -> Vector {
    static KNOWN: Mutex<BTreeMap<String, Vector>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().expect("no panic while embedding");
    if let Some(vector) = known().get(text) {
        return vector.clone();
    }
    let vector = ENCODER.embed(text);
    known().insert(text.to_owned(), vector.clone());
    vector
}

/// Questions of which nobody has written down how callers put them.
fn source() -> Source {
    faq("title: Skin care
language: en
reviewed: 2026-11-01
entries:
- {question: Does a peel hurt?, answer: No. The cream numbs the skin first.}
- {question: Can I go to work the next day?, answer: Yes. You may look a little red.}
- {question: How much is it?, answer: Eighty euros.}
")
}

/// A desk that searches by meaning, and what its FAQ means.
pub(crate) struct Thinker {
    pub(crate) desk: Desk,
    faq: FaqMeaning,
}

impl Thinker {
    pub(crate) fn new(source: &Source) -> Self {
        let mut desk = Desk::set(source, |settings| settings.no_meaning = false);
        let faq = understand(&mut desk);
        Self { desk, faq }
    }

    /// A desk on which this was typed.
    fn typed(keys: &str) -> Self {
        let mut embedder = Self::new(&source());
        embedder.desk.keys(keys);
        embedder
    }

    /// Reads the FAQ again, and finds out what it means.
    fn read_again(&mut self, source: &Source) {
        self.desk.effects.clear();
        self.desk.load(source);
        self.faq = understand(&mut self.desk);
    }

    /// The texts of the query that are to be embedded: its beginning, and all of it.
    fn texts(&self) -> (Option<TextToEmbed>, TextToEmbed) {
        match self.desk.effects.last() {
            Some(Effect::Embed(thought)) => {
                let (whole, beginning) = thought.query.split_last().expect("a query");
                (beginning.first().cloned(), whole.clone())
            }
            other => panic!("{other:?}"),
        }
    }

    /// Tells the desk what a text of the query means.
    fn tell(&mut self, text: &TextToEmbed) -> &mut Desk {
        let meaning = self.faq.compare(&embed(&text.as_read));
        let typed = text.typed.clone();
        self.desk
            .send(Message::Meaning(Box::new(TypedMeaning { typed, meaning })));
        &mut self.desk
    }

    /// The user pauses, and what is typed is understood.
    pub(crate) fn pause(&mut self) -> &mut Desk {
        let (_, whole) = self.texts();
        self.tell(&whole)
    }

    /// What is typed is understood, its beginning first.
    fn take_embed_request(&mut self) -> &mut Desk {
        let (beginning, whole) = self.texts();
        if let Some(text) = beginning {
            self.tell(&text);
        }
        self.tell(&whole)
    }
}

/// Finds out what the FAQ means that the desk asks about.
fn understand(desk: &mut Desk) -> FaqMeaning {
    let asked = desk.effects.iter().find_map(|effect| match effect {
        Effect::Embed(thought) => thought.faq.clone(),
        _ => None,
    });
    let faq = asked.expect("the FAQ is to be understood");
    desk.send(Message::MeaningState(MeaningState::On));
    FaqMeaning::read(&faq, |text| Some(embed(text))).expect("all of it")
}

const COST: &str = "what does it cost";

#[test]
fn what_only_meaning_finds_comes_when_the_user_pauses_and_says_so() {
    let mut embedder = Thinker::typed(COST);
    embedder.desk.says("nothing found");
    embedder
        .pause()
        .says("How much is it?   same meaning")
        .says("Eighty euros.");
}

#[test]
fn what_every_desk_hears_is_not_asked_back_as_the_nearest_entry() {
    let mut embedder = Thinker::new(clinic());
    embedder.desk.keys("my appointment must be moved");
    let desk = embedder.pause();
    desk.says("No answer in the FAQ").hides("↑↓");
    assert_eq!(desk.keys(" t").about(), "", "it does not come and go");
    assert_eq!(desk.keys("<down>").about(), "", "there is no list");
    desk.keys("<f2>zzzzqqq").says("nothing found").hides("↑↓");
    desk.keys("<f2>my lips got huge");
    embedder.pause().says("URGENT").keys(" a").says("URGENT");
    // Also to somebody who has chosen by then.
    let keys = "<f2>I swallowed the whole cream<down>";
    embedder.desk.keys(keys).hides("URGENT");
    embedder.pause().says("URGENT").keys("<f2>I might pass out");
    embedder.pause().says("? URGENT");
    embedder.desk.keys("<down>").says("? URGENT");
}

/// The encoder finds some group near to whatever is typed.
#[test]
fn where_nothing_is_found_the_sentence_is_the_topics_own() {
    let mut embedder = Thinker::new(clinic());
    for words in ["stuck in traffic", "anna", "99"] {
        embedder.desk.keys("<f2>").keys(words);
        let desk = embedder.pause();
        desk.says("I don't have an approved answer to that")
            .hides("hang up");
    }
}

#[test]
fn the_list_stays_under_the_hand_of_somebody_who_has_chosen() {
    for keys in ["<down>", "<down><down>", "<enter>"] {
        let mut embedder = Thinker::typed("can I attend my office");
        let (beginning, whole) = embedder.texts();
        let before = embedder.desk.keys(keys).buffer();
        for text in beginning.iter().chain([&whole]) {
            embedder.tell(text);
        }
        assert_eq!(embedder.desk.buffer(), before, "after {keys}");
        // The next word is ranked by it.
        embedder.desk.keys("<esc><esc><esc>").keys(COST);
        embedder.pause().says("Eighty euros.");
    }
}

#[test]
fn what_is_understood_counts_whatever_was_pressed_meanwhile_but_a_choice() {
    for (keys, then) in [
        // A new call that was taken back: it is asked again.
        ("<f2><esc>", ""),
        // An arrow chooses nothing where nothing is to be chosen.
        ("<down>", ""),
        ("<enter>", ""),
        // It shows when the help is closed.
        ("<f1>", "<esc>"),
        ("<f1>", "<f1>"),
        ("<f1>", "<enter>"),
    ] {
        let mut embedder = Thinker::typed(COST);
        embedder.desk.keys(keys);
        embedder.pause().keys(then).says("Eighty euros.");
    }
}

#[test]
fn a_new_call_that_is_taken_back_brings_back_what_was_found_by_meaning() {
    for keys in ["", "<down>", "<enter>", "<enter><enter>", "<left>", "<f1>"] {
        let mut embedder = Thinker::typed(COST);
        let before = embedder.pause().says("Eighty euros.").keys(keys).buffer();
        embedder.desk.keys("<f2><esc>");
        assert_eq!(embedder.desk.buffer(), before, "after {keys:?}");
        assert_eq!(
            embedder.take_embed_request().buffer(),
            before,
            "after {keys:?}, thought over"
        );
    }
}

#[test]
fn a_call_that_is_taken_back_after_a_reload_is_searched_for_in_the_new_faq() {
    let mut embedder = Thinker::typed(COST);
    embedder.pause().keys("<f2>");
    embedder.read_again(&faq("language: en
entries:
- {question: Which cream is best?, answer: The one without perfume.}
- {question: How much is it?, answer: Eighty euros.}
"));
    embedder.desk.keys("<esc>").says("nothing found");
    embedder.pause().says("Eighty euros.").says("2 questions");
}

#[test]
fn a_reload_keeps_what_was_found_by_meaning() {
    for (query, keys) in [
        (COST, ""),
        (COST, "<enter>"),
        ("can I attend my office", ""),
        ("can I attend my office", "<enter>"),
        ("can I attend my office", "<down><down>"),
    ] {
        let mut embedder = Thinker::typed(query);
        let before = embedder.pause().keys(keys).buffer();
        let about = embedder.desk.about();
        embedder.read_again(&source());
        assert_eq!(embedder.desk.about(), about, "before it is thought over");
        // Another key takes the notice away.
        embedder
            .take_embed_request()
            .says("read again")
            .keys("<c-l>");
        assert_eq!(embedder.desk.buffer(), before, "{query:?}, {keys:?}");
    }
}

/// Most questions begin with words that say nothing yet.
#[test]
fn nothing_flickers_while_words_without_meaning_are_typed() {
    let mut embedder = Thinker::typed("is");
    let below_the_box = |desk: &Desk| desk.text().lines().skip(3).collect::<Vec<_>>().join("\n");
    let home = below_the_box(&embedder.desk);
    for key in [" ", "it", " ", "o", "k", " "] {
        embedder.desk.keys(key);
        if let (Some(beginning), _) = embedder.texts() {
            embedder.tell(&beginning);
        }
        assert_eq!(below_the_box(&embedder.desk), home, "after {key:?}");
    }
}

#[test]
fn what_was_meant_by_other_words_changes_nothing() {
    let mut embedder = Thinker::typed(COST);
    let (_, whole) = embedder.texts();
    let before = embedder.desk.keys("<f2>work").buffer();
    assert_eq!(embedder.tell(&whole).buffer(), before);
}

#[test]
fn the_box_says_quietly_that_meaning_is_being_learnt() {
    let mut desk = Thinker::typed("").desk;
    let quiet = desk.text();
    desk.send(Message::MeaningState(MeaningState::Embedding));
    desk.says("─ search by meaning: one moment ─╯");
    desk.keys("peel")
        .says("─ search by meaning: one moment ─ 1 found ─╯");
    desk.says("No. The cream numbs");
    desk.keys("<bs><bs><bs><bs>");
    desk.send(Message::MeaningState(MeaningState::On));
    assert_eq!(desk.text(), quiet);
}

#[test]
fn an_encoder_that_cannot_be_used_is_told_once_with_its_reason() {
    let mut desk = Thinker::typed("").desk;
    let missing = MeaningState::Missing("the file is damaged".to_owned());
    desk.send(Message::MeaningState(missing));
    desk.says("! search by words only: the file is damaged");
    desk.keys("peel").hides("damaged");
    desk.says("─ search by words only ─ 1 found ─╯")
        .says("No. The cream numbs");
    desk.load(&source());
    desk.hides("damaged");
}
