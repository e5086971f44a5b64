//! How often segments were odd by themselves.

use synfin_wire::segment::anomalies::Anomalies;
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
        let options = segment.options().octets();
        let flags = segment.flags();
        let are_usual = options.is_empty() || options.len() == 12 && options.starts_with(&USUAL_OPTIONS);
        let found = if are_usual && flags.ack() && !flags.syn() {
            segment.header_anomalies()
        } else {
            segment.anomalies()
        };
        if !found.is_empty() {
            self.enter(found);
        }
    }

    #[cold]
    fn enter(&mut self, found: Anomalies) {
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

#[cfg(test)]
mod tests {
    use super::Oddities;
    use synfin_wire::segment::header::Segment;

    /// Counts of the segment with these control bits and options, beside those of all that is odd about it.
    fn compare(flags: u8, reserved: u8, options: &[u8]) {
        let mut octets = [0_u8; 60];
        octets[..4].copy_from_slice(&[0, 23, 211, 187]);
        octets[12] = (5 + options.len() as u8 / 4) << 4 | reserved;
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
            for reserved in [0, 0b1110] {
                for options in options {
                    compare(flags, reserved, options);
                }
            }
        }
    }
}
