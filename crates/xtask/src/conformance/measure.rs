//! What a comparison gives: how much was compared, how much agrees, and every disagreement.

use serde::Serialize;

/// One figure of a set.
#[derive(Debug, Serialize)]
pub(super) struct Measure {
    /// The set and the measure, `tshark.segments`.
    pub(super) name: &'static str,
    /// What one unit is, for people: `segments`, `states`, `files`.
    pub(super) unit: &'static str,
    /// Per cent of the compared units that must agree; `None` when the figure only informs.
    pub(super) required: Option<f64>,
    /// Whether every disagreement must be judged.
    pub(super) all_judged: bool,
    /// Units that could be compared.
    pub(super) compared: u64,
    /// Units without a disagreement.
    pub(super) agreed: u64,
    /// What disagrees; a unit may have several.
    pub(super) disagreements: Vec<Disagreement>,
}

/// One field of one unit that the witness and synfin read differently.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Disagreement {
    /// The file's name.
    pub(super) file: String,
    /// The frame, from 1; 0 when the whole file or a connection is meant.
    pub(super) frame: u64,
    /// Which field or state.
    pub(super) field: String,
    /// What the witness says.
    pub(super) theirs: String,
    /// What synfin says.
    pub(super) ours: String,
    /// What else a judge wants to know: the layers, the step.
    pub(super) about: String,
    /// Why, as `judged.toml` has it; `None` when nobody has judged it yet.
    pub(super) judged: Option<String>,
}

impl Measure {
    pub(super) fn new(name: &'static str, unit: &'static str, required: Option<f64>) -> Self {
        Self { name, unit, required, all_judged: false, compared: 0, agreed: 0, disagreements: Vec::new() }
    }

    /// Counts one unit; it agrees when `disagreements` is empty.
    pub(super) fn count(&mut self, disagreements: impl IntoIterator<Item = Disagreement>) {
        let before = self.disagreements.len();
        self.disagreements.extend(disagreements);
        self.compared += 1;
        self.agreed += u64::from(self.disagreements.len() == before);
    }

    /// Takes over the figures of another part of the same measure.
    pub(super) fn absorb(&mut self, part: Self) {
        self.compared += part.compared;
        self.agreed += part.agreed;
        self.disagreements.extend(part.disagreements);
    }

    /// Per cent that agrees; nothing compared is nothing shown.
    pub(super) fn per_cent(&self) -> f64 {
        if self.compared == 0 { 0.0 } else { self.agreed as f64 * 100.0 / self.compared as f64 }
    }

    /// Whether the required share is reached.
    pub(super) fn passes(&self) -> bool {
        self.required.is_none_or(|required| self.compared > 0 && self.per_cent() >= required)
    }

    /// The same measure, every disagreement of which must be judged.
    pub(super) fn all_judged(self) -> Self {
        Self { all_judged: true, ..self }
    }

    /// Disagreements that nobody has judged.
    pub(super) fn unjudged(&self) -> usize {
        self.disagreements.iter().filter(|one| one.judged.is_none()).count()
    }
}

impl Disagreement {
    /// A disagreement in one field of one frame.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "numbers and texts alike are handed over where they are made"
    )]
    pub(super) fn new(
        file: &str,
        frame: u64,
        field: &str,
        theirs: impl ToString,
        ours: impl ToString,
    ) -> Self {
        Self {
            file: file.to_owned(),
            frame,
            field: field.to_owned(),
            theirs: theirs.to_string(),
            ours: ours.to_string(),
            about: String::new(),
            judged: None,
        }
    }

    /// With what else a judge wants to know.
    pub(super) fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Disagreement, Measure};

    #[test]
    fn nothing_compared_does_not_pass_a_required_share() {
        assert!(!Measure::new("a", "segments", Some(95.0)).passes());
        assert!(Measure::new("a", "segments", None).passes());
    }

    #[test]
    fn a_unit_with_two_disagreements_is_one_unit() {
        let mut measure = Measure::new("a", "segments", Some(50.0));
        let differs = |field| Disagreement::new("f", 1, field, 1, 2);
        measure.count([differs("seq"), differs("ack")]);
        measure.count([]);
        assert_eq!((measure.compared, measure.agreed, measure.disagreements.len()), (2, 1, 2));
        assert!(measure.passes());
        measure.count([differs("seq")]);
        assert!(!measure.passes());
    }
}
