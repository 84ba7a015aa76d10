//! `frontdesk approve`: the doctor reads each entry as callers will hear it, and signs it.

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
    process::ExitCode,
};

use jiff::civil::Date;

use super::{plural, print};
use crate::{faq::Paper, seal::Approval, text::clean_line};

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
        return Ok(super::show(ExitCode::SUCCESS, NOTHING_LEFT));
    }
    let mut session = Session {
        today,
        total,
        seen: 0,
        approved: 0,
    };
    let outcome = if args.all {
        let mut papers = papers.iter_mut();
        papers.try_for_each(|paper| session.sign(paper, &pending(paper, today)))
    } else {
        session.ask(&mut papers)
    };
    let left = total - session.approved;
    let approved = plural(session.approved, "entry");
    super::tell(format_args!("{approved} approved, {left} left"));
    match outcome {
        // A file was not written.
        Err(why) if why.kind() == io::ErrorKind::Other => Err(super::failure(why)),
        outcome => Ok(super::finish(ExitCode::SUCCESS, outcome)),
    }
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
    let of_paper = |paper| pending(paper, today).into_iter().map(move |n| (paper, n));
    let lines = papers.iter().flat_map(of_paper).map(|(paper, number)| {
        let (entry, standing) = (
            paper.faq().entry(number),
            paper.faq().standing(number, today),
        );
        let (name, id, question) = (paper.name(), clean_line(&entry.id), &entry.question);
        format!("{name}: {question}  [{id}]  {standing}\n")
    });
    let lines: String = lines.collect();
    match lines.as_str() {
        "" => super::show(ExitCode::SUCCESS, NOTHING_LEFT),
        lines => super::show(ExitCode::FAILURE, lines),
    }
}

const NOTHING_LEFT: &str = "Every entry is approved.\n";

/// One sitting of the doctor.
struct Session {
    today: Date,
    /// How many entries are to be looked at.
    total: usize,
    /// How many of them were shown.
    seen: usize,
    approved: usize,
}

impl Session {
    /// Shows the pending entries of each file, and signs each as soon as the doctor says yes.
    fn ask(&mut self, papers: &mut [Paper]) -> io::Result<()> {
        for paper in papers {
            for number in pending(paper, self.today) {
                self.seen += 1;
                self.show(paper, number)?;
                match answer()? {
                    Reply::Yes => self.sign(paper, &[number])?,
                    Reply::No => {}
                    Reply::Quit => return Ok(()),
                }
            }
        }
        Ok(())
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

    /// Writes the approval of these entries, as they were shown, into their file. Where it cannot be written,
    /// the error is of kind `Other`, and names it.
    fn sign(&mut self, paper: &mut Paper, numbers: &[usize]) -> io::Result<()> {
        let approve = |number: &usize| {
            let (day, seal) = (self.today, paper.faq().entry(*number).seal());
            (*number, Approval { day, seal })
        };
        let approvals: Vec<_> = numbers.iter().map(approve).collect();
        if !approvals.is_empty() {
            let signed = paper.sign(&approvals, self.today);
            signed.map_err(|why| io::Error::other(format!("{}: {why}", paper.name())))?;
        }
        self.approved += approvals.len();
        Ok(())
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
        let mut out = io::stdout().lock();
        write!(
            out,
            "May it be read to callers as it stands? yes / no / quit: "
        )?;
        out.flush()?;
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
