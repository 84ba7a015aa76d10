//! Ranking.

use super::{
    Index,
    postings::Posting,
    query::{Asked, WordRole, knob},
    words::{self, Kind},
};

/// Candidates looked at closely.
const CANDIDATES: usize = 300;

/// An entry that may answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    pub(super) entry: u32,
    pub(super) score: f32,
    pub(super) alternative: Option<usize>,
    /// Per query word: its best reading in the entry and what it contributed.
    pub(super) read: Vec<Option<(usize, f32)>>,
}

pub(super) struct Ranked {
    pub(super) total: usize,
    pub(super) candidates: Vec<Candidate>,
}

impl Index {
    pub(super) fn idf(&self, term: u32) -> f32 {
        let (n, df) = (self.faq.len() as f32, self.postings.entries(term) as f32);
        (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
    }

    pub(super) fn unknown_idf(&self) -> f32 {
        (1.0 + (self.faq.len() as f32 + 0.5) / 0.5).ln()
    }

    /// How much of a term an entry has, saturated: 0..1.
    fn saturation(&self, posting: Posting) -> f32 {
        let k1 = knob!("K1", 4.0);
        let bq = knob!("BQ", 0.75);
        let ba = knob!("BA", 0.75);
        let n = posting.entry as usize;
        let c = posting.counts;
        let q = f32::from(c.question)
            / (1.0 - bq + bq * f32::from(self.lengths.question[n]) / self.lengths.question_mean);
        let a = f32::from(c.answer)
            / (1.0 - ba + ba * f32::from(self.lengths.answer[n]) / self.lengths.answer_mean);
        let tf = knob!("WQ", 6.0) * q
            + knob!("WAA", 4.0) * f32::from(c.also_asked)
            + knob!("WA", 1.0) * a
            + if c.title { knob!("WT", 0.3) } else { 0.0 };
        (k1 + 1.0) * tf / (k1 + tf)
    }

    fn walk(&self, reading: &super::query::Reading, mut each: impl FnMut(Posting)) {
        match reading.with {
            None => self.postings.of(reading.term).for_each(each),
            Some(with) => {
                let mut others = self.postings.of(with).peekable();
                for p in self.postings.of(reading.term) {
                    while others.next_if(|o| o.entry < p.entry).is_some() {}
                    if others.peek().is_some_and(|o| o.entry == p.entry) {
                        each(p);
                    }
                }
            }
        }
    }

    pub(super) fn rank(&self, text: &str, asked: &[Asked]) -> Ranked {
        let most: f32 = asked.iter().map(|a| a.weight).sum();
        let mut lexical = vec![0.0_f32; self.faq.len()];
        let mut meant = vec![false; self.faq.len()];
        let mut best = vec![0.0_f32; self.faq.len()];
        let mut touched: Vec<u32> = Vec::new();
        let any_content = asked
            .iter()
            .any(|a| a.role == WordRole::Content && !a.readings.is_empty());
        for a in asked {
            let content = a.role == WordRole::Content || !any_content;
            let factor = if a.role == WordRole::Function {
                knob!("STOP", 0.5)
            } else {
                1.0
            };
            for r in &a.readings {
                let v = r.value * self.idf(r.term) * factor;
                self.walk(r, |p| {
                    let s = v * self.saturation(p);
                    let b = &mut best[p.entry as usize];
                    if *b == 0.0 {
                        touched.push(p.entry);
                    }
                    if s > *b {
                        *b = s;
                    }
                });
            }
            for e in touched.drain(..) {
                lexical[e as usize] += std::mem::take(&mut best[e as usize]);
                meant[e as usize] |= content;
            }
        }
        let mut found: Vec<(u32, f32)> = lexical
            .iter()
            .zip(&meant)
            .enumerate()
            .filter(|(_, (l, m))| **m && **l > 0.0)
            .map(|(e, (&l, _))| (e as u32, l / most))
            .collect();
        let total = found.len();
        if found.len() > CANDIDATES {
            found
                .select_nth_unstable_by(CANDIDATES, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.truncate(CANDIDATES);
        }
        found.sort_unstable_by_key(|f| f.0);
        let mut candidates: Vec<Candidate> = found
            .iter()
            .map(|&(entry, l)| Candidate {
                entry,
                score: l,
                alternative: None,
                read: vec![None; asked.len()],
            })
            .collect();
        for (i, a) in asked.iter().enumerate() {
            for (j, r) in a.readings.iter().enumerate() {
                let v = r.value * self.idf(r.term);
                let mut at = 0;
                self.walk(r, |p| {
                    while at < candidates.len() && candidates[at].entry < p.entry {
                        at += 1;
                    }
                    if let Some(c) = candidates.get_mut(at)
                        && c.entry == p.entry
                    {
                        let s = v * self.saturation(p);
                        if c.read[i].is_none_or(|(_, old)| s > old) {
                            c.read[i] = Some((j, s));
                        }
                    }
                });
            }
        }
        self.compare(text, asked, &mut candidates);
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
        Ranked { total, candidates }
    }

    fn compare(&self, text: &str, asked: &[Asked], candidates: &mut [Candidate]) {
        let profile = self.trigrams.profile(text);
        let mut plain: Vec<String> = Vec::new();
        words::each(text, |t| {
            if t.kind == Kind::Plain {
                plain.push(t.folded.to_owned())
            }
        });
        for c in candidates {
            let entry = self.faq.entry(c.entry as usize);
            let mut best = (f32::MIN, None);
            for (n, phrasing) in std::iter::once(entry.question())
                .chain(entry.also_asked())
                .enumerate()
            {
                let s = self.likeness(&profile, &plain, asked, phrasing);
                if s > best.0 {
                    best = (s, n.checked_sub(1));
                }
            }
            c.alternative = best.1;
            c.score = (knob!("WL", 1.0) * c.score + best.0) / knob!("NORM", 3.0);
        }
    }

    fn likeness(
        &self,
        profile: &super::trigrams::Profile,
        plain: &[String],
        asked: &[Asked],
        phrasing: &str,
    ) -> f32 {
        let mut terms: Vec<u32> = Vec::new();
        let mut same = 0;
        let mut count = 0;
        words::each(phrasing, |t| {
            if t.kind == Kind::Plain {
                if plain.get(count).is_some_and(|p| p == t.folded) {
                    same += 1;
                }
                count += 1;
                if let Some(w) = self.lexicon.find(t.folded) {
                    let term = self.lexicon.term_of(w);
                    if !terms.contains(&term) {
                        terms.push(term);
                    }
                }
            }
        });
        let identical = same == count && count == plain.len();
        let (mut had, mut all, mut common) = (0.0, 0.0, 0.0_f32);
        for &t in &terms {
            let idf = self.idf(t);
            all += idf;
            let v = asked
                .iter()
                .flat_map(|a| &a.readings)
                .filter(|r| r.term == t || r.with == Some(t))
                .map(|r| r.value)
                .fold(0.0, f32::max);
            had += idf * v;
            common += v;
        }
        let cov = if all > 0.0 { had / all } else { 0.0 };
        let dice = 2.0 * common / (terms.len() + asked.len()).max(1) as f32;
        let tri = profile.likeness(&self.trigrams.profile(phrasing));
        knob!("COV", 0.2) * cov
            + knob!("TRI", 0.2) * tri
            + knob!("DICE", 0.2) * dice
            + if identical { 1.0 } else { 0.0 }
    }
}
