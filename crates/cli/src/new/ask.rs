//! Asking on the terminal for what no flag says.

use std::cell::RefCell;
use std::io::{BufRead, IsTerminal as _, Write as _};

use clap::ValueEnum;

/// Whether there is anybody to ask.
pub(super) enum Ask {
    /// Where the answers come from.
    Terminal(RefCell<Box<dyn BufRead>>),
    Nobody,
}

/// What was answered to one question.
enum Answer {
    Text(String),
    Empty,
    /// There is nobody, or nobody any more.
    Nobody,
}

impl Ask {
    /// Says how to answer, when there is somebody.
    pub(super) fn begin(yes: bool) -> Self {
        if yes || !std::io::stdin().is_terminal() {
            return Self::Nobody;
        }
        println!("What you don't know yet: press Enter. `samtycke check` names what is left to fill in.\n");
        Self::Terminal(RefCell::new(Box::new(std::io::stdin().lock())))
    }

    /// The flag's value, or an answer; asked again until there is one that can be read.
    pub(super) fn needed<T>(
        &self,
        given: Option<&str>,
        question: &str,
        flag: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, String> {
        if let Some(text) = given {
            return of_flag(text, read);
        }
        loop {
            match self.line(question) {
                Answer::Text(text) => match read(&text) {
                    Ok(value) => return Ok(value),
                    Err(problem) => println!("  {problem}"),
                },
                Answer::Empty => println!("  This one is needed."),
                Answer::Nobody => {
                    let what = question.split(" (").next().unwrap_or_default().to_lowercase();
                    return Err(format!("{what} is not known\n  fix: say it with {flag}"));
                }
            }
        }
    }

    /// The flag's value, or an answer; `None` when there is neither.
    pub(super) fn text<T>(
        &self,
        given: Option<&str>,
        question: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        if let Some(text) = given {
            return of_flag(text, read).map(Some);
        }
        loop {
            let Answer::Text(text) = self.line(question) else { return Ok(None) };
            match read(&text) {
                Ok(value) => return Ok(Some(value)),
                Err(problem) => println!("  {problem}"),
            }
        }
    }

    /// The flag's values, or an answer with commas, or what there is to begin with.
    pub(super) fn list<T: ValueEnum + PartialEq>(
        &self,
        given: &[T],
        question: &str,
        default: &[T],
    ) -> Result<Vec<T>, String> {
        let one = |part: &str| {
            T::from_str(part.trim(), true).map_err(|_| format!("{:?} is none of them", part.trim()))
        };
        let read = |text: &str| text.split(',').map(one).collect::<Result<Vec<T>, String>>();
        let names: Vec<String> = default
            .iter()
            .filter_map(|value| Some(value.to_possible_value()?.get_name().to_owned()))
            .collect();
        let question = format!("{question} [{}]", names.join(","));
        let chosen = if given.is_empty() { self.text(None, &question, read)? } else { Some(given.to_vec()) };
        let mut once: Vec<T> = Vec::new();
        for value in chosen.unwrap_or_else(|| default.to_vec()) {
            if !once.contains(&value) {
                once.push(value);
            }
        }
        Ok(once)
    }

    fn line(&self, question: &str) -> Answer {
        let Self::Terminal(answers) = self else { return Answer::Nobody };
        print!("{question}: ");
        // Not seen, it can still be answered.
        let _ = std::io::stdout().flush();
        let mut line = String::new();
        match answers.borrow_mut().read_line(&mut line) {
            Ok(0) | Err(_) => Answer::Nobody,
            Ok(_) => match line.trim() {
                "" => Answer::Empty,
                text => Answer::Text(text.to_owned()),
            },
        }
    }
}

fn of_flag<T>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
    read(text.trim()).map_err(|problem| format!("{text:?}: {problem}\n  fix: correct it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::new::{Country, Language};

    fn answered(lines: &'static str) -> Ask {
        Ask::Terminal(RefCell::new(Box::new(lines.as_bytes())))
    }

    #[test]
    fn what_is_needed_is_asked_for_until_it_can_be_read() {
        let asked =
            |lines| answered(lines).needed(None, "Your country (like SE)", "--country", Country::parse);
        for (lines, expect) in [
            ("SE\n", Ok("SE")),
            ("\nSverige\n germany \n", Ok("DE")),
            ("\n", Err("your country is not known\n  fix: say it with --country")),
        ] {
            assert_eq!(asked(lines).map(|country| country.code), expect.map_err(str::to_owned), "{lines:?}");
        }
    }

    #[test]
    fn an_empty_answer_is_left_to_fill_in_or_what_the_question_says() {
        let text = |lines| answered(lines).text(None, "Your website", |text| Ok(text.to_owned()));
        assert_eq!(text("\n"), Ok(None));
        assert_eq!(text("https://vendor.example\n"), Ok(Some("https://vendor.example".into())));
        for (lines, expect) in [
            ("\n", vec![Language::Da]),
            ("english\nen, SV,en\n", vec![Language::En, Language::Sv]),
            ("", vec![Language::Da]),
        ] {
            assert_eq!(answered(lines).list(&[], "Languages", &[Language::Da]), Ok(expect), "{lines:?}");
        }
    }
}
