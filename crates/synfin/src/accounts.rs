//! All accounts of a capture, and the limits in force.

use synfin_flow::table::books::Books as FlowBooks;

use crate::analyzer::AnalyzerOptions;
use crate::books::Books;
use crate::census::Census;

/// The accounts that an analysis has kept so far: what `synfin stats` tells.
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a> {
    /// How the analysis works.
    pub options: &'a AnalyzerOptions,
    /// Of all frames.
    pub books: &'a Books,
    /// Of all connections.
    pub flow_books: FlowBooks,
    /// How often each step, note and outcome was told.
    pub census: &'a Census,
}

impl Accounts<'_> {
    /// Whether no frame and no connection is unaccounted for.
    pub fn balance(&self) -> bool {
        self.books.balance() && self.flow_books.balance()
    }
}
