//! What is shipped beside the binary is what the binary would write, and what it runs with.

use std::{fs, path::Path, process::Command};

use crate::{Folder, said};

/// A file of the repository.
fn shipped(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

#[test]
fn man_page_and_completions_are_up_to_date() {
    let verbs = "new import check approve search print unanswered completions schema man";
    let pages = verbs
        .split(' ')
        .map(|verb| (format!("man/frontdesk-{verb}.1"), format!("man {verb}")));
    let others = [
        ("frontdesk.1", "man"),
        ("completions/frontdesk.bash", "completions bash"),
        ("completions/_frontdesk", "completions zsh"),
        ("completions/frontdesk.fish", "completions fish"),
    ];
    let others = others.map(|(file, args)| (file.to_owned(), args.to_owned()));
    let folder = Folder::new(&[]);
    for (file, args) in pages.chain(others) {
        let made = folder.run(&args);
        let is_up_to_date = made.ends(0).out == shipped(&format!("data/{file}"));
        assert!(
            is_up_to_date,
            "data/{file} is out of date: cargo run -- {args} > data/{file}"
        );
    }
    let named = shipped("data/frontdesk.1")
        .matches("\nfrontdesk\\-")
        .count();
    assert_eq!(
        named,
        verbs.split(' ').count() + 1,
        "each verb has a page, and help"
    );
}

#[test]
fn the_kiosks_service_is_one_that_systemd_understands() {
    let unit = shipped("data/frontdesk-kiosk.service");
    assert!(unit.contains("\nExecStart=/usr/bin/frontdesk --kiosk "));
    let here = unit.replace("/usr/bin/frontdesk", env!("CARGO_BIN_EXE_frontdesk"));
    // The manual page is not installed here.
    let here = here.replace("Documentation=man:frontdesk(1)\n", "");
    let folder = Folder::new(&[("frontdesk-kiosk.service", &here)]);
    let path = folder.path("frontdesk-kiosk.service");
    // Where there is no systemd, there is nobody to ask.
    if let Ok(verified) = Command::new("systemd-analyze")
        .arg("verify")
        .arg(path)
        .output()
    {
        let said = String::from_utf8_lossy(&verified.stderr);
        let mut lines = said.lines();
        assert!(
            !lines.any(|line| line.contains("frontdesk-kiosk")),
            "{said}"
        );
    }
}

#[test]
fn the_package_ships_files_that_are_there() {
    let manifest = shipped("Cargo.toml");
    let (_, deb) = manifest.split_once("[package.metadata.deb]").unwrap();
    let sources: Vec<&str> = deb
        .lines()
        .filter_map(|line| line.trim().strip_prefix("[\"")?.split('"').next())
        .filter(|source| !source.starts_with("target/"))
        .collect();
    assert!(sources.contains(&"data/frontdesk.1"));
    for source in sources {
        shipped(source);
    }
}

#[test]
fn the_day_is_the_clinics_where_the_system_knows_no_time_zones() {
    let folder = Folder::new(&[]);
    // At any hour it is another day than in Greenwich in one of them: there, this day's review lies ahead or
    // is overdue.
    for (name, hours) in [("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)] {
        let zone = jiff::tz::Offset::from_hours(hours).unwrap().to_time_zone();
        let today = || jiff::Timestamp::now().to_zoned(zone.clone()).date();
        let mut day = today();
        loop {
            let keys = format!("reviewed: {day}\nreview_due: {day}\n");
            folder.write("faq.yaml", keys + "entries: [{question: q, answer: a}]\n");
            let mut print = folder.command("print --faq faq.yaml");
            let said = said(print.env("TZ", name).env("TZDIR", "/nowhere"), "");
            if said.out.contains(&format!("Reviewed on {day}")) && !said.out.contains("OVERDUE") {
                break;
            }
            // Midnight may have passed meanwhile.
            assert_ne!(day, today(), "{said:?}");
            day = today();
        }
    }
}
