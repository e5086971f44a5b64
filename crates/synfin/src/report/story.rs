//! A story as JSON and as CSV.

use std::io::{self, Write};

use crate::story::sentence::Story;

/// Writes a story as one line of JSON: `flow`, and `chapters` of `title` and `sentences`.
///
/// # Errors
/// Those of the output.
pub fn write_json(mut out: impl Write, story: &Story) -> io::Result<()> {
    serde_json::to_writer(&mut out, story)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes a story as CSV, a line a sentence.
///
/// # Errors
/// Those of the output.
pub fn write_csv(out: impl Write, story: &Story) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["flow", "chapter", "first_frame", "last_frame", "after", "text"])?;
    for chapter in &story.chapters {
        for sentence in &chapter.sentences {
            let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
            let after = sentence.after.map(|after| after.to_string()).unwrap_or_default();
            out.write_record([
                story.flow.to_string().as_str(),
                &chapter.title,
                &number(sentence.first_frame),
                &number(sentence.last_frame),
                &after,
                &sentence.text,
            ])?;
        }
    }
    out.flush()
}
