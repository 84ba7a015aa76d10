//! The FAQ that is built in: the clinic's page, its entries, its doctor's statements and its facts.

use frontdesk::{
    faq::{EMBEDDED, Source, Urgency},
    markdown::Document,
    text::Role,
};

use crate::TODAY;

/// Each entry's id; below it what its answer must tell, and in quotes what Dr. Leila Fard says, word for
/// word.
const ENTRIES: &str = include_str!("shipped.txt");

#[test]
fn the_built_in_faq_is_the_clinics_page() {
    let loaded = Source::Embedded.load(TODAY, &mut |_| ());
    let loaded = loaded.expect("no mistakes");
    assert_eq!(loaded.problems, []);
    let [topic] = loaded.faq.topics() else {
        panic!("one topic")
    };
    assert_eq!(topic.doctor, "Dr. Leila Fard");
    // Nobody has approved it yet.
    assert_eq!((topic.reviewed, topic.review_due), (None, None));
    assert!(EMBEDDED.contains("# AN EXAMPLE, for the clinic to replace"));
    let names: Vec<_> = topic.hand_over.iter().map(|group| &*group.name).collect();
    let expected = [
        "Emergency",
        "Reaction after a treatment",
        "Medical questions",
        "Complaint",
    ];
    assert_eq!(names, expected);
    for group in &topic.hand_over {
        let is_urgent = group.urgency == Urgency::Urgent;
        assert_eq!(is_urgent, group.name == "Emergency");
        assert!((10..=20).contains(&group.asked.len()), "{}", group.name);
        assert!(!group.words.is_empty() && !group.except.is_empty() && !group.ask.is_empty());
        // Nothing that callers ask is answered and handed over.
        let mut also_asked = loaded.faq.entries().iter().flat_map(|e| &e.also_asked);
        assert!(also_asked.all(|text| !group.asked.contains(text)));
    }

    let mut expected = ENTRIES.lines().peekable();
    for entry in loaded.faq.entries() {
        let id = &*entry.id;
        assert_eq!(expected.next(), Some(id));
        let document = Document::parse(&entry.answer, &topic.doctor);
        let words: Vec<_> = document.text().split_whitespace().collect();
        let words = words.join(" ");
        let rows = document.cards(10_000, &[], ["“", "”"]);
        let spans = rows.iter().flat_map(|row| &row.spans);
        let quoted = spans.filter(|span| [Role::Quote, Role::QuoteMark].contains(&span.role));
        let said: String = quoted.map(|span| &*span.text).collect();
        let mut statement = "";
        while let Some(fact) = expected.next_if(|line| line.starts_with("  ")) {
            match fact.trim_start() {
                quote if quote.starts_with('“') => statement = quote,
                fact => assert!(words.contains(fact), "{id}: {fact:?} is not in {words:?}"),
            }
        }
        assert_eq!(said.trim(), statement, "{id}");
        assert!((5..=25).contains(&entry.also_asked.len()), "{id}");
    }
    assert_eq!(expected.next(), None);
}
