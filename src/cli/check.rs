//! `frontdesk check`: every mistake of every file, for the person who writes it.

use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};

use jiff::civil::Date;

use super::plural;
use crate::{
    faq::{Faq, Loaded, Problem, Severity, SignOff, Standing},
    text::clean_line,
};

/// Report every mistake of the FAQ, with its place and how to mend it
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// FAQ files, or folders of them; without any, the FAQ that is built in
    #[arg(value_name = "FAQ", env = super::FAQ_VARIABLE)]
    faq: Vec<PathBuf>,
}

pub(super) fn main(args: &CheckArgs) -> ExitCode {
    let today = jiff::Zoned::now().date();
    let loaded = super::source(&args.faq).load(today, &mut |_| ());
    let problems = match &loaded {
        Ok(loaded) => &loaded.problems,
        Err(problems) => problems,
    };
    // An error without a line is the file itself.
    let is_no_text = |p: &Problem| p.line == 0 && p.severity == Severity::Error;
    let code = match &loaded {
        Ok(_) => ExitCode::SUCCESS,
        Err(problems) if problems.iter().any(is_no_text) => ExitCode::from(2),
        Err(_) => ExitCode::from(1),
    };
    let loaded = loaded.as_ref().ok();
    let approved = loaded.and_then(|loaded| approved(&loaded.faq, today));
    let problems_told = problems.iter().map(in_full);
    let lines = problems_told
        .chain([summary(loaded, problems)])
        .chain(approved);
    super::show(code, lines.map(|line| line + "\n").collect::<String>())
}

/// The problem, the line with a caret below its place, and how to mend it.
fn in_full(problem: &Problem) -> String {
    let warning = match problem.severity {
        Severity::Warning => " (only a warning)",
        Severity::Error => "",
    };
    let mut lines = vec![format!("{problem}{warning}")];
    let number = problem.line.to_string();
    let margin = " ".repeat(number.len());
    if let Some(snippet) = &problem.snippet {
        let before = " ".repeat(problem.caret);
        lines.push(format!("  {number} | {snippet}\n  {margin} | {before}^"));
    }
    let advice = problem.advice.iter();
    lines.extend(advice.map(|advice| format!("  {margin} = {advice}")));
    lines.join("\n") + "\n"
}

/// How many entries the doctor approved, and which changed since; none where no file has a seal.
fn approved(faq: &Faq, today: Date) -> Option<String> {
    let mut topics = faq.topics().iter();
    topics.find(|topic| topic.sign_off == SignOff::EachEntry)?;
    let mut approved = 0;
    let mut lists = [
        ("changed since", vec![]),
        ("review overdue", vec![]),
        ("not yet", vec![]),
    ];
    for (n, entry) in faq.entries().iter().enumerate() {
        let list = match faq.standing(n, today) {
            Standing::Approved(_) => {
                approved += 1;
                continue;
            }
            Standing::ChangedSince(_) => 0,
            Standing::Overdue(_) => 1,
            Standing::NotYet | Standing::NeverReviewed | Standing::Reviewed(_) => 2,
        };
        lists[list].1.push(entry.id.as_str());
    }
    let mut line = format!("{approved} of {} approved", plural(faq.len(), "entry"));
    for (what, ids) in lists.iter().filter(|(_, ids)| !ids.is_empty()) {
        line.extend(["; ", what, ": ", &clean_line(&ids.join(", "))]);
    }
    Some(line)
}

/// One line that counts: what there is, and what is wrong.
fn summary(loaded: Option<&Loaded>, problems: &[Problem]) -> String {
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let warnings = match count(Severity::Warning) {
        0 => String::new(),
        n => format!(", {}", plural(n, "warning")),
    };
    if let Some(loaded) = loaded {
        let questions = plural(loaded.faq.len(), "question");
        let files = plural(loaded.faq.topics().len(), "file");
        format!("{questions} in {files}, no mistakes{warnings}")
    } else {
        let files: BTreeSet<_> = problems.iter().map(|p| &p.file).collect();
        let mistakes = plural(count(Severity::Error), "mistake");
        format!("{mistakes}{warnings} in {}", plural(files.len(), "file"))
    }
}
