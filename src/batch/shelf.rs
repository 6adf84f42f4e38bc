//! The run's folder: what lies where, and what tells the office to delete it.
//!
//! Comes in: the folder and the library. Goes out: paths, the library's snapshot and the folder's README.
//! Does not decide when anything is deleted; that is the office's duty.

use crate::deliver::receipt::sha256;
use crate::disk::{Disk, NewFile, Readers};
use crate::problem::Problem;
use crate::texts::library::Library;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder with copies of the cases.
pub const CASES: &str = "saker";
/// The folder with snapshots of the library, each named by its content hash.
pub const LIBRARIES: &str = "tekster";
/// The list for the case system.
pub const RESULT: &str = "resultat.jsonl";
/// The list of a rehearsal.
pub const REHEARSAL: &str = "proevekjoering.jsonl";

const README: &str = "\
Denne mappa er skrevet av «vedtaksbrev bunke».

*.pdf                   brevene. Et brev er endelig når kjøringen er ferdig.
                        _v2, _v3 … er nye utgaver etter at saken ble endret. De eldre blir liggende.
*.svarut-v2.json        forsendelse til SvarUt, og *.svarut-v3.json til personer (--pakke svarut)
*.arkivmelding.xml      melding til arkivet (--pakke arkiv)
utskrift_*.pdf, .csv    alle brevene som skal på papir, i én fil, med liste (--pakke utskrift)
*.kvittering.json       hvilke tekster og versjoner hvert brev er laget av
resultat.jsonl          hva det ble av hver sak, til fagsystemet. Står en sak der to ganger, gjelder den siste linja.
journal.sqlite          hva som er gjort, med saksnummer, men uten navn og fødselsnummer
saker/                  kopi av saksfilene, så «vedtaksbrev bekreft» kan lage brevene på nytt og sammenligne
tekster/                tekstsamlingen slik den var, så brevene kan lages på nytt
utsending.jsonl         hva «vedtaksbrev send» sendte sist, og hvorfor resten ikke ble sendt
passord/                passord til brev som er sendt låst på e-post. Gi dem på en annen måte, og slett dem etterpå

SLETTING
Brevene og mappa «saker» inneholder personopplysninger, også helseopplysninger. Bare den som kjørte bunken, kan
lese «saker». Slett mappa «saker» når brevene er arkivert og kontrollert med «vedtaksbrev bekreft», og senest når
kommunens egen frist sier det. Pakkene inneholder navn, adresse og fødselsnummer. Slett dem når de er sendt.
Du kan slette hele mappa «saker» eller enkeltfiler. Brevene, journalen og rapportene blir ikke påvirket, men
brev uten kopi kan bare bekreftes med saksfilene fra fagsystemet: «vedtaksbrev bekreft MAPPE --saker INN».
Uten kopier fra starten av: kjør med --uten-sakskopi.
";

/// The library's content hash: SHA-256 over every path and the SHA-256 of its file.
pub fn library_hash(library: &Library) -> String {
    hash_of(library, |_| true)
}

/// The content hash of the library's fonts.
pub fn fonts_hash(library: &Library) -> String {
    hash_of(library, |path| path.starts_with("letter-templates/layout/fonts/"))
}

fn hash_of(library: &Library, which: impl Fn(&str) -> bool) -> String {
    let line = |path: &str| format!("{} {path}\n", library.sha256(path).unwrap_or_default());
    sha256(library.paths().filter(|path| which(path)).map(line).collect::<String>().as_bytes())
}

/// The folder of a library's snapshot.
pub fn snapshot(folder: &Path, hash: &str) -> PathBuf {
    folder.join(LIBRARIES).join(hash)
}

/// Makes the run's folder with its README.
///
/// # Errors
/// FIL-022, FIL-026, FIL-027, FIL-029.
pub fn prepare(disk: &dyn Disk, folder: &Path, copies: bool) -> Result<(), Problem> {
    disk.create_dir(folder)?;
    if copies {
        disk.create_dir(&folder.join(CASES))?;
    }
    disk.write(&folder.join("LESMEG.txt"), README.as_bytes())
}

/// Writes the library's snapshot. One that was interrupted is written again: the content is in its name.
///
/// # Errors
/// FIL-022, FIL-026, FIL-027, FIL-029.
pub fn keep_library(disk: &dyn Disk, folder: &Path, library: &Library, hash: &str) -> Result<(), Problem> {
    let root = snapshot(folder, hash);
    let (mut files, mut folders) = (Vec::new(), BTreeSet::new());
    for path in library.paths() {
        let target = root.join(path);
        folders.extend(target.parent().map(Path::to_owned));
        files.push(NewFile {
            path: target,
            bytes: library.bytes(path).unwrap_or_default().to_vec(),
            readers: Readers::All,
        });
    }
    disk.create_dirs(&folders.into_iter().collect::<Vec<_>>())?;
    disk.write_group(&files)
}
