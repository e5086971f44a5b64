//! A line cut into words: quotes hold a word together, `#` ends the line.

/// The words of `line`; a quoted word keeps its opening quote, its escapes undone, as octets would be.
pub(crate) fn words(line: &str) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    let mut rest = line.chars().peekable();
    loop {
        while rest.next_if(|letter| letter.is_whitespace()).is_some() {}
        match rest.peek() {
            None | Some('#') => return Ok(words),
            Some('"') => {
                rest.next();
                words.push(Word::Quoted(quoted(&mut rest)?));
            }
            Some(_) => {
                let mut plain = String::new();
                while let Some(letter) = rest.next_if(|letter| !letter.is_whitespace() && *letter != '#') {
                    plain.push(letter);
                }
                words.push(Word::Plain(plain));
            }
        }
    }
}

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// As it stands.
    Plain(String),
    /// What stood between quotes, as octets.
    Quoted(Vec<u8>),
}

fn quoted(rest: &mut impl Iterator<Item = char>) -> Result<Vec<u8>, String> {
    let mut octets = Vec::new();
    loop {
        match rest.next() {
            None => return Err("a quote is not closed".to_owned()),
            Some('"') => return Ok(octets),
            Some('\\') => octets.push(escaped(rest)?),
            Some(letter) => octets.extend(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

fn escaped(rest: &mut impl Iterator<Item = char>) -> Result<u8, String> {
    match rest.next() {
        Some('r') => Ok(b'\r'),
        Some('n') => Ok(b'\n'),
        Some('t') => Ok(b'\t'),
        Some(letter @ ('"' | '\\')) => Ok(letter as u8),
        Some('x') => {
            let digits: String = rest.take(2).collect();
            u8::from_str_radix(&digits, 16).map_err(|_| format!("`\\x{digits}` is not an octet"))
        }
        other => Err(format!("there is no escape `\\{}`", other.map_or(String::new(), String::from))),
    }
}

#[cfg(test)]
mod tests {
    use crate::scripts::words::{Word, words};

    #[test]
    fn quotes_hold_together_and_a_comment_ends_the_line() {
        let plain = |word: &str| Word::Plain(word.to_owned());
        let read = words(r#"> P. data "a # b\r\n\xff\"" DATA # "never closed"#);
        let said = Word::Quoted(b"a # b\r\n\xff\"".to_vec());
        assert_eq!(read, Ok(vec![plain(">"), plain("P."), plain("data"), said, plain("DATA")]));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        assert_eq!(words("data \"abc"), Err("a quote is not closed".to_owned()));
        assert_eq!(words(r#""\q""#), Err("there is no escape `\\q`".to_owned()));
        assert_eq!(words(r#""\xg1""#), Err("`\\xg1` is not an octet".to_owned()));
    }
}
