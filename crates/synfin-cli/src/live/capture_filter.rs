//! Which frames are heard, as libpcap is told.

use crate::arguments::live::LiveArguments;

/// The filter that was given, and the ends that were asked for; none where every frame is heard.
pub(crate) fn capture_filter(arguments: &LiveArguments) -> Option<String> {
    let hosts = arguments.ends.hosts.iter().map(|net| {
        if net.prefix_len() == net.max_prefix_len() {
            format!("host {}", net.addr())
        } else {
            // With more bits than the prefix has, it would be refused.
            format!("net {}", net.trunc())
        }
    });
    let ports = arguments.ends.ports.iter().map(|port| format!("tcp port {port}"));
    let given = Some(arguments.filter.join(" ")).filter(|filter| !filter.trim().is_empty());
    let parts: Vec<String> = [any_of(hosts), any_of(ports), given].into_iter().flatten().collect();
    match &parts[..] {
        [] => None,
        [one] => Some(one.clone()),
        parts => Some(parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" and ")),
    }
}

fn any_of(alternatives: impl Iterator<Item = String>) -> Option<String> {
    alternatives.reduce(|one, other| format!("{one} or {other}"))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::capture_filter;
    use crate::arguments::{Arguments, Command};

    fn filter(line: &str) -> Option<String> {
        let arguments = Arguments::try_parse_from(line.split(' ')).expect("a good line");
        let Some(Command::Live(arguments)) = arguments.command else { panic!("it is live") };
        capture_filter(&arguments)
    }

    #[test]
    fn ends_and_a_filter_must_all_hold_and_one_of_several_ends_is_enough() {
        assert_eq!(filter("synfin live -i lo"), None);
        assert_eq!(filter("synfin live -i lo tcp port 80").as_deref(), Some("tcp port 80"));
        assert_eq!(filter("synfin live -i lo --port 80").as_deref(), Some("tcp port 80"));
        assert_eq!(
            filter("synfin live -i lo --host 192.0.2.7/24 --host 2001:db8::1 --port 80 --port 443 not arp")
                .as_deref(),
            Some("(net 192.0.2.0/24 or host 2001:db8::1) and (tcp port 80 or tcp port 443) and (not arp)")
        );
    }

    #[test]
    fn libpcap_understands_it() {
        use synfin::capture::filter::Filter;

        for line in [
            "synfin live -i lo --host 192.0.2.7/24 --host 2001:db8::1 --port 80 --port 443 not arp",
            "synfin live -i lo --host 2001:db8::/32",
            "synfin live -i lo --host 192.0.2.1 tcp or udp",
        ] {
            let expression = filter(line).expect("it asks for something");
            assert!(Filter::new(&expression).is_ok(), "{expression}");
        }
    }
}
