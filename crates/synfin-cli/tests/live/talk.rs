//! Real connections.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::time::Duration;

/// Somebody who listens on the loopback interface.
pub(crate) fn server() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback interface is up");
    let address = listener.local_addr().expect("it has one");
    (listener, address)
}

/// An open connection, and both its ends.
pub(crate) fn opened() -> (TcpStream, TcpStream, SocketAddr) {
    let (listener, address) = server();
    let client = TcpStream::connect(address).expect("it listens");
    let (server, _) = listener.accept().expect("there is one");
    (client, server, address)
}

/// A connection in which both ends say something, and then close, the client first; the server's address.
pub(crate) fn closed() -> SocketAddr {
    let (mut client, mut server, address) = opened();
    client.write_all(b"ping").expect("it is open");
    server.read_exact(&mut [0; 4]).expect("it was sent");
    server.write_all(b"pong!").expect("it is open");
    client.read_exact(&mut [0; 5]).expect("it was sent");
    client.shutdown(Shutdown::Write).expect("it is open");
    assert_eq!(server.read(&mut [0; 1]).expect("it is half closed"), 0);
    drop(server);
    assert_eq!(client.read(&mut [0; 1]).expect("it is closed"), 0);
    address
}

/// A connection in which both ends say who they are, as SSH does, and then close.
pub(crate) fn identified() {
    let (mut client, mut server, _) = opened();
    let mut line = [0; 23];
    server.write_all(b"SSH-2.0-OpenSSH_9.2 x\r\n").expect("it is open");
    client.read_exact(&mut line).expect("it was sent");
    client.write_all(b"SSH-2.0-OpenSSH_9.2 y\r\n").expect("it is open");
    server.read_exact(&mut line).expect("it was sent");
    client.shutdown(Shutdown::Write).expect("it is open");
    assert_eq!(server.read(&mut [0; 1]).expect("it is half closed"), 0);
    drop(server);
    assert_eq!(client.read(&mut [0; 1]).expect("it is closed"), 0);
}

/// A connection to where nobody listens; that address.
pub(crate) fn refused() -> SocketAddr {
    let (listener, address) = server();
    drop(listener);
    TcpStream::connect(address).expect_err("nobody listens");
    address
}

/// A connection that its server ends with a reset, as there is something that it has not read; the server's address.
pub(crate) fn reset() -> SocketAddr {
    let (mut client, server, address) = opened();
    client.write_all(b"nobody reads this").expect("it is open");
    // It has arrived when it can be seen there.
    server.peek(&mut [0; 1]).expect("it was sent");
    drop(server);
    let ended = client.read(&mut [0; 1]).expect_err("it is reset");
    assert_eq!(ended.kind(), std::io::ErrorKind::ConnectionReset);
    address
}

/// Sends so many octets from one end of a connection to the other.
pub(crate) fn transferred(octets: usize) {
    let (mut client, mut server, _) = opened();
    let sender = std::thread::spawn(move || {
        let chunk = vec![0; 1 << 16];
        let mut left = octets;
        while left > 0 {
            let length = chunk.len().min(left);
            client.write_all(&chunk[..length]).expect("it is open");
            left -= length;
        }
    });
    let mut room = vec![0; 1 << 16];
    while server.read(&mut room).expect("it is open") > 0 {}
    sender.join().expect("all was sent");
}

/// SYNs without end, of so many connections in turn, from one end of a cable; frames as they are take a raw socket.
const FLOOD: &str = r"
import socket, struct, sys, time
device, connections, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
raw.bind((device, 0))
ethernet = bytes.fromhex('020000000001' '020000000002' '0800')
def frame(number):
    source, port = 0x0a000000 + number // 60000, 1024 + number % 60000
    ip = struct.pack('!BBHHHBBHI4B', 0x45, 0, 40, 0, 0, 64, 6, 0, source, 192, 0, 2, 80)
    return ethernet + ip + struct.pack('!HHIIBBHHH', port, 443, number, 0, 0x50, 2, 65535, 0, 0)
frames = [frame(number) for number in range(connections)]
end = time.monotonic() + seconds
while time.monotonic() < end:
    for one in frames:
        try:
            raw.send(one)
        except OSError:
            pass
";

/// Floods whoever listens at the other end of a cable, for so long at most.
#[track_caller]
pub(crate) fn flood(device: &str, connections: u32, within: Duration) -> Child {
    let seconds = within.as_secs().to_string();
    let arguments = ["-c", FLOOD, device, &connections.to_string(), &seconds];
    Command::new("python3").args(arguments).spawn().expect("there is python3")
}

/// Sends a signal to a process.
#[track_caller]
pub(crate) fn signal(process: u32, name: &str) {
    let status = Command::new("kill").args(["-s", name, &process.to_string()]).status();
    assert!(status.expect("there is a kill").success(), "{name}");
}
