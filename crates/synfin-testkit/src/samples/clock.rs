//! Timestamps options as two hosts' clocks would put them into every segment of a script.

use crate::forge::option::{aligned_timestamps, no_operation, sack, usual_syn};
use crate::scripts::script::Script;
use crate::scripts::scripted_segment::{ScriptedOption, ScriptedSegment};

/// Gives every segment the options of a common Linux host: on a SYN the usual five, later timestamps and, where
/// the script tells of SACK blocks, those. Clocks tick once a millisecond.
pub(crate) fn with_timestamps(mut script: Script) -> Script {
    let start = script.segments.first().map_or(0, |first| first.time_ns);
    // The last value that the left and the right end sent.
    let mut last = [0_u32; 2];
    for scripted in &mut script.segments {
        let (me, peer) = (usize::from(!scripted.from_left), usize::from(scripted.from_left));
        let boot = if scripted.from_left { 3_141_592_653_u32 } else { 271_828_182 };
        last[me] = boot.wrapping_add((scripted.time_ns.saturating_sub(start) / 1_000_000) as u32);
        scripted.segment.options = options(scripted, last[me], last[peer]);
    }
    script
}

fn options(scripted: &ScriptedSegment, value: u32, echo_reply: u32) -> Vec<u8> {
    let mss = scripted.options.iter().find_map(|option| match option {
        ScriptedOption::Mss(octets) => Some(*octets),
        _ => None,
    });
    let blocks = scripted.options.iter().find_map(|option| match option {
        ScriptedOption::Sack(blocks) => Some(blocks),
        _ => None,
    });
    match (mss, blocks) {
        (Some(octets), _) => usual_syn(octets, 7, value, echo_reply),
        (None, Some(blocks)) => {
            [aligned_timestamps(value, echo_reply), no_operation(), no_operation(), sack(blocks)].concat()
        }
        (None, None) => aligned_timestamps(value, echo_reply),
    }
}
