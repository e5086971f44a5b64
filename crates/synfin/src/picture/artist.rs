//! Watches a connection, and draws its ladder.

use core::ops::RangeInclusive;

use synfin_flow::direction::Direction;
use synfin_flow::note::Note;

use crate::flow_summary::FlowSummary;
use crate::observation::Observation;
use crate::picture::entry::{Band, Content, Entry};
use crate::picture::fold::{fold, merge};
use crate::picture::ladder::Ladder;
use crate::picture::message::Message;
use crate::picture::run::Folded;

/// Rows that a picture may be asked to have at most.
pub const ROWS: RangeInclusive<usize> = 10..=2000;
/// Rows that a picture has at most unless asked otherwise.
pub const USUAL_ROWS: usize = 100;

/// Segments at the beginning of a connection that are kept although they are folded, so that a page can unfold them.
pub const UNFOLDED: usize = 2000;

/// Watches the observations of one connection, in order, and draws its ladder.
///
/// What is ordinary is folded as it comes, and of a long connection the first and the last rows are kept, with one row between
/// that counts what is left out. So memory is bounded by the number of rows and by [`UNFOLDED`], whatever the length of the
/// connection.
///
/// ```
/// use synfin::{analyzer::Analyzer, picture::{artist::Artist, format::PictureFormat}, report::look::Look};
///
/// let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
/// let (mut analyzer, mut artist) = (Analyzer::default(), Artist::default());
/// let mut capture = synfin::capture::open::open(path)?;
/// while let Some(record) = capture.next_record()? {
///     if let Some(segment) = analyzer.observe(&record) {
///         artist.watch(&segment);
///     }
/// }
/// analyzer.finish();
/// let ladder = artist.draw(&analyzer.pop_ended().expect("the sample holds one connection"));
/// let mut picture = Vec::new();
/// PictureFormat::Svg.write(&mut picture, Look::default(), &ladder)?;
/// assert!(picture.starts_with(b"<svg "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Artist {
    entries: Vec<Entry>,
    /// The first segments of the connection.
    first: Vec<Message>,
    /// Rows at the beginning that are kept; as many are at the end.
    half: usize,
    band: Option<Band>,
    /// Whether a close has begun.
    closing: bool,
    /// The highest sequence number behind what each end sent, relative to its ISN.
    next: [Option<i64>; 2],
}

impl Default for Artist {
    fn default() -> Artist {
        Artist::new(USUAL_ROWS)
    }
}

impl Artist {
    /// An artist whose pictures have about `rows` rows at most; a number outside [`ROWS`] counts as the nearest in it.
    pub fn new(rows: usize) -> Artist {
        let half = rows.clamp(*ROWS.start(), *ROWS.end()) / 2;
        Artist { entries: Vec::new(), first: Vec::new(), half, band: None, closing: false, next: [None; 2] }
    }

    /// Takes the next segment of the connection.
    pub fn watch(&mut self, segment: &Observation<'_>) {
        let message = Message::of(segment);
        let band = Band::of(message.verdict.step, self.band, self.closing);
        self.band = Some(band);
        match band {
            Band::Close => self.closing = true,
            Band::Handshake => self.closing = false,
            Band::Data | Band::Reset => {}
        }
        let states = Direction::BOTH.map(|end| segment.state(end));
        if let Some(missing) = self.missing(&message) {
            let before = self.entries.last().map_or(states, |entry| entry.states);
            self.add(Entry { content: missing, band, states: before });
        }
        if self.first.len() < UNFOLDED {
            self.first.push(message);
        }
        self.add(Entry { content: Content::Message(message), band, states });
    }

    /// What was not captured before this segment, as far as it begins a new hole.
    fn missing(&mut self, message: &Message) -> Option<Content> {
        let from = message.verdict.sender;
        let next = &mut self.next[from as usize];
        let (start, end) = (message.start()?, message.end()?);
        let expected = next.unwrap_or(start);
        let in_stream = message.verdict.notes.contains(Note::Hole);
        // An acknowledgement beyond a hole must not hide it.
        let counts = end > start && message.stroke().is_of_the_stream();
        if counts || next.is_none() {
            *next = Some(expected.max(end));
        }
        let octets = start.checked_sub(expected).filter(|octets| *octets > 0).map(i64::cast_unsigned);
        let shown_by = message.frame;
        octets.filter(|_| in_stream).map(|octets| Content::Missing {
            from,
            octets,
            shown_by,
            time: message.time,
        })
    }

    fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
        fold(&mut self.entries);
        if self.entries.len() > 2 * self.half + 1 {
            merge(&mut self.entries, self.half, self.half + 2, Folded::Middle);
        }
    }

    /// Draws what was watched; `flow` is the summary of that connection.
    pub fn draw(&self, flow: &FlowSummary) -> Ladder {
        Ladder::new(flow, &self.entries, &self.first)
    }
}
