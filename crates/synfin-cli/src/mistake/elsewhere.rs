//! Options that another subcommand has, and what to type to get what they ask for.

/// Of which subcommand they are, which options, and what to type; `{}` is the option as it was written, with its value if that can be
/// typed again, and `{value}` the value alone.
type Row = (&'static [&'static str], &'static [&'static str], &'static str);

/// What chooses among connections.
const CHOICE: &[&str] = &["--outcome", "--step", "--note", "--host", "--port", "--where"];
const ORDER: &[&str] = &["--sort", "--top", "--reverse"];

#[rustfmt::skip]
const ROWS: [Row; 15] = [
    (&["segments"], &["--outcome"],
        "what became of a connection is not known yet when its segments are told: synfin flows {} tells such connections, and then synfin segments --flow N the segments of one"),
    (&["segments"], ORDER,
        "segments are told as they were captured: --where, --step and --note choose among them"),
    (&["flows"], &["--flow"],
        "synfin segments {} tells the segments of that connection, synfin explain {} its story; its row alone: synfin flows --where 'flow = N'"),
    (&["overview"], &["--flow"],
        "it draws all connections: synfin ladder {} and synfin sequence {} draw one"),
    (&["stats"], &["--flow"],
        "it counts all connections: synfin explain {} tells of one"),
    (&["stats"], CHOICE,
        "it counts all connections: synfin flows {} tells those that are chosen, and -o FILE.csv is for other programs to count"),
    (&["stats"], ORDER,
        "it counts all connections: synfin flows {} puts them in order"),
    (&["annotate"], &["--flow"],
        "it gives every frame its comment: synfin cut {} --annotate takes those of one connection, with comments"),
    (&["annotate"], CHOICE,
        "it gives every frame its comment: synfin cut {} --annotate takes those of some connections, with comments"),
    (&["cut", "annotate"], &["--format"],
        "it writes pcapng and nothing else: -o OUT.pcapng"),
    (&["explain", "ladder", "sequence", "cut", "annotate"], ORDER,
        "the order of connections is told by synfin flows {}; the number of one, with --flow N, chooses it here"),
    (&["ladder", "sequence", "overview", "cut"], &["--dissect"],
        "it has no place for what dissectors tell; --where asks them, as in --where \"tls.sni = 'example.com'\""),
    (&["live"], &["--outcome", "--step", "--note", "--where", "--flow", "--sort", "--top", "--reverse"],
        "it tells every connection that it hears, when that has ended. Choose what it hears: --host, --port, or a filter, as in
  synfin live -i eth0 tcp port 443 and host 192.0.2.1
or choose among its rows: --format json | jq 'select(.outcome == \"REFUSED\")'"),
    (&["live"], &["--bpf"],
        "here the filter stands by itself: synfin live -i eth0 '{value}'"),
    (&["columns"], &["--flow", "--outcome", "--step", "--note", "--host", "--port", "--where", "--sort", "--top"],
        "it explains columns and reads no capture: synfin flows {} FILE reads one"),
];

/// What to type to get what an option of another subcommand asks for; `written` is that option with its value.
pub(crate) fn instead(subcommand: &str, option: &str, written: &str, value: &str) -> Option<String> {
    let fits =
        |(subcommands, options, _): &Row| subcommands.contains(&subcommand) && options.contains(&option);
    let (_, _, words) = ROWS.into_iter().find(fits)?;
    Some(words.replace("{}", written).replace("{value}", value))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::ROWS;
    use crate::arguments::Arguments;

    #[test]
    fn no_row_is_about_an_option_that_its_subcommand_has_or_that_nobody_has() {
        let command = Arguments::command();
        let has = |subcommand: &clap::Command, option: &str| {
            let shown = subcommand.get_arguments().filter(|argument| !argument.is_hide_set());
            shown.into_iter().any(|argument| argument.get_long() == Some(&option[2..]))
        };
        for (subcommands, options, _) in ROWS {
            for option in options {
                assert!(command.get_subcommands().any(|other| has(other, option)), "{option}");
                for name in subcommands {
                    let subcommand = command.find_subcommand(name).expect("there is one");
                    assert!(!has(subcommand, option), "{name} has {option}");
                }
            }
        }
    }
}
