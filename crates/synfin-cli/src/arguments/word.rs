//! Words of closed lists.

/// The one of `all` that tells this name itself, in letters of any size.
pub(crate) fn named<T: Copy>(
    all: &[T],
    name_of: impl Fn(T) -> &'static str,
    name: &str,
) -> Result<T, String> {
    let found = all.iter().copied().find(|one| name_of(*one).eq_ignore_ascii_case(name));
    found.ok_or_else(|| "it is none of the list".to_owned())
}
