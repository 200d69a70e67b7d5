//! A line to the test server that can be cut, and that speaks TLS when it is given a certificate.

use db::Place;
use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    task::JoinHandle,
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

/// What a client sends that asks for TLS.
const TLS_PLEASE: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

pub(crate) struct Proxy {
    /// Dropping it ends every task.
    runtime: Runtime,
    line: Arc<Line>,
    port: u16,
}

struct Line {
    server: SocketAddr,
    acceptor: Option<TlsAcceptor>,
    is_cut: AtomicBool,
    handshakes: AtomicUsize,
    talks: Mutex<Vec<JoinHandle<()>>>,
}

impl Proxy {
    /// A line to the server of `place`.
    pub(crate) fn to(place: &Place, tls: Option<ServerConfig>) -> Proxy {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let line = Arc::new(Line {
            server: server_of(place),
            acceptor: tls.map(|config| TlsAcceptor::from(Arc::new(config))),
            is_cut: AtomicBool::new(false),
            handshakes: AtomicUsize::new(0),
            talks: Mutex::new(Vec::new()),
        });
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let port = listener.local_addr().expect("its number").port();
        runtime.spawn(listen(listener, line.clone()));
        Proxy { runtime, line, port }
    }

    /// The database of `place` over this line.
    pub(crate) fn place(&self, place: &Place, host: &str, words: &str) -> Place {
        let Place::Server(address) = place else { panic!("a server") };
        let start = address.split('?').next().expect("split gives one");
        let (before, database) = start.rsplit_once('/').expect("a database");
        let login = before.trim_start_matches("postgres://").rsplit_once('@').map_or("", |(login, _)| login);
        Place::Server(format!("postgres://{login}@{host}:{}/{database}?{words}", self.port))
    }

    /// Breaks every connection, and takes no new one until `mend`.
    pub(crate) fn cut(&self) {
        self.line.is_cut.store(true, Ordering::SeqCst);
        for talk in self.line.talks.lock().expect("no panic").drain(..) {
            talk.abort();
            // Aborted or ended by itself: either way its sockets are closed now.
            let _ = self.runtime.block_on(talk);
        }
    }

    pub(crate) fn mend(&self) {
        self.line.is_cut.store(false, Ordering::SeqCst);
    }

    /// How many clients shook hands.
    pub(crate) fn handshakes(&self) -> usize {
        self.line.handshakes.load(Ordering::SeqCst)
    }
}

fn server_of(place: &Place) -> SocketAddr {
    let Place::Server(address) = place else { panic!("a server") };
    let config: postgres::Config = address.parse().expect("an address");
    let [postgres::config::Host::Tcp(host), ..] = config.get_hosts() else { panic!("the test server has a TCP port") };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    std::net::ToSocketAddrs::to_socket_addrs(&(host.as_str(), port)).expect("a name").next().expect("an address")
}

async fn listen(listener: TcpListener, line: Arc<Line>) {
    while let Ok((client, _)) = listener.accept().await {
        if !line.is_cut.load(Ordering::SeqCst) {
            let talk = tokio::spawn(carry(client, line.clone()));
            line.talks.lock().expect("no panic").push(talk);
        }
    }
}

/// Carries bytes both ways; an end on either side is an end on both.
async fn carry(mut client: TcpStream, line: Arc<Line>) {
    let Ok(mut server) = TcpStream::connect(line.server).await else { return };
    let Some(acceptor) = &line.acceptor else {
        let _ = copy_bidirectional(&mut client, &mut server).await;
        return;
    };
    let mut asked = [0; 8];
    if client.read_exact(&mut asked).await.is_err() || asked != TLS_PLEASE || client.write_all(b"S").await.is_err() {
        return;
    }
    if let Ok(mut client) = acceptor.accept(client).await {
        line.handshakes.fetch_add(1, Ordering::SeqCst);
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}
