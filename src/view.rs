//! Draws the model: pure, and the same for a screen and a test.

use ratatui::Frame;

use crate::{app::Model, theme::Theme};

/// Draws `model` on the whole frame. The hardware cursor is set where a screen reader should read.
pub fn draw(_model: &Model, _theme: &Theme, _frame: &mut Frame<'_>) {}
