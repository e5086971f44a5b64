//! What is written in a picture.

use roxmltree::{Document, Node};
use synfin::language::language::Language;
use synfin::picture::format::PictureFormat;
use synfin::report::look::Look;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::rig::{drawn, ladders, played, samples};

/// Two words of a drawing that lie on each other, if there are such.
pub(crate) fn overlaps(svg: &str) -> Option<[String; 2]> {
    let document = Document::parse(svg).expect("a drawing is XML");
    // Letters at marks stand where those are, and have a rule of their own.
    let is_letter =
        |node: &Node<'_, '_>| node.attribute("class").is_some_and(|class| class.starts_with("letter"));
    let texts = document.descendants().filter(|node| node.has_tag_name("text") && !is_letter(node));
    let texts: Vec<_> = texts.collect();
    let places: Vec<_> = texts.iter().map(|text| place(*text)).collect();
    for (index, [left, top, right, bottom]) in places.iter().enumerate() {
        let lies_on =
            |other: &[f64; 4]| other[0] < *right && other[2] > *left && other[1] < *bottom && other[3] > *top;
        if let Some(other) = places[index + 1..].iter().position(lies_on) {
            return Some([index, index + 1 + other].map(|index| svg[texts[index].range()].to_owned()));
        }
    }
    None
}

/// Left, top, right and bottom of a word, no smaller than it is.
pub(crate) fn place(text: Node<'_, '_>) -> [f64; 4] {
    let number = |name: &str| text.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0.0);
    let words: String = text.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect();
    let class = text.attribute("class").unwrap_or_default();
    let (character, height) = match class {
        _ if class.contains("title") => (10.5, 17.0),
        _ if class.contains("end middle") => (8.0, 13.0),
        _ if class.contains("mono") => (6.7, 11.0),
        _ => (7.2, 12.0),
    };
    // A character of Chinese is as wide as it is high.
    let width = |one: char| if one.width() == Some(2) { height } else { character };
    let width: f64 = words.trim().chars().filter(|one| one.width() != Some(0)).map(width).sum();
    let left = match class {
        _ if class.contains("middle") => number("x") - width / 2.0,
        _ if class.contains("ending") => number("x") - width,
        _ => number("x"),
    };
    // A letter reaches a little below its line.
    let bottom = number("y") + height * 0.2;
    [left, bottom - height, left + width, bottom]
}

#[test]
fn no_two_words_of_a_drawing_lie_on_each_other() {
    let mut words_seen = 0;
    for path in samples() {
        let octets = std::fs::read(&path).expect("the sample can be read");
        let ladders = ladders(&octets, 40);
        for (ladder, language) in ladders.iter().flat_map(|one| Language::ALL.map(|language| (one, language)))
        {
            let svg = drawn(ladder, PictureFormat::Svg, Look { language, ..Look::default() });
            let document = Document::parse(&svg).expect("a drawing is XML");
            let texts: Vec<_> = document.descendants().filter(|node| node.has_tag_name("text")).collect();
            for text in &texts {
                let [left, _, right, _] = place(*text);
                assert!(left >= 0.0 && right <= 1000.0, "{path:?}: {text:?} is cut");
            }
            assert_eq!(overlaps(&svg), None, "{path:?}, flow {}", ladder.flow().number());
            words_seen += texts.len();
        }
    }
    assert!(words_seen > 1000, "{words_seen}");
}

#[test]
fn the_legend_of_all_signs_is_not_cut() {
    let script = [
        "> S 0\n< SA 0\n> .\n> P. +2000\n< .\n> . 2000:2001\n< .\n",
        "> P. 1:2001\n< .\n> P. 2011:2016\nwait 3s\n",
        &"< . +100\n".repeat(8),
        "> - 5\n> R.\n",
    ]
    .concat();
    let ladder = played(&script, 100);
    for language in Language::ALL {
        let svg = drawn(&ladder, PictureFormat::Svg, Look { language, ..Look::default() });
        let document = Document::parse(&svg).expect("a drawing is XML");
        let texts: Vec<_> = document.descendants().filter(|node| node.has_tag_name("text")).collect();
        for text in &texts {
            let [left, _, right, _] = place(*text);
            assert!(left >= 0.0 && right <= 1000.0, "{language:?}: {text:?} is cut");
        }
        // Ten signs, on two lines.
        let heights: std::collections::BTreeSet<_> =
            texts[texts.len() - 10..].iter().map(|text| text.attribute("y")).collect();
        assert_eq!(heights.len(), 2, "{language:?}: {heights:?}");
        assert_eq!(overlaps(&svg), None);
    }
}

#[test]
fn every_arrow_has_its_reason_for_a_tooltip() {
    let ladder = played("> S 0\n< SA 0\n> .\n> P. +5\n< .\n> R. \n", 100);
    let svg = drawn(&ladder, PictureFormat::Svg, Look::default());
    let document = Document::parse(&svg).expect("a drawing is XML");
    let arrows =
        |node: &Node<'_, '_>| node.attribute("class").is_some_and(|class| class.starts_with("line "));
    let rows: Vec<_> = document.descendants().filter(|node| node.has_tag_name("g")).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| row.children().any(|child| arrows(&child))).collect();
    assert_eq!(rows.len(), 6);
    for (index, row) in rows.iter().enumerate() {
        let title = row.first_element_child().and_then(|title| title.text().map(str::to_owned));
        let title = title.unwrap_or_default();
        assert!(title.starts_with(&format!("frame {},", index + 1)), "{title}");
        assert!(title.contains(": ") && title.contains(" After it: originator "), "{title}");
    }
}

#[test]
fn a_state_that_is_only_assumed_is_hatched_and_marked_in_every_form() {
    let certain = played("> S 0\n< SA 0\n> .\n> P. +5\n< .\n", 100);
    let assumed = played("> S 0\n", 100);
    let hatched = |ladder, format: PictureFormat, mark: &str| {
        drawn(ladder, format, Look::default()).matches(mark).count()
    };
    for (format, mark) in [
        (PictureFormat::Svg, "SYN-RECEIVED?</text>"),
        (PictureFormat::Text, "▒ SYN-RECEIVED?"),
        (PictureFormat::Ascii, ": SYN-RECEIVED?"),
        (PictureFormat::Mermaid, "r: SYN-RECEIVED?"),
    ] {
        assert_eq!(hatched(&assumed, format, mark), 1, "{format:?}");
    }
    // One is in the legend.
    assert_eq!(hatched(&assumed, PictureFormat::Svg, "url(#assumed)"), 2);
    assert_eq!(hatched(&certain, PictureFormat::Svg, "ESTABLISHED?</text>"), 1);
}

#[test]
fn no_name_injects_anything_into_any_form() {
    let hostile = "<script>alert(1)</script>\"'><img src=x onerror=y>&#1;]]>\u{1b}[31m\u{202e}\n    o->>r: z;%%{init}%%\u{ffff}";
    let plain = played("> S 0\n< SA 0\n> .\n", 100);
    let ladder = plain.clone().with_source(hostile);
    let svg = drawn(&ladder, PictureFormat::Svg, Look::default());
    let elements = |svg: &str| {
        let document = Document::parse(svg).expect("a drawing is XML");
        document
            .descendants()
            .filter(Node::is_element)
            .map(|node| node.tag_name().name().to_owned())
            .collect::<Vec<_>>()
    };
    let mut expected = elements(&drawn(&plain, PictureFormat::Svg, Look::default()));
    let text = expected.iter().position(|name| name == "text").expect("there is text");
    expected.insert(text, "text".to_owned());
    assert_eq!(elements(&svg), expected, "the name is one text more, and nothing else");
    let html = drawn(&ladder, PictureFormat::Html, Look::default());
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    let mermaid = drawn(&ladder, PictureFormat::Mermaid, Look::default());
    let lines = drawn(&plain, PictureFormat::Mermaid, Look::default()).lines().count();
    assert_eq!(mermaid.lines().count(), lines + 1, "{mermaid}");
    let ascii = drawn(&ladder, PictureFormat::Ascii, Look::default());
    assert!(ascii.is_ascii() && !ascii.contains('\u{1b}'), "{ascii}");
    let text = drawn(&ladder, PictureFormat::Text, Look::default());
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
}

#[test]
fn a_page_asks_nothing_from_elsewhere_and_runs_no_script() {
    let page = drawn(&played("> S 0\n< SA 0\n> .\n", 100), PictureFormat::Html, Look::default());
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("@import"));
    let links = page.matches("http").filter(|_| true).count();
    let known = page.matches("http://www.w3.org/2000/svg").count() + page.matches("http-equiv").count();
    assert_eq!(links, known, "{page}");
    for theme in ["prefers-color-scheme: dark", "default-src 'none'", "in sentences"] {
        assert!(page.contains(theme), "{theme}");
    }
}

#[test]
fn text_stays_within_the_page_and_ascii_within_ascii() {
    for path in samples() {
        let octets = std::fs::read(&path).expect("the sample can be read");
        for ladder in ladders(&octets, 40) {
            let widths = [80, 99, 100, 120, 250].into_iter();
            for (width, language) in widths.flat_map(|width| Language::ALL.map(|language| (width, language)))
            {
                let look = Look { width, language, ..Look::default() };
                for format in [PictureFormat::Text, PictureFormat::Ascii] {
                    let picture = drawn(&ladder, format, look);
                    let widest = picture.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
                    assert!(widest <= width, "{path:?}: {widest} columns on {width}\n{picture}");
                    assert!(format == PictureFormat::Text || picture.is_ascii(), "{path:?}\n{picture}");
                }
            }
        }
    }
}

#[test]
fn lifelines_stand_in_one_column_however_long_a_connection_lasts() {
    let script = "> S 0\n< SA 0\n> .\nwait 100000s\n> P. +9\n< .\n";
    let text = drawn(&played(script, 100), PictureFormat::Text, Look::default());
    let rows = text.lines().filter(|line| line.contains(['█', '▒', '┊', '≀']) && !line.contains("known"));
    let columns: Vec<_> = rows.filter_map(|row| row.chars().position(|at| "█▒┊≀".contains(at))).collect();
    assert!(columns.len() > 10 && columns.iter().all(|column| *column == columns[0]), "{columns:?}\n{text}");
    assert!(text.contains("100000.03"), "{text}");
}

#[test]
fn in_chinese_nothing_but_names_and_numbers_is_left_in_english() {
    let script = "> S 0\n< SA 0\n> .\n> P. +5\n< .\n> P. 1:6\nwait 3s\n> F.\n< .\n< F.\n> .\n";
    let ladder = played(script, 100);
    let look = Look { language: Language::Chinese, ..Look::default() };
    for format in [PictureFormat::Text, PictureFormat::Svg, PictureFormat::Html, PictureFormat::Mermaid] {
        let picture = drawn(&ladder, format, look);
        let words = match format {
            PictureFormat::Svg => words_of(&picture),
            // Its first part is the drawing, which has a form of its own.
            PictureFormat::Html => words_of(&picture[picture.find("</svg>").expect("a drawing")..]),
            _ => picture,
        };
        for word in words.split(|character: char| !character.is_ascii_lowercase()) {
            let known = ["", "s", "ms", "k", "seq", "ack", "len", "raw", "r", "o", "participant", "as", "br"];
            let mermaid = ["sequence", "iagram", "ote", "over", "left", "right", "of"];
            let is_known =
                known.contains(&word) || format == PictureFormat::Mermaid && mermaid.contains(&word);
            assert!(is_known, "{format:?}: {word}\n{words}");
        }
    }
    for (format, tag) in
        [(PictureFormat::Svg, "lang=\"zh-Hans\""), (PictureFormat::Html, "<html lang=\"zh-Hans\"")]
    {
        assert!(drawn(&ladder, format, look).contains(tag), "{format:?}");
    }
    // What is plain ASCII has no Chinese.
    assert_eq!(
        drawn(&ladder, PictureFormat::Ascii, look),
        drawn(&ladder, PictureFormat::Ascii, Look::default())
    );
}

/// What stands between the tags.
fn words_of(markup: &str) -> String {
    let behind = |part: &str| part.split_once('>').map(|(_, words)| words.to_owned());
    let without_style = markup.split("</style>").last().unwrap_or_default();
    without_style.split('<').filter_map(behind).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_reset_that_refuses_a_syn_has_the_number_that_it_acknowledges() {
    let ladder = played("> S 4000\n< RA 0 ack 4001\n", 100);
    for format in [PictureFormat::Text, PictureFormat::Ascii, PictureFormat::Svg] {
        let picture = drawn(&ladder, format, Look::default());
        assert!(picture.contains("raw seq 0, ack 1"), "{format:?}\n{picture}");
        assert!(format == PictureFormat::Svg || !picture.contains("4001"), "{picture}");
    }
}

#[test]
fn a_long_name_of_wide_characters_breaks_no_picture() {
    let ladder = played("> S 0\n< SA 0\n> .\n", 100).with_source(&"报文e\u{301}".repeat(60));
    for format in [PictureFormat::Text, PictureFormat::Ascii] {
        let text = drawn(&ladder, format, Look { width: 80, ..Look::default() });
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(format == PictureFormat::Ascii || widest <= 80, "{widest}\n{text}");
    }
    assert_eq!(overlaps(&drawn(&ladder, PictureFormat::Svg, Look::default())), None);
}

#[test]
fn numbers_that_no_handshake_told_are_those_of_the_wire() {
    let text = drawn(&played("> P. 4000:4009 ack 77\n", 100), PictureFormat::Text, Look::default());
    assert!(text.contains("seq 4000 ack 77 len 9 raw"), "{text}");
}

#[test]
fn long_addresses_leave_no_page() {
    let script = "ends 2a00:d40:1:3:7aac:c0ff:fea7:d4c 2a00:1450:4006:804:1234:5678:9abc:200e\nports 40526 50443\n\
                  > S 100\n< SA 500\n> .\n> F.\n< F.\n> .\n";
    let ladder = played(script, 100);
    for (format, language) in [PictureFormat::Text, PictureFormat::Ascii]
        .into_iter()
        .flat_map(|format| Language::ALL.map(|language| (format, language)))
    {
        let text = drawn(&ladder, format, Look { width: 80, language, ..Look::default() });
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= 80, "{widest}\n{text}");
    }
    assert_eq!(overlaps(&drawn(&ladder, PictureFormat::Svg, Look::default())), None);
}

#[test]
fn a_long_outcome_leaves_no_page() {
    let ladder = played("> S 0\n< SA 0\n> .\n> F.\n< F.\n> R 2\n", 100);
    for (format, language) in [PictureFormat::Text, PictureFormat::Ascii]
        .into_iter()
        .flat_map(|format| Language::ALL.map(|language| (format, language)))
    {
        let text = drawn(&ladder, format, Look { width: 60, language, ..Look::default() });
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= 60, "{widest}\n{text}");
        let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = "reset by initiator, three-segment close, originator had closed";
        assert!(language != Language::English || told.contains(whole), "{text}");
    }
}
