//! Memory that arrays were made of, taken back when they are gone.

use arrow_buffer::{ArrowNativeType, Buffer, OffsetBuffer, ScalarBuffer};
use synfin::column::gathered::cells::Cells;
use synfin::column::gathered::ends::Ends;
use synfin::column::gathered::texts::Texts;
use synfin::column::gathered::values::Values;

/// The buffers of the array that was made last of a column, in the order in which its values lie.
///
/// Whoever writes arrays lets each go before the next begins: their memory is used again then. Whoever keeps them keeps it, and
/// new memory is taken, at once as much as the last array needed.
#[derive(Debug, Default)]
pub(crate) struct Lent {
    buffers: Vec<Buffer>,
    /// Of words, their numbers as Arrow has them, which are no column's values.
    pub(crate) keys: Option<Buffer>,
}

impl Lent {
    /// Lends the memory of numbers.
    pub(crate) fn numbers<T: ArrowNativeType>(&mut self, numbers: &mut Vec<T>) -> ScalarBuffer<T> {
        let buffer = Buffer::from_vec(core::mem::take(numbers));
        self.buffers.push(buffer.clone());
        buffer.into()
    }

    /// Lends the memory of ends.
    pub(crate) fn ends(&mut self, ends: &mut Ends) -> OffsetBuffer<i32> {
        OffsetBuffer::new(self.numbers(&mut ends.take()))
    }

    /// Lends the memory of texts: where each ends, and their octets.
    pub(crate) fn texts(&mut self, texts: &mut Texts) -> (OffsetBuffer<i32>, Buffer) {
        let (mut octets, mut ends) = texts.take();
        (OffsetBuffer::new(self.numbers(&mut ends)), self.numbers(&mut octets).into_inner())
    }

    /// Forgets what was lent before, if it was not taken back: another array is made.
    pub(crate) fn forget(&mut self) {
        self.buffers.clear();
    }

    /// Gives the memory back to cells that are empty, in the order in which it was lent.
    pub(crate) fn take_back(&mut self, cells: &mut Cells) {
        if !self.buffers.is_empty() {
            give_back(cells, &mut core::mem::take(&mut self.buffers).into_iter());
        }
    }
}

fn give_back(cells: &mut Cells, buffers: &mut impl Iterator<Item = Buffer>) {
    match cells.parts().0 {
        // A bit a row is too little to be kept; and of words not their numbers are lent, but the keys that are made of them.
        Values::Bool(_) | Values::Words(_) => {}
        Values::U8(values) => *values = memory(buffers),
        Values::U16(values) => *values = memory(buffers),
        Values::U32(values) => *values = memory(buffers),
        Values::U64(values) => *values = memory(buffers),
        Values::I64(values) => *values = memory(buffers),
        Values::Text(texts) => give_back_texts(texts, buffers),
        Values::Texts(ends, texts) => {
            ends.begin(memory(buffers));
            give_back_texts(texts, buffers);
        }
        Values::Records(ends, fields) => {
            ends.begin(memory(buffers));
            for field in fields {
                give_back(field, buffers);
            }
        }
    }
}

fn give_back_texts(texts: &mut Texts, buffers: &mut impl Iterator<Item = Buffer>) {
    let ends = memory(buffers);
    texts.begin(memory(buffers), ends);
}

fn memory<T: ArrowNativeType>(buffers: &mut impl Iterator<Item = Buffer>) -> Vec<T> {
    buffers.next().map(memory_of).unwrap_or_default()
}

/// The memory of a buffer, empty; as much new memory, while somebody else holds it.
pub(crate) fn memory_of<T: ArrowNativeType>(buffer: Buffer) -> Vec<T> {
    let len = buffer.len() / size_of::<T>();
    let mut memory = buffer.into_vec().unwrap_or_else(|_| Vec::with_capacity(len));
    memory.clear();
    memory
}

#[cfg(test)]
mod tests {
    use super::memory_of;
    use arrow_buffer::Buffer;

    #[test]
    fn memory_is_used_again_unless_somebody_holds_it() {
        let buffer = Buffer::from_vec(vec![7_u32; 100]);
        let (held, place) = (buffer.clone(), buffer.as_ptr());
        let new = memory_of::<u32>(buffer);
        assert!(new.is_empty() && new.capacity() >= 100 && new.as_ptr().cast() != place);
        let again = memory_of::<u32>(held);
        assert!(again.is_empty() && again.as_ptr().cast() == place);
    }
}
