//! What a PDF says and where: text runs with page, place in millimetres from the top left corner, and whether a screen
//! reader is told. Reads the page's own drawing orders with lopdf, not Typst's idea of them.

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// One run of text on a page.
#[derive(Debug, Clone)]
pub struct Words {
    /// Page number from 1.
    pub page: u32,
    /// Millimetres from the left edge to the run's start.
    pub x: f32,
    /// Millimetres from the top edge to the baseline.
    pub y: f32,
    /// Type size in points.
    pub size: f32,
    /// Whether the run is decoration that a screen reader passes over.
    pub artifact: bool,
    /// The text.
    pub text: String,
}

/// All runs in drawing order.
pub fn of(bytes: &[u8]) -> Vec<Words> {
    let document = Document::load_mem(bytes).unwrap();
    document.get_pages().into_iter().flat_map(|(number, id)| page(&document, number, id)).collect()
}

/// The runs that a screen reader is told, with line ends and letter pairs joined again.
pub fn read_aloud(bytes: &[u8]) -> String {
    let told: Vec<Words> = of(bytes).into_iter().filter(|words| !words.artifact).collect();
    told.into_iter().map(|words| words.text).collect()
}

fn page(document: &Document, number: u32, id: lopdf::ObjectId) -> Vec<Words> {
    let fonts = document.get_page_fonts(id).unwrap();
    let fonts: Fonts = fonts.into_iter().map(|(name, font)| (name, glyphs(document, font))).collect();
    let mut state = State { page: number, ..State::default() };
    for operation in document.get_and_decode_page_content(id).unwrap().operations {
        state.apply(&operation, &fonts);
    }
    state.words
}

/// Each font's glyphs and the text that they stand for.
type Fonts = BTreeMap<Vec<u8>, BTreeMap<u16, String>>;

/// The font's ToUnicode table, which Typst's PDF library writes as plain `bfchar` lines.
fn glyphs(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let reference = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
    let stream = document.get_object(reference).unwrap().as_stream().unwrap();
    let table = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    assert!(!table.contains("beginbfrange"));
    let mut glyphs = BTreeMap::new();
    for block in table.split("beginbfchar").skip(1) {
        for line in block.split("endbfchar").next().unwrap().lines().filter(|line| line.starts_with('<')) {
            let (glyph, text) = line.trim_matches(['<', '>']).split_once("> <").unwrap();
            let hex = |at: usize| u16::from_str_radix(&text[at..at + 4], 16).unwrap();
            let units: Vec<u16> = (0..text.len()).step_by(4).map(hex).collect();
            glyphs.insert(u16::from_str_radix(glyph, 16).unwrap(), String::from_utf16(&units).unwrap());
        }
    }
    glyphs
}

type Matrix = [f32; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
const POINTS_PER_MM: f32 = 72.0 / 25.4;

fn multiply(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// Marked content that is open.
struct Mark {
    artifact: bool,
    actual: Option<String>,
}

struct State {
    page: u32,
    transform: Matrix,
    text: Matrix,
    saved: Vec<Matrix>,
    marks: Vec<Mark>,
    font: Vec<u8>,
    size: f32,
    words: Vec<Words>,
}

impl Default for State {
    fn default() -> Self {
        let (saved, marks, font, words) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { page: 0, transform: UNIT, text: UNIT, saved, marks, font, size: 0.0, words }
    }
}

impl State {
    fn apply(&mut self, operation: &Operation, fonts: &Fonts) {
        let numbers = || -> Matrix {
            let values: Vec<f32> = operation.operands.iter().map(|value| value.as_float().unwrap()).collect();
            values.try_into().unwrap()
        };
        match operation.operator.as_str() {
            "q" => self.saved.push(self.transform),
            "Q" => self.transform = self.saved.pop().unwrap(),
            "cm" => self.transform = multiply(numbers(), self.transform),
            "Tm" => self.text = numbers(),
            "BT" => self.text = UNIT,
            "BMC" | "BDC" => {
                let artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                let properties = operation.operands.get(1).and_then(|value| value.as_dict().ok());
                let actual = properties.and_then(|properties| properties.get(b"ActualText").ok());
                self.marks.push(Mark { artifact, actual: actual.map(|text| lopdf::decode_text_string(text).unwrap()) });
            }
            "EMC" => drop(self.marks.pop().unwrap()),
            "Tf" => {
                self.font = operation.operands[0].as_name().unwrap().to_vec();
                self.size = operation.operands[1].as_float().unwrap();
            }
            "Tj" => self.show(&operation.operands, &fonts[&self.font]),
            "TJ" => self.show(operation.operands[0].as_array().unwrap(), &fonts[&self.font]),
            _ => {}
        }
    }

    fn show(&mut self, parts: &[Object], glyphs: &BTreeMap<u16, String>) {
        let strings = parts.iter().filter_map(|part| part.as_str().ok());
        let codes = strings.flat_map(|bytes| bytes.chunks(2)).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        let text: String = codes.map(|code| glyphs[&code].as_str()).collect();
        // Text that stands in for the glyphs is said once, with the first of them.
        let text = match self.marks.iter_mut().find_map(|mark| mark.actual.as_mut()) {
            Some(actual) => std::mem::take(actual),
            None => text,
        };
        let at = multiply(self.text, self.transform);
        self.words.push(Words {
            page: self.page,
            x: at[4] / POINTS_PER_MM,
            y: 297.0 - at[5] / POINTS_PER_MM,
            size: self.size,
            artifact: self.marks.iter().any(|mark| mark.artifact),
            text,
        });
    }
}
