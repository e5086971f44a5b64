//! How wide words are in a drawing, whose reader's font nobody knows.

use unicode_width::UnicodeWidthChar;

/// About how wide small words are; a wide character, as one of Chinese, is as wide as its height, and a mark that combines with
/// the letter before it takes no place.
pub(crate) fn words_width(words: &str) -> f64 {
    const NARROW: f64 = 6.3;
    const WIDE: f64 = 12.0;
    let width = |character: char| match character.width() {
        Some(0) => 0.0,
        Some(2) => WIDE,
        _ => NARROW,
    };
    words.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::words_width;

    #[test]
    fn marks_that_combine_take_no_place_and_wide_characters_two() {
        assert!((words_width("e\u{301}") - words_width("e")).abs() < 1e-9);
        assert!(words_width("重传") > 3.0 * words_width("a"));
    }
}
