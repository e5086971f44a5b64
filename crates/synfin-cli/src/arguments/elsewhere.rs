//! Options of other subcommands that somebody may look for in `synfin live`: each says what to do instead.

use std::convert::Infallible;

use clap::Args;

/// None of them is ever there: to give one is an error, which helps.
#[derive(Args, Debug)]
pub(crate) struct ElsewhereArguments {
    #[arg(long = "outcome", value_name = "OUTCOME", value_parser = not_here, hide = true)]
    outcome: Option<Infallible>,
    #[arg(long = "step", value_name = "STEP", value_parser = not_here, hide = true)]
    step: Option<Infallible>,
    #[arg(long = "note", value_name = "NOTE", value_parser = not_here, hide = true)]
    note: Option<Infallible>,
    #[arg(long = "where", value_name = "CONDITION", value_parser = not_here, hide = true)]
    condition: Option<Infallible>,
    #[arg(long = "flow", value_name = "N", value_parser = not_here, hide = true)]
    flow: Option<Infallible>,
    #[arg(long = "sort", value_name = "COLUMN", value_parser = not_here, allow_hyphen_values = true, hide = true)]
    sort: Option<Infallible>,
    #[arg(long = "top", value_name = "N", value_parser = not_here, hide = true)]
    top: Option<Infallible>,
    #[arg(long = "bpf", value_name = "FILTER", value_parser = a_filter_stands_alone, hide = true)]
    bpf: Option<Infallible>,
}

fn not_here(_: &str) -> Result<Infallible, String> {
    Err("live tells every connection that it hears, when that has ended. Choose what it hears: --host, --port, or a filter, as in
  synfin live -i eth0 tcp port 443 and host 192.0.2.1
or choose among its rows: --format json | jq 'select(.outcome == \"REFUSED\")'"
        .to_owned())
}

fn a_filter_stands_alone(filter: &str) -> Result<Infallible, String> {
    Err(format!("here the filter stands by itself: synfin live -i eth0 '{filter}'"))
}
