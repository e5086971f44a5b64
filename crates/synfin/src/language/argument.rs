//! What a message is given: numbers that may decide about its words, and text.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use crate::report::text::units::{Octets, Seconds, Span, Utc};

/// Beyond this, a number as Fluent keeps it is not exact any more.
const EXACT: u64 = 1 << 53;

/// Something that a message can be given.
pub(crate) trait Argument {
    /// As Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl Argument for u64 {
    fn value(&self) -> FluentValue<'_> {
        if *self <= EXACT { FluentValue::from(*self) } else { self.to_string().into() }
    }
}

impl Argument for i64 {
    fn value(&self) -> FluentValue<'_> {
        if self.unsigned_abs() <= EXACT { FluentValue::from(*self) } else { self.to_string().into() }
    }
}

impl Argument for u32 {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Argument for &str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(&**self)
    }
}

/// Amounts with their units, which are the same in every language.
macro_rules! amounts {
    ($($amount:ty),*) => {
        $(impl Argument for $amount {
            fn value(&self) -> FluentValue<'_> {
                self.to_string().into()
            }
        })*
    };
}

amounts!(Octets, Seconds, Span, Utc);

#[cfg(test)]
mod tests {
    use super::Argument;

    #[test]
    fn no_number_is_rounded() {
        for number in [0, 1, (1 << 53) + 1, u64::MAX] {
            let bundle: fluent_bundle::FluentBundle<fluent_bundle::FluentResource> =
                fluent_bundle::FluentBundle::default();
            let scope = fluent_bundle::resolver::Scope::new(&bundle, None, None);
            assert_eq!(number.value().as_string(&scope), number.to_string());
        }
    }
}
