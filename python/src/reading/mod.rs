//! A capture that is read: from where, in passes, into segments or flows.

pub(crate) mod alone;
pub(crate) mod capture;
pub(crate) mod damage;
pub(crate) mod ended;
pub(crate) mod flows;
pub(crate) mod input;
pub(crate) mod ladder;
pub(crate) mod open;
pub(crate) mod options;
pub(crate) mod pass;
pub(crate) mod run;
pub(crate) mod running;
pub(crate) mod segments;
pub(crate) mod source;
pub(crate) mod together;
pub(crate) mod which;
