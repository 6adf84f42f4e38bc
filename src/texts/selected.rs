//! What `select` hands to the letter: texts, templates, facts and rules of one day and one language.
//!
//! Comes in: nothing; a noun. Goes out: lookups that also say which file answered.
//! Does not choose (`select.rs`) and fills nothing.

use super::avsender::{Avsender, Local};
use super::felles::FellesFakta;
use super::grense::Grense;
use super::hjemmel::Hjemmel;
use super::klageordning::{Klagefakta, Klageordning};
use super::library::Library;
use super::rules::{Form, capitalised, print_hjemler};
use super::select_around::Omtale;
use super::text::{Template, Text};
use super::tjeneste::{Alder, Krav, Rettskilde, Tjeneste, Tjenesteklasse};
use crate::language::Maalform;
use crate::sak::line::{Klassifisering, Tjenestelinje};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one line of the decision rests on.
#[derive(Debug, Clone)]
pub struct SelectedLine {
    /// The service.
    pub tjeneste: Arc<Tjeneste>,
    /// The line's classification: its own, the sender's choice, or the only one there is.
    pub klassifisering: Klassifisering,
    /// What is missing, when the classification is the sender's and not confirmed.
    pub klassifisering_ubekreftet: Option<String>,
    /// What follows from the classification.
    pub klasse: Tjenesteklasse,
    /// The complaint rule.
    pub klageordning: Arc<Klageordning>,
    /// What the complaint rule says on the day of the letter.
    pub klage: Klagefakta,
    /// The years whose rates the line uses, the first one first.
    pub aar: Vec<i16>,
    /// Whether the service is a stay in an institution.
    pub institusjonsopphold: bool,
    /// Whether forvaltningsloven's chapters on decisions apply to the line (pbrl § 2-7).
    pub enkeltvedtak: bool,
    /// The ages of the persons that the service is for.
    pub alder: Alder,
    /// What a line of the service must bring besides the extent.
    pub krever: Vec<Krav>,
    /// The fields of `omfang` that the service knows.
    pub omfang: Vec<String>,
    /// Whether its days count towards the yearly limit for payment.
    pub teller_doegn: bool,
}

impl SelectedLine {
    /// The sources of the line with its outcome, in the order they are printed.
    pub fn hjemler(&self, line: &Tjenestelinje) -> Vec<Rettskilde> {
        self.klasse.hjemler(line)
    }

    /// The id of the text on payment.
    pub fn egenandel_id(&self) -> Option<String> {
        self.klasse.egenandel.as_ref().map(|id| format!("egenandel/{id}"))
    }
}

/// One row of «Reglene vi har brukt».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The source.
    pub kilde: Rettskilde,
    /// The citation with a capital first letter, such as «Helse- og omsorgstjenesteloven § 3-8».
    pub lovsted: String,
    /// What the rule says, in plain words, when the register has words for it.
    pub sier: Option<String>,
    /// The file that said it.
    pub path: String,
}

impl Regel {
    /// Whether this is a part of a section, with words that begin with those of the section itself.
    fn says_all_of(&self, whole: &Self) -> bool {
        let (Rettskilde::Lov(own), Rettskilde::Lov(other)) = (&self.kilde, &whole.kilde) else { return false };
        let part = own.lov == other.lov && own.paragraf == other.paragraf && other.del().is_empty() && own != other;
        part && self.sier.as_ref().zip(whole.sier.as_ref()).is_some_and(|(more, less)| more.starts_with(less))
    }
}

/// The texts, rules and facts that one letter is made of.
#[derive(Debug, Clone)]
pub struct SelectedTexts {
    /// The letter's language.
    pub maalform: Maalform,
    /// The day that picks texts and rules.
    pub brevdato: Date,
    /// The letter template.
    pub template: Arc<Template>,
    /// The template of the summary in front, in a letter that has one.
    pub kort: Option<Arc<Template>>,
    /// The pieces of templates it places, by name, also those placed by pieces.
    pub pieces: BTreeMap<String, Arc<Template>>,
    /// The texts that were picked, by id.
    pub texts: BTreeMap<String, Arc<Text>>,
    /// The lines, in the order of the case.
    pub lines: Vec<SelectedLine>,
    /// The sender.
    pub avsender: Arc<Avsender>,
    /// The ground for changing a decision, in a letter that does.
    pub endringsgrunnlag: Option<Arc<Text>>,
    /// The rules that many services share, on the day of the letter.
    pub felles_regler: FellesFakta,
    /// What a letter without lines speaks of.
    pub omtale: Omtale,
    pub(super) library: Arc<Library>,
}

impl SelectedTexts {
    /// A text of the day and language, picked or not; nothing when there is none.
    pub fn text(&self, id: &str) -> Option<Arc<Text>> {
        self.texts.get(id).cloned().or_else(|| self.library.text(id, self.brevdato, self.maalform))
    }

    /// A limit on the day of the letter; its `path` is the file.
    pub fn grense(&self, id: &str) -> Option<Grense> {
        self.library.grenser().verdi(id, self.brevdato).cloned()
    }

    /// A rate for the year it is used, in øre; nothing means «ikke fastsatt ennå».
    pub fn sats_oere(&self, id: &str, aar: i16) -> Option<i64> {
        self.library.satser().beloep_oere(id, aar)
    }

    /// The file of a rate, also when the year has none; nothing for an unknown id.
    pub fn sats_path(&self, id: &str) -> Option<String> {
        self.library.satser().satser.get(id).map(|sats| sats.path.clone())
    }

    /// Twice the basic amount of a year, in øre, and its file; nothing means «ikke fastsatt ennå».
    pub fn to_g_oere(&self, aar: i16) -> Option<(i64, String)> {
        let satser = self.library.satser();
        Some((satser.to_g_oere(aar)?, satser.grunnbeloep_path.clone()?))
    }

    /// The sender's own price in a year: the amount in øre and what it is for, and whether that is
    /// unconfirmed; nothing when it has none.
    pub fn price(&self, id: &str, aar: i16) -> Option<(&Local<i64>, Option<&str>)> {
        let pris = self.avsender.priser.get(id)?;
        let per = pris.per.as_ref().map(|per| per.get(self.maalform));
        Some((pris.beloep_oere.get(&aar)?, per))
    }

    /// Citations in the letter's language, as `rules::print_hjemler`.
    pub fn print_hjemler(&self, hjemler: &[Hjemmel], form: Form) -> String {
        print_hjemler(&self.library, hjemler, self.brevdato, self.maalform, form)
    }

    /// The rows of «Reglene vi har brukt», each source once, in the order given; a section is left out where the row of
    /// one of its parts says it all and more.
    pub fn regler(&self, kilder: &[Rettskilde]) -> Vec<Regel> {
        let mut rows: Vec<Regel> = Vec::new();
        for kilde in kilder {
            if rows.iter().all(|row| row.kilde != *kilde) {
                rows.push(self.regel(kilde));
            }
        }
        let all = rows.clone();
        rows.retain(|row| !all.iter().any(|other| other.says_all_of(row)));
        rows
    }

    fn regel(&self, kilde: &Rettskilde) -> Regel {
        let (lovsted, sier, path) = match kilde {
            Rettskilde::Lov(hjemmel) => {
                let lov = self.library.lov(&hjemmel.lov);
                let section = lov.as_deref().and_then(|lov| lov.paragraf(hjemmel, self.brevdato));
                let sier =
                    section.and_then(|section| section.sier(hjemmel, self.brevdato, self.maalform)).map(str::to_owned);
                (
                    self.print_hjemler(std::slice::from_ref(hjemmel), Form::Long),
                    sier,
                    super::lookup::lov_path(&hjemmel.lov),
                )
            }
            Rettskilde::Avsender(felt) => {
                let sier = self.felles_regler.avsender.get(felt).map(|words| words.get(self.maalform).to_owned());
                (self.avsender.text(felt, self.maalform).unwrap_or_default(), sier, self.avsender.path.clone())
            }
        };
        Regel { kilde: kilde.clone(), lovsted: capitalised(&lovsted), sier, path }
    }

    /// The SHA-256 of a file of the library.
    pub fn sha256(&self, path: &str) -> Option<&str> {
        self.library.sha256(path)
    }

    /// The used files that need approval and have none for their present bytes, and the approved files that are
    /// gone, sorted.
    pub fn unapproved<'a>(&self, used: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let approvals = self.library.godkjenninger();
        let missing = used
            .into_iter()
            .filter(|path| super::approval::needs_approval(path) && !approvals.is_approved(&self.library, path));
        let mut missing: Vec<String> = missing.map(str::to_owned).collect();
        missing.extend(approvals.borte.iter().cloned());
        missing.sort();
        missing.dedup();
        missing
    }

    /// The last day of a period of weeks, moved past the days on which it cannot end.
    pub fn last_day(&self, start: Date, weeks: u8) -> Option<Date> {
        self.library.helligdager()?.last_day(start, weeks)
    }

    /// The required elements that a file of the library says it meets.
    pub fn meets(&self, path: &str) -> Vec<String> {
        super::text::oppfyller_of(&self.library, path)
    }

    /// The library the texts come from.
    pub fn library(&self) -> &Library {
        &self.library
    }
}
