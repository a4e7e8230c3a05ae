//! Which crate's code weighs what, in what policy and agreement load.

use std::collections::BTreeMap;

use crate::{
    fault::{Fault, Result},
    sizes::grouped,
    tables::{row, weighed::Weighed},
};

/// What the account is of.
pub(super) const SURFACE: &str = "policy and agreement";

/// A module with less than this share of all code stands in its crate's row alone.
const SHARE: usize = 100;

type Modules = BTreeMap<String, usize>;

/// Crates, the heaviest first, with their heaviest modules; then what the files hold besides, and weigh.
pub(super) fn table(files: &[(&'static str, Modules)], weighed: &Weighed) -> Result<String> {
    let heads = ["raw bytes of code"].into_iter().chain(files.iter().map(|(name, _)| *name)).chain(["sum"]);
    let mut table = format!("\n{}|---|{}", row(heads.map(str::to_owned)), "--:|".repeat(files.len() + 1));
    table.push('\n');
    let all: usize = files.iter().flat_map(|(_, modules)| modules.values()).sum();
    let of = |belongs: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let sum =
            |modules: &Modules| modules.iter().filter(|(name, _)| belongs(name)).map(|(_, size)| size).sum();
        files.iter().map(|(_, modules)| sum(modules)).collect()
    };
    for krate in
        heaviest(files.iter().flat_map(|(_, modules)| modules).map(|(name, size)| (krate(name), *size)))
    {
        table.push_str(&numbers(&format!("**{krate}**"), &of(&|name| self::krate(name) == krate)));
        let inside =
            files.iter().flat_map(|(_, modules)| modules).filter(|(name, _)| self::krate(name) == krate);
        for module in heaviest(inside.map(|(name, size)| (name.as_str(), *size))) {
            let sizes = of(&|name| name == module);
            let Some((_, module)) = module.split_once("::") else { continue };
            if sizes.iter().sum::<usize>() * SHARE >= all {
                table.push_str(&numbers(&format!("– {module}"), &sizes));
            }
        }
    }
    let code = of(&|_| true);
    table.push_str(&numbers("**all code**", &code));
    let files = files.iter().map(|(name, _)| hosted(name, weighed)).collect::<Result<Vec<_>>>()?;
    let raw: Vec<_> = files.iter().map(|file| file.raw).collect();
    let rest: Vec<_> = raw.iter().zip(&code).map(|(raw, code)| raw.saturating_sub(*code)).collect();
    table.push_str(&numbers("constants, tables, names", &rest));
    table.push_str(&numbers("**the file**", &raw));
    table.push_str(&numbers("**brotli 11**", &files.iter().map(|file| file.brotli).collect::<Vec<_>>()));
    Ok(table)
}

fn hosted<'a>(piece: &str, weighed: &'a Weighed) -> Result<&'a super::weighed::File> {
    let name = if piece == "main" { "widget_bg" } else { piece };
    weighed.file(&format!("samtycke_{name}.wasm")).ok_or_else(|| {
        Fault::new(format!("{piece} was not weighed"), "dist/sizes.json", "run `cargo xtask dist` first")
    })
}

fn numbers(name: &str, numbers: &[usize]) -> String {
    let sum = numbers.iter().sum();
    let cells = numbers
        .iter()
        .copied()
        .chain([sum])
        .map(|number| if number == 0 { String::new() } else { grouped(number) });
    row([name.to_owned()].into_iter().chain(cells))
}

fn krate(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// The names, each once, by the sum of what they weigh.
fn heaviest<'a>(named: impl Iterator<Item = (&'a str, usize)>) -> Vec<&'a str> {
    let mut sums = BTreeMap::new();
    for (name, size) in named {
        *sums.entry(name).or_insert(0) += size;
    }
    let mut names: Vec<_> = sums.iter().collect();
    names.sort_by_key(|(_, size)| core::cmp::Reverse(**size));
    names.into_iter().map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_stand_by_weight_with_their_modules_and_sums() -> Result<()> {
        let modules =
            |all: &[(&str, usize)]| all.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect();
        let main = modules(&[("yew::dom", 50), ("yew", 10), ("core", 1)]);
        let decline = modules(&[("ours::view", 200), ("yew::dom", 5)]);
        let weighed = r#"{"files": [
            {"file": "embed/samtycke_widget_bg.wasm", "raw": 100, "brotli": 30},
            {"file": "embed/samtycke_decline.wasm", "raw": 1205, "brotli": 90}
        ], "surfaces": []}"#;
        let weighed: Weighed =
            serde_json::from_str(weighed).map_err(|error| Fault::new(error.to_string(), "", ""))?;
        let expected = "
| raw bytes of code | main | decline | sum |
|---|--:|--:|--:|
| **ours** |  | 200 | 200 |
| – view |  | 200 | 200 |
| **yew** | 60 | 5 | 65 |
| – dom | 50 | 5 | 55 |
| **core** | 1 |  | 1 |
| **all code** | 61 | 205 | 266 |
| constants, tables, names | 39 | 1,000 | 1,039 |
| **the file** | 100 | 1,205 | 1,305 |
| **brotli 11** | 30 | 90 | 120 |
";
        assert_eq!(table(&[("main", main), ("decline", decline)], &weighed)?, expected);
        Ok(())
    }
}
