//! What is said of a command line that cannot be understood: a sentence that says what to type.

pub(crate) mod elsewhere;
pub(crate) mod habits;
pub(crate) mod option;
pub(crate) mod sentence;
pub(crate) mod subcommand;
