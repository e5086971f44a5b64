//! The patterns of LIKE.

/// Whether a text is like a pattern, in which `%` stands for any characters and `_` for one.
pub(crate) fn is_like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern: Vec<char> = pattern.chars().collect();
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
    use super::is_like;

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
            assert!(is_like(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [("", "_"), ("RESET", "ESET"), ("aab", "%aa"), ("ab", "a"), ("a", "ab")] {
            assert!(!is_like(text, pattern), "{text} {pattern}");
        }
    }
}
