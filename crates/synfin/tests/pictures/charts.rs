//! Pictures with axes: connections over time, handshakes, sequence numbers.

use roxmltree::Document;
use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::chart::format::ChartFormat;
use synfin::flow::stage::Stage;
use synfin::flow_summary::FlowSummary;
use synfin::language::language::Language;
use synfin::overview::timeline::{CELLS, MOST_ROWS, Timeline};
use synfin::report::look::Look;
use synfin::round_trips::picture::RoundTrips;
use synfin::sequence::drawing::Drawing;
use synfin::sequence::graph::Graph;
use synfin_testkit::hostile::all::all;
use synfin_testkit::scripts::download::download;
use synfin_testkit::scripts::script::Script;
use unicode_width::UnicodeWidthStr;

use crate::rig::samples;
use crate::words::{overlaps, place};

/// Everything that is drawn of a capture, as far as it can be read.
struct Charts {
    flows: Vec<FlowSummary>,
    timeline: Timeline,
    round_trips: RoundTrips,
    sequences: Vec<Drawing>,
}

impl Charts {
    /// Of the first connections the sequence numbers, too.
    fn of(octets: &[u8], first: usize) -> Charts {
        let mut graphs = vec![Graph::default(); first];
        let flows = read(octets, |segment| {
            if let Some(graph) = graphs.get_mut(segment.flow() as usize) {
                graph.watch(segment);
            }
        });
        let mut timeline = Timeline::new(&flows);
        let mut round_trips = RoundTrips::default();
        for flow in &flows {
            timeline.count(flow);
            round_trips.add(flow);
        }
        read(octets, |segment| timeline.watch(segment.time(), segment.flow(), segment.step()));
        let sequences = flows.iter().zip(graphs).map(|(flow, graph)| graph.finish(flow)).collect();
        Charts { flows, timeline, round_trips, sequences }
    }

    fn drawn(&self, look: Look, format: ChartFormat) -> Vec<String> {
        let text = |picture| String::from_utf8(picture).expect("pictures are UTF-8");
        let mut pictures = [Vec::new(), Vec::new()];
        self.timeline.write(&mut pictures[0], look, format).expect("memory takes everything");
        self.round_trips.write(&mut pictures[1], look, format).expect("memory takes everything");
        let sequences = self.sequences.iter().map(|drawing| {
            let mut picture = Vec::new();
            drawing.write(&mut picture, look, format).expect("memory takes everything");
            picture
        });
        pictures.into_iter().chain(sequences).map(text).collect()
    }
}

fn mixed() -> Charts {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples/mixed.pcap");
    Charts::of(&std::fs::read(path).expect("the sample can be read"), 0)
}

fn read(octets: &[u8], mut hear: impl FnMut(&synfin::observation::Observation<'_>)) -> Vec<FlowSummary> {
    let mut analyzer = Analyzer::default();
    let Ok(mut reader) = Reader::new(octets) else { return Vec::new() };
    loop {
        match reader.next_record() {
            Ok(Some(record)) => analyzer.observe(&record).iter().for_each(&mut hear),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    analyzer.finish();
    std::iter::from_fn(|| analyzer.pop_ended()).collect()
}

#[test]
fn every_hostile_capture_is_drawn_in_every_form() {
    let mut drawings = 0;
    for case in all() {
        let charts = Charts::of(&case.octets, 5);
        for svg in charts.drawn(Look::default(), ChartFormat::Svg) {
            assert!(Document::parse(&svg).is_ok(), "{}:\n{svg}", case.name);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}:\n{svg}", case.name);
            drawings += 1;
        }
        for text in charts.drawn(Look::default(), ChartFormat::Text) {
            let odd = text.chars().find(|at| at.is_control() && *at != '\n');
            assert_eq!(odd, None, "{}:\n{text}", case.name);
        }
    }
    assert!(drawings > 300, "{drawings}");
}

#[test]
fn text_stays_within_the_page_and_drawings_within_their_frame() {
    for path in samples() {
        let octets = std::fs::read(&path).expect("the sample can be read");
        let charts = Charts::of(&octets, 5);
        let widths = [60, 80, 120, 200].into_iter();
        for (width, language) in widths.flat_map(|width| Language::ALL.map(|language| (width, language))) {
            for text in charts.drawn(Look { width, language, ..Look::default() }, ChartFormat::Text) {
                let widest = text.lines().map(UnicodeWidthStr::width).max();
                assert!(widest <= Some(width + 2), "{}, {width}: {widest:?}\n{text}", path.display());
            }
        }
        let drawings = Language::ALL
            .map(|language| charts.drawn(Look { language, ..Look::default() }, ChartFormat::Svg));
        for svg in drawings.into_iter().flatten() {
            assert_eq!(overlaps(&svg), None, "{}", path.display());
            let document = Document::parse(&svg).expect("it is XML");
            let number = |node: &roxmltree::Node<'_, '_>, name| {
                node.attribute(name).and_then(|number| number.parse::<f64>().ok())
            };
            let root = document.root_element();
            let (width, height) = (number(&root, "width"), number(&root, "height"));
            for node in document.descendants().filter(|node| node.has_tag_name("text")) {
                let [left, _, right, _] = place(node);
                assert!(left >= 0.0 && Some(right) <= width, "{}: {node:?} is cut", path.display());
            }
            for node in document.descendants() {
                let inside =
                    |at: Option<f64>, most: Option<f64>| at.is_none_or(|at| at >= -1.0 && Some(at) <= most);
                assert!(inside(number(&node, "x"), width), "{}: {node:?}", path.display());
                assert!(inside(number(&node, "y"), height), "{}: {node:?}", path.display());
            }
        }
    }
}

#[test]
fn the_last_mark_of_a_time_is_not_cut() {
    for wait in ["70s", "3601s", "93601s"] {
        let script = format!("> S 0\n< SA 0\n> .\nwait {wait}\n> P. +5\n");
        let script = Script::parse(&script).unwrap_or_else(|error| panic!("{error}"));
        for svg in Charts::of(&script.pcap(), 1).drawn(Look::default(), ChartFormat::Svg) {
            let document = Document::parse(&svg).expect("it is XML");
            let width = document.root_element().attribute("width").and_then(|width| width.parse().ok());
            for text in document.descendants().filter(|node| node.has_tag_name("text")) {
                assert!(Some(place(text)[2]) <= width, "{wait}: {text:?} is cut");
            }
        }
    }
}

#[test]
fn a_bar_shows_when_its_stages_were() {
    let charts = mixed();
    let stages = |bar: usize| {
        let mut stages: Vec<Stage> = charts.timeline.bars()[bar].cells().iter().copied().flatten().collect();
        stages.dedup();
        stages
    };
    assert_eq!(stages(0), [Stage::Open, Stage::Transfer, Stage::Close]);
    assert_eq!(stages(1), [Stage::Open, Stage::Reset]);
    assert_eq!(stages(2), [Stage::Open]);
    assert_eq!(charts.timeline.begun().iter().sum::<u64>(), 5);
    let last = charts.timeline.bars()[2].cells();
    assert_eq!(last.iter().rposition(Option::is_some), Some(CELLS - 1), "the last segment of all is its");
    assert_eq!(charts.round_trips.halves()[0].times.count(), 3);
}

#[test]
fn more_connections_than_fit_are_counted_and_not_drawn() {
    let flows = mixed().flows;
    let many: Vec<FlowSummary> = flows.iter().cycle().take(2 * MOST_ROWS).cloned().collect();
    let mut timeline = Timeline::new(&many);
    for flow in &many {
        timeline.count(flow);
    }
    assert_eq!((timeline.bars().len(), timeline.connections()), (MOST_ROWS, 2 * MOST_ROWS as u64));
    let mut text = Vec::new();
    timeline.write(&mut text, Look::default(), ChartFormat::Text).expect("memory takes everything");
    let text = String::from_utf8(text).expect("it is UTF-8");
    assert!(text.contains("500 are drawn, 500 are not"), "{text}");
}

#[test]
fn a_drawing_does_not_grow_with_its_connection() {
    let size = |segments| {
        let script = Script::parse(&download(segments, 10)).unwrap_or_else(|error| panic!("{error}"));
        let charts = Charts::of(&script.pcap(), 1);
        let svg = charts.drawn(Look::default(), ChartFormat::Svg).pop().expect("there is one");
        assert!(Document::parse(&svg).is_ok());
        svg.len()
    };
    let (short, long) = (size(4_000), size(12_000));
    assert!(long < 2 * short && long < 2_000_000, "{short} octets became {long}");
}

#[test]
fn a_capture_without_connections_is_drawn_as_that() {
    let charts = Charts::of(&[], 0);
    for format in ChartFormat::ALL {
        let pictures = charts.drawn(Look::default(), format);
        assert!(pictures[0].contains("no TCP connection"), "{}", pictures[0]);
        assert!(pictures[1].contains("none was seen"), "{}", pictures[1]);
    }
}

#[test]
fn no_two_words_lie_on_each_other_where_names_are_long_and_much_is_remarked() {
    let script = "ends 2a00:d40:1:3:7aac:c0ff:fea7:d4c 2a00:1450:4006:804:1234:5678:9abc:200e\nports 40526 50443\n\
                  > P. 4000:4009 ack 77 win 9\n< P. 77:99 ack 4009 win 60000\n> R 1\n> F. 1000000:1000001 ack 99\n";
    let script = Script::parse(script).unwrap_or_else(|error| panic!("{error}"));
    let charts = Charts::of(&script.pcap(), 1);
    for language in Language::ALL {
        for svg in charts.drawn(Look { language, ..Look::default() }, ChartFormat::Svg) {
            assert_eq!(overlaps(&svg), None, "{svg}");
        }
    }
}

#[test]
fn in_chinese_nothing_but_names_and_numbers_is_left_in_english() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples");
    for sample in ["mixed.pcap", "retransmissions.pcap", "midstream.pcap", "kernel/zero_window.pcap"] {
        let charts = Charts::of(&std::fs::read(path.join(sample)).expect("the sample can be read"), 5);
        let look = Look { language: Language::Chinese, ..Look::default() };
        let text = charts.drawn(look, ChartFormat::Text).into_iter();
        let svg = charts.drawn(look, ChartFormat::Svg).into_iter().map(|svg| {
            assert!(svg.contains("lang=\"zh-Hans\""), "{svg}");
            let behind = |part: &str| part.split_once('>').map(|(_, words)| words.to_owned());
            let drawn = svg.split_once("</style>").expect("there is a style").1;
            drawn.split('<').filter_map(behind).collect::<Vec<_>>().join(" ")
        });
        for words in text.chain(svg) {
            for word in words.split(|character: char| !character.is_ascii_alphabetic()) {
                let known = [
                    "", "s", "ms", "min", "B", "kB", "MB", "UTC", "SYN", "FIN", "ACK", "SACK", "R", "S", "F",
                    "X",
                ];
                // Glyphs of the pictures in text: a bar of stages, and marks.
                let is_drawn = word.chars().all(|one| "ocXsSRF".contains(one));
                assert!(known.contains(&word) || is_drawn, "{sample}: {word}\n{words}");
            }
        }
    }
}

#[test]
fn percentiles_are_those_of_the_times_and_not_the_edges_of_bins() {
    let charts = mixed();
    let pictures = charts.drawn(Look::default(), ChartFormat::Text);
    let wanted = "3 handshakes: 18.0 ms to 24.0 ms; half at most 20.0 ms, 9 of 10 at most 24.0 ms, 99 of 100 at most 24.0 ms";
    assert!(pictures[1].contains(wanted), "{}", pictures[1]);
    let mut flows = charts.flows;
    flows.truncate(1);
    let mut one = RoundTrips::default();
    one.add(&flows[0]);
    let mut text = Vec::new();
    one.write(&mut text, Look::default(), ChartFormat::Text).expect("memory takes everything");
    assert!(String::from_utf8_lossy(&text).contains("\n1 handshake: 20.0 ms\n"), "{text:?}");
}
