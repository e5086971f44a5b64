//! Arbitrary headers, with options that mostly are what they should be.

use crate::encode::option_buffer::OptionBuffer;
use crate::encode::owned_header::OwnedHeader;
use crate::segment::mptcp::Message;
use crate::segment::option::TcpOption;
use arbitrary::{Arbitrary, Result, Unstructured};

impl<'a> Arbitrary<'a> for OptionBuffer {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<OptionBuffer> {
        let mut options = OptionBuffer::new();
        // What does not fit any more, or would stand behind the end of the list, is left out.
        for _ in 0..u.int_in_range(0..=12)? {
            let _left_out = if u.ratio(1, 8)? {
                options.push_mptcp(&Message::arbitrary(u)?)
            } else {
                options.push(&TcpOption::arbitrary(u)?)
            };
        }
        Ok(options)
    }
}

impl<'a> Arbitrary<'a> for OwnedHeader {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<OwnedHeader> {
        Ok(OwnedHeader {
            source_port: u.arbitrary()?,
            destination_port: u.arbitrary()?,
            seq: u.arbitrary()?,
            ack: u.arbitrary()?,
            reserved: u.int_in_range(0..=0b111)?,
            flags: u.arbitrary()?,
            window: u.arbitrary()?,
            checksum: u.arbitrary()?,
            urgent_pointer: u.arbitrary()?,
            options: u.arbitrary()?,
        })
    }
}
