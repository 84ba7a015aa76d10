//! `frontdesk schema`: what an FAQ file may hold, for editors that complete and check while one types.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use crate::faq;

pub(super) fn main() -> ExitCode {
    match io::stdout().lock().write_all(faq::SCHEMA.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
