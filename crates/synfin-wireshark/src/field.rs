//! The fields that the plugin adds: their names for filters and columns, a row each.

use core::ffi::{CStr, c_int};
use core::sync::atomic::{AtomicI32, Ordering};

/// Declares the fields from one table.
macro_rules! fields {
    ($($variant:ident = $filter:literal, $name:literal, $about:literal;)*) => {
        /// One field of the plugin's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Field { $(#[doc = $about] $variant,)* }

        impl Field {
            /// Every field, in the order of the table.
            pub(crate) const ALL: [Field; [$(Field::$variant),*].len()] = [$(Field::$variant),*];

            /// As filters and columns call it; a contract.
            pub(crate) const fn filter_name(self) -> &'static CStr {
                match self { $(Field::$variant => $filter,)* }
            }

            /// As the tree calls it.
            pub(crate) const fn name(self) -> &'static CStr {
                match self { $(Field::$variant => $name,)* }
            }

            /// A line about it.
            pub(crate) const fn about(self) -> &'static CStr {
                const { assert!(AREAS == Field::ALL.len()) };
                match self { $(Field::$variant => AsC(concat!($about, "\0")).text(),)* }
            }
        }

        const AREAS: usize = [$($filter),*].len();
    };
}

fields! {
    Flow             = c"synfin.flow",             c"Connection",       "Number of the connection, from 0, in order of first segments";
    Direction        = c"synfin.direction",        c"Sender",           "The end that sent the segment: originator or responder";
    Stage            = c"synfin.stage",            c"Stage",            "Part of the connection's life: open, transfer, close, reset, outside";
    Step             = c"synfin.step",             c"Step",             "What the segment does, one of 44 words";
    Label            = c"synfin.label",            c"Label",            "The same in a few words for people";
    OriginatorState  = c"synfin.originator.state", c"Originator",       "RFC 9293 state of the originator after the segment";
    OriginatorBasis  = c"synfin.originator.basis", c"Originator, on what grounds", "On what grounds: sent, received, assumed, unknown";
    ResponderState   = c"synfin.responder.state",  c"Responder",        "RFC 9293 state of the responder after the segment";
    ResponderBasis   = c"synfin.responder.basis",  c"Responder, on what grounds", "On what grounds: sent, received, assumed, unknown";
    Note             = c"synfin.note",             c"Note",             "What else there is to say, a word for each remark";
    Reason           = c"synfin.reason",           c"Reason",           "Why the segment got its step, with the numbers";
    Outcome          = c"synfin.outcome",          c"Outcome",          "What became of the connection, at the segment that ends it";
    OutcomeAtEnd     = c"synfin.outcome.at_end",   c"Outcome at the end", "What became of the connection as far as the capture was read; known from the second reading on";
}

/// Text that ends with NUL.
struct AsC(&'static str);

impl AsC {
    const fn text(self) -> &'static CStr {
        match CStr::from_bytes_with_nul(self.0.as_bytes()) {
            Ok(text) => text,
            Err(_) => panic!("text with NUL within"),
        }
    }
}

/// What the host calls the fields; -1 before they are registered.
static IDS: [AtomicI32; AREAS] = [const { AtomicI32::new(-1) }; AREAS];

impl Field {
    /// What the host calls it.
    pub(crate) fn id(self) -> c_int {
        IDS[self as usize].load(Ordering::Relaxed)
    }

    /// Where the host writes what it calls it.
    pub(crate) fn place_of_id(self) -> *mut c_int {
        IDS[self as usize].as_ptr()
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn every_field_is_below_the_protocol_and_has_an_id_of_its_own() {
        for (index, field) in Field::ALL.into_iter().enumerate() {
            assert!(field.filter_name().to_bytes().starts_with(b"synfin."));
            assert!(!field.about().is_empty() && !field.name().is_empty());
            assert_eq!(field.id(), -1);
            let others = Field::ALL.iter().enumerate().filter(|&(other, _)| other != index);
            assert!(others.into_iter().all(|(_, other)| other.place_of_id() != field.place_of_id()));
        }
    }
}
