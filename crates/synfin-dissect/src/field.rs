//! What a dissector may tell.

use crate::name::Name;

/// The type of a field's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// True or false.
    Bool,
    /// A number without a sign, of at most 64 bits.
    Unsigned,
    /// A number of at most 64 bits.
    Signed,
    /// Any text.
    Text,
    /// Octets; shown in hexadecimal digits.
    Octets,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [FieldKind; 5] =
        [FieldKind::Bool, FieldKind::Unsigned, FieldKind::Signed, FieldKind::Text, FieldKind::Octets];

    /// Its word: `bool`, `unsigned`, `signed`, `text`, `octets`.
    pub const fn name(self) -> &'static str {
        match self {
            FieldKind::Bool => "bool",
            FieldKind::Unsigned => "unsigned",
            FieldKind::Signed => "signed",
            FieldKind::Text => "text",
            FieldKind::Octets => "octets",
        }
    }
}

/// Which of a field's values go into the row of the connection; all of them are told with their segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFlow {
    /// None.
    Never,
    /// The first one of each connection.
    First,
    /// Every one, as far as a connection keeps any.
    Every,
}

/// Whether a field is among the few that name a connection for people, and how it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// It is not among them.
    Never,
    /// Its value says enough: `example.com`.
    Plain,
    /// Its name stands before its value, which does not tell by itself whose it is: `server SSH-2.0-OpenSSH_9.2`.
    Labelled,
    /// Its value answers another headline of the same dissector, and is left out where it came before all of them.
    Answer,
}

/// A field: its name, its type, and what it means.
///
/// ```
/// use synfin_dissect::field::{Field, FieldKind, Headline, InFlow};
///
/// let field = Field::new("server_name", FieldKind::Text, "The host that the client asks for.").headline();
/// assert_eq!((&*field.name, field.in_flow, field.headline), ("server_name", InFlow::First, Headline::Plain));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, by which it is emitted and told.
    pub name: Name,
    /// The type of its values.
    pub kind: FieldKind,
    /// What it means, in a line.
    pub about: Name,
    /// Which of its values go into the row of the connection.
    pub in_flow: InFlow,
    /// Whether it is among the few that name a connection for people.
    pub headline: Headline,
}

impl Field {
    /// A field whose values are told with segments only.
    pub fn new(name: impl Into<Name>, kind: FieldKind, about: impl Into<Name>) -> Field {
        let (name, about) = (name.into(), about.into());
        Field { name, kind, about, in_flow: InFlow::Never, headline: Headline::Never }
    }

    /// Its first value goes into the row of the connection too.
    #[must_use]
    pub fn first_of_flow(self) -> Field {
        Field { in_flow: InFlow::First, ..self }
    }

    /// All its values go into the row of the connection too.
    #[must_use]
    pub fn every_of_flow(self) -> Field {
        Field { in_flow: InFlow::Every, ..self }
    }

    /// It is among the few by which people know a connection; its first value then goes into the row at least.
    #[must_use]
    pub fn headline(self) -> Field {
        self.headline_as(Headline::Plain)
    }

    /// The same, and how it stands among them.
    #[must_use]
    pub fn headline_as(self, headline: Headline) -> Field {
        let in_flow = if self.in_flow == InFlow::Never { InFlow::First } else { self.in_flow };
        Field { in_flow, headline, ..self }
    }
}
