//! From numbers to places.

/// Puts the numbers from `low` to `high` between two places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

impl Scale {
    /// Where a number stands; what lies outside stands at the edge.
    pub(crate) fn at(&self, number: i64) -> f64 {
        let number = number.clamp(self.low, self.high);
        let part = number.abs_diff(self.low) as f64 / self.high.abs_diff(self.low).max(1) as f64;
        self.from + (self.to - self.from) * part
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn the_widest_numbers_have_places() {
        let scale = Scale { low: i64::MIN, high: i64::MAX, from: 100.0, to: 0.0 };
        assert!((scale.at(i64::MIN) - 100.0).abs() < 1e-9 && scale.at(i64::MAX).abs() < 1e-9);
        let flat = Scale { low: 5, high: 5, from: 1.0, to: 2.0 };
        assert!((flat.at(9) - 1.0).abs() < 1e-9);
    }
}
