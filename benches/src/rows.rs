//! The table of all that is measured: one row a reader and a column.

use crate::mix::Mix;
use crate::readers::{etherparse, packet_dissector, pktparse, pnet, rpkt, smoltcp, synfin, touch};

/// How much of a segment is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The fixed header, from the TCP header on.
    Header,
    /// The fixed header and all options, from the TCP header on.
    HeaderOptions,
    /// The fixed header, from the Ethernet header on.
    Frame,
    /// The fixed header and all options, from the Ethernet header on.
    FrameOptions,
    /// The same from frames that are in no cache.
    Streaming,
}

impl Column {
    /// All columns, from the least work to the most.
    pub const ALL: [Column; 5] =
        [Column::Header, Column::HeaderOptions, Column::Frame, Column::FrameOptions, Column::Streaming];

    /// As it stands in the tables and in the names of the benchmarks.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Header => "header",
            Column::HeaderOptions => "header+options",
            Column::Frame => "frame",
            Column::FrameOptions => "frame+options",
            Column::Streaming => "streaming",
        }
    }
}

/// What a row brings out, against which it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brings {
    /// All fields of its column.
    All,
    /// Only what its file says.
    Less,
}

/// One measured reader in one column.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The reader.
    pub reader: &'static str,
    /// How much it reads.
    pub column: Column,
    /// Whether it brings out all that the column asks for.
    pub brings: Brings,
    /// Reads the whole mix once; the sum of the folds.
    pub run: fn(&Mix) -> u64,
}

macro_rules! rows {
    ($($reader:literal $column:ident $brings:ident $items:ident $read:path;)*) => {
        &[$(Row {
            reader: $reader,
            column: Column::$column,
            brings: Brings::$brings,
            run: |mix| mix.$items().fold(0, |sum, octets| sum.wrapping_add($read(octets))),
        }),*]
    };
}

/// All rows of readers that take one frame or segment at a time.
#[rustfmt::skip]
const ROWS: &[Row] = rows! {
    "touch"      Header        All  segments touch::header;
    "synfin"     Header        All  segments synfin::header;
    "etherparse" Header        All  segments etherparse::header;
    "pnet"       Header        All  segments pnet::header;
    "rpkt"       Header        All  segments rpkt::header;
    "smoltcp"    Header        All  segments smoltcp::header;

    "touch"      HeaderOptions All  segments touch::header_options;
    "synfin"     HeaderOptions All  segments synfin::header_options;
    "etherparse" HeaderOptions All  segments etherparse::header_options;
    "pnet"       HeaderOptions All  segments pnet::header_options;
    "rpkt"       HeaderOptions All  segments rpkt::header_options;
    "smoltcp"    HeaderOptions All  segments smoltcp::header_options;
    "pktparse"   HeaderOptions Less segments pktparse::header_options;

    "touch"      Frame         All  frames   touch::frame;
    "synfin"     Frame         All  frames   synfin::frame;
    "etherparse" Frame         All  frames   etherparse::frame;
    "pnet"       Frame         All  frames   pnet::frame;
    "rpkt"       Frame         All  frames   rpkt::frame;
    "smoltcp"    Frame         All  frames   smoltcp::frame;

    "touch"      FrameOptions  All  frames   touch::frame_options;
    "synfin"     FrameOptions  All  frames   synfin::frame_options;
    "synfin-summary" FrameOptions All frames synfin::frame_summary;
    "etherparse" FrameOptions  All  frames   etherparse::frame_options;
    "pnet"       FrameOptions  All  frames   pnet::frame_options;
    "rpkt"       FrameOptions  All  frames   rpkt::frame_options;
    "smoltcp"    FrameOptions  All  frames   smoltcp::frame_options;
    "pktparse"   FrameOptions  Less frames   pktparse::frame_options;

    "touch"      Streaming     All  frames   touch::frame_options;
    "synfin"     Streaming     All  frames   synfin::frame_options;
    "etherparse" Streaming     All  frames   etherparse::frame_options;
    "pnet"       Streaming     All  frames   pnet::frame_options;
    "rpkt"       Streaming     All  frames   rpkt::frame_options;
    "smoltcp"    Streaming     All  frames   smoltcp::frame_options;
    "pktparse"   Streaming     Less frames   pktparse::frame_options;
};

/// Those that run over the mix by themselves: packet-dissector keeps its list of fields from frame to frame, and a batch is
/// more than one frame.
#[rustfmt::skip]
const WHOLE: &[Row] = &[
    Row { reader: "packet-dissector", column: Column::FrameOptions, brings: Brings::Less, run: packet_dissector::frames_options },
    Row { reader: "packet-dissector", column: Column::Streaming,    brings: Brings::Less, run: packet_dissector::frames_options },
    Row { reader: "synfin-batch",     column: Column::FrameOptions, brings: Brings::All,  run: synfin::batch_options },
    Row { reader: "synfin-batch",     column: Column::Streaming,    brings: Brings::All,  run: synfin::batch_options },
];

/// All rows, column by column.
pub fn all() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().chain(WHOLE)
}

#[cfg(test)]
mod tests {
    use super::{Brings, Column, all};
    use crate::mix::Mix;

    #[test]
    fn every_reader_that_claims_to_brings_out_the_same_fields() {
        let mix = Mix::new(2000, 3);
        for column in Column::ALL {
            let wanted = all().find(|row| row.column == column).map(|row| (row.run)(&mix));
            for row in all().filter(|row| row.column == column && row.brings == Brings::All) {
                assert_eq!(Some((row.run)(&mix)), wanted, "{} {}", row.reader, column.name());
            }
        }
    }

    #[test]
    fn with_options_more_is_brought_out_than_without() {
        let mix = Mix::new(2000, 3);
        let sum = |column| all().find(|row| row.column == column).map(|row| (row.run)(&mix));
        assert_eq!(sum(Column::Header), sum(Column::Frame));
        assert_ne!(sum(Column::Header), sum(Column::HeaderOptions));
    }

    #[test]
    fn packet_dissector_reads_the_fixed_header_of_every_segment() {
        let mix = Mix::new(2000, 3);
        let of = |reader, column| {
            all().find(|row| row.reader == reader && row.column == column).map(|row| (row.run)(&mix))
        };
        assert_eq!(of("packet-dissector", Column::FrameOptions), of("touch", Column::Frame));
    }
}
