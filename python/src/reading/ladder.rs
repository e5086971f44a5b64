//! The picture of one connection.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use synfin::capture::error::CaptureError;
use synfin::flow_summary::FlowSummary;
use synfin::picture::artist::{Artist, USUAL_ROWS};
use synfin::picture::format::PictureFormat;
use synfin::report::look::Look;
use synfin::story::interest::Choice;

use crate::reading::capture::Capture;
use crate::reading::pass::Pass;

/// In which form a picture is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form(PictureFormat);

impl Default for Form {
    fn default() -> Form {
        Form(PictureFormat::Svg)
    }
}

impl FromPyObject<'_, '_> for Form {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Form> {
        let name: &str = &object.extract::<PyBackedStr>()?;
        PictureFormat::named(name).map(Form).ok_or_else(|| {
            let names = PictureFormat::ALL.map(PictureFormat::name).join(", ");
            PyValueError::new_err(format!("format must be one of {names}, not {name:?}"))
        })
    }
}

/// Draws connection `flow`, or the one with most to tell.
///
/// # Errors
/// There is no such connection, or what a pass over the capture raises.
pub(crate) fn draw(
    capture: &Bound<'_, Capture>,
    flow: Option<u64>,
    Form(format): Form,
    rows: usize,
    look: Look,
) -> PyResult<String> {
    let py = capture.py();
    let flow = match flow {
        Some(flow) => flow,
        None => choose(capture)?.unwrap_or_default(),
    };
    let mut run = Capture::begin_without_dissectors(capture)?;
    let mut watched = Watched::new(flow, rows);
    while !run.is_over()? {
        run.advance(py, |pass| watched.advance(pass))?;
    }
    let opened = run.flows_opened();
    run.close(py)?;
    watched.picture(capture, format, look)?.ok_or_else(|| no_such(flow, opened))
}

#[cold]
fn no_such(flow: u64, opened: u64) -> PyErr {
    PyValueError::new_err(match opened {
        0 => "there is no connection in the capture".to_owned(),
        1 => format!("no connection {flow}: there is one, 0"),
        _ => format!("no connection {flow}: there are {opened}, from 0 to {}", opened - 1),
    })
}

/// Draws a connection that an earlier pass told, for which it reads no further than to its last frame; none if it is not there.
///
/// # Errors
/// The capture cannot be read again, or what a signal raised.
pub(crate) fn draw_until(
    capture: &Bound<'_, Capture>,
    flow: u64,
    last_frame: u64,
) -> PyResult<Option<String>> {
    let mut run = Capture::begin_without_dissectors(capture)?;
    let mut watched = Watched::new(flow, USUAL_ROWS);
    while !run.is_over()? {
        run.advance_quietly(capture.py(), |pass| {
            let done = watched.advance(pass);
            if watched.last_frame >= last_frame && !pass.is_over() {
                pass.finish();
                watched.take_ended(pass);
            }
            done
        })?;
    }
    watched.picture(capture, PictureFormat::Svg, Look::default())
}

/// A connection, as far as it was seen.
struct Watched {
    flow: u64,
    artist: Artist,
    /// Number of the last frame of its own.
    last_frame: u64,
    summary: Option<FlowSummary>,
}

impl Watched {
    fn new(flow: u64, rows: usize) -> Watched {
        Watched { flow, artist: Artist::new(rows), last_frame: 0, summary: None }
    }

    fn advance(&mut self, pass: &mut Pass) -> Result<(), CaptureError> {
        let done = pass.advance(|segment, _| {
            if segment.flow() == self.flow {
                self.artist.watch(segment);
                self.last_frame = segment.frame();
            }
            0
        });
        self.take_ended(pass);
        done
    }

    fn take_ended(&mut self, pass: &mut Pass) {
        each_ended(pass, |ended| {
            if ended.number() == self.flow {
                self.summary = Some(ended);
            }
        });
    }

    fn picture(
        &self,
        capture: &Bound<'_, Capture>,
        format: PictureFormat,
        look: Look,
    ) -> PyResult<Option<String>> {
        let Some(summary) = &self.summary else { return Ok(None) };
        let ladder = self.artist.draw(summary);
        let ladder = match &capture.get().file_name {
            Some(name) => ladder.with_source(name),
            None => ladder,
        };
        let mut picture = Vec::new();
        format.write(&mut picture, look, &ladder)?;
        Ok(Some(String::from_utf8(picture)?))
    }
}

/// The number of the connection with most to tell; none if there is no connection.
fn choose(capture: &Bound<'_, Capture>) -> PyResult<Option<u64>> {
    let name = &capture.get().name;
    if !capture.get().is_repeatable {
        let told = format!("{name} can be read only once, and to choose takes a pass of its own: give flow");
        return Err(PyValueError::new_err(told));
    }
    let mut run = Capture::begin_without_dissectors(capture)?;
    let mut choice = Choice::default();
    while !run.is_over()? {
        run.advance_quietly(capture.py(), |pass| {
            let done = pass.advance_for_flows();
            each_ended(pass, |ended| choice.consider(ended));
            done
        })?;
    }
    Ok(choice.number())
}

fn each_ended(pass: &mut Pass, mut look_at: impl FnMut(FlowSummary)) {
    while let Some(ended) = pass.pop_ended() {
        look_at(ended);
    }
}
