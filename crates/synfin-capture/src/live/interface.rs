//! The interfaces that there are.

use std::net::IpAddr;

use pcap::Device;

use crate::live::error::{LiveError, said};

/// An interface that can be listened to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// Its name, by which it is asked for. `any` listens to all of them at once.
    pub name: String,
    /// What the system says about it.
    pub description: Option<String>,
    /// Whether it is up.
    pub is_up: bool,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
}

/// All interfaces of this machine, or of its part that this process sees; the most useful first.
///
/// # Errors
/// The system does not tell.
pub fn interfaces() -> Result<Vec<Interface>, LiveError> {
    let devices = Device::list().map_err(|error| LiveError::Libpcap(said(&error)))?;
    let interface = |device: Device| Interface {
        is_up: device.flags.is_up(),
        addresses: device.addresses.iter().map(|address| address.addr).collect(),
        name: device.name,
        description: device.desc,
    };
    Ok(devices.into_iter().map(interface).collect())
}
