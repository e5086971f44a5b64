//! Filter expressions, as libpcap reads them, on records of files.

use std::collections::BTreeMap;
use std::fmt;

use pcap::{BpfProgram, Capture, Linktype};
use synfin_wire::numbers::LinkType;

use crate::live::error::said;

/// A filter expression (`tcp port 80 and host 192.0.2.1`, as the manual page pcap-filter has it), ready for every link type.
///
/// `len`, `less` and `greater` see the octets that were captured.
///
/// ```
/// use synfin_capture::filter::Filter;
/// use synfin_wire::numbers::LinkType;
///
/// let mut filter = Filter::new("ip6")?;
/// assert_eq!(filter.matches(LinkType::RAW, &[0x60, 0, 0, 0]), Some(true));
/// assert_eq!(filter.matches(LinkType::RAW, &[0x45, 0, 0, 0]), Some(false));
/// assert_eq!(filter.matches(LinkType(147), &[0x45, 0, 0, 0]), None, "nobody knows what is in it");
/// assert!(Filter::new("port port").is_err());
/// # Ok::<(), synfin_capture::filter::FilterError>(())
/// ```
pub struct Filter {
    expression: String,
    /// The programs made so far; none where the expression means nothing. At most one for each of the 65,536 numbers.
    programs: BTreeMap<u16, Option<BpfProgram>>,
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter").field("expression", &self.expression).finish_non_exhaustive()
    }
}

/// What is wrong with a filter expression, as libpcap says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    said: String,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl std::error::Error for FilterError {}

/// Link types of which one at least must know what the expression means: it is none if nobody does.
const TRIED: [LinkType; 5] =
    [LinkType::ETHERNET, LinkType::RAW, LinkType::LINUX_SLL, LinkType::RADIOTAP, LinkType::PPP];

impl Filter {
    /// Reads an expression.
    ///
    /// # Errors
    /// It is none.
    pub fn new(expression: &str) -> Result<Filter, FilterError> {
        let mut filter = Filter { expression: expression.to_owned(), programs: BTreeMap::new() };
        let mut first = None;
        for link_type in TRIED {
            match compile(&filter.expression, link_type) {
                Ok(program) => {
                    filter.programs.insert(link_type.0, Some(program));
                    return Ok(filter);
                }
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or(FilterError { said: String::new() }))
    }

    /// Whether a frame that begins with this link type matches; none when the expression means nothing there.
    pub fn matches(&mut self, link_type: LinkType, octets: &[u8]) -> Option<bool> {
        let expression = &self.expression;
        let program = self.programs.entry(link_type.0).or_insert_with(|| compile(expression, link_type).ok());
        program.as_ref().map(|program| program.filter(octets))
    }

    /// The expression.
    pub fn expression(&self) -> &str {
        &self.expression
    }
}

fn compile(expression: &str, link_type: LinkType) -> Result<BpfProgram, FilterError> {
    let compiled =
        Capture::dead(Linktype(datalink_of(link_type))).and_then(|dead| dead.compile(expression, true));
    compiled.map_err(|error| FilterError { said: said(&error) })
}

/// The number that this machine's libpcap has for what files number so: a few are told apart by system.
fn datalink_of(link_type: LinkType) -> i32 {
    match link_type.0 {
        100 => 11,
        101 if cfg!(target_os = "openbsd") => 14,
        101 | 14 => 12,
        106 => 19,
        other => i32::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use synfin_wire::numbers::LinkType;

    #[test]
    fn what_only_one_link_type_knows_is_a_filter_all_the_same() {
        let mut filter = Filter::new("wlan type mgt").expect("802.11 knows it");
        assert_eq!(filter.matches(LinkType::ETHERNET, &[0; 64]), None);
        assert!(filter.matches(LinkType::IEEE802_11, &[0; 64]).is_some());
    }

    #[test]
    fn what_nobody_knows_is_told_with_its_reason() {
        for (expression, said) in
            [("tcp portt 80", "syntax error"), ("(tcp", "syntax error"), ("port 99999", "illegal port")]
        {
            let error = Filter::new(expression).expect_err(expression).to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn a_frame_that_is_cut_off_matches_only_what_can_be_seen() {
        let mut filter = Filter::new("tcp port 80").expect("an expression");
        assert_eq!(filter.matches(LinkType::ETHERNET, &[]), Some(false));
        assert_eq!(filter.matches(LinkType::ETHERNET, &[0xff; 13]), Some(false));
    }
}
