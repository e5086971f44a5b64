//! The options at the end of a block.

use crate::format::pcapng::fields::Fields;
use pcap_parser::OptionCode;

/// A comment; of any block.
pub(crate) const COMMENT: u16 = OptionCode::Comment.0;
/// The program that wrote the section; of a Section Header Block.
pub(crate) const SHB_USERAPPL: u16 = OptionCode::ShbUserAppl.0;
/// The unit of time stamps; of an Interface Description Block.
pub(crate) const IF_TSRESOL: u16 = OptionCode::IfTsresol.0;
/// Octets of frame check sequence; of an Interface Description Block. `pcap-parser` does not name it.
pub(crate) const IF_FCSLEN: u16 = 13;
/// Seconds to add to time stamps; of an Interface Description Block.
pub(crate) const IF_TSOFFSET: u16 = OptionCode::IfTsoffset.0;
/// epb_flags and pack_flags; of a packet. `pcap-parser` does not name it.
pub(crate) const PACKET_FLAGS: u16 = 2;

/// How many packets were lost before one. `pcap-parser` does not name it.
pub(crate) const EPB_DROPCOUNT: u16 = 4;
/// Options of an enterprise's own, of any block: text and octets, to be copied or not. `pcap-parser` does not name them.
pub(crate) const CUSTOM: [u16; 4] = [2988, 2989, 19372, 19373];

/// The options of a block, one by one: code and value. They end at the end-of-options mark, at the end of
/// the block, or at the first that claims more octets than there are: what came before stays good.
#[derive(Clone, Debug)]
pub(crate) struct Options<'a>(pub(crate) Fields<'a>);

impl<'a> Iterator for Options<'a> {
    type Item = (u16, &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let code = self.0.u16()?;
        let length = usize::from(self.0.u16()?);
        let value = self.0.octets(length)?;
        // The padding to 32 bits may be missing behind the very last.
        let padding = length.next_multiple_of(4) - length;
        self.0.octets(padding.min(self.0.rest.len()));
        (code != 0).then_some((code, value))
    }
}

#[cfg(test)]
mod tests {
    use super::Options;
    use crate::format::pcapng::fields::{ByteOrder, Fields};

    fn codes(octets: &[u8]) -> Vec<u16> {
        Options(Fields::new(ByteOrder::Big, octets)).map(|(code, _)| code).collect()
    }

    #[test]
    fn they_end_at_the_mark_at_the_end_and_at_a_length_past_it() {
        assert_eq!(codes(&[0, 1, 0, 1, 9, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0]), [1, 2]);
        assert_eq!(codes(&[0, 1, 0, 1, 9]), [1]);
        assert_eq!(codes(&[0, 1, 0, 0, 0, 2, 0, 9, 1]), [1]);
    }
}
