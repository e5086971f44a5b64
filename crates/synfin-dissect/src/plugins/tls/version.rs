//! Names of versions.

/// The name of a version: `TLS 1.2`; of one that has none, its number.
pub(super) fn version(number: u16) -> String {
    match number {
        0x0002 => "SSL 2.0".to_owned(),
        0x0300 => "SSL 3.0".to_owned(),
        0x0301 => "TLS 1.0".to_owned(),
        0x0302 => "TLS 1.1".to_owned(),
        0x0303 => "TLS 1.2".to_owned(),
        0x0304 => "TLS 1.3".to_owned(),
        0x7f00..0x8000 => format!("TLS 1.3 draft {}", number & 0xff),
        _ => format!("{number:#06x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn drafts_and_unknown_versions_are_told_by_their_numbers() {
        assert_eq!([0x0304, 0x7f1c, 0xfefd].map(version), ["TLS 1.3", "TLS 1.3 draft 28", "0xfefd"]);
    }
}
