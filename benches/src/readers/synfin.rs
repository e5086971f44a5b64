//! synfin: one look at the twenty octets, the rest decoded when asked for.

use synfin_wire::batch::decode_batch;
use synfin_wire::decode::{Decoded, decode};
use synfin_wire::numbers::LinkType;
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::usual::UsualOption;

use crate::fold::{Header, Options};
use crate::mix::Mix;

/// The fixed header alone.
#[inline]
pub fn header(segment: &[u8]) -> u64 {
    Segment::parse(segment, segment.len() as u32).map_or(0, fixed)
}

/// The header and all options.
#[inline]
pub fn header_options(segment: &[u8]) -> u64 {
    Segment::parse(segment, segment.len() as u32).map_or(0, with_options)
}

/// Ethernet, IP and the header.
#[inline]
pub fn frame(frame: &[u8]) -> u64 {
    behind(frame, fixed)
}

/// The same with the options.
#[inline]
pub fn frame_options(frame: &[u8]) -> u64 {
    behind(frame, with_options)
}

/// The same by the summary of the options.
#[inline]
pub fn frame_summary(frame: &[u8]) -> u64 {
    behind(frame, summed_up)
}

/// The same, the frames decoded in bursts.
pub fn batch_options(mix: &Mix) -> u64 {
    let mut sum = 0_u64;
    let frames = mix.frames().map(|frame| (frame, frame.len() as u32));
    decode_batch(LinkType::ETHERNET, frames, |decoded| {
        if let Decoded::Tcp(packet) = decoded {
            sum = sum.wrapping_add(with_options(packet.segment));
        }
    });
    sum
}

#[inline]
fn behind(frame: &[u8], read: impl Fn(Segment<'_>) -> u64) -> u64 {
    match decode(LinkType::ETHERNET, frame, frame.len() as u32) {
        Decoded::Tcp(packet) => read(packet.segment),
        _ => 0,
    }
}

#[inline]
fn with_options(segment: Segment<'_>) -> u64 {
    let mut options = Options::default();
    segment.options().for_each_usual(|option| match option {
        UsualOption::Mss(octets) => options.mss(octets),
        UsualOption::WindowScale(shift) => options.window_scale(shift),
        UsualOption::SackPermitted => options.sack_permitted(),
        UsualOption::Sack(blocks) => {
            for block in blocks.iter() {
                options.sack(block.left.0, block.right.0);
            }
        }
        UsualOption::Timestamps(timestamps) => options.timestamps(timestamps.value, timestamps.echo_reply),
        UsualOption::Other(_) => {}
    });
    fixed(segment) ^ options.fold()
}

/// The options by their summary, as the classifier takes them: what is told of a kind is kept until it is asked for.
#[inline]
fn summed_up(segment: Segment<'_>) -> u64 {
    let list = segment.options();
    let summary = list.summary();
    let mut options = Options::default();
    if let Some(octets) = summary.mss() {
        options.mss(octets);
    }
    if let Some(shift) = summary.window_scale() {
        options.window_scale(shift);
    }
    if summary.sack_permitted() {
        options.sack_permitted();
    }
    for block in summary.sack(list).iter() {
        options.sack(block.left.0, block.right.0);
    }
    if let Some(timestamps) = summary.timestamps() {
        options.timestamps(timestamps.value, timestamps.echo_reply);
    }
    fixed(segment) ^ options.fold()
}

#[inline]
fn fixed(segment: Segment<'_>) -> u64 {
    let flags = segment.flags();
    Header {
        source: segment.source_port(),
        destination: segment.destination_port(),
        seq: segment.seq().0,
        ack: segment.ack().0,
        fin: flags.fin(),
        syn: flags.syn(),
        rst: flags.rst(),
        has_ack: flags.ack(),
        window: segment.window(),
    }
    .fold()
}
