//! One file for the printer: many letters after each other, each on sheets of its own, as PDF/A-2b.
//!
//! Comes in: finished letters, one at a time. Goes out: a PDF that grows on the disk, the same bytes for the same letters.
//! Memory does not grow with the letters' pages: what they share (fonts, colour profile) is written once, and of what
//! is written only places and hashes are kept. Leaves out tags, links and bookmarks, which paper has not.

mod copy;
mod metadata;

use crate::disk::Growing;
use crate::problem::{Cause, Place, Problem};
use copy::Copier;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, Writer, dictionary};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;

/// The numbers of the objects that every file has.
const CATALOG: u32 = 1;
const PAGES: u32 = 2;
const METADATA: u32 = 3;
/// What the pages of a letter may bring with them from the nodes above them.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Binary bytes in the second line, so that no program takes the file for text (PDF 1.7, 7.5.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// A print file under way.
pub struct PrintFile {
    /// Nothing when only the hash is wanted.
    file: Option<Growing>,
    place: Place,
    written: u64,
    digest: Sha256,
    /// Where each object begins, by its number from 1; nothing while it is only promised.
    offsets: Vec<Option<u64>>,
    /// The objects that may be used again, by the hash of their content.
    shared: HashMap<[u8; 32], u32>,
    /// The node of each letter and how many pages it has.
    letters: Vec<(u32, usize)>,
    intents: Option<Object>,
}

impl PrintFile {
    /// Begins a file that will be called `path`.
    ///
    /// # Errors
    /// FIL-020, FIL-026, FIL-027, FIL-029.
    pub fn create(path: &Path) -> Result<Self, Problem> {
        Self::begin(Some(Growing::create(path)?), path)
    }

    /// Begins the file that is called `path` once more, without writing it: only its hash comes out.
    ///
    /// # Errors
    /// As `create`.
    pub fn again(path: &Path) -> Result<Self, Problem> {
        Self::begin(None, path)
    }

    fn begin(file: Option<Growing>, path: &Path) -> Result<Self, Problem> {
        let mut file = Self {
            file,
            place: Place::file(path.display().to_string()),
            written: 0,
            digest: Sha256::new(),
            offsets: vec![None; METADATA as usize],
            shared: HashMap::new(),
            letters: Vec::new(),
            intents: None,
        };
        file.bytes(HEADER)?;
        Ok(file)
    }

    /// Adds a letter, with an empty page after it when its last sheet has only one side.
    ///
    /// # Errors
    /// UT-082 when the letter is no PDF of this program, FIL-027, FIL-029.
    pub fn add(&mut self, pdf: &[u8]) -> Result<(), Problem> {
        let document = Document::load_mem(pdf).map_err(|_| self.unreadable())?;
        let node = self.promise();
        let mut copier = Copier::new(&document);
        if self.intents.is_none() {
            let intents = document.catalog().and_then(|catalog| catalog.get(b"OutputIntents")).cloned();
            self.intents = Some(copier.value(self, &intents.map_err(|_| self.unreadable())?)?);
        }
        let mut kids = Vec::new();
        let mut size = None;
        for page in document.page_iter() {
            let mut page = page_of(&document, page).ok_or_else(|| self.unreadable())?;
            size = page.get(b"MediaBox").ok().cloned();
            for key in [&b"Parent"[..], b"Annots", b"Tabs"] {
                page.remove(key);
            }
            let Object::Dictionary(mut page) = copier.value(self, &Object::Dictionary(page))? else { continue };
            page.set("Parent", (node, 0));
            kids.push(self.object(&Object::Dictionary(page))?);
        }
        let size = size.ok_or_else(|| self.unreadable())?;
        if kids.len() % 2 == 1 {
            let empty = dictionary! {
                "Type" => "Page", "Parent" => (node, 0), "MediaBox" => size, "Resources" => Dictionary::new(),
            };
            kids.push(self.object(&Object::Dictionary(empty))?);
        }
        self.letters.push((node, kids.len()));
        self.node(node, Some(PAGES), &kids, kids.len())
    }

    /// Puts the file in its place and gives its SHA-256, in hexadecimal.
    ///
    /// # Errors
    /// UT-082 when no letter was added, FIL-026, FIL-027, FIL-029.
    pub fn finish(mut self, title: &str) -> Result<String, Problem> {
        let intents = self.intents.take().ok_or_else(|| self.unreadable())?;
        let letters = std::mem::take(&mut self.letters);
        let kids: Vec<u32> = letters.iter().map(|(node, _)| *node).collect();
        self.node(PAGES, None, &kids, letters.iter().map(|(_, pages)| pages).sum())?;
        let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let xmp = Stream::new(xmp, metadata::xmp(title).into_bytes()).with_compression(false);
        self.at(METADATA, &Object::Stream(xmp))?;
        let catalog = dictionary! {
            "Type" => "Catalog", "Pages" => (PAGES, 0), "Metadata" => (METADATA, 0), "OutputIntents" => intents,
            "ViewerPreferences" => dictionary! { "Duplex" => "DuplexFlipLongEdge", "PrintScaling" => "None" },
        };
        self.at(CATALOG, &Object::Dictionary(catalog))?;
        self.table()?;
        let sha256 = self.digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.file.map_or(Ok(()), Growing::finish)?;
        Ok(sha256)
    }

    /// The cross-reference table and the trailer (PDF 1.7, 7.5.4 and 7.5.5).
    fn table(&mut self) -> Result<(), Problem> {
        let start = self.written;
        let size = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            table.push_str(&format!("{:010} 00000 n \n", offset.unwrap_or(0)));
        }
        let id: Vec<u8> = self.digest.clone().finalize()[..16].to_vec();
        let id = Object::String(id, StringFormat::Hexadecimal);
        let trailer = dictionary! {
            "Size" => i64::try_from(size).unwrap_or(i64::MAX), "Root" => (CATALOG, 0), "ID" => vec![id.clone(), id],
        };
        let mut bytes = table.into_bytes();
        bytes.extend_from_slice(b"trailer\n");
        self.serialise(&mut bytes, &Object::Dictionary(trailer))?;
        bytes.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        self.bytes(&bytes)
    }

    fn node(&mut self, number: u32, parent: Option<u32>, kids: &[u32], count: usize) -> Result<(), Problem> {
        let kids: Vec<Object> = kids.iter().map(|kid| Object::Reference((*kid, 0))).collect();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let mut node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        if let Some(parent) = parent {
            node.set("Parent", (parent, 0));
        }
        self.at(number, &Object::Dictionary(node))
    }

    /// Writes an object that letters may share, and gives its number; the same content is written once.
    fn shared(&mut self, object: &Object) -> Result<u32, Problem> {
        let mut content = Vec::new();
        self.serialise(&mut content, object)?;
        let hash: [u8; 32] = Sha256::digest(&content).into();
        if let Some(number) = self.shared.get(&hash) {
            return Ok(*number);
        }
        let number = self.promise();
        self.content(number, &content)?;
        self.shared.insert(hash, number);
        Ok(number)
    }

    fn object(&mut self, object: &Object) -> Result<u32, Problem> {
        let number = self.promise();
        self.at(number, object).map(|()| number)
    }

    /// Takes the next number for an object that will be written.
    fn promise(&mut self) -> u32 {
        self.offsets.push(None);
        u32::try_from(self.offsets.len()).unwrap_or(u32::MAX)
    }

    fn at(&mut self, number: u32, object: &Object) -> Result<(), Problem> {
        let mut content = Vec::new();
        self.serialise(&mut content, object)?;
        self.content(number, &content)
    }

    fn content(&mut self, number: u32, content: &[u8]) -> Result<(), Problem> {
        if let Some(offset) = self.offsets.get_mut((number as usize).saturating_sub(1)) {
            *offset = Some(self.written);
        }
        self.bytes(format!("{number} 0 obj\n").as_bytes())?;
        self.bytes(content)?;
        self.bytes(b"\nendobj\n")
    }

    fn serialise(&self, to: &mut Vec<u8>, object: &Object) -> Result<(), Problem> {
        Writer::write_object(to, object).map_err(|_| self.unreadable())
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.written += bytes.len() as u64;
        self.digest.update(bytes);
        self.file.as_mut().map_or(Ok(()), |file| file.bytes(bytes))
    }

    fn unreadable(&self) -> Problem {
        Problem::error("UT-082", self.place.clone(), "Et av brevene kan ikke settes inn i utskriftsfila")
            .caused_by(Cause::Bug)
            .hint("skriv ut brevene ett for ett, og meld fra om feilen")
    }
}

/// A page with everything it has from the nodes above it.
fn page_of(document: &Document, id: ObjectId) -> Option<Dictionary> {
    let mut page = document.get_dictionary(id).ok()?.clone();
    let mut above = page.get(b"Parent").and_then(Object::as_reference).ok();
    // A tree of pages is never deep; one that goes in circles is none of ours.
    for _ in 0..16 {
        let Some(node) = above.and_then(|id| document.get_dictionary(id).ok()) else { break };
        for key in INHERITED {
            if let (false, Ok(value)) = (page.has(key), node.get(key)) {
                page.set(key, value.clone());
            }
        }
        above = node.get(b"Parent").and_then(Object::as_reference).ok();
    }
    Some(page)
}
