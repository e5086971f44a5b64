//! The dissector at work, by the interface alone and on the way through synfin.

use synfin_dissect::flow::direction::Direction;
use synfin_dissect::flow::step::Step;
use synfin_dissect::registry::Registry;
use synfin_dissect::trial::Trial;
use synfin_dissect_example::Mqtt;

const CONNECT: &[u8] = b"\x10\x93\x00\x00\x04MQTT\x04\x02\x00\x3c\x00\x07meter-7";
const TOLD: [&str; 2] = ["version=3.1.1", "client=meter-7"];

fn trial(port: u16) -> Trial {
    Trial::new(Registry::new().with(Mqtt), port)
}

#[test]
fn the_same_is_told_wherever_the_packet_is_cut() {
    for port in [1883, 80] {
        for cut in 1..CONNECT.len() {
            let mut trial = trial(port);
            let mut told = trial.originator(&CONNECT[..cut]);
            told.extend(trial.originator(&CONNECT[cut..]));
            assert_eq!(told, TOLD, "port {port}, cut after {cut} octets");
            assert_eq!(trial.dissection().counts()[0].done, 1);
        }
    }
}

#[test]
fn properties_of_version_5_are_passed_over() {
    let told = trial(1883).originator(b"\x10\x15\x00\x04MQTT\x05\x02\x00\x3c\x05\x11\0\0\0\x0a\x00\x02ab");
    assert_eq!(told, ["version=5.0", "client=ab"]);
}

#[test]
fn what_is_no_mqtt_is_let_go() {
    for octets in [b"\x30\x05hello".as_slice(), b"GET / HTTP/1.1\r\n", b"\x10\xff\xff\xff\xff\xff"] {
        let mut trial = trial(1883);
        trial.originator(octets);
        assert_eq!(trial.end(), None);
    }
    let mut missing = trial(1883);
    missing.originator(&CONNECT[..12]);
    missing.segment(Direction::Originator, Step::Data, 14, &CONNECT[14..], 9);
    assert_eq!(
        missing.end().expect("it was claimed").failure.expect("it failed").reason(),
        "octets of the CONNECT are missing"
    );
    let mut long = trial(1883);
    long.originator(b"\x10\x93\x00\x00\x04MQTT\x04\x02\x00\x3c\xff\xff");
    long.originator(&[b'x'; 2000]);
    assert!(long.end().expect("it was claimed").failure.is_some());
}

#[test]
fn it_tells_on_the_way_through_the_analyzer() {
    use synfin::analyzer::Analyzer;
    use synfin::wire::numbers::LinkType;

    let mut packet = vec![
        0x45, 0, 0, 0, 0, 1, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, // IPv4
        0xd3, 0xbb, 0x07, 0x5b, 0, 0, 0, 202, 0, 0, 0, 1, 0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0, // TCP
    ];
    packet.extend_from_slice(CONNECT);
    packet[3] = packet.len() as u8;
    let mut analyzer = Analyzer::default().dissecting(&Registry::new().with(Mqtt));
    let len = packet.len() as u32;
    let segment = analyzer.observe_octets(0, LinkType::RAW, &packet, len).expect("it is a segment");
    let told =
        analyzer.with_fields(segment).fields().iter().map(|field| format!("{}={}", field.field, field.value));
    assert_eq!(told.collect::<Vec<_>>(), TOLD);
    analyzer.finish();
    let flow = analyzer.pop_ended().expect("there is a connection");
    assert_eq!((&*flow.plugins()[0], flow.fields().len()), ("mqtt", 2));
}
