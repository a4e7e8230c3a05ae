//! Static files beside the endpoints.

use std::fs;

use samtycke_receiver::Files;
use samtycke_record::protocol::ProblemKind;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::packs::records::ORIGIN;
use crate::server::{Place, Server};

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                   img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; \
                   require-trusted-types-for 'script'";

async fn start(place: &Place, csp: bool) -> Server {
    let folder = place.path("static");
    let digest = "0123456789abcdef".repeat(4);
    for (name, text) in [
        ("index.html", "<!doctype html>home"),
        ("demo/index.html", "<!doctype html>demo"),
        ("embed.js", "1"),
        ("widget.wasm", "\0asm"),
        ("theme.css", "a{}"),
        ("pack.json", "{}"),
        ("healthz", "a file of that name"),
        (".env", "SECRET=1"),
        (".git/config", "secret"),
        (&format!("documents/{digest}.json"), "{}"),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut config = place.config();
    config.files = Some(Files { folder, csp });
    place.start_with(config).await
}

#[tokio::test]
async fn files_come_with_their_type_and_a_way_to_ask_again() {
    let place = Place::new();
    let server = start(&place, false).await;
    let document = format!("/documents/{}.json", "0123456789abcdef".repeat(4));
    for (path, media_type, cache) in [
        ("/", "text/html", "no-cache"),
        ("/demo/", "text/html", "no-cache"),
        ("/embed.js", "text/javascript", "no-cache"),
        ("/widget.wasm", "application/wasm", "no-cache"),
        ("/theme.css", "text/css", "no-cache"),
        ("/pack.json", "application/json", "no-cache"),
        (&document, "application/json", "public, max-age=31536000, immutable"),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), media_type, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("content-security-policy"), "", "{path}");
        assert_ne!(answer.etag(), "", "{path}");
        let again = server.send("GET", path, &[("if-none-match", answer.etag())], b"").await;
        assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""), "{path}");
    }
    let answer = server.get("/demo").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (307, "/demo/"));
}

#[tokio::test]
async fn endpoints_go_before_files() {
    let place = Place::new();
    let server = start(&place, false).await;
    assert_eq!(server.get("/healthz").await.body, r#"{"status":"ok"}"#);
    assert_eq!(server.get("/records").await.problem(), ProblemKind::MethodNotAllowed);
}

#[tokio::test]
async fn what_cannot_be_had_is_a_problem() {
    let place = Place::new();
    let server = start(&place, true).await;
    for (method, path, expect) in [
        ("GET", "/nothing", ProblemKind::NotFound),
        ("GET", "/documents/", ProblemKind::NotFound),
        ("GET", "/.env", ProblemKind::NotFound),
        ("GET", "/%2eenv", ProblemKind::NotFound),
        ("GET", "/.git/config", ProblemKind::NotFound),
        ("GET", "/demo/..%2f.git/config", ProblemKind::NotFound),
        ("POST", "/embed.js", ProblemKind::MethodNotAllowed),
        ("DELETE", "/", ProblemKind::MethodNotAllowed),
    ] {
        let answer = server.send(method, path, &[], b"").await;
        assert_eq!(answer.problem(), expect, "{method} {path}");
    }
}

/// As no browser would write them.
#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let place = Place::new();
    let server = start(&place, false).await;
    fs::write(place.path("outside.txt"), "outside").unwrap();
    for path in [
        "/../outside.txt",
        "/demo/../../outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e/outside.txt",
        "/%2e%2e%2foutside.txt",
        "/..%5coutside.txt",
        "/..\\outside.txt",
        "//../outside.txt",
        "/demo/%00../../outside.txt",
        "/....//outside.txt",
        "/../key.pem",
        "/../samtycke.db",
    ] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 40"), "{path}: {answer}");
        assert!(!answer.ends_with("outside"), "{path}");
    }
}

#[tokio::test]
async fn the_strict_policy_comes_with_html_when_it_is_asked_for() {
    let place = Place::new();
    let server = start(&place, true).await;
    for (path, expect) in [("/", CSP), ("/demo/", CSP), ("/embed.js", ""), ("/healthz", "")] {
        assert_eq!(server.get(path).await.header("content-security-policy"), expect, "{path}");
    }
}

#[tokio::test]
async fn scripts_of_allowed_origins_may_read_files_and_everyone_may_load_them() {
    let place = Place::new();
    let server = start(&place, false).await;
    for (origin, expect) in [(ORIGIN, ORIGIN), ("https://other.example", "")] {
        let answer = server.send("GET", "/pack.json", &[("origin", origin)], b"").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), expect, "{origin}");
        assert_eq!(answer.header("vary"), "Origin");
    }
}
