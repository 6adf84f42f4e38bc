//! What a page is made of, copied from a letter into the print file with new numbers.
//!
//! Comes in: a value of the letter's PDF. Goes out: the same value, whose references point into the print file.
//! What it points to is written first, so that equal fonts of two letters become one.

use super::PrintFile;
use crate::problem::Problem;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;

/// How far down a value may go; a font goes four steps, and a circle would never end.
const DEEPEST: usize = 32;
/// References into the tag tree, which the print file does not have.
const TAGS: [&[u8]; 2] = [b"StructParent", b"StructParents"];

/// Copies the values of one letter.
pub(super) struct Copier<'d> {
    document: &'d Document,
    done: HashMap<ObjectId, u32>,
    depth: usize,
}

impl<'d> Copier<'d> {
    /// A copier of a letter.
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, done: HashMap::new(), depth: 0 }
    }

    /// Copies a value and everything it points to.
    pub(super) fn value(&mut self, to: &mut PrintFile, value: &Object) -> Result<Object, Problem> {
        match value {
            Object::Reference(id) => Ok(Object::Reference((self.reference(to, *id)?, 0))),
            Object::Array(items) => {
                items.iter().map(|item| self.value(to, item)).collect::<Result<_, _>>().map(Object::Array)
            }
            Object::Dictionary(fields) => self.fields(to, fields).map(Object::Dictionary),
            Object::Stream(stream) => {
                let mut stream = stream.clone();
                stream.dict.set("Length", i64::try_from(stream.content.len()).unwrap_or(i64::MAX));
                stream.dict = self.fields(to, &stream.dict)?;
                Ok(Object::Stream(stream))
            }
            plain => Ok(plain.clone()),
        }
    }

    fn fields(&mut self, to: &mut PrintFile, fields: &Dictionary) -> Result<Dictionary, Problem> {
        let mut copy = Dictionary::new();
        for (key, value) in fields.iter().filter(|(key, _)| !TAGS.contains(&key.as_slice())) {
            copy.set(key.clone(), self.value(to, value)?);
        }
        Ok(copy)
    }

    fn reference(&mut self, to: &mut PrintFile, id: ObjectId) -> Result<u32, Problem> {
        if let Some(number) = self.done.get(&id) {
            return Ok(*number);
        }
        let object = self.document.get_object(id).map_err(|_| to.unreadable())?;
        if self.depth > DEEPEST {
            return Err(to.unreadable());
        }
        self.depth += 1;
        let copy = self.value(to, object);
        self.depth -= 1;
        let number = to.shared(&copy?)?;
        self.done.insert(id, number);
        Ok(number)
    }
}
