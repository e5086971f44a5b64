//! The textbook exchange: a telnet connection that its server closes in four segments.

use crate::samples::clock::with_timestamps;
use crate::samples::sample::{Sample, told};

/// Options negotiated (RFC 854, RFC 1091), a login, one command, and the four segments of the close.
///
/// The first sequence numbers are small, so that the last four segments carry the textbook's own numbers as they
/// stand on the wire: FIN 418 acknowledged by 419, FIN 203 acknowledged by 204.
const FOUR_WAY_CLOSE: &str = r#"
ends 192.0.2.10 198.51.100.23
ports 54203 23
> S   114  win 64240  mss 1460                                                   SYN            SYN-SENT/SYN-RECEIVED?
< SA  214  win 65160  mss 1460                         @+21.340ms                SYN_ACK        ESTABLISHED?/SYN-RECEIVED
> .        win 502                                     @+58us                    HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
< P.       win 509    data "\xff\xfd\x18\xff\xfd\x20\xff\xfd\x23\xff\xfd\x27"  @+8.204ms   DATA   # DO terminal type, speed, X display, environment
> .                                                    @+41us                    ACK
> P.                  data "\xff\xfb\x18\xff\xfb\x20\xff\xfc\x23\xff\xfc\x27"  @+212us     DATA   # WILL, WILL, WONT, WONT
< .                                                    @+21.415ms                ACK
< P.                  data "\xff\xfa\x20\x01\xff\xf0\xff\xfa\x18\x01\xff\xf0"  @+390us     DATA   # SEND your speed, SEND your terminal type
> P.                  data "\xff\xfa\x20\x00\x33\x38\x34\x30\x30,38400\xff\xf0\xff\xfa\x18\x00XTERM\xff\xf0"  @+147us  DATA
< P.                  data "\xff\xfb\x03\xff\xfd\x01\xff\xfd\x1f\xff\xfb\x05"  @+21.877ms  DATA   # WILL suppress go-ahead, DO echo, DO window size, WILL status
> P.                  data "\xff\xfd\x03\xff\xfc\x01\xff\xfb\x1f\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0\xff\xfe\x05"  @+160us  DATA
< P.                  data "\xff\xfb\x01"              @+21.522ms                DATA          # WILL echo
> P.                  data "\xff\xfd\x01"              @+95us                    DATA
< P.                  data "lighthouse (ttyp3)\r\n\r\nlogin: "  @+22.018ms       DATA
> .                                                    @+40.180ms                ACK
> P.                  data "guest\r\n"                 @+2.731s                  DATA
< P.                  data "guest\r\n"                 @+21.640ms                DATA
> .                                                    @+40.066ms                ACK
< P.                  data "Password: "                @+1.204ms                 DATA
> .                                                    @+40.113ms                ACK
> P.                  data "harbour\r\n"               @+3.118s                  DATA
< .                                                    @+61.902ms                ACK
< P.                  data "\r\nLast login: Tue Nov 14 21:58:02 from 192.0.2.10\r\n"  @+118.550ms  DATA
> .                                                    @+40.207ms                ACK
< P.                  data "Wind NNW 6 kn, sea slight, lamp lit at 16:31.\r\nlighthouse$ "  @+4.310ms  DATA
> .                                                    @+40.155ms                ACK
> P.                  data "logout\r\n"                @+6.402s                  DATA
< P.                  data "logout\r\n"                @+21.733ms                DATA
> .                                                    @+63us                    ACK
< F.                                                   @+2.846ms                 FIN_FIRST      CLOSE-WAIT?/FIN-WAIT-1
> .                                                    @+37us                    FIN_FIRST_ACK  CLOSE-WAIT/FIN-WAIT-2
> F.                                                   @+254us                   FIN_SECOND     LAST-ACK/TIME-WAIT?
< .                                                    @+21.390ms                FIN_SECOND_ACK CLOSED/TIME-WAIT
= CLOSED open_kind:three-way close_kind:four-segment first_closer:responder time_wait_holder:responder
"#;

/// `four-way-close.pcap`.
pub fn four_way_close() -> Sample {
    Sample::of_script("four-way-close.pcap", with_timestamps(told(FOUR_WAY_CLOSE)))
}

#[cfg(test)]
mod tests {
    use crate::forge::flags::{ACK, FIN};
    use crate::samples::sample::told;
    use crate::samples::telnet::FOUR_WAY_CLOSE;

    #[test]
    fn the_close_has_the_numbers_of_the_textbook() {
        let script = told(FOUR_WAY_CLOSE);
        let last: Vec<_> = script.segments[script.segments.len() - 4..]
            .iter()
            .map(|told| (told.source.port(), told.segment.flags, told.segment.seq, told.segment.ack))
            .collect();
        let textbook = [
            (23, FIN | ACK, 418, 203),
            (54203, ACK, 203, 419),
            (54203, FIN | ACK, 203, 419),
            (23, ACK, 419, 204),
        ];
        assert_eq!(last, textbook);
    }
}
