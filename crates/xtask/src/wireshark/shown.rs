//! Filters, columns and expert information, as users have them.

use anyhow::{Result, ensure};

use crate::wireshark::captures::Captures;
use crate::wireshark::host::Host;

/// Filters select the frames that they say, and those that they do not say are not there.
pub(super) fn filters(host: &Host, captures: &Captures) -> Result<String> {
    let capture = captures.sample("four-way-close.pcap");
    let cases = [
        ("synfin.step == \"SYN_ACK\"", "2"),
        ("synfin.label contains \"teardown\"", "30 31 32 33"),
        ("synfin.originator.state == \"LAST-ACK\"", "32"),
        ("synfin.responder.basis == \"assumed\" && synfin.stage == \"open\"", "1"),
        ("synfin.outcome", "33"),
        ("synfin.reason matches \"ISN 114$\"", "1"),
        ("synfin.flow == 1", ""),
        ("tcp && !synfin", ""),
    ];
    for (filter, wanted) in cases {
        let rows = host.fields(&capture, &["frame.number"], &["-Y", filter])?;
        let frames = rows.concat().join(" ");
        ensure!(frames == wanted, "{filter}: frames {frames:?}, not {wanted:?}");
    }
    Ok(format!("{} filters", cases.len()))
}

/// A column of the plugin's, set as the packet list has it.
pub(super) fn columns(host: &Host, captures: &Captures) -> Result<String> {
    let format = "gui.column.format:\"No.\",\"%m\",\"Step\",\"%Cus:synfin.label:0:R\"";
    let caught =
        host.read(&captures.sample("four-way-close.pcap"), &["-o", format, "-Y", "frame.number == 33"])?;
    let row = String::from_utf8_lossy(&caught.stdout).into_owned();
    let row: Vec<&str> = row.split_whitespace().collect();
    ensure!(row == ["33", "teardown", "4/4"], "{row:?}");
    Ok(row.join(" "))
}

/// Odd steps are in the expert information with their reason, others are not.
pub(super) fn expert_information(host: &Host, captures: &Captures) -> Result<String> {
    let capture = captures.sample("retransmissions.pcap");
    let all = host.fields(&capture, &["synfin.step", "_ws.expert.message"], &["-Y", "synfin"])?;
    let mut odd = 0;
    for row in &all {
        let [step, said] = &row[..] else { continue };
        let says_so = said.split(',').any(|message| message.contains(" again: "));
        match step.as_str() {
            "DATA" | "ACK" => ensure!(!says_so, "{step}: {said:?}"),
            "DATA_RETRANSMIT" => ensure!(says_so, "{step}: {said:?}"),
            _ => {}
        }
        odd += u32::from(says_so);
    }
    ensure!(odd > 0, "no retransmission in {all:?}");
    let none = host.fields(
        &captures.sample("four-way-close.pcap"),
        &["frame.number"],
        &["-Y", "synfin.odd || synfin.wrong"],
    )?;
    ensure!(none.is_empty(), "odd in an ordinary connection: {none:?}");
    Ok(format!("{odd} odd segments"))
}
