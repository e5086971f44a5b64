//! What a machine's network card sees on an ordinary day.

use crate::samples::clock::with_timestamps;
use crate::samples::sample::{Sample, told};

/// A web page over IPv6, then a silence kept alive, then a close in three segments.
const IPV6: &str = r#"
ends 2001:db8:10::a 2001:db8:51::80
ports 58122 80
> S   3900112233  win 64800  mss 1440                      SYN             SYN-SENT/SYN-RECEIVED?
< SA  1450998877  win 64260  mss 1440   @+17.9ms           SYN_ACK         ESTABLISHED?/SYN-RECEIVED
> .               win 507               @+51us             HANDSHAKE_ACK   ESTABLISHED/ESTABLISHED
> P.  data "GET /tides HTTP/1.1\r\nHost: harbour.example\r\nConnection: keep-alive\r\n\r\n"  @+120us  DATA
< .               win 502               @+18.1ms           ACK
< P.  data "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 27\r\n\r\nHigh water 04:12 and 16:40\n"  @+6ms  DATA
> .                                     @+44us             ACK
wait 45s
> .   3900112303                        @+1ms              KEEP_ALIVE
< .                                     @+18.2ms           KEEP_ALIVE_ACK
wait 20s
< F.                                    @+1ms              FIN_FIRST       CLOSE-WAIT?/FIN-WAIT-1
> F.                                    @+95us             FIN_ACK_COMBINED  LAST-ACK/TIME-WAIT?
< .                                     @+18.0ms           FIN_SECOND_ACK  CLOSED/TIME-WAIT
= CLOSED close_kind:three-segment first_closer:responder
"#;

/// Five connections at once: a page fetched, a closed port, a host that does not answer, a connection reset in the
/// middle, and one still open when the capture ends. Sorted by time when the file is made.
const MIXED: &str = r#"
ends 192.0.2.10 198.51.100.80
ports 40001 80
> S   1000100  win 64240  mss 1460      @0s                SYN             flow:0
< SA  7000100  win 65160  mss 1460      @0.020s            SYN_ACK         flow:0
> .            win 502                  @0.02005s          HANDSHAKE_ACK   flow:0
> P.  data "GET / HTTP/1.1\r\nHost: www.example\r\n\r\n"   @0.0202s        DATA  flow:0
< .            win 509                  @0.0404s           ACK             flow:0
< P.  data "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"  @0.0431s  DATA  flow:0
> .                                     @0.04315s          ACK             flow:0
> F.                                    @2.5s              FIN_FIRST       flow:0
< F.                                    @2.52s             FIN_ACK_COMBINED  flow:0
> .                                     @2.52004s          FIN_SECOND_ACK  flow:0
= CLOSED close_kind:three-segment
ports 40002 8080
> S   2000100  win 64240  mss 1460      @0.5s              SYN             flow:1
< R.  0                   ack 2000101   @0.52s             RST_REFUSE      flow:1  CLOSED/CLOSED
= REFUSED
ends 192.0.2.10 203.0.113.99
ports 40003 443
> S   3000100  win 64240  mss 1460      @0.7s              SYN             flow:2
> S   3000100             mss 1460      @1.711s            SYN_RETRANSMIT  flow:2
> S   3000100             mss 1460      @3.727s            SYN_RETRANSMIT  flow:2  SYN-SENT/SYN-RECEIVED?
= NO_REPLY
ends 192.0.2.10 198.51.100.22
ports 40004 22
> S   4000100  win 64240  mss 1460      @1.0s              SYN             flow:3
< SA  8000100  win 65160  mss 1460      @1.018s            SYN_ACK         flow:3
> .            win 502                  @1.01804s          HANDSHAKE_ACK   flow:3
< P.  data "SSH-2.0-OpenSSH_9.2\r\n"    @1.031s            DATA            flow:3
> .                                     @1.03104s          ACK             flow:3
> P.  data "SSH-2.0-probe\r\n"          @1.032s            DATA            flow:3
< R.                                    @1.051s            RST_ABORT       flow:3  CLOSED/CLOSED
= RESET_BY_RESPONDER reset_by:responder
ends 192.0.2.10 198.51.100.14
ports 40005 143
> S   5000100  win 64240  mss 1460      @3.0s              SYN             flow:4
< SA  9000100  win 65160  mss 1460      @3.024s            SYN_ACK         flow:4
> .            win 502                  @3.02405s          HANDSHAKE_ACK   flow:4
< P.  data "* OK IMAP4rev1 ready\r\n"   @3.049s            DATA            flow:4
> .                                     @3.04905s          ACK             flow:4  ESTABLISHED/ESTABLISHED
= OPEN
"#;

/// `ipv6.pcap`.
pub fn ipv6() -> Sample {
    Sample::of_script("ipv6.pcap", with_timestamps(told(IPV6)))
}

/// `mixed.pcap`: the reset of a closed port carries no options, as from a real host.
pub fn mixed() -> Sample {
    let mut script = told(MIXED);
    script.segments.sort_by_key(|told| told.time_ns);
    Sample::of_script("mixed.pcap", script)
}
