//! One file a parser: up to four functions, each from octets to the fold of the fields it read.

pub mod etherparse;
pub mod packet_dissector;
pub mod pktparse;
pub mod pnet;
pub mod rpkt;
pub mod smoltcp;
pub mod synfin;
pub mod touch;
