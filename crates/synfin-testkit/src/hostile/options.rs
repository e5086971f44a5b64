//! TCP options that lie about themselves.

use crate::forge::option::{any, sack, timestamps};
use crate::forge::segment::Segment;
use crate::hostile::build::{file, frame, syn};
use crate::hostile::case::Case;

#[rustfmt::skip]
pub(crate) fn cases() -> Vec<Case> {
    let listed: Vec<(&str, Vec<u8>, &'static str)> = vec![
        ("length_0",          vec![2, 0],                          "a length of 0 must not loop"),
        ("length_1",          vec![2, 1],                          "a length under two"),
        ("length_over",       vec![2, 40],                         "a length over the header"),
        ("length_255",        vec![253, 255],                      "the longest length there is"),
        ("length_missing",    vec![1, 1, 1, 2],                    "a kind at the last octet, its length not there"),
        ("unknown_length_0",  vec![200, 0],                        "an unknown kind of length 0 must not loop"),
        ("unknown_kinds",     [any(77, &[1]), any(200, &[2, 3])].concat(), "unknown kinds are passed over, the rest is read"),
        ("kind_255",          [255, 2].repeat(20),                 "twenty options of no body"),
        ("nop_40",            vec![1; 40],                         "forty options, the most there can be"),
        ("end_then_garbage",  [0, 255, 255, 255].repeat(10),       "nothing counts behind the end, but it is not zero"),
        ("end_at_once",       vec![0, 2, 4, 5],                    "an MSS behind the end of the list is none"),
        ("mss_3",             any(2, &[5]),                        "an MSS of three octets"),
        ("mss_0",             any(2, &[0, 0]),                     "an MSS of 0: nothing may be divided by it"),
        ("mss_twice",         [any(2, &[5, 180]), any(2, &[0, 1])].concat(), "two MSS that differ"),
        ("mss_on_data",       any(2, &[5, 180]),                   "an MSS where none belongs"),
        ("scale_255",         any(3, &[255]),                      "a shift of 255: 14 at most (RFC 7323)"),
        ("scale_15",          any(3, &[15]),                       "a shift of 15: 14 at most"),
        ("scale_2",           any(3, &[]),                         "a window scale without its shift"),
        ("sack_permitted_3",  any(4, &[0]),                        "SACK permitted with a body"),
        ("sack_0",            any(5, &[]),                         "SACK of no blocks"),
        ("sack_9",            any(5, &[0; 9]),                     "SACK of a block and an octet"),
        ("sack_4",            sack(&[(1, 2), (3, 4), (5, 6), (7, 8)]), "the four blocks that fit"),
        ("sack_5",            any(5, &[0; 38]),                    "forty octets that are not five blocks"),
        ("sack_reversed",     sack(&[(9000, 8000)]),               "a block that ends before it starts"),
        ("sack_everything",   sack(&[(0, u32::MAX)]),              "a block of all sequence numbers"),
        ("timestamps_9",      any(8, &[0; 7]),                     "timestamps that lack an octet"),
        ("timestamps_twice",  timestamps(1, 2).repeat(3),          "timestamps three times"),
        ("md5_10",            any(19, &[0; 8]),                    "a digest of eight octets"),
        ("authentication_3",  any(29, &[0]),                       "an authentication option of one octet"),
        ("multipath_2",       any(30, &[]),                        "Multipath TCP without its subtype"),
        ("multipath_0",       vec![30, 0],                         "Multipath TCP of length 0"),
        ("multipath_unknown", any(30, &[0xe0, 1, 2]),              "a subtype nobody has defined"),
        ("multipath_long",    any(30, &[0x2f; 38]),                "a DSS longer than any"),
        ("fast_open_19",      any(34, &[0; 17]),                   "a cookie over sixteen octets"),
        ("fast_open_odd",     any(34, &[0; 5]),                    "a cookie of odd length"),
        ("experiment_2",      any(253, &[]),                       "an experiment without an identifier"),
        ("experiment_3",      any(254, &[0xf9]),                   "half an identifier"),
        ("eno_empty",         any(69, &[]),                        "ENO of no suboptions"),
        ("accurate_ecn_5",    any(172, &[0; 3]),                   "a shape of AccECN's own"),
    ];
    let case = |(name, options, note): (&str, Vec<u8>, &'static str)| {
        let segment = Segment { options, ..syn() };
        Case::new(format!("option_{name}.pcap"), file(vec![frame(&segment)]), 1, note).segments(1, 1)
    };
    listed.into_iter().map(case).collect()
}
