//! `linje.*`: one line of the decision.

use super::{Fields, Source, extent, tasks};
use crate::letter::format;
use crate::sak::line::{Slutt, Tjenestelinje, Utfall};
use crate::texts::selected::SelectedLine;
use serde_json::{Value, json};

/// A line of the case with what room 2 selected for it.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub(super) line: &'a Tjenestelinje,
    pub(super) selected: &'a SelectedLine,
}

/// The case's lines in order.
pub(super) fn lines<'a>(source: Source<'a>) -> Vec<Line<'a>> {
    let pair = |(line, selected)| Line { line, selected };
    source.sak.tjenester.iter().zip(&source.selected.lines).map(pair).collect()
}

/// A service's name as a sentence says it.
pub(super) fn service_name(source: Source<'_>, id: &str) -> Option<String> {
    let tjeneste = source.selected.library().tjeneste(id)?;
    Some(tjeneste.navn.get(source.sak.maalform).to_owned())
}

impl<'a> Line<'a> {
    /// Whether something is granted on the line.
    pub(super) fn gives(&self) -> bool {
        matches!(self.line.utfall, Utfall::Innvilget | Utfall::DelvisInnvilget)
    }

    /// Whether the line answers an application, and is not given beside it or kept from before.
    pub(super) fn answers(&self) -> bool {
        let beside = self.line.i_ventetid == Some(true) || self.line.avtalt.is_some() || self.had_before();
        !(self.gives() && beside)
    }

    pub(super) fn name(&self, source: Source<'_>) -> String {
        self.selected.tjeneste.navn.get(source.maalform()).to_owned()
    }

    /// The shorter name where there is one, as in the letter's heading.
    pub(super) fn short_name(&self, source: Source<'_>) -> String {
        let short = self.selected.tjeneste.kort.as_ref().map(|name| name.get(source.maalform()).to_owned());
        short.unwrap_or_else(|| self.name(source))
    }

    /// The name in definite form, as when a sentence speaks of what was just decided.
    pub(super) fn definite_name(&self, source: Source<'_>) -> String {
        let definite = self.selected.tjeneste.bestemt.as_ref().map(|name| name.get(source.maalform()).to_owned());
        definite.unwrap_or_else(|| self.name(source))
    }

    /// The id of a text of the service, when it was selected: `innvilget` gives `tjenester/bpa/innvilget`.
    pub(super) fn text_id(&self, source: Source<'_>, name: &str) -> Option<String> {
        let id = match name {
            "" => format!("tjenester/{}", self.selected.tjeneste.id),
            _ => format!("tjenester/{}/{name}", self.selected.tjeneste.id),
        };
        source.selected.text(&id).map(|_| id)
    }

    /// The id of its complaint rule.
    pub(super) fn complaint(&self) -> &'a str {
        self.selected.klageordning.id.as_str()
    }

    /// Whether the party has it from before, so that nothing is decided of it.
    pub(super) fn had_before(&self) -> bool {
        self.line.fra_foer == Some(true)
    }

    fn difference(&self, source: Source<'_>) -> Option<String> {
        let applied = self.line.soekt.as_ref()?.weekly_minutes()?;
        let granted = self.line.omfang.as_ref()?.weekly_minutes()?;
        (self.line.utfall == Utfall::DelvisInnvilget && applied > granted)
            .then(|| format::hours((applied - granted) * 4, source.maalform()))
    }

    /// The fields of the line.
    pub(super) fn fields(&self, source: Source<'_>) -> Value {
        let maalform = source.maalform();
        let line = self.line;
        let mut fields = Fields::default();
        let name = self.name(source);
        let hours = |omfang: &Option<crate::sak::line::Omfang>| {
            omfang.as_ref().and_then(|it| it.weekly_minutes()).map(|minutes| format::hours(minutes * 4, maalform))
        };
        fields
            .put("tittel", format::capitalised(&name))
            .put("navn", name)
            .put("kort", self.short_name(source))
            .put_some("innhold", line.innhold.as_ref().map(|text| text.text().to_owned()))
            .put_some(
                "omfang",
                line.omfang.as_ref().and_then(|it| extent::extent(it, maalform)).map(|it| format::capitalised(&it)),
            )
            .put_some("omfang_kort", line.omfang.as_ref().and_then(|it| extent::in_sentence(it, maalform)))
            .put_some("soekt", line.soekt.as_ref().and_then(|it| extent::in_sentence(it, maalform)))
            .put_some("omfang_timer", hours(&line.omfang))
            .put_some("soekt_timer", hours(&line.soekt))
            .put("forskjell_tittel", self.difference(source).is_some())
            .put_some("differanse", self.difference(source))
            .put_some("praktisk", line.praktisk.as_ref().map(|text| text.text().to_owned()))
            .put("vilkaar", line.vilkaar.iter().map(|text| Value::from(text.text())).collect::<Vec<_>>())
            .put_some("oppgaver", tasks::tasks(source, line))
            .put_some("omsorgsarbeid", tasks::care_work(source, line))
            .put("svar", self.answer());
        self.put_period(source, &mut fields);
        self.put_bpa(&mut fields);
        if let Some(stoenad) = &line.stoenad {
            let hourly = format::oere(i64::from(stoenad.timesats) * 100);
            fields.put("stoenad", json!({"timesats": hourly, "hjelpestoenad": stoenad.hjelpestoenad.text()}));
        }
        self.put_long_stay(&mut fields);
        self.put_conditions(&mut fields);
        self.put_texts(source, &mut fields);
        fields.done()
    }

    /// What the opening says of the line: exactly one of these is true.
    fn answer(&self) -> Value {
        let refused_place = self.line.utfall == Utfall::Avslag && self.line.langtid.is_some();
        json!({
            "faar": self.line.utfall == Utfall::Innvilget,
            "delvis": self.line.utfall == Utfall::DelvisInnvilget,
            "avslag": self.line.utfall == Utfall::Avslag,
            "venteliste": self.line.utfall == Utfall::Venteliste,
            "ikke_venteliste": refused_place,
        })
    }

    fn put_period(&self, source: Source<'_>, fields: &mut Fields) {
        let maalform = source.maalform();
        match &self.line.periode {
            Some(periode) => {
                let text = extent::period(periode, maalform);
                fields
                    .put("fra", format::date(periode.fra.date()))
                    .put("uten_sluttdato", periode.til == Slutt::UtenSluttdato)
                    .put("periode", format::capitalised(&text))
                    .put("periode_i_setning", text);
            }
            None if self.had_before() => {
                fields.put("periode", maalform.choose("Du har dette fra før", "Du har dette frå før"));
            }
            None => {}
        }
    }

    fn put_bpa(&self, fields: &mut Fields) {
        let Some(bpa) = &self.line.bpa else { return };
        let mut own = Fields::default();
        own.put("arbeidsleder", bpa.arbeidsleder.text())
            .put("leverandoer", bpa.leverandoer.text())
            .put("avlastning", bpa.avlastning.text())
            .put("omfatter_avlastning", bpa.omfatter_avlastning == Some(true))
            .put_some("flytting_av_timer", bpa.flytting_av_timer.as_ref().map(|text| text.text().to_owned()));
        fields.put("bpa", own.done());
    }

    fn put_long_stay(&self, fields: &mut Fields) {
        let Some(langtid) = &self.line.langtid else { return };
        let criterion = |it: &crate::sak::reasons::Kriterium| json!({"kriterium": it.kriterium.text(), "oppfylt": it.oppfylt, "hvorfor": it.hvorfor.text()});
        let waits = self.line.utfall == Utfall::Venteliste;
        let free = |text: &Option<crate::sak::values::Fritekst>| text.as_ref().map(|text| text.text().to_owned());
        let literal = |text: &Option<crate::sak::values::Linjetekst>| text.as_ref().map(|text| text.text().to_owned());
        let mut own = Fields::default();
        own.put("venteliste", waits)
            .put("plass_straks_vurdering", langtid.plass_straks_vurdering.text())
            .put("spoer_om_kriterier", !langtid.plass_straks)
            .put("plass_etter_kriteriene", !langtid.plass_straks && self.line.utfall == Utfall::Innvilget)
            .put("kriterier", langtid.kriterier.iter().map(criterion).collect::<Vec<_>>())
            .put_some("kriterier_vurdering", free(&langtid.kriterier_vurdering))
            .put_some("venteliste_fra", langtid.venteliste_fra.map(|dato| format::date(dato.date())))
            .put_some("ventetid_vurdering", free(&langtid.ventetid_vurdering))
            .put_some("kontaktperson", literal(&langtid.kontaktperson))
            .put_some("oppfoelging", free(&langtid.oppfoelging))
            .put_some("intervall", literal(&langtid.intervall))
            .put_some("sted", literal(&langtid.sted));
        fields.put("langtid", own.done());
    }

    /// The conditions for equipment, and whether one of them is not met.
    fn put_conditions(&self, fields: &mut Fields) {
        let Some(teknologi) = &self.line.teknologi else { return };
        let mut own = Fields::default();
        for (name, vilkaar) in teknologi.vilkaar() {
            own.put_some(name, vilkaar.map(|it| json!({"oppfylt": it.oppfylt, "hvorfor": it.hvorfor.text()})));
        }
        let unmet = teknologi.vilkaar().iter().any(|(_, vilkaar)| vilkaar.is_some_and(|it| !it.oppfylt));
        own.put("ikke_oppfylt", unmet)
            .put_some("paaroerende", teknologi.paaroerende.as_ref().map(|text| text.text().to_owned()));
        fields.put("teknologi", own.done());
    }

    fn put_texts(&self, source: Source<'_>, fields: &mut Fields) {
        let mut own = Fields::default();
        own.put_some("om", self.text_id(source, ""));
        own.put_some("innvilget", self.text_id(source, "innvilget"))
            .put_some("klasse", self.text_id(source, self.selected.klassifisering.word()));
        // What a refusal does not take away stands after the reasons when the service has a text of its own
        // for it, or when the reasons begin with questions instead of the law.
        let after = self.text_id(source, "boligsosial");
        let after = after.or_else(|| self.line.langtid.as_ref().and_then(|_| self.text_id(source, "avslag")));
        own.put_some("etter_avslag", after);
        fields.put("tekst", own.done());
    }
}
