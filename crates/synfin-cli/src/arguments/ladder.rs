//! `synfin ladder`.

use clap::Args;
use synfin::picture::artist::{ROWS, USUAL_ROWS};
use synfin::picture::format::PictureFormat;

use crate::arguments::input::InputArguments;
use crate::arguments::number::number;
use crate::arguments::one_flow::OneFlowArguments;
use crate::arguments::page::PageArguments;
use crate::arguments::word::Words;

const NO_ROWS: &str = "a picture has from 10 to 2000 rows";

#[derive(Args, Debug)]
pub(crate) struct LadderArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// In which form; by default as the name of OUT ends (.txt, .svg, .html, .mmd), else text.
    #[arg(long, value_name = "FORMAT", value_parser = Words::new("form", &PictureFormat::ALL, PictureFormat::name), help_heading = "Writing")]
    pub(crate) format: Option<PictureFormat>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    /// About how many rows the picture has at most, from 10 to 2000.
    #[arg(long, value_name = "ROWS", default_value_t = USUAL_ROWS as u16, help_heading = "Writing")]
    #[arg(value_parser = number(*ROWS.start() as u16..=*ROWS.end() as u16, NO_ROWS), allow_negative_numbers = true)]
    pub(crate) rows: u16,
    #[command(flatten)]
    pub(crate) which: OneFlowArguments,
}
