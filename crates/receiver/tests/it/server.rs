//! A receiver in a folder of its own, on a port of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use samtycke_pack::offer::Published;
use samtycke_receiver::{Config, Origin, Packs, PublicUrl, Receiver};
use samtycke_record::json::{self, FromJson as _, ToJson};
use samtycke_record::jws::JwkSet;
use samtycke_record::protocol::{JOSE, NonceGrant, PROBLEM, Problem, ProblemKind};
use samtycke_record::receipt::Logged;
use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::packs;
use crate::packs::records::{self, AUDIENCE, ORIGIN};

/// Where a receiver keeps its things; outlives the receiver.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        packs::write(&packs::manifest(), &place.path("pack"));
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path("samtycke.db")
    }

    /// The endpoint that the test records name, with the pack that they answer.
    pub(crate) fn config(&self) -> Config {
        let url = PublicUrl::parse(AUDIENCE).unwrap();
        let packs = Packs::Folders(vec![self.path("pack")]);
        let mut config = Config::new(url, self.database(), self.path("key.pem"), packs);
        config.origins = vec![Origin::parse(ORIGIN).unwrap()];
        config
    }

    pub(crate) async fn start(&self) -> Server {
        self.start_with(self.config()).await
    }

    pub(crate) async fn start_with(&self, config: Config) -> Server {
        let receiver = Receiver::open(config).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(receiver.serve(listener, async {
            let _ = stopped.await;
        }));
        let client = Client::builder(TokioExecutor::new()).build_http();
        Server { address, client, stop, task, database: self.database() }
    }

    /// The message of a start that fails.
    pub(crate) async fn start_error(&self, config: Config) -> String {
        Receiver::open(config).await.map(drop).unwrap_err().to_string().replace(&self.root(), "PLACE")
    }

    fn root(&self) -> String {
        self.folder.path().display().to_string()
    }
}

/// A running receiver.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    client: Client<HttpConnector, Full<Bytes>>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    database: PathBuf,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Bytes,
}

impl Server {
    /// Stops it and waits for the end.
    pub(crate) async fn stop(self) {
        self.begin_stop().await.unwrap();
    }

    /// Tells it to stop.
    pub(crate) fn begin_stop(self) -> JoinHandle<()> {
        let _ = self.stop.send(());
        self.task
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(body))).unwrap();
        let (parts, body) = self.client.request(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"").await
    }

    /// Posts a record as the widget does.
    pub(crate) async fn post(&self, jws: &str) -> Answer {
        self.send("POST", "/records", &[("content-type", JOSE), ("origin", ORIGIN)], jws.as_bytes()).await
    }

    /// A nonce for that key.
    pub(crate) async fn nonce(&self, key: &Es256Key) -> Nonce {
        let body = format!(r#"{{"key":"{}"}}"#, key.kid());
        let headers = [("content-type", "application/json"), ("origin", ORIGIN)];
        let answer = self.send("POST", "/nonces", &headers, body.as_bytes()).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let grant = NonceGrant::from_json(&json::parse(&answer.body).unwrap()).unwrap();
        Nonce::Issued(IssuedNonce { value: grant.nonce, expires_at: grant.expires_at })
    }

    /// The published keys.
    pub(crate) async fn keys(&self) -> JwkSet {
        let answer = self.get("/.well-known/jwks.json").await;
        JwkSet::from_json(&json::parse(&answer.body).unwrap()).unwrap()
    }

    /// How many records are stored, and how many nonces are used up.
    pub(crate) async fn stored(&self) -> (i64, i64) {
        rows(&self.database, "SELECT count(*), count(nonce) FROM records").await[0]
    }
}

impl Answer {
    /// The problem that it is; asserts that it is one in every respect.
    pub(crate) fn problem(&self) -> ProblemKind {
        assert_eq!(self.header("content-type"), PROBLEM, "{self:?}");
        let problem = Problem::from_json(&json::parse(&self.body).unwrap()).unwrap();
        assert_eq!(u32::from(self.status.as_u16()), problem.status, "{self:?}");
        assert_eq!(self.status.as_u16(), problem.r#type.status(), "{self:?}");
        assert_eq!(problem.title, problem.r#type.title());
        assert!(!problem.detail.is_empty());
        problem.r#type
    }

    /// The receipt that it is, without the proof behind it, which is another each time.
    pub(crate) fn receipt(&self) -> &str {
        Logged::split(&self.body).receipt
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn etag(&self) -> &str {
        self.header(header::ETAG.as_str())
    }
}

/// Looks into a database with a connection of its own.
pub(crate) async fn rows<R>(database: &Path, sql: &'static str) -> Vec<R>
where
    R: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> + Send + Unpin,
{
    let mut connection = SqliteConnectOptions::new().filename(database).connect().await.unwrap();
    sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap()
}

/// Changes a database behind the receiver's back.
pub(crate) async fn execute(database: &Path, sql: &'static str) {
    let mut connection = SqliteConnectOptions::new().filename(database).connect().await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
}

/// A sign-up that holds, signed by that key.
pub(crate) fn signed(key: &Es256Key, nonce: Nonce) -> String {
    signed_with(key, nonce, &packs::published())
}

/// The same, answering another pack.
pub(crate) fn signed_with(key: &Es256Key, nonce: Nonce, pack: &Published) -> String {
    let mut record = packs::acceptance(pack);
    record.offer.nonce = nonce;
    sign(key, &record)
}

pub(crate) fn sign(key: &Es256Key, record: &impl ToJson) -> String {
    records::sign(key, record)
}
