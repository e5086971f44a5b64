//! Style sheets that go after the reader's wish for light or dark.

use core::fmt::Write as _;

/// What is coloured: its selector, its property, its colour on a light page and on a dark one.
pub(crate) type Color = (&'static str, &'static str, &'static str, &'static str);

/// A style sheet; it goes after the reader's wish for light or dark, and where nobody tells is light.
pub(crate) fn sheet_of(shapes: &str, colors: &[Color]) -> String {
    let mut sheet = String::from(shapes);
    for (selector, property, light, _) in colors {
        let _ = writeln!(sheet, "{selector} {{ {property}: {light} }}");
    }
    sheet.push_str("@media (prefers-color-scheme: dark) {\n");
    for (selector, property, _, dark) in colors {
        let _ = writeln!(sheet, "{selector} {{ {property}: {dark} }}");
    }
    sheet.push_str("}\n");
    sheet
}
