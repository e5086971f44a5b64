//! How each option is written.

use crate::encode::encode_error::EncodeError;
use crate::encode::option_buffer::OptionBuffer;
use crate::segment::option::TcpOption;
use crate::segment::option_kind::NOP;

impl OptionBuffer {
    pub(crate) fn append_option(&mut self, option: &TcpOption<'_>) -> Result<(), EncodeError> {
        match *option {
            TcpOption::EndOfList { padding } => self.append_end(padding),
            TcpOption::Nop => self.append(&[NOP]),
            _ => self.append_with_length(option.kind(), |buffer| buffer.append_value(option)),
        }
    }

    /// Appends the octets behind kind and length.
    fn append_value(&mut self, option: &TcpOption<'_>) -> Result<(), EncodeError> {
        match *option {
            TcpOption::EndOfList { .. }
            | TcpOption::Nop
            | TcpOption::SackPermitted
            | TcpOption::PartialOrderPermitted
            | TcpOption::RecordBoundary
            | TcpOption::CorruptionExperienced => Ok(()),
            TcpOption::WindowScale(octet) | TcpOption::TrailerChecksum(octet) => self.append(&[octet]),
            TcpOption::PartialOrderProfile(profile) => self.append(&[profile.0]),
            TcpOption::AlternateChecksumRequest(algorithm) => self.append(&[algorithm.0]),
            TcpOption::Mss(octets) => self.append(&octets.to_be_bytes()),
            TcpOption::UserTimeout(timeout) => self.append(&timeout.0.to_be_bytes()),
            TcpOption::Echo(number)
            | TcpOption::EchoReply(number)
            | TcpOption::Cc(number)
            | TcpOption::CcNew(number)
            | TcpOption::CcEcho(number) => self.append(&number.to_be_bytes()),
            TcpOption::Timestamps(timestamps) => {
                self.append(&timestamps.value.to_be_bytes())?;
                self.append(&timestamps.echo_reply.to_be_bytes())
            }
            TcpOption::ScpsCapabilities(capabilities) => {
                self.append(&[capabilities.bits, capabilities.connection_id])
            }
            TcpOption::SelectiveNack { offset, size, bits } => {
                self.append(&offset.to_be_bytes())?;
                self.append(&size.to_be_bytes())?;
                self.append(bits)
            }
            TcpOption::QuickStart(response) => self.append(&response.octets()),
            TcpOption::Authentication { key_id, r_next_key_id, mac } => {
                self.append(&[key_id, r_next_key_id])?;
                self.append(mac)
            }
            TcpOption::AccurateEcn(counters) => {
                counters.counters().try_for_each(|counter| self.append(&counter))
            }
            TcpOption::Sack(blocks) => self.append(blocks.octets()),
            TcpOption::Md5(digest) => self.append(digest),
            TcpOption::Mptcp(option) => self.append(option.octets()),
            TcpOption::FastOpen(option) => self.append(option.cookie()),
            TcpOption::EncryptionNegotiation(option) => self.append(option.octets()),
            TcpOption::Experimental { experiment, .. } => self.append(experiment.0),
            TcpOption::AlternateChecksumData(data)
            | TcpOption::Skeeter(data)
            | TcpOption::Bubba(data)
            | TcpOption::ScpsExtended(data)
            | TcpOption::Snap(data)
            | TcpOption::CompressionFilter(data)
            | TcpOption::Malformed { data, .. }
            | TcpOption::Unknown { data, .. } => self.append(data),
        }
    }
}
