//! What it takes to build the feature `live`, and to test it.

use std::env::temp_dir;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::chore::packages::{install, works};

/// libpcap to link with; and to test with, `ip`, which makes interfaces, and of util-linux `unshare`, `setpriv` and `script`.
pub(super) fn tools() -> Result<()> {
    if !links_with_libpcap() {
        install(&["libpcap-dev"], "libpcap with what it takes to link it")?;
    }
    if !works("ip", &["-Version"]) {
        install(&["iproute2"], "ip, of iproute2,")?;
    }
    if !["unshare", "setpriv", "script"].iter().all(|program| works(program, &["--version"])) {
        install(&["util-linux", "bsdutils"], "util-linux")?;
    }
    Ok(())
}

/// Whether a program can be linked with libpcap: the library alone, without its headers, has another name.
fn links_with_libpcap() -> bool {
    let program = temp_dir().join(format!("synfin-links-{}", std::process::id()));
    let mut compiler = Command::new("cc");
    compiler.args(["-x", "c", "-", "-lpcap", "-o"]).arg(&program).stdin(Stdio::piped()).stderr(Stdio::null());
    let linked = compiler.spawn().and_then(|mut child| {
        use std::io::Write as _;

        let source = b"const char *pcap_lib_version(void); int main(void) { return !pcap_lib_version(); }";
        child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(source))?;
        child.wait()
    });
    // What is not there need not be removed.
    let _ = std::fs::remove_file(&program);
    linked.is_ok_and(|status| status.success())
}
