//! Calls as C may make them, right and wrong.
#![allow(clippy::multiple_unsafe_ops_per_block)] // Calls beside one another, for one reason.

use core::ffi::{CStr, c_char};
use core::mem::MaybeUninit;
use core::ptr;

use synfin_capi::choose::{SYNFIN_TO_NEITHER, SYNFIN_TO_NEWER, SYNFIN_TO_OLDER, synfin_choose};
use synfin_capi::feed::synfin_flow_feed;
use synfin_capi::flow::{
    Flow, SYNFIN_FLOW_OCTETS, synfin_flow_init, synfin_flow_init_after, synfin_flow_outcome,
};
use synfin_capi::name::{
    synfin_basis_name, synfin_label, synfin_note_name, synfin_outcome_name, synfin_stage_name,
    synfin_state_name, synfin_step_name, synfin_version,
};
use synfin_capi::parse::{synfin_parse_frame, synfin_parse_segment};
use synfin_capi::reason::synfin_reason;
use synfin_capi::segment::{SYNFIN_IS_MALFORMED, SYNFIN_IS_TRUNCATED, Segment};
use synfin_capi::status::{Status, synfin_status_text};
use synfin_capi::verdict::Verdict;

const SYN: u16 = 0x02;
const ACK: u16 = 0x10;

fn text(pointer: *const c_char) -> Option<&'static str> {
    // SAFETY: a name of the library's is null or lives for ever, and ends with NUL.
    (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_str().expect("a name is ASCII"))
}

fn segment(seq: u32, ack: u32, flags: u16) -> Segment {
    Segment { seq, ack, flags, source_port: 54203, destination_port: 23, window: 1000, ..Segment::default() }
}

fn blank() -> Flow {
    let mut flow = MaybeUninit::uninit();
    // SAFETY: a flow may be written there.
    assert_eq!(unsafe { synfin_flow_init(flow.as_mut_ptr()) }, Status::SYNFIN_OK);
    // SAFETY: and was.
    unsafe { flow.assume_init() }
}

fn feed(flow: &mut Flow, segment: &Segment, side: u8) -> (Status, Verdict) {
    let mut verdict = Verdict::default();
    // SAFETY: all of them are values of ours.
    let status = unsafe { synfin_flow_feed(flow, segment, side, &raw mut verdict) };
    (status, verdict)
}

fn choose(newer: &Flow, older: Option<&Flow>, segment: &Segment, side: u8) -> i32 {
    // SAFETY: null, or values of ours.
    unsafe { synfin_choose(newer, older.map_or(ptr::null(), ptr::from_ref), segment, side) }
}

fn outcome(flow: &Flow) -> Result<&'static str, Status> {
    let mut outcome = 0xff;
    // SAFETY: both are values of ours.
    match unsafe { synfin_flow_outcome(flow, &raw mut outcome) } {
        Status::SYNFIN_OK => Ok(text(synfin_outcome_name(outcome)).expect("a name")),
        status => Err(status),
    }
}

#[test]
fn null_and_askew_pointers_are_answered_with_an_error() {
    let (mut flow, mut read, mut verdict) = (blank(), Segment::default(), Verdict::default());
    let askew = ptr::without_provenance_mut::<Segment>((&raw mut read).addr() + 1);
    let octets = [0_u8; 64];
    // SAFETY: nobody follows a pointer that is null or askew; the others are to values of ours.
    let statuses = unsafe {
        [
            synfin_parse_segment(ptr::null(), 20, 20, &raw mut read),
            synfin_parse_segment(octets.as_ptr(), 20, 20, ptr::null_mut()),
            synfin_parse_segment(octets.as_ptr(), 20, 20, askew),
            synfin_parse_segment(octets.as_ptr(), usize::MAX, 20, &raw mut read),
            synfin_parse_frame(1, ptr::null(), 64, 64, &raw mut read),
            synfin_parse_frame(1, octets.as_ptr(), 64, 64, ptr::null_mut()),
            synfin_flow_init(ptr::null_mut()),
            synfin_flow_init_after(&raw mut flow, ptr::null_mut(), 0),
            synfin_flow_feed(ptr::null_mut(), &raw const read, 0, &raw mut verdict),
            synfin_flow_feed(&raw mut flow, ptr::null(), 0, &raw mut verdict),
            synfin_flow_feed(&raw mut flow, &raw const read, 0, ptr::null_mut()),
            synfin_flow_outcome(&raw const flow, ptr::null_mut()),
        ]
    };
    assert!(statuses.iter().all(|&status| status == Status::SYNFIN_BAD_POINTER), "{statuses:?}");
    // SAFETY: as above.
    let chosen = unsafe { synfin_choose(ptr::null(), ptr::null(), &raw const read, 0) };
    assert_eq!(chosen, Status::SYNFIN_BAD_POINTER as i32);
    // SAFETY: as above.
    let reason = unsafe { synfin_reason(ptr::null(), ptr::null_mut(), 0) };
    assert_eq!(reason, i64::from(Status::SYNFIN_BAD_POINTER as i32));
    assert_eq!(flow, blank(), "and nothing was fed");
}

#[test]
fn a_short_buffer_is_cut_short_and_a_header_that_contradicts_itself_is_told() {
    let mut octets = [0_u8; 40];
    octets[12] = 0x50;
    let parse = |octets: &[u8], length| {
        let mut read = Segment::default();
        // SAFETY: the length is that of the slice.
        let status = unsafe { synfin_parse_segment(octets.as_ptr(), octets.len(), length, &raw mut read) };
        (status, read)
    };
    for len in 0..20 {
        assert_eq!(parse(&octets[..len], 20).0, Status::SYNFIN_CUT_SHORT);
        assert_eq!(parse(&octets, len as u32).0, Status::SYNFIN_CUT_SHORT);
    }
    let (status, read) = parse(&octets, 40);
    assert_eq!((status, read.payload_len, read.payload_offset, read.facts), (Status::SYNFIN_OK, 20, 20, 0));
    assert_eq!(parse(&octets, 1400).1.facts, SYNFIN_IS_TRUNCATED);
    octets[12] = 0x40;
    assert_eq!(parse(&octets, 40).1.facts, SYNFIN_IS_MALFORMED);
}

#[test]
fn a_frame_is_read_or_said_why_not() {
    let syn = [
        0x45, 0, 0, 40, 0x12, 0x34, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, // IPv4
        0xd3, 0xbb, 0, 23, 0, 0, 0, 202, 0, 0, 0, 0, 0x50, 0x02, 0xff, 0xff, 0, 0, 0, 0, // TCP
    ];
    let parse = |link_type, octets: &[u8]| {
        let mut read = Segment::default();
        let len = octets.len();
        // SAFETY: the length is that of the slice.
        let status =
            unsafe { synfin_parse_frame(link_type, octets.as_ptr(), len, len as u32, &raw mut read) };
        (status, read)
    };
    let (status, read) = parse(101, &syn);
    assert_eq!(
        (status, read.identification, read.ip_len, read.payload_offset),
        (Status::SYNFIN_OK, 0x1234, 40, 40)
    );
    assert_eq!(read.source, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1]);
    let mut udp = syn;
    udp[9] = 17;
    assert_eq!(parse(101, &udp).0, Status::SYNFIN_NOT_TCP);
    assert_eq!(parse(101, &syn[..30]).0, Status::SYNFIN_CUT_SHORT);
    assert_eq!(parse(101, &[]).0, Status::SYNFIN_CUT_SHORT);
    assert_eq!(parse(60_000, &syn).0, Status::SYNFIN_UNSUPPORTED);
    let mut short_header = syn;
    short_header[0] = 0x41;
    assert_eq!(parse(101, &short_header).0, Status::SYNFIN_MALFORMED);
}

#[test]
fn octets_that_are_no_flow_are_refused_and_stay_as_they_are() {
    let mut begun = blank();
    assert_eq!(feed(&mut begun, &segment(100, 0, SYN), 0).0, Status::SYNFIN_OK);
    let zero = Flow { made_by: 0, facts: 0, octets: [0; SYNFIN_FLOW_OCTETS] };
    let cases = [
        zero,
        Flow { made_by: begun.made_by.wrapping_add(1), ..begun },
        Flow { facts: 0xffff, ..begun },
        Flow { facts: 3, ..begun },
        Flow { octets: [0xff; SYNFIN_FLOW_OCTETS], ..begun },
    ];
    for case in cases {
        let mut flow = case;
        assert_eq!(feed(&mut flow, &segment(100, 0, SYN), 0).0, Status::SYNFIN_NOT_A_FLOW);
        assert_eq!(flow, case);
        assert_eq!(choose(&flow, None, &segment(100, 0, SYN), 0), Status::SYNFIN_NOT_A_FLOW as i32);
    }
    assert_eq!(outcome(&blank()), Err(Status::SYNFIN_NOT_A_FLOW));
    assert_eq!(feed(&mut begun, &segment(100, 0, SYN), 2).0, Status::SYNFIN_BAD_NUMBER);
}

#[test]
fn whatever_is_in_a_flow_no_call_does_harm() {
    let mut begun = blank();
    feed(&mut begun, &segment(100, 0, SYN), 0);
    feed(&mut begun, &segment(300, 101, SYN | ACK), 1);
    let mut answers = [0; 2];
    for at in 0..SYNFIN_FLOW_OCTETS {
        for octet in [0, 1, 2, 3, 0x7f, 0xff] {
            let mut flow = begun;
            flow.octets[at] = octet;
            let (status, verdict) = feed(&mut flow, &segment(101, 301, ACK), 0);
            assert!(
                [Status::SYNFIN_OK, Status::SYNFIN_NOT_A_FLOW].contains(&status),
                "octet {at}: {status:?}"
            );
            answers[usize::from(status == Status::SYNFIN_OK)] += 1;
            assert!(text(synfin_step_name(verdict.step)).is_some());
        }
    }
    assert!(answers.iter().all(|&answer| answer > 0), "both happen: {answers:?}");
}

#[test]
fn a_copied_flow_goes_its_own_way() {
    let mut flow = blank();
    feed(&mut flow, &segment(100, 0, SYN), 1);
    let mut copy = flow;
    let (_, verdict) = feed(&mut flow, &segment(300, 101, SYN | ACK), 0);
    assert_eq!(text(synfin_label(verdict.step)), Some("handshake 2/3"));
    assert_eq!((verdict.sender, text(synfin_stage_name(verdict.stage))), (1, Some("open")));
    assert_eq!(text(synfin_state_name(verdict.responder_state)), Some("SYN-RECEIVED"));
    assert_eq!(text(synfin_basis_name(verdict.responder_basis)), Some("sent"));
    assert_eq!((outcome(&flow), outcome(&copy)), (Ok("HALF_OPEN"), Ok("NO_REPLY")));
    feed(&mut copy, &segment(0, 101, 0x14), 0);
    assert_eq!((outcome(&flow), outcome(&copy)), (Ok("HALF_OPEN"), Ok("REFUSED")));
}

#[test]
fn another_syn_begins_a_connection_that_follows() {
    let mut before = blank();
    feed(&mut before, &segment(100, 0, SYN), 0);
    let (again, new) = (segment(100, 0, SYN), segment(9000, 0, SYN));
    assert_eq!(choose(&blank(), None, &new, 0), SYNFIN_TO_NEWER);
    assert_eq!(choose(&before, None, &again, 0), SYNFIN_TO_NEWER);
    assert_eq!(choose(&before, None, &new, 0), SYNFIN_TO_NEITHER);
    let mut flow = blank();
    // SAFETY: both are values of ours.
    let status = unsafe { synfin_flow_init_after(&raw mut flow, &raw mut before, 0) };
    assert_eq!(status, Status::SYNFIN_OK);
    let (_, verdict) = feed(&mut flow, &new, 0);
    let notes: Vec<_> = (0..32)
        .filter(|note| verdict.notes >> note & 1 != 0)
        .filter_map(|note| text(synfin_note_name(note)))
        .collect();
    assert_eq!(notes, ["port-reuse"]);
    assert_eq!(choose(&flow, Some(&before), &again, 0), SYNFIN_TO_OLDER);
    assert_eq!(choose(&flow, Some(&before), &new, 0), SYNFIN_TO_NEWER);
    assert_eq!(choose(&flow, Some(&before), &segment(77, 0, SYN), 0), SYNFIN_TO_NEITHER);
}

#[test]
fn a_reason_is_cut_to_its_buffer_and_says_how_long_it_is() {
    let mut flow = blank();
    let (_, verdict) = feed(&mut flow, &segment(100, 0, SYN), 0);
    let whole = b"asks for a connection: the first SYN, ISN 100";
    for size in 0..60 {
        let mut buffer = [0x7f; 64];
        // SAFETY: the size is no more than that of the buffer.
        let len = unsafe { synfin_reason(&raw const verdict, buffer.as_mut_ptr(), size) };
        assert_eq!(len, whole.len() as i64);
        let octets = buffer.map(|octet| octet as u8);
        assert!(octets[size..].iter().all(|&octet| octet == 0x7f), "written beyond {size}");
        if let Some(room) = size.checked_sub(1) {
            let written = whole.len().min(room);
            assert_eq!(octets[..written], whole[..written]);
            assert_eq!(octets[written], 0);
        }
    }
    // SAFETY: null, and no octet.
    assert_eq!(unsafe { synfin_reason(&raw const verdict, ptr::null_mut(), 0) }, whole.len() as i64);
    let strange = Verdict { grounds: 99_999, ..verdict };
    // SAFETY: as above.
    let status = unsafe { synfin_reason(&raw const strange, ptr::null_mut(), 0) };
    assert_eq!(status, i64::from(Status::SYNFIN_BAD_NUMBER as i32));
}

#[test]
fn the_longest_reason_has_room_in_256_octets() {
    let mut longest = 0;
    for grounds in 0..64 {
        for numbers in [
            [u32::MAX; 4],
            [u32::MAX, u32::MAX, u32::MAX, 1],
            [u32::MAX, u32::MAX, 1, 0],
            [1, u32::MAX, u32::MAX, 0],
            [u32::MAX, 65_535, 0, 0],
        ] {
            let told = Verdict {
                rel_seq: i64::MIN,
                rel_ack: i64::MIN + 1,
                facts: 3,
                grounds,
                numbers,
                ..Verdict::default()
            };
            // SAFETY: null, and no octet.
            longest = longest.max(unsafe { synfin_reason(&raw const told, ptr::null_mut(), 0) });
        }
    }
    assert!((100..256).contains(&longest), "{longest}");
}

#[test]
fn numbers_without_a_name_have_none() {
    let functions = [
        synfin_step_name,
        synfin_label,
        synfin_stage_name,
        synfin_state_name,
        synfin_basis_name,
        synfin_note_name,
        synfin_outcome_name,
    ];
    let counts =
        functions.map(|function| (0..=u8::MAX).filter(|&number| text(function(number)).is_some()).count());
    assert_eq!(counts, [44, 44, 5, 11, 4, 31, 15]);
    assert_eq!(text(synfin_step_name(0)), Some("SYN"));
    assert_eq!(text(synfin_version()), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(text(synfin_status_text(0)), Some("all is well"));
    assert_eq!(text(synfin_status_text(77)), text(synfin_status_text(-77)));
}
