//! What a story tells: when, how long, what was silent, what dissectors read, and nothing twice.

use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::dissect::claims::Claims;
use synfin::dissect::data::Data;
use synfin::dissect::dissector::Dissector;
use synfin::dissect::emitter::Emitter;
use synfin::dissect::failure::Failure;
use synfin::dissect::field::{Field, FieldKind};
use synfin::dissect::flow_info::FlowInfo;
use synfin::dissect::name::Name;
use synfin::dissect::plugins;
use synfin::dissect::registry::Registry;
use synfin::dissect::then::Then;
use synfin::flow_summary::FlowSummary;
use synfin::language::language::Language;
use synfin::report::format::Format;
use synfin::report::look::Look;
use synfin::story::sayings::MAX_SAYINGS;
use synfin::story::sentence::{Sentence, Story};
use synfin::story::teller::{MAX_PARTS, Storyteller};
use synfin_testkit::scripts::script::Script;
use unicode_width::UnicodeWidthStr;

/// The story of the one connection of a script.
fn told_in(script: &str, language: Language) -> (FlowSummary, Story) {
    told_by(script, &plugins::all::all(), language)
}

/// The same with these dissectors.
fn told_by(script: &str, dissectors: &Registry, language: Language) -> (FlowSummary, Story) {
    let octets = Script::parse(script).unwrap_or_else(|error| panic!("{error}")).pcap();
    let mut reader = Reader::new(&octets[..]).expect("a capture");
    let mut analyzer = Analyzer::default().dissecting(dissectors);
    let mut teller = Storyteller::new(language);
    while let Some(record) = reader.next_record().expect("it is whole") {
        if let Some(segment) = analyzer.observe(&record) {
            teller.hear(&analyzer.with_fields(segment));
        }
    }
    analyzer.finish();
    let flow = analyzer.pop_ended().expect("one connection");
    let story = teller.tell(&flow);
    (flow, story)
}

fn told(script: &str) -> Story {
    told_in(script, Language::English).1
}

/// The story as it is written.
fn written(script: &str, format: Format, look: Look) -> String {
    let (flow, story) = told_in(script, look.language);
    let mut out = Vec::new();
    format.story(&mut out, look, &flow, &story).expect("memory takes everything");
    String::from_utf8(out).expect("stories are UTF-8")
}

fn sentences(story: &Story) -> impl Iterator<Item = &Sentence> {
    story.chapters.iter().flat_map(|chapter| &chapter.sentences)
}

fn texts(story: &Story) -> Vec<&str> {
    sentences(story).map(|sentence| sentence.text.as_str()).collect()
}

const OPEN: &str = "> S 100 @0s\n< SA 500 @20ms\n> . @20.04ms\n";

#[test]
fn everything_has_its_time_and_every_part_its_length() {
    let script =
        [OPEN, "> P. +5 @1s\n< . @1.02s\n< P. +5 @3s\n> . @3.01s\n> F. @7s\n< F. @7.5s\n> . @7.6s\n"];
    let story = told(&script.concat());
    let parts: Vec<_> = story.chapters.iter().map(|part| (&*part.title, part.after, part.lasted)).collect();
    assert_eq!(
        parts,
        [
            ("Opening", Some(0), Some(20_040_000)),
            ("Data", Some(1_000_000_000), Some(2_010_000_000)),
            ("Close", Some(7_000_000_000), Some(600_000_000)),
            ("In the end", None, None)
        ]
    );
    let times: Vec<_> =
        sentences(&story).filter(|one| one.first_frame.is_some()).map(|one| one.after).collect();
    assert!(
        times.iter().all(Option::is_some) && times.iter().max() == Some(&Some(7_600_000_000)),
        "{times:?}"
    );
    let texts = texts(&story);
    for wanted in [
        "Data flowed for 2.000 s, from 1.000000 s to 3.000000 s.",
        "The close took 600.0 ms, from the first FIN at 7.000000 s on.",
    ] {
        assert!(texts.contains(&wanted), "{wanted}\n{texts:#?}");
    }
    let text = written(&script.concat(), Format::Text, Look::default());
    assert!(text.contains("\nClose  from 7.000000 s on, for 600.0 ms\n"), "{text}");
    assert!(text.contains("\n    7.500000         frame 9  The responder"), "{text}");
    assert!(text.contains("UTC and takes 7.600 s; on the left, seconds from then on.\n"), "{text}");
}

#[test]
fn every_sentence_names_its_frames() {
    for script in [
        [OPEN, "> P. +5 @1s\n< . @1.02s\n> P. 101:106 @4s\n> F. @7s\n< F. @7.5s\n> . @7.6s\n"].concat(),
        "> S 100 @0s\n< SA 500 @20ms\n".to_owned(),
        "> P. 100:105 ack 7\n< P. 7:17 ack 105\n".to_owned(),
        [OPEN, &"< SA\n> P. +1\n".repeat(MAX_PARTS / 2 + 20)].concat(),
        [OPEN, "> P. data \"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n\"\n> R.\n"].concat(),
    ] {
        let (flow, story) = told_in(&script, Language::English);
        for sentence in sentences(&story) {
            let frames = sentence.first_frame.zip(sentence.last_frame);
            let (first, last) = frames.unwrap_or_else(|| panic!("{sentence:?}"));
            assert!(
                flow.first_frame() <= first && first <= last && last <= flow.last_frame(),
                "{sentence:?}"
            );
            assert!(sentence.after.is_some(), "{sentence:?}");
        }
    }
    let story = told(&[OPEN, "> P. +5\n> P. 101:106\n< .\n> F.\n< F.\n> .\n"].concat());
    let place = |begins: &str| {
        let found = sentences(&story).find(|sentence| sentence.text.starts_with(begins));
        let found = found.unwrap_or_else(|| panic!("{begins}: {story:?}"));
        (found.first_frame, found.last_frame)
    };
    for (begins, first, last) in [
        ("They agree", 1, 2),
        ("The handshake took", 1, 3),
        ("Outcome CLOSED", 7, 9),
        ("In all", 1, 9),
        ("Data flowed", 4, 5),
        ("Trouble", 5, 5),
        ("The last segment", 9, 9),
    ] {
        assert_eq!(place(begins), (Some(first), Some(last)), "{begins}");
    }
}

#[test]
fn data_that_come_again_with_the_fin_do_not_make_the_flow_of_data_longer() {
    let rest = "> P. 101:106 @1s\n< . @1.02s\n> P. 106:111 @2s\n> P. 106:111 @4s\n< . 501 ack 111 @4.02s\n\
        > FP. 111:122 @5s\n> FP. 111:122 @6s\n> FP. 111:122 @24s\n";
    let script = [OPEN, rest].concat();
    for (language, sentence) in [
        (Language::English, "Data flowed for 4.000 s, from 1.000000 s to 5.000000 s."),
        (Language::Chinese, "数据传送历时 4.000 s，从 1.000000 s 到 5.000000 s。"),
    ] {
        let story = told_in(&script, language).1;
        let texts = texts(&story);
        assert!(texts.contains(&sentence), "{sentence}\n{texts:#?}");
    }
}

#[test]
fn a_handshake_is_told_from_the_syn_that_was_answered() {
    let story = told("> S 100 @0s\n> S 100 @1s\n< SA 500 @1.02s\n> . @1.03s\n");
    let found = sentences(&story).find(|sentence| sentence.text.starts_with("The handshake took 30.0 ms"));
    assert_eq!(found.and_then(|sentence| sentence.first_frame), Some(2), "{story:?}");
}

#[test]
fn a_handshake_that_began_anew_is_told_from_its_last_beginning() {
    let anew = "> S 100 mss 1460 @0s\n< SA 500 mss 1400 @10ms\n> S 100 mss 1460 @2s\n< SA 900 ack 101 mss 1300 @2.02s\n\
        > . 101 ack 901 @2.03s\n< SA 500 ack 101 mss 1200 @3s\n";
    let again = "> S 100 mss 1460 @0s\n< SA 500 mss 1400 @20ms\n< SA 500 mss 1400 @1.02s\n> . @1.03s\n";
    let asked_again = "> S 100 @0s\n< SA 500 @20ms\n> S 100 @1s\n< SA 500 @1.03s\n> . @1.04s\n";
    for (script, begins, first, last) in [
        (anew, "The handshake took 30.0 ms: 20.0 ms from the SYN", 3, 5),
        (anew, "They agree on: segments of at most 1460 octets to the originator, 1300 octets", 3, 4),
        (again, "The handshake took 1.030 s: 20.0 ms from the SYN", 1, 4),
        (again, "They agree on", 1, 2),
        (asked_again, "The handshake took 40.0 ms: 30.0 ms from the SYN", 3, 5),
    ] {
        let story = told(script);
        let found = sentences(&story).find(|sentence| sentence.text.starts_with(begins));
        let frames = found.map(|sentence| (sentence.first_frame, sentence.last_frame));
        assert_eq!(frames, Some((Some(first), Some(last))), "{begins}: {story:#?}");
    }
    for (script, english, chinese) in [
        (again, "and 10.0 ms from the last SYN-ACK to its", "从最后一个 SYN-ACK 到对它的确认为 10.0 ms"),
        (asked_again, "and 10.0 ms from the SYN-ACK to its", "从 SYN-ACK 到对它的确认为 10.0 ms"),
    ] {
        for (language, words) in [(Language::English, english), (Language::Chinese, chinese)] {
            let (_, story) = told_in(script, language);
            assert!(texts(&story).iter().any(|text| text.contains(words)), "{words}: {story:#?}");
        }
    }
}

#[test]
fn what_is_only_assumed_is_told_at_the_segment_that_leads_there() {
    let story = told(&[OPEN, "> P. +5\n< .\n> F.\n> P. +5\n"].concat());
    let found = sentences(&story).find(|sentence| sentence.text.contains("is only assumed"));
    let found = found.unwrap_or_else(|| panic!("{story:?}"));
    assert!(found.text.starts_with("That the responder is in CLOSE-WAIT"), "{found:?}");
    assert_eq!((found.first_frame, found.last_frame), (Some(6), Some(6)), "{found:?}");
}

#[test]
fn of_a_connection_joined_midway_it_is_told_that_the_handshake_came_before() {
    let assumed = |script: &str, language| {
        let story = told_in(script, language).1;
        let wanted = |text: &&str| text.contains("is only assumed") || text.contains("只是推测");
        texts(&story).into_iter().filter(wanted).map(str::to_owned).collect::<Vec<_>>()
    };
    for (script, english, chinese) in [
        (
            "> P. 100:105 ack 7\n< P. 7:17 ack 105\n",
            "That both ends are in ESTABLISHED is only assumed: the capture does not hold the handshake, which is taken to have come \
             before it.",
            "双方处于 ESTABLISHED 只是推测：捕获中没有握手，认为它在捕获开始之前已经完成。",
        ),
        (
            "> P. 100:105 ack 7\n< F. 7:17 ack 100\n",
            "That the originator is in CLOSE-WAIT is only assumed: a segment that leads there was seen on its way, and no answer shows \
             that it arrived.",
            "发起方处于 CLOSE-WAIT 只是推测：捕获到了使它进入该状态的报文段，但没有应答表明该报文段已到达。",
        ),
    ] {
        assert_eq!(assumed(script, Language::English), [english], "{script}");
        assert_eq!(assumed(script, Language::Chinese), [chinese], "{script}");
    }
    let opened = assumed("> S 100\n< SA 500\n", Language::English);
    assert!(opened.len() == 1 && opened[0].contains("a segment that leads there was seen"), "{opened:?}");
}

#[test]
fn a_syn_that_was_captured_after_its_answer_is_not_told_as_missing() {
    let late =
        "The SYN was captured after the SYN-ACK that answers it: how long the handshake took is not known.";
    let missing = "The capture of it begins without its SYN (from synack on): what came before is not known.";
    for (script, language, wanted, frame) in [
        ("< SA 500 ack 101\n> S 100\n> . ack 501\n", Language::English, late, 2),
        (
            "< SA 500 ack 101\n> S 100\n> . ack 501\n",
            Language::Chinese,
            "应答 SYN 的 SYN-ACK 先被捕获，SYN 在其后：握手历时不得而知。",
            2,
        ),
        ("< SA 500 ack 101\n> . 101 ack 501\n", Language::English, missing, 1),
    ] {
        let story = told_in(script, language).1;
        let beginnings = ["The SYN was captured", "The capture of it", "应答 SYN 的", "没有捕获到它的 SYN"];
        let about =
            sentences(&story).filter(|one| beginnings.iter().any(|begins| one.text.starts_with(begins)));
        let about: Vec<_> = about.map(|one| (one.text.as_str(), one.first_frame)).collect();
        assert_eq!(about, [(wanted, Some(frame))], "{story:?}");
        assert!(!texts(&story).iter().any(|text| text.contains("The handshake took")), "{story:?}");
    }
}

#[test]
fn whoever_is_in_time_wait_waits_be_it_one_or_both() {
    let waits = |close: &str, language| {
        let story = told_in(&[OPEN, close].concat(), language).1;
        let all = texts(&story).join("\n");
        ["responder waits for", "originator waits for", "both wait for", "双方都还要在 TIME-WAIT"]
            .map(|words| all.contains(words))
    };
    let both = "> F. 101:102 ack 501\n< F. 501:502 ack 101\n> . ack 502\n< . ack 102\n";
    assert_eq!(waits(both, Language::English), [false, false, true, false]);
    assert_eq!(waits(both, Language::Chinese), [false, false, false, true]);
    assert_eq!(waits("< F.\n> F.\n< .\n", Language::English), [true, false, false, false]);
    assert_eq!(waits("> F.\n< F.\n> .\n", Language::English), [false, true, false, false]);
    assert_eq!(waits("> R.\n", Language::English), [false; 4]);
}

#[test]
fn holes_and_data_in_a_syn_that_was_taken_are_told() {
    let holes = told(&[OPEN, "> . 111:121\n> . 131:141\n> . 101:111\n"].concat());
    assert!(
        texts(&holes).iter().any(|text| text.contains("in what the originator sent there were 2 holes")),
        "{holes:?}"
    );
    let early = |answer: &str| {
        let story = told(&["> S 100:108\n", answer, "> .\n"].concat());
        texts(&story).iter().any(|text| text.contains("Fast Open, with 7 octets already in the SYN"))
    };
    assert!(early("< SA 500 ack 108\n"));
    assert!(!early("< SA 500 ack 101\n"));
}

#[test]
fn a_close_that_a_reset_cut_off_is_not_told_as_if_it_had_come_to_its_end() {
    for (rest, sentence) in [
        (
            "> F. 101 ack 501 @1s\n< F. 501 ack 101 @1s\n> R 102 @1.1s\n",
            "Outcome RESET_BY_INITIATOR: a simultaneous close that the reset cut off.",
        ),
        (
            "> F. 101 ack 501 @1s\n< F. 501 ack 102 @1s\n> R 102 @1.1s\n",
            "Outcome RESET_BY_INITIATOR: the originator was the first to close its direction, in a three-segment close that the reset \
             cut off.",
        ),
    ] {
        let story = told(&[OPEN, rest].concat());
        let texts = texts(&story);
        assert!(texts.contains(&sentence), "{sentence}\n{texts:#?}");
    }
}

#[test]
fn how_long_a_close_took_is_told_only_when_both_fins_were_acknowledged() {
    let told_of = |rest: &str| {
        [(Language::English, "The close took"), (Language::Chinese, "连接释放历时")].map(
            |(language, words)| {
                texts(&told_in(&[OPEN, rest].concat(), language).1).iter().any(|text| text.starts_with(words))
            },
        )
    };
    for (rest, is_told) in [
        ("> F. @1s\n< F. @1.1s\n> . @1.2s\n", true),
        ("> F. @1s\n< F. @1.1s\n", false),
        ("> F. @1s\n< . @1.1s\n", false),
        ("> F. @1s\n< . @1.1s\n< R. @2s\n", false),
        ("> F. 101 ack 501 @1s\n< F. 501 ack 102 @1s\n> R 102 @1.1s\n", false),
    ] {
        assert_eq!(told_of(rest), [is_told; 2], "{rest}");
    }
}

#[test]
fn what_was_agreed_is_told_where_it_was_settled_though_the_syn_ack_comes_again() {
    let story = told(
        "> S 100 mss 1460 @0s\n< SA 500 mss 1400 @20ms\n> . @21ms\n< SA 500 ack 101 mss 1400 @31s\n> . @31.02s\n",
    );
    let texts = texts(&story);
    let at = |begins: &str| texts.iter().position(|text| text.starts_with(begins));
    let agreed = at("They agree on");
    assert!(agreed.is_some() && agreed < at("The originator, handshake 3/3"), "{texts:#?}");
}

#[test]
fn what_moves_an_end_is_told_by_itself_whatever_its_step() {
    let lost = told(
        "> S 100 ts 10 0 @0s\n< SA 500 ts 50 10 @20ms\n> . ts 11 50 @21ms\n< SA 500 ack 101 ts 90 11 @31s\n\
        > . ts 42 90 @31.02s\n> P. +5 ts 43 90 @32s\n> P. +5 ts 44 90 @33s\n",
    );
    let texts = texts(&lost);
    for wanted in [
        "The responder, handshake 2/3 again: the same SYN-ACK again: ISN 500 as before [reply-was-lost]. Now the responder is SYN-RECEIVED.",
        "The originator, same ACK again: repeats ack 501 (relative: 1). Now the responder is ESTABLISHED.",
        "The originator sends 2 segments with 10 B, within 1.000 s. Nothing came for 1.000 s before frame 7.",
    ] {
        assert!(texts.contains(&wanted), "{wanted}\n{texts:#?}");
    }
    let no_fin = told("> S 100 @0s\n< SA 500 @20ms\n> F. 100 ack 501 @40ms\n");
    let texts: Vec<_> = sentences(&no_fin).map(|sentence| sentence.text.as_str()).collect();
    assert!(
        texts.iter().any(|text| text.contains("a FIN at seq 100, where its sender's SYN or data stood")),
        "{texts:#?}"
    );
}

#[test]
fn long_silences_are_told_where_they_were_and_short_ones_are_not() {
    let silent = |at: &str| {
        let story = told(&[OPEN, "> P. +5 @0.1s\n< . @0.12s\n> F. @", at, "\n"].concat());
        sentences(&story).filter(|one| one.text.starts_with("Nothing for")).cloned().collect::<Vec<_>>()
    };
    let [silence] = &silent("12.92s")[..] else { panic!("one silence") };
    assert_eq!((silence.text.as_str(), silence.after), ("Nothing for 12.800 s.", Some(120_000_000)));
    assert_eq!(silent("1.119s").len(), 0);

    let within = told(&[OPEN, "> P. +5 @1s\n< . @1.1s\n> P. +5 @9s\n< . @9.1s\n> P. +5 @11s\n"].concat());
    let run = texts(&within).into_iter().find(|text| text.contains("sends")).unwrap_or_default().to_owned();
    assert!(
        run.contains(
            "Nothing came 2 times for a second or longer, at the longest for 7.900 s, before frame 6."
        ),
        "{run}"
    );
    let once = told(&[OPEN, "> P. +5 @0.1s\n< . @0.2s\n> P. +5 @9s\n"].concat());
    assert!(
        texts(&once).iter().any(|text| text.contains("Nothing came for 8.800 s before frame 6.")),
        "{once:?}"
    );
}

#[test]
fn what_dissectors_read_stands_at_its_frame() {
    let script = [
        OPEN,
        "> P. data \"GET /a HTTP/1.1\\r\\nHost: example.com\\r\\n\\r\\n\"\n< .\n",
        "< P. data \"HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n> .\n",
    ]
    .concat();
    let story = told(&script);
    let said: Vec<_> =
        sentences(&story).filter(|sentence| sentence.text.contains("http1 reads it")).collect();
    let frames: Vec<_> = said.iter().map(|sentence| sentence.first_frame).collect();
    assert_eq!(frames, [Some(4), Some(6)], "{said:?}");
    assert!(
        said[0].text.starts_with("The originator says, as http1 reads it: method: GET; target: /a; "),
        "{said:?}"
    );
    assert!(said[0].text.contains("host: example.com"), "{said:?}");
    assert!(said[1].text.starts_with("The responder says, as http1 reads it: status: 404; "), "{said:?}");
    let data = story.chapters.iter().find(|chapter| chapter.title == "Data").expect("there is data");
    assert_eq!(data.sentences.len(), 3, "the run and both: {data:?}");
    let (_, chinese) = told_in(&script, Language::Chinese);
    assert!(
        texts(&chinese).iter().any(|text| text.starts_with("发起方的载荷，据 http1 解析：method: GET；")),
        "{chinese:?}"
    );
}

/// Says something about every segment with data.
struct Talkative;

impl Dissector for Talkative {
    type State = ();

    fn name(&self) -> Name {
        "talkative".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field::new("octets", FieldKind::Unsigned, "How many came.").headline()]
    }

    fn claims(&self) -> Claims {
        Claims::none().port(80)
    }

    fn open(&self, _: &FlowInfo) {}

    fn data(&self, (): &mut (), data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        emit.put("octets", data.octets.len() as u64)?;
        Ok(Then::GoOn)
    }
}

/// Says something about every segment with more than one octet.
struct Telling;

impl Dissector for Telling {
    type State = ();

    fn name(&self) -> Name {
        "telling".into()
    }

    fn fields(&self) -> Vec<Field> {
        Talkative.fields()
    }

    fn claims(&self) -> Claims {
        Talkative.claims()
    }

    fn open(&self, _: &FlowInfo) {}

    fn data(&self, (): &mut (), data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        if data.octets.len() > 1 {
            emit.put("octets", data.octets.len() as u64)?;
        }
        Ok(Then::GoOn)
    }
}

#[test]
fn of_very_many_frames_with_something_read_the_first_are_told_and_the_rest_is_counted() {
    let script = [OPEN, &"> P. +9\n< P. +2\n".repeat(MAX_SAYINGS / 2 + 4)].concat();
    let (_, story) = told_by(&script, &Registry::new().with(Talkative), Language::English);
    let texts = texts(&story);
    assert_eq!(texts.iter().filter(|text| text.contains("talkative reads it")).count(), MAX_SAYINGS);
    assert!(texts.contains(&"What dissectors read in 8 frames more is not told here."), "{:?}", texts.last());
    let more = MAX_SAYINGS + 7;
    let ending = format!("The dissector talkative looked into its payload: octets: 9 (+{more} more read).");
    assert!(texts.contains(&ending.as_str()), "{:?}", texts.last());
}

#[test]
fn what_a_run_holds_is_counted_before_its_words_and_the_default_size_is_told_in_octets() {
    let script = [OPEN, "> P. +9\n< . @1s\n< . @1.1s\n< . @1.2s\n> P. +9\n"].concat();
    let all = |language| texts(&told_in(&script, language).1).join("\n");
    let (english, chinese) = (all(Language::English), all(Language::Chinese));
    assert!(english.contains("Among them: 2× same ACK again (first in frame 6)."), "{english}");
    assert!(english.contains("segments of at most the default of 536 octets each way"), "{english}");
    assert!(chinese.contains("其中：2× 重复确认（首次在帧 6）。"), "{chinese}");
    assert!(chinese.contains("双向最大报文段长度 (MSS) 均为默认的 536 字节"), "{chinese}");
}

#[test]
fn of_a_single_segment_what_is_remarkable_is_not_counted() {
    let all = |language| texts(&told_in("> P. 100:109 ack 7\n> F. 109 ack 7\n", language).1).join("\n");
    let (english, chinese) = (all(Language::English), all(Language::Chinese));
    let wanted = "The originator sends 1 segment with 9 B. It is told as: midstream.";
    assert!(english.contains(wanted) && !english.contains("Among them"), "{english}");
    assert!(
        chinese.contains("发起方发送 1 个报文段，共 9 B。标记为：") && !chinese.contains("其中"),
        "{chinese}"
    );
}

#[test]
fn a_clock_that_goes_backwards_makes_neither_a_run_nor_a_chapter_shorter() {
    for (language, within) in
        [(Language::English, ", within 300.0 ms."), (Language::Chinese, "，历时 300.0 ms。")]
    {
        let script = [OPEN, "> P. +5 @1.2s\n< . @1.4s\n> P. +5 @1.1s\n"].concat();
        let (_, story) = told_in(&script, language);
        let data = &story.chapters[1];
        assert_eq!((data.after, data.lasted), (Some(1_100_000_000), Some(300_000_000)), "{data:?}");
        let run = &data.sentences[0];
        assert!(run.text.contains(within) && run.after == Some(1_100_000_000), "{run:?}");
    }
    let story = told("< SA 500 ack 101 @1s\n> S 100 @0.9s\n> . @1.2s\n> F. @3s\n");
    let opening = &story.chapters[0];
    assert_eq!((opening.after, opening.lasted), (Some(-100_000_000), Some(300_000_000)), "{opening:?}");
}

#[test]
fn what_was_read_behind_the_last_part_of_a_story_is_counted_too() {
    // No two of these are one run: each is a part of its own.
    let parts = "< SA\n> P. +1\n".repeat(MAX_PARTS / 2 + 20);
    let said = |script: &str| {
        let (_, story) = told_by(script, &Registry::new().with(Telling), Language::English);
        let texts: Vec<String> = texts(&story).into_iter().map(str::to_owned).collect();
        let told = texts.iter().filter(|text| text.contains("telling reads it")).count();
        (told, texts.into_iter().find(|text| text.starts_with("What dissectors read")))
    };
    let rest = Some("What dissectors read in 2 frames more is not told here.".to_owned());
    assert_eq!(said(&[OPEN, "> P. +9\n", &parts, "> P. +9\n< P. +9\n"].concat()), (1, rest));
    assert_eq!(said(&[OPEN, "> P. +9\n< P. +9\n"].concat()), (2, None));
}

#[test]
fn a_long_value_is_cut_for_people_and_whole_for_programs() {
    for (target, language) in [
        ("a".repeat(900), Language::English),
        ("\\xe9\\x95\\xbf".repeat(300), Language::Chinese),
        ("e\\xcc\\x81".repeat(300), Language::English),
    ] {
        let request = format!("> P. data \"GET /{target} HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n\"\n");
        let script = [OPEN, &request].concat();
        for width in [80, 120] {
            let text = written(&script, Format::Text, Look { width, language, ..Look::default() });
            let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(widest <= width && text.contains('…'), "{widest} on {width}:\n{text}");
        }
        let whole = if target.starts_with('a') { target } else { String::new() };
        for format in [Format::Json, Format::Csv] {
            let told = written(&script, format, Look::default());
            assert!(told.contains(&whole) && !told.contains('…'), "{told}");
        }
    }
}

#[test]
fn a_value_of_several_lines_is_told_whole() {
    let target = format!("/index.php?{}=end", "a".repeat(200));
    let script = [OPEN, &format!("> P. data \"GET {target} HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n\"\n")].concat();
    for width in [80, 120, 200] {
        let text = written(&script, Format::Text, Look { width, ..Look::default() });
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let joined: String = text.lines().map(str::trim).collect();
        assert!(widest <= width && joined.contains(&target), "{widest} on {width}:\n{text}");
    }
}

#[test]
fn an_outcome_by_reset_is_told_of_the_reset_that_counted() {
    for (script, frames) in [
        ("> S 100\n< RA 0 ack 100\n< SA 500 ack 101\n> .\n> P. +5\n< R.\n> P. +5\n< R.\n", (6, 6)),
        ("> S 100\n< RA 0 ack 101\n> S 100\n< RA 0 ack 101\n", (4, 4)),
        ("> S 100\n< SA 500\n> .\n> F.\n< .\n< R.\n< R.\n", (4, 6)),
    ] {
        for language in Language::ALL {
            let story = told_in(script, language).1;
            let outcome = &story.chapters.last().expect("a story ends").sentences[0];
            assert!(
                outcome.text.contains("RESET_BY_RESPONDER") || outcome.text.contains("REFUSED"),
                "{outcome:?}"
            );
            assert_eq!(outcome.first_frame.zip(outcome.last_frame), Some(frames), "{script}: {outcome:?}");
        }
    }
}

#[test]
fn an_outcome_is_told_once() {
    let outcome = |script: &str, language| {
        let (_, story) = told_in(&[OPEN, "> P. +5\n< .\n", script].concat(), language);
        let ending = story.chapters.last().expect("a story ends");
        ending.sentences[0].text.clone()
    };
    for (script, english, chinese) in [
        ("> R.\n", "Outcome RESET_BY_INITIATOR.", "结局为 RESET_BY_INITIATOR。"),
        (
            "> F.\n< .\n> R.\n",
            "Outcome RESET_BY_INITIATOR: the originator was the first to close its direction.",
            "结局为 RESET_BY_INITIATOR：发起方主动关闭。",
        ),
        (
            "> F.\n< .\n< R.\n",
            "Outcome RESET_BY_RESPONDER: the originator was the first to close its direction.",
            "结局为 RESET_BY_RESPONDER：发起方主动关闭。",
        ),
        ("> F.\n< .\n", "Outcome HALF_CLOSED_BY_INITIATOR.", "结局为 HALF_CLOSED_BY_INITIATOR。"),
        (
            "> F.\n< F.\n> .\n",
            "Outcome CLOSED: the originator was the first to close its direction, in a three-segment close.",
            "结局为 CLOSED：发起方主动关闭，三次挥手。",
        ),
        (
            "> F. 106:107\n< F. 501:502 ack 106\n> . ack 502\n< . ack 107\n",
            "Outcome CLOSED: a simultaneous close.",
            "结局为 CLOSED：同时关闭。",
        ),
    ] {
        assert_eq!(outcome(script, Language::English), english, "{script}");
        assert_eq!(outcome(script, Language::Chinese), chinese, "{script}");
    }
    let (_, refused) = told_in("> S 100\n< RA 0 ack 101\n", Language::English);
    assert!(texts(&refused).contains(&"Outcome REFUSED: the responder sent the reset."), "{refused:?}");
}

#[test]
fn long_addresses_leave_no_page() {
    let ends =
        "ends 2a00:d40:1:3:7aac:c0ff:fea7:d4c 2a00:1450:4006:804:1234:5678:9abc:200e\nports 40526 50443\n";
    for language in Language::ALL {
        let look = Look { width: 80, language, ..Look::default() };
        let text = written(&[ends, OPEN, "> F.\n< F.\n> .\n"].concat(), Format::Text, look);
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= 80, "{widest}\n{text}");
    }
}
