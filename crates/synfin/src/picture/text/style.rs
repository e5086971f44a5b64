//! The colours of a picture in text. Each says again what a word or a character says.

use anstyle::{AnsiColor, Style};
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;

use crate::picture::entry::Band;
use crate::picture::stroke::Stroke;
use crate::report::text::palette::{FAINT, TROUBLE};

const OPEN: Style = AnsiColor::Green.on_default();
const LIVE: Style = AnsiColor::Cyan.on_default();
const ACTIVE: Style = AnsiColor::Blue.on_default();
const PASSIVE: Style = AnsiColor::Magenta.on_default();
const RESET: Style = AnsiColor::Red.on_default();

/// The colour of a state.
pub(crate) const fn of_state((state, _): (State, Basis)) -> Style {
    match state {
        State::Unknown | State::Closed => FAINT,
        State::SynSent | State::SynReceived => OPEN,
        State::Established => LIVE,
        State::FinWait1 | State::FinWait2 | State::Closing => ACTIVE,
        State::CloseWait | State::LastAck => PASSIVE,
        State::TimeWait => TROUBLE,
    }
}

/// The colour of an arrow.
pub(crate) const fn of_stroke(stroke: Stroke) -> Style {
    match stroke {
        Stroke::Opens => OPEN,
        Stroke::Data => Style::new(),
        Stroke::Acknowledges | Stroke::Probes => FAINT,
        Stroke::Closes => ACTIVE,
        Stroke::Again | Stroke::Outside => TROUBLE,
        Stroke::Resets => RESET,
    }
}

/// The colour of a band's word.
pub(crate) const fn of_band(band: Band) -> Style {
    match band {
        Band::Handshake => OPEN,
        Band::Data => LIVE,
        Band::Close => ACTIVE,
        Band::Reset => RESET,
    }
}
