//! One attempt: one connection, one POST, the status. Redirects are not followed: whom the secret is shared with is
//! whom the message is for.

use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use axum::http::{Request, StatusCode, header};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::{Endpoint, PrivateAddresses, Secrets, address};

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was taken (2xx).
    Taken,
    /// Nobody there wants to hear any more (410).
    Gone,
    /// Why not.
    Failed(String),
}

/// What attempts share.
pub(super) struct Sender {
    tls: TlsConnector,
    private: PrivateAddresses,
    timeout: Duration,
}

impl Sender {
    /// With the system's roots, as they are now.
    pub(super) fn new(private: PrivateAddresses, timeout: Duration) -> Self {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        for error in found.errors {
            tracing::warn!(%error, "some of the system's root certificates can't be read");
        }
        roots.add_parsable_certificates(found.certs);
        let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring has what TLS 1.2 and 1.3 need")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { tls: TlsConnector::from(Arc::new(config)), private, timeout }
    }

    pub(super) async fn post(&self, to: &Endpoint, secrets: &Secrets, id: &str, body: String) -> Outcome {
        match tokio::time::timeout(self.timeout, self.try_post(to, secrets, id, body)).await {
            Ok(Ok(status)) if status.is_success() => Outcome::Taken,
            Ok(Ok(StatusCode::GONE)) => Outcome::Gone,
            Ok(Ok(status)) => Outcome::Failed(format!("answered {status}")),
            Ok(Err(error)) => Outcome::Failed(error.to_string()),
            Err(_) => Outcome::Failed(format!("no answer within {:?}", self.timeout)),
        }
    }

    async fn try_post(
        &self,
        to: &Endpoint,
        secrets: &Secrets,
        id: &str,
        body: String,
    ) -> io::Result<StatusCode> {
        let request = request(to, secrets, id, body)?;
        let tcp = self.connect(to).await?;
        if !to.has_tls() {
            return exchange(tcp, request).await;
        }
        let name = ServerName::try_from(to.host().to_owned()).map_err(io::Error::other)?;
        exchange(self.tls.connect(name, tcp).await?, request).await
    }

    /// Names are judged by what they lead to at this moment, so that none can lead elsewhere after it was judged.
    async fn connect(&self, to: &Endpoint) -> io::Result<TcpStream> {
        let allowed =
            |address: IpAddr| self.private == PrivateAddresses::Allowed || address::is_public(address);
        let mut failure = io::Error::other(
            "its address is not of the public Internet, and private = true is not set under [webhooks]",
        );
        for address in lookup_host((to.host(), to.port())).await? {
            if allowed(address.ip()) {
                match TcpStream::connect(address).await {
                    Ok(stream) => return Ok(stream),
                    Err(error) => failure = error,
                }
            }
        }
        Err(failure)
    }
}

fn request(to: &Endpoint, secrets: &Secrets, id: &str, body: String) -> io::Result<Request<Full<Bytes>>> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let host = to.0.authority().map_or("", |authority| authority.as_str());
    Request::post(to.0.path_and_query().map_or("/", |path| path.as_str()))
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, concat!("Samtycke/", env!("CARGO_PKG_VERSION")))
        .header(header::CONNECTION, "close")
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds)
        .header("webhook-signature", secrets.sign(id, seconds, &body))
        .body(Full::new(body.into()))
        .map_err(io::Error::other)
}

/// The status of the answer; what else it says nobody reads.
async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> io::Result<StatusCode> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    let mut answer = pin!(sender.send_request(request));
    let answer = tokio::select! {
        answer = &mut answer => answer,
        // With the connection's end the answer is there, or never will be.
        _ = connection => answer.await,
    };
    answer.map(|response| response.status()).map_err(io::Error::other)
}
