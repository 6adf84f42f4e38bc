//! How the plainest values of the case file are read: what may be absent, lists, truth values and whole numbers.
//!
//! Comes in: a node. Goes out: a value, or a problem that says what to write.
//! Does not know which field it is.

use super::read::{FromNode, Reader};
use crate::yaml::Node;

impl<T: FromNode> FromNode for Option<T> {
    // A wrong value in an optional field is reported and then left out, so that the rest of the case is still checked.
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        Some(if node.is_null() { None } else { T::from_node(node, reader) })
    }

    fn expected() -> String {
        T::expected()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn stand_in() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.items(node)
    }

    fn expected() -> String {
        "en liste med «- » foran hvert punkt".into()
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn stand_in() -> Option<Self> {
        Some(Vec::new())
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.scalar(node, &Self::expected())?;
        let value = node.as_bool();
        if value.is_none() {
            reader.wrong(
                node,
                "SAK-003",
                "skal være true eller false",
                "skriv true for ja og false for nei, uten anførselstegn",
            );
        }
        value
    }

    fn expected() -> String {
        "true eller false".into()
    }

    fn stand_in() -> Option<Self> {
        Some(false)
    }
}

impl FromNode for u32 {
    fn from_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.scalar(node, &Self::expected())?;
        let value = node.as_i64().and_then(|value| u32::try_from(value).ok()).filter(|value| *value < 1_000_000);
        if value.is_none() {
            reader.wrong(
                node,
                "SAK-003",
                "skal være et helt tall fra 0 og opp",
                "skriv bare tallet, uten enhet og uten anførselstegn, for eksempel 30",
            );
        }
        value
    }

    fn expected() -> String {
        "et helt tall, for eksempel 30".into()
    }

    fn stand_in() -> Option<Self> {
        Some(0)
    }
}
