//! Which ends a connection has.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

/// Reads an address or a prefix.
pub(crate) fn host(text: &str) -> Result<IpNet, String> {
    // One of several may stand behind a comma and a space.
    let text = text.trim_start();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().map(IpNet::from);
    address.or_else(|_| bare.parse()).map_err(|_| match text.parse::<SocketAddr>() {
        Ok(socket) => format!("a port is asked by itself: --host {} --port {}", socket.ip(), socket.port()),
        Err(_) => "it is neither an address nor a prefix such as 192.0.2.0/24 or 2001:db8::/32; names are not looked up".to_owned(),
    })
}

/// Whether one of two ends is as these ask; where nothing is asked, any is.
pub(crate) fn one_is_among(ends: [(IpAddr, u16); 2], hosts: &[IpNet], ports: &[u16]) -> bool {
    let host =
        hosts.is_empty() || ends.iter().any(|(address, _)| hosts.iter().any(|net| net.contains(address)));
    let port = ports.is_empty() || ends.iter().any(|(_, port)| ports.contains(port));
    host && port
}

#[cfg(test)]
mod tests {
    use super::{host, one_is_among};

    #[test]
    fn either_end_may_be_the_one() {
        let ends = [("192.0.2.10", 54203), ("2001:db8::1", 23)]
            .map(|(address, port)| (address.parse().expect("an address"), port));
        let hosts = |texts: &[&str]| texts.iter().map(|text| host(text).expect("a host")).collect::<Vec<_>>();
        assert!(one_is_among(ends, &[], &[]));
        assert!(one_is_among(ends, &hosts(&["192.0.2.10"]), &[23]));
        assert!(one_is_among(ends, &hosts(&["10.0.0.0/8", "2001:db8::/32"]), &[1, 54203]));
        assert!(one_is_among(ends, &hosts(&["[2001:db8::1]"]), &[]));
        assert!(!one_is_among(ends, &hosts(&["192.0.2.11"]), &[]));
        assert!(!one_is_among(ends, &hosts(&["192.0.2.10"]), &[24]));
        for socket in ["192.0.2.1:80", "[2001:db8::1]:80"] {
            assert!(host(socket).is_err_and(|said| said.ends_with(" --port 80")), "{socket}");
        }
        assert!(host("localhost").is_err() && host("192.0.2.0/33").is_err());
    }
}
