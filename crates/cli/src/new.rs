//! `samtycke new`: stub.
use clap::Args;
use std::process::ExitCode;
/// Begins a pack.
#[derive(Args)]
pub(crate) struct NewArgs {}
impl NewArgs {
    pub(crate) fn run(&self) -> ExitCode {
        ExitCode::FAILURE
    }
}
