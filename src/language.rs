//! The two written languages, as equals.
//!
//! Comes in: nothing. Goes out: `Maalform`, and the words and signs that both languages share.
//! Does not hold sentences; those are the jurist's.

/// Bokmål or nynorsk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
#[schemars(description = "Målform: nb (bokmål) eller nn (nynorsk)")]
pub enum Maalform {
    /// Bokmål.
    #[serde(rename = "nb")]
    Nb,
    /// Nynorsk.
    #[serde(rename = "nn")]
    Nn,
}

impl Maalform {
    /// Both languages, bokmål first.
    pub const ALL: [Self; 2] = [Self::Nb, Self::Nn];
    /// The words of the case file, in declaration order.
    pub const WORDS: &'static [&'static str] = &["nb", "nn"];

    /// The language tag: `nb` or `nn`.
    pub fn tag(self) -> &'static str {
        self.choose("nb", "nn")
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "nb" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            _ => None,
        }
    }

    /// The first value in bokmål, the second in nynorsk.
    pub fn choose<T>(self, nb: T, nn: T) -> T {
        match self {
            Self::Nb => nb,
            Self::Nn => nn,
        }
    }

    /// The language's name as a caseworker says it.
    pub fn name(self) -> &'static str {
        self.choose("bokmål", "nynorsk")
    }
}

/// The space that keeps «21. november» and «10 950 kroner» on one line, U+00A0.
pub const HARD_SPACE: char = '\u{A0}';

/// The months, the same in both languages, January first.
pub const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
