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
    /// Most octets of a value; what is longer is cut.
    pub const MOST_OCTETS: usize = 1024;

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

/// Cut between two characters where it is too long.
impl From<&str> for FieldValue {
    fn from(text: &str) -> FieldValue {
        FieldValue::Text(text[..text.floor_char_boundary(FieldValue::MOST_OCTETS)].into())
    }
}

/// Cut where it is too long.
impl From<&[u8]> for FieldValue {
    fn from(octets: &[u8]) -> FieldValue {
        FieldValue::Octets(octets[..octets.len().min(FieldValue::MOST_OCTETS)].into())
    }
}

#[cfg(test)]
mod tests {
    use super::FieldValue;

    #[test]
    fn what_is_too_long_is_cut_between_two_characters() {
        let long = "ä".repeat(FieldValue::MOST_OCTETS);
        let FieldValue::Text(text) = FieldValue::from(format!("x{long}").as_str()) else { panic!() };
        assert_eq!(text.len(), FieldValue::MOST_OCTETS - 1);
        assert!(text.ends_with('ä'));
        assert_eq!(FieldValue::from(long.as_bytes()).held(), FieldValue::MOST_OCTETS);
    }
}
