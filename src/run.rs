//! The only impure part of the browser: the terminal and its restoration, threads, the one channel, signals, effects.

use std::{path::PathBuf, process::ExitCode};

use crate::{app::Settings, faq::Source, theme::Theme};

/// All that the browser needs to start.
#[derive(Debug)]
pub struct Options {
    /// Where the FAQ comes from.
    pub source: Source,
    /// How it looks.
    pub theme: Theme,
    /// Whether the mouse is asked for.
    pub mouse: Mouse,
    /// Where questions for the doctor are kept.
    pub unanswered: Option<PathBuf>,
    /// The model's part.
    pub settings: Settings,
}

/// Whether the program asks the terminal for mouse events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// Clicks and the wheel work in the program.
    On,
    /// The terminal keeps the mouse, for selecting text.
    Off,
}

/// Runs the browser until it is quit or ended; the exit code is 0, 2 (it could not start) or 128 + signal.
#[must_use]
pub fn run(_options: Options) -> ExitCode {
    ExitCode::SUCCESS
}
