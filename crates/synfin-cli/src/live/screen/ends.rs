//! Both ends of a connection, in as many columns as there are.

use std::net::{IpAddr, SocketAddr};

use synfin::flow::key::Socket;

/// Between the originator and the responder.
const ARROW: &str = " → ";
const ARROW_WIDTH: usize = 3;
/// Below that, one end alone says more than both.
pub(crate) const FOR_BOTH: usize = 30;

/// `192.0.2.1:54021 → 198.51.100.23:443`, in `room` columns: of what is longer the middle of addresses is left out, never a port;
/// where there is hardly any room the responder alone is told.
pub(crate) fn both_ends(originator: Socket, responder: Socket, room: usize) -> String {
    if room < FOR_BOTH {
        return responder_alone(responder, room);
    }
    let [left, right] = [originator, responder].map(whole);
    let (room, half) = (room - ARROW_WIDTH, (room - ARROW_WIDTH) / 2);
    let (left, right) = match (left.len(), right.len()) {
        (one, other) if one + other <= room => (left, right),
        (one, _) if one <= half => {
            let right = one_end(responder, room - one);
            (left, right)
        }
        (_, other) if other <= half => (one_end(originator, room - other), right),
        _ => (one_end(originator, half), one_end(responder, room - half)),
    };
    [left, right].join(ARROW)
}

/// `→ 198.51.100.23:443`
pub(crate) fn responder_alone(responder: Socket, room: usize) -> String {
    format!("→ {}", one_end(responder, room.saturating_sub(2)))
}

/// An address and a port, which is kept.
fn one_end(socket: Socket, room: usize) -> String {
    let whole = whole(socket);
    if whole.len() <= room {
        return whole;
    }
    let address = socket.address();
    let [before, behind] = match address {
        IpAddr::V4(_) => [String::new(), format!(":{}", socket.port())],
        IpAddr::V6(_) => ["[".to_owned(), format!("]:{}", socket.port())],
    };
    let address = address.to_string();
    // What an ellipsis takes, too.
    let left = room.saturating_sub(before.len() + behind.len() + 1);
    let (head, tail) = (left.div_ceil(2), left / 2);
    format!("{before}{}…{}{behind}", &address[..head], &address[address.len() - tail..])
}

fn whole(socket: Socket) -> String {
    SocketAddr::new(socket.address(), socket.port()).to_string()
}

#[cfg(test)]
mod tests {
    use super::both_ends;
    use synfin::flow::key::Socket;

    fn socket(address: &str, port: u16) -> Socket {
        Socket::new(address.parse().expect("an address"), port)
    }

    #[test]
    fn of_long_addresses_the_middle_is_left_out_and_never_a_port() {
        let long = socket("2001:db8:85a3:1234:5678:8a2e:370:7334", 54_017);
        let [short, usual] = [socket("2001:db8::1", 443), socket("198.51.100.23", 443)];
        assert_eq!(both_ends(usual, usual, 40), "198.51.100.23:443 → 198.51.100.23:443");
        assert_eq!(
            both_ends(long, short, 60),
            "[2001:db8:85a3:12…8:8a2e:370:7334]:54017 → [2001:db8::1]:443"
        );
        assert_eq!(both_ends(short, long, 40), "[2001:db8::1]:443 → [2001:d…:7334]:54017");
        assert_eq!(both_ends(long, long, 41), "[2001:…:7334]:54017 → [2001:…:7334]:54017");
        assert_eq!(both_ends(usual, usual, 20), "→ 198.51.100.23:443");
        assert_eq!(both_ends(usual, usual, 15), "→ 198.…0.23:443");
    }

    #[test]
    fn they_keep_within_their_columns() {
        let ends = ["192.168.100.100", "10.0.0.1", "2001:db8::1", "2001:db8:85a3:1234:5678:8a2e:370:7334"];
        for (one, other) in ends.iter().flat_map(|one| ends.iter().map(move |other| (one, other))) {
            for room in 12..120 {
                let told = both_ends(socket(one, 54_017), socket(other, 65_535), room);
                assert!(told.chars().count() <= room.max(12), "{room}: {told}");
                assert!(told.ends_with(":65535"), "{told}");
            }
        }
    }
}
