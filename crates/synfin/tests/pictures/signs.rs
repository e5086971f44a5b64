//! What the signs of a picture say, and that its legend tells of those in it.

use synfin::language::language::Language;
use synfin::picture::format::PictureFormat;
use synfin::picture::ladder::Ladder;
use synfin::report::look::Look;
use synfin_testkit::scripts::download::download;
use unicode_width::UnicodeWidthStr;

use crate::rig::{drawn, ladders, played, samples};

const DRAWN: [PictureFormat; 4] =
    [PictureFormat::Text, PictureFormat::Ascii, PictureFormat::Svg, PictureFormat::Mermaid];

/// The words of the legend: in text what stands behind the last lifelines.
fn legend(ladder: &Ladder, format: PictureFormat) -> String {
    let picture = drawn(ladder, format, Look { width: 200, ..Look::default() });
    let begin = match format {
        PictureFormat::Svg => picture.rfind("state known</text>").expect("some state is known"),
        _ => picture.rfind("\n\n").expect("an empty line stands before the legend"),
    };
    picture[begin..].to_owned()
}

#[test]
fn a_legend_tells_of_what_is_in_the_picture_and_of_nothing_else() {
    let plain = "> S 0\n< SA 0\n> .\n";
    for (more, word) in [
        ("< . +2000\n", "more octets"),
        ("> P. +5\n> P. 1:6\n", "sent again"),
        ("> P. +5\n< .\n> . 5:6\n< .\n", "keep-alive or probe"),
        ("> R.\n", "reset"),
        ("> P. 11:16\n", "not captured"),
        ("wait 3s\n> P. +5\n", "silence"),
        (&*"< . +100\n".repeat(8), "folded"),
    ] {
        let [with, without] = [[plain, more].concat(), plain.to_owned()].map(|script| played(&script, 100));
        for format in [PictureFormat::Text, PictureFormat::Ascii, PictureFormat::Svg] {
            // Text has no width to tell octets by, but a heavier line.
            let word =
                if word == "more octets" && format != PictureFormat::Svg { "1 kB or more" } else { word };
            assert!(legend(&with, format).contains(word), "{format:?} {word}: {}", legend(&with, format));
            assert!(!legend(&without, format).contains(word), "{format:?} {word}");
        }
    }
    // The line of what was sent again is dashed, however many octets it brings.
    let again = played(&[plain, "> . +500\n> . +500\n> . +500\n> . 1:1501\n"].concat(), 100);
    assert!(!legend(&again, PictureFormat::Text).contains("1 kB or more"));
}

#[test]
fn a_silence_within_a_folded_dialogue_cuts_the_lifelines() {
    let turn = "> P. +5 @+10ms\n< P. +5 @+10ms\n";
    let dialogue = |wait: &str| {
        let script = ["> S 0\n< SA 0\n> .\n", &turn.repeat(5), wait, &turn.repeat(5)].concat();
        let ladder = played(&script, 100);
        assert_eq!(ladder.rows().iter().filter(|row| format!("{row:?}").contains("Dialogue")).count(), 1);
        ladder
    };
    let [silent, busy] = ["wait 3s\n", ""].map(dialogue);
    for (format, sign) in
        [(PictureFormat::Svg, "path class=\"cut\""), (PictureFormat::Text, "≀"), (PictureFormat::Ascii, "~")]
    {
        let count = |ladder| drawn(ladder, format, Look::default()).matches(sign).count();
        // Both lifelines, and the legend.
        assert_eq!((count(&silent), count(&busy)), (3, 0), "{format:?}");
    }
    assert!(drawn(&silent, PictureFormat::Text, Look::default()).contains("silent for 3.0"));
}

#[test]
fn folded_data_toward_a_closed_end_are_called_half_closed() {
    let data = "< P. +5\n< P. +5\n> .\n< P. +5\n< P. +5\n> .\n";
    let closed = played(&["> S 0\n< SA 0\n> .\n> F.\n< .\n", data].concat(), 100);
    let open = played(&["> S 0\n< SA 0\n> .\n", data].concat(), 100);
    for format in DRAWN {
        let told = |ladder| drawn(ladder, format, Look::default()).contains("half-closed");
        assert_eq!((told(&closed), told(&open)), (true, false), "{format:?}");
    }
    let chinese = Look { language: Language::Chinese, ..Look::default() };
    assert!(drawn(&closed, PictureFormat::Text, chinese).contains("半关闭状态"));
}

#[test]
fn no_form_tells_of_a_crossed_fin_before_its_receiver_has_sent_its_own() {
    let open = "> S 0\n< SA 0\n> .\n";
    let crossed = played(&[open, "> F. 1:2 ack 1\n< F. 1:2 ack 1\n> . ack 2\n< . ack 2\n"].concat(), 100);
    let alone = played(&[open, "> F. 1:2 ack 1\n< . ack 2\n"].concat(), 100);
    for format in DRAWN {
        let told = |ladder| drawn(ladder, format, Look::default()).contains("CLOSE-WAIT");
        // In SVG a tooltip says what the table of segments says.
        let tooltip = format == PictureFormat::Svg;
        let crossed = drawn(&crossed, format, Look::default());
        let bars = crossed.matches(">CLOSE-WAIT").count() + crossed.matches("state-close-wait\"").count();
        assert!(bars == 0 && (tooltip || !crossed.contains("CLOSE-WAIT")), "{format:?}: {crossed}");
        assert!(told(&alone), "{format:?}");
    }
}

#[test]
fn what_was_not_captured_ends_as_no_reset_does() {
    let open = "> S 0\n< SA 0\n> .\n";
    let [missing, reset] = ["> P. 11:16\n", "> R.\n"].map(|more| played(&[open, more].concat(), 100));
    let drawn = |ladder| drawn(ladder, PictureFormat::Svg, Look::default());
    let body = |svg: String| svg.split_once("</style>").expect("there is a style sheet").1.to_owned();
    let (missing, reset) = (body(drawn(&missing)), body(drawn(&reset)));
    assert!(missing.contains("class=\"lost\"") && !missing.contains("cross"), "{missing}");
    assert!(reset.contains("line cross") && !reset.contains("class=\"lost\""), "{reset}");
}

#[test]
fn pictures_stay_within_sixty_columns() {
    let mut all: Vec<Ladder> = vec![played(&download(300, 9), 40)];
    for path in samples() {
        all.extend(ladders(&std::fs::read(&path).expect("the sample can be read"), 40));
    }
    let name = "a-very-long-name-of-a-file-without-a-place-to-break-at-that-nobody-would-give-it.pcapng";
    for ladder in all.into_iter().map(|ladder| ladder.with_source(name)) {
        for (width, language) in
            [60, 61, 79].into_iter().flat_map(|width| Language::ALL.map(|one| (width, one)))
        {
            for format in [PictureFormat::Text, PictureFormat::Ascii] {
                let text = drawn(&ladder, format, Look { width, language, ..Look::default() });
                let widest = text.lines().map(UnicodeWidthStr::width).max();
                assert!(widest <= Some(width), "{widest:?} columns on {width}:\n{text}");
                assert!(text.contains("0.000000"), "times are told on narrow pages too:\n{text}");
            }
        }
    }
}
