//! The FAQ that is built in: the clinic's page, its entries, its doctor's statements and its facts.

use frontdesk::{
    faq::{EMBEDDED, Source, Urgency},
    markdown::Document,
    text::Role,
};

use crate::TODAY;

/// Each entry's id, and what its answer must tell.
const ENTRIES: &str = "\
what-is-micro-needling: completely non-invasive | no special recovery period | platinum coating | \
    dermal fibroblasts | collagen | acne and scars
what-are-the-therapeutic-purposes-of-micro-needling: stimulating collagen production | \
    rejuvenating the skin | tightening the pores | eliminating pimples and blemishes | \
    improving fine wrinkles | lightening sunspots
does-microneedling-damage-the-skin: does not damage or thin the skin | done correctly | \
    no layer of skin is going to be removed
complementary-microneedling-therapy-for-oily-skin: comprehensive treatment plan | \
    microdermabrasion | non-invasive lasers | home remedies | \
    large pores, blemishes and pimples under the skin | complementary treatment
does-microneedling-make-active-acne-worse: Not at all.
how-long-is-the-microneedling-treatment-period: four monthly sessions | \
    one year after the first session
does-microneedling-hurt: anesthetic cream | the slightest pain
does-microneedling-interfere-with-daily-activities: up to two days | mild flaking | 72 hours | \
    strong SPF";

/// Dr. Leila Fard's statements, word for word, and where they stand.
const STATEMENTS: [(&str, &str); 3] = [
    (
        "what-is-micro-needling",
        "Before and after micro-needling, we use a special drug combination called exfoliators, brightening compounds, and stimulants of collagen growth.",
    ),
    (
        "does-microneedling-damage-the-skin",
        "Many of my clients are afraid of microneedling because they think a layer of skin is going to be removed and damaged, but I must assure you that it is not the case, and the method is not aggressive to the skin at all. Do not worry about damaging the skin. Some say they have seen videos of blood flowing during micro-needling, which is not the right manner to do micro-needling.",
    ),
    (
        "does-microneedling-make-active-acne-worse",
        "Not at all. If you do not have acne, you do not need microneedling or lasers at all. These treatments should be carried out when you deal with acne and you should not worry about it getting worse.",
    ),
];

#[test]
fn the_built_in_faq_is_the_clinics_page() {
    let loaded = Source::Embedded
        .load(TODAY, &mut |_| ())
        .expect("no mistakes");
    assert_eq!(loaded.problems, []);
    let [topic] = loaded.faq.topics() else {
        panic!("one topic")
    };
    assert_eq!(topic.doctor, "Dr. Leila Fard");
    assert_eq!(
        (topic.reviewed, topic.review_due),
        (None, None),
        "nobody has approved it yet"
    );
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

    let expected: Vec<_> = ENTRIES
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect();
    let ids: Vec<_> = loaded
        .faq
        .entries()
        .iter()
        .map(|entry| &*entry.id)
        .collect();
    assert_eq!(ids, expected.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    for (entry, (id, facts)) in loaded.faq.entries().iter().zip(expected) {
        let document = Document::parse(&entry.answer, &topic.doctor);
        let text = document.text();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for fact in facts.split(" | ") {
            assert!(words.contains(fact), "{id}: {fact:?} is not in {words:?}");
        }
        assert!((5..=25).contains(&entry.also_asked.iter().len()), "{id}");
        let rows = document.wrap(10_000, &[]);
        let spans = rows.iter().flat_map(|row| &row.spans);
        let quoted = spans.filter(|span| span.role == Role::Quote);
        let said: String = quoted.map(|span| &*span.text).collect();
        let statement = STATEMENTS.iter().find(|(place, _)| *place == id);
        let expected = statement.map_or(String::new(), |(_, words)| format!("“{words}”"));
        assert_eq!(said.trim(), expected, "{id}");
    }
}
