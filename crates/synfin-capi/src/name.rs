//! The names of numbers: text that ends with NUL and lives for ever.

use core::ffi::c_char;
use core::ptr;

use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::note::Note;
use synfin::flow::outcome::Outcome;
use synfin::flow::stage::Stage;
use synfin::flow::step::Step;

/// Octets of the longest name and its NUL, at most.
const ROOM: usize = 32;

/// Names, each with NUL behind it.
struct Names<const N: usize>([[u8; ROOM]; N]);

impl<const N: usize> Names<N> {
    #[expect(
        clippy::indexing_slicing,
        reason = "only called in constants: out of bounds it would not compile"
    )]
    const fn of(names: [&str; N]) -> Names<N> {
        let (mut table, mut row) = ([[0; ROOM]; N], 0);
        while row < N {
            let name = names[row].as_bytes();
            assert!(name.len() < ROOM, "a name and its NUL have room");
            let mut column = 0;
            while column < name.len() {
                table[row][column] = name[column];
                column = column.wrapping_add(1);
            }
            row = row.wrapping_add(1);
        }
        Names(table)
    }

    /// Null where it is the number of nothing.
    fn name(&'static self, number: u8) -> *const c_char {
        self.0.get(usize::from(number)).map_or(ptr::null(), |name| name.as_ptr().cast())
    }
}

/// The names of an enum's variants, by their numbers.
macro_rules! names {
    ($kind:ident . $name:ident) => {{
        static NAMES: Names<{ $kind::ALL.len() }> = Names::of({
            let (mut names, mut number) = ([""; $kind::ALL.len()], 0);
            while number < names.len() {
                #[expect(clippy::indexing_slicing, reason = "a constant: out of bounds it would not compile")]
                {
                    names[number] = $kind::ALL[number].$name();
                }
                number = number.wrapping_add(1);
            }
            names
        });
        &NAMES
    }};
}

/// The name of a step, as in `SYN_ACK`; null for a number that is none, as with all that follow.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_step_name(step: u8) -> *const c_char {
    names!(Step.name).name(step)
}

/// A step in a few words for people, as in `handshake 2/3`.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_label(step: u8) -> *const c_char {
    names!(Step.label).name(step)
}

/// The name of a stage, as in `open`.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_stage_name(stage: u8) -> *const c_char {
    names!(Stage.name).name(stage)
}

/// The name of a state in RFC 9293's spelling, as in `SYN-SENT`.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_state_name(state: u8) -> *const c_char {
    names!(State.name).name(state)
}

/// The name of the grounds on which a state is told, as in `assumed`.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_basis_name(basis: u8) -> *const c_char {
    names!(Basis.name).name(basis)
}

/// The name of a note, as in `fills-hole`.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_note_name(note: u8) -> *const c_char {
    names!(Note.name).name(note)
}

/// The name of an outcome, as in `CLOSED`.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_outcome_name(outcome: u8) -> *const c_char {
    names!(Outcome.name).name(outcome)
}

/// The release, as in `0.1.0`; never null.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
