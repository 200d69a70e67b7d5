//! The line to a server: whom to trust, and what happens when it breaks.

use crate::{create_person, number, one_number, proxy::Proxy};
use db::{
    Backend, Db, DbError, Place, params,
    testing::{at_fresh_place, on_postgres},
};
use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use std::{fs, path::PathBuf, sync::Arc};
use tokio_rustls::rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

const INSERT: &str = "INSERT INTO person (id) VALUES ($1)";
const COUNT: &str = "SELECT COUNT(*) FROM person";

/// An authority, and what a server signed by it shows.
struct Authority {
    certificate: Certificate,
    server: ServerConfig,
}

impl Authority {
    /// Signs for the name `localhost` alone.
    fn new() -> Authority {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new([]).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).expect("a certificate");
        let issuer = Issuer::new(params, key);
        let server_key = KeyPair::generate().expect("a key");
        let names = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        let signed = names.signed_by(&server_key, &issuer).expect("a certificate");
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
        let server = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("protocols")
            .with_no_client_auth()
            .with_single_cert(vec![signed.der().clone()], private)
            .expect("a chain");
        Authority { certificate, server }
    }

    fn write(&self, folder: &tempfile::TempDir, name: &str) -> String {
        let path: PathBuf = folder.path().join(name);
        fs::write(&path, self.certificate.pem()).expect("a file");
        path.to_str().expect("a readable path").replace('/', "%2F")
    }
}

#[test]
fn each_sslmode_trusts_whom_it_says() {
    at_fresh_place(Backend::Postgres, |place| {
        let folder = tempfile::tempdir().expect("a folder");
        let (ours, theirs) = (Authority::new(), Authority::new());
        let (our_file, their_file) = (ours.write(&folder, "ours.pem"), theirs.write(&folder, "theirs.pem"));
        let proxy = Proxy::to(place, Some(ours.server.clone()));
        let open = |host: &str, mode: &str, roots: &str| {
            let roots = if roots.is_empty() { String::new() } else { format!("&sslrootcert={roots}") };
            Db::open(&proxy.place(place, host, &format!("sslmode={mode}{roots}")))
                .and_then(|db| db.read(|tx| one_number(tx, "SELECT 5")))
        };
        for (host, mode, roots, trusted) in [
            ("localhost", "verify-full", &*our_file, true),
            ("127.0.0.1", "verify-full", &our_file, false),
            ("127.0.0.1", "verify-ca", &our_file, true),
            ("localhost", "verify-full", &their_file, false),
            ("localhost", "verify-ca", &their_file, false),
            ("127.0.0.1", "require", "", true),
            ("127.0.0.1", "require", &their_file, false),
            ("127.0.0.1", "prefer", "", true),
            ("localhost", "disable", "", false),
        ] {
            let before = proxy.handshakes();
            let answer = open(host, mode, roots);
            if trusted {
                assert_eq!(answer, Ok(5), "{host} {mode}");
                assert_eq!(proxy.handshakes(), before + 1, "{host} {mode} spoke TLS");
            } else {
                assert!(matches!(answer, Err(DbError::Away(_))), "{host} {mode} {answer:?}");
            }
        }
        for roots in ["khong-co.pem", "%2Fdev%2Fnull"] {
            let answer = open("localhost", "verify-full", roots);
            assert!(matches!(answer, Err(DbError::BadPlace(_))), "{roots} {answer:?}");
        }
    });
}

#[test]
fn a_server_without_tls_is_refused_where_tls_is_required() {
    at_fresh_place(Backend::Postgres, |place| {
        let proxy = Proxy::to(place, None);
        let place_with = |words: &str| proxy.place(place, "127.0.0.1", words);
        assert!(Db::open(&place_with("sslmode=prefer")).is_ok());
        let answer = Db::open(&place_with("sslmode=require")).map(drop);
        assert!(matches!(answer, Err(DbError::Away(_))), "{answer:?}");
    });
}

#[test]
fn a_line_that_breaks_is_told_and_mended_without_a_new_start() {
    at_fresh_place(Backend::Postgres, |place| {
        let proxy = Proxy::to(place, None);
        let db = Db::open(&proxy.place(place, "127.0.0.1", "sslmode=disable")).expect("the line is good");
        create_person(&db, "id {int} PRIMARY KEY");
        let answer = db.write(|tx| {
            tx.execute(INSERT, params![1_i64])?;
            proxy.cut();
            tx.execute(INSERT, params![2_i64])
        });
        assert!(matches!(answer, Err(DbError::Away(_))), "{answer:?}");
        let answer = db.read(|tx| one_number(tx, COUNT));
        assert!(matches!(answer, Err(DbError::Away(_))), "{answer:?}");
        proxy.mend();
        assert_eq!(number(&db, COUNT), 0);
        // Connections that died while they lay idle are passed over.
        proxy.cut();
        proxy.mend();
        assert_eq!(db.write(|tx| tx.execute(INSERT, params![3_i64])), Ok(1));
        assert_eq!(number(&db, COUNT), 1);
    });
}

#[test]
fn a_commit_without_an_answer_is_uncertain_and_never_run_again() {
    at_fresh_place(Backend::Postgres, |place| {
        let proxy = Proxy::to(place, None);
        let db = Db::open(&proxy.place(place, "127.0.0.1", "sslmode=disable")).expect("the line is good");
        create_person(&db, "id {int} PRIMARY KEY");
        let mut runs = 0;
        let answer = db.write(|tx| {
            runs += 1;
            tx.execute(INSERT, params![runs])?;
            proxy.cut();
            Ok(())
        });
        assert_eq!((answer, runs), (Err(DbError::Uncertain), 1));
    });
}

#[test]
fn connections_ended_by_an_administrator_are_replaced() {
    on_postgres(|db| {
        let end = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        let begun = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    db.read(|_| {
                        begun.wait();
                        Ok::<_, DbError>(())
                    })
                    .expect("four connections at once");
                });
            }
        });
        assert_eq!(number(db, end), 3);
        for _ in 0..8 {
            assert_eq!(db.write(|tx| one_number(tx, "SELECT 1")), Ok(1));
        }
    });
}

#[test]
fn both_databases_serve_the_blocking_threads_of_an_async_program() {
    for backend in crate::BOTH {
        at_fresh_place(backend, |place| {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
            runtime.expect("a runtime").block_on(async_program(place.clone()));
        });
    }
}

async fn async_program(place: Place) {
    let opened = tokio::task::spawn_blocking(move || {
        let db = Db::open(&place).expect("a fresh database opens");
        create_person(&db, "id {int} PRIMARY KEY");
        db
    });
    let db = opened.await.expect("no panic");
    let tasks: Vec<_> = (0..20_i64)
        .map(|id| {
            let db = db.clone();
            tokio::task::spawn_blocking(move || db.write(|tx| tx.execute(INSERT, params![id])))
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no panic"), Ok(1));
    }
    let counted = tokio::task::spawn_blocking({
        let db = db.clone();
        move || number(&db, COUNT)
    });
    assert_eq!(counted.await.expect("no panic"), 20);
    // The last hand to let go is an async one.
    drop(db);
}
