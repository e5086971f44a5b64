//! A section: the byte order and the interfaces that hold until the next section begins.

use crate::error::Reason;
use crate::format::pcapng::block::Block;
use crate::format::pcapng::fields::ByteOrder;
use crate::format::pcapng::interface::Interface;
use crate::format::pcapng::packet;
use crate::format::step::Step;
use crate::options::MAX_INTERFACES;
use pcap_parser::{CB_MAGIC, DCB_MAGIC, EPB_MAGIC, IDB_MAGIC, SHB_MAGIC, SJE_MAGIC, SPB_MAGIC};

/// The Packet Block, obsolete since 2004 and still found.
pub(crate) const PACKET: u32 = 2;

/// The blocks in which Sysdig and Falco keep system calls; Wireshark shows each as a frame.
const SYSTEM_CALLS: [u32; 6] = [0x204, 0x208, 0x216, 0x217, 0x221, 0x222];

/// The section that is being read.
#[derive(Debug)]
pub(crate) struct Pcapng {
    order: ByteOrder,
    interfaces: Vec<Interface>,
    max_block: u32,
}

impl Pcapng {
    /// Before the first section.
    pub(crate) fn new(max_block: u32) -> Pcapng {
        Pcapng { order: ByteOrder::Little, interfaces: Vec::new(), max_block }
    }

    #[inline]
    pub(crate) fn step(&mut self, unread: &[u8]) -> Step {
        let block = match Block::first(unread, self.order, self.max_block) {
            Ok(block) => block,
            Err(step) => return step,
        };
        match block.kind {
            EPB_MAGIC => packet::enhanced(&block, &self.interfaces),
            SPB_MAGIC => packet::simple(&block, &self.interfaces),
            PACKET => packet::obsolete(&block, &self.interfaces),
            IDB_MAGIC => self.describe_interface(&block),
            SHB_MAGIC => self.begin(&block),
            other => Step::Skip {
                length: block.length,
                is_frame: is_frame_for_wireshark(other),
                is_left_out: false,
            },
        }
    }

    /// The Section Header Block (section 4.1).
    fn begin(&mut self, block: &Block<'_>) -> Step {
        let mut fields = block.fields();
        let (Some(_magic), Some(major), Some(minor), Some(section_len)) =
            (fields.u32(), fields.u16(), fields.u16(), fields.i64())
        else {
            return Step::End(block.too_short());
        };
        // "1.2 ... is to be treated like 1.0": some programs wrote it by mistake.
        if major != 1 || !matches!(minor, 0 | 2) {
            let reason = Reason::Version { major, minor };
            // Only its own length leads over a section whose blocks may be laid out otherwise.
            return match u64::try_from(section_len) {
                Ok(length) => Step::Fault {
                    reason,
                    length: length.saturating_add(block.length as u64),
                    is_frame: false,
                },
                Err(_) => Step::End(reason),
            };
        }
        self.order = block.order;
        self.interfaces.clear();
        Step::Skip { length: block.length, is_frame: false, is_left_out: false }
    }

    /// The Interface Description Block (section 4.2).
    fn describe_interface(&mut self, block: &Block<'_>) -> Step {
        let length = block.length;
        if self.interfaces.len() >= MAX_INTERFACES {
            return Step::Fault { reason: Reason::TooManyInterfaces, length: length as u64, is_frame: false };
        }
        match Interface::from_block(block) {
            Ok(interface) => {
                self.interfaces.push(interface);
                Step::Skip { length, is_frame: false, is_left_out: false }
            }
            Err(reason) => {
                self.interfaces.push(Interface::UNREADABLE);
                Step::Fault { reason, length: length as u64, is_frame: false }
            }
        }
    }
}

/// Blocks without a packet that Wireshark 4 shows as frames, and numbers, all the same.
fn is_frame_for_wireshark(block_type: u32) -> bool {
    matches!(block_type, SJE_MAGIC | CB_MAGIC | DCB_MAGIC) || SYSTEM_CALLS.contains(&block_type)
}
