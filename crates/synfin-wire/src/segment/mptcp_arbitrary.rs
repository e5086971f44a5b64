//! Arbitrary Multipath TCP messages, no number wider than its field: each can be written and read back.

use crate::segment::mptcp::{AddAddress, Capable, Message};
use crate::segment::mptcp_dss::Dss;
use arbitrary::{Arbitrary, Result, Unstructured};

const HMAC: [u8; 20] = *b"an HMAC of 20 octets";

impl<'a> Arbitrary<'a> for Message<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Message<'a>> {
        let flags = u.int_in_range(0..=0x0f)?;
        let address_id = u.arbitrary()?;
        let reserved = u.int_in_range(0..=0x0fff)?;
        Ok(match u.int_in_range(0..=12)? {
            0 => Message::Capable(u.arbitrary()?),
            1 => Message::JoinSyn {
                flags,
                address_id,
                receiver_token: u.arbitrary()?,
                sender_nonce: u.arbitrary()?,
            },
            2 => Message::JoinSynAck {
                flags,
                address_id,
                truncated_hmac: u.arbitrary()?,
                sender_nonce: u.arbitrary()?,
            },
            3 => Message::JoinAck { reserved, hmac: &HMAC },
            4 => Message::Dss(u.arbitrary()?),
            5 => Message::AddAddress(u.arbitrary()?),
            6 => Message::RemoveAddress { flags, address_ids: some_octets(u)?.unwrap_or(&[1]) },
            7 => Message::Priority { flags, address_id: u.arbitrary()? },
            8 => Message::Fail { reserved, data_seq: u.arbitrary()? },
            9 => Message::FastClose { reserved, receiver_key: u.arbitrary()? },
            10 => Message::Reset { flags, reason: u.arbitrary()? },
            11 => Message::Experimental { flags, data: some_octets(u)?.unwrap_or_default() },
            _ => Message::Other {
                subtype: u.int_in_range(0x9..=0xe)?,
                flags,
                data: some_octets(u)?.unwrap_or_default(),
            },
        })
    }
}

/// Up to twenty octets, as far as there are any left to take.
fn some_octets<'a>(u: &mut Unstructured<'a>) -> Result<Option<&'a [u8]>> {
    let wanted = u.int_in_range(0..=20)?.min(u.len());
    Ok(Some(u.bytes(wanted)?).filter(|octets| !octets.is_empty()))
}

impl<'a> Arbitrary<'a> for Capable {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Capable> {
        Ok(Capable { version: u.int_in_range(0..=0x0f)?, flags: u.arbitrary()?, keys: u.arbitrary()? })
    }
}

impl<'a> Arbitrary<'a> for AddAddress {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<AddAddress> {
        Ok(AddAddress {
            flags: u.int_in_range(0..=0x0f)?,
            address_id: u.arbitrary()?,
            address: u.arbitrary()?,
            port: u.arbitrary()?,
            truncated_hmac: u.arbitrary()?,
        })
    }
}

impl<'a> Arbitrary<'a> for Dss {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Dss> {
        let (reserved, data_fin): (u16, bool) = u.arbitrary()?;
        let dss = Dss { reserved, data_fin, data_ack: u.arbitrary()?, mapping: u.arbitrary()? };
        Ok(Dss { reserved: reserved & dss.without_meaning(), ..dss })
    }
}
