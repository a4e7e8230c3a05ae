//! `cargo xtask demo`: the demo site and its receiver, running.

use std::{fs, net::TcpListener, process::Command};

use clap::Args;

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    process,
    setup::Tools,
    site,
    std_build::StdSwitch,
};

/// Builds everything, starts the receiver and serves the demo on this machine
///
/// Installs what is missing first. Records go to target/demo/samtycke.sqlite, which later runs keep; remove the file
/// to begin anew.
#[derive(Args)]
pub(crate) struct Options {
    /// The port to serve on
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    #[command(flatten)]
    std: StdSwitch,
}

/// Does it; ends when the server does.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    let port = options.port;
    is_free(port)?;
    let std = options.std.choice();
    let tools = Tools::ready(paths, std.needs())?;
    let site = site::build(paths, &tools, std)?;
    let data = paths.file("target/demo");
    fs::create_dir_all(&data).at("create", &data)?;
    process::say(&format!("Serving the demo: open http://127.0.0.1:{port}/ (Ctrl-C ends it)"));
    let db = data.join("samtycke.sqlite");
    become_server(site.samtycke.serve(port, &db, &site.packs, &paths.demo()))
}

/// Better now than after minutes of building.
fn is_free(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port)).map(drop).map_err(|error| {
        Fault::new(
            format!("port {port} cannot be used: {error}"),
            format!("127.0.0.1:{port}"),
            format!(
                "end what listens there, or choose another port: `cargo xtask demo --port {}`",
                port.wrapping_add(1)
            ),
        )
    })
}

const SERVER_REMEDY: &str = "read the server's message above";

/// Turns this process into the server, so that whoever ends the one ends the other.
#[cfg(unix)]
fn become_server(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    let error = server.exec();
    Err(Fault::new(
        format!("the server could not be started: {error}"),
        process::line(&server),
        SERVER_REMEDY,
    ))
}

#[cfg(not(unix))]
fn become_server(mut server: Command) -> Result<()> {
    process::run(&mut server, SERVER_REMEDY)
}
