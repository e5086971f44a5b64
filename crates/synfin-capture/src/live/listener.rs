//! From an interface to records.

use std::time::Duration;

use pcap::{Active, Capture, Inactive, Precision};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use synfin_wire::numbers::LinkType;

use crate::live::drops::{Counters, Drops};
use crate::live::error::{LiveError, said};
use crate::live::interface::interfaces;
use crate::live::options::LiveOptions;
use crate::record::Record;
use crate::timestamp::Timestamp;

/// What stands for all interfaces at once.
const ANY: &str = "any";

/// An interface that is listened to. Its records borrow from the memory that it shares with the kernel.
///
/// ```no_run
/// use std::time::Duration;
/// use synfin_capture::live::{listener::Listener, options::LiveOptions};
///
/// let mut listener = Listener::new("eth0", &LiveOptions::default(), Some("tcp port 443"))?;
/// loop {
///     while let Some(record) = listener.next_record()? {
///         println!("{} {} octets", record.time, record.octets.len());
///     }
///     listener.wait(Duration::from_millis(100))?;
/// }
/// # #[expect(unreachable_code)]
/// # Ok::<(), synfin_capture::live::error::LiveError>(())
/// ```
pub struct Listener {
    capture: Capture<Active>,
    name: String,
    /// Whether it is one that the system lists; what is none of those cannot be looked for there.
    is_listed: bool,
    link_type: LinkType,
    /// Nanoseconds in the unit of a stamp's second part.
    unit: i64,
    frames: u64,
    counters: Counters,
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Listener { name, link_type, frames, .. } = self;
        f.debug_struct("Listener")
            .field("name", name)
            .field("link_type", link_type)
            .field("frames", frames)
            .finish()
    }
}

impl Listener {
    /// Begins to listen to an interface; only frames that match the filter expression come, if there is one.
    ///
    /// Where the interface cannot hear frames for other machines, they are done without.
    ///
    /// # Errors
    /// There is no such interface, it is down, this process may not listen, or the filter is none for it.
    pub fn new(name: &str, options: &LiveOptions, filter: Option<&str>) -> Result<Listener, LiveError> {
        let listed = interfaces()?;
        let is_listed = listed.iter().any(|interface| interface.name == name);
        let mut capture = open(name, options).map_err(|error| {
            let said = said(&error);
            let up =
                || listed.iter().filter(|interface| interface.is_up).map(|one| one.name.clone()).collect();
            if !is_listed && !name.contains(':') {
                LiveError::NoSuchInterface { interfaces: up() }
            } else if is_about_permission(&said) {
                LiveError::NotPermitted
            } else if listed.iter().any(|interface| interface.name == name && !interface.is_up) {
                LiveError::NotUp
            } else {
                LiveError::Libpcap(said)
            }
        })?;
        if let Some(filter) = filter {
            capture.filter(filter, true).map_err(|error| LiveError::Filter(said(&error)))?;
        }
        let capture = capture.setnonblock().map_err(|error| LiveError::Libpcap(said(&error)))?;
        Ok(Listener {
            link_type: link_type_of(capture.get_datalink().0),
            capture,
            name: name.to_owned(),
            is_listed,
            unit: if NANOSECONDS { 1 } else { 1_000 },
            frames: 0,
            counters: Counters::default(),
        })
    }

    /// What the first octet of every frame belongs to.
    pub const fn link_type(&self) -> LinkType {
        self.link_type
    }

    /// How many records came so far.
    pub const fn frames(&self) -> u64 {
        self.frames
    }

    /// The next record; none when there is none at the moment. It does not wait.
    ///
    /// # Errors
    /// The interface is not listened to any more; whoever asks again gets the same.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>, LiveError> {
        let packet = match self.capture.next_packet() {
            Ok(packet) => packet,
            Err(pcap::Error::TimeoutExpired | pcap::Error::NoMorePackets) => return Ok(None),
            // Some of what is no network interface says so when it has nothing.
            Err(error) if said(&error).contains("temporarily unavailable") => return Ok(None),
            Err(error) => return Err(reading_failed(&error)),
        };
        self.frames += 1;
        let stamp = packet.header.ts;
        #[allow(
            clippy::unnecessary_cast,
            clippy::useless_conversion,
            reason = "their types differ between systems"
        )]
        let (seconds, part) = (i64::from(stamp.tv_sec), i64::from(stamp.tv_usec));
        Ok(Some(Record {
            number: self.frames,
            time: Timestamp::new(seconds, part.saturating_mul(self.unit)),
            link_type: self.link_type,
            fcs_len: 0,
            octets: packet.data,
            original_len: packet.header.len,
            interface: 0,
            file_offset: 0,
        }))
    }

    /// Waits until there is something to be read, and no longer than `at_most`. A signal may end it sooner.
    ///
    /// # Errors
    /// As [`Listener::check`], where the system says that something is wrong.
    pub fn wait(&self, at_most: Duration) -> Result<(), LiveError> {
        let mut waiting = [PollFd::new(&self.capture, PollFlags::IN)];
        let timeout = Timespec { tv_sec: at_most.as_secs() as _, tv_nsec: at_most.subsec_nanos().into() };
        match poll(&mut waiting, Some(&timeout)) {
            Ok(0) | Err(Errno::INTR) => Ok(()),
            Ok(_) if waiting[0].revents().intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL) => {
                self.check()
            }
            Ok(_) => Ok(()),
            Err(error) => Err(LiveError::Libpcap(error.to_string())),
        }
    }

    /// Looks whether the interface is still there and up: one that is not says nothing, as a silent one does. Worth about once a
    /// second while nothing comes.
    ///
    /// # Errors
    /// It went down, or away.
    pub fn check(&self) -> Result<(), LiveError> {
        if !self.is_listed || self.name == ANY {
            return Ok(());
        }
        match interfaces()?.iter().find(|interface| interface.name == self.name) {
            None => Err(LiveError::Disappeared),
            Some(interface) if !interface.is_up => Err(LiveError::WentDown),
            Some(_) => Ok(()),
        }
    }

    /// What was dropped so far. Ask every few minutes: the system counts with 32 bits.
    pub fn drops(&mut self) -> Drops {
        match self.capture.stats() {
            Ok(stat) => self.counters.advance(stat.received, stat.dropped, stat.if_dropped),
            // An interface that is gone counts nothing any more.
            Err(_) => self.counters.drops(),
        }
    }
}

/// Linux tells nanoseconds whenever asked; elsewhere nobody says whether they were granted.
const NANOSECONDS: bool = cfg!(target_os = "linux");

fn open(name: &str, options: &LiveOptions) -> Result<Capture<Active>, pcap::Error> {
    let with = |promiscuous| inactive(name, options, promiscuous)?.open();
    match with(options.promiscuous && name != ANY) {
        Err(error) if options.promiscuous && said(&error).to_lowercase().contains("promiscuous") => {
            with(false)
        }
        opened => opened,
    }
}

fn inactive(name: &str, options: &LiveOptions, promiscuous: bool) -> Result<Capture<Inactive>, pcap::Error> {
    let capture = Capture::from_device(name)?
        .promisc(promiscuous)
        .snaplen(options.snaplen.try_into().unwrap_or(i32::MAX))
        .buffer_size(options.buffer.try_into().unwrap_or(i32::MAX))
        .timeout(options.gather.as_millis().clamp(1, 1 << 20) as i32);
    Ok(if NANOSECONDS { capture.precision(Precision::Nano) } else { capture })
}

fn is_about_permission(said: &str) -> bool {
    let said = said.to_lowercase();
    ["permission", "permitted", "cap_net_raw"].iter().any(|word| said.contains(word))
}

/// What libpcap says when an interface is lost while it is read.
fn reading_failed(error: &pcap::Error) -> LiveError {
    let said = said(error);
    let lower = said.to_lowercase();
    if lower.contains("network is down") || lower.contains("went down") {
        LiveError::WentDown
    } else if lower.contains("disappeared") || lower.contains("no such device") {
        LiveError::Disappeared
    } else {
        LiveError::Libpcap(said)
    }
}

/// The number that a file would have for what this machine's libpcap numbers so: a few are told apart by system.
fn link_type_of(datalink: i32) -> LinkType {
    LinkType(match datalink {
        12 | 14 => 101,
        11 => 100,
        19 => 106,
        other => other as u16,
    })
}
