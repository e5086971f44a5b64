//! Between which ends.

use clap::Args;
use ipnet::IpNet;

use crate::arguments::number::number;
use crate::filter::ends::host;

const NO_PORT: &str = "a port is a number from 0 to 65535; names of services are not looked up, and a range is asked with --where and BETWEEN";

#[derive(Args, Debug)]
pub(crate) struct EndsArguments {
    /// Those of which either end is this address, or is in this prefix, as in 192.0.2.0/24; several with commas between.
    #[arg(long = "host", value_name = "ADDRESS", value_delimiter = ',', value_parser = host)]
    pub(crate) hosts: Vec<IpNet>,
    /// Those of which either end has this port; several with commas between.
    #[arg(long = "port", value_name = "PORT", value_delimiter = ',', value_parser = number(0..=u16::MAX, NO_PORT), allow_negative_numbers = true)]
    pub(crate) ports: Vec<u16>,
}

impl EndsArguments {
    /// Whether any will do.
    pub(crate) fn is_empty(&self) -> bool {
        self.hosts.is_empty() && self.ports.is_empty()
    }
}
