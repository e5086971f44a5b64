//! What dissectors of payload look into, and what they tell.

use std::fmt::Write as _;

use synfin_dissect::claims::Claims;
use synfin_dissect::field::{Field, InFlow};
use synfin_dissect::registry::Registry;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::other_names::{in_full, other_name_of, other_name_of_field};
use crate::report::meaning::{List, Meaning};

/// The list that has each of these dissectors, and then a list of each one's fields.
pub fn lists(dissectors: &Registry, language: Language) -> Vec<List> {
    let list = |heading, meanings| List { heading, meanings, words: Vec::new() };
    let all = dissectors.claims().map(|(name, claims)| dissector(name, claims)).collect();
    let mut lists = vec![list(language.word("columns-dissectors"), all)];
    lists.extend(dissectors.fields().map(|(name, fields)| {
        let heading = say!(language, "columns-fields", dissector = name);
        list(heading.into(), fields.iter().map(|one| field(name, one)).collect())
    }));
    lists
}

/// The name that a dissector, or a field behind its dissector and a dot, bears itself, of this or of another by which people know it.
///
/// ```
/// use synfin::report::dissectors::own_name;
///
/// assert_eq!(["http", "tls.SNI", "tls.ja4"].map(own_name), ["http1", "tls.server_name", "tls.ja4"]);
/// ```
pub fn own_name(written: &str) -> String {
    match written.split_once('.') {
        Some((dissector, field)) => in_full(dissector, field).join("."),
        None => in_full(written, "")[0].to_owned(),
    }
}

/// A dissector, with its ports and when it is asked about a connection.
fn dissector(name: &str, claims: &Claims) -> Meaning {
    let ports = claims.ports().iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let (port, ports_are) = match (claims.ports().len(), claims.depth()) {
        (0, _) => ("any port".to_owned(), String::new()),
        (1, None) => (format!("port {ports}"), "on this port".to_owned()),
        (1, Some(_)) => (format!("port {ports}, others"), "on this port".to_owned()),
        (_, None) => (format!("ports {ports}"), "on these ports".to_owned()),
        (_, Some(_)) => (format!("ports {ports}, others"), "on these ports".to_owned()),
    };
    let mut about = match (ports_are.as_str(), claims.depth()) {
        ("", None) => "Looks into no connection".to_owned(),
        ("", Some(depth)) => format!(
            "Looks into connections on any port whose first octets, at most {depth} of either direction, are its own"
        ),
        (on, None) => format!("Looks into connections {on}, unless their first octets are none of its own"),
        (on, Some(depth)) => format!(
            "Looks into connections {on}, unless their first octets are none of its own, and into those on other ports \
             whose first octets, at most {depth} of either direction, are"
        ),
    };
    if let Some(other) = other_name_of(name) {
        let _ = write!(about, "; called {other} too");
    }
    about.push('.');
    meaning("dissectors", name.to_owned(), port, about, false)
}

/// A field, by the name that conditions take, and in which rows it is.
fn field(dissector: &str, field: &Field) -> Meaning {
    let mut about = field.about.to_string();
    about.push_str(match field.in_flow {
        InFlow::Never => " In rows of segments only.",
        InFlow::First => "",
        InFlow::Every => " A connection keeps every one.",
    });
    if let Some(other) = other_name_of_field(dissector, &field.name) {
        let _ = write!(about, " Also {dissector}.{other}.");
    }
    meaning(dissector, format!("{dissector}.{}", field.name), field.kind.name().to_owned(), about, true)
}

fn meaning(list: &str, name: String, kind: String, about: String, nullable: bool) -> Meaning {
    Meaning {
        list: list.to_owned().into(),
        name: name.into(),
        kind: kind.into(),
        nullable,
        about: about.into(),
    }
}

#[cfg(test)]
mod tests {
    use synfin_dissect::claims::Claims;

    use super::dissector;

    #[test]
    fn ports_and_probes_are_told_as_they_are_claimed() {
        let told = |claims: &Claims| {
            let told = dissector("x", claims);
            (told.kind.into_owned(), told.about.into_owned())
        };
        let one = Claims::none().port(53);
        let (kind, about) = told(&one);
        assert_eq!(kind, "port 53");
        assert!(about.contains("on this port") && !about.contains("other ports"), "{about}");
        let (kind, about) = told(&one.clone().port(5353).probe(7));
        assert_eq!(kind, "ports 53, 5353, others");
        assert!(about.contains("on these ports") && about.contains("at most 7 "), "{about}");
        let (kind, about) = told(&Claims::none().probe(9));
        assert_eq!(kind, "any port");
        assert!(about.contains("at most 9 "), "{about}");
        assert_eq!(told(&Claims::none()).1, "Looks into no connection.");
    }
}
