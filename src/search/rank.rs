//! Ranking: first how much of the query's words each entry has, weighted by how telling they are and where they
//! stand, then, for the best of them, how alike query and question are as wholes.
//!
//! A key costs what the telling words of its sentence do. What very many entries have finds none where a far more telling word
//! does; it makes those better that the other has found, and only the ones that it can bring among the best are looked up
//! among its postings, from the nearest landmark on (`postings`). What the words before the last are worth is kept from
//! key to key. Over a million questions, eight sentences typed key by key, a key takes 0.6 ms (median; 2.2 without), and 6 at
//! most (69 without); of FAQs of up to 5,000 entries every hit is the same.

use std::{cmp::Ordering, mem, sync::Arc};

use super::{
    Index,
    language::Role,
    postings::{Counts, Posting, Search},
    query::{Asked, FUNCTION_WORD},
    readings::Reading,
    subjects::Set,
    sums::{ROUNDING, Sums, packed},
    tokens::beginning,
    trigrams::Hashes,
    wholes::{Phrasing, Whole},
};

/// What an occurrence weighs, by field.
const QUESTION: f32 = 6.0;
const ALSO_ASKED: f32 = 2.0;
const ANSWER: f32 = 1.0;
const TITLE: f32 = 0.3;
/// How slowly more occurrences stop to matter.
const SATURATION: f32 = 4.0;
/// What the sum of all reaches when the question is asked as it is written: scores are shares of it.
const FULL: f32 = 4.0;

/// What it adds that an entry answers the subject that is asked for, and how many of the best are looked at for that.
const SUBJECT: f32 = 0.4;
const ASKED_FOR: usize = 20;

/// How many entries are compared with the query as wholes.
pub(super) const COMPARED: usize = 50;

/// What so many entries have tells little apart. Of such words, those that say little by themselves and those that only mean
/// the same as a typed one do nothing ([`Task::None`]).
pub(super) const TOO_MANY: u32 = 5_000;
/// The others find no entries of their own ([`Task::Add`]), the commonest first, while all of them together say no more than
/// this share of what the most telling word does.
const OUTSHONE: f32 = 0.75;
/// An everyday word that fewer than one entry in so many has is what a caller says by the way ("tell me"): it tells nothing
/// there.
const USUAL: usize = 200;

/// An entry that may answer.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) entry: u32,
    pub(super) score: f32,
    /// What the score is without regard to subjects: that an entry is about what is asked makes it no surer, but for
    /// being ahead of others.
    pub(super) by_words: f32,
    /// Which phrasing is most like the query: none is the question itself, else the number of an `also_asked`.
    pub(super) alternative: Option<usize>,
    /// Whether that phrasing is the query, word for word.
    pub(super) identical: bool,
    /// How alike that phrasing and the query are as wholes, 0..1.
    pub(super) alike: f32,
    /// Where its readings are among those of all candidates.
    place: usize,
}

/// The best entries.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// Best first.
    pub(super) candidates: Vec<Candidate>,
    /// Whether others were found too, beyond the limit.
    pub(super) cut: bool,
    /// Candidate by candidate, how it has each word of the query.
    read: Vec<Option<Read>>,
    words: usize,
}

/// What a word does for a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// The entries that have it are found.
    Find,
    /// It makes entries worth more that others find.
    Add,
    /// Nothing.
    None,
}

impl Ranked {
    /// Per query word, how it is read in the entry.
    pub(super) fn read(&self, candidate: &Candidate) -> &[Option<Read>] {
        &self.read[candidate.place * self.words..][..self.words]
    }
}

/// How a query word is read in an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    /// The number of the reading that contributes most.
    pub(super) reading: usize,
    /// Whether it stands in a phrasing or the topic's title, and not in the answer alone.
    pub(super) asked: bool,
    worth: f32,
}

/// What ranking keeps from one query to the next, because a sentence that goes on differs in its last word and finds mostly
/// the same entries: nothing but time depends on it. With a million entries, adding up the words before the last and
/// looking up the words of fifty questions takes most of a key's time.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The words before the last one, with what each does, and what they are worth.
    before: Vec<(Arc<Asked>, Task)>,
    sums: Sums,
    /// The entries that were compared, by their numbers, with their phrasings.
    compared: Vec<(u32, Vec<Phrasing>)>,
}

impl Index {
    /// The entries that have a word of the query that means something, best first, at most `most`. Of nearly equal ones
    /// those that answer one of the subjects `wanted` come first. Costs a pass over the postings of the words that find
    /// entries, and a look for the best of these among the postings of the others.
    pub(super) fn rank(
        &self,
        text: &str,
        asked: &[Arc<Asked>],
        wanted: Set,
        most: usize,
        kept: &mut Kept,
    ) -> Ranked {
        let telling = asked
            .iter()
            .any(|a| a.role == Role::Content && !a.readings.is_empty());
        let (found, cut) = self.found(asked, telling, most, kept);
        let full: f32 = asked.iter().map(|a| a.weight).sum();
        let mut greatest = found.greatest(most);
        greatest.sort_unstable_by_key(|&(entry, _)| entry);
        let mut candidates: Vec<Candidate> = (0..)
            .zip(greatest)
            .map(|(place, (entry, score))| Candidate {
                entry,
                score: score / full,
                by_words: 0.0,
                alternative: None,
                identical: false,
                alike: 0.0,
                place,
            })
            .collect();
        let read = self.attribute(asked, &candidates);
        candidates.sort_unstable_by(order);
        self.compare(text, asked, &mut candidates, &mut kept.compared);
        // Words without meaning are not half as much of an answer when there are no others.
        let best = if telling { 1.0 } else { FUNCTION_WORD };
        let share = |candidate: &Candidate| {
            if candidate.identical {
                1.0
            } else {
                (best * candidate.score / FULL).min(best)
            }
        };
        for candidate in &mut candidates {
            candidate.by_words = share(candidate);
        }
        if !wanted.is_empty() {
            for candidate in candidates.iter_mut().take(ASKED_FOR) {
                if self.answers(candidate.entry, wanted) {
                    candidate.score += SUBJECT;
                }
            }
            candidates.sort_unstable_by(order);
        }
        for candidate in &mut candidates {
            candidate.score = share(candidate);
        }
        Ranked {
            candidates,
            cut,
            read,
            words: asked.len(),
        }
    }

    /// Whether an entry answers one of the subjects `wanted`, by its phrasings.
    pub(super) fn answers(&self, entry: u32, wanted: Set) -> bool {
        let entry = self.faq.entry(entry as usize);
        let telling = |folded: &str| self.role(folded) == Role::Content;
        std::iter::once(entry.question.as_str())
            .chain(entry.also_asked.iter().map(String::as_str))
            .any(|phrasing| self.subjects.answers(phrasing, wanted, telling))
    }

    /// The entries that a query finds, `most` of them at least if there are so many, with what its words are worth in them;
    /// and whether it finds more than that. `telling`: it has words with a meaning.
    fn found(
        &self,
        asked: &[Arc<Asked>],
        telling: bool,
        most: usize,
        kept: &mut Kept,
    ) -> (Sums, bool) {
        let tasks = self.tasks(asked, telling);
        let with_tasks = asked.iter().zip(tasks.iter().copied());
        let Some((last, task)) = with_tasks.clone().next_back() else {
            return (Sums::default(), false);
        };
        self.keep(kept, with_tasks.take(asked.len() - 1));
        let sums = &kept.sums;
        let bar = sums.bar(most);
        let adding = || kept.before.iter().filter(|(_, task)| *task == Task::Add);
        let added: f32 = adding().map(|(a, _)| at_most(a)).sum();
        if task == Task::Find && at_most(last) + added >= bar * (1.0 - ROUNDING) {
            let mut known = sums.clone();
            let mut new = known.absorb(self.score(last));
            let cut = known.len() + new.len() > most;
            // What the words before the last one add to what only it finds, where that can matter.
            if added > 0.0 {
                new = new.hopeful(known.bar(most).max(new.bar(most)), added);
                adding().for_each(|(a, _)| self.add_to(&mut new, a));
            }
            return (known.plus(new), cut);
        }
        // What the last word alone may find is not among the best: it adds to what the others find.
        if task == Task::None {
            return (sums.hopeful(bar, 0.0), sums.len() > most);
        }
        let mut found = sums.hopeful(bar, at_most(last));
        self.add_to(&mut found, last);
        (found, sums.len() > most)
    }

    /// What each word of a query does; `telling`: some have a meaning. "What are" finds nothing where it would find half of
    /// the entries.
    fn tasks(&self, asked: &[Arc<Asked>], telling: bool) -> Vec<Task> {
        let few = |r: &Reading| self.postings.entries(r.term) < TOO_MANY;
        let is_common = |a: &Asked| self.entries_of(a.readings.iter()) >= TOO_MANY;
        let task = |a: &Arc<Asked>| match a.role {
            _ if a.readings.is_empty() => Task::None,
            Role::Content => Task::Find,
            Role::Function if telling && a.readings.iter().all(few) => Task::Add,
            Role::Function if !telling && !is_common(a) => Task::Find,
            Role::Function => Task::None,
        };
        let mut tasks: Vec<Task> = asked.iter().map(task).collect();
        let finding = || (0..asked.len()).filter(|&n| tasks[n] == Task::Find);
        let usual = self.faq.len() / USUAL;
        let is_small_talk = |a: &Asked| {
            (self.entries_of(a.readings.iter()) as usize) < usual && self.is_everyday(&a.folded)
        };
        let telltale = finding().filter(|&n| !is_small_talk(&asked[n]));
        let most = telltale.map(|n| self.says(&asked[n])).fold(0.0, f32::max);
        let common = finding().filter(|&n| is_common(&asked[n]));
        let mut common: Vec<(f32, usize)> = common.map(|n| (self.says(&asked[n]), n)).collect();
        common.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut spare = most * OUTSHONE;
        for (says, n) in common {
            spare -= says;
            if spare <= 0.0 {
                break;
            }
            tasks[n] = Task::Add;
        }
        tasks
    }

    /// How telling a word is, all that it may stand for taken together; 0 of one that stands for two words only, which may
    /// never meet.
    fn says(&self, asked: &Asked) -> f32 {
        match self.entries_of(asked.readings.iter().filter(|r| r.with.is_none())) {
            0 => 0.0,
            entries => self.idf(entries),
        }
    }

    /// How many entries have a word with these readings; those that have it in several count for each.
    pub(super) fn entries_of<'a>(&self, readings: impl Iterator<Item = &'a Reading>) -> u32 {
        let entries = readings.map(|r| self.postings.entries(r.term));
        let all = entries.fold(0, u32::saturating_add);
        all.min(self.faq.len() as u32)
    }

    /// Makes `kept` what the words `before` the last one are worth. If they are those that it has and some more, only these
    /// are added up. What finds comes first: sums of the same words are the same, to the last bit.
    fn keep<'a>(&self, kept: &mut Kept, before: impl Iterator<Item = (&'a Arc<Asked>, Task)>) {
        let before: Vec<_> = before.map(|(a, task)| (Arc::clone(a), task)).collect();
        let is_same = |(n, (a, task)): (usize, &(Arc<Asked>, Task))| {
            before
                .get(n)
                .is_some_and(|(b, other)| Arc::ptr_eq(a, b) && task == other)
        };
        let goes_on = kept.before.iter().enumerate().all(is_same);
        let has = |words: &[(_, Task)], task| words.iter().any(|(_, other)| *other == task);
        let mut more = &before[if goes_on { kept.before.len() } else { 0 }..];
        if !goes_on || has(more, Task::Find) && has(&kept.before, Task::Add) {
            more = &before;
            kept.sums = Sums::default();
        }
        let of = |task| more.iter().filter(move |(_, other)| *other == task);
        for (a, _) in of(Task::Find) {
            kept.sums = mem::take(&mut kept.sums).plus(self.score(a));
        }
        for (a, _) in of(Task::Add) {
            self.add_to(&mut kept.sums, a);
        }
        kept.before = before;
    }

    /// What `asked` is worth, in the best of its readings, in each entry that has it. Costs a pass over its postings and,
    /// for several readings, merging them.
    fn score(&self, asked: &Asked) -> Sums {
        let mut occurrences = Vec::with_capacity(self.entries_of(asked.readings.iter()) as usize);
        for reading in &asked.readings {
            self.walk(reading, |posting| {
                occurrences.push(packed(posting.entry, self.worth(reading, posting)));
            });
        }
        Sums::best_of(occurrences)
    }

    /// Adds what `asked` is worth, in the best of its readings, to the entries of `found` that have it. Costs a pass over the
    /// entries of the one or the other, whichever are fewer.
    fn add_to(&self, found: &mut Sums, asked: &Asked) {
        if (self.entries_of(asked.readings.iter()) as usize) < found.len() {
            found.absorb(self.score(asked));
            return;
        }
        let mut readings: Vec<_> = asked.readings.iter().map(|r| (r, self.look(r))).collect();
        found.add(|entry| {
            let worths = readings
                .iter_mut()
                .filter_map(|(reading, search)| Some(self.worth(reading, search.find(entry)?)));
            worths.fold(0.0, f32::max)
        });
    }

    /// Finds out by which reading each candidate has each word that says something; `candidates` are in the order of their
    /// entries.
    fn attribute(&self, asked: &[Arc<Asked>], candidates: &[Candidate]) -> Vec<Option<Read>> {
        let mut read: Vec<Option<Read>> = vec![None; candidates.len() * asked.len()];
        for (word, a) in asked
            .iter()
            .enumerate()
            .filter(|(_, a)| a.role == Role::Content)
        {
            for (n, reading) in a.readings.iter().enumerate() {
                let mut search = self.look(reading);
                for candidate in candidates {
                    let Some(posting) = search.find(candidate.entry) else {
                        continue;
                    };
                    let worth = self.worth(reading, posting);
                    let read = &mut read[candidate.place * asked.len() + word];
                    if read.is_none_or(|other| worth > other.worth) {
                        let Counts {
                            question,
                            also_asked,
                            title,
                            ..
                        } = posting.counts;
                        *read = Some(Read {
                            reading: n,
                            asked: question > 0 || also_asked > 0 || title,
                            worth,
                        });
                    }
                }
            }
        }
        read
    }

    /// The entries of a reading.
    fn walk(&self, reading: &Reading, mut each: impl FnMut(Posting)) {
        let all = self.postings.of(reading.term);
        match reading.with {
            None => all.for_each(each),
            Some(with) => {
                let mut others = self.postings.search(with);
                for posting in all {
                    if others.find(posting.entry).is_some() {
                        each(posting);
                    }
                }
            }
        }
    }

    /// The entries of a reading, to look for some of them.
    fn look(&self, reading: &Reading) -> Look<'_> {
        Look {
            term: self.postings.search(reading.term),
            with: reading.with.map(|with| self.postings.search(with)),
        }
    }

    /// What a reading contributes to an entry's score.
    fn worth(&self, reading: &Reading, posting: Posting) -> f32 {
        let Posting { entry, counts } = posting;
        let mut often =
            ALSO_ASKED * f32::from(counts.also_asked) + if counts.title { TITLE } else { 0.0 };
        if counts.question > 0 {
            often += QUESTION * f32::from(counts.question) * self.lengths.question(entry);
        }
        if counts.answer > 0 {
            often += ANSWER * f32::from(counts.answer) * self.lengths.answer(entry);
        }
        reading.value * reading.idf * (SATURATION + 1.0) * often / (SATURATION + often)
    }

    /// Compares the best candidates with the query as wholes and sorts all again. `compared` is what the last query's were.
    fn compare(
        &self,
        text: &str,
        asked: &[Arc<Asked>],
        candidates: &mut [Candidate],
        compared: &mut Vec<(u32, Vec<Phrasing>)>,
    ) {
        let mut hashes = Hashes::default();
        let query = Whole::new(self, beginning(text), &mut hashes, |_| ());
        let mut known = mem::take(compared);
        for candidate in candidates.iter_mut().take(COMPARED) {
            let again = known.binary_search_by_key(&candidate.entry, |(entry, _)| *entry);
            let phrasings = match again {
                Ok(place) => mem::take(&mut known[place].1),
                Err(_) => self.phrasings(candidate.entry, &mut hashes),
            };
            let likest = self.likest(&query, text, asked, candidate.entry, &phrasings);
            candidate.alternative = likest.alternative;
            candidate.identical = likest.identical;
            candidate.alike = likest.alike;
            // Rounded, so that what is equally good is equal, in whichever order it was summed up.
            candidate.score = ((candidate.score + likest.adds) * 1e4).round() / 1e4;
            compared.push((candidate.entry, phrasings));
        }
        compared.sort_unstable_by_key(|(entry, _)| *entry);
        candidates.sort_unstable_by(order);
    }
}

/// The most that a word can be worth in an entry.
fn at_most(asked: &Asked) -> f32 {
    let each = asked.readings.iter().map(|r| r.value * r.idf);
    each.fold(0.0, f32::max) * (SATURATION + 1.0)
}

/// Looks for entries of a reading.
struct Look<'a> {
    term: Search<'a>,
    with: Option<Search<'a>>,
}

impl Look<'_> {
    /// The posting of `entry`, if it has the reading. Entries must be looked for in order.
    fn find(&mut self, entry: u32) -> Option<Posting> {
        let posting = self.term.find(entry)?;
        if let Some(with) = &mut self.with {
            with.find(entry)?;
        }
        Some(posting)
    }
}

/// Best first; what is as good as another comes in the file's order.
fn order(a: &Candidate, b: &Candidate) -> Ordering {
    b.identical
        .cmp(&a.identical)
        .then(b.score.total_cmp(&a.score))
        .then(a.entry.cmp(&b.entry))
}
