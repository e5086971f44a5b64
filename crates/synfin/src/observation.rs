//! What one record told.

use core::fmt;
use core::net::IpAddr;

use synfin_dissect::emission::Emissions;
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::note::Notes;
use synfin_flow::step::Step;
use synfin_flow::table::seen::Seen;
use synfin_flow::time::Moment;
use synfin_flow::verdict::Verdict;
use synfin_wire::checksum::ChecksumStatus;
use synfin_wire::decode::layers::Layers;
use synfin_wire::decode::tcp_packet::TcpPacket;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::sack::SackBlocks;
use synfin_wire::segment::summary::OptionSummary;

/// One TCP segment and what it does in the life of its connection; borrows the record's octets.
///
/// Its methods are the columns of the table [`segments`](crate::column::segments). Nothing is made into text before it is asked
/// for.
#[derive(Clone, Copy, Debug)]
pub struct Observation<'a> {
    pub(crate) frame: u64,
    pub(crate) time: Moment,
    pub(crate) seen: Seen,
    pub(crate) packet: TcpPacket<'a>,
    pub(crate) options: OptionSummary,
    pub(crate) checksum: Checksum,
    pub(crate) fields: &'a Emissions,
}

/// What is known of a segment's checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// It was verified, as far as the octets allow.
    Checked(ChecksumStatus),
    /// Nobody wanted it verified.
    NotAsked,
}

impl Checksum {
    /// The word used in tables: `good`, `bad`, `unverified`.
    pub const fn name(self) -> &'static str {
        match self {
            Checksum::Checked(status) => status.name(),
            Checksum::NotAsked => "unverified",
        }
    }

    /// Why it was not verified; none when it was.
    pub const fn why_unverified(self) -> Option<&'static str> {
        match self {
            Checksum::Checked(ChecksumStatus::Unverified(why)) => Some(why.name()),
            Checksum::Checked(_) => None,
            Checksum::NotAsked => Some("not asked for"),
        }
    }
}

impl<'a> Observation<'a> {
    /// Number of the frame, from 1; it goes on over several files.
    pub const fn frame(&self) -> u64 {
        self.frame
    }

    /// When it was captured.
    pub const fn time(&self) -> Moment {
        self.time
    }

    /// Number of the connection, from 0, in order of first segments.
    pub const fn flow(&self) -> u64 {
        self.seen.flow
    }

    /// What the classifier told.
    pub const fn verdict(&self) -> &Verdict {
        &self.seen.verdict
    }

    /// The end that sent it.
    pub const fn direction(&self) -> Direction {
        self.seen.verdict.sender
    }

    /// What it does.
    pub const fn step(&self) -> Step {
        self.seen.verdict.step
    }

    /// What else there is to say.
    pub const fn notes(&self) -> Notes {
        self.seen.verdict.notes
    }

    /// Why it got its step, in a sentence with the numbers; made as it is printed.
    pub fn reason(&self) -> impl fmt::Display + '_ {
        self.seen.verdict.reason()
    }

    /// State of one end after it, and on what grounds that is told.
    pub const fn state(&self, of: Direction) -> (State, Basis) {
        match of {
            Direction::Originator => self.seen.verdict.originator,
            Direction::Responder => self.seen.verdict.responder,
        }
    }

    /// The packet, as decoded.
    pub const fn packet(&self) -> &TcpPacket<'a> {
        &self.packet
    }

    /// The segment, as decoded.
    pub const fn segment(&self) -> &Segment<'a> {
        &self.packet.segment
    }

    /// Address of the sender.
    pub fn source(&self) -> IpAddr {
        self.packet.source()
    }

    /// Port of the sender.
    pub const fn source_port(&self) -> u16 {
        self.packet.segment.source_port()
    }

    /// Address of the receiver.
    pub fn destination(&self) -> IpAddr {
        self.packet.destination()
    }

    /// Port of the receiver.
    pub const fn destination_port(&self) -> u16 {
        self.packet.segment.destination_port()
    }

    /// The control bits.
    pub const fn flags(&self) -> Flags {
        self.packet.segment.flags()
    }

    /// SEG.SEQ counted from the sender's ISN; none while no ISN is known or guessed.
    pub const fn rel_seq(&self) -> Option<i64> {
        self.seen.verdict.rel_seq
    }

    /// SEG.ACK counted from the receiver's ISN; none without the ACK bit.
    pub const fn rel_ack(&self) -> Option<i64> {
        if self.flags().ack() { self.seen.verdict.rel_ack } else { None }
    }

    /// SEG.WND in octets; none while the scale is not known.
    pub const fn window_scaled(&self) -> Option<u32> {
        self.seen.verdict.window_scaled
    }

    /// The options that nearly every connection uses.
    pub const fn options(&self) -> &OptionSummary {
        &self.options
    }

    /// The blocks of the SACK option.
    pub fn sack(&self) -> SackBlocks<'a> {
        self.options.sack(self.packet.segment.options())
    }

    /// What is known of the checksum.
    pub const fn checksum(&self) -> Checksum {
        self.checksum
    }

    /// What dissectors told with it; nothing unless it was [told with](crate::analyzer::Analyzer::with_fields) them.
    pub const fn fields(&self) -> &'a Emissions {
        self.fields
    }

    /// The headers around the packet, from the outside in.
    pub const fn layers(&self) -> Layers<'a> {
        self.packet.layers()
    }
}
