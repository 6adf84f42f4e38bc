//! The words of the page, in both languages.
//!
//! Comes in: a language. Goes out: its words. Says nothing of law.

use crate::language::Maalform;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// What the page is.
    pub title: &'static str,
    /// Said when there is nothing to count.
    pub empty: &'static str,
    /// Decisions, persons, letters, complaints.
    pub figures: [&'static str; 4],
    /// The outcomes in the order of the numbers.
    pub outcomes: [&'static str; 5],
    /// The heading of the plot by outcome.
    pub by_outcome: &'static str,
    /// The headings of the plot by month, quarter and year.
    pub by_span: [&'static str; 3],
    /// The heading of the plot by service.
    pub by_service: &'static str,
    /// The services that have no bar of their own.
    pub other_services: &'static str,
    /// What a screen reader is told first of a plot.
    pub plot: &'static str,
    /// Less than.
    pub under: &'static str,
    /// In place of a hidden number.
    pub hidden: &'static str,
    /// What is hidden and why; the gap is the limit.
    pub hidden_note: &'static str,
    /// The heading of the table.
    pub table: &'static str,
    /// The columns of the table.
    pub header: [&'static str; 8],
    /// The last row of the table.
    pub sum: &'static str,
    /// Before the outcomes of complaints.
    pub complaints: &'static str,
    /// What a decision and a person are here.
    pub meaning: &'static str,
    /// All days.
    pub all: &'static str,
    /// The outcomes of complaints, by the word of the journal.
    complaint: [(&'static str, &'static str); 7],
}

impl Words {
    /// The words of a language.
    pub fn of(maalform: Maalform) -> &'static Self {
        maalform.choose(&NB, &NN)
    }

    /// An outcome of a complaint; one that is not known is said as it is.
    pub fn complaint<'w>(&self, word: &'w str) -> &'w str {
        self.complaint.iter().find(|(known, _)| *known == word).map_or(word, |(_, said)| said)
    }
}

const NB: Words = Words {
    title: "Vedtak om helse- og omsorgstjenester",
    empty: "Det er ingen vedtak i perioden.",
    figures: ["vedtak i alt", "personer", "brev", "mottatte klager"],
    outcomes: ["Innvilget", "Delvis innvilget", "Avslag", "Venteliste", "Annet/uspesifisert"],
    by_outcome: "Vedtak etter utfall",
    by_span: ["Vedtak etter måned", "Vedtak etter kvartal", "Vedtak etter år"],
    by_service: "Vedtak etter tjeneste",
    other_services: "Andre tjenester",
    plot: "Stolpediagram",
    under: "under",
    hidden: "skjult",
    hidden_note: "Tall under {} er skjult ({:}) av hensyn til personvernet, sammen med tall de kunne vært regnet ut fra.",
    table: "Alle tallene",
    header: ["Tjeneste", "Vedtak", "Innvilget", "Delvis", "Avslag", "Venteliste", "Annet", "Personer"],
    sum: "I alt",
    complaints: "Klager som kom inn i perioden",
    meaning: "Et vedtak er avgjørelsen om én tjeneste. Ett brev kan ha flere vedtak. «Annet» er vedtak som ikke svarer på en \
              søknad, for eksempel endring av et løpende vedtak. En person med flere tjenester er talt én gang i hver rad.",
    all: "Alle vedtak",
    complaint: [
        ("", "ikke avgjort"),
        ("omgjort", "omgjort"),
        ("delvis-omgjort", "delvis omgjort"),
        ("stadfestet", "stadfestet"),
        ("opphevet", "opphevet"),
        ("avvist", "avvist"),
        ("trukket", "trukket"),
    ],
};

const NN: Words = Words {
    title: "Vedtak om helse- og omsorgstenester",
    empty: "Det er ingen vedtak i perioden.",
    figures: ["vedtak i alt", "personar", "brev", "mottekne klager"],
    outcomes: ["Innvilga", "Delvis innvilga", "Avslag", "Venteliste", "Anna/uspesifisert"],
    by_outcome: "Vedtak etter utfall",
    by_span: ["Vedtak etter månad", "Vedtak etter kvartal", "Vedtak etter år"],
    by_service: "Vedtak etter teneste",
    other_services: "Andre tenester",
    plot: "Stolpediagram",
    under: "under",
    hidden: "skjult",
    hidden_note: "Tal under {} er skjulte ({:}) av omsyn til personvernet, saman med tal dei kunne vore rekna ut frå.",
    table: "Alle tala",
    header: ["Teneste", "Vedtak", "Innvilga", "Delvis", "Avslag", "Venteliste", "Anna", "Personar"],
    sum: "I alt",
    complaints: "Klager som kom inn i perioden",
    meaning: "Eit vedtak er avgjerda om éi teneste. Eitt brev kan ha fleire vedtak. «Anna» er vedtak som ikkje svarer på ein \
              søknad, til dømes endring av eit løpande vedtak. Ein person med fleire tenester er talt éin gong i kvar rad.",
    all: "Alle vedtak",
    complaint: [
        ("", "ikkje avgjort"),
        ("omgjort", "omgjort"),
        ("delvis-omgjort", "delvis omgjort"),
        ("stadfestet", "stadfesta"),
        ("opphevet", "oppheva"),
        ("avvist", "avvist"),
        ("trukket", "trekt"),
    ],
};
