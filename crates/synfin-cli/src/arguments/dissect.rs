//! Who looks into payload.

use clap::Args;
use synfin::dissect::name::Name;
use synfin::dissect::plugins;
use synfin::dissect::registry::Registry;
use synfin::report::dissectors::own_name;

use crate::arguments::word::Offering;

#[derive(Args, Debug)]
pub(crate) struct DissectArguments {
    #[arg(long, value_name = "WHO", value_parser = Offering::new(named, offered()), hide_possible_values = true, help = help(), help_heading = "Reading")]
    dissect: Option<Registry>,
}

impl DissectArguments {
    /// Those that are asked for; else all.
    pub(crate) fn or_all(&self) -> Registry {
        self.dissect.clone().unwrap_or_else(all)
    }

    /// Those that are asked for; else none.
    pub(crate) fn or_none(&self) -> Registry {
        self.dissect.clone().unwrap_or_default()
    }
}

impl DissectArguments {
    /// The first of these that is not asked, where it was said who is.
    pub(crate) fn leaves_out<'n>(&self, wanted: &'n [Name]) -> Option<&'n Name> {
        let asked = self.dissect.as_ref()?;
        wanted.iter().find(|wanted| asked.names().all(|name| name != &***wanted))
    }
}

/// All; a fault of one does not end a reading.
pub(crate) fn all() -> Registry {
    plugins::all::all().containing_panics()
}

fn offered() -> Vec<String> {
    ["all", "none"].into_iter().chain(all().names()).map(str::to_owned).collect()
}

fn named(given: &str) -> Result<Registry, String> {
    match given {
        "all" => Ok(all()),
        "none" => Ok(Registry::new()),
        given => {
            let given = given.to_lowercase();
            let names: Vec<String> = given.split(',').map(|name| own_name(name.trim())).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            all().only(&names).map_err(|unknown| format!("there is no {unknown:?}: {}", choice()))
        }
    }
}

fn choice() -> String {
    format!("all, none, or of {} some with commas between", all().names().collect::<Vec<_>>().join(", "))
}

fn help() -> String {
    format!("Who looks into payload: {}. For stats none unless asked, else all", choice())
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn dissectors_are_asked_for_by_name() {
        let names =
            |given| named(given).map(|registry| registry.names().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(names("none").expect("it is a word of ours"), [""; 0]);
        assert_eq!(names("telnet,ssh").expect("both ship"), ["ssh", "telnet"]);
        assert_eq!(names("TLS, http").expect("one by another name"), ["http1", "tls"]);
        assert!(names("all").expect("it is a word of ours").len() >= 2);
        assert!(
            names("telnet,gopher")
                .expect_err("nobody has that name")
                .starts_with("there is no \"gopher\": all, ")
        );
        assert!(names("").is_err());
    }
}
