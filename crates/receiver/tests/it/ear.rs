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
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

/// What it answers next; 204 when it wasn't told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reply {
    Status(u16),
    /// 302 to itself.
    Elsewhere,
    /// Nothing, for ever.
    Silence,
    /// 503, when it is [released](Ear::release).
    Held,
}

/// What it heard.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

pub(crate) struct Ear {
    address: SocketAddr,
    heard: mpsc::UnboundedReceiver<Heard>,
    released: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// An address at which nobody listens yet, and nobody else can.
pub(crate) struct Closed(TcpSocket);

/// What answering takes.
#[derive(Clone)]
struct Mind {
    heard: mpsc::UnboundedSender<Heard>,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    released: watch::Receiver<bool>,
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}/hook?key=1")
}

impl Closed {
    pub(crate) fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self(socket)
    }

    pub(crate) fn url(&self) -> String {
        url(self.0.local_addr().unwrap())
    }

    pub(crate) fn open(self, replies: &[Reply]) -> Ear {
        Ear::on(self.0.listen(1_024).unwrap(), replies)
    }
}

impl Ear {
    pub(crate) async fn open(replies: &[Reply]) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").await.unwrap(), replies)
    }

    fn on(listener: TcpListener, replies: &[Reply]) -> Self {
        let address = listener.local_addr().unwrap();
        let (sender, heard) = mpsc::unbounded_channel();
        let (released, is_released) = watch::channel(false);
        let replies = Arc::new(Mutex::new(replies.iter().copied().collect()));
        let router =
            Router::new().fallback(hear).with_state(Mind { heard: sender, replies, released: is_released });
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, heard, released, task }
    }

    pub(crate) fn url(&self) -> String {
        url(self.address)
    }

    /// Answers what is held, from now on at once.
    pub(crate) fn release(&self) {
        self.released.send_replace(true);
    }

    /// The next message.
    pub(crate) async fn hear(&mut self) -> Heard {
        tokio::time::timeout(Duration::from_secs(60), self.heard.recv()).await.unwrap().unwrap()
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

async fn hear(State(mut mind): State<Mind>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    assert_eq!(parts.uri.path_and_query().unwrap(), "/hook?key=1");
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let reply = mind.replies.lock().unwrap().pop_front().unwrap_or(Reply::Status(204));
    let _ =
        mind.heard.send(Heard { headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() });
    match reply {
        Reply::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Reply::Elsewhere => (StatusCode::FOUND, [("location", "/hook?key=1")]).into_response(),
        Reply::Silence => std::future::pending().await,
        Reply::Held => {
            // An error means that the test has ended.
            let _ = mind.released.wait_for(|released| *released).await;
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
