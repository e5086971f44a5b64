//! The dissectors that are asked, in order.

use core::fmt;
use std::sync::Arc;

use crate::claims::{Claims, Probe};
use crate::dissector::Dissector;
use crate::field::Field;
use crate::registered::Registered;
use crate::task::{Lane, LaneOf};

/// The dissectors that are asked, in order of registration: first those that claim a port of the connection, then those that know
/// their own by its first octets.
///
/// It is written down by hand, and there is no other: a dissector that is not in it is not asked.
///
/// ```
/// use synfin_dissect::plugins;
/// use synfin_dissect::registry::Registry;
///
/// assert_eq!(Registry::new().names().count(), 0);
/// // Those of the features that this crate was built with.
/// let shipped = plugins::all::all();
/// assert_eq!(shipped.only(&["nobody's"]).unwrap_err(), "nobody's");
/// ```
#[derive(Clone, Default)]
pub struct Registry {
    dissectors: Vec<Arc<Entry>>,
    contains_panics: bool,
}

/// A dissector, with what it says of itself.
struct Entry {
    registered: Arc<Registered>,
    state_size: usize,
    dissector: Box<dyn Open>,
}

/// What is asked of a dissector before there is a state.
trait Open: Send + Sync {
    fn probe(&self, first: &[u8]) -> Probe;
    fn lane(&self, registered: &Arc<Registered>, place: usize, contains_panics: bool) -> Box<dyn Lane>;
}

impl<D: Dissector> Open for Arc<D> {
    fn probe(&self, first: &[u8]) -> Probe {
        D::probe(self, first)
    }

    fn lane(&self, registered: &Arc<Registered>, place: usize, contains_panics: bool) -> Box<dyn Lane> {
        Box::new(LaneOf::new(self, registered, place, contains_panics))
    }
}

impl Registry {
    /// Nobody is asked.
    pub fn new() -> Registry {
        Registry::default()
    }

    /// Asks this one too, after all others.
    ///
    /// # Panics
    /// There are 65,535 already.
    #[must_use]
    pub fn with<D: Dissector>(mut self, dissector: D) -> Registry {
        assert!(self.dissectors.len() < usize::from(u16::MAX), "so many dissectors are not asked");
        let registered = Registered {
            name: dissector.name(),
            fields: dissector.fields(),
            claims: dissector.claims(),
            most_held: dissector.most_held(),
        };
        self.dissectors.push(Arc::new(Entry {
            registered: Arc::new(registered),
            state_size: size_of::<D::State>(),
            dissector: Box::new(Arc::new(dissector)),
        }));
        self
    }

    /// Asks those of another registry too, after all others.
    #[must_use]
    pub fn followed_by(mut self, others: &Registry) -> Registry {
        self.dissectors.extend(others.dissectors.iter().cloned());
        self
    }

    /// A dissector that panics is taken off the connection, as if it had failed, and nothing else happens. Otherwise its panic goes
    /// through. What a panic prints is printed all the same.
    #[must_use]
    pub fn containing_panics(self) -> Registry {
        Registry { contains_panics: true, ..self }
    }

    /// Those with these names, in the order of this registry.
    ///
    /// # Errors
    /// The first name that nobody has.
    pub fn only<'n>(&self, names: &[&'n str]) -> Result<Registry, &'n str> {
        if let Some(unknown) = names.iter().find(|name| self.names().all(|known| known != **name)) {
            return Err(unknown);
        }
        let is_wanted = |entry: &&Arc<Entry>| names.contains(&&*entry.registered.name);
        Ok(Registry {
            dissectors: self.dissectors.iter().filter(is_wanted).cloned().collect(),
            contains_panics: self.contains_panics,
        })
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.registered().map(|registered| &*registered.name)
    }

    /// Their names with their fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[Field])> {
        self.registered().map(|registered| (&*registered.name, registered.fields.as_slice()))
    }

    /// Their names with which connections each wants, in order.
    pub fn claims(&self) -> impl Iterator<Item = (&str, &Claims)> {
        self.registered().map(|registered| (&*registered.name, &registered.claims))
    }

    /// Most octets that each takes for one connection, in order: of its state, and of what that may hold beside its own size.
    pub fn state_sizes(&self) -> impl Iterator<Item = (&str, [usize; 2])> {
        self.dissectors.iter().map(|entry| {
            let Entry { registered, state_size, .. } = &**entry;
            (&*registered.name, [*state_size, registered.most_held])
        })
    }

    /// Whether nobody is asked.
    pub fn is_empty(&self) -> bool {
        self.dissectors.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.dissectors.len()
    }

    /// What they say of themselves, in order.
    pub(crate) fn registered(&self) -> impl Iterator<Item = &Registered> {
        self.dissectors.iter().map(|entry| &*entry.registered)
    }

    /// What the one at this place says of itself.
    pub(crate) fn registered_at(&self, place: usize) -> Option<&Registered> {
        self.dissectors.get(place).map(|entry| &*entry.registered)
    }

    /// Asks the probe of the one at this place.
    pub(crate) fn probe(&self, place: usize, first: &[u8]) -> Probe {
        self.dissectors.get(place).map_or(Probe::NotMine, |entry| entry.dissector.probe(first))
    }

    pub(crate) const fn contains_panics(&self) -> bool {
        self.contains_panics
    }

    /// One for each dissector, in order.
    pub(crate) fn lanes(&self) -> Vec<Box<dyn Lane>> {
        let lane = |(place, entry): (usize, &Arc<Entry>)| {
            entry.dissector.lane(&entry.registered, place, self.contains_panics)
        };
        self.dissectors.iter().enumerate().map(lane).collect()
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry")
            .field("dissectors", &self.names().collect::<Vec<_>>())
            .field("contains_panics", &self.contains_panics)
            .finish()
    }
}
