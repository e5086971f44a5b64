//! Laws that hold whatever segments come in whatever order: what neither the RFC's ends nor an attacker can break.

mod accounts;
mod duplicates;
mod finality;
mod found;
mod numbers;
mod octets;
mod segments;
mod shards;
mod sides;
#[path = "../support/mod.rs"]
mod support;
mod table;
