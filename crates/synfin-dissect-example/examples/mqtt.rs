//! Who connects to an MQTT broker in a capture: `cargo run -p synfin-dissect-example --example mqtt FILE`.

use std::error::Error;

use synfin::analyzer::Analyzer;
use synfin::capture::open::open;
use synfin::dissect::registry::Registry;
use synfin::flow::direction::Direction;
use synfin_dissect_example::Mqtt;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("which file?")?;
    let mut analyzer = Analyzer::default().dissecting(&Registry::new().with(Mqtt));
    let mut capture = open(path)?;
    while let Some(record) = capture.next_record()? {
        analyzer.observe(&record);
    }
    analyzer.finish();
    while let Some(flow) = analyzer.pop_ended() {
        for field in flow.fields() {
            let originator = flow.socket(Direction::Originator).address();
            println!("{} {originator} {}: {}", flow.number(), field.field, field.value);
        }
    }
    Ok(())
}
