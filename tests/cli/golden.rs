//! Whole outputs that were read once: `OPPDATER=1 cargo test --test cli` writes them anew.

use crate::run::{Desk, Run};
use std::fs;
use std::path::Path;

/// Compares a run's exit code and both streams with `tests/golden/cli/<name>.txt`.
pub fn golden(name: &str, run: &Run) {
    let said = |title: &str, text: &str| if text.is_empty() { String::new() } else { format!("--- {title}\n{text}") };
    let actual = format!("kode {}\n{}{}", run.code, said("stdout", &run.stdout), said("stderr", &run.stderr));
    golden_text(name, &actual);
}

/// Compares a text with `tests/golden/cli/<name>.txt`.
pub fn golden_text(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/cli/{name}.txt"));
    if std::env::var_os("OPPDATER").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(expected, actual, "{}", path.display());
}

/// A text of the small library in both languages, with this front matter besides source, day and reason.
pub fn text(desk: &Desk, id: &str, fra: &str, front: &str, nb: &str, nn: &str) {
    for (tag, body) in [("nb", nb), ("nn", nn)] {
        let folder = format!("t/legal-texts/{id}");
        fs::create_dir_all(desk.path(&folder)).unwrap();
        let front = format!("{front}kilde: Lovdata\nkontrollert: 2025-03-01\nmerknad: Første versjon.\n");
        desk.write(&format!("{folder}/{fra}.{tag}.md"), format!("---\n{front}---\n{body}\n"));
    }
}

/// A desk with a library in `t` that is small enough to read.
pub fn small_library() -> Desk {
    let desk = Desk::new();
    let file = |path: &str, content: &str| {
        fs::create_dir_all(desk.path(path).parent().unwrap()).unwrap();
        desk.write(path, content);
    };
    file("t/legal-texts/lover/fvl.yaml", LAW);
    file("t/legal-texts/grenser/brev.yaml", LIMITS);
    for tag in ["nb", "nn"] {
        file(&format!("t/letter-templates/vedtak/2024-06-01.{tag}.md"), TEMPLATE);
    }
    let citing = "hjemmel: [fvl/18]\n";
    text(&desk, "innsyn", "2024-06-01", citing, "Du kan se sakens papirer. Ring {{avsender.telefon}}.", INSIGHT_NN);
    text(&desk, "innsyn", "2027-01-01", citing, "Ring {{avsender.telefon}} for å se papirene.", INSIGHT_NN);
    text(&desk, "klage/venteliste", "2024-06-01", "hjemmel: [fvl/28]\n", "Du kan klage.", "Du kan klage.");
    desk
}

const INSIGHT_NN: &str = "Du kan sjå papira i saka. Ring {{avsender.telefon}}.";
const TEMPLATE: &str = "# {{tittel}}\n\n{{#if avsender.telefon}}\n{{tekst \"innsyn\"}}\n{{/if}}\n";
const LIMITS: &str = "kilde: x\nkontrollert: 2026-11-21\ngrenser:\n  bekreftes_hver:\n    - {fra: 2024-06-01, verdi: 12, enhet: maaneder, status: J, hjemmel: fvl/18}\n";
const LAW: &str = "id: LOV-1967-02-10\nnavn: {nb: forvaltningsloven, nn: forvaltningslova}\nkort: fvl\nkilde: x\nkontrollert: 2026-11-21\nparagrafer:\n  - {paragraf: \"18\", overskrift: {nb: Innsyn, nn: Innsyn}, fra: 1970-01-01, ledd: 1}\n  - {paragraf: \"28\", overskrift: {nb: Klage, nn: Klage}, fra: 1970-01-01, ledd: 1}\n  - {paragraf: \"29\", overskrift: {nb: Frist, nn: Frist}, fra: 1970-01-01, ledd: 1}\n";
