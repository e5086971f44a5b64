//! A segment: the fast reader against the slow, obvious one; the octets of its options cover the header; written again, it is what
//! it was.

use synfin_testkit::oracle::{OptionsEnd, OracleSegment, read_segment};
use synfin_wire::encode::owned_header::OwnedHeader;
use synfin_wire::error::ParseError;
use synfin_wire::segment::anomalies::Anomalies;
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::option_list::{OptionAt, Options};

const END_OF_LIST: u8 = 0;

/// The first octet says by how many octets the segment is longer (below 128) or shorter than what was captured; the rest
/// is what was captured.
pub fn check(octets: &[u8]) {
    let Some((cut, octets)) = octets.split_first() else { return };
    let length = match cut.checked_sub(128) {
        None => octets.len() + usize::from(*cut),
        Some(fewer) => octets.len().saturating_sub(usize::from(fewer)),
    };
    match (Segment::parse(octets, length as u32), read_segment(octets, length)) {
        (Err(_), Err(_)) => {}
        (Ok(segment), Ok(oracle)) => {
            header_is_the_same(&segment, &oracle);
            options_are_the_same(&segment, &oracle);
            summary_is_that_of_the_walk(segment.options());
            oddities_are_told(&segment);
            texts_can_be_made(&segment);
            is_written_as_it_was(&segment);
        }
        (segment, oracle) => panic!("one reads it, the other does not: {segment:?} {oracle:?}"),
    }
}

fn header_is_the_same(segment: &Segment<'_>, oracle: &OracleSegment) {
    assert_eq!(segment.source_port(), oracle.source_port);
    assert_eq!(segment.destination_port(), oracle.destination_port);
    assert_eq!(segment.seq().0, oracle.seq);
    assert_eq!(segment.ack().0, oracle.ack);
    assert_eq!(segment.data_offset(), oracle.data_offset);
    assert_eq!(segment.reserved(), oracle.reserved);
    assert_eq!(segment.flags().bits(), oracle.flags);
    assert_eq!(segment.window(), oracle.window);
    assert_eq!(segment.checksum(), oracle.checksum);
    assert_eq!(segment.urgent_pointer(), oracle.urgent_pointer);
    assert_eq!(segment.damage().is_some(), oracle.damage.is_some());
    assert_eq!(segment.payload_len() as usize, oracle.payload_len);
    assert_eq!(segment.payload(), segment.octets().get(oracle.payload.clone()).unwrap_or_default());
}

fn options_are_the_same(segment: &Segment<'_>, oracle: &OracleSegment) {
    let walk: Vec<Result<OptionAt<'_>, ParseError>> = segment.options().iter().collect();
    let read: Vec<&OptionAt<'_>> = walk.iter().flatten().collect();
    assert_eq!(read.len(), oracle.options.len(), "{walk:?} {oracle:?}");
    for (ours, theirs) in read.iter().zip(&oracle.options) {
        assert_eq!(ours.octets.first(), Some(&theirs.kind));
        assert_eq!(ours.range().start, theirs.range.start);
        assert_eq!(ours.value(), theirs.body);
        // The end of the list takes the padding behind it along; the oracle tells of it apart.
        if theirs.kind != END_OF_LIST {
            assert_eq!(ours.range(), theirs.range);
        }
    }
    let failed: Vec<&ParseError> = walk.iter().filter_map(|item| item.as_ref().err()).collect();
    match &oracle.options_end {
        OptionsEnd::Complete | OptionsEnd::EndOfList { .. } => assert!(failed.is_empty(), "{failed:?}"),
        OptionsEnd::BadLength { offset } => {
            let [error] = failed.as_slice() else { panic!("one fault, not {failed:?}") };
            assert_eq!(error.offset as usize, *offset);
        }
        // Cut between two options there is nothing to report but the cut itself.
        OptionsEnd::Cut { .. } => assert!(segment.options_cut() && failed.len() <= 1, "{failed:?}"),
    }
}

fn summary_is_that_of_the_walk(options: Options<'_>) {
    use synfin_wire::segment::option::TcpOption;
    let summary = options.summary();
    let first = |wanted: fn(&TcpOption<'_>) -> bool| options.iter().flatten().any(|at| wanted(&at.option));
    assert_eq!(summary.mss().is_some(), first(|option| matches!(option, TcpOption::Mss(_))));
    assert_eq!(summary.window_scale().is_some(), first(|option| matches!(option, TcpOption::WindowScale(_))));
    assert_eq!(summary.sack_permitted(), first(|option| matches!(option, TcpOption::SackPermitted)));
    assert_eq!(summary.timestamps().is_some(), first(|option| matches!(option, TcpOption::Timestamps(_))));
    assert_eq!(summary.has_sack(), first(|option| matches!(option, TcpOption::Sack(_))));
}

/// What is odd has a name each, and what the other readers find is among it.
fn oddities_are_told(segment: &Segment<'_>) {
    let odd = segment.anomalies();
    assert_eq!(odd.is_empty(), odd.names().next().is_none());
    assert_eq!(odd.bits().count_ones() as usize, odd.names().count());
    // Payload with a SYN is what Fast Open is for.
    let open =
        if segment.options().summary().fast_open() { Anomalies::SYN_WITH_PAYLOAD } else { Anomalies::NONE };
    let header = segment.header_anomalies().bits();
    assert_eq!(header & (odd.bits() | open.bits()), header);
    assert_eq!(odd.contains(Anomalies::DAMAGED), segment.damage().is_some());
    // Where options were left out of the capture, that the list ends askew is not the sender's doing.
    let askew = segment.options().iter().any(|item| item.is_err());
    assert!(segment.options_cut() || odd.contains(Anomalies::OPTION_FRAMING) == askew, "{segment:?} {odd:?}");
}

fn texts_can_be_made(segment: &Segment<'_>) {
    assert!(segment.options().is_empty() == segment.options().to_string().is_empty());
    assert!(segment.options().iter().flatten().all(|at| !at.option.to_string().is_empty()));
    if let Some(damage) = segment.damage() {
        assert!(!damage.to_string().is_empty());
    }
}

/// What a header says, written by the writer, gives the octets that it was read from, unless it is damaged or cut.
fn is_written_as_it_was(segment: &Segment<'_>) {
    let Some(header) = OwnedHeader::of(segment) else { return };
    let mut out = [0; 60];
    let len = header.write(&mut out).expect("sixty octets hold every header");
    assert_eq!(segment.octets().get(..len), out.get(..len));
    // The walk leaves no octet of the options out, unless it ended before them.
    let mut next = 20;
    for at in segment.options().iter().map_while(Result::ok) {
        assert_eq!(at.range().start, next);
        next = at.range().end;
    }
    assert!(next <= len);
}
