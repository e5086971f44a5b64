//! All accounts of a capture, and the limits in force.

use synfin_dissect::counts::Counts;
use synfin_dissect::name::Name;
use synfin_flow::table::books::Books as FlowBooks;

use crate::analyzer::options::AnalyzerOptions;
use crate::books::Books;
use crate::census::Census;
use crate::inputs::Inputs;

/// The accounts that an analysis has kept so far: what `synfin stats` tells.
#[derive(Clone, Debug)]
pub struct Accounts<'a> {
    /// How the analysis works.
    pub options: &'a AnalyzerOptions,
    /// Of all frames.
    pub books: &'a Books,
    /// Of all connections.
    pub flow_books: FlowBooks,
    /// How often each step, note and outcome was told.
    pub census: &'a Census,
    /// How often what happened to each dissector, in order of registration; none where nobody looks into payload.
    pub dissectors: Vec<(Name, Counts)>,
    /// Of inputs that were not read whole, where somebody counted them.
    pub inputs: Option<Inputs>,
}

impl Accounts<'_> {
    /// Whether no frame and no connection is unaccounted for.
    pub fn balance(&self) -> bool {
        self.books.balance() && self.flow_books.balance()
    }
}
