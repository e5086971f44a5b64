//! Captures that mean harm can be drawn like any other.

use roxmltree::Document;
use synfin::picture::format::PictureFormat;
use synfin::report::look::Look;
use synfin_testkit::hostile::all::all;

use crate::rig::{drawn, entries, ladders};

#[test]
fn every_hostile_capture_is_drawn_in_every_form() {
    const ROWS: usize = 20;
    let mut drawings = 0;
    for case in all() {
        for ladder in ladders(&case.octets, ROWS).iter().take(20) {
            let name = &case.name;
            assert!((1..=ROWS + 1).contains(&entries(ladder).len()), "{name}");
            let svg = drawn(ladder, PictureFormat::Svg, Look::default());
            assert!(Document::parse(&svg).is_ok(), "{name}:\n{svg}");
            for format in PictureFormat::ALL {
                let picture = drawn(ladder, format, Look::default());
                let odd = picture.chars().find(|at| at.is_control() && *at != '\n');
                assert_eq!(odd, None, "{name}, {format:?}:\n{picture}");
            }
            drawings += 1;
        }
    }
    assert!(drawings > 100, "{drawings}");
}
