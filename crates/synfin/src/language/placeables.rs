//! What the messages of a catalogue are given, read off their own text: for its tests.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

/// What each message names: what it is given, and the other messages in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Named<'s> {
    pub(crate) given: BTreeSet<&'s str>,
    messages: BTreeSet<&'s str>,
}

/// Every message of a catalogue with all that it is given, by way of other messages too.
///
/// # Panics
/// The catalogue is not well-formed, or has a message twice.
pub(crate) fn messages(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let resource = parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut named: BTreeMap<&str, Named<'_>> = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut names = Named::default();
        pattern(message.value.as_ref().expect("every message has a text"), &mut names);
        assert!(named.insert(message.id.name, names).is_none(), "{} is there twice", message.id.name);
    }
    named.keys().map(|id| (*id, given(id, &named))).collect()
}

/// All that a message is given, and those in it.
fn given<'s>(id: &str, named: &BTreeMap<&'s str, Named<'s>>) -> BTreeSet<&'s str> {
    let names = named.get(id).unwrap_or_else(|| panic!("there is no {id}"));
    let others = names.messages.iter().flat_map(|other| given(other, named));
    names.given.iter().copied().chain(others).collect()
}

fn pattern<'s>(text: &Pattern<&'s str>, names: &mut Named<'s>) {
    for element in &text.elements {
        if let PatternElement::Placeable { expression } = element {
            self::expression(expression, names);
        }
    }
}

fn expression<'s>(part: &Expression<&'s str>, names: &mut Named<'s>) {
    match part {
        Expression::Inline(part) => inline(part, names),
        Expression::Select { selector, variants } => {
            inline(selector, names);
            for variant in variants {
                pattern(&variant.value, names);
            }
        }
    }
}

fn inline<'s>(part: &InlineExpression<&'s str>, names: &mut Named<'s>) {
    match part {
        InlineExpression::VariableReference { id } => {
            names.given.insert(id.name);
        }
        InlineExpression::MessageReference { id, .. } => {
            names.messages.insert(id.name);
        }
        InlineExpression::Placeable { expression } => self::expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. } => call(arguments, names),
        InlineExpression::TermReference { arguments, .. } => {
            if let Some(arguments) = arguments {
                call(arguments, names);
            }
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn call<'s>(arguments: &CallArguments<&'s str>, names: &mut Named<'s>) {
    let values = arguments.positional.iter().chain(arguments.named.iter().map(|named| &named.value));
    for value in values {
        inline(value, names);
    }
}
