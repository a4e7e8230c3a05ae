//! What a receiver tells its operator: what was asked and how it went, and nobody's name.

use std::io::Read as _;
use std::time::Instant;

use serde_json::Value;

use crate::program::Place;
use crate::serve::sign_up;

/// Of the person, the company and their computer in the records that the tests send, and of the requests below.
const SECRETS: [&str; 13] = [
    "mette",
    "østergård",
    "\\u00d8",
    "direktør",
    "fjordcaf",
    "12345674",
    "12 34 56 74",
    "havn",
    "127.0.0.1",
    "secret",
    "anna",
    "curl",
    "eyj",
];

#[test]
fn every_request_is_told_with_its_number_and_nothing_of_who_made_it() {
    let place = Place::new();
    for format in ["json", "text"] {
        let args = ["--port", "0", "--pack", "pack", "--log", "debug", "--log-format", format];
        let (server, mut log) = place.serve_with_log(&args);
        let (record, _) = sign_up(&server);
        let jose = "Content-Type: application/jose\r\nUser-Agent: curl\r\nX-Forwarded-For: 203.0.113.7\r\n";
        server.request("POST", "/records", jose, &record);
        server.request("POST", "/records", jose, &record.replace('.', ".e"));
        server.get("/anna@secret.example?email=mette@fjordcafeen.example");
        server.request("GET", "/metrics", "Authorization: Bearer samtycke_secret\r\n", "");
        server.request("ANNA", "/records", "", "");
        let asked = Instant::now();
        let (_, head, _) = server.get("/healthz?mette");
        let took = asked.elapsed().as_secs_f64();
        server.signal("TERM");
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        let lower = text.to_lowercase().replace(&place.root().display().to_string().to_lowercase(), "");
        for secret in SECRETS.iter().chain(&["203.0.113.7"]) {
            assert!(!lower.contains(secret), "{secret} is in {text}");
        }
        let id = head.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap();
        let line = text.lines().find(|line| line.contains(id)).unwrap();
        if format == "json" {
            let line: Value = serde_json::from_str(line).unwrap();
            assert_eq!((&line["message"], &line["status"]), (&"answered".into(), &200.into()), "{line}");
            assert_eq!(line["span"]["route"], "/healthz");
            let seconds = line["seconds"].as_f64().unwrap();
            assert!((0.0..=took).contains(&seconds), "{seconds} of {took}");
            assert_eq!(line["level"], "DEBUG");
            for line in text.lines() {
                serde_json::from_str::<Value>(line).unwrap();
            }
            assert_eq!(text.lines().filter(|line| line.contains("\"answered\"")).count(), 8, "{text}");
        } else {
            assert!(line.contains("answered") && line.contains("route=\"/healthz\""), "{line}");
        }
    }
}

#[test]
fn without_being_asked_it_tells_of_no_request() {
    let place = Place::new();
    for args in [&[][..], &["--log", "off"]] {
        let (server, mut log) = place.serve_with_log(&[&["--port", "0", "--no-packs"], args].concat());
        server.get("/healthz");
        server.signal("TERM");
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        assert!(!text.contains("healthz"), "{text}");
    }
}
