//! A line to the test's PostgreSQL that can be cut and mended, as a network or a stopped server would.

use db::Place;
use std::{
    io,
    net::{Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs as _},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// The line. It ends with the test's process.
pub struct Line {
    port: u16,
    wire: Arc<Wire>,
}

struct Wire {
    server: SocketAddr,
    is_cut: AtomicBool,
    /// Both ends of every talk there was.
    ends: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// A line to the server of `place`.
    pub fn to(place: &Place) -> Line {
        let host = host_of(place);
        let server = host.to_socket_addrs().expect("a name").next().expect("an address");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let wire = Arc::new(Wire { server, is_cut: AtomicBool::new(false), ends: Mutex::default() });
        let carrying = Arc::clone(&wire);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // What cannot be carried is dropped, as the client would see it of a server that is away.
                let _ = carrying.carry(client);
            }
        });
        Line { port, wire }
    }

    /// The database of `place`, over this line.
    pub fn place(&self, place: &Place) -> Place {
        let Place::Server(address) = place else { panic!("a server") };
        let host = host_of(place);
        Place::Server(address.replacen(&host, &format!("127.0.0.1:{}", self.port), 1))
    }

    /// Breaks every connection, and carries no new one until `mend`.
    pub fn cut(&self) {
        self.wire.is_cut.store(true, Ordering::SeqCst);
        for end in self.wire.ends.lock().expect("no panic").drain(..) {
            // It may have ended by itself.
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// Carries again.
    pub fn mend(&self) {
        self.wire.is_cut.store(false, Ordering::SeqCst);
    }
}

impl Wire {
    fn carry(&self, client: TcpStream) -> io::Result<()> {
        let server = TcpStream::connect(self.server)?;
        let mut ends = self.ends.lock().expect("no panic");
        if self.is_cut.load(Ordering::SeqCst) {
            return Ok(());
        }
        ends.extend([client.try_clone()?, server.try_clone()?]);
        pipe(client.try_clone()?, server.try_clone()?);
        pipe(server, client);
        Ok(())
    }
}

/// Carries bytes one way until either end is gone.
fn pipe(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}

/// The host with its port, as it stands in a server's address.
fn host_of(place: &Place) -> String {
    let Place::Server(address) = place else { panic!("a server") };
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let server = rest.split(['/', '?']).next().expect("split gives one");
    let host = server.rsplit_once('@').map_or(server, |(_, host)| host);
    assert!(host.contains(':'), "the test's server is named with its port: {host}");
    host.to_owned()
}
