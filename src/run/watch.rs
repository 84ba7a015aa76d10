//! Sleeping until files may have changed.
//!
//! Where the system tells of changes (`ways`), an idle program does not wake at all. What is told is only a hint, and
//! not even read: whoever is woken looks at the files, and everything is watched afresh before that. So no change is
//! missed, whatever it does to the way to a file.
//!
//! Elsewhere it is time for a look each second: on other systems than Linux, on network shares, and wherever else one
//! place on the way cannot be watched.

#[cfg(target_os = "linux")]
mod ways;

use std::{
    mem,
    os::fd::{AsFd, OwnedFd},
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
#[cfg(target_os = "linux")]
use ways::watch as hints;

/// Between two looks at the files, at least, so that a busy folder costs little; where nobody tells, also at most.
const LOOK: Duration = Duration::from_secs(1);
/// Between a hint and the look: saving a file takes several steps, and the last one matters.
const STEPS: Duration = Duration::from_millis(50);

/// Descriptors, one of which is ready for what stands beside it once something may have changed.
type Hints = [(OwnedFd, PollFlags); 2];

/// Some paths being watched. What changes after [`Watch::start`] ends the next [`Watch::wait`], so the place to look at
/// the files is between the two, and between one wait and the next.
pub(super) struct Watch {
    paths: Vec<PathBuf>,
    since: Instant,
    /// None where nobody tells.
    hints: Option<Hints>,
}

/// What ends a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// Something may have changed: it is time to look.
    Look,
    /// The other descriptor is ready.
    Asked,
}

impl Watch {
    /// Watches what `paths` lead to, now or later, and everything on the way. Of a folder, that is the names in it; its
    /// files are watched when they are among the paths. Costs a few system calls for each part of each path.
    pub(super) fn start(paths: Vec<PathBuf>) -> Self {
        Self {
            since: Instant::now(),
            hints: hints(&paths),
            paths,
        }
    }

    /// Sleeps until it is time to look, or until `asked` can be read or is closed; without paths, only for the latter.
    /// Before a look everything is watched afresh; where nobody tells, that is not tried again.
    pub(super) fn wait(&mut self, asked: impl AsFd) -> Woken {
        let pause = match &self.hints {
            _ if self.paths.is_empty() => None,
            None => Some(LOOK),
            Some(hints) => {
                if sleep(&asked, hints, None) == Woken::Asked {
                    return Woken::Asked;
                }
                Some(LOOK.saturating_sub(self.since.elapsed()).max(STEPS))
            }
        };
        let woken = sleep(&asked, &[], pause);
        if woken == Woken::Look && self.hints.is_some() {
            *self = Self::start(mem::take(&mut self.paths));
        }
        woken
    }
}

#[cfg(not(target_os = "linux"))]
fn hints(_: &[PathBuf]) -> Option<Hints> {
    None
}

/// Sleeps until `asked` or one of `hints` is ready, for so long at most where a time is given.
fn sleep(asked: &impl AsFd, hints: &[(OwnedFd, PollFlags)], patience: Option<Duration>) -> Woken {
    let start = Instant::now();
    let mut ready = vec![PollFd::new(asked, PollFlags::IN)];
    ready.extend(hints.iter().map(|(fd, what)| PollFd::new(fd, *what)));
    loop {
        let left = patience
            .and_then(|patience| Timespec::try_from(patience.saturating_sub(start.elapsed())).ok());
        match poll(&mut ready, left.as_ref()) {
            Ok(_) if ready[0].revents().is_empty() => return Woken::Look,
            Ok(_) => return Woken::Asked,
            Err(Errno::INTR) => {}
            // The kernel lacks memory, which is no reason to ask it again and again.
            Err(_) => {
                thread::sleep(LOOK);
                return Woken::Look;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, os::unix::net::UnixStream};

    use super::*;

    #[test]
    fn a_question_and_its_end_are_heard_at_once_whatever_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        for paths in [
            vec![],
            vec![folder.path().to_owned()],
            vec![PathBuf::from("/proc/self/status")],
        ] {
            let mut watch = Watch::start(paths);
            let (mut asking, asked) = UnixStream::pair().unwrap();
            asking.write_all(b"?").unwrap();
            assert_eq!(watch.wait(&asked), Woken::Asked);
            let (asking, asked) = UnixStream::pair().unwrap();
            drop(asking);
            assert_eq!(watch.wait(&asked), Woken::Asked);
        }
    }
}
