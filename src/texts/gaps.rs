//! What a file written in Handlebars asks for: gaps, texts and pieces, by line.
//!
//! Comes in: a body. Goes out: `Gaps` by Handlebars, or only what the body places, by a look at its braces.
//! Fills nothing; that is `letter/fill.rs`.

pub mod placements;

use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, Template};

/// A name that a file asks for, and the line within the body, from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The name, such as `avsender.navn` or the id of a text.
    pub navn: String,
    /// The line within the body, from 1.
    pub line: u32,
}

/// Everything that a body asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Plain gaps such as `{{avsender.navn}}`, outside helpers' parameters.
    pub gaps: Vec<Gap>,
    /// Texts placed by their id: `{{tekst "klage/slik"}}`, `{{setning "…"}}`.
    pub texts: Vec<Gap>,
    /// Pieces of templates placed by their name: `{{del "klage"}}`.
    pub pieces: Vec<Gap>,
    /// Lines with helpers, blocks, comments, partials or other logic.
    pub logic: Vec<u32>,
    /// Lines with `{{{…}}}`, `{{> …}}` or decorators, which no file may have.
    pub forbidden: Vec<u32>,
}

/// The helpers that place a text.
const TEXT_HELPERS: [&str; 2] = ["tekst", "setning"];
/// The helpers that place a piece of a template.
const PIECE_HELPERS: [&str; 2] = ["del", "delsetning"];

impl Gaps {
    /// What a body asks for.
    ///
    /// # Errors
    /// The line, when the body is not valid Handlebars.
    pub fn of(body: &str) -> Result<Self, Option<u32>> {
        let template =
            Template::compile(body).map_err(|error| error.pos().and_then(|(line, _)| u32::try_from(line).ok()))?;
        let mut gaps = Self::default();
        gaps.walk(&template);
        Ok(gaps)
    }

    fn walk(&mut self, template: &Template) {
        // A branch after «else if» has fewer positions than elements.
        for (index, element) in template.elements.iter().enumerate() {
            let line = template.mapping.get(index).and_then(|at| u32::try_from(at.0).ok()).unwrap_or_default();
            match element {
                TemplateElement::RawString(_) => {}
                TemplateElement::Expression(expression) => self.expression(expression, line),
                TemplateElement::HelperBlock(block) => {
                    self.logic.push(line);
                    for inner in [&block.template, &block.inverse].into_iter().flatten() {
                        self.walk(inner);
                    }
                }
                TemplateElement::Comment(_) => self.logic.push(line),
                _ => {
                    self.logic.push(line);
                    self.forbidden.push(line);
                }
            }
        }
    }

    fn expression(&mut self, expression: &HelperTemplate, line: u32) {
        let name = parameter_name(&expression.name).unwrap_or_default();
        if expression.params.is_empty() && expression.hash.is_empty() {
            self.gaps.push(Gap { navn: name.to_owned(), line });
            return;
        }
        self.logic.push(line);
        if let Some(Parameter::Literal(serde_json::Value::String(id))) = expression.params.first() {
            let gap = Gap { navn: id.clone(), line };
            if TEXT_HELPERS.contains(&name) {
                self.texts.push(gap);
            } else if PIECE_HELPERS.contains(&name) {
                self.pieces.push(gap);
            }
        }
    }
}

/// The texts and pieces that a body places, by line; agrees with `Gaps::of`, at a hundredth of its price.
pub fn placed(body: &str) -> (Vec<Gap>, Vec<Gap>) {
    let (mut texts, mut pieces) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(found) = body[at..].find("{{") {
        let start = at + found;
        let end = if body[start..].starts_with("{{!--") { "--}}" } else { "}}" };
        let inner = body[start + 2..].split(end).next().unwrap_or_default();
        at = start + 2 + inner.len();
        let inner = inner.trim_start_matches(['~', ' ']);
        let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let rest = rest.trim_start();
        let quote = if rest.starts_with('\'') { '\'' } else { '"' };
        let Some((id, _)) = rest.strip_prefix(quote).and_then(|rest| rest.split_once(quote)) else { continue };
        let line = u32::try_from(body[..start].matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1);
        let gap = Gap { navn: id.to_owned(), line };
        if TEXT_HELPERS.contains(&name) {
            texts.push(gap);
        } else if PIECE_HELPERS.contains(&name) {
            pieces.push(gap);
        }
    }
    (texts, pieces)
}

fn parameter_name(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Name(name) => Some(name),
        Parameter::Path(Path::Relative((_, raw)) | Path::Local((_, _, raw))) => Some(raw),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(gaps: &[Gap]) -> Vec<(&str, u32)> {
        gaps.iter().map(|gap| (gap.navn.as_str(), gap.line)).collect()
    }

    #[test]
    fn gaps_are_listed_with_their_lines() {
        let gaps = Gaps::of("Send klagen til {{avsender.klageadresse}}.\n\nFristen er {{klage.frist}}.\n").unwrap();
        assert_eq!(names(&gaps.gaps), [("avsender.klageadresse", 1), ("klage.frist", 3)]);
        assert!(gaps.logic.is_empty());
    }

    #[test]
    fn a_template_names_its_texts_and_pieces_also_inside_blocks() {
        let gaps = Gaps::of("{{#if a}}\n{{tekst \"klage/slik\"}}\n{{else}}\n{{#each b as |c|}}\n{{del \"linje\"}}{{setning \"x\"}}\n{{/each}}\n{{/if}}\n{{tekst c.d}}\n").unwrap();
        assert_eq!(names(&gaps.texts), [("klage/slik", 2), ("x", 5)]);
        assert_eq!(names(&gaps.pieces), [("linje", 5)]);
        assert!(gaps.forbidden.is_empty());
    }

    #[test]
    fn what_a_body_places_is_the_same_with_and_without_handlebars() {
        for body in [
            "a\n{{#if a}}\n{{tekst \"klage/slik\"}}\n{{else}}{{~del 'b'~}}{{/if}}\n{{setning \"x\" y=1}} {{tekst c.d}}",
            "{{!-- {{tekst \"a\"}} --}}{{delsetning \"e\"}}\n\n{{avsender.navn}}{{annet \"f\"}}",
        ] {
            let gaps = Gaps::of(body).unwrap();
            assert_eq!(placed(body), (gaps.texts, gaps.pieces), "{body}");
        }
    }

    #[test]
    fn logic_and_forbidden_forms_are_seen() {
        for body in ["{{#if a}}b{{/if}}", "{{a b}}", "{{! x }}", "{{{a}}}", "{{> a}}", "{{tekst \"a\"}}"] {
            assert_eq!(Gaps::of(body).unwrap().logic, [1], "{body}");
        }
        for body in ["a\n{{{a}}}", "a\n{{> b}}", "a\n{{&a}}"] {
            assert_eq!(Gaps::of(body).unwrap().forbidden, [2], "{body}");
        }
    }

    #[test]
    fn invalid_handlebars_says_the_line() {
        assert_eq!(Gaps::of("a\n\n{{#if x}}"), Err(Some(3)));
    }
}
