//! `dist/sizes.json`, as the docs tell it.

use serde::Deserialize;

use crate::{
    fault::{Fault, Result},
    sizes::grouped,
    tables::row,
};

/// What was weighed.
#[derive(Deserialize)]
pub(super) struct Weighed {
    files: Vec<File>,
    surfaces: Vec<Sum>,
}

/// A file of `dist`.
#[derive(Deserialize)]
pub(super) struct File {
    file: String,
    pub(super) raw: usize,
    pub(super) brotli: usize,
    limit: Option<usize>,
    goal: Option<usize>,
}

#[derive(Deserialize)]
struct Sum {
    name: String,
    brotli: usize,
    limit: Option<usize>,
    goal: Option<usize>,
}

impl Weighed {
    /// A file of the widget, or of `dist`.
    pub(super) fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|one| one.file == name || one.file.strip_prefix("embed/") == Some(name))
    }

    /// The table with the numbers of what the first cell of each row names, in the columns that are headed by what they are.
    pub(super) fn filled(&self, table: &str) -> Result<String> {
        let lines: Vec<_> = table.lines().collect();
        let heads: Vec<_> =
            lines.iter().find(|line| line.starts_with('|')).map_or_else(Vec::new, |line| cells(line));
        let line = |line: &&str| {
            let own = cells(line);
            let Some(name) =
                own.first().filter(|_| line.starts_with('|') && !line.starts_with("|--") && own != heads)
            else {
                return Ok(format!("{line}\n"));
            };
            let numbers = self.numbers(&name_in(name))?;
            let filled = heads.iter().zip(&own).map(|(head, cell)| {
                let number = numbers.iter().find(|(column, _)| column == head);
                number
                    .map_or_else(|| (*cell).to_owned(), |(_, number)| number.map(grouped).unwrap_or_default())
            });
            Ok(row(filled))
        };
        lines.iter().map(line).collect()
    }

    fn numbers(&self, name: &str) -> Result<[(&'static str, Option<usize>); 3]> {
        let (weighs, limit, goal) = match (self.surfaces.iter().find(|sum| sum.name == name), self.file(name))
        {
            (Some(sum), _) => (sum.brotli, sum.limit, sum.goal),
            (None, Some(file)) => (file.brotli, file.limit, file.goal),
            (None, None) => {
                let remedy = "name a file of dist/embed, or a surface of xtask/src/surfaces.rs";
                return Err(Fault::new(format!("nothing weighed is called {name}"), "docs/size.md", remedy));
            }
        };
        Ok([("weighs", Some(weighs)), ("limit", limit), ("goal", goal)])
    }
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// What a first cell names: `` `words/en.txt` (others: more) `` is words/en.txt.
fn name_in(cell: &str) -> String {
    cell.split(" (").next().unwrap_or(cell).replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_beside_what_they_are_of_and_words_stay() -> Result<()> {
        let sum = Sum { name: "policy".to_owned(), brotli: 155_177, limit: Some(160_000), goal: None };
        let file = File { file: "embed/a.wasm".to_owned(), raw: 9, brotli: 5, limit: None, goal: Some(4) };
        let weighed = Weighed { files: vec![file], surfaces: vec![sum] };
        let table = "\n| shown | why | weighs | limit | goal |\n|---|---|---|---|---|\n| policy | it is | 1 |  | 2 |\n";
        let filled = table.replace("| 1 |  | 2 |", "| 155,177 | 160,000 |  |");
        assert_eq!(weighed.filled(table)?, filled);
        assert_eq!(
            weighed.filled("| file | weighs | goal |\n|---|---|---|\n| `a.wasm` (b) | | |\n")?,
            "| file | weighs | goal |\n|---|---|---|\n| `a.wasm` (b) | 5 | 4 |\n"
        );
        assert!(weighed.filled("| file | weighs |\n|---|---|\n| `b.wasm` | 5 |\n").is_err());
        Ok(())
    }
}
