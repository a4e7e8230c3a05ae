//! Asking on the terminal for what no flag says.

use std::io::{BufRead as _, IsTerminal as _};

use clap::ValueEnum;

/// Whether there is anybody to ask.
pub(super) enum Ask {
    Terminal,
    Nobody,
}

impl Ask {
    pub(super) fn new(yes: bool) -> Self {
        if !yes && std::io::stdin().is_terminal() { Self::Terminal } else { Self::Nobody }
    }

    /// The flag's value, or an answer; `None` when there is neither. Asks again until the answer can be read.
    pub(super) fn text<T>(
        &self,
        flag: Option<&String>,
        question: &str,
        read: impl Fn(String) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        if let Some(text) = flag {
            let wrong = |problem| format!("{text:?}: {problem}\n  fix: correct it");
            return read(text.trim().to_owned()).map(Some).map_err(wrong);
        }
        loop {
            let Some(answer) = self.line(question) else { return Ok(None) };
            match read(answer) {
                Ok(value) => return Ok(Some(value)),
                Err(problem) => println!("  {problem}"),
            }
        }
    }

    /// The flag's values, or an answer with commas, or what there is to begin with.
    pub(super) fn list<T: ValueEnum + PartialEq>(
        &self,
        flag: &[T],
        question: &str,
        default: &[T],
    ) -> Result<Vec<T>, String> {
        let read = |text: String| {
            text.split(',').map(|part| T::from_str(part.trim(), true)).collect::<Result<Vec<T>, String>>()
        };
        let chosen = if flag.is_empty() { self.text(None, question, read)? } else { Some(flag.to_vec()) };
        let mut once: Vec<T> = Vec::new();
        for value in chosen.unwrap_or_else(|| default.to_vec()) {
            if !once.contains(&value) {
                once.push(value);
            }
        }
        Ok(once)
    }

    /// One line; `None` when it is empty or nobody answers.
    fn line(&self, question: &str) -> Option<String> {
        match self {
            Self::Nobody => None,
            Self::Terminal => {
                print!("{question}: ");
                let mut line = String::new();
                std::io::stdin().lock().read_line(&mut line).ok()?;
                Some(line.trim().to_owned()).filter(|line| !line.is_empty())
            }
        }
    }
}
