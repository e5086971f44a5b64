//! The lines above the tables: to what it listens, how many connections there are, what was heard, what was dropped.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use synfin::flow::stage::Stage;
use synfin::report::live::Heard;
use synfin::report::text::brief::brief;

use crate::live::paragraph::list;
use crate::live::screen::sample::Totals;
use crate::live::screen::state::State;
use crate::live::screen::told::seconds;

/// The lines for a screen of this width, `most` at most: what is wanted least is left out.
pub(crate) fn head(state: &State, width: u16, most: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (text, style) in texts(state) {
        let own = list(&text, width.into());
        let room = most - lines.len();
        if own.len() <= room {
            lines.extend(own.into_iter().map(|line| Line::styled(line, style)));
            continue;
        }
        let mut own = own.into_iter().take(room);
        lines.extend(own.by_ref().take(room.saturating_sub(1)).map(|line| Line::styled(line, style)));
        // An ellipsis says that it goes on.
        let last = own.next().map(|line| brief(&format!("{line} …"), width.into()));
        lines.extend(last.map(|line| Line::styled(line, style)));
        break;
    }
    lines
}

/// What is to be told, the most wanted first.
fn texts(state: &State) -> Vec<(String, Style)> {
    let (words, totals) = (state.words, &state.sample.totals);
    let Totals { frames, tcp, octets, frames_per_second, octets_per_second, drops, held, .. } = *totals;
    let heard = words.heard(&Heard { frames, tcp, octets, frames_per_second, octets_per_second });
    let dropped = words.dropped(drops.kernel, drops.interface);
    let (plain, strong) = (Style::new(), Style::new().add_modifier(Modifier::BOLD));
    let warning = if state.color { plain.fg(Color::Red) } else { strong };
    let left = totals.outcomes.iter().map(|(_, count)| count).sum();
    let seen = words.seen(held.all(), left);
    let seen = match words.by_stage(&held) {
        Some(by_stage) => [seen, by_stage].join(&words.semicolon()),
        None => seen,
    };
    let mut texts = vec![(words.listening(&state.whom, &seconds(totals.took)), strong)];
    let heard = if drops.kernel + drops.interface > 0 {
        texts.push((dropped, warning));
        heard
    } else {
        [heard, dropped].join(&words.semicolon())
    };
    if totals.made_place > 0 {
        texts.push((words.full(totals.made_place), warning));
    }
    texts.push((seen, plain));
    if left > 0 {
        texts.push((words.left(&totals.outcomes), plain));
    }
    texts.push((heard, plain));
    let rates = words.rates(Stage::ALL.into_iter().zip(totals.segments_per_second));
    texts.push((rates, plain));
    texts
}
