//! Processor time, which says what work costs whatever else the machine does.

use std::time::Duration;

/// The kernel counts in hundredths of a second wherever synfin is built (USER_HZ).
const TICK: Duration = Duration::from_millis(10);
/// Of `/proc/self/stat`, counted from the state, which follows the name: the times of this process in user and system mode, then
/// those of all ended children that were waited for, and of theirs.
const TIMES: std::ops::Range<usize> = 11..15;

/// What this process and all programs that it has run to their end have used so far; `None` where the system has no `/proc`.
pub(crate) fn used() -> Option<Duration> {
    of_stat(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

fn of_stat(stat: &str) -> Option<Duration> {
    // The name stands in parentheses and may hold both spaces and parentheses.
    let (_, behind_name) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let ticks: Option<u32> = fields.get(TIMES)?.iter().map(|field| field.parse::<u32>().ok()).sum();
    Some(TICK * ticks?)
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{of_stat, used};

    #[test]
    fn the_four_times_are_added_behind_a_name_with_spaces_and_parentheses() {
        let stat = "12 (a ) b) S 1 2 3 4 5 6 7 8 9 10 100 20 3000 400 20 0 1";
        assert_eq!(of_stat(stat), Some(Duration::from_millis(35_200)));
        assert_eq!(of_stat("12 (a) S 1 2"), None);
    }

    #[test]
    fn what_a_child_has_used_is_counted_when_it_has_ended() {
        let Some(before) = used() else { return };
        let counts = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        let status = Command::new("sh").args(["-c", counts]).status().expect("sh starts");
        assert!(status.success());
        assert!(used().expect("as before") > before);
    }
}
