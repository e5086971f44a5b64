//! How often segments were odd by themselves.

use synfin_wire::segment::anomalies::Anomalies;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::header::Segment;

const KINDS: usize = Anomalies::NAMES.len();

/// Counts of what is odd about segments by themselves, without knowing their connections.
#[derive(Clone, Debug, Default)]
pub struct Oddities {
    counts: [u64; KINDS],
}

/// Timestamps behind two NOPs, as nearly every segment has them: nothing of that is odd beside an ACK.
const USUAL_OPTIONS: [u8; 4] = [1, 1, 8, 10];

impl Oddities {
    /// Counts what is odd about a segment.
    #[inline]
    pub(crate) fn count(&mut self, segment: &Segment<'_>) {
        if !is_usual(segment) {
            self.enter(segment.anomalies());
        }
    }

    #[inline(never)]
    fn enter(&mut self, found: Anomalies) {
        if found.is_empty() {
            return;
        }
        for (count, (anomaly, _)) in self.counts.iter_mut().zip(Anomalies::NAMES) {
            *count += u64::from(found.contains(anomaly));
        }
    }

    /// Counts what another one has counted, too.
    pub(crate) fn add(&mut self, others: &Oddities) {
        self.counts.iter_mut().zip(others.counts).for_each(|(count, more)| *count += more);
    }

    /// Every oddity by its name, with how many segments have it.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        Anomalies::NAMES.into_iter().map(|(_, name)| name).zip(self.counts)
    }
}

/// Whether a segment is like nearly all of an open connection; nothing is odd then. Nothing is told of any other.
#[inline]
fn is_usual(segment: &Segment<'_>) -> bool {
    let asked = segment.flags().bits() & (Flags::ACK | Flags::SYN | Flags::RST | Flags::URG).bits();
    let has_ports = segment.source_port() != 0 && segment.destination_port() != 0;
    let unused = u32::from(segment.reserved()) | u32::from(segment.urgent_pointer());
    if asked != Flags::ACK.bits() || !has_ports || unused != 0 || !segment.is_sound() {
        return false;
    }
    let options = segment.options().octets();
    options.is_empty() || options.len() == 12 && options.starts_with(&USUAL_OPTIONS)
}

#[cfg(test)]
mod tests {
    use super::Oddities;
    use synfin_wire::segment::header::Segment;

    /// Ports and an urgent pointer.
    struct Head {
        ports: [u8; 4],
        urgent: u8,
    }

    const HEADS: [Head; 4] = [
        Head { ports: [0, 23, 211, 187], urgent: 0 },
        Head { ports: [0, 23, 211, 187], urgent: 7 },
        Head { ports: [0, 0, 211, 187], urgent: 0 },
        Head { ports: [0, 23, 0, 0], urgent: 0 },
    ];

    /// Counts of a segment with these control bits and options, beside those of all that is odd about it; its header has so many words more
    /// or fewer than it should.
    fn compare(head: &Head, flags: u8, reserved: u8, options: &[u8], more_words: i8) {
        let mut octets = [0_u8; 60];
        octets[..4].copy_from_slice(&head.ports);
        octets[19] = head.urgent;
        octets[12] = (5 + options.len() as u8 / 4).saturating_add_signed(more_words) << 4 | reserved;
        octets[13] = flags;
        octets[20..20 + options.len()].copy_from_slice(options);
        let octets = &octets[..20 + options.len()];
        let segment = Segment::parse(octets, octets.len() as u32).expect("its length is possible");
        let mut oddities = Oddities::default();
        oddities.count(&segment);
        let counted: Vec<_> =
            oddities.counts().filter(|(_, count)| *count == 1).map(|(name, _)| name).collect();
        assert_eq!(counted, segment.anomalies().names().collect::<Vec<_>>(), "{flags:#x} {options:?}");
    }

    #[test]
    fn the_short_way_counts_what_the_long_one_finds() {
        let options: [&[u8]; 6] = [
            &[],
            &[1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 1],
            &[1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 1, 1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 1],
            &[1, 1, 5, 10, 0, 0, 0, 2, 0, 0, 0, 4],
            &[2, 4, 5, 180],
            &[8, 4, 0, 0],
        ];
        for flags in 0..=255 {
            for (reserved, more_words) in [(0, 0), (0b1110, 0), (0, 1), (0, -1)] {
                for options in options {
                    for head in &HEADS {
                        compare(head, flags, reserved, options, more_words);
                    }
                }
            }
        }
    }
}
