//! Where a server listens.

use std::net::{AddrParseError, Ipv4Addr, SocketAddr};

/// An address with its port; a port alone is one of this machine.
pub(super) fn listen_address(text: &str) -> Result<SocketAddr, AddrParseError> {
    let port = text.strip_prefix("localhost:").unwrap_or(text).parse();
    port.map_or_else(|_| text.parse(), |port: u16| Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_alone_listens_on_this_machine() {
        let told = |text: &str| listen_address(text).map(|address| address.to_string()).ok();
        for text in ["8080", "localhost:8080", "127.0.0.1:8080"] {
            assert_eq!(told(text).as_deref(), Some("127.0.0.1:8080"), "{text}");
        }
        assert_eq!(told("0.0.0.0:80").as_deref(), Some("0.0.0.0:80"));
        assert_eq!(told("[::1]:80").as_deref(), Some("[::1]:80"));
        for text in ["", "70000", "may-chu", "10.0.0.1"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
