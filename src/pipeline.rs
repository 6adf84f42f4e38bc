//! The five calls for one case: read, select, compose, typeset, deliver. Nothing else says them in order.
//!
//! Comes in: a case file's bytes. Goes out: finished letters, or every problem that was found.
//! Does not print, does not loop over cases, does not know the clock.

use crate::deliver::folder::Finished;
use crate::deliver::receipt::{Draft, FORMAT, Program, Receipt, ReceiptLetter, UsedText, sha256};
use crate::letter::compose::{self, Composed};
use crate::letter::fill::Shelf;
use crate::letter::untold::untold;
use crate::letter::{why, why_letter};
use crate::personal::Personal;
use crate::problem::{Place, Problem};
use crate::sak::{self, Tree, recipients::Mottaker, sak::Sak};
use crate::texts::library::Library;
use crate::texts::select;
use crate::texts::selected::SelectedTexts;
use crate::texts::utsending;
use crate::typeset::{self, Layout, Pdf};
use std::sync::Arc;

mod causes;
pub mod pack;

/// The limit that says how many weeks a month counts as.
const WEEKS_IN_MONTH: &str = "uker_i_maaned";

/// The library and its layout, opened once for all letters of a run.
pub struct House {
    /// The texts, the law and the senders.
    pub library: Arc<Library>,
    /// The page.
    pub layout: Arc<Layout>,
    /// The files of the library, compiled.
    shelf: Arc<Shelf>,
}

impl House {
    /// Furnishes the house with a library.
    ///
    /// # Errors
    /// `PDF-…` when the library's layout or fonts cannot be used.
    pub fn new(library: Library) -> Result<Self, Vec<Problem>> {
        let layout = Arc::new(Layout::from_files(library.layout_files())?);
        Ok(Self { library: Arc::new(library), layout, shelf: Arc::default() })
    }

    /// The same house with one file of its library changed, or gone when there are no bytes; the page is as it was.
    #[must_use]
    pub fn with_file(&self, path: &str, bytes: Option<Vec<u8>>) -> Self {
        let library = Arc::new(self.library.with_file(path, bytes));
        let compiled = path.ends_with(".md");
        let shelf = if compiled { Arc::default() } else { Arc::clone(&self.shelf) };
        Self { library, layout: Arc::clone(&self.layout), shelf }
    }
}

/// A case that is read and has its texts; nothing is made yet.
pub struct Prepared {
    /// The case file's name, as the user gave it.
    pub file: String,
    /// The case.
    pub sak: Sak,
    /// What was selected for it.
    pub selected: SelectedTexts,
    shelf: Arc<Shelf>,
    sak_sha256: String,
    tree: Tree,
    reasons: Personal<String>,
}

impl Prepared {
    /// Every word of the reasons, so that two cases can be compared; empty when there are none.
    pub fn reasons(&self) -> &Personal<String> {
        &self.reasons
    }

    /// The identities of the letters that the case gives.
    pub fn identities(&self) -> Vec<String> {
        self.sak.mottakere().iter().map(|mottaker| self.sak.identity(mottaker)).collect()
    }
}

/// Reads a case file and selects its texts; gives the case unless a problem is an error.
pub fn prepare(house: &House, file: &str, bytes: &[u8]) -> (Option<Prepared>, Vec<Problem>) {
    prepare_with(house, file, bytes, false)
}

/// As `prepare`; `kort` asks for the easy-read page in front also when the case does not.
pub fn prepare_with(house: &House, file: &str, bytes: &[u8], kort: bool) -> (Option<Prepared>, Vec<Problem>) {
    let sak::Reading { sak, mut problems, tree } = sak::read(bytes, file);
    let Some(mut sak) = sak else { return (None, problems) };
    if kort {
        sak.kortversjon = Some(true);
    }
    let (selected, found) = select::select(&sak, &tree, &house.library);
    problems.extend(found);
    causes::settle(&mut problems, selected.as_ref());
    if let Some(weeks) = house.library.grenser().verdi(WEEKS_IN_MONTH, sak.brevdato()) {
        problems.extend(sak::check_monthly_tasks(&sak, &tree, weeks.verdi));
    }
    let unread = |field: &str| tree.spoiled().covers(field);
    let texts = tree.texts().filter(|(field, _)| !unread(field));
    problems.extend(texts.filter_map(|(field, text)| typeset::unprintable(text, &house.layout, &tree.place(&field))));
    causes::keep(&mut problems);
    problems.sort_by_key(|problem| (problem.place.file != file, problem.place.line, problem.place.column));
    let stopped = problems.iter().any(Problem::is_error);
    let prepared = selected.filter(|_| !stopped).map(|selected| Prepared {
        file: file.to_owned(),
        sak,
        selected,
        shelf: Arc::clone(&house.shelf),
        sak_sha256: sha256(bytes),
        reasons: reasons(&tree),
        tree,
    });
    (prepared, problems)
}

/// The words below every `vurdering`, with single spaces, so that line breaks do not count.
fn reasons(tree: &Tree) -> Personal<String> {
    let within = |field: &str| field.split(['.', '[']).any(|step| step == "vurdering");
    let words = tree.texts().filter(|(field, _)| within(field)).flat_map(|(_, text)| text.split_whitespace());
    Personal::new(words.collect::<Vec<_>>().join(" "))
}

/// Composes every letter of a case, without typesetting.
///
/// # Errors
/// `BREV-…` when the library's texts do not fit the case, or the case says something that no letter prints.
pub fn compose(prepared: &Prepared) -> Result<Vec<(Mottaker, Composed)>, Vec<Problem>> {
    let sak = &prepared.sak;
    let one = |mottaker: Mottaker| {
        let composed = compose::compose(&prepared.shelf, sak, &prepared.selected, &mottaker);
        let composed = composed.map_err(|found| placed(prepared, found))?;
        let warnings = placed(prepared, composed.warnings);
        Ok((mottaker, Composed { warnings, ..composed }))
    };
    let letters: Vec<(Mottaker, Composed)> =
        sak.mottakere().into_iter().map(one).collect::<Result<_, Vec<Problem>>>()?;
    let printed: Vec<&str> = letters.iter().map(|(_, composed)| composed.printed.as_str()).collect();
    let untold = untold(&prepared.tree, sak.brevtype, &printed);
    if untold.is_empty() { Ok(letters) } else { Err(untold) }
}

/// Composes and typesets every letter of a case; either all of them are made or none.
///
/// # Errors
/// `BREV-…` from composing, `PDF-…` from typesetting.
pub fn make(house: &House, prepared: &Prepared) -> Result<Vec<(Finished, Composed)>, Vec<Problem>> {
    let composed = compose(prepared)?;
    let one = |(mottaker, composed): (Mottaker, Composed)| {
        let pdf = typeset::typeset(&composed.letter, &house.layout).map_err(|found| placed(prepared, found))?;
        let stem = prepared.sak.file_stem(&mottaker);
        let receipt = receipt(house, prepared, &mottaker, &composed, &pdf);
        Ok((Finished { stem, pdf: pdf.bytes, receipt, beside: Vec::new(), forsendelse: None }, composed))
    };
    composed.into_iter().map(one).collect()
}

/// Adds to a finished letter why it is as it is: in its receipt, and as Markdown and PDF beside it.
///
/// # Errors
/// `PDF-…` from typesetting.
pub fn explain(
    house: &House,
    prepared: &Prepared,
    letter: &mut Finished,
    composed: &Composed,
) -> Result<(), Vec<Problem>> {
    let all = why::why(composed, &prepared.selected);
    let pdf = typeset::typeset(&why_letter::letter(composed, &all), &house.layout);
    let pdf = pdf.map_err(|found| placed(prepared, found))?;
    letter.beside.push((".hvorfor.md".to_owned(), why::markdown(composed, &all).into_bytes()));
    letter.beside.push(("_hvorfor.pdf".to_owned(), pdf.bytes));
    letter.receipt.hvorfor = Some(all);
    Ok(())
}

/// Says why a letter is a draft, once for a case.
pub fn draft_warnings(prepared: &Prepared, composed: &[Composed]) -> Vec<Problem> {
    let mut warnings: Vec<Problem> = composed.iter().flat_map(|it| it.warnings.iter().cloned()).collect();
    warnings.sort();
    warnings.dedup();
    let place = || Place::file(&prepared.file);
    let sorted = |pick: fn(&Composed) -> &Vec<String>| {
        composed.iter().flat_map(|it| pick(it).iter().cloned()).collect::<std::collections::BTreeSet<_>>()
    };
    let unapproved = sorted(|it| &it.unapproved).len();
    if unapproved > 0 {
        let message = format!("Brevet er merket UTKAST: {unapproved} av tekstene det bruker, er ikke godkjent");
        let hint = "kommunens jurist godkjenner tekstene med «vedtaksbrev tekster godkjenn»";
        warnings.push(Problem::warning("BREV-010", place(), message).hint(hint));
    }
    let unconfirmed: Vec<String> = sorted(|it| &it.unconfirmed).into_iter().collect();
    if !unconfirmed.is_empty() {
        let message = format!("Brevet er merket UTKAST: kommunen må bekrefte {}", unconfirmed.join(", "));
        let sender = &prepared.selected.avsender;
        let prices =
            sender.priser_path.as_ref().filter(|_| unconfirmed.iter().any(|field| field.starts_with("satser.")));
        let files: Vec<&str> = std::iter::once(&sender.path).chain(prices).map(String::as_str).collect();
        let hint = format!("feltene står i {}", files.join(" og "));
        warnings.push(Problem::warning("BREV-011", place(), message).hint(hint));
    }
    warnings
}

/// A problem of the page gets the case file as its place when it has none.
fn placed(prepared: &Prepared, problems: Vec<Problem>) -> Vec<Problem> {
    let place = |mut problem: Problem| {
        if problem.place.file.is_empty() {
            problem.place = prepared.tree.place(problem.place.field.as_deref().unwrap_or_default());
        }
        problem
    };
    problems.into_iter().map(place).collect()
}

fn receipt(house: &House, prepared: &Prepared, mottaker: &Mottaker, composed: &Composed, pdf: &Pdf) -> Receipt {
    let letter = &composed.letter;
    let used = |path: &String| UsedText {
        fil: path.clone(),
        sha256: house.library.sha256(path).unwrap_or_default().to_owned(),
    };
    Receipt {
        format: FORMAT,
        brev: ReceiptLetter {
            identitet: letter.identity.clone(),
            fil: format!("{}.pdf", prepared.sak.file_stem(mottaker)),
            brevdato: letter.brevdato.to_string(),
            maalform: letter.language.tag().to_owned(),
            avsender: letter.head.sender.clone(),
            sider: pdf.pages,
        },
        utkast: Draft {
            er_utkast: letter.frame.draft.is_some(),
            ikke_godkjent: composed.unapproved.clone(),
            ubekreftet: composed.unconfirmed.clone(),
        },
        utsending: utsending::utsending(&house.library, &prepared.sak, mottaker),
        program: Program::THIS,
        sak_sha256: prepared.sak_sha256.clone(),
        pdf_sha256: sha256(&pdf.bytes),
        tekster: composed.used.iter().map(used).collect(),
        hvorfor: None,
    }
}
