//! What templates name exists: texts, pieces, and a template for every kind of letter.

use super::Check;
use crate::sak::sak::Brevtype;
use crate::suggest::closest;
use crate::texts::library::LETTER_TEMPLATES;
use crate::texts::text::Template;

/// Checks the templates.
pub(super) fn check(check: &mut Check<'_>) {
    for template in check.templates.clone() {
        texts(check, &template);
        pieces(check, &template);
    }
    for brevtype in Brevtype::WORDS {
        let folder = format!("{LETTER_TEMPLATES}/{brevtype}");
        if check.library.versions(&folder).next().is_none() {
            let hint = format!("lag {folder}/{}.nb.md og .nn.md", check.print_first_day());
            check.file_error("TEKST-032", &folder, format!("Det finnes ingen mal for «{brevtype}»"), hint);
        }
    }
}

fn texts(check: &mut Check<'_>, template: &Template) {
    let day = check.from(template.version.fra);
    let ids = check.library.text_ids();
    for asked in &template.texts {
        if check.library.text(&asked.navn, day, template.version.maalform).is_none() {
            let near = closest(&asked.navn, ids.iter().map(String::as_str)).filter(|near| *near != asked.navn);
            let hint = near.map_or_else(
                || {
                    let day = check.library.lovskifter().print_day(day);
                    format!("lag legal-texts/{}/{day}.{}.md", asked.navn, template.version.maalform.tag())
                },
                |near| format!("mente du «{near}»?"),
            );
            let message = format!(
                "Malen bruker teksten «{}», som ikke finnes på {} for {}",
                asked.navn,
                template.version.maalform.name(),
                check.library.lovskifter().print_day(day)
            );
            check.error("TEKST-032", &template.path, asked.line + template.body_line - 1, message, hint);
        }
    }
}

fn pieces(check: &mut Check<'_>, template: &Template) {
    let day = check.from(template.version.fra);
    let names = check.library.folders_below(&format!("{LETTER_TEMPLATES}/deler"));
    for asked in &template.pieces {
        if check.library.piece(&asked.navn, day, template.version.maalform).is_none() {
            let near = closest(&asked.navn, names.iter().map(String::as_str)).filter(|near| *near != asked.navn);
            let hint = near.map_or_else(
                || format!("lag letter-templates/deler/{}/", asked.navn),
                |near| format!("mente du «{near}»?"),
            );
            let message = format!(
                "Malen bruker delen «{}», som ikke finnes på {} for {}",
                asked.navn,
                template.version.maalform.name(),
                check.library.lovskifter().print_day(day)
            );
            check.error("TEKST-032", &template.path, asked.line + template.body_line - 1, message, hint);
        }
    }
}
