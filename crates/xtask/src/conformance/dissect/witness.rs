//! tshark's fields of each frame in which it reads one of the protocols.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Between two values of a field; no value has it.
const BETWEEN: char = '\u{1f}';

/// Frames that are asked for.
const FILTER: &str = "tcp and (tls.handshake or tls.alert_message or http or dns or ssh.protocol or telnet)";

/// Fields that are asked for.
const FIELDS: &[&str] = &[
    "frame.number",
    "frame.protocols",
    "tcp.stream",
    "tls.handshake.type",
    "tls.handshake.version",
    "tls.handshake.extensions_server_name",
    "tls.handshake.extensions_alpn_str",
    "tls.handshake.extensions.supported_version",
    "tls.handshake.ciphersuite",
    "tls.handshake.extension.type",
    "tls.handshake.sig_hash_alg",
    "tls.alert_message.level",
    "http.request.method",
    "http.request.uri",
    "http.request.version",
    "http.host",
    "http.response.code",
    "http.response.phrase",
    "http.response.version",
    "dns.qry.name",
    "dns.qry.type",
    "dns.flags.response",
    "dns.flags.rcode",
    "dns.count.answers",
    "ssh.protocol",
    "telnet.cmd",
];

/// What tshark reads in one frame.
pub(super) struct Witness {
    pub(super) frame: u64,
    /// The layers, `eth:ethertype:ip:tcp:tls`.
    pub(super) protocols: String,
    values: BTreeMap<&'static str, Vec<String>>,
}

impl Witness {
    /// All frames of a capture, by number. tshark must be installed.
    pub(super) fn of(capture: &Path) -> Result<Vec<Witness>> {
        let mut command = Command::new("tshark");
        command.args(["-n", "-Y", FILTER, "-T", "fields", "-E", "occurrence=a"]);
        command.arg("-E").arg(format!("aggregator={BETWEEN}")).arg("-r").arg(capture);
        for field in FIELDS {
            command.args(["-e", field]);
        }
        let output = command.output().context("tshark must be installed")?;
        let text = String::from_utf8_lossy(&output.stdout);
        // A damaged capture makes it fail behind what it could read.
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success() || !text.is_empty() || said.contains("cut short"),
            "tshark: {}",
            said.trim()
        );
        text.lines().map(Witness::of_line).collect()
    }

    fn of_line(line: &str) -> Result<Witness> {
        let mut values: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (field, text) in FIELDS.iter().zip(line.split('\t')).filter(|(_, text)| !text.is_empty()) {
            values.insert(field, text.split(BETWEEN).map(str::to_owned).collect());
        }
        let one = |field: &str| values.get(field).and_then(|values| values.last());
        Ok(Witness {
            frame: one("frame.number").context("no number of a frame")?.parse()?,
            protocols: one("frame.protocols").cloned().unwrap_or_default(),
            values,
        })
    }

    /// All values of a field, in order.
    pub(super) fn all(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// All values of a field of numbers, decimal or hexadecimal after `0x`.
    pub(super) fn numbers(&self, field: &str) -> Vec<u16> {
        self.all(field).iter().filter_map(|text| number(text)).collect()
    }

    /// The connection.
    pub(super) fn stream(&self) -> &str {
        self.all("tcp.stream").last().map_or("", String::as_str)
    }
}

fn number(text: &str) -> Option<u16> {
    match text.strip_prefix("0x") {
        Some(digits) => u16::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::Witness;

    #[test]
    fn values_of_a_field_are_told_apart() {
        let line = "7\teth:ip:tcp:tls\t3\t1\u{1f}2\t0x0303";
        let witness = Witness::of_line(line).expect("it is a line of tshark");
        assert_eq!((witness.frame, witness.protocols.as_str()), (7, "eth:ip:tcp:tls"));
        assert_eq!(witness.numbers("tls.handshake.type"), [1, 2]);
        assert_eq!(witness.numbers("tls.handshake.version"), [0x0303]);
        assert_eq!(witness.stream(), "3");
        assert!(witness.all("http.host").is_empty());
        assert!(Witness::of_line("").is_err());
    }
}
