//! The whole way: a capture file in, the story of its connections out, and books that balance.

use synfin::analyzer::Analyzer;
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;

/// The octets are the file.
pub fn check(octets: &[u8]) {
    let options = ReadOptions {
        max_record: 1 << 20,
        max_total: 1 << 24,
        max_zstd_window_log: 20,
        ..ReadOptions::default()
    };
    let Ok(mut reader) = Reader::with_options(octets, &options) else { return };
    let mut analyzer = Analyzer::default();
    loop {
        match reader.next_record() {
            Ok(None) => break,
            Ok(Some(record)) => {
                if let Some(observation) = analyzer.observe(&record) {
                    assert!(!observation.reason().to_string().is_empty());
                    assert_eq!(observation.frame(), record.number);
                }
                assert!(analyzer.balance());
            }
            // Each fault once; behind the last there is nothing.
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    analyzer.finish();
    let mut flows = 0;
    while analyzer.pop_ended().is_some() {
        flows += 1;
    }
    assert!(analyzer.balance());
    assert_eq!(analyzer.flow_books().opened, flows);
}
