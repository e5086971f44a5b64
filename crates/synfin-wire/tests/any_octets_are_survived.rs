//! Whatever comes on the wire, every question about it has an answer and every walk an end.

use proptest::prelude::*;
use std::fmt::Write as _;
use synfin_wire::checksum::ChecksumStatus;
use synfin_wire::encode::owned_header::OwnedHeader;
use synfin_wire::error::{Kind, LengthSource, Reason};
use synfin_wire::segment::experimental::Experimental;
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::option::TcpOption;
use synfin_wire::segment::option_list::{OPTIONS_MAX, Options};
use synfin_wire::segment::segment_header::{segment_header, tcp_option};

/// Asks all that can be asked about a segment.
fn ask_everything(octets: &[u8], length: u32) {
    let _ = segment_header(octets);
    let Ok(segment) = Segment::parse(octets, length) else { return };
    let mut text = String::new();
    write!(text, "{segment} {segment:?} {} {:?}", segment.anomalies(), segment.damage())
        .expect("a string takes it");
    write!(text, "{} {}", segment.ace(), segment.options().layout()).expect("a string takes it");
    ask_the_options(segment.options(), &mut text);
    let address = std::net::Ipv4Addr::LOCALHOST.into();
    write!(text, "{}", ChecksumStatus::of(address, address, segment.octets(), segment.length()))
        .expect("a string takes it");
    assert_eq!(OwnedHeader::of(&segment).is_none(), segment.damage().is_some() || segment.options_cut());
    assert!(segment.payload().len() <= segment.payload_len() as usize);
    assert!(!text.is_empty());
}

fn ask_the_options(options: Options<'_>, text: &mut String) {
    let mut walk = options.iter();
    let mut taken = 0;
    for item in walk.by_ref() {
        taken += 1;
        if let Ok(one) = item {
            write!(text, "{} {:?} {:?} {:?}", one.option, one.option, one.range(), one.value())
                .expect("a string takes it");
            match one.option {
                TcpOption::Mptcp(option) => write!(text, "{}", option.message()).expect("a string takes it"),
                TcpOption::EncryptionNegotiation(eno) => assert!(eno.iter().count() <= eno.octets().len()),
                _ => {}
            }
        }
    }
    assert!(taken <= OPTIONS_MAX + 1, "forty options and an error at most");
    assert!(walk.next().is_none(), "once over, always over");
    let summary = options.summary();
    write!(text, "{summary:?} {} {:?}", summary.sack(options), options.timestamps())
        .expect("a string takes it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn any_octets_are_survived(octets in prop::collection::vec(any::<u8>(), 0..120), length in 0u32..200) {
        ask_everything(&octets, length);
        ask_everything(&octets, octets.len() as u32);
        ask_everything(&octets, u32::MAX);
    }

    #[test]
    fn any_options_are_survived(octets in prop::collection::vec(any::<u8>(), 0..60), declared in 0usize..100) {
        let mut text = String::new();
        ask_the_options(Options::new(&octets), &mut text);
        ask_the_options(Options::cut(&octets, declared), &mut text);
        let _ = tcp_option(&octets);
    }

    #[test]
    fn any_value_of_any_kind_is_survived(kind: u8, data in prop::collection::vec(any::<u8>(), 0..60)) {
        let option = TcpOption::read(kind, &data);
        prop_assert_eq!(option.kind(), kind);
        prop_assert!(option.to_string().starts_with(option.name()));
        let experiment = Experimental(&data);
        prop_assert!(data.ends_with(experiment.data()));
        let words = [experiment.to_string(), format!("{:?}", experiment.experiment())];
        prop_assert!(words.iter().all(|words| words.len() < 1000));
    }
}

/// A SYN with the usual five options, data behind it.
const WHOLE: [u8; 44] = [
    0xd3, 0xbb, 0, 23, 0, 0, 0, 100, 0, 0, 0, 0, 0xa0, 0x02, 0xff, 0xff, 0, 0, 0, 0, // the fixed header
    2, 4, 0x05, 0xb4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7, // the options
    b'd', b'a', b't', b'a',
];

#[test]
fn every_prefix_of_a_good_segment_is_cut_short_and_never_malformed() {
    for captured in 0..WHOLE.len() {
        let prefix = &WHOLE[..captured];
        let segment = match Segment::parse(prefix, WHOLE.len() as u32) {
            Ok(segment) => segment,
            Err(error) => {
                assert!(captured < 20);
                assert_eq!(error.reason, Reason::CutShort { need: 20, by: LengthSource::Snaplen });
                continue;
            }
        };
        assert_eq!(segment.damage(), None);
        assert_eq!(segment.payload_len(), 4, "by the IP header");
        assert_eq!(segment.payload(), WHOLE.get(40..captured).unwrap_or_default());
        assert_eq!(segment.options_cut(), captured < 40);
        assert!(segment.anomalies().names().eq(["SYN with payload"]), "{}", segment.anomalies());
        let errors: Vec<_> = segment.options().iter().filter_map(Result::err).collect();
        assert_eq!(errors.len(), usize::from(captured < 40), "{captured}");
        assert!(
            errors.iter().all(|error| error.kind() == Kind::CutShort && error.offset as usize <= captured)
        );
    }
}

#[test]
fn a_segment_shorter_than_a_header_by_its_ip_header_is_cut_by_it() {
    let error = Segment::parse(&WHOLE, 19).unwrap_err();
    assert_eq!(error.reason, Reason::CutShort { need: 20, by: LengthSource::LengthAbove });
    let damage = Segment::parse(&WHOLE, 39).expect("a string takes it").damage().unwrap();
    assert_eq!(damage.to_string(), "segment, octet 12: header of 40 octets in a length of 39");
}

#[test]
fn octets_behind_the_segment_are_not_its_payload() {
    let segment = Segment::parse(&WHOLE, 42).expect("a string takes it");
    assert_eq!((segment.payload(), segment.payload_len()), (&b"da"[..], 2));
}
