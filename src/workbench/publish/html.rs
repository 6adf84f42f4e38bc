//! A sheet as one accessible HTML page: nothing from the network, readable without colour, and made to be printed.
//!
//! Comes in: a `Sheet`. Goes out: the page, the same bytes every time. Every word is escaped; there is no script.

use crate::typeset::sheet::{Bit, Mark, Part, Sheet};

/// The page's look.
const STYLE: &str = include_str!("page.css");

/// The page.
pub fn html(sheet: &Sheet) -> String {
    let contents = contents(&sheet.body);
    let mut body = String::new();
    let mut writer = Writer { out: &mut body, contents: &contents, number: 0, language: sheet.language.tag() };
    sheet.body.iter().for_each(|part| writer.part(part));
    let title = escape(&sheet.title);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"hopp\" href=\"#innhold\">Hopp til innholdet</a>\n<main id=\"innhold\">\n{body}</main>\n\
         <footer>{}</footer>\n</body>\n</html>\n",
        sheet.language.tag(),
        escape(&sheet.foot)
    )
}

/// The headings in order, with the name that each is linked by.
fn contents(parts: &[Part]) -> Vec<(u8, String, String)> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Heading { level, text, id } => {
                let id = if id.is_empty() { format!("del-{}", found.len() + 1) } else { id.clone() };
                found.push((*level, text.clone(), id));
            }
            Part::Together { parts } => found.extend(contents(parts)),
            _ => {}
        }
    }
    found
}

struct Writer<'a> {
    out: &'a mut String,
    contents: &'a [(u8, String, String)],
    number: usize,
    language: &'a str,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading { level, text, .. } => {
                let id = self.contents.get(self.number).map(|(_, _, id)| id.clone()).unwrap_or_default();
                self.number += 1;
                self.line(&format!("<h{level} id=\"{}\">{}</h{level}>", escape(&id), escape(text)));
            }
            Part::Paragraph { bits: line } => self.line(&format!("<p>{}</p>", bits(line))),
            Part::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                self.line(&format!("<{tag}>"));
                items.iter().for_each(|item| self.line(&format!("<li>{}</li>", bits(item))));
                self.line(&format!("</{tag}>"));
            }
            Part::Table { label, header, rows } => self.table(label, header, rows),
            Part::Quote { lang, parts } => {
                let word = if *lang == self.language { "" } else { " class=\"annen\"" };
                self.line(&format!("<blockquote lang=\"{lang}\"{word}>"));
                parts.iter().for_each(|part| self.part(part));
                self.line("</blockquote>");
            }
            Part::Together { parts } => parts.iter().for_each(|part| self.part(part)),
            Part::Choices { words } => {
                let words: Vec<String> = words.iter().map(|word| format!("☐ {}", escape(word))).collect();
                self.line(&format!("<p>{}</p>", words.join(" ")));
            }
            Part::Blanks { words } => {
                words.iter().for_each(|word| self.line(&format!("<p>{}: ____</p>", escape(word))))
            }
            Part::Contents { text, depth } => self.contents(text, *depth),
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn table(&mut self, label: &str, header: &[String], rows: &[Vec<Vec<Bit>>]) {
        // A table that is wider than the screen is moved sideways, also with the keyboard.
        self.line(&format!("<div class=\"tabell\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">", escape(label)));
        self.line("<table>");
        let cells: String = header.iter().map(|word| format!("<th scope=\"col\">{}</th>", escape(word))).collect();
        self.line(&format!("<thead><tr>{cells}</tr></thead>"));
        self.line("<tbody>");
        for row in rows {
            let cell = |(column, line): (usize, &Vec<Bit>)| match column {
                0 => format!("<th scope=\"row\">{}</th>", bits(line)),
                _ => format!("<td>{}</td>", bits(line)),
            };
            let cells: String = row.iter().enumerate().map(cell).collect();
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line("</tbody></table></div>");
    }

    fn contents(&mut self, text: &str, depth: u8) {
        self.line(&format!(
            "<nav aria-labelledby=\"innholdsliste\">\n<h2 id=\"innholdsliste\">{}</h2>\n<ul>",
            escape(text)
        ));
        let mut inner = false;
        let mut open = false;
        for (level, text, id) in self.contents.iter().filter(|(level, ..)| (2..=depth).contains(level)) {
            let item = format!("<li><a href=\"#{}\">{}</a>", escape(id), escape(text));
            match (*level > 2, inner) {
                (true, false) => self.out.push_str("\n<ul>\n"),
                (false, true) => self.out.push_str("</li>\n</ul>\n</li>\n"),
                (_, _) if open => self.out.push_str("</li>\n"),
                _ => {}
            }
            (inner, open) = (*level > 2, true);
            self.out.push_str(&item);
        }
        self.out.push_str(if inner {
            "</li>\n</ul>\n</li>\n"
        } else if open {
            "</li>\n"
        } else {
            ""
        });
        self.line("</ul>\n</nav>");
    }
}

fn bits(line: &[Bit]) -> String {
    line.iter().map(bit).collect()
}

fn bit(bit: &Bit) -> String {
    let words = escape(&bit.text);
    let words = match bit.mark {
        Mark::Plain => words,
        Mark::Strong => format!("<strong>{words}</strong>"),
        Mark::Gone => format!("<del>{words}</del>"),
        Mark::New => format!("<ins>{words}</ins>"),
    };
    let words = match &bit.link {
        Some(to) if to.starts_with('#') || to.starts_with("https://") => {
            format!("<a href=\"{}\">{words}</a>", escape(to))
        }
        _ => words,
    };
    match bit.lang {
        Some(lang) => format!("<span lang=\"{lang}\">{words}</span>"),
        None => words,
    }
}

/// Words that can never be markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Maalform;

    fn page(body: Vec<Part>) -> String {
        html(&Sheet {
            identity: String::new(),
            title: "T".into(),
            author: String::new(),
            language: Maalform::Nb,
            dato: jiff::civil::date(2026, 11, 22),
            foot: String::new(),
            page: (String::new(), String::new()),
            body,
        })
    }

    #[test]
    fn words_never_become_markup_and_only_web_addresses_become_links() {
        let hostile = "<script>alert(\"x\")</script>&";
        let line =
            vec![Bit::plain(hostile), Bit::link("a", "javascript:alert(1)"), Bit::link("b", "https://x.no/\"><b>")];
        let page = page(vec![Part::heading(1, hostile), Part::Paragraph { bits: line }]);
        assert!(!page.contains("<script") && !page.contains("javascript:") && !page.contains("<b>"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;"));
    }

    #[test]
    fn the_table_of_contents_is_a_list_within_a_list() {
        let heading = |level, text: &str| Part::heading(level, text);
        let contents = Part::Contents { text: "Innhold".into(), depth: 3 };
        let body = vec![heading(1, "t"), contents, heading(2, "a"), heading(3, "b"), heading(4, "x"), heading(2, "c")];
        let page = page(body);
        let start = page.find("<nav").unwrap();
        let end = page.find("</nav>").unwrap();
        let expected = "<ul>\n<li><a href=\"#del-2\">a</a>\n<ul>\n<li><a href=\"#del-3\">b</a></li>\n</ul>\n</li>\n<li><a href=\"#del-5\">c</a></li>\n</ul>\n";
        assert!(page[start..end].ends_with(expected), "{}", &page[start..end]);
    }
}
