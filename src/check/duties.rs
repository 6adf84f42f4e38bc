//! The jurist's overview: every duty with its statute and what meets it, and every known failure with its check.
//!
//! Comes in: the library. Goes out: the Markdown of `legal-texts/krav/README.md`, which a test keeps true.

use crate::language::Maalform;
use crate::sak::sak::Brevtype;
use crate::texts::krav::{Gjelder, Krav, Moetes};
use crate::texts::library::Library;
use crate::texts::ord::Alvor;
use crate::texts::rules::{Form, capitalised, print_hjemler};
use crate::texts::text::id_and_version;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The file that holds the overview.
pub const README: &str = "legal-texts/krav/README.md";

const INTRODUCTION: &str = "# Hva brevene må inneholde\n\n\
    Dette er laget av programmet fra filene i mappa. Rett filene, ikke denne siden. \
    Kjør `OPPDATER=1 cargo test --test krav` etterpå.\n\n\
    Et krav som er «feil», stopper brevet når det mangler. Et krav som er «advarsel», gir beskjed til saksbehandleren.\n";

/// The overview of a library.
pub fn duties(library: &Library) -> String {
    let meets = meets(library);
    let mut out = INTRODUCTION.to_owned();
    for brevtype in Brevtype::WORDS {
        let Some(list) = library.krav(brevtype) else { continue };
        let _ = write!(
            out,
            "\n## {}\n\n| Kode | Hva | Grunnlag | Gjelder | Alvor | Dekkes av |\n|---|---|---|---|---|---|\n",
            capitalised(brevtype)
        );
        for krav in &list.krav {
            out.push_str(&row(library, krav, &meets));
        }
    }
    failures(library, &mut out);
    out
}

/// The texts and templates by the element they say they meet.
fn meets(library: &Library) -> BTreeMap<String, BTreeSet<String>> {
    let mut meets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in library.paths() {
        let top = path.split('/').next().unwrap_or_default();
        let Some((id, _)) = id_and_version(library, path, top) else { continue };
        let front = crate::texts::text::front_matter_of(library, path);
        for element in front.map(|front| front.oppfyller).unwrap_or_default() {
            meets.entry(element).or_default().insert(id.to_owned());
        }
    }
    meets
}

fn row(library: &Library, krav: &Krav, meets: &BTreeMap<String, BTreeSet<String>>) -> String {
    let day = krav.fra.or(library.grenser().foerste_brevdato).unwrap_or_default();
    let statutes = print_hjemler(library, &krav.hjemmel, day, Maalform::Nb, Form::Long).replace('\u{a0}', " ");
    let basis = if statutes.is_empty() { krav.praksis.clone().unwrap_or_default() } else { capitalised(&statutes) };
    let scope = match krav.gjelder {
        Gjelder::Brev => "brevet",
        Gjelder::Del => "hver del",
        Gjelder::Linje => "hver tjeneste",
    };
    let outcomes: Vec<&str> = krav.utfall.iter().map(|utfall| utfall.word()).collect();
    let scope = if outcomes.is_empty() { scope.to_owned() } else { format!("{scope} som er {}", outcomes.join(", ")) };
    let conditions: Vec<String> = krav.naar.iter().map(|field| format!("`{field}`")).collect();
    let scope = if conditions.is_empty() { scope } else { format!("{scope}, når {}", conditions.join(" og ")) };
    let means = |means: &Moetes| match means {
        Moetes::Felt(name) => format!("`{name}`"),
        Moetes::Tekst(id) => match meets.get(id) {
            Some(texts) if texts.len() <= 4 => texts.iter().cloned().collect::<Vec<_>>().join(", "),
            Some(texts) => format!("{} tekster med `oppfyller: {id}`", texts.len()),
            None => format!("ingen tekst ennå (`{id}`)"),
        },
    };
    let groups = krav.krever.iter().map(|group| group.iter().map(means).collect::<Vec<_>>().join(" eller "));
    let groups: Vec<String> = groups.collect();
    let kind = if krav.alvor == Alvor::Feil { "feil" } else { "advarsel" };
    let lovskifter = library.lovskifter();
    let since = krav.fra.map(|fra| format!(" (fra {})", lovskifter.print_day(fra))).unwrap_or_default();
    format!("| {} | {}{since} | {basis} | {scope} | {kind} | {} |\n", krav.kode, krav.hva, groups.join("; "))
}

fn failures(library: &Library, out: &mut String) {
    let Some(list) = library.feil() else { return };
    out.push_str(
        "\n## Kjente feil\n\n| Feil | Kode | Hva | Funnet av | Alvor | Kontroll |\n|---|---|---|---|---|---|\n",
    );
    for feil in &list.feil {
        let kind = if feil.alvor == Alvor::Feil { "feil" } else { "advarsel" };
        let since = feil.fra.map(|fra| format!(" (fra {})", library.lovskifter().print_day(fra))).unwrap_or_default();
        let row = format!(
            "| {} | {} | {}{since} | {} | {kind} | {} |\n",
            feil.id, feil.kode, feil.hva, feil.kilde, feil.kontroll
        );
        out.push_str(&row);
    }
}
