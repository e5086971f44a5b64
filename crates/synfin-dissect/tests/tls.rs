//! What the dissector of TLS tells, and what it holds.
#![cfg(feature = "tls")]

use synfin_dissect::plugins::tls::{MOST_HELLO, Tls};
use synfin_dissect::registry::Registry;
use synfin_dissect::trial::Trial;
use synfin_flow::direction::Direction;
use synfin_flow::step::Step;
use synfin_testkit::payload::tls::{
    ALERT, APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE, Hello, RETRY_RANDOM, alpn, chosen_version,
    message, record, records, supported_versions,
};

fn trial() -> Trial {
    Trial::new(Registry::new().with(Tls), 443)
}

const OFFER: [&str; 8] = [
    "server_name=sea.test",
    "alpn=h2",
    "alpn=http/1.1",
    "legacy_version=TLS 1.2",
    "offered_version=TLS 1.3",
    "offered_version=TLS 1.2",
    "cipher_count=15",
    // As published with the specification of JA4.
    "ja4=t13d1516h2_8daaf6152771_e5627efa2ab1",
];

#[test]
fn the_published_fingerprint_is_told_of_the_published_hello() {
    assert_eq!(trial().originator(&record(HANDSHAKE, &Hello::published("sea.test").of_client())), OFFER);
}

#[test]
fn the_same_is_told_wherever_segments_and_records_are_cut() {
    let hello = Hello::published("sea.test").of_client();
    for most in [1, 2, 3, 5, 64, hello.len() - 1, hello.len()] {
        let stream = records(HANDSHAKE, &hello, most);
        for segment in [1, 2, 7, 100, stream.len()] {
            let mut trial = trial();
            let told: Vec<String> =
                stream.chunks(segment).flat_map(|octets| trial.originator(octets)).collect();
            assert_eq!(told, OFFER, "records of {most} octets, segments of {segment}");
            assert_eq!(trial.dissection().holds()[0], 0);
        }
    }
}

#[test]
fn the_choice_of_the_server_is_told_and_then_nothing_more() {
    let mut trial = trial();
    trial.originator(&record(HANDSHAKE, &Hello::published("sea.test").of_client()));
    let choice = Hello::new(&[0x1302]).with(chosen_version(0x0304)).of_server();
    let flight =
        [record(HANDSHAKE, &choice), record(CHANGE_CIPHER_SPEC, &[1]), record(APPLICATION_DATA, &[9; 50])];
    assert_eq!(trial.responder(&flight.concat()), ["version=TLS 1.3", "cipher=0x1302"]);
    trial.originator(&record(CHANGE_CIPHER_SPEC, &[1]));
    assert_eq!(trial.dissection().counts()[0].done, 1);
}

#[test]
fn in_tls_1_2_the_server_tells_its_protocol_in_the_clear() {
    let mut trial = trial();
    trial.originator(&record(HANDSHAKE, &Hello::new(&[0xc02f]).with(alpn(&["h2"])).of_client()));
    let hello = Hello { session: vec![1; 32], ..Hello::new(&[0xc02f]) }.with(alpn(&["h2"])).of_server();
    let certificate = message(11, &[0; 3000]);
    let stream = record(HANDSHAKE, &[hello, certificate, message(14, &[])].concat());
    assert_eq!(trial.responder(&stream), ["version=TLS 1.2", "cipher=0xc02f", "chosen_alpn=h2"]);
    assert_eq!(trial.originator(&record(ALERT, &[2, 48])), ["alert=fatal unknown_ca"]);
}

#[test]
fn behind_a_retry_the_second_hellos_are_told() {
    let mut trial = trial();
    let hello = record(HANDSHAKE, &Hello::new(&[0x1301]).with(supported_versions(&[0x0304])).of_client());
    let told = [
        "legacy_version=TLS 1.2",
        "offered_version=TLS 1.3",
        "cipher_count=1",
        "ja4=t13i010100_0f2cb44170f4_b9a491fefe05",
    ];
    assert_eq!(trial.originator(&hello), told);
    let choice = Hello::new(&[0x1301]).with(chosen_version(0x0304));
    let retry = Hello { random: RETRY_RANDOM, ..choice.clone() }.of_server();
    let change = record(CHANGE_CIPHER_SPEC, &[1]);
    let answer = trial.responder(&[record(HANDSHAKE, &retry), change.clone()].concat());
    assert_eq!(answer, ["hello_retry=true", "version=TLS 1.3", "cipher=0x1301"]);
    assert_eq!(trial.originator(&[change.clone(), hello].concat()), told);
    assert_eq!(
        trial.responder(&record(HANDSHAKE, &choice.of_server())),
        ["version=TLS 1.3", "cipher=0x1301"]
    );
    assert_eq!(trial.responder(&change), [""; 0]);
    assert_eq!(trial.originator(&change), [""; 0]);
    assert_eq!(trial.dissection().counts()[0].done, 1);
}

#[test]
fn more_than_two_hellos_of_an_end_are_not_told() {
    let hello = Hello::new(&[0x1301]).of_client();
    let told = trial().originator(&record(HANDSHAKE, &hello.repeat(5)));
    assert_eq!(told.iter().filter(|field| field.starts_with("ja4=")).count(), 2);
}

#[test]
fn a_long_hello_is_told_and_a_longer_one_is_given_up_within_16_kib() {
    let of_length = |length: usize| {
        let empty = Hello::new(&[0x1301]).with((0x0015, Vec::new())).of_client().len() - 4;
        Hello::new(&[0x1301]).with((0x0015, vec![0; length - empty])).of_client()
    };
    for (length, is_told) in [(MOST_HELLO, true), (MOST_HELLO + 1, false)] {
        let mut trial = trial();
        let mut told = Vec::new();
        for octets in records(HANDSHAKE, &of_length(length), 16_384).chunks(1400) {
            told.extend(trial.originator(octets));
            assert!(trial.dissection().holds()[0] <= MOST_HELLO);
        }
        assert_eq!(!told.is_empty(), is_told);
        assert_eq!(trial.dissection().counts()[0].failed, u64::from(!is_told));
        assert_eq!(trial.dissection().counts()[0].too_large, 0);
    }
}

#[test]
fn a_hello_is_not_continued_over_a_gap_and_the_other_end_goes_on() {
    let mut trial = trial();
    let hello = record(HANDSHAKE, &Hello::published("sea.test").of_client());
    assert_eq!(trial.originator(&hello[..100]), [""; 0]);
    assert!(trial.dissection().holds()[0] > 0);
    let after = (hello.len() - 120) as u32;
    assert_eq!(trial.segment(Direction::Originator, Step::Data, 120, &hello[120..], after), [""; 0]);
    assert_eq!(trial.dissection().holds()[0], 0);
    let choice = record(HANDSHAKE, &Hello::new(&[0xc02f]).of_server());
    assert_eq!(trial.responder(&choice), ["version=TLS 1.2", "cipher=0xc02f"]);
    assert!(trial.end().is_some_and(|told| told.failure.is_none()));
}

#[test]
fn what_is_malformed_ends_the_claim_with_its_reason() {
    let hello = Hello::new(&[0x1301]).of_client();
    let why = |octets: &[u8]| {
        let mut trial = trial();
        assert_eq!(trial.originator(octets), [""; 0]);
        trial.end().and_then(|told| told.failure).map(|failure| failure.to_string())
    };
    let cut = message(1, &hello[4..hello.len() - 1]);
    assert_eq!(why(&record(HANDSHAKE, &cut)).as_deref(), Some("a malformed ClientHello"));
    let longer = message(1, &[&hello[4..], &[0]].concat());
    assert_eq!(why(&record(HANDSHAKE, &longer)).as_deref(), Some("a malformed ClientHello"));
    let other = [record(HANDSHAKE, &message(2, &[3, 3])), Vec::new()].concat();
    assert_eq!(why(&other).as_deref(), Some("a malformed ServerHello"));
    let no_record = [record(HANDSHAKE, &hello[..3]), b"GET / HTTP/1.1".to_vec()].concat();
    assert_eq!(why(&no_record).as_deref(), Some("no record of TLS"));
}

#[test]
fn an_extension_that_is_malformed_within_is_left_out() {
    let hello = Hello::new(&[0x1301]).with((0, vec![0, 9, 0])).with((16, vec![0])).with((43, vec![3, 3]));
    let told = trial().originator(&record(HANDSHAKE, &hello.of_client()));
    assert_eq!(told.len(), 3);
    assert!(told[2].starts_with("ja4=t12d010300_"), "{told:?}");
}

#[test]
fn alerts_before_the_hello_of_the_server_are_told_as_far_as_four() {
    let mut trial = trial();
    trial.originator(&record(HANDSHAKE, &Hello::new(&[0x1301]).of_client()));
    let warnings = record(ALERT, &[1, 112]).repeat(6);
    assert_eq!(trial.responder(&warnings), ["alert=warning unrecognized_name"; 4]);
}
