//! Starting: what is made, and what is wrong is said with its place and its remedy.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use samtycke_receiver::{Config, Files, Packs};

use crate::database::execute;
use crate::server::Place;

#[tokio::test]
async fn what_keeps_it_from_starting_is_said_with_its_place_and_remedy() {
    type Spoil = fn(&Place, &mut Config);
    let cases: &[(&str, Spoil, &str)] = &[
        (
            "a key that others can read",
            |place, config| {
                let pem = samtycke_record::sign::Es256Key::generate().to_pem().unwrap();
                fs::write(place.path("open.pem"), pem).unwrap();
                fs::set_permissions(place.path("open.pem"), fs::Permissions::from_mode(0o644)).unwrap();
                config.key = place.path("open.pem").into();
            },
            "the signing key PLACE/open.pem is open to other users (mode 0644)\n  run: chmod 600 PLACE/open.pem",
        ),
        (
            "a key that is none",
            |place, config| {
                fs::write(place.path("bad.pem"), "hello").unwrap();
                fs::set_permissions(place.path("bad.pem"), fs::Permissions::from_mode(0o600)).unwrap();
                config.key = place.path("bad.pem").into();
            },
            "the signing key PLACE/bad.pem is not a P-256 private key in PEM",
        ),
        (
            "a key that is a folder",
            |place, config| config.key = place.path("pack").into(),
            "the signing key PLACE/pack can't be read: Is a directory",
        ),
        (
            "a key in no folder",
            |place, config| config.key = place.path("no/key.pem").into(),
            "the signing key PLACE/no/key.pem can't be created: No such file or directory (os error 2)\n  create its folder",
        ),
        (
            "no packs",
            |_, config| config.packs = Packs::Folders(Vec::new()),
            "no pack is given, so nothing that a record says of documents could be checked\n  give the folder",
        ),
        (
            "a folder without a pack",
            |place, config| config.packs = Packs::Folders(vec![place.path("nowhere")]),
            "PLACE/nowhere has no pack.json: give the folder that `samtycke build` wrote",
        ),
        (
            "a pack that is none",
            |place, _| fs::write(place.path("pack/pack.json"), "{}").unwrap(),
            "PLACE/pack/pack.json: the manifest: schema is missing",
        ),
        (
            "a pack of another version",
            |place, _| {
                let path = place.path("pack/pack.json");
                let text = fs::read_to_string(&path).unwrap().replace("/schema/pack/1", "/schema/pack/9");
                fs::write(path, text).unwrap();
            },
            "PLACE/pack/pack.json: its schema is \"https://samtycke.org/schema/pack/9\"",
        ),
        (
            "an earlier pack that is none",
            |place, _| {
                fs::create_dir(place.path("pack/history")).unwrap();
                fs::write(place.path("pack/history/1.json"), "[]").unwrap();
            },
            "PLACE/pack/history/1.json: the manifest: the value must be an object",
        ),
        (
            "a database in no folder",
            |place, config| config.database = place.path("no/samtycke.db").into(),
            "the database PLACE/no/samtycke.db can't be created: No such file or directory (os error 2)\n  create its",
        ),
        (
            "a database that is none",
            |place, config| {
                fs::write(place.path("text.db"), "hello ".repeat(1000)).unwrap();
                config.database = place.path("text.db").into();
            },
            "the database PLACE/text.db can't be opened: error returned from database: (code: 26) file is not a database",
        ),
        (
            "no folder of files",
            |place, config| config.files = Some(Files { folder: place.path("nowhere"), csp: false }),
            "the folder of static files PLACE/nowhere: No such file or directory (os error 2)\n  give a folder",
        ),
        (
            "a key among the files",
            |place, config| {
                fs::create_dir(place.path("static")).unwrap();
                config.key = place.path("static/key.pem").into();
                config.files = Some(Files { folder: place.path("static"), csp: false });
            },
            "the signing key PLACE/static/key.pem lies in",
        ),
        (
            "a database among the files",
            |place, config| {
                fs::create_dir_all(place.path("static/deep")).unwrap();
                config.database = place.path("static/deep/samtycke.db").into();
                config.files = Some(Files { folder: place.path("static"), csp: false });
            },
            "the database PLACE/static/deep/samtycke.db lies in",
        ),
        (
            "no algorithm",
            |_, config| config.algorithms = Vec::new(),
            "no signature algorithm is allowed, so no record could be taken\n  name at least ES256",
        ),
        (
            "nonces without end",
            |_, config| config.nonce_life = std::time::Duration::MAX,
            "nonces would be good for 213503982334601 days\n  366 at most",
        ),
    ];
    for (name, spoil, expect) in cases {
        let place = Place::new();
        let mut config = place.config();
        spoil(&place, &mut config);
        let message = place.start_error(config).await;
        assert!(message.starts_with(expect), "{name}: {message}");
        assert_eq!(message.lines().count(), 2, "what is wrong, and what to do: {message}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let place = Place::new();
    place.start().await.stop().await;
    execute(
        place.database(),
        place.database().pick(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (9999, 'later', TRUE, x'00', 0)",
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (9999, 'later', TRUE, '\\x00', 0)",
        ),
    )
    .await;
    let message = place.start_error(place.config()).await;
    assert_eq!(
        message,
        "the database DATABASE was written by a newer Samtycke (tables 9999)\n  \
         use that version, or another database with --db"
    );
}
