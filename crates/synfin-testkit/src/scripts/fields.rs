//! Numbers, times, flags, octets: the small things of which an item is made.

use crate::forge::flags;

/// A decimal number that fits `T`.
pub(crate) fn number<T: TryFrom<u64>>(word: &str) -> Result<T, String> {
    let digits: String = word.chars().filter(|letter| *letter != '_').collect();
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let read = if plain { digits.parse::<u64>().ok() } else { None };
    read.and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| format!("`{word}` is not a number that fits"))
}

/// The letters of the flags, and whether ACK is among them.
pub(crate) fn flag_letters(word: &str) -> Result<u16, String> {
    if word == "-" {
        return Ok(0);
    }
    word.chars().try_fold(0, |flags, letter| match letter {
        'F' => Ok(flags | flags::FIN),
        'S' => Ok(flags | flags::SYN),
        'R' => Ok(flags | flags::RST),
        'P' => Ok(flags | flags::PSH),
        'A' | '.' => Ok(flags | flags::ACK),
        'U' => Ok(flags | flags::URG),
        'E' => Ok(flags | flags::ECE),
        'C' => Ok(flags | flags::CWR),
        'N' => Ok(flags | flags::AE),
        _ => Err(format!("there is no flag `{letter}`")),
    })
}

/// `100`, or a range `100:200`.
pub(crate) fn sequence(word: &str) -> Result<(u32, Option<u32>), String> {
    match word.split_once(':') {
        Some((from, to)) => Ok((number(from)?, Some(number(to)?))),
        None => Ok((number(word)?, None)),
    }
}

/// `300-400,500-600`.
pub(crate) fn blocks(word: &str) -> Result<Vec<(u32, u32)>, String> {
    word.split(',')
        .map(|block| {
            let (left, right) =
                block.split_once('-').ok_or_else(|| format!("`{block}` is not a SACK block"))?;
            Ok((number(left)?, number(right)?))
        })
        .collect()
}

/// Octets told in hexadecimal.
pub(crate) fn hexadecimal(word: &str) -> Result<Vec<u8>, String> {
    let wrong = || format!("`{word}` is not octets in hexadecimal");
    if !word.is_ascii() || !word.len().is_multiple_of(2) {
        return Err(wrong());
    }
    (0..word.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&word[at..at + 2], 16).map_err(|_| wrong()))
        .collect()
}

/// A length of time in nanoseconds: `30s`, `0.2s`, `10ms`, `5us`, `7ns`.
pub(crate) fn duration_ns(word: &str) -> Result<u64, String> {
    let wrong = || format!("`{word}` is not a time such as 30s, 0.2s, 10ms, 5us, 7ns");
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit: u64 = match &word[digits.len()..] {
        "s" => 1_000_000_000,
        "ms" => 1_000_000,
        "us" => 1_000,
        "ns" => 1,
        _ => return Err(wrong()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: u64 = number(whole).map_err(|_| wrong())?;
    let mut nanoseconds = whole.checked_mul(unit).ok_or_else(wrong)?;
    let mut place = unit;
    for digit in fraction.chars() {
        place /= 10;
        nanoseconds += u64::from(digit.to_digit(10).ok_or_else(wrong)?) * place;
    }
    Ok(nanoseconds)
}

/// The payload that fills `length` octets from sequence number `from`: letters that follow from the number, so
/// that what is sent twice is the same twice.
pub(crate) fn filling(from: u32, length: u32) -> Vec<u8> {
    (0..length).map(|octet| b'a' + (from.wrapping_add(octet) % 26) as u8).collect()
}

#[cfg(test)]
mod tests {
    use crate::forge::flags::{ACK, FIN, PSH};
    use crate::scripts::fields::{blocks, duration_ns, filling, flag_letters, hexadecimal, number, sequence};

    #[test]
    fn times_are_exact() {
        let read = ["30s", "0.2s", "1.000000001s", "10ms", "5us", "7ns"].map(duration_ns);
        let meant = [30_000_000_000, 200_000_000, 1_000_000_001, 10_000_000, 5_000, 7];
        assert_eq!(read, meant.map(Ok));
        assert!(["3", "s", "1.xs", "1h", "99999999999s"].map(duration_ns).iter().all(Result::is_err));
    }

    #[test]
    fn fields_are_read_or_refused() {
        assert_eq!(number::<u32>("4_294_967_295"), Ok(u32::MAX));
        assert!(number::<u32>("4294967296").is_err());
        assert!(number::<u32>("+5").is_err());
        assert_eq!(flag_letters("FP."), Ok(FIN | PSH | ACK));
        assert_eq!(flag_letters("-"), Ok(0));
        assert!(flag_letters("X").is_err());
        assert_eq!(sequence("5:9"), Ok((5, Some(9))));
        assert_eq!(blocks("1-2,3-4"), Ok(vec![(1, 2), (3, 4)]));
        assert_eq!(hexadecimal("00fF"), Ok(vec![0, 255]));
        assert!(hexadecimal("0").is_err());
    }

    #[test]
    fn the_filling_depends_on_the_number_alone() {
        assert_eq!(filling(100, 30)[10..], filling(110, 20)[..]);
    }
}
