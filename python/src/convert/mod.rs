//! Small values on their way into Python: words, flags, addresses, octets, errors.

pub(crate) mod address;
pub(crate) mod dissected;
pub(crate) mod error;
pub(crate) mod flags;
pub(crate) mod language;
pub(crate) mod number;
pub(crate) mod octets;
pub(crate) mod option;
pub(crate) mod texts;
pub(crate) mod verified;
pub(crate) mod word;
