//! A list of options, written and read again: it comes back as it went, octet for octet, by every way of reading it.

use arbitrary::{Arbitrary, Unstructured};
use synfin_wire::encode::option_buffer::OptionBuffer;
use synfin_wire::segment::option::TcpOption;
use synfin_wire::segment::option_list::{OPTIONS_MAX, Options};
use synfin_wire::segment::usual::UsualOption;

/// One option as it is wanted.
#[derive(Arbitrary, Clone, Debug, PartialEq, Eq)]
enum Wanted {
    Nop,
    /// Any kind and value; kinds 0 and 1 have none and cannot be written so.
    Valued {
        kind: Kind,
        value: Vec<u8>,
    },
}

/// A kind: mostly one that means something.
#[derive(Arbitrary, Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Registered(#[arbitrary(with = |u: &mut Unstructured<'_>| u.int_in_range(2..=34_u8))] u8),
    Negotiation,
    AccurateEcn0,
    AccurateEcn1,
    Experiment1,
    Experiment2,
    Any(u8),
}

impl Kind {
    fn number(self) -> u8 {
        match self {
            Kind::Registered(kind) | Kind::Any(kind) => kind,
            Kind::Negotiation => 69,
            Kind::AccurateEcn0 => 172,
            Kind::AccurateEcn1 => 174,
            Kind::Experiment1 => 253,
            Kind::Experiment2 => 254,
        }
    }
}

/// The octets are a list of options in the manner of `arbitrary`.
pub fn check(octets: &[u8]) {
    let Ok(wanted) = Vec::<Wanted>::arbitrary_take_rest(Unstructured::new(octets)) else { return };
    let mut written = OptionBuffer::new();
    let mut taken: Vec<(u8, Vec<u8>)> = Vec::new();
    for option in wanted {
        match option {
            Wanted::Nop => {
                if written.push(&TcpOption::Nop).is_ok() {
                    taken.push((1, Vec::new()));
                }
            }
            Wanted::Valued { kind, value } => {
                let (kind, before) = (kind.number(), written.len());
                if written.push_value(kind, &value).is_ok() {
                    assert!(kind > 1, "kinds 0 and 1 have no value");
                    taken.push((kind, value));
                } else {
                    assert!(
                        kind < 2 || before + 2 + value.len() > OPTIONS_MAX,
                        "{kind} {value:?} at {before}"
                    );
                    assert_eq!(written.len(), before, "what is refused leaves no trace");
                }
            }
        }
    }
    is_read_as(written.options(), &taken);
    is_written_again(written.options(), &written);
    is_told(written.options(), &taken);
}

/// The walk finds what was written, and then but the end of the list, as padding.
fn is_read_as(options: Options<'_>, taken: &[(u8, Vec<u8>)]) {
    let mut walk = options.iter();
    for (kind, value) in taken {
        let at = walk.next().expect("as many as were written").expect("well written");
        assert_eq!((at.option.kind(), at.value()), (*kind, value.as_slice()), "{at:?}");
        assert!(!at.option.to_string().is_empty());
    }
    match walk.next() {
        None => {}
        Some(Ok(at)) => {
            assert!(
                matches!(at.option, TcpOption::EndOfList { padding } if padding.iter().all(|octet| *octet == 0))
            );
            assert!(walk.next().is_none());
        }
        Some(Err(error)) => panic!("{error}"),
    }
}

/// Each option as it was read, written by its own type, gives the octets that it was read from.
fn is_written_again(options: Options<'_>, written: &OptionBuffer) {
    let mut again = OptionBuffer::new();
    for at in options.iter().flatten() {
        again.push(&at.option).expect("it fitted before");
    }
    assert_eq!(again.octets(), written.octets(), "{options:?}");
}

/// The quick way tells the same options, but those of the usual kinds with a length that their kind cannot have.
fn is_told(options: Options<'_>, taken: &[(u8, Vec<u8>)]) {
    let mut told = Vec::new();
    options.for_each_usual(|option| {
        told.push(match option {
            UsualOption::Mss(_) => (2, 2),
            UsualOption::WindowScale(_) => (3, 1),
            UsualOption::SackPermitted => (4, 0),
            UsualOption::Sack(blocks) => (5, 8 * blocks.len()),
            UsualOption::Timestamps(_) => (8, 8),
            UsualOption::Other(other) => (other.kind, other.value.len()),
        });
    });
    let fits = |kind: u8, len: usize| match kind {
        1 => false,
        2 => len == 2,
        3 => len == 1,
        4 => len == 0,
        5 => len > 0 && len.is_multiple_of(8),
        8 => len == 8,
        _ => true,
    };
    let wanted =
        taken.iter().map(|(kind, value)| (*kind, value.len())).filter(|(kind, len)| fits(*kind, *len));
    assert_eq!(told, wanted.collect::<Vec<_>>());
}
