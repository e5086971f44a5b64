//! The Accurate ECN option (RFC 9768, section 3.2.3): how many octets came under which ECN mark.

use crate::segment::option_kind::{ACCURATE_ECN_0, ACCURATE_ECN_1};
use core::fmt;

/// Zero to three counters of 24 bits, that wrap.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AccurateEcn {
    order: Order,
    counters: [Option<Counter>; 3],
}

/// Which counter comes first; CE is always the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Order {
    /// Kind 172: ECT(0), CE, ECT(1).
    Ect0First,
    /// Kind 174: ECT(1), CE, ECT(0).
    Ect1First,
}

type Counter = [u8; 3];

impl AccurateEcn {
    /// Counters in the order in which they stand; their low 24 bits count.
    ///
    /// ```
    /// use synfin_wire::segment::accurate_ecn::{AccurateEcn, Order};
    ///
    /// let option = AccurateEcn::new(Order::Ect1First, [Some(10), Some(20), None]);
    /// assert_eq!((option.ect1(), option.ce(), option.ect0()), (Some(10), Some(20), None));
    /// ```
    ///
    /// A counter behind one that is missing is left out: the option has no way to say it.
    pub fn new(order: Order, counters: [Option<u32>; 3]) -> AccurateEcn {
        let octets = |counter: u32| {
            let [_, low @ ..] = counter.to_be_bytes();
            low
        };
        let [first, second, third] = counters;
        let second = first.and(second);
        let third = second.and(third);
        AccurateEcn { order, counters: [first.map(octets), second.map(octets), third.map(octets)] }
    }

    /// The counters in the value of an option; `None` if it is no whole number of them, or more than three.
    pub fn read(order: Order, data: &[u8]) -> Option<AccurateEcn> {
        let (counters, []) = data.as_chunks::<3>() else { return None };
        let counters = match *counters {
            [] => [None; 3],
            [first] => [Some(first), None, None],
            [first, second] => [Some(first), Some(second), None],
            [first, second, third] => [Some(first), Some(second), Some(third)],
            _ => return None,
        };
        Some(AccurateEcn { order, counters })
    }

    /// The order of the counters.
    pub const fn order(&self) -> Order {
        self.order
    }

    /// The option kind that says this order.
    pub const fn kind(&self) -> u8 {
        match self.order {
            Order::Ect0First => ACCURATE_ECN_0,
            Order::Ect1First => ACCURATE_ECN_1,
        }
    }

    /// Octets that came marked ECT(0), modulo 2^24; the count starts at 1.
    pub fn ect0(&self) -> Option<u32> {
        let [first, _, third] = self.counters;
        number(match self.order {
            Order::Ect0First => first,
            Order::Ect1First => third,
        })
    }

    /// Octets that came marked CE, modulo 2^24; the count starts at 0.
    pub fn ce(&self) -> Option<u32> {
        let [_, second, _] = self.counters;
        number(second)
    }

    /// Octets that came marked ECT(1), modulo 2^24; the count starts at 1.
    pub fn ect1(&self) -> Option<u32> {
        let [first, _, third] = self.counters;
        number(match self.order {
            Order::Ect0First => third,
            Order::Ect1First => first,
        })
    }

    pub(crate) fn counters(&self) -> impl Iterator<Item = [u8; 3]> {
        self.counters.into_iter().flatten()
    }
}

fn number(counter: Option<Counter>) -> Option<u32> {
    counter.map(|[a, b, c]| u32::from_be_bytes([0, a, b, c]))
}

/// `ECT(0) 1 CE 0 ECT(1) 1`, in the order in which they stand
impl fmt::Display for AccurateEcn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = match self.order {
            Order::Ect0First => ["ECT(0)", "CE", "ECT(1)"],
            Order::Ect1First => ["ECT(1)", "CE", "ECT(0)"],
        };
        let mut separator = "";
        for (name, counter) in names.into_iter().zip(self.counters) {
            if let Some(number) = number(counter) {
                write!(f, "{separator}{name} {number}")?;
                separator = " ";
            }
        }
        if separator.is_empty() { f.write_str("empty") } else { Ok(()) }
    }
}

impl fmt::Debug for AccurateEcn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccurateEcn({self})")
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for AccurateEcn {
    fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(AccurateEcn::new(u.arbitrary()?, u.arbitrary()?))
    }
}
