//! The fields that templates and texts may name, as one tree of values for one letter.
//!
//! Comes in: the case and the selected texts. Goes out: a JSON object; a field that the case does
//! not have is absent, so that a text that needs it fails instead of printing nothing.
//! Does not choose what is said: templates ask for what is here.

mod around;
mod change;
mod complaint;
mod extent;
mod line;
mod minor;
mod mottaker;
mod parts;
mod payment;
mod reasons;
mod rules;
pub mod scopes;
mod sender;
mod tasks;

pub use rules::cited_paths;
pub use sender::sender_fields;

use super::format;
use crate::language::Maalform;
use crate::sak::recipients::Mottaker;
use crate::sak::sak::{Moeteform, Sak};
use crate::texts::selected::SelectedTexts;
use serde_json::{Map, Value, json};

/// Everything the field builders read: the case, the selected texts and whose letter it is.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The case.
    pub sak: &'a Sak,
    /// What room 2 selected for it.
    pub selected: &'a SelectedTexts,
    /// The recipient.
    pub mottaker: &'a Mottaker,
}

impl Source<'_> {
    fn maalform(&self) -> Maalform {
        self.sak.maalform
    }
}

/// A JSON object under construction; what is `None` stays out of it.
#[derive(Default)]
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// Sets a field.
    pub(super) fn put(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Sets a field when there is a value.
    pub(super) fn put_some(&mut self, name: &str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.put(name, value);
        }
        self
    }

    /// The object.
    pub(super) fn done(&mut self) -> Value {
        Value::Object(std::mem::take(&mut self.0))
    }
}

/// The fields of one letter.
pub fn fields(source: Source<'_>) -> Value {
    let sak = source.sak;
    let mut root = Fields::default();
    root.put("vedlegg", sak.vedlegg.iter().map(|text| Value::from(text.text())).collect::<Vec<_>>());
    root.put("saksnummer", sak.saksnummer.text())
        .put("saksbehandler", sak.saksbehandler.navn.text())
        .put("brevdato", format::date(sak.brevdato()))
        .put("avsender", sender_fields(source))
        .put("grense", limits(source))
        .put("soeknader", applications(source))
        .put("moeter", meetings(sak))
        .put_some("overgang", sak.overgang.as_ref().map(|text| text.text().to_owned()));
    if let Some(person) = &sak.gjelder_person {
        root.put("gjelder_person", json!({"navn": person.navn.text(), "omtale": person.omtale.text()}));
    }
    root.put("mottaker", mottaker::fields(source))
        .put("barn", concerns_child(source))
        .put("representanter", representatives(source))
        .put("direkte", !sak.representanter.is_empty() && sak.party_gets_letter(0));
    minor::put(source, &mut root);
    institution_days(source, &mut root);
    parts::put(source, &mut root);
    change::put(source, &mut root);
    around::put(source, &mut root);
    root.done()
}

/// Whether a child is party, is whom the care concerns, or lives in the household.
fn concerns_child(source: Source<'_>) -> bool {
    let adult = source.selected.grense("myndig").map(|grense| grense.verdi);
    let born = |day: Option<crate::sak::values::Dato>| day.map(crate::sak::values::Dato::date);
    let sak = source.sak;
    let people = sak.parter.iter().map(|part| born(part.foedselsdato));
    let people = people.chain(sak.gjelder_person.iter().map(|person| born(person.foedselsdato)));
    let people = people.chain(sak.husstand.iter().flat_map(|it| &it.barn).map(|barn| born(Some(barn.foedselsdato))));
    let child =
        |born: jiff::civil::Date| adult.is_some_and(|years| crate::sak::age::years(born, sak.brevdato()) < years);
    people.flatten().any(child)
}

fn limits(source: Source<'_>) -> Value {
    let mut limits = Fields::default();
    for id in source.selected.library().grenser().grenser.keys() {
        let grense = source.selected.grense(id);
        limits.put_some(id, grense.map(|grense| extent::limit(&grense, source.maalform())));
    }
    limits.done()
}

fn applications(source: Source<'_>) -> Vec<Value> {
    let sak = source.sak;
    let one = |soeknad: &crate::sak::sak::Soeknad| {
        let named: Vec<String> =
            soeknad.tjenester.iter().filter_map(|id| line::service_name(source, id.text())).collect();
        let gjelder = soeknad.gjelder.as_ref().map_or_else(|| format::list(&named), |text| text.text().to_owned());
        let mut fields = Fields::default();
        fields.put("mottatt", format::date(soeknad.mottatt.date())).put("gjelder", gjelder);
        if let Some(name) = soeknad.innsender.and_then(|it| sak.sent_by(it)) {
            fields.put("fra_representant", true).put("innsender", name);
        }
        fields.done()
    };
    sak.soeknad.iter().map(one).collect()
}

/// Meetings of the same kind, with their dates together.
fn meetings(sak: &Sak) -> Vec<Value> {
    let kinds =
        [(Moeteform::Hjemmebesoek, "hjemmebesoek"), (Moeteform::Moete, "moete"), (Moeteform::Telefon, "telefon")];
    let of_kind = |(form, name): (Moeteform, &str)| {
        let mut dates: Vec<_> =
            sak.moeter.iter().filter(|moete| moete.form == form).map(|moete| moete.dato.date()).collect();
        dates.sort_unstable();
        (!dates.is_empty()).then(|| json!({name: true, "datoer": format::dates(&dates)}))
    };
    kinds.into_iter().filter_map(of_kind).collect()
}

fn representatives(source: Source<'_>) -> Vec<Value> {
    let sak = source.sak;
    let also = sak.party_gets_letter(0);
    let one = |person: &crate::sak::sak::Representant| {
        let rolle = representative_role(person.rolle, source.maalform());
        json!({"navn": person.navn.text(), "rolle": rolle, "i_tillegg": also})
    };
    sak.representanter.iter().map(one).collect()
}

/// What a representative is called in a sentence.
pub fn representative_role(rolle: crate::sak::sak::Representantrolle, maalform: Maalform) -> &'static str {
    use crate::sak::sak::Representantrolle as Rolle;
    match rolle {
        Rolle::Verge => maalform.choose("verge", "verje"),
        Rolle::Fullmektig => "fullmektig",
        Rolle::Advokat => "advokat",
    }
}

/// Days in an institution in the calendar year that has most of them, and whether they reach the limit in `grenser`.
fn institution_days(source: Source<'_>, root: &mut Fields) {
    let lines = source.sak.tjenester.iter().zip(&source.selected.lines);
    let years = crate::texts::rates::institution_days(source.sak, lines);
    let each = years.iter().map(|(year, doegn)| (doegn.total(), *year));
    let Some((days, year)) = each.max_by_key(|(days, year)| (*days, std::cmp::Reverse(*year))) else { return };
    let limit = source.selected.grense("institusjonsdoegn").map(|grense| grense.verdi);
    root.put("doegn_i_institusjon", format::number(i64::from(days)))
        .put("doegn_i_institusjon_aar", year.to_string())
        .put("doegn_i_institusjon_naadd", limit.is_some_and(|limit| days >= limit));
}
