//! Why there is no TCP in a capture.

use synfin::accounts::Accounts;
use synfin::books::Books;
use synfin::report::text::units::Count;
use synfin::wire::not_tcp::NotTcp;
use synfin::wire::numbers::IpProtocol;

/// What the frames are, where there are some and none of them is TCP.
pub(crate) fn why(accounts: &Accounts<'_>) -> Option<String> {
    let Books { frames, tcp, not_tcp, truncated, malformed, unsupported, left_out, .. } = accounts.books;
    let looked_at = frames - left_out.unwrap_or_default();
    if *tcp > 0 || looked_at == 0 {
        return None;
    }
    let [first_fragments, later_fragments, quotations] = of_tcp(accounts.books);
    let others = not_tcp.saturating_sub(first_fragments + later_fragments + quotations);
    let parts = [
        (first_fragments, "with a first fragment of TCP, without its header".to_owned()),
        (later_fragments, "with a later fragment of TCP".to_owned()),
        (quotations, "with TCP quoted in an ICMP error".to_owned()),
        (others, "of other protocols".to_owned()),
        (*truncated, "cut short before their TCP header ends".to_owned()),
        (*malformed, "malformed".to_owned()),
        (*unsupported, unread(accounts.books)),
    ];
    let parts = parts.into_iter().filter(|(frames, _)| *frames > 0);
    let parts: Vec<_> = parts.map(|(frames, what)| format!("{frames} {what}")).collect();
    let looked_at = Count(looked_at, "frame");
    Some(format!("no TCP segment in {looked_at}: {}; synfin stats tells more", parts.join(", ")))
}

/// Frames that hold something of TCP, and no segment that could be read: first fragments, later ones, quotations.
fn of_tcp(books: &Books) -> [u64; 3] {
    let mut told = [0; 3];
    for one in books.protocols() {
        let kind = match one.first {
            NotTcp::TinyFragment => 0,
            NotTcp::LaterFragment(protocol) if protocol == IpProtocol::TCP => 1,
            NotTcp::QuotedTcp { .. } => 2,
            _ => continue,
        };
        told[kind] += one.frames;
    }
    told
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
