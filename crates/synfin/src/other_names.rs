//! Other names by which people know dissectors and their fields.

/// Other names of dissectors, and their own.
const OTHER_NAMES: [(&str, &str); 1] = [("http", "http1")];

/// Other names of fields: of which dissector, the name by which people know it, its own.
const OTHER_FIELDS: [(&str, &str, &str); 1] = [("tls", "sni", "server_name")];

/// The names that a dissector and a field bear themselves, of these or of others by which people know them.
pub(crate) fn in_full<'n>(dissector: &'n str, field: &'n str) -> [&'n str; 2] {
    let dissector = OTHER_NAMES
        .into_iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(dissector))
        .map_or(dissector, |(_, own)| own);
    [dissector, own_field(dissector, field)]
}

/// The name that a field of a dissector bears itself.
pub(crate) fn own_field<'n>(dissector: &str, field: &'n str) -> &'n str {
    let is_it = |(of, other, _): &(&str, &str, &str)| {
        of.eq_ignore_ascii_case(dissector) && other.eq_ignore_ascii_case(field)
    };
    OTHER_FIELDS.into_iter().find(is_it).map_or(field, |(_, _, own)| own)
}

/// Another name by which people know a dissector.
pub(crate) fn other_name_of(dissector: &str) -> Option<&'static str> {
    OTHER_NAMES.into_iter().find(|(_, own)| *own == dissector).map(|(other, _)| other)
}

/// Another name by which people know a field of a dissector.
pub(crate) fn other_name_of_field(dissector: &str, field: &str) -> Option<&'static str> {
    let is_it = |(of, _, own): &(&str, &str, &str)| *of == dissector && *own == field;
    OTHER_FIELDS.into_iter().find(is_it).map(|(_, other, _)| other)
}
