//! Who uses a text: the templates that place it by name, and the data that leads to it.
//!
//! Comes in: the library and a text's id. Goes out: names of templates, services, complaint rules and case fields.
//! Does not know which cases lead there; `virkning` shows that.

use crate::letter::NOTE;
use crate::texts::library::{LETTER_TEMPLATES, Library};
use std::collections::{BTreeMap, BTreeSet};

/// The users of every text.
pub struct Users {
    placed: BTreeMap<String, BTreeSet<String>>,
    payment: BTreeMap<String, BTreeSet<String>>,
}

impl Users {
    /// Reads who uses what.
    pub fn of(library: &Library) -> Self {
        let mut placed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in library.paths_below(LETTER_TEMPLATES).filter(|path| path.ends_with(".md")) {
            let Some(template) = library.load_template(path).value.clone() else { continue };
            for asked in &template.texts {
                placed.entry(asked.navn.clone()).or_default().insert(format!("malen {}", template.id));
            }
        }
        let mut payment: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for id in library.tjeneste_ids() {
            let Some(tjeneste) = library.tjeneste(&id) else { continue };
            let classes = tjeneste.fakta.iter().flat_map(|fakta| fakta.klasser.values());
            for egenandel in classes.filter_map(|klasse| klasse.egenandel.clone()) {
                payment.entry(egenandel).or_default().insert(format!("tjenesten {id}"));
            }
        }
        Self { placed, payment }
    }

    /// The users of a text, sorted; none means that no letter can have it.
    pub fn of_text(&self, id: &str) -> Vec<String> {
        let mut users = self.placed.get(id).cloned().unwrap_or_default();
        let mut steps = id.splitn(3, '/');
        match (steps.next(), steps.next()) {
            (Some("tjenester"), Some(tjeneste)) => _ = users.insert(format!("tjenesten {tjeneste}")),
            (Some("klageordninger"), Some(ordning)) => _ = users.insert(format!("klageordningen {ordning}")),
            (Some("egenandel"), Some("neste-aar")) => _ = users.insert("satsene for neste år".to_owned()),
            (Some("egenandel"), Some(name)) => users.extend(self.payers(name)),
            _ if id == NOTE => _ = users.insert("slutten av alle brev".to_owned()),
            _ => {}
        }
        let named =
            NAMED.iter().filter(|(folder, _)| id.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
        users.extend(named.map(|(_, field)| format!("saksfeltet {field}")));
        users.into_iter().collect()
    }

    /// The services that lead to a text on payment, also by a variant such as `korttid-uten-sats`.
    fn payers(&self, name: &str) -> impl Iterator<Item = String> {
        let leads = |id: &str| name == id || name.strip_prefix(id).is_some_and(|rest| VARIANTS.contains(&rest));
        let found = self.payment.iter().filter(move |(id, _)| leads(id));
        found.flat_map(|(_, users)| users.iter().cloned()).collect::<Vec<_>>().into_iter()
    }
}

/// The folders whose texts a field of the case chooses among.
const NAMED: [(&str, &str); 5] = [
    ("endringsgrunnlag", "endring.grunnlag"),
    ("varsel/grunnlag", "varsel.grunnlag"),
    ("avvisning/grunn", "avvisning.grunn"),
    ("egenandelsvedtak/regel", "egenandel.grunnlag"),
    ("egenandelsvedtak/endringer", "egenandel.grunnlag"),
];

/// What follows a text's name in its variants, as the letter chooses among them.
const VARIANTS: [&str; 4] = ["-uten-sats", "-under-2g", "-2g-uten-sats", "-under-2g-uten-sats"];
