//! Connections that stay open and speak as much HTTP/1.1 as it takes: a load that costs little beside the receiver.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use samtycke_record::IssuedNonce;
use samtycke_record::json::{self, FromJson as _};
use samtycke_record::protocol::NonceGrant;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::packs::records::ORIGIN;

/// Open connections.
pub(super) struct Client {
    connections: Vec<Arc<Mutex<TcpStream>>>,
}

/// What a round took, in all and for each record.
pub(super) struct Done {
    pub(super) seconds: f64,
    pub(super) each: Vec<Duration>,
}

impl Client {
    pub(super) async fn connect(address: SocketAddr, count: usize) -> Result<Self, String> {
        let mut connections = Vec::with_capacity(count);
        for _ in 0..count {
            let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
            stream.set_nodelay(true).map_err(|error| error.to_string())?;
            connections.push(Arc::new(Mutex::new(stream)));
        }
        Ok(Self { connections })
    }

    /// Nonces for a key.
    pub(super) async fn nonces(&self, key: &str, count: usize) -> Result<Vec<IssuedNonce>, String> {
        let body = format!(r#"{{"key":"{key}"}}"#);
        let bodies = vec![body; count];
        let (answers, _) = self.each("/nonces", "application/json", bodies).await?;
        let grant = |body: String| {
            let grant = NonceGrant::from_json(&json::parse(&body).ok()?).ok()?;
            Some(IssuedNonce { value: grant.nonce, expires_at: grant.expires_at })
        };
        answers.into_iter().map(|body| grant(body).ok_or_else(|| String::from("not a nonce"))).collect()
    }

    /// Records, over all connections at once.
    pub(super) async fn post(&self, records: Vec<String>) -> Result<Done, String> {
        let started = Instant::now();
        let (_, each) = self.each("/records", "application/jose", records).await?;
        Ok(Done { seconds: started.elapsed().as_secs_f64(), each })
    }

    async fn each(
        &self,
        path: &'static str,
        media_type: &'static str,
        bodies: Vec<String>,
    ) -> Result<(Vec<String>, Vec<Duration>), String> {
        let mut shares: Vec<Vec<String>> = self.connections.iter().map(|_| Vec::new()).collect();
        let places = shares.len();
        for (index, body) in bodies.into_iter().enumerate() {
            if let Some(share) = shares.get_mut(index % places) {
                share.push(body);
            }
        }
        let mut tasks = JoinSet::new();
        for (connection, share) in self.connections.iter().zip(shares) {
            let connection = Arc::clone(connection);
            tasks.spawn(async move {
                let mut connection = connection.lock().await;
                let (mut answers, mut times) = (Vec::new(), Vec::new());
                for body in share {
                    let started = Instant::now();
                    answers.push(exchange(&mut connection, path, media_type, &body).await?);
                    times.push(started.elapsed());
                }
                Ok::<_, String>((answers, times))
            });
        }
        let (mut answers, mut times) = (Vec::new(), Vec::new());
        while let Some(done) = tasks.join_next().await {
            let (some, took) = done.map_err(|error| error.to_string())??;
            answers.extend(some);
            times.extend(took);
        }
        Ok((answers, times))
    }
}

/// One request and its answer's body, which must be a 201.
async fn exchange(
    stream: &mut TcpStream,
    path: &str,
    media_type: &str,
    body: &str,
) -> Result<String, String> {
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nOrigin: {ORIGIN}\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.map_err(|error| error.to_string())?;
    let mut read = Vec::with_capacity(4_096);
    loop {
        if stream.read_buf(&mut read).await.map_err(|error| error.to_string())? == 0 {
            return Err(String::from("the receiver hung up"));
        }
        let text = String::from_utf8_lossy(&read);
        let Some((head, rest)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
        });
        let length = length.ok_or_else(|| format!("an answer without a length: {head}"))?;
        if rest.len() < length {
            continue;
        }
        if !head.starts_with("HTTP/1.1 201") {
            return Err(format!("{head}\n{rest}"));
        }
        return Ok(rest.to_owned());
    }
}
