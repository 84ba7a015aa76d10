//! The thread that reads the FAQ: at the start, when asked to, and when its files change. One thread does all
//! three, so that what is sent is always the newest, and a change during a load is noticed after it. It looks
//! at the files' metadata once a second, which also works on network shares; at the built-in FAQ it never
//! looks.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use jiff::Zoned;

use crate::{
    app::Message,
    faq::{Faq, Source},
    search::Index,
};

/// Between two looks at the files.
const LOOK: Duration = Duration::from_secs(1);
/// How long changed files have to stay as they are before they are read: a slow writer is not done yet.
const SETTLED: Duration = Duration::from_millis(200);
/// Between two messages about progress.
const PROGRESS: Duration = Duration::from_millis(100);

/// Starts reading; what happens is told with `tell`, which answers whether to go on. What is sent to the
/// thread asks it to read the FAQ again, also when nothing has changed; without a sender it ends.
pub(super) fn start(
    source: Source,
    approved_only: bool,
    tell: impl Fn(Message) -> bool + Send + 'static,
) -> io::Result<SyncSender<()>> {
    let (requests, asked) = sync_channel(1);
    let follow = move || {
        let look = match source {
            Source::Paths(_) => LOOK,
            _ => Duration::MAX,
        };
        let mut known = source.fingerprint();
        let mut last = None;
        while read(&source, approved_only, &mut last, &tell) {
            let mut last_look = known.clone();
            known = loop {
                let wait = if last_look == known { look } else { SETTLED };
                let asked = asked.recv_timeout(wait);
                if asked == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
                // Before the files are read, so that a change in the meantime shows at the next look.
                let now = source.fingerprint();
                // Changed, and as it was at the last look: the program that writes it has finished.
                if asked.is_ok() || now != known && now == last_look {
                    break now;
                }
                last_look = now;
            };
        }
    };
    thread::Builder::new().name("faq".into()).spawn(follow)?;
    Ok(requests)
}

/// Reads what is good and tells it, with the mistakes of the rest; whether to go on. What has mistakes is
/// taken from `last`, the FAQ that was told last.
fn read(
    source: &Source,
    approved_only: bool,
    last: &mut Option<Arc<Faq>>,
    tell: &impl Fn(Message) -> bool,
) -> bool {
    let today = Zoned::now().date();
    let mut told = Instant::now();
    let mut progress = |share: f32| {
        if told.elapsed() >= PROGRESS {
            told = Instant::now();
            tell(Message::Loading(share));
        }
    };
    // Reading and indexing take about as long.
    let loaded = source.load_good(today, last.as_deref(), &mut |share| progress(share / 2.0));
    let (faq, mistakes) = match loaded {
        Ok(loaded) => (Arc::new(loaded.faq), loaded.problems),
        Err(mistakes) => return tell(Message::Loaded(None, mistakes)),
    };
    let shown = if approved_only {
        Arc::new(faq.approved_alone(today))
    } else {
        Arc::clone(&faq)
    };
    *last = Some(faq);
    // What is indexed is put together at the end, about which nothing is told.
    let index = Index::new(shown, &mut |share| progress(0.5 + share * 0.4));
    tell(Message::Loaded(Some(Box::new(index)), mistakes))
}
