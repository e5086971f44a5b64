//! What the module holds.

use pyo3::prelude::*;

/// The part of the package `synfin` that is written in Rust.
#[pymodule(gil_used = false)]
mod _synfin {
    use pyo3::prelude::*;
    use synfin::column::{flows, segments};
    use synfin::wire::numbers::LinkType;

    use crate::convert::word;
    use crate::row::common::names;

    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::convert::option::describe_option;
    use crate::process::hear_of_forks;
    #[pymodule_export]
    use crate::reading::capture::Capture;
    #[pymodule_export]
    use crate::reading::flows::{FlowIterator, Flows};
    #[pymodule_export]
    use crate::reading::open::open;
    #[pymodule_export]
    use crate::reading::segments::{SegmentIterator, Segments};
    #[pymodule_export]
    use crate::row::flow::{Flow, restore_flow};
    #[pymodule_export]
    use crate::row::saved_segment::restore_segment;
    #[pymodule_export]
    use crate::row::segment::Segment;
    #[pymodule_export]
    use crate::tracker::Tracker;
    #[pymodule_export]
    use crate::wire::build::build_segment;
    #[pymodule_export]
    use crate::wire::tcp_packet::{TcpPacket, parse_frame, restore_packet};
    #[pymodule_export]
    use crate::wire::tcp_segment::{TcpSegment, parse_segment, restore_tcp_segment};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        hear_of_forks(module)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("_segment_columns", names::<segments::Segments>())?;
        module.add("_flow_columns", names::<flows::Flows>())?;
        let link_types = (0..=u16::MAX).filter(|&number| LinkType(number).name().is_some());
        module.add("_link_types", link_types.collect::<Vec<_>>())?;
        module.add("_words", word::all())
    }
}
