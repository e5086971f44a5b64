//! The order of option kinds in a header, which tells one TCP stack from another.

use crate::segment::option_kind::{END_OF_LIST, NOP};
use crate::segment::option_list::{OPTIONS_MAX, Options};
use core::fmt;

/// The kinds of a header's options in their order, NOPs and the end of the list among them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OptionLayout {
    kinds: [u8; OPTIONS_MAX],
    len: u8,
}

impl OptionLayout {
    /// The kinds, in their order.
    pub fn kinds(&self) -> &[u8] {
        self.kinds.get(..usize::from(self.len)).unwrap_or_default()
    }
}

/// `2-4-8-1-3`: the kinds as numbers
impl fmt::Display for OptionLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for kind in self.kinds() {
            write!(f, "{separator}{kind}")?;
            separator = "-";
        }
        Ok(())
    }
}

impl fmt::Debug for OptionLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OptionLayout({self})")
    }
}

impl Options<'_> {
    /// The kinds in their order: a fingerprint, for a stack sends its SYNs with the same options in the same order.
    /// It ends where the walk ends; an option whose length leads nowhere is not in it.
    ///
    /// ```
    /// use synfin_wire::segment::option_list::Options;
    ///
    /// let linux = Options::new(&[2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7]);
    /// assert_eq!(linux.layout().to_string(), "2-4-8-1-3");
    /// ```
    pub fn layout(&self) -> OptionLayout {
        let mut layout = OptionLayout { kinds: [0; OPTIONS_MAX], len: 0 };
        let mut rest = self.octets();
        for slot in &mut layout.kinds {
            let (kind, length) = match *rest {
                [kind @ END_OF_LIST, ..] => (kind, rest.len()),
                [kind @ NOP, ..] => (kind, 1),
                [kind, length, ..] if length >= 2 && usize::from(length) <= rest.len() => {
                    (kind, usize::from(length))
                }
                _ => break,
            };
            *slot = kind;
            layout.len = layout.len.wrapping_add(1);
            rest = rest.get(length..).unwrap_or_default();
        }
        layout
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::option_list::Options;

    #[test]
    fn the_layout_ends_where_the_walk_ends() {
        assert_eq!(Options::new(&[1; 40]).layout().kinds(), [1; 40]);
        assert_eq!(Options::new(&[1, 2, 4, 0, 0, 0, 7, 7]).layout().kinds(), [1, 2, 0]);
        assert_eq!(Options::new(&[1, 2, 1, 1]).layout().kinds(), [1]);
        assert_eq!(Options::new(&[3]).layout().kinds(), []);
        assert_eq!(Options::NONE.layout().kinds(), []);
    }
}
