//! What goes to a terminal, or wherever standard output and standard error lead.

use std::fmt::Arguments;
use std::io::{self, IsTerminal, Write as _};

/// Standard library's macros of these names panic when the reader went away (`| head`). These, declared before all other
/// modules, take their place in this program: `print!` is [`to_stdout`], `eprintln!` [`to_stderr`].
macro_rules! print {
    ($($text:tt)*) => { $crate::terminal::to_stdout(format_args!($($text)*)) };
}

macro_rules! println {
    ($($text:tt)*) => { $crate::terminal::to_stdout(format_args!("{}\n", format_args!($($text)*))) };
}

macro_rules! eprintln {
    ($($text:tt)*) => { $crate::terminal::to_stderr(format_args!("{}\n", format_args!($($text)*))) };
}

/// Writes to standard output. A reader that has read enough changes nothing of what was found or done; a full disk does.
pub(crate) fn to_stdout(text: Arguments<'_>) {
    let mut out = io::stdout().lock();
    match out.write_fmt(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            to_stderr(format_args!("standard output: {error}\n  fix: make room where it leads\n"));
            std::process::exit(2);
        }
        _ => {}
    }
}

/// Writes to standard error; where that can't be written there is nobody left to tell.
pub(crate) fn to_stderr(text: Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}

/// Is colour wanted? <https://no-color.org>
pub(crate) fn colour(out: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    out.is_terminal() && !refused
}

/// Text from a record or a document can hold anything: nothing of it may move the cursor or turn the line around.
pub(crate) fn plain(text: &str) -> String {
    let is_trick = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::new();
    for c in text.chars() {
        if is_trick(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The same for a text of several lines, which stay lines.
pub(crate) fn lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}
