//! A column of words out of a closed list: each word once, and its number in every row.

use std::sync::Arc;

use arrow_array::builder::Int16Builder;
use arrow_array::types::Int16Type;
use arrow_array::{ArrayRef, DictionaryArray, StringArray};

/// Gathers words. The words of a list are the program's own, so that most are known again by where they lie.
#[derive(Debug)]
pub(crate) struct Words {
    numbers: Int16Builder,
    known: Vec<&'static str>,
    /// The number of the word before: often the next one is the same.
    last: usize,
}

impl Words {
    pub(crate) fn with_capacity(rows: usize) -> Words {
        Words { numbers: Int16Builder::with_capacity(rows), known: Vec::new(), last: 0 }
    }

    pub(crate) fn append(&mut self, word: &'static str) {
        if !self.known.get(self.last).is_some_and(|last| core::ptr::eq(*last, word)) {
            self.last = self.number(word);
        }
        // The lists are far shorter than 32,767.
        self.numbers.append_value(self.last as i16);
    }

    pub(crate) fn append_null(&mut self) {
        self.numbers.append_null();
    }

    /// The words so far as a column; the words themselves are kept for the next.
    pub(crate) fn finish(&mut self) -> ArrayRef {
        let words = StringArray::from_iter_values(&self.known);
        Arc::new(DictionaryArray::<Int16Type>::new(self.numbers.finish(), Arc::new(words)))
    }

    /// The number of a word, a new one if it has not come yet.
    fn number(&mut self, word: &'static str) -> usize {
        let by_place = self.known.iter().position(|other| core::ptr::eq(*other, word));
        by_place.or_else(|| self.known.iter().position(|other| *other == word)).unwrap_or_else(|| {
            self.known.push(word);
            self.known.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::types::Int16Type;
    use arrow_array::{Array as _, cast::AsArray as _};

    use super::Words;

    #[test]
    fn each_word_has_one_number_over_all_batches() {
        let mut words = Words::with_capacity(4);
        for word in ["SYN", "ACK", "ACK", "SYN"] {
            words.append(word);
        }
        words.append_null();
        let first = words.finish();
        let numbers = first.as_dictionary::<Int16Type>().keys();
        assert_eq!(numbers.iter().collect::<Vec<_>>(), [Some(0), Some(1), Some(1), Some(0), None]);
        words.append("ACK");
        words.append("RST");
        let second = words.finish();
        assert_eq!(second.as_dictionary::<Int16Type>().keys().values(), &[1, 2]);
        assert_eq!(second.len(), 2);
    }
}
