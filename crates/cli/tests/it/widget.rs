//! The widget's files, as `samtycke build` copies them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::program::{Ended, Place};

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/vagthavn");

/// A release of the widget: what its files are called, and that they are not those of another one.
fn release(place: &Place, name: &str) {
    fs::create_dir_all(place.path(name).join("words")).unwrap();
    for file in ["samtycke_widget.js", "samtycke_widget_bg.wasm", "samtycke_reader.css", "words/da.txt"] {
        place.write(&format!("{name}/{file}"), format!("{name} {file}"));
    }
    place.write(&format!("{name}/gate.js"), "not for a pack");
}

fn build(place: &Place, more: &[&str]) -> Ended {
    place.run(&[&["build", PACK, "--out", "out"], more].concat())
}

fn files(folder: &Path, below: &str, into: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            files(&path, &format!("{name}/"), into);
        } else {
            into.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
        }
    }
}

fn published(place: &Place) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    files(&place.path("out"), "", &mut found);
    found
}

/// The folders that what is fetched after the embed looks in.
fn named(files: &BTreeMap<String, String>) -> Vec<&str> {
    let later = files.iter().filter(|(name, _)| name.starts_with("embed/views-"));
    later
        .map(|(_, text)| {
            let at = text.find("widget/").unwrap();
            let end = text[at..].find(['`', '"', '\'']).unwrap();
            &text[at..at + end]
        })
        .collect()
}

#[test]
fn each_release_of_the_widget_has_a_folder_of_its_own_that_its_embed_names() {
    let place = Place::new();
    release(&place, "one");
    release(&place, "two");
    assert_eq!(build(&place, &["--widget", "one"]).code, 0);
    let first = published(&place);
    let [folder] = named(&first)[..] else { panic!("{:?}", named(&first)) };
    let copied: Vec<_> = first.keys().filter_map(|name| name.strip_prefix(folder)).collect();
    assert_eq!(
        copied,
        ["samtycke_reader.css", "samtycke_widget.js", "samtycke_widget_bg.wasm", "words/da.txt"]
    );
    assert_eq!(first.keys().filter(|name| name.starts_with("widget/")).count(), copied.len());

    assert_eq!(build(&place, &["--widget", "one"]).code, 0);
    assert_eq!(published(&place), first, "the same files have the same name");

    assert_eq!(build(&place, &["--widget", "two"]).code, 0);
    let second = published(&place);
    let changed =
        first.iter().filter(|(name, text)| second.get(*name) != Some(text)).map(|(name, _)| name.as_str());
    assert_eq!(changed.collect::<Vec<_>>(), ["embed.da.js", "embed.en.js", "embed.js"]);
    assert_eq!(named(&second).len(), 2);
    assert_eq!(second.keys().filter(|name| name.starts_with("widget/")).count(), 2 * copied.len());
}

#[test]
fn without_its_files_the_widget_is_looked_for_in_the_plain_folder_unless_an_earlier_build_had_them() {
    let place = Place::new();
    release(&place, "one");
    let built = build(&place, &[]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert_eq!(named(&published(&place)), ["widget/"]);
    assert!(built.stdout.contains("host them at widget/ beside embed.js"), "{}", built.stdout);

    assert_eq!(build(&place, &["--widget", "one"]).code, 0);
    let before = published(&place);
    let refused = build(&place, &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("fix: name their folder with --widget"), "{}", refused.stderr);
    assert_eq!(published(&place), before);
}
