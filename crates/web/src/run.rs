//! The server from the outside: one call that blocks until the program is asked to end.

use crate::{Settings, Web};
use kernel::{Chance, Clock};
use office::Desk;
use std::{io, net::SocketAddr, process, sync::Arc};
use tokio::{net::TcpListener, runtime, signal};

/// Serves at `address` until the program gets SIGTERM or Ctrl+C, and then finishes what was begun.
/// `on_ready` hears the address in use, which tells the port where none was named. Asked to end twice, it ends at once.
pub fn run(
    desk: Arc<Desk>,
    settings: Settings,
    clock: Arc<dyn Clock>,
    address: SocketAddr,
    on_ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        let asked_to_end = asked_to_end()?;
        let web = Web::new(desk, settings, clock, Chance::from_system());
        on_ready(listener.local_addr()?);
        web.serve(listener, asked_to_end).await;
        Ok(())
    })
}

/// The exit code of a program that Ctrl+C ended, as shells know it.
const ENDED_BY_HAND: i32 = 130;

/// Listens from now on; resolves at the first signal.
fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    let mut signals = Signals::listen()?;
    Ok(async move {
        signals.next().await;
        tokio::spawn(async move {
            signals.next().await;
            process::exit(ENDED_BY_HAND);
        });
    })
}

#[cfg(unix)]
struct Signals {
    terminate: signal::unix::Signal,
    interrupt: signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Signals> {
        use signal::unix::{SignalKind, signal};
        Ok(Signals { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Signals> {
        Ok(Signals)
    }

    async fn next(&mut self) {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
