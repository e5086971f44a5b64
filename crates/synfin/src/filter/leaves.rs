//! What a condition is about in the end: columns, what dissectors told, and what is written out.

use std::cell::RefCell;

use crate::column::table::Kind;
use crate::report::text::units::Utc;
use sqlparser::ast::{Expr, Ident, Spanned as _, Value};
use sqlparser::tokenizer::Span;
use synfin_dissect::name::Name;

use crate::filter::cell::{Cell, Type};
use crate::filter::expression::Expression;
use crate::filter::names::Names;
use crate::filter::not_understood::NotUnderstood;
use crate::filter::told_field::ToldField;
use crate::filter::written::Written;

/// What something in a condition means, and the type of its values.
pub(crate) type Bound = Result<(Expression, Type), NotUnderstood>;

/// Gives names and literals their meaning.
pub(crate) struct Leaves<'b> {
    written: Written<'b>,
    names: &'b Names,
    /// Who was asked about so far.
    dissectors: RefCell<Vec<Name>>,
}

impl<'b> Leaves<'b> {
    /// Of a condition that names these.
    pub(crate) fn of(written: Written<'b>, names: &'b Names) -> Leaves<'b> {
        Leaves { written, names, dissectors: RefCell::default() }
    }

    /// The dissectors that were asked about.
    pub(crate) fn dissectors(self) -> Vec<Name> {
        self.dissectors.into_inner()
    }

    /// A column that holds one value.
    pub(crate) fn column(&self, name: &Ident) -> Bound {
        let index = self.index(name)?;
        let kind = self.names.columns[index].kind;
        match Type::of(kind) {
            Some(kind) => Ok((Expression::Column(index), kind)),
            None if kind == Kind::Texts => {
                Err(self
                    .error(name.span, format!("`{name}` holds several words: ask with 'word' = ANY({name})")))
            }
            None if name.value.eq_ignore_ascii_case("fields") => Err(self.error(
                name.span,
                "`fields` holds what dissectors told: ask for one by its name, as in tls.server_name"
                    .to_owned(),
            )),
            None => {
                Err(self.error(name.span, format!("`{name}` holds records, which no condition here reads")))
            }
        }
    }

    /// The place of a column, whatever it holds.
    pub(crate) fn index(&self, name: &Ident) -> Result<usize, NotUnderstood> {
        self.names.column(name).map_err(|what| self.error(name.span, what))
    }

    /// A field of a dissector: its name, a dot, the name of the field.
    pub(crate) fn told(&self, read: &Expr) -> Result<(ToldField, Type), NotUnderstood> {
        let Expr::CompoundIdentifier(parts) = read else {
            return Err(self.error(read.span(), format!("`{read}` is no field of a dissector")));
        };
        let [dissector, field] = parts.as_slice() else {
            let what = format!("`{read}` has too many parts: a field is named as in tls.server_name");
            return Err(self.error(read.span(), what));
        };
        let told = self.names.told(&dissector.value, &field.value);
        let (field, kind) = told.map_err(|what| self.error(read.span(), what))?;
        self.asks(&field.dissector);
        Ok((field, kind))
    }

    /// Notes that a dissector was asked about.
    pub(crate) fn asks(&self, dissector: &Name) {
        let mut dissectors = self.dissectors.borrow_mut();
        if !dissectors.contains(dissector) {
            dissectors.push(dissector.clone());
        }
    }

    /// What is compared with a column, if it is one of a closed list of words: the word as the column has it.
    pub(crate) fn word_for(
        &self,
        column: &Expression,
        read: &Expr,
        compared: Expression,
    ) -> Result<Expression, NotUnderstood> {
        match (column, compared) {
            (Expression::Column(index), Expression::Literal(Cell::Text(given))) => {
                let word = self.names.word(*index, &given).map_err(|what| self.error(read.span(), what))?;
                Ok(Expression::Literal(Cell::Text(word.into())))
            }
            (_, compared) => Ok(compared),
        }
    }

    /// What is written out.
    pub(crate) fn literal(&self, read: &Expr, value: &Value) -> Bound {
        Ok(match value {
            Value::Null => (Expression::Literal(Cell::Null), Type::Null),
            Value::Boolean(value) => (Expression::Literal(Cell::Bool(*value)), Type::Bool),
            Value::SingleQuotedString(text) => {
                (Expression::Literal(Cell::Text(text.clone().into())), Type::Text)
            }
            Value::Number(digits, _) => {
                let digits = digits.replace('_', "");
                let whole = digits.parse().map(Cell::Whole);
                let cell = whole.or_else(|_| digits.parse().map(Cell::Real));
                let cell = cell.map_err(|_| self.error(read.span(), format!("`{digits}` is no number")))?;
                (Expression::Literal(cell), Type::Number)
            }
            other => return Err(self.error(read.span(), format!("`{other}` is neither number nor text"))),
        })
    }

    /// A moment is told in nanoseconds, as the columns tell it.
    pub(crate) fn moment(&self, read: &Expr, value: &Value) -> Bound {
        let text = value.clone().into_string().unwrap_or_default();
        let moment = text.parse::<Utc>().map_err(|_| {
            self.error(read.span(), format!("`{text}` is no moment such as 2026-05-01 10:00:00, in UTC"))
        })?;
        Ok((Expression::Literal(Cell::Whole(moment.0.0.into())), Type::Number))
    }

    /// What is wrong there.
    pub(crate) fn error(&self, at: Span, what: String) -> NotUnderstood {
        self.written.error(at.start.line, at.start.column, what)
    }
}
