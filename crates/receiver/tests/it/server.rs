//! A receiver in a folder of its own, on a port of its own.

use std::net::SocketAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::{Client as HttpClient, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use samtycke_pack::offer::Published;
use samtycke_receiver::{Config, Database, Origin, Packs, PublicUrl, Receiver};
use samtycke_record::json::{self, FromJson as _, ToJson};
use samtycke_record::jws::JwkSet;
use samtycke_record::protocol::{JOSE, NonceGrant, PROBLEM, Problem, ProblemKind};
use samtycke_record::receipt::Logged;
use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce, Uuid};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::database::{TestDatabase, rows};
use crate::packs;
use crate::packs::records::{self, AUDIENCE, ORIGIN};

/// Where a receiver keeps its things; outlives the receiver.
pub(crate) struct Place {
    folder: TempDir,
    database: Arc<TestDatabase>,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let database = TestDatabase::new(folder.path());
        Self::of(folder, database)
    }

    /// With a database that lies elsewhere.
    pub(crate) fn with(database: TestDatabase) -> Self {
        Self::of(TempDir::new().unwrap(), database)
    }

    fn of(folder: TempDir, database: TestDatabase) -> Self {
        let place = Self { folder, database: Arc::new(database) };
        packs::write(&packs::manifest(), &place.path("pack"));
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn database(&self) -> &TestDatabase {
        &self.database
    }

    pub(crate) fn config(&self) -> Config {
        config(self.folder.path(), self.database.get())
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
        Server { client: Client::new(address), stop, task, database: Arc::clone(&self.database) }
    }

    /// The message of a start that fails.
    pub(crate) async fn start_error(&self, config: Config) -> String {
        let message = Receiver::open(config).await.map(drop).unwrap_err().to_string();
        message.replace(self.database.text(), "DATABASE").replace(&self.root(), "PLACE")
    }

    fn root(&self) -> String {
        self.folder.path().display().to_string()
    }
}

/// The endpoint that the test records name, with the pack that they answer.
pub(crate) fn config(folder: &Path, database: Database) -> Config {
    let url = PublicUrl::parse(AUDIENCE).unwrap();
    let packs = Packs::Folders(vec![folder.join("pack")]);
    let mut config = Config::new(url, database, folder.join("key.pem"), packs);
    config.origins = vec![Origin::parse(ORIGIN).unwrap()];
    config
}

/// A running receiver; what is asked of it goes through its client.
pub(crate) struct Server {
    client: Client,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    database: Arc<TestDatabase>,
}

/// Speaks to a receiver over HTTP.
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    http: HttpClient<HttpConnector, Full<Bytes>>,
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

    /// How many records are stored, and how many nonces are used up.
    pub(crate) async fn stored(&self) -> (i64, i64) {
        rows(&self.database, "SELECT count(*), count(nonce) FROM records").await[0]
    }
}

impl Deref for Server {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, http: HttpClient::builder(TokioExecutor::new()).build_http() }
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        self.try_send(method, path, headers, body).await.unwrap()
    }

    /// Or why there was no answer.
    pub(crate) async fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, String> {
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(body))).unwrap();
        let (parts, body) = self.http.request(request).await.map_err(|error| error.to_string())?.into_parts();
        let body = body.collect().await.map_err(|error| error.to_string())?.to_bytes();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body,
        };
        crate::openapi::check(method, path, &answer);
        Ok(answer)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"").await
    }

    /// Posts a record as the widget does.
    pub(crate) async fn post(&self, jws: &str) -> Answer {
        self.try_post(jws).await.unwrap()
    }

    /// The same, again as long as it is put off, as every client is told to.
    pub(crate) async fn deliver(&self, jws: &str) -> Answer {
        for _ in 1..10 {
            let answer = self.post(jws).await;
            if answer.status != StatusCode::SERVICE_UNAVAILABLE {
                return answer;
            }
        }
        self.post(jws).await
    }

    /// Or why there was no answer.
    pub(crate) async fn try_post(&self, jws: &str) -> Result<Answer, String> {
        let headers = [("content-type", JOSE), ("origin", ORIGIN)];
        self.try_send("POST", "/records", &headers, jws.as_bytes()).await
    }

    /// A nonce for that key.
    pub(crate) async fn nonce(&self, key: &Es256Key) -> Nonce {
        self.try_nonce(key).await.unwrap()
    }

    /// Or why there was no answer.
    pub(crate) async fn try_nonce(&self, key: &Es256Key) -> Result<Nonce, String> {
        let body = format!(r#"{{"key":"{}"}}"#, key.kid());
        let headers = [("content-type", "application/json"), ("origin", ORIGIN)];
        let answer = self.try_send("POST", "/nonces", &headers, body.as_bytes()).await?;
        assert_eq!(answer.status, 201, "{answer:?}");
        let grant = NonceGrant::from_json(&json::parse(&answer.body).unwrap()).unwrap();
        Ok(Nonce::Issued(IssuedNonce { value: grant.nonce, expires_at: grant.expires_at }))
    }

    /// The published keys.
    pub(crate) async fn keys(&self) -> JwkSet {
        let answer = self.get("/.well-known/jwks.json").await;
        JwkSet::from_json(&json::parse(&answer.body).unwrap()).unwrap()
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

/// A sign-up that holds, signed by that key.
pub(crate) fn signed(key: &Es256Key, nonce: Nonce) -> String {
    signed_with(key, nonce, &packs::published())
}

/// The same with an id of its own.
pub(crate) fn signed_anew(key: &Es256Key, nonce: Nonce) -> String {
    let mut record = packs::acceptance(&packs::published());
    record.record_id = fresh_id();
    record.offer.nonce = nonce;
    sign(key, &record)
}

/// An id that no other record has.
pub(crate) fn fresh_id() -> Uuid {
    Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap()
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
