//! What the end of a story says of who looked into payload.

mod first_octets;

use first_octets::First;
use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::dissect::registry::Registry;
use synfin::language::language::Language;
use synfin::story::teller::Storyteller;
use synfin_testkit::samples::sample;

/// The sentences about it at the end of the story of a session of telnet.
fn told(first: First, language: Language) -> Vec<String> {
    let capture = sample::all().into_iter().find(|sample| sample.name == "four-way-close.pcap");
    let octets = capture.expect("the sample is there").octets;
    let mut reader = Reader::new(&octets[..]).expect("a capture");
    let mut analyzer = Analyzer::default().dissecting(&Registry::new().with(first));
    let mut teller = Storyteller::new(language);
    while let Some(record) = reader.next_record().expect("the sample is whole") {
        if let Some(segment) = analyzer.observe(&record) {
            teller.hear(&segment);
        }
    }
    analyzer.finish();
    let story = teller.tell(&analyzer.pop_ended().expect("one connection"));
    let ending = story.chapters.last().expect("a story ends");
    let sentences = ending.sentences.iter().map(|sentence| sentence.text.clone());
    sentences
        .filter(|sentence| sentence.contains("first"))
        .filter(|told| told.contains("payload") || told.contains("载荷"))
        .collect()
}

#[test]
fn the_end_says_what_was_told_and_why_it_told_no_more_in_both_languages() {
    for (tells, fails, english, chinese) in [
        (
            true,
            false,
            "The dissector first looked into its payload: octets: 12.",
            "解析器 first 查看了它的载荷：octets: 12。",
        ),
        (
            true,
            true,
            "The dissector first looked into its payload: octets: 12; then it gave up, as there is more.",
            "解析器 first 查看了它的载荷：octets: 12；随后放弃，原因是：there is more。",
        ),
        (
            false,
            true,
            "The dissector first looked into its payload; then it gave up, as there is more.",
            "解析器 first 查看了它的载荷；随后放弃，原因是：there is more。",
        ),
        (false, false, "The dissector first looked into its payload.", "解析器 first 查看了它的载荷。"),
    ] {
        assert_eq!(told(First { name: "first", tells, fails }, Language::English), [english]);
        assert_eq!(told(First { name: "first", tells, fails }, Language::Chinese), [chinese]);
    }
}
