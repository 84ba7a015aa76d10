//! The thread that finds out what texts mean: those of the FAQ once, then the newest query. No key waits for
//! it.

use std::{
    io, mem,
    sync::{
        Arc,
        mpsc::{Receiver, RecvError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    app::{Message, TextToEmbed, Thought, Understanding},
    meaning::{Cache, Encoder},
    search::FaqMeaning,
};

/// Learning that takes no longer is not worth telling.
const UNNOTICED: Duration = Duration::from_millis(500);
/// A query that is not typed on for so long is taken as it stands.
const PAUSE: Duration = Duration::from_millis(250);

/// Gives work to the thread, which ends with the program.
pub(super) struct Thinker(Sender<Thought>);

impl Thinker {
    /// Starts the thread; what it finds out is told with `tell`, which answers whether anybody listens.
    pub(super) fn start(tell: impl Fn(Message) -> bool + Send + 'static) -> io::Result<Self> {
        let (sender, inbox) = channel();
        let jobs = Jobs {
            inbox,
            newest: Thought::default(),
        };
        thread::Builder::new()
            .name("meaning".into())
            .spawn(move || think(jobs, &tell))?;
        Ok(Self(sender))
    }

    /// Has this embedded; the thread drops an older FAQ or query that it has not finished.
    pub(super) fn think(&self, thought: Thought) {
        // The thread ends early only where the encoder cannot be used, which it has told.
        let _ = self.0.send(thought);
    }
}

/// What waits to be done: the newest of each kind.
struct Jobs {
    inbox: Receiver<Thought>,
    newest: Thought,
}

impl Jobs {
    fn add(&mut self, thought: Thought) {
        self.newest.faq = thought.faq.or(self.newest.faq.take());
        if !thought.query.is_empty() {
            self.newest.query = thought.query;
        }
    }

    /// Waits for work; an error is that no more will come.
    fn wait(&mut self) -> Result<(), RecvError> {
        self.inbox.recv().map(|thought| self.add(thought))
    }

    /// Takes in what came meanwhile.
    fn sort(&mut self) {
        while let Ok(thought) = self.inbox.try_recv() {
            self.add(thought);
        }
    }
}

fn think(mut jobs: Jobs, tell: &impl Fn(Message) -> bool) -> Result<(), RecvError> {
    while jobs.newest.faq.is_none() {
        jobs.wait()?;
    }
    let encoder = match Encoder::embedded() {
        Ok(encoder) => encoder,
        Err(why) => {
            let why = why.to_string();
            tell(Message::Understanding(Understanding::Missing(why)));
            return Ok(());
        }
    };
    let mut meaning: Option<Arc<FaqMeaning>> = None;
    loop {
        jobs.sort();
        if let Some(faq) = jobs.newest.faq.take() {
            let began = Instant::now();
            let mut is_told = false;
            let goes_on = || {
                jobs.sort();
                if !is_told && began.elapsed() > UNNOTICED {
                    is_told = tell(Message::Understanding(Understanding::Learning));
                }
                jobs.newest.faq.is_none()
            };
            meaning = FaqMeaning::read(&faq, &encoder, &Cache::of_user(), goes_on);
            if meaning.is_some() {
                tell(Message::Understanding(Understanding::On));
            }
        } else if let Some(meaning) = &meaning
            && let Some((whole, beginning)) = mem::take(&mut jobs.newest.query).split_last()
        {
            let embed = |text: &TextToEmbed| {
                let meant = meaning.compare(&encoder.embed(&text.as_read));
                tell(Message::Meant(text.typed.clone(), Box::new(meant)));
            };
            beginning.iter().for_each(embed);
            match jobs.inbox.recv_timeout(PAUSE) {
                Ok(thought) => jobs.add(thought),
                Err(_) => embed(whole),
            }
        } else {
            jobs.wait()?;
        }
    }
}
