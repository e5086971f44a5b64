//! The reader of segments held against the slow, obvious one, over damaged, cut and usual octets.

use proptest::prelude::*;
use synfin_testkit::oracle::{HeaderDamage, OptionsEnd, read_segment};
use synfin_wire::error::{Kind, Reason};
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::option::TcpOption;
use synfin_wire::segment::usual::UsualOption;

/// Octets of a segment whose options are likely to look like options, and whose data offset is likely to be right.
fn octets() -> impl Strategy<Value = Vec<u8>> {
    let kinds = prop_oneof![4 => 0u8..=9, 1 => any::<u8>()];
    let lengths = prop_oneof![4 => 0u8..=12, 1 => any::<u8>()];
    let option =
        (kinds, lengths, prop::collection::vec(any::<u8>(), 0..10)).prop_map(|(kind, length, value)| {
            let length = if length == 12 { value.len() as u8 + 2 } else { length };
            [vec![kind, length], value].concat()
        });
    let tail = prop::collection::vec(option, 0..8).prop_map(|options| options.concat());
    (any::<[u8; 20]>(), prop_oneof![3 => 5u8..=15, 1 => 0u8..=15], tail).prop_map(
        |(mut fixed, words, tail)| {
            fixed[12] = words << 4 | fixed[12] & 0x0f;
            [&fixed[..], &tail].concat()
        },
    )
}

fn check(octets: &[u8], length: u32) {
    let slow = read_segment(octets, length as usize);
    let fast = Segment::parse(octets, length);
    let (Ok(slow), Ok(fast)) = (&slow, &fast) else {
        assert_eq!(slow.is_err(), fast.is_err());
        assert_eq!(fast.map_err(|error| error.kind()).err(), Some(Kind::CutShort));
        return;
    };
    assert_eq!((fast.source_port(), fast.destination_port()), (slow.source_port, slow.destination_port));
    assert_eq!((fast.seq().0, fast.ack().0), (slow.seq, slow.ack));
    assert_eq!(
        (fast.data_offset(), fast.reserved(), fast.flags().bits()),
        (slow.data_offset, slow.reserved, slow.flags)
    );
    assert_eq!(
        (fast.window(), fast.checksum(), fast.urgent_pointer()),
        (slow.window, slow.checksum, slow.urgent_pointer)
    );
    let damage = fast.damage().map(|error| match error.reason {
        Reason::DataOffset { .. } => HeaderDamage::OffsetTooSmall,
        Reason::HeaderPastEnd { .. } => HeaderDamage::HeaderPastEnd,
        reason => panic!("{reason:?} is no damage of a header"),
    });
    assert_eq!(damage, slow.damage);
    assert_eq!(fast.payload(), &octets[slow.payload.clone()]);
    assert_eq!(fast.payload_len() as usize, slow.payload_len);

    // The oracle has the padding apart from the end of the list, and all of it, captured or not.
    let slow_end = match slow.options_end.clone() {
        OptionsEnd::EndOfList { padding, zero } => {
            let captured = octets.len().min(length as usize);
            OptionsEnd::EndOfList { padding: padding.start..padding.end.min(captured), zero }
        }
        end => end,
    };
    let mut expected = slow.options.iter();
    let mut end = OptionsEnd::Complete;
    for item in fast.options() {
        match item {
            Ok(one) => {
                let slow = expected.next().expect("the oracle found as many options");
                assert_eq!((one.option.kind(), usize::from(one.offset)), (slow.kind, slow.range.start));
                assert_eq!(one.value(), slow.body);
                assert_eq!(&octets[one.range()], one.octets);
                if let TcpOption::EndOfList { padding } = one.option {
                    let zero = padding.iter().all(|&octet| octet == 0);
                    end = OptionsEnd::EndOfList { padding: one.range().start + 1..one.range().end, zero };
                } else {
                    assert_eq!(one.range(), slow.range);
                }
            }
            Err(error) => {
                let offset = error.offset as usize;
                end = match error.kind() {
                    Kind::CutShort => OptionsEnd::Cut { offset },
                    _ => OptionsEnd::BadLength { offset },
                };
            }
        }
    }
    assert_eq!(expected.next(), None);
    assert_eq!(end, slow_end);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn both_readers_say_the_same(octets in octets(), beyond in 0u32..40, cut in 0usize..60) {
        check(&octets, octets.len() as u32);
        check(&octets, octets.len() as u32 + beyond);
        let captured = &octets[..octets.len().saturating_sub(cut)];
        check(captured, octets.len() as u32);
        check(&octets, captured.len() as u32);
    }

    #[test]
    fn the_summary_is_that_of_the_last_of_each_kind(octets in octets()) {
        let segment = Segment::parse(&octets, octets.len() as u32).unwrap();
        let options = segment.options();
        let slow = read_segment(&octets, octets.len()).unwrap().options;
        let last = |kind: u8, lengths: &[usize]| {
            slow.iter().rev().find(|one| one.kind == kind && lengths.contains(&one.range.len())).map(|one| one.body.clone())
        };
        let summary = options.summary();
        let number = |octets: &[u8]| octets.iter().fold(0, |number: u32, &octet| number << 8 | u32::from(octet));
        prop_assert_eq!(summary.mss().map(u32::from), last(2, &[4]).map(|body| number(&body)));
        prop_assert_eq!(summary.window_scale(), last(3, &[3]).map(|body| body[0]));
        prop_assert_eq!(summary.sack_permitted(), last(4, &[2]).is_some());
        prop_assert_eq!(
            summary.timestamps().map(|both| (both.value, both.echo_reply)),
            last(8, &[10]).map(|body| (number(&body[..4]), number(&body[4..])))
        );
        let blocks: Vec<(u32, u32)> = summary.sack(options).iter().map(|block| (block.left.0, block.right.0)).collect();
        let body = last(5, &[10, 18, 26, 34]).unwrap_or_default();
        let slow_blocks: Vec<(u32, u32)> = body.chunks(8).map(|block| (number(&block[..4]), number(&block[4..]))).collect();
        prop_assert_eq!(blocks, slow_blocks);
    }
    #[test]
    fn the_usual_options_are_told_in_their_order(octets in octets()) {
        let segment = Segment::parse(&octets, octets.len() as u32).unwrap();
        let usual = [(2, &[4][..]), (3, &[3]), (4, &[2]), (5, &[10, 18, 26, 34]), (8, &[10])];
        let slow: Vec<u8> = read_segment(&octets, octets.len())
            .unwrap()
            .options
            .iter()
            .filter(|one| one.kind > 1 && one.range.len() >= 2)
            .filter(|one| usual.iter().all(|(kind, lengths)| one.kind != *kind || lengths.contains(&one.range.len())))
            .map(|one| one.kind)
            .collect();
        let mut told = Vec::new();
        segment.options().for_each_usual(|option| told.push(match option {
            UsualOption::Mss(_) => 2,
            UsualOption::WindowScale(_) => 3,
            UsualOption::SackPermitted => 4,
            UsualOption::Sack(_) => 5,
            UsualOption::Timestamps(_) => 8,
            UsualOption::Other(other) => other.kind,
        }));
        prop_assert_eq!(told, slow);
    }
}
