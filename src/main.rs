//! The `frontdesk` binary: hands the command line over and exits with the code that comes back.

use std::process::ExitCode;

fn main() -> ExitCode {
    frontdesk::cli::main()
}
