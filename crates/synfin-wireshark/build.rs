//! For which release line of Wireshark the plugin is built: `SYNFIN_WIRESHARK`, or 4.0.

use std::process::exit;

/// The environment variable that names the line.
const VARIABLE: &str = "SYNFIN_WIRESHARK";

/// The lines that this was tried with, and whether a field's value lies in its `field_info` (else a pointer to it does).
const LINES: [(&str, bool); 3] = [("4.0", true), ("4.4", false), ("4.6", false)];

fn main() {
    println!("cargo:rerun-if-env-changed={VARIABLE}");
    println!("cargo:rustc-check-cfg=cfg(value_in_field)");
    let wanted = std::env::var(VARIABLE).unwrap_or_else(|_| LINES[0].0.to_owned());
    let Some((line, value_in_field)) = LINES.into_iter().find(|(line, _)| *line == wanted) else {
        let known = LINES.map(|(line, _)| line).join(", ");
        eprintln!("{VARIABLE}={wanted}: the plugin can be built for {known}");
        exit(1);
    };
    let (major, minor) = line.split_once('.').unwrap_or((line, "0"));
    println!("cargo:rustc-env=WIRESHARK_MAJOR={major}");
    println!("cargo:rustc-env=WIRESHARK_MINOR={minor}");
    if value_in_field {
        println!("cargo:rustc-cfg=value_in_field");
    }
    // What Wireshark exports is resolved when it loads the plugin.
    println!("cargo:rustc-cdylib-link-arg=-Wl,--unresolved-symbols=ignore-all");
}
