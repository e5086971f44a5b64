//! Names that are near to one that is none.

/// So many names are told where none is near; more are too long a line.
const FEW: usize = 16;

/// The name nearest to one that is none, in letters of any size, if one is near.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    let near = names.into_iter().map(|known| (known, strsim::jaro_winkler(&name, &known.to_lowercase())));
    near.filter(|(_, likeness)| *likeness > 0.75)
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(known, _)| known)
}

/// What is said of a name that is none of these, each of which is a `what`: the one that is near, or which there are.
pub fn unknown<'n>(what: &str, name: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("the nearest is {near}"),
        None if names.len() <= FEW => format!("there are {}", names.join(", ")),
        None => "synfin columns tells all".to_owned(),
    };
    format!("there is no such {what}; {hint}")
}

#[cfg(test)]
mod tests {
    use super::{nearest, unknown};

    #[test]
    fn what_is_near_is_found_and_what_is_far_is_not() {
        let names = ["duration", "first_time", "flow", "REFUSED"];
        assert_eq!(nearest("Duratoin", names), Some("duration"));
        assert_eq!(nearest("firsttime", names), Some("first_time"));
        assert_eq!(nearest("refuse", names), Some("REFUSED"));
        assert_eq!(nearest("zzz", names), None);
    }

    #[test]
    fn where_nothing_is_near_all_are_told_if_they_are_few() {
        assert_eq!(unknown("form", "svgg", ["text", "svg"]), "there is no such form; the nearest is svg");
        assert_eq!(unknown("form", "pdf", ["text", "svg"]), "there is no such form; there are text, svg");
        assert_eq!(unknown("form", "zzz", ["a"; 17]), "there is no such form; synfin columns tells all");
    }
}
