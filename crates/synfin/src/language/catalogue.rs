//! The messages of a language, read once.

use core::fmt;
use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::language::language::Language;

/// The messages of one language.
pub(crate) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

/// One a language, each read when it is first asked for.
static CATALOGUES: [OnceLock<Catalogue>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

/// The catalogue of a language.
pub(crate) fn catalogue(language: Language) -> &'static Catalogue {
    CATALOGUES[language as usize].get_or_init(|| Catalogue::read(language))
}

impl Catalogue {
    /// Reads a catalogue. What cannot be read of it is left out, which its tests do not let happen.
    fn read(language: Language) -> Catalogue {
        let resource = FluentResource::try_new(language.source().to_owned());
        debug_assert!(resource.is_ok(), "the catalogue of {} is not well-formed", language.tag());
        let resource = resource.unwrap_or_else(|(readable, _)| readable);
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Numbers stay plain: whoever copies one gets nothing else with it, and columns are columns.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Catalogue { bundle }
    }

    /// A message that needs nothing; none if the catalogue lacks it.
    pub(crate) fn word(&'static self, id: &str) -> Option<Cow<'static, str>> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let word = self.bundle.format_pattern(pattern, None, &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        Some(word)
    }

    /// Writes a message with what it is given; none if the catalogue lacks it.
    pub(crate) fn write(
        &self,
        id: &str,
        arguments: &FluentArgs<'_>,
        out: &mut impl fmt::Write,
    ) -> Option<fmt::Result> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let written = self.bundle.write_pattern(out, pattern, Some(arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        Some(written)
    }
}
