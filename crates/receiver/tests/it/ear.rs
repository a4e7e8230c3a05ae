//! A real HTTP server that hears webhooks and answers as it is told.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use samtycke_record::json::{self, Value};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// What it answers next; 204 when it wasn't told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reply {
    Status(u16),
    /// 302 to itself.
    Elsewhere,
    /// Nothing, for ever.
    Silence,
}

/// What it heard.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

pub(crate) struct Ear {
    pub(crate) address: SocketAddr,
    heard: mpsc::UnboundedReceiver<Heard>,
    task: JoinHandle<()>,
}

type Replies = Arc<Mutex<VecDeque<Reply>>>;

impl Ear {
    pub(crate) async fn open(replies: &[Reply]) -> Self {
        Self::open_at("127.0.0.1:0".parse().unwrap(), replies).await
    }

    pub(crate) async fn open_at(address: SocketAddr, replies: &[Reply]) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, heard) = mpsc::unbounded_channel();
        let replies: Replies = Arc::new(Mutex::new(replies.iter().copied().collect()));
        let router = Router::new().fallback(hear).with_state((sender, replies));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, heard, task }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook?key=1", self.address)
    }

    /// The next message.
    pub(crate) async fn hear(&mut self) -> Heard {
        tokio::time::timeout(Duration::from_secs(20), self.heard.recv()).await.unwrap().unwrap()
    }

    /// What was heard and not asked for.
    pub(crate) fn rest(&mut self) -> Vec<Heard> {
        std::iter::from_fn(|| self.heard.try_recv().ok()).collect()
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        json::parse(&self.body).unwrap()
    }

    pub(crate) fn topic(&self) -> String {
        self.json().member("type").unwrap().as_str().unwrap().to_owned()
    }

    pub(crate) fn data(&self, name: &str) -> Option<Value> {
        self.json().member("data").unwrap().member(name).cloned()
    }
}

async fn hear(
    State((sender, replies)): State<(mpsc::UnboundedSender<Heard>, Replies)>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    assert_eq!(parts.uri.path_and_query().unwrap(), "/hook?key=1");
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let reply = replies.lock().unwrap().pop_front().unwrap_or(Reply::Status(204));
    let _ = sender.send(Heard { headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() });
    match reply {
        Reply::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Reply::Elsewhere => (StatusCode::FOUND, [("location", "/hook?key=1")]).into_response(),
        Reply::Silence => std::future::pending().await,
    }
}
