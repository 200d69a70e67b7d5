//! Takes connections, and ends in order: what was begun is finished, within a bound.

use crate::{
    Settings,
    app::{self, App},
};
use axum::{Router, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use kernel::{Chance, Clock};
use office::Desk;
use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt as _;

/// How long a browser may take to say what it wants.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// Connections at once; more wait in the kernel's queue.
const CONNECTIONS_MAX: usize = 4_096;
/// How long to wait when the machine has no file handle left for one more connection.
const BREATH: Duration = Duration::from_millis(100);

/// The pages and the API over one desk.
pub struct Web {
    app: App,
}

impl Web {
    /// Ready to serve; nothing listens yet.
    pub fn new(desk: Arc<Desk>, settings: Settings, clock: Arc<dyn Clock>, chance: Chance) -> Web {
        Web { app: App::new(desk, settings, clock, chance) }
    }

    /// The service itself, for tests that ask it without a socket.
    pub fn router(&self) -> Router {
        app::router(&self.app)
    }

    /// Serves until `shutdown` ends; then lets open requests finish, for as long as the settings' `grace_time` allows.
    pub async fn serve(self, listener: TcpListener, shutdown: impl Future<Output = ()>) {
        let graceful = GracefulShutdown::new();
        take_connections(&self.router(), &listener, &graceful, shutdown).await;
        drop(listener);
        self.app.end_streams();
        if tokio::time::timeout(self.app.settings.grace_time, graceful.shutdown()).await.is_err() {
            tracing::warn!("requests were still open when the time for ending was over");
        }
    }
}

async fn take_connections(
    app: &Router,
    listener: &TcpListener,
    graceful: &GracefulShutdown,
    shutdown: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut shutdown = pin!(shutdown);
    loop {
        let taken = tokio::select! {
            taken = take(listener, &places) => taken,
            () = &mut shutdown => return,
        };
        let Some((stream, address, place)) = taken else { continue };
        // Answers are small and whole: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
        let connection = connection_builder()
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(addressed(app.clone(), address)));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
}

/// The next connection and its place among those allowed; nothing where the machine has no handle left for it.
async fn take(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.expect("the semaphore is never closed");
    match listener.accept().await {
        Ok((stream, address)) => Some((stream, address, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be taken");
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}

fn connection_builder() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).max_headers(64);
    builder
}

/// The app, told who is at the other end.
fn addressed(
    app: Router,
    address: SocketAddr,
) -> impl tower::Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send,
> + Clone {
    tower::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        app.clone().oneshot(request)
    })
}
