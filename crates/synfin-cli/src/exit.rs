//! With which status the program ends.

/// The exit status; a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was read, and the books are clean.
    AllRead,
    /// It could not run: usage, no such file, not a capture. Nothing was read.
    CouldNotRun,
    /// The input is damaged, or one of several is no capture; what could be read was printed.
    Damaged,
    /// Somebody pressed Ctrl-C; the number is the shell's custom for that.
    Interrupted,
}

impl Exit {
    /// The worse of two: what could not run outweighs what is damaged.
    pub(crate) fn worst(self, other: Exit) -> Exit {
        let weight = |exit| match exit {
            Exit::AllRead => 0,
            Exit::Damaged => 1,
            Exit::CouldNotRun => 2,
            Exit::Interrupted => 3,
        };
        if weight(other) > weight(self) { other } else { self }
    }

    /// As the system takes it.
    pub(crate) const fn status(self) -> u8 {
        match self {
            Exit::AllRead => 0,
            Exit::CouldNotRun => 1,
            Exit::Damaged => 2,
            Exit::Interrupted => 130,
        }
    }
}
