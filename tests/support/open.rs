//! What of a case may be seen outside its letter: all the rest is secret, also in fields that come later.

/// Fields whose words are the case file's own, or that stand in receipts, file names and the journal by intent.
pub const OPEN: &[&str] = &[
    "saksnummer",
    "brevtype",
    "nummer",
    "vedtaksdato",
    "brevdato",
    "maalform",
    "avsender",
    "rolle",
    "tjeneste",
    "tjenester",
    "utfall",
    "klassifisering",
    "hvor_ofte",
    "form",
    "grunn",
    "klageordning",
    "grunnlag",
    "klage_etter",
    "resultat",
    "retning",
    "innsender",
    "adressegradering",
    "tittel",
    "til",
];
