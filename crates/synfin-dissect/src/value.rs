//! The value of a field.

use core::fmt;

use synfin_wire::segment::hex::Hex;

use crate::field::FieldKind;

/// The value of a field.
///
/// ```
/// use synfin_dissect::value::FieldValue;
///
/// assert_eq!(FieldValue::from("h2").to_string(), "h2");
/// assert_eq!(FieldValue::from(443_u64).to_string(), "443");
/// assert_eq!(FieldValue::from([0xde, 0xad].as_slice()).to_string(), "dead");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldValue {
    /// True or false.
    Bool(bool),
    /// A number without a sign.
    Unsigned(u64),
    /// A number.
    Signed(i64),
    /// Any text.
    Text(Box<str>),
    /// Octets.
    Octets(Box<[u8]>),
}

impl FieldValue {
    /// Most octets of a value that is told; what is longer is cut, and says so.
    pub const MOST_OCTETS: usize = 1024;

    /// The value, if it is no longer than [`FieldValue::MOST_OCTETS`]; else as much of it as fits, and true. A text is cut between two
    /// characters, and ends with `…` then.
    ///
    /// ```
    /// use synfin_dissect::value::FieldValue;
    ///
    /// let (cut, is_cut) = FieldValue::from("x".repeat(2000).as_str()).cut();
    /// assert_eq!((cut.held(), is_cut), (1024, true));
    /// assert!(cut.to_string().ends_with("x…"));
    /// assert_eq!(FieldValue::from("h2").cut(), (FieldValue::from("h2"), false));
    /// ```
    #[must_use]
    pub fn cut(self) -> (FieldValue, bool) {
        if self.held() <= FieldValue::MOST_OCTETS {
            return (self, false);
        }
        let cut = match self {
            FieldValue::Text(text) => {
                let end = text.floor_char_boundary(FieldValue::MOST_OCTETS - CUT.len());
                FieldValue::Text([&text[..end], CUT].concat().into())
            }
            FieldValue::Octets(octets) => FieldValue::Octets(octets[..FieldValue::MOST_OCTETS].into()),
            short => short,
        };
        (cut, true)
    }

    /// The type of fields that it may be a value of.
    pub const fn kind(&self) -> FieldKind {
        match self {
            FieldValue::Bool(_) => FieldKind::Bool,
            FieldValue::Unsigned(_) => FieldKind::Unsigned,
            FieldValue::Signed(_) => FieldKind::Signed,
            FieldValue::Text(_) => FieldKind::Text,
            FieldValue::Octets(_) => FieldKind::Octets,
        }
    }

    /// Octets that it holds beside its own size.
    pub const fn held(&self) -> usize {
        match self {
            FieldValue::Bool(_) | FieldValue::Unsigned(_) | FieldValue::Signed(_) => 0,
            FieldValue::Text(text) => text.len(),
            FieldValue::Octets(octets) => octets.len(),
        }
    }
}

impl fmt::Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::Bool(value) => value.fmt(f),
            FieldValue::Unsigned(value) => value.fmt(f),
            FieldValue::Signed(value) => value.fmt(f),
            FieldValue::Text(text) => f.write_str(text),
            FieldValue::Octets(octets) => Hex(octets).fmt(f),
        }
    }
}

impl From<bool> for FieldValue {
    fn from(value: bool) -> FieldValue {
        FieldValue::Bool(value)
    }
}

impl From<u64> for FieldValue {
    fn from(value: u64) -> FieldValue {
        FieldValue::Unsigned(value)
    }
}

impl From<i64> for FieldValue {
    fn from(value: i64) -> FieldValue {
        FieldValue::Signed(value)
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> FieldValue {
        FieldValue::Text(text.into())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> FieldValue {
        FieldValue::Text(text.into())
    }
}

impl From<&[u8]> for FieldValue {
    fn from(octets: &[u8]) -> FieldValue {
        FieldValue::Octets(octets.into())
    }
}

/// What a text that was cut ends with.
const CUT: &str = "…";

#[cfg(test)]
mod tests {
    use super::FieldValue;

    #[test]
    fn what_is_too_long_is_cut_between_two_characters() {
        let long = "ä".repeat(FieldValue::MOST_OCTETS);
        let (FieldValue::Text(text), true) = FieldValue::from(long.as_str()).cut() else { panic!() };
        assert_eq!(text.len(), FieldValue::MOST_OCTETS - 1);
        assert!(text.ends_with("ä…"));
        let (octets, is_cut) = FieldValue::from(long.as_bytes()).cut();
        assert_eq!((octets.held(), is_cut), (FieldValue::MOST_OCTETS, true));
        for fits in [&long[..FieldValue::MOST_OCTETS], "", "…"] {
            assert_eq!(FieldValue::from(fits).cut(), (FieldValue::from(fits), false));
        }
    }
}
