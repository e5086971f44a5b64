//! Connections whose end, beginning or middle is not the usual one.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::Pcap;
use crate::samples::clock::with_timestamps;
use crate::samples::sample::{Sample, told};

/// Both ends close at once; each FIN crosses the other on the way (RFC 9293, figure 13).
const SIMULTANEOUS_CLOSE: &str = r#"
ends 192.0.2.10 203.0.113.7
ports 49731 5222
> S   1180341772  win 64240  mss 1460                      SYN             SYN-SENT/SYN-RECEIVED?
< SA  3359110486  win 65160  mss 1460   @+14.220ms         SYN_ACK         ESTABLISHED?/SYN-RECEIVED
> .               win 502               @+44us             HANDSHAKE_ACK   ESTABLISHED/ESTABLISHED
> P.              data "<presence type='unavailable'/>"  @+90us  DATA
< .               win 509               @+14.301ms         ACK
> F.                                    @+1.2s             FIN_FIRST       FIN-WAIT-1/CLOSE-WAIT?
< F.  ack 1180341803                    @+80us             FIN_SIMULTANEOUS  CLOSING?/CLOSING
> .                                     @+14.410ms         FIN_SECOND_ACK  CLOSING/TIME-WAIT
< .                                     @+61us             FIN_FIRST_ACK   TIME-WAIT/TIME-WAIT
= CLOSED close_kind:simultaneous
"#;

/// The client has said all and closes its half; the server goes on sending for a while.
const HALF_CLOSE_WITH_DATA: &str = r#"
ends 192.0.2.10 198.51.100.80
ports 51544 2628
> S   2214860011  win 64240  mss 1460                      SYN             SYN-SENT/SYN-RECEIVED?
< SA  905114732   win 65160  mss 1460   @+9.871ms          SYN_ACK         ESTABLISHED?/SYN-RECEIVED
> .               win 502               @+39us             HANDSHAKE_ACK   ESTABLISHED/ESTABLISHED
> P.              data "SORT\npear\nfig\nolive\nquince\n"  @+101us  DATA
< .               win 509               @+9.912ms          ACK
> F.                                    @+2ms              FIN_FIRST       FIN-WAIT-1/CLOSE-WAIT?
< .                                     @+9.940ms          FIN_FIRST_ACK   FIN-WAIT-2/CLOSE-WAIT
< P.              data "fig\nolive\n"   @+130ms            DATA_HALF_CLOSED  FIN-WAIT-2/CLOSE-WAIT
> .                                     @+52us             ACK             FIN-WAIT-2/CLOSE-WAIT
< P.              data "pear\nquince\n" @+84ms             DATA_HALF_CLOSED  FIN-WAIT-2/CLOSE-WAIT
> .                                     @+47us             ACK             FIN-WAIT-2/CLOSE-WAIT
< F.                                    @+310us            FIN_SECOND      TIME-WAIT?/LAST-ACK
> .                                     @+33us             FIN_SECOND_ACK  TIME-WAIT/CLOSED
= CLOSED close_kind:four-segment first_closer:originator
"#;

/// A capture that began late: no handshake, and a reset for an end.
const MIDSTREAM: &str = r#"
ends 192.0.2.10 198.51.100.25
ports 40318 25
< P.  2871005  ack 771204  win 229  data "250 2.1.5 Ok\r\n"     DATA  note:midstream  ESTABLISHED?/ESTABLISHED?
> P.  771204               win 237  data "DATA\r\n"   @+1.7ms   DATA
< P.                       data "354 End data with <CR><LF>.<CR><LF>\r\n"  @+21ms  DATA
> P.                       data "Subject: tide table\r\n\r\nHigh water 04:12, 16:40.\r\n.\r\n"  @+4ms  DATA
< .                                                   @+25ms    ACK
< P.                       data "250 2.0.0 Ok: queued as 4F1D2\r\n"  @+130ms  DATA
> .                                                   @+40ms    ACK
> R.                                                  @+5s      RST_ABORT  CLOSED/CLOSED
= RESET_BY_INITIATOR start:midstream reset_by:originator
"#;

/// A lossy path, seen half-way: a SYN sent twice, data lost before us and told missing by SACK, data lost behind us
/// and sent again, data sent again in vain (RFC 2883), a FIN sent twice. The sequence numbers wrap on the way.
const RETRANSMISSIONS: &str = r"
ends 192.0.2.10 198.51.100.21
ports 36822 20021
> S   4294966000  win 64240  mss 1000                      SYN             SYN-SENT/SYN-RECEIVED?
> S   4294966000             mss 1000   @+1.003s           SYN_RETRANSMIT
< SA  77100       win 65160  mss 1000   @+48ms             SYN_ACK         ESTABLISHED?/SYN-RECEIVED
> .               win 502               @+40us             HANDSHAKE_ACK   ESTABLISHED/ESTABLISHED
> .   4294966001:4294967001             @+150us            DATA
> .   4294967001:705                    @+12us             DATA
> .   1705:2705                         @+24us             DATA            note:hole
< .   ack 705     win 509               @+24ms             ACK
< .   ack 705     sack 1705-2705        @+30us             ACK_DUPLICATE
> P.  2705:3705                         @+20us             DATA
> P.  3705:4705                         @+12us             DATA
< .   ack 705     sack 1705-3705        @+24ms             ACK_DUPLICATE
< .   ack 705     sack 1705-4705        @+15us             ACK_DUPLICATE
> .   705:1705                          @+31us             DATA            note:fills-hole
< .   ack 4705                          @+24ms             ACK
> P.  4705:5705                         @+110us            DATA
> P.  4705:5705                         @+231ms            DATA_RETRANSMIT
< .   ack 5705                          @+24ms             ACK
> P.  4705:5705                         @+235ms            DATA_RETRANSMIT
< .   ack 5705    sack 4705-5705        @+24ms             ACK_DUPLICATE
> F.  5705:5706                         @+3ms              FIN_FIRST       FIN-WAIT-1/CLOSE-WAIT?
> F.  5705:5706                         @+237ms            FIN_RETRANSMIT  FIN-WAIT-1/CLOSE-WAIT?
< F.  ack 5706                          @+24ms             FIN_ACK_COMBINED  TIME-WAIT?/LAST-ACK
> .                                     @+29us             FIN_SECOND_ACK  TIME-WAIT/CLOSED
= CLOSED close_kind:three-segment first_closer:originator
";

/// `simultaneous-close.pcap`.
pub fn simultaneous_close() -> Sample {
    Sample::of_script("simultaneous-close.pcap", with_timestamps(told(SIMULTANEOUS_CLOSE)))
}

/// `half-close-with-data.pcap`.
pub fn half_close_with_data() -> Sample {
    Sample::of_script("half-close-with-data.pcap", with_timestamps(told(HALF_CLOSE_WITH_DATA)))
}

/// `midstream.pcap`: what arrived (from the right) was padded to 60 octets on the wire, what was sent is not yet.
pub fn midstream() -> Sample {
    let script = told(MIDSTREAM);
    let mut records = script.records();
    for (record, scripted) in records.iter_mut().zip(&script.segments) {
        if !scripted.from_left {
            record.octets.resize(record.octets.len().max(60), 0);
        }
    }
    Sample { name: "midstream.pcap", octets: Pcap::of(ETHERNET).file(&records), script: Some(script) }
}

/// `retransmissions.pcap`.
pub fn retransmissions() -> Sample {
    Sample::of_script("retransmissions.pcap", with_timestamps(told(RETRANSMISSIONS)))
}
