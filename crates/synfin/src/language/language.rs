//! The languages, a row each.

use unic_langid::LanguageIdentifier;

/// Declares the languages from one table: variant, tag, catalogue.
macro_rules! languages {
    ($($(#[$meta:meta])* $variant:ident = $tag:literal, $file:literal, $doc:literal;)*) => {
        /// A language in which synfin speaks to people.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Language { $($(#[$meta])* #[doc = $doc] $variant,)* }

        impl Language {
            /// Every language, in the order of the table.
            pub const ALL: [Language; [$(Language::$variant),*].len()] = [$(Language::$variant),*];

            /// Its tag (BCP 47), for documents.
            pub const fn tag(self) -> &'static str {
                match self { $(Language::$variant => $tag,)* }
            }

            /// Its catalogue.
            pub(crate) const fn source(self) -> &'static str {
                match self { $(Language::$variant => include_str!($file),)* }
            }
        }
    };
}

languages! {
    #[default]
    English = "en",      "en.ftl", "English, the language of the source.";
    Chinese = "zh-Hans", "zh.ftl", "Simplified Chinese.";
}

impl Language {
    /// The word by which it is asked for: `en`, `zh`.
    pub const fn name(self) -> &'static str {
        let (name, _) = self.tag().split_at(2);
        name
    }

    /// The language of this name: a tag as `zh` or `zh-Hans-SG`, or a locale as `zh_CN.UTF-8`. None when there is no catalogue
    /// for its language or for its script, which for `zh-TW` is another one.
    ///
    /// ```
    /// use synfin::language::language::Language;
    ///
    /// assert_eq!(Language::named("zh_CN.UTF-8"), Some(Language::Chinese));
    /// assert_eq!(Language::named("zh-TW"), None);
    /// assert_eq!(Language::named("C"), None);
    /// ```
    pub fn named(name: &str) -> Option<Language> {
        let tag = name.split(['.', '@']).next()?;
        let wanted = likely(tag)?;
        Language::ALL.into_iter().find(|language| {
            likely(language.tag())
                .is_some_and(|known| known.language == wanted.language && known.script == wanted.script)
        })
    }
}

/// What a tag most likely means, its script told.
fn likely(tag: &str) -> Option<LanguageIdentifier> {
    let mut tag: LanguageIdentifier = tag.parse().ok()?;
    tag.maximize();
    // Without a language it is one that is not told.
    (!tag.language.is_empty()).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_language_goes_by_its_name_its_tag_and_its_locales() {
        for language in Language::ALL {
            assert_eq!(Language::named(language.name()), Some(language));
            assert_eq!(Language::named(language.tag()), Some(language));
        }
        for name in ["zh", "zh_CN", "zh_CN.UTF-8", "zh_CN.GB18030", "zh_SG@pinyin", "zh-hans", "ZH-Hans-CN"] {
            assert_eq!(Language::named(name), Some(Language::Chinese), "{name}");
        }
        for name in ["en", "en_GB.UTF-8", "en-US"] {
            assert_eq!(Language::named(name), Some(Language::English), "{name}");
        }
    }

    #[test]
    fn what_no_catalogue_speaks_is_no_language() {
        for name in [
            "",
            "C",
            "C.UTF-8",
            "POSIX",
            "de_DE.UTF-8",
            "zh_TW.UTF-8",
            "zh-Hant",
            "zh_HK",
            "und",
            "_",
            "..",
            "zzz",
            "字",
        ] {
            assert_eq!(Language::named(name), None, "{name}");
        }
    }
}
