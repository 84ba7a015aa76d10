//! The thread that finds out what texts mean: those of the FAQ once, then the newest query. No key waits for
//! it.

use std::{
    io, mem,
    sync::mpsc::{Receiver, RecvError, Sender, channel},
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

/// Starts the thread, which ends with the program; what it finds out is told with `tell`, which answers
/// whether anybody listens. It takes what is to be embedded, and drops an older FAQ or query that it has not
/// finished.
pub(super) fn start(
    tell: impl Fn(Message) -> bool + Send + 'static,
) -> io::Result<Sender<Thought>> {
    let (sender, inbox) = channel();
    thread::Builder::new()
        .name("meaning".into())
        .spawn(move || think(&inbox, &tell))?;
    Ok(sender)
}

/// Puts what is newer in the place of what waits to be done.
fn add(newest: &mut Thought, thoughts: impl IntoIterator<Item = Thought>) {
    for thought in thoughts {
        newest.faq = thought.faq.or(newest.faq.take());
        if !thought.query.is_empty() {
            newest.query = thought.query;
        }
    }
}

/// Works until nothing more will come, which is the error.
fn think(inbox: &Receiver<Thought>, tell: &impl Fn(Message) -> bool) -> Result<(), RecvError> {
    let mut newest = Thought::default();
    while newest.faq.is_none() {
        add(&mut newest, [inbox.recv()?]);
    }
    let encoder = match Encoder::embedded() {
        Ok(encoder) => encoder,
        Err(why) => {
            let why = why.to_string();
            tell(Message::Understanding(Understanding::Missing(why)));
            return Ok(());
        }
    };
    let mut meaning: Option<FaqMeaning> = None;
    loop {
        add(&mut newest, inbox.try_iter());
        if let Some(faq) = newest.faq.take() {
            let began = Instant::now();
            let mut is_told = false;
            let goes_on = || {
                add(&mut newest, inbox.try_iter());
                if !is_told && began.elapsed() > UNNOTICED {
                    is_told = tell(Message::Understanding(Understanding::Learning));
                }
                newest.faq.is_none()
            };
            meaning = FaqMeaning::read(&faq, &encoder, &Cache::of_user(), goes_on);
            if meaning.is_some() {
                tell(Message::Understanding(Understanding::On));
            }
        } else if let Some(meaning) = &meaning
            && let Some((whole, beginning)) = mem::take(&mut newest.query).split_last()
        {
            let embed = |text: &TextToEmbed| {
                let meant = meaning.compare(&encoder.embed(&text.as_read));
                tell(Message::Meant(text.typed.clone(), Box::new(meant)));
            };
            beginning.iter().for_each(embed);
            match inbox.recv_timeout(PAUSE) {
                Ok(thought) => add(&mut newest, [thought]),
                Err(_) => embed(whole),
            }
        } else {
            add(&mut newest, [inbox.recv()?]);
        }
    }
}
