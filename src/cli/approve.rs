//! `frontdesk approve`: the doctor reads each entry as callers will hear it, and signs it.

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
    process::ExitCode,
};

use jiff::civil::Date;

use super::{plural, print};
use crate::{
    faq::{Entry, Paper},
    seal::Approval,
    text::clean_line,
};

/// Read each entry that is new, changed or overdue, and approve it
///
/// Shows what callers will hear, asks, and writes `approved: DAY SEAL` into the entry; nothing else in the
/// file changes. A later edit of the question or the answer breaks the seal, and desks show it. Exits with 2
/// when something cannot be written.
#[derive(Debug, clap::Args)]
pub(super) struct ApproveArgs {
    /// FAQ files, or folders of them
    #[arg(value_name = "FAQ", env = super::FAQ_VARIABLE, required = true)]
    faq: Vec<PathBuf>,
    /// Only list what is not approved; exits with 1 when there is any
    #[arg(long, conflicts_with = "all")]
    list: bool,
    /// Approve every entry as it stands, without asking
    #[arg(long)]
    all: bool,
}

const WIDTH: usize = 72;

pub(super) fn main(args: &ApproveArgs) -> Result<ExitCode, ExitCode> {
    let today = jiff::Zoned::now().date();
    let mut papers = Paper::all(&args.faq, today).map_err(|problems| {
        super::tell_all(&problems);
        super::failure("frontdesk: nothing was approved: the mistakes come first (frontdesk check shows how to mend them)")
    })?;
    if args.list {
        return Ok(list(&papers, today));
    }
    let total = papers.iter().map(|paper| pending(paper, today).len()).sum();
    if total == 0 {
        return Ok(super::output(ExitCode::SUCCESS, |out| {
            writeln!(out, "Every entry is approved.")
        }));
    }
    let mut session = Session {
        today,
        total,
        seen: 0,
        approved: 0,
    };
    let mut written = Ok(());
    for paper in &mut papers {
        let outcome = if args.all {
            session.sign(paper, &pending(paper, today))
        } else {
            session.ask(paper)
        };
        match outcome {
            Ok(Next::Go) => {}
            Ok(Next::Quit) => break,
            Err(SignFailure::Output(why)) => {
                written = Err(why);
                break;
            }
            Err(SignFailure::Refused(why)) => {
                session.say_sum();
                return Err(super::failure(format_args!("{}: {why}", paper.name())));
            }
        }
    }
    session.say_sum();
    Ok(super::finish(ExitCode::SUCCESS, written))
}

/// The numbers of the entries that the doctor should look at.
fn pending(paper: &Paper, today: Date) -> Vec<usize> {
    let faq = paper.faq();
    let numbers = 0..faq.len();
    numbers
        .filter(|n| faq.standing(*n, today).is_pending())
        .collect()
}

fn list(papers: &[Paper], today: Date) -> ExitCode {
    let mut lines = Vec::new();
    for paper in papers {
        for number in pending(paper, today) {
            let (entry, standing) = (
                paper.faq().entry(number),
                paper.faq().standing(number, today),
            );
            let (name, id, question) = (paper.name(), clean_line(&entry.id), &entry.question);
            lines.push(format!("{name}: {question}  [{id}]  {standing}"));
        }
    }
    let code = if lines.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    super::output(code, |out| {
        if lines.is_empty() {
            return writeln!(out, "Every entry is approved.");
        }
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    })
}

/// One sitting of the doctor.
struct Session {
    today: Date,
    /// How many entries are to be looked at.
    total: usize,
    /// How many of them were shown.
    seen: usize,
    approved: usize,
}

/// Whether there is more to do.
enum Next {
    Go,
    Quit,
}

enum SignFailure {
    /// A file was not written.
    Refused(String),
    /// The terminal takes no more.
    Output(io::Error),
}

impl From<io::Error> for SignFailure {
    fn from(why: io::Error) -> Self {
        Self::Output(why)
    }
}

impl Session {
    /// Shows the pending entries of one file, and signs each as soon as the doctor says yes.
    fn ask(&mut self, paper: &mut Paper) -> Result<Next, SignFailure> {
        for number in pending(paper, self.today) {
            self.seen += 1;
            self.show(paper, number)?;
            match answer()? {
                Reply::Yes => self.sign(paper, &[number]).map(|_| ())?,
                Reply::No => {}
                Reply::Quit => return Ok(Next::Quit),
            }
        }
        Ok(Next::Go)
    }

    fn show(&self, paper: &Paper, number: usize) -> io::Result<()> {
        let faq = paper.faq();
        let entry = faq.entry(number);
        let mut out = io::stdout().lock();
        let (name, seen, total) = (paper.name(), self.seen, self.total);
        writeln!(out, "{}\n{seen} of {total} · {name}", "─".repeat(WIDTH))?;
        writeln!(out, "{}\n", faq.standing(number, self.today))?;
        let aloud = print::aloud(entry, &faq.topic_of(entry).doctor, WIDTH);
        writeln!(out, "{aloud}")
    }

    /// Writes the approval of these entries, as they were shown, into their file.
    fn sign(&mut self, paper: &mut Paper, numbers: &[usize]) -> Result<Next, SignFailure> {
        let approve = |entry: &Entry| Approval {
            day: self.today,
            seal: entry.seal(),
        };
        let approvals: Vec<_> = numbers
            .iter()
            .map(|n| (*n, approve(paper.faq().entry(*n))))
            .collect();
        if !approvals.is_empty() {
            paper
                .sign(&approvals, self.today)
                .map_err(SignFailure::Refused)?;
        }
        self.approved += approvals.len();
        Ok(Next::Go)
    }

    fn say_sum(&self) {
        let left = self.total - self.approved;
        let approved = plural(self.approved, "entry");
        super::tell(format_args!("{approved} approved, {left} left"));
    }
}

enum Reply {
    Yes,
    No,
    Quit,
}

/// What the doctor says; the end of the input is a quit.
fn answer() -> io::Result<Reply> {
    loop {
        print_prompt()?;
        let mut line = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
            return Ok(Reply::Quit);
        }
        match line.trim_ascii().to_ascii_lowercase().as_slice() {
            b"y" | b"yes" => return Ok(Reply::Yes),
            b"n" | b"no" => return Ok(Reply::No),
            b"q" | b"quit" => return Ok(Reply::Quit),
            _ => {}
        }
    }
}

fn print_prompt() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(
        out,
        "May it be read to callers as it stands? yes / no / quit: "
    )?;
    out.flush()
}
