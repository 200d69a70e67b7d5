//! What the sealer had to go round: noted in the trail itself, once, so that it is read there and sealed.

use super::{Entry, record, store};
use crate::{Desk, Origin};
use db::DbError;
use jiff::civil::Date;
use serde_json::json;
use std::fmt;

/// A trace of another hand that did not stop the sealing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// A checkpoint after the last genuine one was not signed with this trail's key.
    CheckpointForged {
        /// Its number as stored.
        number: i64,
    },
    /// The day's tree is not what was signed: it was left as it stands, and sealing went on with the next day's.
    DayDamaged {
        /// The day.
        day: Date,
    },
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Alarm::CheckpointForged { number } => write!(f, "checkpoint {number}"),
            Alarm::DayDamaged { day } => write!(f, "day {day}"),
        }
    }
}

/// Notes each alarm in the trail, where it is not noted yet.
pub fn note_alarms(desk: &Desk, alarms: &[Alarm]) -> Result<(), DbError> {
    if alarms.is_empty() {
        return Ok(());
    }
    let machine = desk.machine(Origin { address: "job".to_owned(), request: "sealer".to_owned() });
    desk.db().write(|tx| {
        for alarm in alarms {
            let subject = alarm.to_string();
            if store::is_recorded(tx, VERB, &subject)? {
                continue;
            }
            let what = match alarm {
                Alarm::CheckpointForged { .. } => "checkpoint_forged",
                Alarm::DayDamaged { .. } => "day_damaged",
            };
            let to = Some(json!({ "what": what }));
            record(
                tx,
                &machine,
                Entry { verb: VERB, subject_kind: "audit", subject, place: None, why: None, from: None, to },
            )?;
        }
        Ok(())
    })
}

const VERB: &str = "audit.alarm";
