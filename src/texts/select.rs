//! The room's verb: checks a case against the library and picks what its letter is made of.
//!
//! Comes in: `Sak`, its tree (for places) and the library. Goes out: `SelectedTexts`, and all the problems.
//! Does not check what fields of a case mean together (`sak`), and fills no gaps (`letter`).

use super::avsender::{Avsender, sender_named};
use super::doubtful;
use super::library::{LEGAL_TEXTS, LETTER_TEMPLATES, Library};
use super::rules::{Form, print_hjemler, refuse};
use super::select_around::summary;
use super::select_line::select_line;
use super::selected::{SelectedLine, SelectedTexts};
use super::text::{Template, Text};
use super::tjeneste::Rettskilde;
use crate::language::Maalform;
use crate::problem::Problem;
use crate::sak::Tree;
use crate::sak::sak::Sak;
use crate::suggest::{closest, one_of};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The state of one selection: what is looked up where, and what is wrong so far.
pub(super) struct Selection<'a> {
    pub(super) library: &'a Library,
    pub(super) tree: &'a Tree,
    pub(super) brevdato: Date,
    pub(super) maalform: Maalform,
    pub(super) problems: Vec<Problem>,
}

/// Picks the texts, rules and facts of a letter.
///
/// Gives nothing when a problem is an error. Problems: TEKST-001 to TEKST-012 for the case,
/// and those of the library's files that the letter needs.
pub fn select(sak: &Sak, tree: &Tree, library: &Arc<Library>) -> (Option<SelectedTexts>, Vec<Problem>) {
    let (stated, maalform) = (sak.vedtaksdato.date(), sak.maalform);
    // Before the first day that the texts know, the rest is checked as on that day.
    let first = library.grenser().foerste_brevdato.filter(|first| stated < *first);
    let brevdato = first.unwrap_or(stated);
    let (library, problems) = (&library.for_case(sak, brevdato), library.division(sak, tree, brevdato));
    let mut selection = Selection { library, tree, brevdato, maalform, problems };
    if let Some(first) = first {
        let message = format!("Vedtaksdatoen er før {first}, som er den første dagen tekstene gjelder for");
        selection.error("TEKST-009", "vedtaksdato", message).hint =
            Some("sjekk årstallet. Eldre brev må lages i systemet som ble brukt da".into());
    }
    selection.check_applied_for(sak);
    let avsender = selection.avsender(sak.avsender.text());
    let lines: Vec<Option<SelectedLine>> = (0..)
        .zip(&sak.tjenester)
        .map(|(index, line)| select_line(&mut selection, avsender.as_deref(), index, line, sak.brevtype.changes()))
        .collect();
    let endringsgrunnlag = sak
        .endring
        .as_ref()
        .and_then(|endring| selection.named_text("endringsgrunnlag", endring.grunnlag.text(), "endring.grunnlag"));
    super::judge::judge(&mut selection, sak, &lines, avsender.as_deref());
    let (template, kort) = (selection.template(sak.brevtype.word()), summary(&mut selection, sak));
    let mut texts = BTreeMap::new();
    let pieces: BTreeMap<_, _> = template.iter().chain(&kort).flat_map(|it| selection.pieces(it)).collect();
    for template in template.iter().chain(&kort).chain(pieces.values()) {
        selection.literal_texts(template, &mut texts);
    }
    selection.families(lines.iter().flatten(), &mut texts);
    if let Some(text) = &endringsgrunnlag {
        let cited = text.front.hjemmel.iter().cloned().map(Rettskilde::Lov);
        selection.cite(cited, avsender.as_deref(), "endring.grunnlag");
        texts.insert(text.id.clone(), Arc::clone(text));
    }
    let omtale = super::select_around::pick(&mut selection, sak, avsender.as_deref(), &mut texts);
    super::payment_check::check(&mut selection, sak, &omtale, avsender.as_deref());
    let mut problems = selection.problems;
    problems.retain(|problem| !problem.place.field.as_deref().is_some_and(|field| tree.spoiled().touches(field)));
    problems.sort();
    problems.dedup();
    let lines: Option<Vec<SelectedLine>> = lines.into_iter().collect();
    let selected = match (template, lines, avsender) {
        (Some(template), Some(lines), Some(avsender)) if !problems.iter().any(Problem::is_error) => {
            let felles = library.load_felles().value.clone();
            let felles_regler = felles.and_then(|felles| felles.fakta(brevdato).cloned()).unwrap_or_default();
            let library = Arc::clone(library);
            Some(SelectedTexts {
                maalform,
                brevdato,
                template,
                kort,
                pieces,
                texts,
                lines,
                avsender,
                endringsgrunnlag,
                felles_regler,
                omtale,
                library,
            })
        }
        _ => None,
    };
    (selected, problems)
}

impl Selection<'_> {
    /// Notes an error at a field of the case.
    pub(super) fn error(&mut self, code: &'static str, field: &str, message: impl Into<String>) -> &mut Problem {
        self.problems.push(Problem::error(code, self.tree.place(field), message));
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// Citations as a message prints them.
    pub(super) fn print(&self, hjemler: &[super::hjemmel::Hjemmel]) -> String {
        print_hjemler(self.library, hjemler, self.brevdato, Maalform::Nb, Form::Long)
    }

    /// Notes an error at a field whose value is not among the known ones.
    pub(super) fn unknown(&mut self, code: &'static str, field: &str, word: &str, what: &str, known: &[String]) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let near = closest(word, known.iter().copied());
        let hint = near.map_or_else(|| format!("skriv {}", one_of(&known)), |near| format!("mente du {near}?"));
        let fault = if word.is_empty() { "mangler" } else { "finnes ikke" };
        self.error(code, field, format!("{what} {fault}")).hint = Some(hint);
    }

    fn check_applied_for(&mut self, sak: &Sak) {
        for (index, soeknad) in sak.soeknad.iter().enumerate() {
            for (at, tjeneste) in soeknad.tjenester.iter().enumerate() {
                if !self.library.has_tjeneste(tjeneste.text()) {
                    let known = self.library.tjeneste_ids();
                    let field = format!("soeknad[{index}].tjenester[{at}]");
                    self.unknown("TEKST-002", &field, tjeneste.text(), "Tjenesten", &known);
                }
            }
        }
    }

    fn avsender(&mut self, id: &str) -> Option<Arc<Avsender>> {
        let known = self.library.avsender_ids();
        if !known.iter().any(|known| known == id) {
            // People often write the sender's name where its id belongs.
            self.unknown("TEKST-001", "avsender", id, "Avsenderen", &known);
            let meant = sender_named(self.library, id, self.maalform).map(|meant| format!("mente du {meant}?"));
            if let (Some(hint), Some(last)) = (meant, self.problems.last_mut()) {
                last.hint = Some(hint);
            }
            return None;
        }
        let loaded = self.library.load_avsender(&format!("{LETTER_TEMPLATES}/avsendere/{id}/avsender.yaml"));
        self.problems.extend(loaded.problems.iter().cloned());
        loaded.value.clone()
    }

    /// A text that the case names by the last part of its id.
    pub(super) fn named_text(&mut self, folder: &str, id: &str, field: &str) -> Option<Arc<Text>> {
        let known = self.ids_below(folder);
        if !known.iter().any(|known| known == id) {
            self.unknown("TEKST-010", field, id, "Grunnlaget", &known);
            return None;
        }
        self.text(&format!("{folder}/{id}"))
    }

    /// The names of the texts directly below a folder that have begun, in either language.
    fn ids_below(&self, folder: &str) -> Vec<String> {
        let folder = format!("{LEGAL_TEXTS}/{folder}");
        let begun = |id: &String| {
            let has = |maalform| self.library.version_on(&format!("{folder}/{id}"), self.brevdato, maalform).is_some();
            Maalform::ALL.into_iter().any(has)
        };
        self.library.folders_below(&folder).into_iter().filter(begun).collect()
    }

    pub(super) fn template(&mut self, id: &str) -> Option<Arc<Template>> {
        let folder = format!("{LETTER_TEMPLATES}/{id}");
        let Some(path) = self.library.version_on(&folder, self.brevdato, self.maalform) else {
            self.missing(&folder, id);
            return None;
        };
        let loaded = self.library.load_template(path);
        self.problems.extend(loaded.problems.iter().cloned());
        loaded.value.clone()
    }

    /// The pieces a template places, also those placed by pieces.
    fn pieces(&mut self, template: &Template) -> BTreeMap<String, Arc<Template>> {
        let mut pieces = BTreeMap::new();
        let mut waiting: Vec<String> = template.pieces.iter().map(|piece| piece.navn.clone()).collect();
        while let Some(name) = waiting.pop() {
            if pieces.contains_key(&name) {
                continue;
            }
            if let Some(piece) = self.template(&format!("deler/{name}")) {
                waiting.extend(piece.pieces.iter().map(|piece| piece.navn.clone()));
                pieces.insert(name, piece);
            }
        }
        pieces
    }

    fn literal_texts(&mut self, template: &Template, texts: &mut BTreeMap<String, Arc<Text>>) {
        for asked in &template.texts {
            if !texts.contains_key(&asked.navn)
                && let Some(text) = self.text(&asked.navn)
            {
                texts.insert(asked.navn.clone(), text);
            }
        }
    }

    /// Every text of the lines' services and complaint rules, and the texts on payment.
    fn families<'l>(&mut self, lines: impl Iterator<Item = &'l SelectedLine>, texts: &mut BTreeMap<String, Arc<Text>>) {
        let mut families = vec!["egenandel".to_owned()];
        for line in lines {
            families.push(format!("tjenester/{}", line.tjeneste.id));
            families.push(format!("klageordninger/{}", line.klasse.klageordning));
        }
        families.sort();
        families.dedup();
        for family in &families {
            for id in self.library.text_ids_below(family) {
                // A text of another time says nothing yet; one that lacks a language is missing.
                let folder = format!("{LEGAL_TEXTS}/{id}");
                let begun = |other| self.library.version_on(&folder, self.brevdato, other).is_some();
                if !texts.contains_key(&id)
                    && Maalform::ALL.into_iter().any(begun)
                    && let Some(text) = self.text(&id)
                {
                    texts.insert(id, text);
                }
            }
        }
    }

    /// The text of the day and language, or a problem when there is none.
    pub(super) fn text(&mut self, id: &str) -> Option<Arc<Text>> {
        let folder = format!("{LEGAL_TEXTS}/{id}");
        let Some(path) = self.library.version_on(&folder, self.brevdato, self.maalform) else {
            self.missing(&folder, id);
            return None;
        };
        let loaded = self.library.load_text(path);
        self.problems.extend(loaded.problems.iter().cloned());
        let text = loaded.value.clone()?;
        if text.front.opphevet.is_some_and(|opphevet| opphevet <= self.brevdato) {
            self.missing(&folder, id);
            return None;
        }
        self.problems.extend(doubtful::in_prose(self.library, &text, self.brevdato));
        Some(text)
    }

    fn missing(&mut self, folder: &str, id: &str) {
        let (maalform, brevdato) = (self.maalform, self.brevdato);
        let message = format!("«{id}» finnes ikke på {} for {brevdato}", maalform.name());
        let twin = Maalform::ALL.into_iter().find_map(|other| self.library.version_on(folder, brevdato, other));
        let version =
            twin.and_then(|path| super::version::Version::of(path.rsplit('/').next()?, self.library.lovskifter()));
        let fra = version.map_or(brevdato, |version| version.fra);
        let file = super::version::Version { fra, maalform }.file_name(self.library.lovskifter());
        let problem = Problem::error("TEKST-004", self.library.place(twin.unwrap_or(folder)), message);
        self.problems.push(problem.hint(format!("lag {}/{file}", self.library.place(folder).file)));
    }

    /// Notes the sources that cannot be used on the day.
    pub(super) fn cite(&mut self, kilder: impl Iterator<Item = Rettskilde>, avsender: Option<&Avsender>, field: &str) {
        for kilde in kilder {
            match kilde {
                Rettskilde::Lov(hjemmel) => {
                    if let Some(refusal) = refuse(self.library, &hjemmel, self.brevdato) {
                        self.error(refusal.code, field, refusal.message).hint = Some(refusal.hint);
                    }
                }
                Rettskilde::Avsender(felt) => {
                    if avsender.is_some_and(|avsender| !avsender.felt.contains_key(felt.as_str())) {
                        let message = format!("Avsenderen mangler feltet «{felt}», som tjenesten bygger på");
                        self.error("TEKST-035", field, message).hint = Some(format!("skriv «{felt}» i avsender.yaml"));
                    }
                }
            }
        }
    }

    pub(super) fn check_changed_extent(&mut self, sak: &Sak, lines: &[Option<SelectedLine>]) {
        let Some(endring) = &sak.endring else { return };
        let facts = lines.iter().flatten().filter_map(|line| line.tjeneste.fakta(self.brevdato).cloned());
        let known: Vec<String> = facts.flat_map(|fakta| fakta.omfang).collect();
        if lines.iter().any(Option::is_none) || known.is_empty() {
            return;
        }
        super::select_line::unknown_extent(self, &endring.foer, "endring.foer", &known);
        if let Some(varslet) = &endring.varslet {
            super::select_line::unknown_extent(self, varslet, "endring.varslet", &known);
        }
    }
}
