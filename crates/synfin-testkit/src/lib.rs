//! What the tests of synfin are made with: forged octets, flows told as scripts, a slow and obvious reader,
//! two honest ends over a bad link, seeded captures of any size, and captures that mean harm.
//!
//! This crate knows no product code: what it says about a segment it says from the RFCs alone, so that a
//! mistake in the product cannot be repeated here by import. It is for tests, benches and examples; it is
//! plain rather than fast, and never published.
//!
//! | to …                                              | look at                        |
//! |---------------------------------------------------|--------------------------------|
//! | build a frame, a packet, a segment, a capture     | [`forge`]                      |
//! | write what a connection carries: TLS, DNS         | [`payload`]                    |
//! | tell a flow line by line, expectations at the right | [`scripts`]                  |
//! | hold a fast parser against a slow one             | [`oracle`]                     |
//! | have two true TCP ends live a random life         | [`two_ends`]                   |
//! | make a large capture from a seed                  | [`generator`]                  |
//! | make every named hostile capture                  | [`hostile`]                    |
//! | make the samples that ship with the command       | [`samples`]                    |

pub mod forge;
pub mod generator;
pub mod hostile;
pub mod oracle;
pub mod payload;
pub mod random;
pub mod samples;
pub mod scripts;
pub mod two_ends;
