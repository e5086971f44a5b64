//! Names that are copied for nothing.

use core::fmt;
use core::ops::Deref;
use std::sync::Arc;

/// A name: of a program's own text, or made while it runs; a clone of either allocates nothing.
///
/// ```
/// use synfin_dissect::name::Name;
///
/// assert_eq!(&*Name::from("tls"), "tls");
/// assert_eq!(Name::from(String::from("tls")), Name::from("tls"));
/// ```
#[derive(Clone)]
pub struct Name(Text);

#[derive(Clone)]
enum Text {
    Static(&'static str),
    Shared(Arc<str>),
}

impl Deref for Name {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Text::Static(text) => text,
            Text::Shared(text) => text,
        }
    }
}

impl From<&'static str> for Name {
    fn from(text: &'static str) -> Name {
        Name(Text::Static(text))
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name(Text::Shared(text.into()))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        **self == **other
    }
}

impl Eq for Name {}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
