//! The option kinds of the IANA registry "TCP Option Kind Numbers".

/// End of the option list (RFC 9293).
pub const END_OF_LIST: u8 = 0;
/// No operation (RFC 9293).
pub const NOP: u8 = 1;
/// Maximum segment size (RFC 9293).
pub const MSS: u8 = 2;
/// Window scale (RFC 7323).
pub const WINDOW_SCALE: u8 = 3;
/// SACK permitted (RFC 2018).
pub const SACK_PERMITTED: u8 = 4;
/// Selective acknowledgement (RFC 2018).
pub const SACK: u8 = 5;
/// Echo, obsoleted by timestamps (RFC 1072).
pub const ECHO: u8 = 6;
/// Echo reply, obsoleted by timestamps (RFC 1072).
pub const ECHO_REPLY: u8 = 7;
/// Timestamps (RFC 7323).
pub const TIMESTAMPS: u8 = 8;
/// Partial order connection permitted, obsolete (RFC 1693).
pub const PARTIAL_ORDER_PERMITTED: u8 = 9;
/// Partial order service profile, obsolete (RFC 1693).
pub const PARTIAL_ORDER_PROFILE: u8 = 10;
/// Connection count of T/TCP, obsolete (RFC 1644).
pub const CC: u8 = 11;
/// New connection count of T/TCP, obsolete (RFC 1644).
pub const CC_NEW: u8 = 12;
/// Echoed connection count of T/TCP, obsolete (RFC 1644).
pub const CC_ECHO: u8 = 13;
/// Alternate checksum request, obsolete (RFC 1146).
pub const ALTERNATE_CHECKSUM_REQUEST: u8 = 14;
/// Alternate checksum data, obsolete (RFC 1146).
pub const ALTERNATE_CHECKSUM_DATA: u8 = 15;
/// Skeeter, a key exchange that was never published.
pub const SKEETER: u8 = 16;
/// Bubba, a key exchange that was never published.
pub const BUBBA: u8 = 17;
/// Trailer checksum.
pub const TRAILER_CHECKSUM: u8 = 18;
/// MD5 signature, obsoleted by TCP-AO (RFC 2385).
pub const MD5: u8 = 19;
/// SCPS capabilities (CCSDS 714.0-B).
pub const SCPS: u8 = 20;
/// Selective negative acknowledgement (CCSDS 714.0-B).
pub const SELECTIVE_NACK: u8 = 21;
/// Record boundaries (CCSDS 714.0-B).
pub const RECORD_BOUNDARIES: u8 = 22;
/// Corruption experienced (CCSDS 714.0-B).
pub const CORRUPTION_EXPERIENCED: u8 = 23;
/// SNAP.
pub const SNAP: u8 = 24;
/// TCP compression filter.
pub const COMPRESSION_FILTER: u8 = 26;
/// Quick-Start response (RFC 4782).
pub const QUICK_START: u8 = 27;
/// User timeout (RFC 5482).
pub const USER_TIMEOUT: u8 = 28;
/// TCP authentication option (RFC 5925).
pub const AUTHENTICATION: u8 = 29;
/// Multipath TCP (RFC 8684).
pub const MPTCP: u8 = 30;
/// Fast open cookie (RFC 7413).
pub const FAST_OPEN: u8 = 34;
/// Encryption negotiation, TCP-ENO (RFC 8547).
pub const ENCRYPTION_NEGOTIATION: u8 = 69;
/// Accurate ECN, counters in the order ECT(0), CE, ECT(1) (RFC 9768).
pub const ACCURATE_ECN_0: u8 = 172;
/// Accurate ECN, counters in the order ECT(1), CE, ECT(0) (RFC 9768).
pub const ACCURATE_ECN_1: u8 = 174;
/// Experiments, first of two kinds (RFC 4727, RFC 6994).
pub const EXPERIMENT_1: u8 = 253;
/// Experiments, second of two kinds (RFC 4727, RFC 6994).
pub const EXPERIMENT_2: u8 = 254;
