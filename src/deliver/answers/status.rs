//! The statuses of SvarUt and of the archive, and what each means for the office.
//!
//! Comes in: a word of an answer. Goes out: `Status`. The words of SvarUt are those of its interfaces 2 and 3.

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kanal {
    /// SvarUt.
    Svarut,
    /// The archive.
    Arkiv,
}

impl Kanal {
    /// The word in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Svarut => "svarut",
            Self::Arkiv => "arkiv",
        }
    }
}

/// What a status means for the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// On its way; nothing to do.
    Underveis,
    /// Delivered, printed or archived.
    Framme,
    /// Opened by the recipient.
    Aapnet,
    /// Rejected or not delivered: a person must act.
    Stanset,
    /// Says nothing about where the letter is.
    Opplysning,
}

/// A status, by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status {
    /// The word in the journal.
    pub word: &'static str,
    /// Who says it.
    pub kanal: Kanal,
    /// What it means.
    pub outcome: Outcome,
}

const fn of(kanal: Kanal, word: &'static str, outcome: Outcome) -> Status {
    Status { word, kanal, outcome }
}

impl Status {
    /// SvarUt has taken the dispatch and given it an id.
    pub const SENT: Self = of(Kanal::Svarut, "INNSENDT", Outcome::Underveis);
    /// SvarUt has answered the dispatch with an error.
    pub const REFUSED: Self = of(Kanal::Svarut, "INNSENDING_FEILET", Outcome::Stanset);
    /// SvarUt has told what happened to a dispatch, in free text that is not kept.
    pub const EVENT: Self = of(Kanal::Svarut, "HENDELSE", Outcome::Opplysning);
    /// The archive has made the registration.
    pub const ARCHIVED: Self = of(Kanal::Arkiv, "ARKIVERT", Outcome::Framme);
    /// The archive had the registration already.
    pub const ARCHIVED_BEFORE: Self = of(Kanal::Arkiv, "ARKIVERT_FRA_FOER", Outcome::Framme);
    /// The archive has refused the message.
    pub const NOT_ARCHIVED: Self = of(Kanal::Arkiv, "IKKE_ARKIVERT", Outcome::Stanset);

    /// Every status.
    pub const ALL: [Self; 23] = [
        Self::SENT,
        Self::REFUSED,
        Self::EVENT,
        Self::ARCHIVED,
        Self::ARCHIVED_BEFORE,
        Self::NOT_ARCHIVED,
        of(Kanal::Svarut, "MOTTATT", Outcome::Underveis),
        of(Kanal::Svarut, "AKSEPTERT", Outcome::Underveis),
        of(Kanal::Svarut, "AVVIST", Outcome::Stanset),
        of(Kanal::Svarut, "FEILET_UNDER_MOTTAK", Outcome::Stanset),
        of(Kanal::Svarut, "VARSLET", Outcome::Underveis),
        of(Kanal::Svarut, "LEST", Outcome::Aapnet),
        of(Kanal::Svarut, "SENDT_PRINT", Outcome::Underveis),
        of(Kanal::Svarut, "PRINTET", Outcome::Framme),
        of(Kanal::Svarut, "MANUELT_HANDTERT", Outcome::Framme),
        of(Kanal::Svarut, "SENDT_DIGITALT", Outcome::Underveis),
        of(Kanal::Svarut, "SENDT_SDP", Outcome::Underveis),
        of(Kanal::Svarut, "LEVERT_SDP", Outcome::Framme),
        of(Kanal::Svarut, "KLAR_FOR_MOTTAK", Outcome::Underveis),
        of(Kanal::Svarut, "IKKE_LEVERT", Outcome::Stanset),
        of(Kanal::Svarut, "SLETTET", Outcome::Stanset),
        of(Kanal::Svarut, "SENDT_NHN_MOTTAKER", Outcome::Underveis),
        of(Kanal::Svarut, "LEVERT_NHN_MOTTAKER", Outcome::Framme),
    ];

    /// The status with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word == word)
    }
}
