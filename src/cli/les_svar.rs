//! `vedtaksbrev les-svar`.

use super::Outcome;
use super::args::LesSvar;
use crate::disk::Disk;

pub(super) fn run(_disk: &dyn Disk, _args: &LesSvar) -> Outcome {
    Outcome::default()
}
