//! The thread that embeds texts: those of the FAQ once, then the newest query. No key waits for it.

use std::{
    io, mem,
    sync::mpsc::{Receiver, RecvError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use crate::{
    app::{EmbedRequest, MeaningState, Message, TextToEmbed, TypedMeaning},
    meaning::{Cache, Encoder},
    search::FaqMeaning,
};

/// Embedding that takes no longer is not worth telling.
const UNNOTICED: Duration = Duration::from_secs(1);
/// A query that is not typed on for so long is taken as it stands.
const PAUSE: Duration = Duration::from_millis(250);

/// Starts the thread, which ends with the program; what it finds out is told with `tell`, which answers
/// whether anybody listens. It takes what is to be embedded, and drops an older FAQ or query that it has not
/// finished. Vectors are kept in the user's cache folder.
pub(super) fn start(
    tell: impl Fn(Message) -> bool + Send + 'static,
) -> io::Result<Sender<EmbedRequest>> {
    let (sender, inbox) = channel();
    thread::Builder::new()
        .name("meaning".into())
        .spawn(move || embed(&inbox, &tell))?;
    Ok(sender)
}

/// Puts what is newer in the place of what waits to be done.
fn add(newest: &mut EmbedRequest, requests: impl IntoIterator<Item = EmbedRequest>) {
    for request in requests {
        newest.faq = request.faq.or(newest.faq.take());
        if !request.query.is_empty() {
            newest.query = request.query;
        }
    }
}

/// Never returns before the browser has gone: then `recv` fails, and that ends the thread.
fn embed(inbox: &Receiver<EmbedRequest>, tell: &impl Fn(Message) -> bool) -> Result<(), RecvError> {
    let mut newest = EmbedRequest::default();
    while newest.faq.is_none() {
        add(&mut newest, [inbox.recv()?]);
    }
    let encoder = match Encoder::embedded() {
        Ok(encoder) => encoder,
        Err(why) => {
            let why = why.to_string();
            tell(Message::MeaningState(MeaningState::Missing(why)));
            return Ok(());
        }
    };
    let mut meaning: Option<FaqMeaning> = None;
    loop {
        add(&mut newest, inbox.try_iter());
        if let Some(faq) = newest.faq.take() {
            let began = Instant::now();
            let mut is_told = false;
            let mut goes_on = || {
                add(&mut newest, inbox.try_iter());
                if !is_told && began.elapsed() > UNNOTICED {
                    is_told = tell(Message::MeaningState(MeaningState::Embedding));
                }
                newest.faq.is_none()
            };
            let mut cache = Cache::of_user();
            let embed = |text: &str| cache.vector(&encoder, text, &mut goes_on);
            meaning = FaqMeaning::read(&faq, embed);
            cache.keep();
            if meaning.is_some() {
                tell(Message::MeaningState(MeaningState::On));
            }
        } else if let Some(meaning) = &meaning
            && let Some((whole, beginning)) = mem::take(&mut newest.query).split_last()
        {
            let embed = |text: &TextToEmbed| {
                tell(Message::Meaning(Box::new(TypedMeaning {
                    typed: text.typed.clone(),
                    meaning: meaning.compare(&encoder.embed(&text.as_read)),
                })));
            };
            beginning.iter().for_each(embed);
            match inbox.recv_timeout(PAUSE) {
                Ok(request) => add(&mut newest, [request]),
                Err(_) => embed(whole),
            }
        } else {
            add(&mut newest, [inbox.recv()?]);
        }
    }
}
