//! Multipath TCP in words.

use crate::segment::hex::Hex;
use crate::segment::mptcp::{AddAddress, Capable, Keys, Message, Mptcp, reset_reason, subtype_name};
use crate::segment::mptcp_dss::Dss;
use core::fmt;

/// `DSS ack 5 seq 7 subflow 1 length 100`
impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(subtype_name(self.subtype()))?;
        match *self {
            Message::Capable(capable) => write!(f, " {capable}"),
            Message::JoinSyn { flags, address_id, receiver_token, sender_nonce } => {
                let backup = backup(flags);
                write!(
                    f,
                    " address {address_id}{backup} token {receiver_token:#010x} nonce {sender_nonce:#010x}"
                )
            }
            Message::JoinSynAck { flags, address_id, truncated_hmac, sender_nonce } => {
                let backup = backup(flags);
                write!(
                    f,
                    " address {address_id}{backup} HMAC {truncated_hmac:016x} nonce {sender_nonce:#010x}"
                )
            }
            Message::JoinAck { hmac, .. } => write!(f, " HMAC {}", Hex(hmac)),
            Message::Dss(dss) => dss_in_words(&dss, f),
            Message::AddAddress(add) => write!(f, " {add}"),
            Message::RemoveAddress { address_ids, .. } => {
                address_ids.iter().try_for_each(|address_id| write!(f, " {address_id}"))
            }
            Message::Priority { flags, address_id } => {
                if let Some(address_id) = address_id {
                    write!(f, " address {address_id}")?;
                }
                f.write_str(if flags & 1 != 0 { " backup" } else { " regular" })
            }
            Message::Fail { data_seq, .. } => write!(f, " seq {data_seq}"),
            Message::FastClose { receiver_key, .. } => write!(f, " key {receiver_key:016x}"),
            Message::Reset { flags, reason } => {
                let transient = if flags & 1 != 0 { ", transient" } else { "" };
                write!(f, " {}{transient}", reset_reason(reason))
            }
            Message::Experimental { data, .. } => write!(f, " {}", Hex(data)),
            Message::Other { subtype, data, .. } => write!(f, " {subtype} {}", Hex(data)),
        }
    }
}

fn backup(flags: u8) -> &'static str {
    if flags & 1 != 0 { " backup" } else { "" }
}

impl fmt::Display for Capable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "version {} flags {:#04x}", self.version, self.flags)?;
        match self.keys {
            Keys::None => Ok(()),
            Keys::Sender(sender) => write!(f, " key {sender:016x}"),
            Keys::Both { sender, receiver, data } => {
                write!(f, " keys {sender:016x} {receiver:016x}")?;
                let Some((length, checksum)) = data else { return Ok(()) };
                write!(f, " length {length}")?;
                checksum.map_or(Ok(()), |checksum| write!(f, " checksum {checksum:#06x}"))
            }
        }
    }
}

impl fmt::Display for AddAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.address_id, self.address)?;
        if let Some(port) = self.port {
            write!(f, " port {port}")?;
        }
        match self.truncated_hmac {
            Some(hmac) => write!(f, " HMAC {hmac:016x}"),
            None => f.write_str(if self.flags & 1 != 0 { " echo" } else { "" }),
        }
    }
}

fn dss_in_words(dss: &Dss, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(ack) = dss.data_ack {
        write!(f, " ack {ack}")?;
    }
    if let Some(mapping) = dss.mapping {
        write!(f, " seq {} subflow {} length {}", mapping.data_seq, mapping.subflow_seq, mapping.length)?;
        if let Some(checksum) = mapping.checksum {
            write!(f, " checksum {checksum:#06x}")?;
        }
    }
    f.write_str(if dss.data_fin { " FIN" } else { "" })
}

impl fmt::Display for Mptcp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl fmt::Debug for Mptcp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.message())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use crate::segment::mptcp::Mptcp;
    use std::string::{String, ToString};

    fn text(data: &[u8]) -> Option<String> {
        Mptcp::new(data).map(|option| option.to_string())
    }

    #[test]
    #[rustfmt::skip]
    fn every_subtype_says_what_its_octets_hold() {
        let rows: &[(&[u8], &str)] = &[
            (&[0x01, 0x81],                                            "MP_CAPABLE version 1 flags 0x81"),
            (&[0x01, 0x01, 0, 0, 0, 0, 0, 0, 0, 9],                    "MP_CAPABLE version 1 flags 0x01 key 0000000000000009"),
            (&[0x01, 0x01, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 8, 0, 5],
                "MP_CAPABLE version 1 flags 0x01 keys 0000000000000009 0000000000000008 length 5"),
            (&[0x11, 2, 0, 0, 0, 3, 0, 0, 0, 4],                       "MP_JOIN address 2 backup token 0x00000003 nonce 0x00000004"),
            (&[0x10, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4],           "MP_JOIN address 2 HMAC 0000000000000003 nonce 0x00000004"),
            (&[0x20, 0x01, 0, 0, 0, 5],                                "DSS ack 5"),
            (&[0x20, 0x13, 0, 0, 0, 0, 0, 0, 0, 5],                    "DSS ack 5 FIN"),
            (&[0x20, 0x05, 0, 0, 0, 5, 0, 0, 0, 7, 0, 0, 0, 1, 0, 100], "DSS ack 5 seq 7 subflow 1 length 100"),
            (&[0x30, 1, 10, 0, 0, 1, 0, 80, 0, 0, 0, 0, 0, 0, 0, 1],   "ADD_ADDR 1 10.0.0.1 port 80 HMAC 0000000000000001"),
            (&[0x31, 1, 10, 0, 0, 1],                                  "ADD_ADDR 1 10.0.0.1 echo"),
            (&[0x36, 1, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "ADD_ADDR 1 2001:db8::1"),
            (&[0x40, 1, 2],                                            "REMOVE_ADDR 1 2"),
            (&[0x51],                                                  "MP_PRIO backup"),
            (&[0x50, 3],                                               "MP_PRIO address 3 regular"),
            (&[0x60, 0, 0, 0, 0, 0, 0, 0, 0, 6],                       "MP_FAIL seq 6"),
            (&[0x70, 0, 0, 0, 0, 0, 0, 0, 0, 6],                       "MP_FASTCLOSE key 0000000000000006"),
            (&[0x81, 2],                                               "MP_TCPRST lack of resources, transient"),
            (&[0xf0, 0xaa],                                            "MP_EXPERIMENTAL aa"),
            (&[0x90, 0xaa],                                            "unassigned 9 aa"),
        ];
        for (octets, words) in rows {
            assert_eq!(text(octets).as_deref(), Some(*words));
        }
        let hmac = [&[0x10, 0][..], &[7; 20]].concat();
        assert_eq!(text(&hmac), Some(String::from("MP_JOIN HMAC ") + &"07".repeat(20)));
    }

    #[test]
    fn a_shape_of_no_subtype_is_refused() {
        for data in [&[][..], &[0x01], &[0x01, 0, 0], &[0x10, 0], &[0x20], &[0x30, 1, 2], &[0x40], &[0x60]] {
            assert_eq!(text(data), None, "{data:?}");
        }
    }
}
