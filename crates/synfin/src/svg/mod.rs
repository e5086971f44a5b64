//! What all drawings are made of: coordinates, the width of words, style sheets. It knows nothing of what is drawn.

pub(crate) mod at;
#[cfg(test)]
pub(crate) mod contrast;
pub(crate) mod sheet;
pub(crate) mod width;
