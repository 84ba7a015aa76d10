//! Where an entry stands with the doctor on a given day.

use std::fmt;

use jiff::civil::Date;

use super::{Entry, Faq, Topic};
use crate::seal::Seal;

/// How the doctor signs a file off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SignOff {
    /// No entry has a seal: the file's `reviewed` counts for all of them.
    #[default]
    WholeFile,
    /// An entry of it has a seal: each of them needs its own.
    EachEntry,
}

/// Where an entry stands with the doctor, or a file without any seal. Displays as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its words are those that were approved on this day.
    Approved(Date),
    /// Its words are not those that were approved on this day.
    ChangedSince(Date),
    /// It was never approved, in a file where other entries are.
    NotYet,
    /// It should have been looked at again by this day.
    Overdue(Date),
    /// The whole file was read on this day.
    Reviewed(Date),
    /// Nobody has approved anything of the file yet.
    NeverReviewed,
}

impl Standing {
    /// Whether `frontdesk approve` asks the doctor about it: anything but approved words that are not
    /// overdue.
    pub fn is_pending(self) -> bool {
        !matches!(self, Self::Approved(_))
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Approved(day) => write!(f, "Approved on {day}."),
            Self::ChangedSince(day) => write!(f, "CHANGED SINCE APPROVED on {day}."),
            Self::NotYet => f.write_str("NOT YET APPROVED by the doctor."),
            Self::Overdue(due) => write!(f, "REVIEW OVERDUE since {due}."),
            Self::Reviewed(day) => write!(f, "Reviewed on {day}."),
            Self::NeverReviewed => f.write_str("Not yet reviewed by the doctor."),
        }
    }
}

impl Topic {
    /// Where the whole file stands with the doctor on the day `today`, without any seals.
    pub fn review(&self, today: Date) -> Standing {
        match (self.reviewed, self.review_due) {
            (_, Some(due)) if due < today => Standing::Overdue(due),
            (None, _) => Standing::NeverReviewed,
            (Some(day), _) => Standing::Reviewed(day),
        }
    }
}

impl Entry {
    /// The seal over its words as they stand.
    pub fn seal(&self) -> Seal {
        Seal::of(&self.question, &self.answer)
    }

    /// Where it stands with the doctor on the day `today`. An approval given after `review_due` is the new
    /// review. Costs a checksum of its words.
    pub fn standing(&self, topic: &Topic, today: Date) -> Standing {
        match (self.approved, topic.sign_off) {
            (None, SignOff::WholeFile) => topic.review(today),
            (None, SignOff::EachEntry) => Standing::NotYet,
            (Some(approval), _) if approval.seal != self.seal() => {
                Standing::ChangedSince(approval.day)
            }
            (Some(approval), _) => match topic.review_due {
                Some(due) if due < today && approval.day <= due => Standing::Overdue(due),
                _ => Standing::Approved(approval.day),
            },
        }
    }
}

impl Faq {
    /// The FAQ without the entries that the doctor has not approved as they stand on the day `today`.
    #[must_use]
    pub fn approved_alone(&self, today: Date) -> Self {
        let is_approved =
            |entry: &&Entry| !entry.standing(self.topic_of(entry), today).is_pending();
        let entries: Vec<Entry> = self.entries.iter().filter(is_approved).cloned().collect();
        Self {
            left_out: self.entries.len() - entries.len(),
            entries,
            topics: self.topics.clone(),
            files: self.files.clone(),
        }
    }

    /// How many entries were left out so.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Where the entry that has this number stands on the day `today`; panics when there are not that many.
    pub fn standing(&self, number: usize, today: Date) -> Standing {
        let entry = self.entry(number);
        entry.standing(self.topic_of(entry), today)
    }
}
