//! Why there is no TCP in a capture.

use synfin::accounts::Accounts;
use synfin::books::Books;
use synfin::report::text::units::Count;

/// What the frames are, where there are some and none of them is TCP.
pub(crate) fn why(accounts: &Accounts<'_>) -> Option<String> {
    let Books { frames, tcp, not_tcp, truncated, malformed, unsupported, left_out, .. } = accounts.books;
    let looked_at = frames - left_out.unwrap_or_default();
    if *tcp > 0 || looked_at == 0 {
        return None;
    }
    let parts = [
        (*not_tcp, "of other protocols".to_owned()),
        (*truncated, "cut short before their TCP header ends".to_owned()),
        (*malformed, "malformed".to_owned()),
        (*unsupported, unread(accounts.books)),
    ];
    let parts = parts.into_iter().filter(|(frames, _)| *frames > 0);
    let parts: Vec<_> = parts.map(|(frames, what)| format!("{frames} {what}")).collect();
    let looked_at = Count(looked_at, "frame");
    Some(format!("no TCP in {looked_at}: {}; synfin stats tells more", parts.join(", ")))
}

/// Frames that are not read, with the link types that are not.
fn unread(books: &Books) -> String {
    let name = |number: u16, name: Option<&str>| {
        name.map_or_else(|| number.to_string(), |name| format!("{number}, {name}"))
    };
    let types = books.unsupported_link_types().iter().take(3);
    let types: Vec<_> = types.map(|one| name(one.first.0, one.first.name())).collect();
    if types.is_empty() {
        return "of kinds that are not read".to_owned();
    }
    format!("of link types that are not read ({})", types.join("; "))
}
