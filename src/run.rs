//! The only impure part of the browser: the terminal, threads, the one channel, signals and effects.
//!
//! ```text
//! keyboard (terminal) ────┐
//! signals (terminal) ─────┤ one channel → app::update → effects → one frame (painter → terminal)
//! FAQ and files (reload) ─┤
//! meanings (embedder) ────┤
//! saved questions ────────┘
//! ```
//!
//! Nothing wakes while nothing happens, but for a look a second at FAQ files. Only the main thread paints;
//! any thread can give the terminal back and end the program (`terminal::Tty::end`), so that neither a busy
//! nor a waiting main thread keeps a signal, a panic or a lost terminal from doing it.

mod embedder;
mod painter;
mod reload;
mod terminal;

use std::{
    convert::Infallible,
    env,
    io::{self, Write},
    ops::ControlFlow,
    panic,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{
    app::{self, Effect, EmbedRequest, Message, Model, Settings},
    faq::{Problem, Source},
    theme::{Rgb, Theme},
    unanswered::{self, Question},
    view,
};
use crossterm::event::Event;
use jiff::Zoned;
use painter::Canvas;
use ratatui::layout::Rect;
use terminal::{Ground, HUNG_UP, Tty};

/// How long the FAQ is waited for before the first frame is painted without it: nearly all are read in less,
/// and then neither an empty screen nor a screen that a mistake takes away again is ever seen.
const FIRST_READ: Duration = Duration::from_millis(20);
/// How long the first frame waits for the terminal to tell its ground.
const GROUND_WAIT: Duration = Duration::from_millis(50);
/// The longest that waiting events keep a frame from being painted.
const BATCH: Duration = Duration::from_millis(20);
/// How many inputs may wait; the keyboard waits then.
const QUEUE: usize = 1024;
/// The exit code of a program that could not start, or not save a question.
const FAILED: u8 = 2;
/// The exit code of a program that panicked, as Rust's own.
const PANICKED: u8 = 101;

/// What the one channel carries.
enum Input {
    /// From the keyboard or the mouse: what came at once.
    Events(Vec<Event>),
    /// What the terminal told of its ground.
    #[cfg_attr(windows, expect(dead_code, reason = "a console is not asked"))]
    Ground(Ground),
    /// The terminal may have another size, or was stopped: nothing that it shows can be relied on.
    Disturbance,
    /// From a thread of ours.
    Message(Message),
}

/// Runs the browser until it is quit or ended. The exit code is 0, 2 (it could not start, or not save a
/// question), 101 (it panicked) or 128 + the signal that ended it, SIGHUP's when the terminal went away.
pub fn run(source: &Source, settings: Settings) -> ExitCode {
    match start(source, settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentences) => {
            for sentence in &sentences {
                say(sentence);
            }
            ExitCode::from(FAILED)
        }
    }
}

/// Starts the threads, and browses. Errors are sentences; the terminal is as it was then.
fn start(source: &Source, mut settings: Settings) -> Result<(), Vec<String>> {
    let tty = Tty::open(settings.no_mouse).map_err(|why| vec![format!("frontdesk: {why}")])?;
    let tty = Arc::new(tty);
    let (sender, inbox) = sync_channel(QUEUE);

    // A panic on any thread gives the terminal back before its message is printed, and ends the program.
    let (report, panicked) = (panic::take_hook(), Arc::clone(&tty));
    panic::set_hook(Box::new(move |info| {
        panicked.end(PANICKED, || report(info))
    }));
    let (signals, threads) = (sender.clone(), sender.clone());
    let tell = move |message| threads.send(Input::Message(message)).is_ok();
    let start = || {
        tty.heed_signals(settings.kiosk, move |input| {
            // Signals wait for nobody: where a thousand inputs do, Ctrl+L paints the screen again.
            let _ = signals.try_send(input);
        })?;
        let reload = reload::start(source.clone(), settings.approved_only, tell.clone())?;
        Ok((reload, embedder::start(tell)?))
    };
    let (reload, embedder) = start().map_err(|why| no_thread(&why))?;
    settings.size = tty.size();
    let mut theme = Theme::detect(settings.theme, |name| env::var(name).ok());
    theme.is_plain = settings.plain;
    let mut browser = Browser {
        canvas: Canvas::new(Rect::ZERO),
        theme,
        ground: None,
        model: Model::new(settings),
        tty: Arc::clone(&tty),
        reload,
        embedder,
        saving: Vec::new(),
        sender: sender.clone(),
    };
    if let Ok(early) = inbox.recv_timeout(FIRST_READ)
        && let ControlFlow::Break(end) = browser.take_in(early)
    {
        return end;
    }

    let ended = tty
        .take()
        .map_err(|why| vec![format!("frontdesk: the terminal cannot be used: {why}")])
        .and_then(|()| {
            tty.listen(move |input| sender.send(input).is_ok())
                .map_err(|why| no_thread(&why))
        })
        .and_then(|()| {
            let ControlFlow::Break(end) = browser.follow(&inbox);
            end
        });
    tty.give_back();
    // So that no thread waits for a place in the queue.
    drop(inbox);
    ended.and(browser.finish_saving())
}

/// The main thread's state.
struct Browser {
    tty: Arc<Tty>,
    canvas: Canvas,
    theme: Theme,
    /// The terminal's: used where all is painted, at the start or again.
    ground: Option<Rgb>,
    model: Model,
    /// Asks for the FAQ to be read again.
    reload: SyncSender<()>,
    /// Asks for meanings.
    embedder: Sender<EmbedRequest>,
    /// Questions being saved: the program does not end before they are.
    saving: Vec<(Question, JoinHandle<Result<(), String>>)>,
    sender: SyncSender<Input>,
}

/// How the browser ends: quit, or with sentences: why there is nothing to browse, what could not be saved.
type End = Result<(), Vec<String>>;

impl Browser {
    /// Waits for what is being saved, and says what could not be, as the screen no longer does.
    fn finish_saving(self) -> End {
        let mut lost = Vec::new();
        for (question, saving) in self.saving {
            let words = question.name();
            if !saving.is_finished() {
                say(&format!("frontdesk: saving “{words}” for the doctor …"));
            }
            // A panic there has ended the program long ago.
            if let Ok(Err(why)) = saving.join()
                && self.model.is_saving(&question)
            {
                lost.push(format!("frontdesk: not saved: “{words}”: {why}"));
            }
        }
        if lost.is_empty() { Ok(()) } else { Err(lost) }
    }

    /// Waits a moment for the terminal to tell its ground; takes in what else comes.
    fn find_ground(&mut self, inbox: &Receiver<Input>) -> ControlFlow<End> {
        if self.theme.asks_for_ground() && self.tty.ask_for_ground() {
            let asked = Instant::now();
            while let Ok(input) = inbox.recv_timeout(GROUND_WAIT.saturating_sub(asked.elapsed())) {
                let is_answer = matches!(input, Input::Ground(_));
                self.take_in(input)?;
                if is_answer {
                    break;
                }
            }
            self.paint_on_ground();
        }
        ControlFlow::Continue(())
    }

    fn paint_on_ground(&mut self) {
        if let Some(ground) = self.ground {
            self.theme = self.theme.on_ground(ground);
        }
    }

    /// The loop: takes in what waits, paints once, waits.
    fn follow(&mut self, inbox: &Receiver<Input>) -> ControlFlow<End, Infallible> {
        self.find_ground(inbox)?;
        let mut still_since = Instant::now();
        let mut next = None;
        loop {
            let batch = Instant::now();
            // The day changes without a message.
            let today = Zoned::now().date();
            if self.model.settings.today != today {
                self.update(Message::Today(today))?;
            }
            while let Some(input) = next {
                // What could not be saved is shown for as long as what was typed.
                if let Input::Events(_) | Input::Message(Message::Saved(_, Err(_))) = &input {
                    still_since = Instant::now();
                }
                self.take_in(input)?;
                next = if batch.elapsed() < BATCH {
                    inbox.try_recv().ok()
                } else {
                    None
                };
            }
            // So does the size: looked at last, so that no frame is painted for an old one and then kept.
            let (columns, rows) = self.tty.size();
            if self.model.settings.size != (columns, rows) {
                self.update(Message::Resized(columns, rows))?;
            }
            self.paint();
            next = Some(match self.model.wake_after() {
                // The queue cannot close: this thread has a sender of its own.
                None => inbox.recv().unwrap_or(Input::Disturbance),
                Some(after) => inbox
                    .recv_timeout(after.saturating_sub(still_since.elapsed()))
                    .unwrap_or_else(|_| Input::Message(Message::Idle(still_since.elapsed()))),
            });
        }
    }

    fn take_in(&mut self, input: Input) -> ControlFlow<End> {
        match input {
            Input::Ground(Ground::Unknown) => {}
            Input::Disturbance => self.canvas.forget(),
            Input::Ground(Ground::Is(colour)) => self.ground = Some(colour),
            Input::Events(events) => {
                for effect in app::update_all(&mut self.model, &events) {
                    self.perform(effect)?;
                }
            }
            Input::Message(message) => self.update(message)?,
        }
        ControlFlow::Continue(())
    }

    /// Applies `message` and what follows from it.
    fn update(&mut self, message: Message) -> ControlFlow<End> {
        match app::update(&mut self.model, message) {
            Some(effect) => self.perform(effect),
            None => ControlFlow::Continue(()),
        }
    }

    /// Touches the world, and applies the outcome. In a kiosk little is done, whatever is asked for.
    fn perform(&mut self, effect: Effect) -> ControlFlow<End> {
        match effect {
            Effect::GiveUp(problems) => {
                let lines = problems.iter().map(Problem::with_advice);
                return ControlFlow::Break(Err(lines.collect()));
            }
            Effect::Redraw => {
                self.paint_on_ground();
                self.canvas.forget();
            }
            // One request that waits is as good as two.
            Effect::Reload => _ = self.reload.try_send(()),
            // Where the encoder cannot be used, it has said so.
            Effect::Embed(request) => _ = self.embedder.send(request),
            _ if self.model.settings.kiosk => {}
            Effect::Quit => return ControlFlow::Break(Ok(())),
            Effect::Suspend => self.tty.suspend(),
            Effect::Copy(text) => {
                let outcome = self.tty.copy(&text);
                self.update(Message::Copied(outcome))?;
            }
            Effect::Save(file, question) => {
                if let Err(why) = self.save(file, question.clone()) {
                    self.update(Message::Saved(question, Err(why)))?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Saves a question on a thread of its own, which may have to wait for other desks and for the disk.
    fn save(&mut self, file: PathBuf, question: Question) -> Result<(), String> {
        let (sender, told) = (self.sender.clone(), question.clone());
        let saving = thread::Builder::new()
            .name("unanswered".into())
            .spawn(move || {
                let outcome = unanswered::append(&file, &told);
                // Nobody listens any more when the browser was quit meanwhile.
                let _ = sender.send(Input::Message(Message::Saved(told, outcome.clone())));
                outcome
            });
        let saving = saving.map_err(|why| why.to_string())?;
        self.saving.retain(|(told, _)| self.model.is_saving(told));
        self.saving.push((question, saving));
        Ok(())
    }

    fn paint(&mut self) {
        let size = self.model.settings.size;
        let painted = self.canvas.paint(&self.tty, size, |frame| {
            view::draw(&self.model, &self.theme, frame)
        });
        if painted.is_err() {
            self.tty.end(HUNG_UP, || {});
        }
    }
}

/// On standard error, where the terminal was given back.
fn say(sentence: &str) {
    // Nobody is left to be told when this fails.
    let _ = writeln!(io::stderr(), "{sentence}");
}

fn no_thread(why: &io::Error) -> Vec<String> {
    vec![format!("frontdesk: the system gives no thread: {why}")]
}
