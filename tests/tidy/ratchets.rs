//! Figures that may only go down. Whoever lowers one, lowers it here; nobody raises one without saying why in the commit.

/// How long a Rust file may be.
pub const FILE_LINES_MAX: usize = 600;

/// Rust files that are longer, with their length.
pub const LONG_FILES: &[(&str, usize)] = &[];

/// Places that say something else to SQLite than to PostgreSQL. Each is run by a test on both.
pub const DIALECT_ARMS: usize = 1;

/// Routes that ask for no action of the role table, each with its access. A new page names an action instead.
pub const OPEN_ROUTES: &[&str] = &[
    "Public GET /healthz",
    "Public GET /readyz",
    "Public GET /metrics",
    "Public GET /static/{file}",
    "Public GET /about",
    "Public GET /about/licence",
    "Public POST /language",
    "Public GET /first-run",
    "Public POST /first-run",
    "Public GET /sign-in",
    "Public POST /sign-in",
    "Public GET /sign-in/external",
    "Public GET /sign-in/external/return",
    "Halfway GET /sign-in/code",
    "Halfway POST /sign-in/code",
    "Halfway POST /sign-out",
    "SignedIn GET /assignment",
    "SignedIn POST /assignment",
    "SignedIn GET /",
    "SignedIn GET /account",
    "Halfway GET /account/password",
    "Halfway POST /account/password",
    "Halfway GET /account/second-factor",
    "Halfway POST /account/second-factor",
    "Halfway POST /account/second-factor/confirm",
    "SignedIn GET /account/recovery-codes",
    "SignedIn POST /account/recovery-codes",
    "SignedIn GET /account/second-factor/remove",
    "SignedIn POST /account/second-factor/remove",
    "SignedIn POST /account/sessions/{id}/end",
    "SignedIn POST /account/sessions/end-others",
    "SignedIn GET /jobs",
    "SignedIn GET /jobs/{id}",
    "SignedIn GET /jobs/{id}/events",
    "SignedIn POST /jobs/{id}/cancel",
    "Public GET /api/v1/openapi.json",
    "Public GET /api/v1/problems",
    "SignedIn GET /api/v1/me",
    "SignedIn GET /api/v1/rights",
    "SignedIn GET /api/v1/jobs",
    "SignedIn POST /api/v1/jobs",
    "SignedIn GET /api/v1/jobs/{job}",
    "SignedIn POST /api/v1/jobs/{job}/cancel",
    "Public GET /kitchen-sink",
    "Public POST /kitchen-sink",
    "Public GET /kitchen-sink/panic",
];
