//! Measurements. `cargo xtask bench NAME` runs one; without a name, all.

mod packs;
mod receiver;
mod verify;

use std::process::ExitCode;

/// A measurement's name, what it is of, and what runs it.
type Bench = (&'static str, &'static str, fn() -> Result<(), String>);

const ALL: &[Bench] = &[
    ("packs", "building the sample packs, in the time of one build", packs::run),
    ("receiver", "records verified, stored durably and receipted, from 64 connections", receiver::run),
    ("search", "searches, counts and an export's first part, in a full table", receiver::search),
    ("verify", "verifying a signed record, in records a second on one core", verify::run),
];

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(receiver::CHILD) {
        return receiver::serve();
    }
    let wanted = std::env::args().nth(1);
    let chosen: Vec<&Bench> =
        ALL.iter().filter(|(name, _, _)| wanted.as_deref().is_none_or(|wanted| wanted == *name)).collect();
    if chosen.is_empty() {
        eprintln!("there is no such bench; there are:");
        for (name, what, _) in ALL {
            eprintln!("  {name}: {what}");
        }
        return ExitCode::FAILURE;
    }
    for (name, what, run) in chosen {
        println!("{name}: {what}");
        if let Err(problem) = run() {
            eprintln!("{name}: {problem}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Runs it for about two seconds; the median of the times of each run, in seconds.
fn median_seconds(mut run: impl FnMut()) -> f64 {
    use std::time::{Duration, Instant};
    let mut times = Vec::new();
    let started = Instant::now();
    while times.len() < 5 || started.elapsed() < Duration::from_secs(2) {
        let one = Instant::now();
        run();
        times.push(one.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
