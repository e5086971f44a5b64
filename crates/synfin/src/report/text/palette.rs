//! The colours. Colour never speaks alone: every word it colours says the same.

use anstyle::{AnsiColor, Style};
use synfin_flow::stage::Stage;

use crate::flow_summary::FlowSummary;

/// What people look for first.
pub const STRONG: Style = Style::new().bold();
/// What may be skipped.
pub const FAINT: Style = Style::new().dimmed();
/// What was not as it should be.
pub const TROUBLE: Style = AnsiColor::Yellow.on_default();
/// From the originator.
pub const FORTH: Style = AnsiColor::Cyan.on_default();
/// From the responder.
pub const BACK: Style = AnsiColor::Magenta.on_default();

/// One a stage, in the order of [`Stage::ALL`]: open, transfer, close, reset, outside.
const STAGES: [Style; Stage::ALL.len()] = [
    AnsiColor::Green.on_default(),
    Style::new(),
    AnsiColor::Blue.on_default(),
    AnsiColor::Red.on_default(),
    AnsiColor::Yellow.on_default(),
];

/// The colour of a stage.
pub fn of_stage(stage: Stage) -> Style {
    STAGES[stage as usize]
}

/// The colour of what became of a connection: reset, closed in order, or neither.
pub fn of_flow(flow: &FlowSummary) -> Style {
    let color = if flow.reset_by().is_some() {
        AnsiColor::Red
    } else if flow.close_kind().is_some() {
        AnsiColor::Green
    } else {
        AnsiColor::Yellow
    };
    color.on_default().bold()
}
