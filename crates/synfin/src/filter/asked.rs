//! The tables that conditions ask about.

use crate::column::flows::Flows;
use crate::column::segments::Segments;
use crate::column::table::Table;
use synfin_dissect::emission::Emissions;
use synfin_dissect::field::{Field, InFlow};

/// A table whose rows also hold what dissectors told.
pub trait Asked: Table {
    /// A condition over it.
    const EXAMPLE: &'static str;
    /// What dissectors told of a row.
    fn told<'r>(row: &'r Self::Row<'r>) -> &'r Emissions;
    /// Whether rows hold values of this field.
    fn keeps(field: &Field) -> bool;
}

impl Asked for Flows {
    const EXAMPLE: &'static str = "duration > 1e9 AND tls.server_name LIKE '%.example.com'";

    fn told<'r>(row: &'r Self::Row<'r>) -> &'r Emissions {
        row.fields()
    }

    fn keeps(field: &Field) -> bool {
        field.in_flow != InFlow::Never
    }
}

impl Asked for Segments {
    const EXAMPLE: &'static str = "payload_len > 1460 AND 'hole' = ANY(notes)";

    fn told<'r>(row: &'r Self::Row<'r>) -> &'r Emissions {
        row.fields()
    }

    fn keeps(_: &Field) -> bool {
        true
    }
}
