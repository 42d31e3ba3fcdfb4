//! The process edge: arguments in, bytes out, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    recoveryplan::cli::main()
}
