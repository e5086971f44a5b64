//! What the end of a story says of who looked into payload.

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
use synfin::dissect::registry::Registry;
use synfin::dissect::then::Then;
use synfin::language::language::Language;
use synfin::story::teller::Storyteller;
use synfin_testkit::samples::sample;

/// Tells how many octets came first, if it is to, and gives up at what comes then, if it is to.
struct First {
    tells: bool,
    fails: bool,
}

impl Dissector for First {
    type State = bool;

    fn name(&self) -> Name {
        "first".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field::new("octets", FieldKind::Unsigned, "How many came first.").headline()]
    }

    fn claims(&self) -> Claims {
        Claims::none().port(23)
    }

    fn open(&self, _: &FlowInfo) -> bool {
        false
    }

    fn data(&self, told: &mut bool, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        if *told && self.fails {
            return Err(Failure::new("there is more"));
        }
        if !*told && self.tells {
            emit.put("octets", data.octets.len() as u64)?;
        }
        *told = true;
        Ok(Then::GoOn)
    }
}

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
        assert_eq!(told(First { tells, fails }, Language::English), [english]);
        assert_eq!(told(First { tells, fails }, Language::Chinese), [chinese]);
    }
}
