//! What is told when listening to an interface has ended: totals, a line each.

use core::time::Duration;

use synfin_flow::outcome::{Ended, Outcome};
use synfin_flow::stage::Stage;

use crate::accounts::Accounts;
use crate::language::phrase::say;
use crate::report::live::{Heard, LiveWords};
use crate::report::text::units::{Octets, Span};

impl LiveWords {
    /// What came of it all, a line each: frames, segments, connections by how they left and what became of them, what was dropped.
    pub fn totals(
        self,
        accounts: &Accounts<'_>,
        heard: &Heard,
        took: Duration,
        drops: [u64; 2],
    ) -> Vec<String> {
        let (language, books) = (self.0, accounts.books);
        let frames = say!(
            language,
            "live-total-frames",
            count = books.frames,
            span = Span(took),
            octets = Octets(heard.octets),
            tcp = books.tcp,
            not_tcp = books.not_tcp,
            truncated = books.truncated,
            malformed = books.malformed,
            unsupported = books.unsupported
        );
        let stages: Vec<(Stage, u64)> = accounts.census.stages().collect();
        let segments: u64 = stages.iter().map(|(_, count)| count).sum();
        let of_stage = |(stage, count): &(Stage, u64)| self.counted(*count, language.stage(*stage));
        let stages = self.list(stages.iter().map(of_stage));
        let [kernel, interface] = drops;
        let mut lines = vec![frames, say!(language, "live-total-segments", count = segments, list = stages)];
        lines.extend(self.connections(accounts));
        lines.push(say!(language, "live-total-dropped", kernel = kernel, interface = interface));
        lines
    }

    /// How many connections there were; then, of those that were over, and of the others by why they are followed no more, what
    /// became of them.
    fn connections(self, accounts: &Accounts<'_>) -> Vec<String> {
        let (language, census) = (self.0, accounts.census);
        let told = |is_told: fn(Outcome) -> bool, outcomes: &mut dyn Iterator<Item = (Outcome, u64)>| {
            let outcomes: Vec<_> = outcomes.filter(|(outcome, _)| is_told(*outcome)).collect();
            let count: u64 = outcomes.iter().map(|(_, count)| count).sum();
            (count, self.outcomes(outcomes.into_iter()))
        };
        let (over, list) = told(Outcome::is_over, &mut census.outcomes());
        let over = (over > 0).then(|| say!(language, "live-total-over", count = over, list = list));
        let others = Ended::ALL.into_iter().filter_map(|why| {
            let (count, list) = told(|outcome| !outcome.is_over(), &mut census.outcomes_of(why));
            (count > 0).then(|| match why {
                Ended::EndOfInput => say!(language, "live-total-there", count = count, list = list),
                Ended::Timeout => say!(language, "live-total-idle", count = count, list = list),
                Ended::Evicted => say!(language, "live-total-evicted", count = count, list = list),
                Ended::Reused => say!(language, "live-total-reused", count = count, list = list),
            })
        });
        let all = say!(language, "live-total-connections", count = accounts.flow_books.opened);
        [Some(all), over].into_iter().flatten().chain(others).collect()
    }
}
