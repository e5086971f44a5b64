//! A long connection as a script.

use core::fmt::Write as _;

/// A download of `segments` segments of 1000 octets, every other one acknowledged; one in `lost` is lost and sent again.
pub fn download(segments: u64, lost: u64) -> String {
    let mut script = String::from("> S 0\n< SA 0\n> .\n> P. +80\n");
    let mut seq = 1_u64;
    for number in 1..=segments {
        if number % lost == 0 {
            let _ = writeln!(script, "< . {}:{} @+20us\n> . ack {seq} @+1ms", seq + 1000, seq + 2000);
            let _ = writeln!(script, "< . {seq}:{} @+30ms\n> . ack {} @+1ms", seq + 1000, seq + 2000);
            seq += 2000;
        } else {
            let _ = writeln!(script, "< . {seq}:{} @+20us", seq + 1000);
            seq += 1000;
            if number % 2 == 0 {
                let _ = writeln!(script, "> . ack {seq} @+10us");
            }
        }
    }
    script + "< F.\n> .\n> F.\n< .\n"
}
