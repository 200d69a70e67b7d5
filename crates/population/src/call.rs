//! Asking the service about one row: tried a few times, each time with the same bytes.

use crate::{
    AskFault, Service,
    answer::{ANSWER_BYTES_MAX, Answer, AnswerFault, read_answer},
};
use std::{sync::Arc, time::Duration};
use ureq::{Body, Error, http::Response};

/// Waits this long, or until the program stops.
pub type Pause = Arc<dyn Fn(Duration) + Send + Sync>;

/// What one try came to.
struct Tried {
    fault: AskFault,
    /// How long the service asks us to wait.
    after: Option<Duration>,
}

impl Service {
    /// Asks with these bytes, which are the request `request`. What may pass is tried again after a pause that doubles,
    /// or that the service names.
    pub(crate) fn ask(&self, request: &str, body: &[u8]) -> Result<Answer, AskFault> {
        let limits = &self.settings.limits;
        let mut pause = limits.first_pause;
        let mut attempt = 1;
        loop {
            let Tried { fault, after } = match self.try_once(request, body) {
                Ok(answer) => return Ok(answer),
                Err(tried) => tried,
            };
            if attempt >= limits.attempts || !fault.is_passing() {
                return Err(fault);
            }
            (self.pause)(after.unwrap_or(pause).min(limits.longest_pause));
            pause = pause.saturating_mul(2);
            attempt += 1;
        }
    }

    /// The pause between two requests.
    pub(crate) fn keep_pace(&self) {
        (self.pause)(self.settings.limits.between);
    }

    fn try_once(&self, request: &str, body: &[u8]) -> Result<Answer, Tried> {
        let settings = &self.settings;
        let mut call = self.agent.post(&settings.address).header("Content-Type", "application/json");
        if let Some(token) = &settings.token {
            call = call.header("Authorization", format!("Bearer {}", token.reveal()));
        }
        let mut response = call.send(body).map_err(|fault| Tried { fault: of_call(&fault), after: None })?;
        if let Some(fault) = of_status(response.status().as_u16()) {
            return Err(Tried { fault, after: retry_after(&response) });
        }
        let limit = ANSWER_BYTES_MAX as u64 + 1;
        let read = response.body_mut().with_config().limit(limit).read_to_vec();
        let answer = read.map_err(|fault| of_body(&fault)).and_then(|bytes| Ok(read_answer(&bytes, request)?));
        answer.map_err(|fault| Tried { fault, after: None })
    }
}

fn of_call(fault: &Error) -> AskFault {
    match fault {
        Error::Timeout(_) => AskFault::TimedOut,
        _ => AskFault::Unreachable,
    }
}

fn of_body(fault: &Error) -> AskFault {
    match fault {
        Error::Timeout(_) => AskFault::TimedOut,
        Error::BodyExceedsLimit(_) => AskFault::Unreadable(AnswerFault::TooLong),
        _ => AskFault::CutOff,
    }
}

/// A refused request comes with status 400 and an envelope that says no more than that.
fn of_status(status: u16) -> Option<AskFault> {
    match status {
        200 => None,
        429 => Some(AskFault::Busy),
        401 | 403 => Some(AskFault::Denied { status }),
        500.. => Some(AskFault::Failing { status }),
        _ => Some(AskFault::Rejected { status }),
    }
}

/// Seconds alone: a service that names a day is asked again after our own pause.
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let told = response.headers().get("Retry-After")?.to_str().ok()?;
    told.trim().parse().ok().map(Duration::from_secs)
}
