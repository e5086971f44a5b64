//! The patterns of LIKE.

/// A pattern, made once for all texts that are held against it: `%` stands for any characters and `_` for one.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// In small letters if size does not matter.
    characters: Vec<char>,
    any_size: bool,
}

impl Pattern {
    /// As it is written; `any_size`: for texts in letters of any size.
    pub(crate) fn new(written: &str, any_size: bool) -> Pattern {
        Pattern { characters: characters(written, any_size), any_size }
    }

    /// Whether a text is like it.
    pub(crate) fn fits(&self, text: &str) -> bool {
        is_like(&characters(text, self.any_size), &self.characters)
    }
}

fn characters(text: &str, small: bool) -> Vec<char> {
    if small { text.to_lowercase().chars().collect() } else { text.chars().collect() }
}

fn is_like(text: &[char], pattern: &[char]) -> bool {
    let (mut at, mut place) = (0, 0);
    // Where to go on when what follows the last `%` does not fit: that one takes a character more.
    let mut again: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(place) {
            Some('%') => {
                again = Some((place + 1, at));
                place += 1;
            }
            Some(&wanted) if wanted == '_' || wanted == text[at] => {
                at += 1;
                place += 1;
            }
            _ => {
                let Some((behind, taken)) = again else { return false };
                again = Some((behind, taken + 1));
                (place, at) = (behind, taken + 1);
            }
        }
    }
    pattern[place..].iter().all(|&left| left == '%')
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_percent_sign_takes_anything_and_an_underscore_one_character() {
        for (text, pattern) in [
            ("", "%"),
            ("RESET_BY", "RESET%"),
            ("ShADad", "%D%d"),
            ("aab", "%ab"),
            ("äx", "_x"),
            ("x", "x%%"),
        ] {
            assert!(Pattern::new(pattern, false).fits(text), "{text} {pattern}");
        }
        for (text, pattern) in [("", "_"), ("RESET", "ESET"), ("aab", "%aa"), ("ab", "a"), ("a", "ab")] {
            assert!(!Pattern::new(pattern, false).fits(text), "{text} {pattern}");
        }
    }

    #[test]
    fn one_pattern_fits_texts_in_letters_of_any_size_only_where_size_does_not_matter() {
        let (any, same) = (Pattern::new("Ä_%B", true), Pattern::new("Ä_%B", false));
        for (text, fits_same) in [("ÄXYB", true), ("äxyb", false), ("äXB", false), ("ÄxB", true)] {
            assert!(any.fits(text), "{text}");
            assert_eq!(same.fits(text), fits_same, "{text}");
        }
        assert!(!any.fits("Äb"));
    }
}
