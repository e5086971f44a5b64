//! Programs that read a whole capture as a user's would, from the file to one line: what synfin is measured against
//! from end to end. Each is one function from [`capture_file::CaptureFile`] to [`told::Told`]; [`program`] makes a
//! binary of it.

pub mod capture_file;
pub mod count;
pub mod lean;
pub mod program;
pub mod told;
pub mod touch;
