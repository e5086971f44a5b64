//! Where things stand in the drawing, in its own units, which are pixels unless somebody scales it.

use core::fmt::Write as _;

use synfin_flow::direction::Direction;

use crate::svg::at::At;

/// Width of the drawing.
pub(crate) const WIDTH: f64 = 1000.0;
/// Space around all of it.
pub(crate) const MARGIN: f64 = 8.0;
/// Where the times end.
pub(crate) const TIME_END: f64 = 108.0;
/// Where the numbers of frames end.
pub(crate) const FRAME_END: f64 = 980.0;
/// The middle of both lifelines.
const LIFELINES: [f64; 2] = [262.0, 738.0];
/// Width of a lifeline's bar.
pub(crate) const BAR: f64 = 12.0;
/// From a bar to what stands beside it.
const BESIDE: f64 = 4.0;

/// How far an arrow comes down while it goes across.
pub(crate) const SLOPE: f64 = 14.0;
/// The same where two arrows cross.
pub(crate) const STEEP: f64 = 66.0;
/// From one line of small words to the next.
pub(crate) const LEADING: f64 = 14.0;

/// Height of a band's word.
pub(crate) const BAND: f64 = 22.0;
/// Height of a silence.
pub(crate) const GAP: f64 = 46.0;
/// From the top of a row to its arrow.
pub(crate) const ABOVE: f64 = 25.0;
/// From the end of its arrow to the end of the row.
pub(crate) const BELOW: f64 = 20.0;

/// The middle of an end's lifeline.
pub(crate) const fn lifeline(of: Direction) -> f64 {
    LIFELINES[of as usize]
}

/// Where an end's arrows begin, and where those to it arrive.
pub(crate) const fn shore(of: Direction) -> f64 {
    match of {
        Direction::Originator => LIFELINES[0] + BAR / 2.0 + BESIDE,
        Direction::Responder => LIFELINES[1] - BAR / 2.0 - BESIDE,
    }
}

/// The place between the lifelines that is this part of the way from one end to the other.
pub(crate) const fn between(from: Direction, part: f64) -> f64 {
    let (start, end) = (shore(from), shore(from.opposite()));
    start + (end - start) * part
}

/// Where the name of an end's state stands, outside its lifeline.
pub(crate) const fn state_name(of: Direction) -> f64 {
    match of {
        Direction::Originator => LIFELINES[0] - BAR / 2.0 - 2.0 * BESIDE,
        Direction::Responder => LIFELINES[1] + BAR / 2.0 + 2.0 * BESIDE,
    }
}

/// The path of a line that goes to and fro: for the lifelines of a silence.
pub(crate) fn zigzag(x: f64, top: f64, bottom: f64) -> String {
    const TEETH: u32 = 6;
    let step = (bottom - top) / f64::from(TEETH);
    let mut path = format!("M{} {}", At(x), At(top));
    for tooth in 0..TEETH {
        let aside = if tooth % 2 == 0 { 5.0 } else { -5.0 };
        let _ = write!(path, "L{} {}", At(x + aside), At(top + step * (f64::from(tooth) + 0.5)));
    }
    let _ = write!(path, "L{} {}", At(x), At(bottom));
    path
}
