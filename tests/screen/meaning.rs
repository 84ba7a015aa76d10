//! Search by meaning as the receptionist sees it: the messages of the thread that thinks, fed by hand.

use std::sync::{Arc, LazyLock};

use frontdesk::{
    app::{Effect, MeaningSearch, Message, TextToEmbed, Understanding},
    faq::Source,
    meaning::Encoder,
    search::FaqMeaning,
};

use crate::desk::{Desk, clinic, faq, settings};

static ENCODER: LazyLock<Encoder<'static>> =
    LazyLock::new(|| Encoder::embedded().expect("an encoder"));

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

/// A desk that searches by meaning, and what is asked of the thread that thinks.
fn desk(source: &Source) -> (Desk, Arc<FaqMeaning>) {
    let mut settings = settings(80, 24);
    settings.meaning = MeaningSearch::On;
    let mut desk = Desk::with(source, settings);
    let asked = desk.effects.drain(..).find_map(|effect| match effect {
        Effect::Think(thought) => thought.faq,
        _ => None,
    });
    let faq = asked.expect("the FAQ is to be understood");
    let texts = FaqMeaning::texts(&faq);
    let vectors = texts.iter().map(|text| ENCODER.embed(text)).collect();
    desk.send(Message::Understanding(Understanding::Ready));
    (desk, Arc::new(FaqMeaning::new(faq, vectors)))
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
    let meant = faq.compare(&ENCODER.embed(&text.as_read));
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
    assert_eq!(desk.about(), "");
    // The nearest entries are there for who wants to see them.
    desk.keys("<down>");
    assert_ne!(desk.about(), "");
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
    for keys in ["<down>", "<down><down>", "<enter>", "<f1>"] {
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
