//! Names that are near to one that is none.

/// So many names are told where none is near; more are too long a line.
const FEW: usize = 16;

/// So many are told that are near.
const FEW_NEAR: usize = 10;

/// How like a name is to another that is near to it, and how like a part of a name (Jaro and Winkler; 1.0: the same).
const NEAR: f64 = 0.75;
const NEAR_PART: f64 = 0.85;

/// What is shorter is in too many names.
const SHORTEST_PART: usize = 3;

/// The name nearest to one that is none, in letters of any size, if one is near.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    likest(names, |known| strsim::jaro_winkler(&name, known)).map(|(known, _)| known)
}

/// The name of which another is a slip of the fingers: a letter or two that are wrong, missing, too many or turned round. What is
/// merely alike is none.
pub fn misspelt<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let slips = |known: &str| strsim::osa_distance(&name.to_lowercase(), &known.to_lowercase());
    let most = if name.chars().count() < 6 { 1 } else { 2 };
    let near = names.into_iter().map(|known| (slips(known), known));
    near.filter(|(slips, known)| *slips <= most && known.len() > most)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, known)| known)
}

/// All names that are near to one that is none, in letters of any size: those that contain it, else those of which a part is
/// nearer to it than any whole name is, else the nearest.
pub fn near<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let name = name.to_lowercase();
    let names: Vec<&str> = names.into_iter().collect();
    if name.len() >= SHORTEST_PART {
        let contain = names.iter().copied().filter(|known| known.to_lowercase().contains(&name));
        let contain: Vec<&str> = contain.take(FEW_NEAR).collect();
        if !contain.is_empty() {
            return contain;
        }
    }
    let part = |known: &str| {
        let parts = known.split(['_', '-', '.']).map(|part| strsim::jaro_winkler(&name, part));
        parts.max_by(f64::total_cmp).unwrap_or_default()
    };
    let whole = likest(names.iter().copied(), |known| strsim::jaro_winkler(&name, known));
    let best = likest(names.iter().copied(), part).map_or(0.0, |(_, likeness)| likeness);
    match whole {
        Some((known, likeness)) if likeness >= best => vec![known],
        _ if best >= NEAR_PART => {
            let are_best = names.into_iter().filter(|known| part(&known.to_lowercase()) >= best);
            are_best.take(FEW_NEAR).collect()
        }
        whole => whole.into_iter().map(|(known, _)| known).collect(),
    }
}

/// What is said of names that are near; none where there are none.
pub fn told<S: AsRef<str>>(near: impl IntoIterator<Item = S>) -> Option<String> {
    let near: Vec<S> = near.into_iter().collect();
    match near.as_slice() {
        [] => None,
        [one] => Some(format!("the nearest is {}", one.as_ref())),
        several => {
            let several: Vec<&str> = several.iter().map(AsRef::as_ref).collect();
            Some(format!("the nearest are {}", several.join(", ")))
        }
    }
}

/// The name of the greatest likeness, if that is near; likeness is asked of it in small letters.
fn likest<'n>(
    names: impl IntoIterator<Item = &'n str>,
    likeness: impl Fn(&str) -> f64,
) -> Option<(&'n str, f64)> {
    let likenesses = names.into_iter().map(|known| (known, likeness(&known.to_lowercase())));
    likenesses.filter(|(_, likeness)| *likeness > NEAR).max_by(|one, other| one.1.total_cmp(&other.1))
}

/// What is said of a name that is none of these, each of which is a `what`: the one that is near, or which there are.
pub fn unknown<'n>(what: &str, name: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let hint = match told(near(name, names.iter().copied())) {
        Some(near) => near,
        None if names.len() <= FEW => format!("there are {}", names.join(", ")),
        None => "`synfin columns` tells all".to_owned(),
    };
    format!("there is no such {what}; {hint}")
}

#[cfg(test)]
mod tests {
    use super::{misspelt, near, nearest, unknown};

    #[test]
    fn a_slip_of_the_fingers_is_one_and_what_is_merely_alike_is_none() {
        let names = ["format", "reverse", "port", "sort", "top", "dissect"];
        for (written, meant) in
            [("formt", "format"), ("fromat", "format"), ("disect", "dissect"), ("prot", "port")]
        {
            assert_eq!(misspelt(written, names), Some(meant), "{written}");
        }
        for written in ["verbose", "step", "outcome", "o", "", "spot"] {
            assert_eq!(misspelt(written, names), None, "{written}");
        }
    }

    #[test]
    fn what_is_near_is_found_and_what_is_far_is_not() {
        let names = ["duration", "first_time", "flow", "REFUSED"];
        assert_eq!(nearest("Duratoin", names), Some("duration"));
        assert_eq!(nearest("firsttime", names), Some("first_time"));
        assert_eq!(nearest("refuse", names), Some("REFUSED"));
        assert_eq!(nearest("zzz", names), None);
    }

    #[test]
    fn all_that_contain_a_name_or_a_part_like_it_are_near() {
        let names = ["SYN_RETRANSMIT", "FIN_RETRANSMIT", "SYN_ACK", "RESET_BY_A", "RESET_BY_B", "REFUSED"];
        assert_eq!(near("reset", names), ["RESET_BY_A", "RESET_BY_B"]);
        assert_eq!(near("Retransmission", names), ["SYN_RETRANSMIT", "FIN_RETRANSMIT"]);
        assert_eq!(near("SynAck", names), ["SYN_ACK"]);
        assert_eq!(near("refusd", names), ["REFUSED"]);
        assert_eq!(near("zzz", names), [""; 0]);
        assert_eq!(near("re", names).len(), 1, "two letters are in too many");
        assert_eq!(near("reset", ["reset"; 40]).len(), 10);
        assert_eq!(
            unknown("step", "reset", names),
            "there is no such step; the nearest are RESET_BY_A, RESET_BY_B"
        );
    }

    #[test]
    fn where_nothing_is_near_all_are_told_if_they_are_few() {
        assert_eq!(unknown("form", "svgg", ["text", "svg"]), "there is no such form; the nearest is svg");
        assert_eq!(unknown("form", "pdf", ["text", "svg"]), "there is no such form; there are text, svg");
        assert_eq!(unknown("form", "zzz", ["a"; 17]), "there is no such form; `synfin columns` tells all");
    }
}
