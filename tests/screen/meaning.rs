//! Search by meaning as the receptionist sees it: the messages of the thread that thinks, fed by hand.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex},
};

use frontdesk::{
    app::{Effect, MeaningSearch, Message, TextToEmbed, Understanding},
    faq::Source,
    meaning::{Encoder, Vector},
    search::FaqMeaning,
};

use crate::desk::{Desk, clinic, faq, settings};

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
- question: Does a peel hurt?
  answer: No. The cream numbs the skin first.
- question: Can I go to work the next day?
  answer: Yes. You may look a little red.
- question: How much is it?
  answer: Eighty euros.
")
}

/// The same with another question before them.
fn source_with_another_question() -> Source {
    faq("title: Skin care
language: en
reviewed: 2026-11-01
entries:
- question: Which cream is best?
  answer: The one without perfume.
- question: How much is it?
  answer: Eighty euros.
")
}

/// A desk that searches by meaning, and what is asked of the thread that thinks.
fn desk(source: &Source) -> (Desk, Arc<FaqMeaning>) {
    let mut settings = settings(80, 24);
    settings.meaning = MeaningSearch::On;
    let mut desk = Desk::with(source, settings);
    let faq = understand(&mut desk);
    (desk, faq)
}

/// Reads the FAQ again, and finds out what it means.
fn read_again(desk: &mut Desk, source: &Source) -> Arc<FaqMeaning> {
    desk.effects.clear();
    desk.load(source);
    understand(desk)
}

/// Finds out what the FAQ means that the desk asks about.
fn understand(desk: &mut Desk) -> Arc<FaqMeaning> {
    let asked = desk.effects.iter().find_map(|effect| match effect {
        Effect::Think(thought) => thought.faq.clone(),
        _ => None,
    });
    let faq = asked.expect("the FAQ is to be understood");
    let texts = FaqMeaning::texts(&faq);
    let vectors = texts.iter().map(|text| embed(text)).collect();
    desk.send(Message::Understanding(Understanding::Ready));
    Arc::new(FaqMeaning::new(faq, vectors))
}

/// The texts of the query that are to be embedded: its beginning, and all of it.
fn texts(desk: &Desk) -> (Option<TextToEmbed>, TextToEmbed) {
    match desk.effects.last() {
        Some(Effect::Think(thought)) => {
            let query = thought.query.clone().expect("a query");
            (query.beginning, query.whole)
        }
        other => panic!("{other:?}"),
    }
}

/// Tells the desk what a text of the query means.
fn tell(desk: &mut Desk, faq: &Arc<FaqMeaning>, text: &TextToEmbed) {
    let meant = faq.compare(&embed(&text.as_read));
    desk.send(Message::Meant(text.typed.clone(), Box::new(meant)));
}

#[test]
fn what_only_meaning_finds_comes_when_the_user_pauses_and_says_so() {
    let (mut desk, faq) = desk(&source());
    desk.keys("what does it cost").says("nothing found");
    let (_, whole) = texts(&desk);
    tell(&mut desk, &faq, &whole);
    desk.says("How much is it?   same meaning");
    desk.says("Eighty euros.");
}

#[test]
fn what_every_desk_hears_is_not_asked_back_as_the_nearest_entry() {
    let (mut desk, faq) = desk(clinic());
    desk.keys("my appointment must be moved");
    let (_, whole) = texts(&desk);
    tell(&mut desk, &faq, &whole);
    desk.says("No answer in the FAQ");
    desk.says("↑↓ pick");
    assert_eq!(desk.about(), "");
    // The nearest entries are there for who wants to see them.
    desk.keys("<down>");
    assert_ne!(desk.about(), "");
    desk.keys("<f2>zzzzqqq").says("nothing found");
    assert!(!desk.text().contains("↑↓"), "{}", desk.text());
}

/// The encoder finds some group near to whatever is typed.
#[test]
fn where_nothing_is_found_the_sentence_is_the_topics_own() {
    let (mut desk, faq) = desk(clinic());
    for words in ["stuck in traffic", "anna", "99"] {
        desk.keys("<f2>").keys(words);
        let (_, whole) = texts(&desk);
        tell(&mut desk, &faq, &whole);
        desk.says("I don't have an approved answer to that");
        assert!(!desk.text().contains("hang up"), "{}", desk.text());
    }
}

#[test]
fn the_list_stays_under_the_hand_of_somebody_who_has_chosen() {
    for keys in ["<down>", "<down><down>", "<enter>"] {
        let (mut desk, faq) = desk(&source());
        desk.keys("can I attend my office");
        let (beginning, whole) = texts(&desk);
        let before = desk.keys(keys).buffer();
        for text in beginning.iter().chain([&whole]) {
            tell(&mut desk, &faq, text);
        }
        assert_eq!(desk.buffer(), before, "after {keys}");
        // The next word is ranked by it.
        desk.keys("<esc><esc><esc>what does it cost");
        let (_, whole) = texts(&desk);
        tell(&mut desk, &faq, &whole);
        desk.says("Eighty euros.");
    }
}

#[test]
fn a_new_call_that_is_taken_back_brings_back_what_was_found_by_meaning() {
    for keys in ["", "<down>", "<enter>", "<enter><enter>", "<left>", "<f1>"] {
        let (mut desk, faq) = desk(&source());
        desk.keys("what does it cost");
        let (_, whole) = texts(&desk);
        tell(&mut desk, &faq, &whole);
        desk.says("Eighty euros.");
        let before = desk.keys(keys).buffer();
        desk.keys("<f2><esc>");
        assert_eq!(desk.buffer(), before, "after {keys:?}");
        let (beginning, whole) = texts(&desk);
        for text in beginning.iter().chain([&whole]) {
            tell(&mut desk, &faq, text);
            assert_eq!(desk.buffer(), before, "after {keys:?}, thought over");
        }
    }
}

#[test]
fn what_was_not_yet_understood_is_asked_again_when_a_new_call_is_taken_back() {
    let (mut desk, faq) = desk(&source());
    desk.keys("what does it cost<f2><esc>")
        .says("nothing found");
    let (_, whole) = texts(&desk);
    tell(&mut desk, &faq, &whole);
    desk.says("Eighty euros.");
}

#[test]
fn a_call_that_is_taken_back_after_a_reload_is_searched_for_in_the_new_faq() {
    let (mut desk, faq) = desk(&source());
    desk.keys("what does it cost");
    let (_, whole) = texts(&desk);
    tell(&mut desk, &faq, &whole);
    desk.keys("<f2>");
    let faq = read_again(&mut desk, &source_with_another_question());
    desk.keys("<esc>").says("nothing found");
    let (_, whole) = texts(&desk);
    tell(&mut desk, &faq, &whole);
    desk.says("Eighty euros.");
    desk.says("2 questions");
}

#[test]
fn a_reload_brings_back_what_was_found_by_meaning() {
    for (query, keys) in [
        ("what does it cost", ""),
        ("what does it cost", "<enter>"),
        ("can I attend my office", ""),
        ("can I attend my office", "<enter>"),
        ("can I attend my office", "<down><down>"),
    ] {
        let (mut desk, faq) = desk(&source());
        desk.keys(query);
        let (_, whole) = texts(&desk);
        tell(&mut desk, &faq, &whole);
        let before = desk.keys(keys).buffer();
        let faq = read_again(&mut desk, &source());
        let (beginning, whole) = texts(&desk);
        for text in beginning.iter().chain([&whole]) {
            tell(&mut desk, &faq, text);
        }
        desk.says("read again");
        // Another key takes the notice away.
        desk.keys("<c-l>");
        assert_eq!(desk.buffer(), before, "{query:?}, {keys:?}");
    }
}

#[test]
fn what_is_understood_while_the_help_is_open_shows_when_it_is_closed() {
    for close in ["<esc>", "<f1>", "<enter>"] {
        let (mut desk, faq) = desk(&source());
        desk.keys("what does it cost<f1>");
        let (_, whole) = texts(&desk);
        tell(&mut desk, &faq, &whole);
        desk.keys(close).says("Eighty euros.");
    }
}

/// An arrow chooses nothing where nothing is to be chosen.
#[test]
fn keys_that_do_nothing_do_not_keep_meaning_from_counting() {
    for keys in ["<down>", "<enter>"] {
        let (mut desk, faq) = desk(&source());
        desk.keys("what does it cost");
        let (_, whole) = texts(&desk);
        desk.keys(keys);
        tell(&mut desk, &faq, &whole);
        desk.says("Eighty euros.");
    }
}

/// Most questions begin with words that say nothing yet.
#[test]
fn nothing_flickers_while_words_without_meaning_are_typed() {
    let (mut desk, faq) = desk(&source());
    let below_the_box = |desk: &Desk| desk.text().lines().skip(3).collect::<Vec<_>>().join("\n");
    let home = below_the_box(desk.keys("is"));
    for key in [" ", "it", " ", "o", "k", " "] {
        desk.keys(key);
        let (beginning, _) = texts(&desk);
        if let Some(text) = &beginning {
            tell(&mut desk, &faq, text);
        }
        assert_eq!(below_the_box(&desk), home, "after {key:?}");
    }
}

#[test]
fn what_was_meant_by_other_words_changes_nothing() {
    let (mut desk, faq) = desk(&source());
    desk.keys("what does it cost");
    let (_, whole) = texts(&desk);
    desk.keys("<f2>work");
    let before = desk.buffer();
    tell(&mut desk, &faq, &whole);
    assert_eq!(desk.buffer(), before);
}

#[test]
fn the_box_says_quietly_that_meaning_is_being_learnt() {
    let (mut desk, _) = desk(&source());
    let quiet = desk.text();
    desk.send(Message::Understanding(Understanding::Learning));
    desk.says("─ search by meaning: one moment ─╯");
    desk.keys("peel")
        .says("─ search by meaning: one moment ─ 1 found ─╯");
    desk.says("No. The cream numbs");
    desk.keys("<bs><bs><bs><bs>");
    desk.send(Message::Understanding(Understanding::Ready));
    assert_eq!(desk.text(), quiet);
}

#[test]
fn an_encoder_that_cannot_be_used_is_told_once_with_its_reason() {
    let (mut desk, _) = desk(&source());
    let missing = Understanding::Missing("the file is damaged".to_owned());
    desk.send(Message::Understanding(missing));
    desk.says("! search by words only: the file is damaged");
    let text = desk.keys("peel").text();
    assert!(!text.contains("damaged"), "{text}");
    desk.says("─ search by words only ─ 1 found ─╯");
    desk.says("No. The cream numbs");
    desk.load(&source());
    assert!(!desk.text().contains("damaged"), "{}", desk.text());
}
