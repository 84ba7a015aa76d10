//! The inverted index: which entries contain a term, in which fields, and how often.

/// Where in an entry a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryField {
    Question,
    AlsoAsked,
    Answer,
    Title,
}

/// How often an entry has a term, by field; counts stop at 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) entry: u32,
    pub(super) question: u8,
    pub(super) also_asked: u8,
    pub(super) answer: u8,
    pub(super) title: bool,
}

/// The postings of each term, in the order of the entries.
#[derive(Debug, Default)]
pub(super) struct Postings(Vec<Vec<Posting>>);

impl Postings {
    /// Counts `term` once more in `entry`. Entries must be added in their order.
    pub(super) fn add(&mut self, term: u32, entry: u32, field: EntryField) {
        let term = term as usize;
        if self.0.len() <= term {
            self.0.resize_with(term + 1, Vec::new);
        }
        let list = &mut self.0[term];
        if list.last().is_none_or(|last| last.entry != entry) {
            list.push(Posting {
                entry,
                ..Posting::default()
            });
        }
        let Some(posting) = list.last_mut() else {
            return;
        };
        let count = match field {
            EntryField::Question => &mut posting.question,
            EntryField::AlsoAsked => &mut posting.also_asked,
            EntryField::Answer => &mut posting.answer,
            EntryField::Title => {
                posting.title = true;
                return;
            }
        };
        *count = count.saturating_add(1);
    }

    /// The postings of `term`, in the order of the entries.
    pub(super) fn of(&self, term: u32) -> &[Posting] {
        self.0.get(term as usize).map_or(&[], Vec::as_slice)
    }

    /// How many entries contain `term`.
    pub(super) fn entry_count(&self, term: u32) -> u32 {
        self.of(term).len() as u32
    }

    /// The posting of `term` in `entry`, if it is there. A binary search.
    pub(super) fn find(&self, term: u32, entry: u32) -> Option<Posting> {
        let list = self.of(term);
        let place = list.binary_search_by_key(&entry, |posting| posting.entry);
        place.ok().map(|place| list[place])
    }
}
