//! What is written is read back the same, and what was read is written back the same.

use arbitrary::{Arbitrary, Unstructured};
use core::net::IpAddr;
use proptest::prelude::*;
use synfin_wire::checksum::ChecksumStatus;
use synfin_wire::encode::encode_error::EncodeError;
use synfin_wire::encode::option_buffer::OptionBuffer;
use synfin_wire::encode::owned_header::OwnedHeader;
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::mptcp::Message;
use synfin_wire::segment::option::TcpOption;

fn header(octets: &[u8]) -> OwnedHeader {
    OwnedHeader::arbitrary(&mut Unstructured::new(octets)).expect("any octets make a header")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_header_that_was_written_is_read_back(octets in prop::collection::vec(any::<u8>(), 0..400)) {
        let written = header(&octets);
        let mut buffer = [0xff; 60];
        let length = written.write(&mut buffer).unwrap();
        prop_assert_eq!(length, written.header_len());
        prop_assert!(buffer[length..].iter().all(|&octet| octet == 0xff), "nothing behind it is touched");
        let segment = Segment::parse(&buffer[..length], length as u32).unwrap();
        prop_assert_eq!(segment.damage(), None);
        prop_assert_eq!(OwnedHeader::of(&segment), Some(written));
    }

    /// Any fixed octets and options: bit for bit the same, option by option.
    #[test]
    fn a_header_that_was_read_is_written_back(
        fixed in any::<[u8; 20]>(),
        octets in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let options = header(&octets).options;
        let mut header = [&fixed[..], options.octets()].concat();
        header[12] = ((header.len() / 4) as u8) << 4 | fixed[12] & 0x0f;
        let segment = Segment::parse(&header, header.len() as u32).unwrap();
        let mut typed = OptionBuffer::new();
        for item in segment.options() {
            typed.push(&item.unwrap().option).unwrap();
        }
        prop_assert_eq!(typed.octets(), options.octets());
        let mut buffer = [0; 60];
        let written = OwnedHeader { options: typed, ..OwnedHeader::of(&segment).unwrap() };
        let length = written.write(&mut buffer).unwrap();
        prop_assert_eq!(&buffer[..length], &header[..]);
    }

    #[test]
    fn an_option_that_was_written_is_read_back(octets in prop::collection::vec(any::<u8>(), 0..64)) {
        let mut u = Unstructured::new(&octets);
        let option = TcpOption::arbitrary(&mut u).unwrap();
        let mut options = OptionBuffer::new();
        options.push(&option).unwrap();
        let first = options.options().iter().next().unwrap().unwrap();
        if let TcpOption::EndOfList { padding } = option {
            prop_assert!(first.value().is_empty());
            let TcpOption::EndOfList { padding: read } = first.option else { panic!("{:?}", first.option) };
            prop_assert!(read.starts_with(padding));
        } else {
            prop_assert_eq!(first.option, option);
        }
    }

    #[test]
    fn a_multipath_message_that_was_written_is_read_back(octets in prop::collection::vec(any::<u8>(), 0..128)) {
        let mut u = Unstructured::new(&octets);
        let message = Message::arbitrary(&mut u).unwrap();
        let mut options = OptionBuffer::new();
        match options.push_mptcp(&message) {
            Ok(()) => {
                let Some(Ok(first)) = options.options().iter().next() else { panic!("it was written") };
                let TcpOption::Mptcp(read) = first.option else { panic!("{:?} is not {message:?}", first.option) };
                prop_assert_eq!(read.message(), message);
            }
            Err(error) => {
                prop_assert!(matches!(error, EncodeError::OptionsTooLong { .. }), "{}", error);
                prop_assert!(options.is_empty());
            }
        }
    }

    #[test]
    fn a_segment_that_was_written_has_the_right_checksum(
        octets in prop::collection::vec(any::<u8>(), 0..400),
        payload in prop::collection::vec(any::<u8>(), 0..100),
        source: [u8; 16],
        v6: bool,
    ) {
        let mut four = [0; 4];
        four.copy_from_slice(&source[..4]);
        let (source, destination): (IpAddr, IpAddr) =
            if v6 { (source.into(), [7; 16].into()) } else { (four.into(), [7; 4].into()) };
        let mut buffer = [0; 200];
        let length = header(&octets).write_segment(source, destination, &payload, &mut buffer).unwrap();
        let segment = &buffer[..length];
        prop_assert!(segment.ends_with(&payload));
        prop_assert_eq!(ChecksumStatus::of(source, destination, segment, length as u32), ChecksumStatus::Good);
    }

    #[test]
    fn a_header_survives_serde(octets in prop::collection::vec(any::<u8>(), 0..400)) {
        let header = header(&octets);
        let text = serde_json::to_string(&header).unwrap();
        prop_assert_eq!(serde_json::from_str::<OwnedHeader>(&text).unwrap(), header);
    }

    #[test]
    fn options_of_any_octets_are_kept_as_they_are(octets in prop::collection::vec(any::<u8>(), 0..=44)) {
        match OptionBuffer::from_octets(&octets) {
            Ok(options) => prop_assert!(options.octets().starts_with(&octets)),
            Err(error) => prop_assert_eq!(error, EncodeError::OptionsTooLong { need: octets.len() }),
        }
    }
}

#[test]
fn what_does_not_fit_is_refused_and_leaves_no_trace() {
    let mut options = OptionBuffer::new();
    options.push_value(99, &[7; 36]).unwrap();
    let before = options;
    assert_eq!(options.push(&TcpOption::Mss(1)), Err(EncodeError::OptionsTooLong { need: 42 }));
    assert_eq!(options.push_value(1, &[]), Err(EncodeError::NoValue { kind: 1 }));
    assert_eq!(options.octets(), before.octets());
    options.push(&TcpOption::EndOfList { padding: &[] }).unwrap();
    assert_eq!(options.push(&TcpOption::Nop), Err(EncodeError::BehindEndOfList));

    let header = OwnedHeader { options, ..OwnedHeader::default() };
    let mut buffer = [0xff; 59];
    assert_eq!(header.write(&mut buffer), Err(EncodeError::BufferTooSmall { need: 60 }));
    assert_eq!(buffer, [0xff; 59]);
}

#[test]
fn a_segment_longer_than_ip_carries_is_refused() {
    let (header, address) = (OwnedHeader::default(), IpAddr::from([10, 0, 0, 1]));
    let payload = vec![0; 65_516];
    let mut buffer = vec![0; 70_000];
    let refused = header.write_segment(address, address, &payload, &mut buffer);
    assert_eq!(refused, Err(EncodeError::SegmentTooLong { octets: 65_536 }));
    assert_eq!(header.write_segment(address, address, &payload[1..], &mut buffer), Ok(65_535));
}

#[test]
fn more_than_forty_octets_of_options_are_not_deserialized() {
    let text = serde_json::to_string(&[1u8; 41][..]).unwrap();
    assert!(serde_json::from_str::<OptionBuffer>(&text).is_err());
    let text = serde_json::to_string(&[1u8; 40][..]).unwrap();
    assert_eq!(serde_json::from_str::<OptionBuffer>(&text).unwrap().len(), 40);
}
