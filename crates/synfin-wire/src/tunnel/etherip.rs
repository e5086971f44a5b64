//! EtherIP (RFC 3378).

use crate::error::Reason;
use crate::header::HeaderKind;
use crate::numbers::{LinkType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::tunnel::Inner;

/// Four bits of version, which is 3, and twelve of nothing; then a frame.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[version, _]) = reader::array(input)?;
    if version >> 4 != 3 {
        return Err(reader::stop(input, Reason::BadVersion { version: version >> 4 }));
    }
    Ok((rest, Inner::new(HeaderKind::EtherIp, 0, Protocol::Frame(LinkType::ETHERNET))))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{LinkType, Protocol};

    #[test]
    fn only_version_three_holds_a_frame() {
        let ethernet = Protocol::Frame(LinkType::ETHERNET);
        assert_eq!(read(&[0x30, 0, 9]).map(|(rest, inner)| (rest.len(), inner.protocol)), Ok((1, ethernet)));
        assert!(read(&[0x20, 0, 9]).is_err());
    }
}
