//! What kind of values a column has.

/// What kind of values a column has: enough to lay it out in a typed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Bool,
    /// An unsigned number of 8 bits.
    U8,
    /// An unsigned number of 16 bits.
    U16,
    /// An unsigned number of 32 bits.
    U32,
    /// An unsigned number of 64 bits.
    U64,
    /// A signed number of 64 bits.
    I64,
    /// Nanoseconds since 1970-01-01T00:00:00Z, signed, 64 bits.
    Time,
    /// Nanoseconds, unsigned, 64 bits.
    Duration,
    /// One of a closed list of words.
    Word,
    /// Any text.
    Text,
    /// A list of texts or words.
    Texts,
    /// A list of records with these fields.
    Records(&'static [(&'static str, Kind)]),
}

impl Kind {
    /// In a word or two, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Bool => "true or false",
            Kind::U8 => "u8",
            Kind::U16 => "u16",
            Kind::U32 => "u32",
            Kind::U64 => "u64",
            Kind::I64 => "i64",
            Kind::Time => "time, i64",
            Kind::Duration => "duration, u64",
            Kind::Word => "word",
            Kind::Text => "text",
            Kind::Texts => "texts",
            Kind::Records(_) => "records",
        }
    }
}
