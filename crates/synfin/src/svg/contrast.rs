//! Whether colours can be told apart.

/// How much lighter one colour (`#rrggbb`) is than the other, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(crate) fn contrast(one: &str, other: &str) -> f64 {
    let mut both = [luminance(one), luminance(other)];
    both.sort_by(f64::total_cmp);
    (both[1] + 0.05) / (both[0] + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance(color: &str) -> f64 {
    let part = |at: usize| {
        let part = u8::from_str_radix(&color[at..at + 2], 16).expect("two digits of a colour");
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn black_and_white_differ_most() {
    assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
    assert!((contrast("#1d232b", "#1d232b") - 1.0).abs() < 1e-9);
}
