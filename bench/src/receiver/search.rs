//! What those who read wait for: searches, who is pending, counts, and an export's first part, over HTTP.

use std::path::Path;
use std::time::{Duration, Instant};

use samtycke_receiver::{Database, Expiry, Office, Role, Secret};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::load::median;
use super::memory::Memory;
use super::process::Child;
use super::rows::registrations;

/// Half of it is what one notices.
const LIMIT: Duration = Duration::from_millis(500);
const TIMES: usize = 5;

/// Each, a few times.
pub(super) async fn run(folder: &Path) -> Result<(), String> {
    let secret = token(folder).await?;
    let mut child = Child::start(folder)?;
    let customer = registrations(4_242).pop().unwrap_or_default();
    let mut slow = Vec::new();
    for path in paths(&customer) {
        let mut times = Vec::new();
        let mut bytes = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            bytes = get(&child, &secret, &path).await?;
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
        let first = times.first().copied().unwrap_or_default();
        let median = median(times);
        println!("  {median:>8.1} ms (first {first:.1}), {bytes:>8} bytes: {path}");
        if median > LIMIT.as_secs_f64() * 1e3 {
            slow.push(path);
        }
    }
    child.stop()?;
    if slow.is_empty() { Ok(()) } else { Err(format!("over {} ms: {}", LIMIT.as_millis(), slow.join(", "))) }
}

fn paths(customer: &str) -> Vec<String> {
    let records = [
        "",
        "from=2025-01-01&to=2025-02-01",
        "kind=consent",
        "kind=acceptance",
        "event=agree",
        "event=decline",
        "role=customer",
        "role=nobody",
        "document=dpa",
        "document=none",
        "document=dpa&version=2.0",
        "document=dpa&version=9.9",
        "document=dpa&version=1.0&event=decline",
        "company=fjordcafeen%204241%20aps",
        "company=nobody",
        "email=mette@kunde4241.example",
        "email=@kunde4241.example",
        "q=4241",
        "q=nobody",
    ];
    let query = |text: &str| format!("/api/records?{text}");
    let mut paths: Vec<_> = records.into_iter().map(query).collect();
    paths.push(query(&format!("registration={customer}")));
    paths.push(query(&format!("registration={customer}&document=dpa&version=2.0")));
    paths.push(query(&format!("q={customer}")));
    paths.extend(
        [
            "/api/pending?document=dpa&version=3.0",
            "/api/pending?document=dpa&version=2.0",
            "/api/acceptances?by=day",
            "/api/acceptances?by=month",
            "/api/acceptances?by=month&document=dpa&version=2.0",
            "/api/export?format=jsonl&from=2026-06-01&to=2026-06-02",
            "/api/export?format=csv&company=fjordcafeen%204241%20aps",
        ]
        .map(String::from),
    );
    paths
}

/// Everything as JSON Lines: how fast, and what the receiver holds in memory meanwhile.
pub(super) async fn export(folder: &Path) -> Result<(), String> {
    let secret = token(folder).await?;
    let mut child = Child::start(folder)?;
    // What an export needs at all is there after a small one.
    get(&child, &secret, "/api/export?format=jsonl&to=2000-01-01").await?;
    let mut memory = Memory::new(child.memory_kib()?);
    let began = Instant::now();
    let mut stream = ask(&child, &secret, "/api/export?format=jsonl").await?;
    let (mut lines, mut bytes, mut seen) = (0, 0, 0);
    let mut part = vec![0; 64 * 1024];
    loop {
        let length = stream.read(&mut part).await.map_err(|error| error.to_string())?;
        let Some(read) = part.get(..length).filter(|read| !read.is_empty()) else { break };
        bytes += length;
        lines += read.iter().filter(|byte| **byte == b'\n').count();
        if lines >= seen + 40_000 {
            seen = lines;
            memory.after(lines, child.memory_kib()?);
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("  export: {} MB in {seconds:.1} s; memory: {memory}", bytes / 1_000_000);
    child.stop()?;
    memory.check()
}

async fn token(folder: &Path) -> Result<Secret, String> {
    let office = Office::open(&Database::File(folder.join("samtycke.db"))).await;
    let office = office.map_err(|error| error.to_string())?;
    let made = office.new_token("bench", Role::Read, &Expiry::Never).await;
    office.close().await;
    made.map(|(_, secret)| secret).map_err(|error| error.to_string())
}

/// The length of an answer that must be a 200.
async fn get(child: &Child, secret: &Secret, path: &str) -> Result<usize, String> {
    let mut read = Vec::new();
    ask(child, secret, path).await?.read_to_end(&mut read).await.map_err(|error| error.to_string())?;
    let head = read.get(..64).map(String::from_utf8_lossy).unwrap_or_default();
    if head.contains(" 200 OK") {
        Ok(read.len())
    } else {
        Err(format!("{path}: {}", String::from_utf8_lossy(&read)))
    }
}

/// HTTP/1.0, so that what comes until the end is the body.
async fn ask(child: &Child, secret: &Secret, path: &str) -> Result<TcpStream, String> {
    let request =
        format!("GET {path} HTTP/1.0\r\nHost: bench\r\nAuthorization: Bearer {}\r\n\r\n", secret.as_str());
    let mut stream = TcpStream::connect(child.address).await.map_err(|error| error.to_string())?;
    stream.write_all(request.as_bytes()).await.map_err(|error| error.to_string())?;
    Ok(stream)
}
