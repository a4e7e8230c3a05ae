//! The loop that accepts connections. hyper's own, because axum's sets no time-out for reading a request's head.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use crate::Timeouts;

/// Heads are small here; what is larger is not for us.
const LARGEST_HEAD: usize = 16 * 1024;
/// Open at a time. Each may hold a head and a part of a body.
const CONNECTIONS: usize = 4_096;

pub(crate) async fn run(
    listener: TcpListener,
    router: Router,
    timeouts: Timeouts,
    shutdown: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(timeouts.headers).max_buf_size(LARGEST_HEAD);
    let mut shutdown = pin!(shutdown);
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // Without a seat nobody is let in: the system keeps them waiting at the door.
        let (stream, seat) = tokio::select! {
            next = seated(&listener, &seats) => next,
            () = &mut shutdown => break,
        };
        let mut stream = TimeoutStream::new(stream);
        // Each seat is somebody else's who would read.
        stream.set_write_timeout(Some(timeouts.reading));
        let service = TowerToHyperService::new(router.clone());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service));
        tokio::spawn(async move {
            // Hung up, too slow, not HTTP: the connection is closed, and that is all there is to do.
            let _ = connection.await;
            drop(seat);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(timeouts.drain) => tracing::warn!("some requests did not end in time"),
    }
}

/// The next connection, once there is a seat for it.
async fn seated(listener: &TcpListener, seats: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // A seat fails only when all are closed, which nobody does.
    let seat = Arc::clone(seats).acquire_owned().await.ok();
    (accept(listener).await, seat)
}

/// The next connection. What hinders it, like too many open files, passes.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Fails when the other side is gone already, which reading then finds.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(error) if belongs_to_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted; trying again in a second");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

fn belongs_to_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
