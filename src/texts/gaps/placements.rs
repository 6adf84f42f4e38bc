//! What a template places and prints, line by line, and under which conditions.
//!
//! Comes in: a body. Goes out: placements, in its order. Evaluates no condition and fills nothing.

use super::parameter_name;
use handlebars::Template;
use handlebars::template::{HelperTemplate, Parameter, Subexpression, TemplateElement};

/// A place in a template where something comes into the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The helper: `tekst`, `setning`, `del`, `delsetning`, or one for free text.
    pub helper: String,
    /// What it asks for: an id, or the field that holds one.
    pub asked: String,
    /// The line within the body, from 1.
    pub line: u32,
    /// What must hold for it to be there, outermost first.
    pub conditions: Vec<Condition>,
}

/// What a block of a template waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The field has a value, or one of several does, as the template writes it.
    If(String),
    /// It has none.
    Unless(String),
    /// Once for each entry of the field.
    Each(String),
}

/// Every placement of a body; none when it is not valid Handlebars.
pub fn placements(body: &str) -> Vec<Placement> {
    let mut found = Vec::new();
    if let Ok(template) = Template::compile(body) {
        walk(&template, &mut Vec::new(), &mut found);
    }
    found
}

fn walk(template: &Template, conditions: &mut Vec<Condition>, found: &mut Vec<Placement>) {
    for (index, element) in template.elements.iter().enumerate() {
        let line = template.mapping.get(index).and_then(|at| u32::try_from(at.0).ok()).unwrap_or_default();
        match element {
            TemplateElement::Expression(expression) if !expression.params.is_empty() => {
                let helper = parameter_name(&expression.name).unwrap_or_default().to_owned();
                let asked = expression.params.first().map(words).unwrap_or_default();
                found.push(Placement { helper, asked, line, conditions: conditions.clone() });
            }
            TemplateElement::HelperBlock(block) => walk_block(block, conditions, found),
            _ => {}
        }
    }
}

fn walk_block(block: &HelperTemplate, conditions: &mut Vec<Condition>, found: &mut Vec<Placement>) {
    let what = block.params.first().map(words).unwrap_or_default();
    let (holds, otherwise) = match parameter_name(&block.name).unwrap_or_default() {
        "if" => (Some(Condition::If(what.clone())), Some(Condition::Unless(what))),
        "unless" => (Some(Condition::Unless(what.clone())), Some(Condition::If(what))),
        "each" => (Some(Condition::Each(what.clone())), Some(Condition::Unless(what))),
        _ => (None, None),
    };
    for (inner, condition) in [(&block.template, holds), (&block.inverse, otherwise)] {
        let Some(inner) = inner else { continue };
        let depth = conditions.len();
        conditions.extend(condition);
        walk(inner, conditions, found);
        conditions.truncate(depth);
    }
}

/// A parameter as the template writes it, with «eller», «og» and «ikke» for the helpers that say so.
fn words(parameter: &Parameter) -> String {
    match parameter {
        Parameter::Literal(serde_json::Value::String(text)) => text.clone(),
        Parameter::Literal(value) => value.to_string(),
        Parameter::Subexpression(inner) => subexpression(inner),
        _ => parameter_name(parameter).unwrap_or_default().to_owned(),
    }
}

fn subexpression(inner: &Subexpression) -> String {
    let parts: Vec<String> = inner.params().into_iter().flatten().map(words).collect();
    match inner.name() {
        "or" => parts.join(" eller "),
        "and" => parts.join(" og "),
        "not" => format!("ikke {}", parts.join(" ")),
        "eq" => parts.join(" er "),
        name => format!("{name} {}", parts.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placement_knows_its_line_and_conditions() {
        let body = "{{#if (or a b.c)}}\n{{#each d as |e|}}\n{{tekst \"x\"}}\n{{/each}}\n{{else}}\n{{fritekst f.g}}\n{{/if}}\n{{#unless h}}{{del \"y\"}}{{/unless}}\n{{i}}\n";
        let found: Vec<_> = placements(body).into_iter().map(|it| (it.asked, it.line, it.conditions)).collect();
        let or = "a eller b.c".to_owned();
        assert_eq!(
            found,
            [
                ("x".to_owned(), 3, vec![Condition::If(or.clone()), Condition::Each("d".into())]),
                ("f.g".to_owned(), 6, vec![Condition::Unless(or)]),
                ("y".to_owned(), 8, vec![Condition::Unless("h".into())]),
            ]
        );
    }
}
