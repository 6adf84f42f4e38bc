//! A file of lines, read one at a time, so that its length does not matter.
//!
//! Comes in: anything that can be read. Goes out: one bounded line after the other.
//! Does not know what a line means.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::{not_expected, read_problem};
use crate::problem::{Place, Problem};

/// The lines of a source, with the name to call it.
pub struct Lines {
    source: Box<dyn BufRead + Send>,
    name: String,
    limit: u64,
}

impl Lines {
    /// The lines of a file or a pipe, each at most `limit` bytes.
    ///
    /// # Errors
    /// FIL-020 not found, FIL-021 may not be read, FIL-022 is a folder, FIL-029.
    pub fn open(path: &Path, limit: u64) -> Result<Self, Problem> {
        if path.is_dir() {
            return Err(not_expected(path, "Dette er en mappe, ikke en fil"));
        }
        let file = File::open(path).map_err(|error| read_problem(path, &error))?;
        Ok(Self::of(BufReader::new(file), path.display().to_string(), limit))
    }

    /// How many lines of a file have more than white space; nothing for a pipe, which can be read only once.
    ///
    /// # Errors
    /// FIL-020, FIL-021, FIL-029.
    pub fn count(path: &Path) -> Result<Option<usize>, Problem> {
        let fault = |error: io::Error| read_problem(path, &error);
        if !std::fs::metadata(path).map_err(fault)?.is_file() {
            return Ok(None);
        }
        Self::count_in(File::open(path).map_err(fault)?).map(Some).map_err(fault)
    }

    fn count_in(mut source: impl Read) -> io::Result<usize> {
        let (mut count, mut counted, mut buffer) = (0, false, [0; 64 * 1024]);
        loop {
            let read = match source.read(&mut buffer) {
                Ok(0) => return Ok(count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            for byte in &buffer[..read] {
                if *byte == b'\n' {
                    counted = false;
                } else if !counted && !byte.is_ascii_whitespace() {
                    (count, counted) = (count + 1, true);
                }
            }
        }
    }

    /// The lines of standard input.
    pub fn standard_input(name: &str, limit: u64) -> Self {
        Self::of(BufReader::new(io::stdin()), name.to_owned(), limit)
    }

    fn of(source: impl BufRead + Send + 'static, name: String, limit: u64) -> Self {
        Self { source: Box::new(source), name, limit }
    }

    /// The next line without its line break; nothing at the end.
    ///
    /// The outer error is the source's: there is no more to read. The inner one is the line's own
    /// (FIL-023, longer than `limit`): the next line can still be read.
    ///
    /// # Errors
    /// FIL-021, FIL-029.
    pub fn next_line(&mut self) -> Result<Option<Result<Vec<u8>, Problem>>, Problem> {
        let mut line = Vec::new();
        let fault = |error: io::Error| read_problem(Path::new(&self.name), &error);
        let read = (&mut self.source).take(self.limit.saturating_add(1)).read_until(b'\n', &mut line);
        if read.map_err(fault)? == 0 {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') && line.len() as u64 > self.limit {
            self.source.skip_until(b'\n').map_err(fault)?;
            let hint = format!("grensen er {} byte", self.limit);
            let place = Place::file(&self.name);
            return Ok(Some(Err(Problem::error("FIL-023", place, "Linja er for lang").hint(hint))));
        }
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(Ok(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_white_space_are_not_counted() {
        let count = |text: &str| Lines::count_in(text.as_bytes()).unwrap();
        assert_eq!(["", "\n \r\n", "a", "a\n", "a b\r\n\n\tc\n d"].map(count), [0, 0, 1, 1, 3]);
        assert_eq!(count(&"x".repeat(200_000)), 1);
    }

    #[test]
    fn a_line_that_is_too_long_is_refused_and_the_next_is_read() {
        let mut lines = Lines::of(io::Cursor::new(b"ab\r\n\nabcdef\ncd".to_vec()), "inn".into(), 4);
        let mut next = || lines.next_line().unwrap().map(|line| line.map_err(|problem| problem.code));
        assert_eq!(next(), Some(Ok(b"ab".to_vec())));
        assert_eq!(next(), Some(Ok(Vec::new())));
        assert_eq!(next(), Some(Err("FIL-023")));
        assert_eq!(next(), Some(Ok(b"cd".to_vec())));
        assert_eq!(next(), None);
    }
}
