//! Options as serde's octets: at most forty are taken.

use crate::encode::option_buffer::OptionBuffer;
use crate::segment::option_list::OPTIONS_MAX;
use core::fmt;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for OptionBuffer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.octets())
    }
}

impl<'de> Deserialize<'de> for OptionBuffer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OptionBuffer, D::Error> {
        deserializer.deserialize_bytes(Octets)
    }
}

struct Octets;

impl<'de> Visitor<'de> for Octets {
    type Value = OptionBuffer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {OPTIONS_MAX} octets of TCP options")
    }

    fn visit_bytes<E: Error>(self, octets: &[u8]) -> Result<OptionBuffer, E> {
        OptionBuffer::from_octets(octets).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OptionBuffer, A::Error> {
        let mut octets = [0; OPTIONS_MAX];
        let mut len = 0usize;
        while let Some(octet) = seq.next_element()? {
            let place = octets.get_mut(len).ok_or_else(|| A::Error::invalid_length(len, &self))?;
            *place = octet;
            len = len.saturating_add(1);
        }
        self.visit_bytes(octets.get(..len).unwrap_or(&octets))
    }
}
