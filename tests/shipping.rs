//! What is shipped beside the binary is what the binary would write, and what it runs with.

use std::{fs, path::Path, process::Command};

/// A file of the repository.
fn shipped(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

#[test]
fn man_page_and_completions_are_up_to_date() {
    for (file, arguments) in [
        ("data/frontdesk.1", &["man"][..]),
        ("data/completions/frontdesk.bash", &["completions", "bash"]),
        ("data/completions/_frontdesk", &["completions", "zsh"]),
        ("data/completions/frontdesk.fish", &["completions", "fish"]),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .args(arguments)
            .env_remove("FRONTDESK_FAQ")
            .output()
            .unwrap();
        assert!(output.status.success());
        assert!(
            String::from_utf8_lossy(&output.stdout) == shipped(file),
            "{file} is out of date: cargo run -- {} > {file}",
            arguments.join(" ")
        );
    }
}

#[test]
fn the_kiosks_service_is_one_that_systemd_understands() {
    let unit = shipped("data/frontdesk-kiosk.service");
    assert!(unit.contains("\nExecStart=/usr/bin/frontdesk --kiosk "));
    // Where there is no systemd, there is nobody to ask.
    let folder = tempfile::tempdir().unwrap();
    let here = unit.replace("/usr/bin/frontdesk", env!("CARGO_BIN_EXE_frontdesk"));
    // The manual page is not installed here.
    let here = here.replace("Documentation=man:frontdesk(1)\n", "");
    let path = folder.path().join("frontdesk-kiosk.service");
    fs::write(&path, here).unwrap();
    if let Ok(verified) = Command::new("systemd-analyze")
        .arg("verify")
        .arg(&path)
        .output()
    {
        let said = String::from_utf8_lossy(&verified.stderr);
        let about_it: Vec<&str> = said
            .lines()
            .filter(|line| line.contains("frontdesk-kiosk"))
            .collect();
        assert!(about_it.is_empty(), "{said}");
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
    let folder = tempfile::tempdir().unwrap();
    let faq = folder.path().join("faq.yaml");
    // At any hour it is another day than in Greenwich in one of them: there, this day's review lies ahead or
    // is overdue.
    for (name, hours) in [("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)] {
        let zone = jiff::tz::Offset::from_hours(hours).unwrap().to_time_zone();
        let today = || jiff::Timestamp::now().to_zoned(zone.clone()).date();
        let mut day = today();
        loop {
            let keys = format!("reviewed: {day}\nreview_due: {day}\n");
            fs::write(&faq, keys + "entries: [{question: q, answer: a}]\n").unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
                .args(["print", "--faq"])
                .arg(&faq)
                .env("TZ", name)
                .env("TZDIR", "/nowhere")
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            if said.contains(&format!("Reviewed on {day}")) && !said.contains("OVERDUE") {
                break;
            }
            // Midnight may have passed meanwhile.
            assert_ne!(day, today(), "{output:?}");
            day = today();
        }
    }
}
