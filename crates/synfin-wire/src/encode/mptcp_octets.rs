//! How each Multipath TCP message is written (RFC 8684, section 3).

use crate::encode::encode_error::EncodeError;
use crate::encode::option_buffer::OptionBuffer;
use crate::segment::mptcp::{Capable, Keys, Message};
use crate::segment::mptcp_dss::{DataNumber, Dss};
use crate::segment::option_kind::MPTCP;
use core::net::IpAddr;

impl OptionBuffer {
    pub(crate) fn append_message(&mut self, message: &Message<'_>) -> Result<(), EncodeError> {
        self.append_with_length(MPTCP, |buffer| buffer.append_message_value(message))
    }

    /// The subtype and the four bits beside it.
    fn append_subtype(&mut self, subtype: u8, flags: u8) -> Result<(), EncodeError> {
        self.append(&[(subtype << 4) | (flags & 0x0f)])
    }

    /// The subtype and the twelve bits behind it.
    fn append_subtype_wide(&mut self, subtype: u8, bits: u16) -> Result<(), EncodeError> {
        self.append(&((u16::from(subtype) << 12) | (bits & 0x0fff)).to_be_bytes())
    }

    fn append_message_value(&mut self, message: &Message<'_>) -> Result<(), EncodeError> {
        let subtype = message.subtype();
        match *message {
            Message::Capable(capable) => self.append_capable(subtype, capable),
            Message::JoinSyn { flags, address_id, receiver_token, sender_nonce } => {
                self.append_subtype(subtype, flags)?;
                self.append(&[address_id])?;
                self.append(&receiver_token.to_be_bytes())?;
                self.append(&sender_nonce.to_be_bytes())
            }
            Message::JoinSynAck { flags, address_id, truncated_hmac, sender_nonce } => {
                self.append_subtype(subtype, flags)?;
                self.append(&[address_id])?;
                self.append(&truncated_hmac.to_be_bytes())?;
                self.append(&sender_nonce.to_be_bytes())
            }
            Message::JoinAck { reserved, hmac } => {
                self.append_subtype_wide(subtype, reserved)?;
                self.append(hmac)
            }
            Message::Dss(dss) => self.append_dss(subtype, dss),
            Message::AddAddress(add) => {
                self.append_subtype(subtype, add.flags)?;
                self.append(&[add.address_id])?;
                match add.address {
                    IpAddr::V4(address) => self.append(&address.octets())?,
                    IpAddr::V6(address) => self.append(&address.octets())?,
                }
                self.append_some(add.port.map(u16::to_be_bytes))?;
                self.append_some(add.truncated_hmac.map(u64::to_be_bytes))
            }
            Message::RemoveAddress { flags, address_ids } => {
                self.append_subtype(subtype, flags)?;
                self.append(address_ids)
            }
            Message::Priority { flags, address_id } => {
                self.append_subtype(subtype, flags)?;
                self.append_some(address_id.map(|address_id| [address_id]))
            }
            Message::Fail { reserved, data_seq } => {
                self.append_subtype_wide(subtype, reserved)?;
                self.append(&data_seq.to_be_bytes())
            }
            Message::FastClose { reserved, receiver_key } => {
                self.append_subtype_wide(subtype, reserved)?;
                self.append(&receiver_key.to_be_bytes())
            }
            Message::Reset { flags, reason } => {
                self.append_subtype(subtype, flags)?;
                self.append(&[reason])
            }
            Message::Experimental { flags, data } | Message::Other { flags, data, .. } => {
                self.append_subtype(subtype, flags)?;
                self.append(data)
            }
        }
    }

    fn append_some<const N: usize>(&mut self, octets: Option<[u8; N]>) -> Result<(), EncodeError> {
        octets.map_or(Ok(()), |octets| self.append(&octets))
    }

    fn append_capable(&mut self, subtype: u8, capable: Capable) -> Result<(), EncodeError> {
        self.append_subtype(subtype, capable.version)?;
        self.append(&[capable.flags])?;
        match capable.keys {
            Keys::None => Ok(()),
            Keys::Sender(sender) => self.append(&sender.to_be_bytes()),
            Keys::Both { sender, receiver, data } => {
                self.append(&sender.to_be_bytes())?;
                self.append(&receiver.to_be_bytes())?;
                let Some((length, checksum)) = data else { return Ok(()) };
                self.append(&length.to_be_bytes())?;
                self.append_some(checksum.map(u16::to_be_bytes))
            }
        }
    }

    fn append_dss(&mut self, subtype: u8, dss: Dss) -> Result<(), EncodeError> {
        self.append_subtype_wide(subtype, dss.bits())?;
        if let Some(ack) = dss.data_ack {
            self.append_data_number(ack)?;
        }
        let Some(mapping) = dss.mapping else { return Ok(()) };
        self.append_data_number(mapping.data_seq)?;
        self.append(&mapping.subflow_seq.to_be_bytes())?;
        self.append(&mapping.length.to_be_bytes())?;
        self.append_some(mapping.checksum.map(u16::to_be_bytes))
    }

    fn append_data_number(&mut self, number: DataNumber) -> Result<(), EncodeError> {
        match number {
            DataNumber::Short(number) => self.append(&number.to_be_bytes()),
            DataNumber::Long(number) => self.append(&number.to_be_bytes()),
        }
    }
}
