//! The thread that reads the FAQ: at the start, when asked to, and when its files change. One thread does all three,
//! so that what is sent is always the newest, and a change during a load is noticed after it. When to look at the files
//! is [`super::watch`]'s affair; only what they look like decides.

use std::{
    io::{self, Read as _, Write as _},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use jiff::Zoned;

use crate::{
    app::Message,
    faq::{Fingerprint, Source},
    search::Index,
};

use super::watch::{Watch, Woken};

/// How long changed files have to stay as they are before they are read: a slow writer is not done yet.
const SETTLED: Duration = Duration::from_millis(200);
/// The longest wait for that.
const PATIENCE: Duration = Duration::from_secs(10);
/// A FAQ of so many questions takes long enough to index that it is shown before.
const LISTED_FIRST: usize = 2_000;
/// Between two messages about progress.
const PROGRESS: Duration = Duration::from_millis(100);

/// Asks the thread to read the FAQ again. Dropping it ends the thread.
pub(super) struct Reading(UnixStream);

impl Reading {
    /// Starts reading; what happens is told with `tell`, which answers whether anybody still listens. The
    /// built-in FAQ is never looked at again, and the thread sleeps.
    ///
    /// # Errors
    /// When the system gives no thread or no way to talk to it.
    pub(super) fn start(
        source: Source,
        tell: impl Fn(Message) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (requests, asked) = UnixStream::pair()?;
        requests.set_nonblocking(true)?;
        asked.set_nonblocking(true)?;
        thread::Builder::new()
            .name("faq".into())
            .spawn(move || follow(&source, &asked, &tell))?;
        Ok(Self(requests))
    }

    /// Reads the FAQ again, also when nothing has changed.
    pub(super) fn again(&self) {
        // The thread ends only with the program. Where no request fits in any more, there are enough of them.
        let _ = (&self.0).write(&[0]);
    }
}

fn follow(source: &Source, asked: &UnixStream, tell: &impl Fn(Message) -> bool) {
    let mut seen = source.fingerprint();
    while tell(Message::Loaded(read(source, tell))) {
        let mut watch = Watch::start(paths(source, &seen));
        let changed = loop {
            if source.fingerprint() != seen {
                break true;
            }
            match watch.wait(asked) {
                Woken::Look => {}
                Woken::Asked if is_over(asked) => return,
                Woken::Asked => break false,
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

/// What may change: the paths given, and each file `seen` in them.
fn paths(source: &Source, seen: &Fingerprint) -> Vec<PathBuf> {
    match source {
        Source::Embedded | Source::Text { .. } => Vec::new(),
        Source::Paths(paths) => {
            let given = paths.iter().map(PathBuf::as_path);
            given.chain(seen.files()).map(Path::to_owned).collect()
        }
    }
}

/// Takes all requests as one. Whether there will be no more.
fn is_over(mut asked: &UnixStream) -> bool {
    let mut requests = [0; 64];
    loop {
        match asked.read(&mut requests) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            Err(why) => return why.kind() != io::ErrorKind::WouldBlock,
        }
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
