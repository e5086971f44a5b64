//! One value of one row.

use core::net::IpAddr;
use core::time::Duration;

use synfin_dissect::value::FieldValue;
use synfin_flow::time::Moment;

use crate::column::list::List;
use crate::column::text::Text;

/// A value, borrowed from its row. Nothing is allocated for it, and nothing is made into text before it is written.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Not there, or not known.
    Null,
    /// True or false.
    Bool(bool),
    /// A number of at most 64 bits.
    Unsigned(u64),
    /// A signed number of at most 64 bits.
    Signed(i64),
    /// One of a closed list of words.
    Word(&'static str),
    /// Text that is made as it is written.
    Text(Text<'a>),
    /// Several values.
    List(List<'a>),
}

/// How each type of a row becomes a value.
macro_rules! values {
    ($($type:ty => |$given:ident| $value:expr;)*) => {
        $(impl<'a> From<$type> for Value<'a> {
            #[inline]
            fn from($given: $type) -> Value<'a> {
                $value
            }
        })*
    };
}

values! {
    bool         => |given| Value::Bool(given);
    u8           => |given| Value::Unsigned(given.into());
    u16          => |given| Value::Unsigned(given.into());
    u32          => |given| Value::Unsigned(given.into());
    u64          => |given| Value::Unsigned(given);
    i64          => |given| Value::Signed(given);
    &'static str => |given| Value::Word(given);
    IpAddr       => |given| Value::Text(Text::Address(given));
    Moment       => |given| Value::Signed(given.0);
    Duration     => |given| Value::Unsigned(u64::try_from(given.as_nanos()).unwrap_or(u64::MAX));
    Text<'a>     => |given| Value::Text(given);
    List<'a>     => |given| Value::List(given);
}

impl<'a> From<&'a FieldValue> for Value<'a> {
    fn from(given: &'a FieldValue) -> Value<'a> {
        match given {
            FieldValue::Bool(value) => Value::Bool(*value),
            FieldValue::Unsigned(value) => Value::Unsigned(*value),
            FieldValue::Signed(value) => Value::Signed(*value),
            FieldValue::Text(text) => Value::Text(Text::Name(text)),
            FieldValue::Octets(octets) => Value::Text(Text::Hex(octets)),
        }
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    #[inline]
    fn from(given: Option<T>) -> Value<'a> {
        given.map_or(Value::Null, Into::into)
    }
}
