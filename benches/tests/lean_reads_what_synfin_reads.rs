//! The lean classifier is only worth comparing with if it reads segments right.

use synfin_benches::mix::Mix;
use synfin_benches::whole::lean::segment::{Options, Segment};
use synfin_wire::decode::{Decoded, decode};
use synfin_wire::numbers::LinkType;

/// The fields as synfin reads them; the pair of sockets as ports alone.
fn by_synfin(frame: &[u8]) -> ([u16; 2], Segment) {
    let Decoded::Tcp(packet) = decode(LinkType::ETHERNET, frame, frame.len() as u32) else {
        panic!("the mix is TCP alone")
    };
    let segment = packet.segment;
    let summary = segment.options().summary();
    let options = Options {
        mss: summary.mss().unwrap_or_default(),
        window_scale: summary.window_scale().unwrap_or_default(),
        sack_permitted: summary.sack_permitted(),
        timestamp: summary.timestamps().map_or(0, |timestamps| timestamps.value),
    };
    let read = Segment {
        seq: segment.seq().0,
        ack: segment.ack().0,
        flags: segment.fixed()[13],
        window: segment.window(),
        payload: segment.payload_len(),
        options,
        ..Segment::default()
    };
    ([segment.source_port(), segment.destination_port()], read)
}

#[test]
fn every_field_of_every_segment_is_read_alike() {
    for frame in Mix::new(4096, 3).frames() {
        let (ports, expected) = by_synfin(frame);
        let read = Segment::of_frame(frame).expect("the mix is TCP alone");
        let [lower, upper] = read.pair.map(|(_, port)| port);
        assert_eq!(if read.from_lower { [lower, upper] } else { [upper, lower] }, ports);
        assert_eq!(Segment { pair: Default::default(), from_lower: false, ..read }, expected);
    }
}

#[test]
fn vlan_tags_before_a_packet_change_nothing() {
    for frame in Mix::new(64, 4).frames() {
        let tagged = [&frame[..12], &[0x81, 0, 0, 10, 0x81, 0, 0, 20], &frame[12..]].concat();
        assert_eq!(Segment::of_frame(&tagged), Segment::of_frame(frame));
    }
}

#[test]
fn a_frame_cut_before_the_end_of_its_tcp_header_is_no_segment() {
    for frame in Mix::new(64, 5).frames() {
        let (_, whole) = by_synfin(frame);
        let headers = frame.len() - whole.payload as usize;
        assert!((0..headers).all(|end| Segment::of_frame(&frame[..end]).is_none()));
        assert!(Segment::of_frame(&frame[..headers]).is_some());
    }
}
