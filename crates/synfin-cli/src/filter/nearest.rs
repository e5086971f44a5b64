//! Names that are near to one that is none.

/// The column nearest to a name that is none, if one is near.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.map(|known| (known, strsim::jaro_winkler(&name.to_lowercase(), known)));
    near.filter(|(_, likeness)| *likeness > 0.75)
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(known, _)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_near_is_found_and_what_is_far_is_not() {
        let names = ["duration", "first_time", "flow"];
        assert_eq!(nearest("Duratoin", names.into_iter()), Some("duration"));
        assert_eq!(nearest("firsttime", names.into_iter()), Some("first_time"));
        assert_eq!(nearest("zzz", names.into_iter()), None);
    }
}
