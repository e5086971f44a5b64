//! Which connections a dissector wants.

use synfin_flow::stage::Stage;

use crate::stages::Stages;

/// Most octets that a probe may ask for.
pub const MOST_DEPTH: usize = 256;

/// Which connections a dissector wants, and what it wants to hear of them.
///
/// ```
/// use synfin_dissect::claims::Claims;
/// use synfin_flow::stage::Stage;
///
/// let claims = Claims::none().port(22).probe(4).hear(Stage::Reset);
/// assert_eq!((claims.ports(), claims.depth()), ([22].as_slice(), Some(4)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    ports: Vec<u16>,
    depth: Option<usize>,
    stages: Stages,
}

impl Claims {
    /// No connection, and no stage.
    pub fn none() -> Claims {
        Claims::default()
    }

    /// Connections with this port at either end, unless its probe says that they are none of its own.
    #[must_use]
    pub fn port(mut self, port: u16) -> Claims {
        if !self.ports.contains(&port) {
            self.ports.push(port);
        }
        self
    }

    /// Connections whose first octets, in either direction, the dissector's probe says to be its own: it is asked about at
    /// most so many, and never about more than [`MOST_DEPTH`].
    #[must_use]
    pub fn probe(self, depth: usize) -> Claims {
        Claims { depth: Some(depth.clamp(1, MOST_DEPTH)), ..self }
    }

    /// Segments of this stage of the connections that it claimed. With [`Stage::Open`] it claims by port from the handshake on,
    /// which costs a state for each; otherwise from the first octet of payload on.
    #[must_use]
    pub fn hear(self, stage: Stage) -> Claims {
        Claims { stages: self.stages.with(stage), ..self }
    }

    /// The ports.
    pub fn ports(&self) -> &[u16] {
        &self.ports
    }

    /// How many octets its probe is asked about; none without a probe for connections on other ports.
    pub const fn depth(&self) -> Option<usize> {
        self.depth
    }

    /// The stages.
    pub const fn stages(&self) -> Stages {
        self.stages
    }
}

/// What a probe says of the first octets of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// They are its own.
    Mine,
    /// They are not: not even on its port does it want them.
    NotMine,
    /// The octets do not tell: on its port they are its own, elsewhere not.
    Unsure,
    /// They may be its own: it is asked again with those that follow, as far as its depth.
    More,
}

impl Probe {
    /// What is to be said where its own octets begin so.
    ///
    /// ```
    /// use synfin_dissect::claims::Probe;
    ///
    /// let probe = |first: &str| Probe::of_prefix(first.as_bytes(), b"SSH-");
    /// assert_eq!(["SSH-2.0-x", "SS", "GET /"].map(probe), [Probe::Mine, Probe::More, Probe::NotMine]);
    /// ```
    pub fn of_prefix(first: &[u8], prefix: &[u8]) -> Probe {
        if first.starts_with(prefix) {
            Probe::Mine
        } else if prefix.starts_with(first) {
            Probe::More
        } else {
            Probe::NotMine
        }
    }
}
