//! The thread that reads the FAQ: at the start, when asked to, and when its files change. One thread does all three,
//! so that what is sent is always the newest, and a change during a load is noticed after it.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use jiff::Zoned;

use crate::{
    app::Message,
    faq::{Fingerprint, Source},
    search::Index,
};

/// Between two looks at the files. Looking, not being told, works on network shares too.
const LOOK: Duration = Duration::from_secs(1);
/// How long changed files have to stay as they are before they are read: a slow writer is not done yet.
const SETTLED: Duration = Duration::from_millis(200);
/// The longest wait for that.
const PATIENCE: Duration = Duration::from_secs(10);
/// A FAQ of so many questions takes long enough to index that it is shown before.
const LISTED_FIRST: usize = 2_000;
/// Between two messages about progress.
const PROGRESS: Duration = Duration::from_millis(100);

/// Asks the thread to read the FAQ again. Dropping it ends the thread.
pub(super) struct Reading(Sender<()>);

impl Reading {
    /// Starts reading; what happens is told with `tell`, which answers whether anybody still listens. The
    /// built-in FAQ is never looked at again, and the thread sleeps.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        source: Source,
        tell: impl Fn(Message) -> bool + Send + 'static,
    ) -> std::io::Result<Self> {
        let (requests, asked) = channel();
        thread::Builder::new()
            .name("faq".into())
            .spawn(move || follow(&source, &asked, &tell))?;
        Ok(Self(requests))
    }

    /// Reads the FAQ again, also when nothing has changed.
    pub(super) fn again(&self) {
        // The thread ends only with the program.
        let _ = self.0.send(());
    }
}

fn follow(source: &Source, asked: &Receiver<()>, tell: &impl Fn(Message) -> bool) {
    let mut seen = source.fingerprint();
    while tell(Message::Loaded(read(source, tell))) {
        let changed = loop {
            match next_look(source, asked) {
                // Many requests are one.
                Ok(()) => {
                    while asked.try_recv().is_ok() {}
                    break false;
                }
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if source.fingerprint() != seen => break true,
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        // Taken before the files are read, so that a change in the meantime shows at the next look.
        seen = if changed {
            tell(Message::Changed);
            settled(source)
        } else {
            source.fingerprint()
        };
    }
}

/// Waits for a request, or until it is time to look.
fn next_look(source: &Source, asked: &Receiver<()>) -> Result<(), RecvTimeoutError> {
    match source {
        Source::Embedded | Source::Text { .. } => Ok(asked.recv()?),
        Source::Paths(_) => asked.recv_timeout(LOOK),
    }
}

/// What the files look like once nobody seems to write them any more.
fn settled(source: &Source) -> Fingerprint {
    let start = Instant::now();
    let mut seen = source.fingerprint();
    loop {
        thread::sleep(SETTLED);
        let now = source.fingerprint();
        if now == seen || start.elapsed() > PATIENCE {
            return now;
        }
        seen = now;
    }
}

fn read(
    source: &Source,
    tell: &impl Fn(Message) -> bool,
) -> Result<Box<Index>, Vec<crate::faq::Problem>> {
    let mut told = Instant::now();
    let mut progress = |share: f32| {
        if told.elapsed() >= PROGRESS {
            told = Instant::now();
            tell(Message::Loading(share));
        }
    };
    // Reading and indexing take about as long.
    let loaded = source.load(Zoned::now().date(), &mut |share| progress(share / 2.0))?;
    let faq = Arc::new(loaded.faq);
    if faq.len() >= LISTED_FIRST {
        tell(Message::Listed(Arc::clone(&faq)));
    }
    // What is indexed is put together at the end, about which nothing is told.
    let index = Index::new(faq, &mut |share| progress(0.5 + share * 0.4));
    Ok(Box::new(index))
}
