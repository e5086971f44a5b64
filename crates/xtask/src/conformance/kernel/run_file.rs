//! One recorded run: every packet with the true states of both ends around it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// A run between two Linux ends.
#[derive(Deserialize)]
pub(super) struct RunFile {
    /// The address of end a.
    a: String,
    /// The address of end b.
    b: String,
    pub(super) packets: Vec<Packet>,
}

/// One packet that reached the forwarder between the ends.
#[derive(Deserialize)]
pub(super) struct Packet {
    /// Its number in the capture near the sender.
    pub(super) n: u64,
    /// Its number in the capture near the receiver; none when it was dropped.
    pub(super) nd: Option<u64>,
    frm: char,
    fate: String,
    sp: u16,
    dp: u16,
    pub(super) flags: u16,
    pub(super) seq: u32,
    a_before: String,
    a_after: String,
    b_before: String,
    b_after: String,
    a_obs: Option<String>,
    b_obs: Option<String>,
    /// Not of the connection of this run.
    pub(super) foreign: bool,
}

/// One of the two ends of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    A,
    B,
}

/// The ports of a and b.
pub(super) type Ports = (u16, u16);

impl RunFile {
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        serde_json::from_str(&text).with_context(|| file.display().to_string())
    }

    pub(super) fn address(&self, side: Side) -> &str {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }
}

impl Packet {
    pub(super) fn ports(&self) -> Ports {
        if self.frm == 'a' { (self.sp, self.dp) } else { (self.dp, self.sp) }
    }

    /// What became of it behind the forwarder: delivered, dropped, duplicate, injected, …
    pub(super) fn fate(&self) -> &str {
        &self.fate
    }

    /// Whether the kernel of this end sent it; what a script injected no socket sent.
    pub(super) fn sent_by(&self, side: Side) -> bool {
        self.fate != "injected" && self.frm == if side == Side::A { 'a' } else { 'b' }
    }

    /// The end's true state before and after; to an onlooker LISTEN is CLOSED.
    pub(super) fn states(&self, side: Side) -> (&str, &str) {
        let (before, after) = match side {
            Side::A => (&self.a_before, &self.a_after),
            Side::B => (&self.b_before, &self.b_after),
        };
        (seen(before), seen(after))
    }

    /// Whether the wire can tell the end's state after this packet at all.
    pub(super) fn observable(&self, side: Side) -> bool {
        match side {
            Side::A => self.a_obs.is_none(),
            Side::B => self.b_obs.is_none(),
        }
    }
}

fn seen(state: &str) -> &str {
    if state == "LISTEN" { "CLOSED" } else { state }
}
