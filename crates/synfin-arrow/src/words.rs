//! A column of words out of a closed list: each word once, and its number in every row.

use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{Array as _, ArrayRef, DictionaryArray, PrimitiveArray, StringArray};
use arrow_buffer::{Buffer, NullBuffer};
use synfin::column::gathered::words::{NO_WORD, Words as Gathered};

use crate::lent::{Lent, memory_of};

/// The dictionary of a column: the words in the order in which they came first.
#[derive(Debug)]
pub(crate) struct Words {
    known: Vec<&'static str>,
    /// For each number of the closed list its word's place in the dictionary; negative while it has none.
    keys: [i16; 256],
    /// Those of `known`, as they were told last.
    dictionary: Arc<StringArray>,
}

impl Default for Words {
    fn default() -> Words {
        let mut keys = [-1; 256];
        // Where there is no word, any key will do.
        keys[usize::from(NO_WORD)] = 0;
        let dictionary = Arc::new(StringArray::from_iter_values([""; 0]));
        Words { known: Vec::new(), keys, dictionary }
    }
}

impl Words {
    /// Words that were gathered as a column; the dictionary is kept for the next.
    pub(crate) fn array(
        &mut self,
        words: &mut Gathered,
        nulls: Option<NullBuffer>,
        lent: &mut Lent,
    ) -> ArrayRef {
        let mut keys = lent.keys.take().map(memory_of).unwrap_or_default();
        keys.extend(words.numbers().iter().map(|&number| match self.keys[usize::from(number)] {
            key @ 0.. => key,
            _ => self.add(number, words.word(number)),
        }));
        words.clear();
        if self.dictionary.len() < self.known.len() {
            self.dictionary = Arc::new(StringArray::from_iter_values(&self.known));
        }
        let keys = Buffer::from_vec(keys);
        lent.keys = Some(keys.clone());
        let keys = PrimitiveArray::<Int16Type>::new(keys.into(), nulls);
        Arc::new(DictionaryArray::new(keys, self.dictionary.clone()))
    }

    /// The key of a number that comes for the first time; its word may be known by another number.
    #[cold]
    fn add(&mut self, number: u8, word: &'static str) -> i16 {
        let place = self.known.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.known.push(word);
            self.known.len() - 1
        });
        // The lists are far shorter than 32,767.
        self.keys[usize::from(number)] = place as i16;
        place as i16
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::types::Int16Type;
    use arrow_array::{Array as _, RecordBatch, cast::AsArray as _};
    use synfin::analyzer::Analyzer;
    use synfin::capture::reader::Reader;
    use synfin::column::segments::Segments;
    use synfin_testkit::samples::sample;

    use crate::batches::Batches;
    use crate::projection::Projection;

    /// A batch for each segment of a capture.
    fn batches(column: &str, capture: &[u8]) -> Vec<RecordBatch> {
        let mut reader = Reader::new(capture).expect("a capture");
        let mut analyzer = Analyzer::default();
        let mut batches = Batches::<Segments>::new(&Projection::of(&[column]).expect("a column"));
        let mut taken = Vec::new();
        while let Some(record) = reader.next_record().expect("whole records") {
            if let Some(row) = analyzer.observe(&record) {
                batches.push(&row);
                taken.push(batches.take().expect("a whole batch"));
            }
        }
        taken
    }

    #[test]
    fn each_word_has_one_number_over_all_batches_whatever_its_number_in_its_list() {
        for sample in sample::all() {
            for column in ["step", "label", "stage", "originator_state", "checksum_note"] {
                let batches = batches(column, &sample.octets);
                let mut known: Vec<String> = Vec::new();
                for batch in &batches {
                    let words = batch.column(0).as_dictionary::<Int16Type>();
                    let dictionary = words.values().as_string::<i32>();
                    assert!(dictionary.iter().flatten().zip(&known).all(|(word, known)| word == known));
                    known = dictionary.iter().flatten().map(str::to_owned).collect();
                    let mut different = known.clone();
                    different.sort();
                    different.dedup();
                    assert_eq!(different.len(), known.len(), "{}: {known:?}", sample.name);
                    assert!(
                        words
                            .keys()
                            .values()
                            .iter()
                            .all(|key| words.is_null(0) || (*key as usize) < known.len())
                    );
                }
            }
        }
    }
}
