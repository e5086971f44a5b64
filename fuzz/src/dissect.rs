//! Every dissector that ships, on streams that are cut, repeated, reordered and full of gaps: what they tell does not depend on how
//! a stream lies in segments, and what they hold and tell is bounded whatever comes.

use synfin_dissect::dissected::Dissected;
use synfin_dissect::emitter::Emitter;
use synfin_dissect::plugins;
use synfin_dissect::trial::Trial;
use synfin_dissect::value::FieldValue;
use synfin_flow::direction::Direction;
use synfin_flow::step::Step;

use crate::memory;

/// Ports of those that claim by port, of a web server, and of nobody.
const PORTS: [u16; 6] = [22, 23, 53, 80, 443, 50_000];
/// Octets of a segment, by the upper half of a burst's first octet; of the first, the whole burst.
const SIZES: [usize; 16] = [usize::MAX, 1, 2, 3, 4, 5, 6, 7, 9, 11, 16, 33, 64, 100, 255, 536];
/// Bursts of one input.
const BURSTS: usize = 64;
/// The most that all dissectors hold for one connection, in octets: the filter of connections, the states, a hello that is gathered
/// and taken apart, and the values of a segment.
const MEMORY: usize = 1 << 20;

/// The first octet chooses the port; the others are bursts, see [`bursts`].
pub fn check(octets: &[u8]) {
    let Some((&port, rest)) = octets.split_first() else { return };
    let port = PORTS[usize::from(port) % PORTS.len()];
    let bursts = bursts(rest);
    cut_anywhere(port, &bursts);
    memory::within(MEMORY, || in_disorder(port, &bursts));
}

/// Octets that one end sends at once.
#[derive(Clone, Copy, Debug)]
struct Burst<'o> {
    by: Direction,
    fate: Fate,
    /// Octets of its segments.
    size: usize,
    octets: &'o [u8],
}

/// What befalls the segments of a burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Plain,
    /// Each is captured twice.
    Twice,
    /// Each but the last comes behind its next.
    Swapped,
    /// The first is lost.
    FirstLost,
    /// Of each only the first half was captured.
    Cut,
    /// Each begins with the last octet of the one before.
    Overlapping,
    /// They come from the last to the first.
    Backwards,
}

impl Fate {
    const ALL: [Fate; 8] = [
        Fate::Plain,
        Fate::Plain,
        Fate::Twice,
        Fate::Swapped,
        Fate::FirstLost,
        Fate::Cut,
        Fate::Overlapping,
        Fate::Backwards,
    ];
}

/// Each burst is an octet (the lowest bit: who sends; three more: what befalls it; the upper four: how it is cut), its length in
/// two octets, and as many octets, or those that there are.
fn bursts(octets: &[u8]) -> Vec<Burst<'_>> {
    let mut rest = octets;
    let mut bursts = Vec::new();
    while let Some((&[head, high, low], behind)) = rest.split_first_chunk()
        && bursts.len() < BURSTS
    {
        let len = behind.len().min(usize::from(u16::from_be_bytes([high, low])));
        let (octets, behind) = behind.split_at(len);
        rest = behind;
        bursts.push(Burst {
            by: Direction::BOTH[usize::from(head & 1)],
            fate: Fate::ALL[usize::from(head >> 1 & 7)],
            size: SIZES[usize::from(head >> 4)],
            octets,
        });
    }
    bursts
}

/// The same fields, and the same row of the connection, whether each burst is one segment or many.
fn cut_anywhere(port: u16, bursts: &[Burst<'_>]) {
    let (whole, whole_lost) = told(port, bursts, |_| usize::MAX);
    let (cut, cut_lost) = told(port, bursts, |burst| burst.size);
    let (single, _) = told(port, bursts, |_| 1);
    // Of the fields of one segment only so many are told.
    assert!(
        cut_lost || cut == single,
        "cut into segments of one octet something else is told: {cut:?} {single:?}"
    );
    assert!(whole_lost || whole == single, "in one segment something else is told: {whole:?} {single:?}");
}

/// What is told of a connection.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    fields: Vec<String>,
    row: Option<Dissected>,
}

/// What is told of bursts in order, and whether fields were too many for their segment.
fn told(port: u16, bursts: &[Burst<'_>], size: impl Fn(&Burst<'_>) -> usize) -> (Told, bool) {
    let mut trial = Trial::new(plugins::all::all(), port);
    let mut fields = Vec::new();
    for burst in bursts {
        for octets in burst.octets.chunks(size(burst)) {
            fields.extend(match burst.by {
                Direction::Originator => trial.originator(octets),
                Direction::Responder => trial.responder(octets),
            });
        }
    }
    let is_lost = trial.dissection().counts().iter().any(|counts| counts.fields_lost > 0);
    let row = trial.end();
    balance(&trial, fields.len() as u64);
    (Told { fields, row }, is_lost)
}

/// Bounds and accounts, whatever befalls the segments.
fn in_disorder(port: u16, bursts: &[Burst<'_>]) {
    let registry = plugins::all::all();
    let most_held = registry.state_sizes().map(|(_, [_, most])| most).max().unwrap_or_default();
    let mut ends =
        Ends { trial: Trial::new(registry, port), most_held, sent: [0; 2], segments: 0, fields: 0 };
    for burst in bursts {
        ends.burst(burst);
    }
    ends.trial.end();
    balance(&ends.trial, ends.fields);
}

/// Nobody panicked or held too much, no field is unaccounted for, and nothing is held any more.
fn balance(trial: &Trial, fields: u64) {
    let dissection = trial.dissection();
    let counts = dissection.counts();
    assert_eq!(counts.iter().map(|counts| counts.fields).sum::<u64>(), fields);
    assert!(counts.iter().map(|counts| counts.claimed).sum::<u64>() <= 1);
    for counts in counts {
        assert_eq!(counts.panicked + counts.too_large + counts.refused, 0);
        assert!(counts.done + counts.failed <= counts.claimed);
        assert!(
            counts.claimed > 0 || counts.gaps + counts.fields + counts.fields_lost + counts.not_kept == 0
        );
    }
    assert_eq!(dissection.holds(), [0, 0]);
}

/// Two ends, and what was told of them.
struct Ends {
    trial: Trial,
    /// Octets that the greediest dissector holds at most.
    most_held: usize,
    /// Octets that each sent.
    sent: [u64; 2],
    segments: u64,
    fields: u64,
}

impl Ends {
    fn burst(&mut self, burst: &Burst<'_>) {
        let begin = self.sent[usize::from(burst.by == Direction::Responder)];
        let mut offsets = begin..;
        let segments = burst.octets.chunks(burst.size);
        let mut segments: Vec<(u64, &[u8])> = segments
            .map(|octets| {
                let offset = offsets.start;
                offsets.start += octets.len() as u64;
                (offset, octets)
            })
            .collect();
        self.sent[usize::from(burst.by == Direction::Responder)] = offsets.start;
        match burst.fate {
            Fate::Swapped => segments.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1)),
            Fate::Backwards => segments.reverse(),
            Fate::FirstLost if !segments.is_empty() => drop(segments.remove(0)),
            _ => {}
        }
        for (offset, octets) in segments {
            let len = octets.len() as u32;
            match burst.fate {
                Fate::Cut => drop(self.segment(burst.by, offset, &octets[..octets.len() / 2], len)),
                Fate::Overlapping if offset > begin => {
                    let from = (offset - begin) as usize - 1;
                    let more = &burst.octets[from..from + 1 + octets.len()];
                    self.segment(burst.by, offset - 1, more, len + 1);
                }
                Fate::Twice => {
                    self.segment(burst.by, offset, octets, len);
                    let again = self.segment(burst.by, offset, octets, len);
                    assert_eq!(again, [""; 0], "octets are told a second time");
                }
                _ => drop(self.segment(burst.by, offset, octets, len)),
            }
        }
    }

    fn segment(&mut self, by: Direction, offset: u64, captured: &[u8], len: u32) -> Vec<String> {
        let told = self.trial.segment(by, Step::Data, offset, captured, len);
        self.segments += 1;
        self.fields += told.len() as u64;
        assert!(told.len() <= Emitter::MOST);
        for emission in self.trial.dissection().emitted(self.segments) {
            assert!(emission.value.held() <= FieldValue::MOST_OCTETS, "{} is too long", emission.field);
        }
        assert!(self.trial.dissection().holds()[0] <= self.most_held, "more is held than was said");
        told
    }
}
