//! Options that people know from other programs, or expect, and what to type instead.

/// What to type instead of an option that is none.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Instead {
    /// This option, where the subcommand has it.
    Option(&'static str),
    /// The first of these options that the subcommand has; then these words.
    Say(&'static [&'static str], &'static str),
    /// These words, whatever the subcommand.
    Words(&'static str),
}

/// One habit: how the option is written, and what to type instead.
type Habit = (&'static [&'static str], Instead);

/// The habits, in order: of several rows for one option, the first that fits the subcommand counts.
#[rustfmt::skip]
const HABITS: [Habit; 33] = [
    (&["-r", "--read", "--file", "--input", "--pcap", "--in"],
        Instead::Words("captures are named without an option, as in synfin flows trace.pcap")),
    (&["-w", "--write", "--out", "--output-file", "--save"],
        Instead::Say(&["--output"], "-o FILE writes to a file")),
    (&["-Y", "-R", "-f", "-F", "--filter", "--display-filter", "--grep", "--query"],
        Instead::Say(&["--where"], "--where chooses rows, in the words of an SQL WHERE, and --bpf frames, in the words of tcpdump")),
    (&["-Y", "-R", "-f", "-F", "--filter", "--display-filter", "--grep", "--query"],
        Instead::Say(&["--bpf"], "--bpf chooses frames, in the words of tcpdump")),
    (&["-f", "--filter"],
        Instead::Words("to synfin live a filter is given by itself, as in synfin live -i eth0 'tcp port 443'")),
    (&["-n", "-c", "--count", "--limit", "--head", "--first", "--max", "--num", "--lines"],
        Instead::Say(&["--top"], "--top N tells the first N, in the order that --sort says")),
    (&["-n", "-c", "--limit", "--head", "--first", "--max", "--num", "--lines", "--tail"],
        Instead::Words("the shell takes the first lines, as in: | head -n 20")),
    (&["-i", "--interface", "--iface", "--dev"],
        Instead::Words("synfin live -i INTERFACE listens to an interface")),
    (&["-D", "-L", "--list", "--interfaces", "--list-interfaces"],
        Instead::Words("synfin live --list tells which interfaces there are")),
    (&["-v", "--verbose", "-q", "--quiet", "--silent", "--debug"],
        Instead::Words("nothing can be told more or less: results go to standard output, and all else to standard error, which 2>/dev/null hides")),
    (&["-j", "--jobs", "--parallel", "--cores", "--workers"],        Instead::Option("--threads")),
    (&["--src", "--dst", "--ip", "--addr", "--address", "--client", "--server", "--source", "--destination"],
        Instead::Say(&["--host"], "--host ADDRESS takes either end; of one end alone, --where takes a condition (synfin columns lists the columns)")),
    (&["-p", "--sport", "--dport", "--src-port", "--dst-port", "--srcport", "--dstport", "--service"],
        Instead::Say(&["--port"], "--port PORT takes either end; of one end alone, --where takes a condition (synfin columns lists the columns)")),
    (&["--stream", "--conn", "--connection", "--id", "--number", "--index"], Instead::Option("--flow")),
    (&["--since", "--until", "--from", "--to", "--after", "--before", "--start", "--end", "--begin", "--time"],
        Instead::Say(&["--where"], "a condition takes moments, as in --where \"first_time >= TIMESTAMP '2026-05-01 10:00:00'\" (of segments: time)")),
    (&["--desc", "--descending"],
        Instead::Say(&["--sort"], "--sort -COLUMN begins with the greatest")),
    (&["--asc", "--ascending", "--order", "--order-by", "--sort-by", "--by"], Instead::Option("--sort")),
    (&["--state", "--status", "--result", "--outcomes"],             Instead::Option("--outcome")),
    (&["--steps", "--label", "--flags"],                             Instead::Option("--step")),
    (&["--notes", "--anomaly", "--analysis"],                        Instead::Option("--note")),
    (&["--hosts", "--net", "--network", "--subnet", "--cidr"],       Instead::Option("--host")),
    (&["--ports"],                                                   Instead::Option("--port")),
    (&["--sni", "--server-name", "--servername", "--domain", "--hostname", "--url"],
        Instead::Say(&["--where"], "what dissectors told is asked with --where, as in --where \"tls.sni = 'example.com'\" (synfin columns dissectors lists all)")),
    (&["--dissector", "--dissectors", "--plugin", "--plugins", "--protocol", "--protocols", "--decode", "-d"],
        Instead::Say(&["--dissect"], "--dissect WHO says who looks into payload; synfin columns dissectors tells who there is")),
    (&["--dissect", "--dissector", "--dissectors", "--plugin", "--plugins", "--protocol", "--protocols", "-d"],
        Instead::Words("it asks no dissectors; synfin columns dissectors tells who there is, and synfin columns tls of one")),
    (&["--columns", "--column", "--fields", "--field", "--select", "-e", "-T"],
        Instead::Words("every column is told; --format json and jq pick some, --format parquet and any tool that reads it likewise; synfin columns explains them")),
    (&["--no-color", "--no-colour", "--nocolor", "--no-colors", "--monochrome", "-M"],
        Instead::Say(&["--color"], "--color never leaves colours out")),
    (&["--colour", "--colors", "--colours", "-C"],                   Instead::Option("--color")),
    (&["--language", "--locale"],                                    Instead::Option("--lang")),
    (&["-V", "--version"],
        Instead::Words("synfin --version tells it")),
    (&["--svg", "--html", "--mermaid", "--ascii", "--png", "--pdf", "--picture", "--draw"],
        Instead::Words("synfin ladder, synfin sequence and synfin overview draw, as in synfin ladder trace.pcap -o flow.svg")),
    (&["-t", "-s", "-u", "-a", "-b", "-l", "-x", "-z", "--relative", "--utc", "--follow"],
        Instead::Words("short options of tshark and tcpdump mean nothing here")),
    (&["--merge", "--append", "--recursive"],
        Instead::Words("several captures are read as one, in order of time: name them all, as in synfin flows rotated/*.pcap")),
];

/// What to type instead of an option, in a subcommand that has the options of which `has` says so.
pub(crate) fn instead(option: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    let of_option = HABITS.into_iter().filter(|(options, _)| options.contains(&option));
    of_option.into_iter().find_map(|(_, instead)| match instead {
        Instead::Option(here) => has(here).then(|| format!("here it is {here}")),
        Instead::Say(needs, words) => needs.iter().all(|needed| has(needed)).then(|| words.to_owned()),
        Instead::Words(words) => Some(words.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{HABITS, Instead};
    use crate::arguments::Arguments;

    /// Whether any subcommand has an option of this name.
    fn is_anywhere(option: &str) -> bool {
        let command = Arguments::command();
        let all = command.get_subcommands().flat_map(clap::Command::get_arguments);
        let name = option.trim_start_matches('-');
        all.into_iter().any(|argument| argument.get_long() == Some(name))
    }

    #[test]
    fn every_habit_leads_to_an_option_that_there_is() {
        for (options, instead) in HABITS {
            let leads_to = match instead {
                Instead::Option(option) => vec![option],
                Instead::Say(options, _) => options.to_vec(),
                Instead::Words(_) => Vec::new(),
            };
            for option in leads_to {
                assert!(is_anywhere(option), "{options:?} lead to {option}");
            }
        }
    }
}
