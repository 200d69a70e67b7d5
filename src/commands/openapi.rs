//! `ansinh openapi`

use crate::{
    fault::{Exit, Fault},
    terminal::Terminal,
};

/// The description of the API is JSON for machines whatever form the other answers have.
pub(super) fn openapi() -> Result<Exit, Fault> {
    Terminal::print(web::api::openapi().trim_end())?;
    Ok(Exit::Done)
}
