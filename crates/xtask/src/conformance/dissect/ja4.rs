//! JA4, against a reckoning from tshark's fields by a program of a few lines.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::conformance::measure::{Disagreement, Measure};

/// The program; it is given to Python as it is.
const PROGRAM: &str = include_str!("ja4.py");

/// A ClientHello: where it is, what tshark read of it, and what synfin made of it.
pub(super) struct Offer {
    pub(super) file: String,
    pub(super) frame: u64,
    pub(super) fields: String,
    pub(super) ours: String,
}

/// One unit a ClientHello of which both know.
pub(super) fn compare(offers: &[Offer]) -> Result<Measure> {
    let mut measure = Measure::new("dissect.ja4", "hellos", Some(99.0)).all_judged();
    for (offer, theirs) in offers.iter().zip(reckoned(offers)?) {
        let Offer { file, frame, fields, ours } = offer;
        let differs = theirs != *ours;
        measure.count(
            differs.then(|| Disagreement::new(file, *frame, "ja4", theirs, ours).about(fields.as_str())),
        );
    }
    Ok(measure)
}

fn reckoned(offers: &[Offer]) -> Result<Vec<String>> {
    if offers.is_empty() {
        return Ok(Vec::new());
    }
    let mut python = Command::new("python3")
        .args(["-c", PROGRAM])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("python3 must be installed")?;
    let mut lines = python.stdin.take().context("python3 has no standard input")?;
    let mut text = offers.iter().map(|offer| offer.fields.as_str()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    let writer = std::thread::spawn(move || lines.write_all(text.as_bytes()));
    let output = python.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("the thread that writes to python3 panicked"))??;
    ensure!(output.status.success(), "ja4.py failed");
    let told: Vec<String> = String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect();
    ensure!(told.len() == offers.len(), "ja4.py told {} of {} fingerprints", told.len(), offers.len());
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::{Offer, compare};

    #[test]
    fn the_published_example_is_reckoned_as_published() {
        let fields = "0303\t8a8a,0304,0303\t3a3a,1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035\t\
            001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015\t\
            0403,0804,0401,0503,0805,0501,0806,0601\th2";
        let ours = "t13d1516h2_8daaf6152771_e5627efa2ab1".to_owned();
        let offer = Offer { file: "f".to_owned(), frame: 1, fields: fields.to_owned(), ours };
        let measure = compare(&[offer]).expect("python3 is there");
        assert_eq!((measure.compared, measure.agreed), (1, 1), "{:?}", measure.disagreements);
    }
}
