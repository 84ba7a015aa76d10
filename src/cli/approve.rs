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
/// file changes. A later edit of the question or the answer breaks the seal, and desks show it. Exits with 1
/// when the input ends before the last entry, with 2 when something cannot be written.
#[derive(Debug, clap::Args)]
pub(super) struct ApproveArgs {
    /// FAQ files, or folders of them
    #[arg(value_name = "FAQ", env = super::FAQ_VARIABLE)]
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
    if args.faq.is_empty() {
        return Err(super::failure(
            "frontdesk: which FAQ? frontdesk approve FILE (the one that is built in cannot be approved: frontdesk new FILE begins your own)",
        ));
    }
    let today = jiff::Zoned::now().date();
    let mut papers = Paper::all(&args.faq, today).map_err(|problems| {
        super::tell_all(&problems);
        super::failure("frontdesk: nothing was approved: the mistakes come first (frontdesk check shows how to mend them)")
    })?;
    // The number of each entry that the doctor should look at, with that of its file.
    let is_pending = |paper: &Paper, n: &usize| paper.faq().standing(*n, today).is_pending();
    let of_paper = |(at, paper)| {
        let numbers = (0..Paper::faq(paper).len()).filter(move |n| is_pending(paper, n));
        numbers.map(move |n| (at, n))
    };
    let pending: Vec<_> = papers.iter().enumerate().flat_map(of_paper).collect();
    if pending.is_empty() {
        return Ok(super::show(ExitCode::SUCCESS, "Every entry is approved.\n"));
    }
    if args.list {
        let line = |(at, n): &(usize, usize)| in_a_line(&papers[*at], *n, today);
        let lines: String = pending.iter().map(line).collect();
        return Ok(super::show(ExitCode::FAILURE, lines));
    }
    let mut approved = 0;
    let outcome = if args.all {
        let mut parts = pending.chunk_by(|one, next| one.0 == next.0);
        parts.try_for_each(|part| {
            let numbers: Vec<_> = part.iter().map(|(_, n)| *n).collect();
            approved += sign(&mut papers[part[0].0], &numbers, today)?;
            Ok(())
        })
    } else {
        ask(&mut papers, &pending, today, &mut approved)
    };
    let left = pending.len() - approved;
    let approved = plural(approved, "entry");
    super::tell(format_args!("{approved} approved, {left} left"));
    match outcome {
        // Nobody is there to say yes or no.
        Err(why) if why.kind() == io::ErrorKind::UnexpectedEof => Ok(ExitCode::FAILURE),
        // A file was not written.
        Err(why) if why.kind() == io::ErrorKind::Other => Err(super::failure(why)),
        outcome => Ok(super::finish(ExitCode::SUCCESS, outcome)),
    }
}

fn in_a_line(paper: &Paper, number: usize, today: Date) -> String {
    let faq = paper.faq();
    let (entry, standing) = (faq.entry(number), faq.standing(number, today));
    let (name, id, question) = (paper.name(), clean_line(&entry.id), &entry.question);
    format!("{name}: {question}  [{id}]  {standing}\n")
}

/// Shows the pending entries, and signs each as soon as the doctor says yes.
fn ask(
    papers: &mut [Paper],
    pending: &[(usize, usize)],
    today: Date,
    approved: &mut usize,
) -> io::Result<()> {
    // A first approval makes of a file that was read as a whole one in which each entry needs its own.
    let standing = |(at, number): &(usize, usize)| papers[*at].faq().standing(*number, today);
    let standings: Vec<_> = pending.iter().map(standing).collect();
    for (seen, ((at, number), standing)) in (1..).zip(pending.iter().zip(standings)) {
        let paper = &mut papers[*at];
        let (faq, name, total) = (paper.faq(), paper.name(), pending.len());
        let entry = faq.entry(*number);
        let mut out = io::stdout().lock();
        writeln!(out, "{}", "─".repeat(WIDTH))?;
        // How many, also for whoever ends it by Ctrl+C.
        writeln!(out, "{seen} of {total} · {approved} approved · {name}")?;
        writeln!(out, "{standing}\n")?;
        let aloud = print::aloud(entry, &faq.topic_of(entry).doctor, WIDTH);
        writeln!(out, "{}", print::drawn(aloud))?;
        match answer(&mut out)? {
            Reply::Yes => *approved += sign(paper, &[*number], today)?,
            Reply::No => {}
            Reply::Quit => break,
        }
    }
    Ok(())
}

/// Writes the approval of these entries, as they were shown, into their file; how many those are. Where it
/// cannot be written, the error is of kind `Other`, and names it.
fn sign(paper: &mut Paper, numbers: &[usize], today: Date) -> io::Result<usize> {
    let approve = |number: &usize| {
        let seal = paper.faq().entry(*number).seal();
        (*number, Approval { day: today, seal })
    };
    let approvals: Vec<_> = numbers.iter().map(approve).collect();
    let signed = paper.sign(&approvals, today);
    signed.map_err(|why| io::Error::other(format!("{}: {why}", paper.name())))?;
    Ok(approvals.len())
}

enum Reply {
    Yes,
    No,
    Quit,
}

/// What the doctor says; an error of kind `UnexpectedEof` at the end of the input.
fn answer(out: &mut impl Write) -> io::Result<Reply> {
    loop {
        out.write_all(b"May it be read to callers as it stands? yes / no / quit: ")?;
        out.flush()?;
        let mut line = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut line)?;
        match line.trim_ascii().to_ascii_lowercase().as_slice() {
            b"y" | b"yes" => return Ok(Reply::Yes),
            b"n" | b"no" => return Ok(Reply::No),
            b"q" | b"quit" => return Ok(Reply::Quit),
            _ if line.is_empty() => return Err(io::ErrorKind::UnexpectedEof.into()),
            _ => {}
        }
    }
}
