//! A network namespace for a test: the test binary runs itself there again.

use std::io::{Read as _, Seek as _, Write as _};
use std::process::{Command, Stdio};

use crate::listening::end_of;

/// Set where the test runs inside its namespace.
const INSIDE: &str = "SYNFIN_INSIDE_NAMESPACE";
/// Set by whoever wants these tests left out.
const LEFT_OUT: &str = "SYNFIN_NO_NAMESPACES";

/// Runs the body of the test of this name, `module::function`, in a network namespace with nothing but its loopback interface, up.
#[track_caller]
pub(crate) fn in_namespace(test: &str, body: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        ip(&["link", "set", "lo", "up"]);
        body();
        return;
    }
    if std::env::var_os(LEFT_OUT).is_some() {
        // Not by the macro, whose words would be kept from whoever looks.
        let _ = writeln!(std::io::stderr(), "{test}: NOT RUN, as {LEFT_OUT} is set");
        return;
    }
    let own = std::env::current_exe().expect("a test knows its own program");
    // Files, as a pipe has no end while anything that is left behind holds it.
    let mut files = [(); 2].map(|()| tempfile::tempfile().expect("there is room for a file"));
    let [stdout, stderr] = files.each_ref().map(|file| file.try_clone().expect("it is open"));
    let mut child = Command::new("unshare")
        .args(flags())
        .args(["--fork", "--kill-child"])
        .arg(own)
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .expect("there is unshare");
    let status = end_of(&mut child);
    let [told, said] = files.each_mut().map(|file| {
        let mut text = String::new();
        file.rewind().and_then(|()| file.read_to_string(&mut text)).expect("it is text");
        text
    });
    assert!(status == Some(0), "inside the namespace:\n{told}\n{said}");
    assert!(told.contains("1 passed"), "there is no test {test}:\n{told}\n{said}");
}

/// With a user namespace around it anybody may make one; where those are forbidden, root may make one without.
fn flags() -> &'static [&'static str] {
    let ways: [&[&str]; 2] = [&["--map-root-user", "--net"], &["--net"]];
    let works = |way: &&&[&str]| {
        let status = Command::new("unshare").args(**way).arg("true").stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    ways.iter().find(works).unwrap_or_else(|| {
        panic!("no network namespace can be made here (unshare --net): {LEFT_OUT}=1 leaves these tests out")
    })
}

/// Runs `ip` with these words.
#[track_caller]
pub(crate) fn ip(words: &[&str]) {
    let output = Command::new("ip").args(words).output().expect("there is ip, of iproute2");
    assert!(output.status.success(), "ip {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Two interfaces of one cable, both up: `va` and `vb`.
pub(crate) fn cable() {
    ip(&["link", "add", "va", "type", "veth", "peer", "name", "vb"]);
    for end in ["va", "vb"] {
        ip(&["link", "set", end, "up"]);
    }
}
