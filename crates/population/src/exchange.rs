//! How this office exchanges with the population database.

use crate::{Sender, Service};
use std::sync::Arc;

/// The database under the name it has in the letters.
const NAME: &str = "CSDLQG về dân cư";

/// The database's name, our codes there, and the service, where one can be asked over the network.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The name under which its answers stand in decisions.
    pub name: String,
    /// Our codes there.
    pub sender: Sender,
    /// The service; without it, batches travel as files.
    pub service: Option<Arc<Service>>,
}

impl Default for Exchange {
    fn default() -> Exchange {
        Exchange { name: NAME.to_owned(), sender: Sender::default(), service: None }
    }
}
