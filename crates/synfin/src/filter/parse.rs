//! From the words of a condition to what it is made of: sqlparser reads them, and here they get their meaning.

use crate::column::table::Kind;
use sqlparser::ast::{BinaryOperator, DataType, Expr, InTarget, Spanned, UnaryOperator};
use sqlparser::dialect::DuckDbDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Span, Token};
use synfin_dissect::name::Name;

use crate::filter::cell::{Cell, Type};
use crate::filter::expression::{Arithmetic, Comparison, Expression};
use crate::filter::hints;
use crate::filter::leaves::{Bound, Leaves};
use crate::filter::names::Names;
use crate::filter::not_understood::NotUnderstood;
use crate::filter::pattern::Pattern;
use crate::filter::written::Written;

/// Octets that a condition has at most: what is made of it is walked by recursion.
const LONGEST: usize = 4096;

/// How deep a condition may be, beside chains of AND and of OR.
const DEEPEST: u32 = 60;

/// How deep parentheses and NOT may be within one another: reading takes up to 70 KiB of stack for each, in a build that is not optimised.
const DEEPEST_READ: usize = 20;

/// Fields of dissectors in one comparison, and in those within it: all values of one are tried with all of the other.
const MOST_FIELDS: usize = 2;

/// Reads a condition that names these, in the words of SQL; and whose fields it names.
///
/// # Errors
/// It is no condition, names what is not there, or compares what cannot be compared.
pub(crate) fn parse(text: &str, names: &Names) -> Result<(Expression, Vec<Name>), NotUnderstood> {
    if text.len() > LONGEST {
        let what = format!("it is longer than {LONGEST} octets");
        return Err(NotUnderstood { what, place: None });
    }
    let written = Written(text);
    let binder = Binder { leaves: Leaves::of(written, names), names, depth: std::cell::Cell::new(0) };
    let parser = Parser::new(&DuckDbDialect {}).with_recursion_limit(DEEPEST_READ).try_with_sql(text);
    let mut parser = parser.map_err(|error| written.unread(&error.to_string()))?;
    let read = parser.parse_expr().map_err(|error| match error {
        ParserError::RecursionLimitExceeded => too_deep(),
        other => written.unread(&other.to_string()),
    })?;
    let next = parser.peek_token();
    if next.token != Token::EOF {
        return Err(binder.error(next.span, hints::no_end(&next.token)));
    }
    let expression = binder.condition(&read)?;
    Ok((expression, binder.leaves.dissectors()))
}

struct Binder<'b> {
    leaves: Leaves<'b>,
    names: &'b Names,
    /// How deep what is looked at stands.
    depth: std::cell::Cell<u32>,
}

impl Binder<'_> {
    fn bind(&self, read: &Expr) -> Bound {
        if self.depth.get() == DEEPEST {
            return Err(too_deep());
        }
        self.depth.set(self.depth.get() + 1);
        let bound = self.bind_one(read);
        self.depth.set(self.depth.get() - 1);
        bound
    }

    fn bind_one(&self, read: &Expr) -> Bound {
        match read {
            Expr::Nested(inner) => self.bind(inner),
            Expr::Identifier(name) => self.leaves.column(name),
            Expr::CompoundIdentifier(_) => {
                let (field, kind) = self.leaves.told(read)?;
                Ok((Expression::Told(field), kind))
            }
            Expr::Value(value) => self.leaves.literal(read, &value.value),
            Expr::TypedString(typed) if matches!(typed.data_type, DataType::Timestamp(..)) => {
                self.leaves.moment(read, &typed.value.value)
            }
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => Ok((not(self.condition(expr)?), Type::Bool)),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
                let zero = Expression::Literal(Cell::Whole(0));
                let inner = self.typed(expr, Type::Number)?;
                Ok((Expression::Arithmetic(Arithmetic::Minus, zero.into(), inner.into()), Type::Number))
            }
            Expr::BinaryOp { left, op, right } => self.binary(read, left, op, right),
            Expr::IsNull(inner) => Ok((Expression::IsNull(self.bind(inner)?.0.into()), Type::Bool)),
            Expr::IsNotNull(inner) => Ok((not(Expression::IsNull(self.bind(inner)?.0.into())), Type::Bool)),
            Expr::IsTrue(inner) => Ok((Expression::Is(self.condition(inner)?.into(), true), Type::Bool)),
            Expr::IsFalse(inner) => Ok((Expression::Is(self.condition(inner)?.into(), false), Type::Bool)),
            Expr::IsNotTrue(inner) => {
                Ok((not(Expression::Is(self.condition(inner)?.into(), true)), Type::Bool))
            }
            Expr::IsNotFalse(inner) => {
                Ok((not(Expression::Is(self.condition(inner)?.into(), false)), Type::Bool))
            }
            Expr::Between { expr, negated, low, high } => {
                let (inner, kind) = self.bind(expr)?;
                let (low, high) = (self.typed(low, kind)?, self.typed(high, kind)?);
                let between = Expression::Between(Box::new([inner, low, high]));
                Ok((negate(*negated, self.for_one(read, between)?), Type::Bool))
            }
            Expr::In { expr, target: InTarget::List(list), negated, global: false } => {
                let (inner, kind) = self.bind(expr)?;
                let read_one = |one: &Expr| self.leaves.word_for(&inner, one, self.typed(one, kind)?);
                let list = list.iter().map(read_one).collect::<Result<Vec<_>, _>>()?;
                Ok((negate(*negated, self.is_in(read, expr, inner, list)?), Type::Bool))
            }
            Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
                self.like(*negated, expr, pattern, false)
            }
            Expr::ILike { negated, any: false, expr, pattern, escape_char: None } => {
                self.like(*negated, expr, pattern, true)
            }
            Expr::AnyOp { left, compare_op: BinaryOperator::Eq, right, .. } => self.any_of(left, right),
            _ => Err(self.error(
                read.span(),
                format!(
                    "`{read}` is more than a condition here can say; DuckDB can, on the table as Parquet"
                ),
            )),
        }
    }

    fn binary(&self, read: &Expr, left: &Expr, operator: &BinaryOperator, right: &Expr) -> Bound {
        let comparison = match operator {
            BinaryOperator::And => return Ok((Expression::And(self.parts(read, operator)?), Type::Bool)),
            BinaryOperator::Or => return Ok((Expression::Or(self.parts(read, operator)?), Type::Bool)),
            BinaryOperator::Plus => return self.arithmetic(Arithmetic::Plus, left, right),
            BinaryOperator::Minus => return self.arithmetic(Arithmetic::Minus, left, right),
            BinaryOperator::Multiply => return self.arithmetic(Arithmetic::Times, left, right),
            BinaryOperator::Divide => return self.arithmetic(Arithmetic::Through, left, right),
            BinaryOperator::Eq => Comparison::Equal,
            // The contrary, as it is everywhere else: where a field has several values, none is equal.
            BinaryOperator::NotEq => {
                return Ok((not(self.binary(read, left, &BinaryOperator::Eq, right)?.0), Type::Bool));
            }
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            other => {
                let joins = hints::joins(&other.to_string());
                return Err(self.error(read.span(), format!("the operator {other} is not known here{joins}")));
            }
        };
        let (one, kind) = self.bind(left)?;
        let (other, other_kind) = self.bind(right)?;
        if !other_kind.goes_with(kind) && kind == Type::Text && hints::for_number(left).is_some() {
            self.expect(left, kind, other_kind)?;
        }
        self.expect(right, other_kind, kind)?;
        // Only what is equal to a word is a word; what is less may be anything.
        let (one, other) = if matches!(comparison, Comparison::Equal) {
            let other = self.leaves.word_for(&one, right, other)?;
            (self.leaves.word_for(&other, left, one)?, other)
        } else {
            (one, other)
        };
        Ok((self.for_one(read, compare(comparison, one, other))?, Type::Bool))
    }

    /// The conditions that are joined by one operator over and over: as many as are written, however deep they were read.
    fn parts(&self, read: &Expr, joined: &BinaryOperator) -> Result<Vec<Expression>, NotUnderstood> {
        let mut parts = Vec::new();
        let mut rest = read;
        while let Expr::BinaryOp { left, op, right } = rest
            && op == joined
        {
            parts.push(self.condition(right)?);
            rest = left;
        }
        parts.push(self.condition(rest)?);
        parts.reverse();
        Ok(parts)
    }

    /// Whether one of a list is equal. A word that is written out is one of each column's in the list, in letters of any size.
    fn is_in(
        &self,
        read: &Expr,
        at: &Expr,
        inner: Expression,
        list: Vec<Expression>,
    ) -> Result<Expression, NotUnderstood> {
        let is_text = matches!(inner, Expression::Literal(Cell::Text(_)));
        let (columns, list): (Vec<_>, Vec<_>) =
            list.into_iter().partition(|one| is_text && matches!(one, Expression::Column(_)));
        let equal = |column: Expression| {
            let word = self.leaves.word_for(&column, at, inner.clone())?;
            Ok(compare(Comparison::Equal, word, column))
        };
        let mut any = columns.into_iter().map(equal).collect::<Result<Vec<_>, NotUnderstood>>()?;
        if any.is_empty() {
            return self.for_one(read, Expression::In(inner.into(), list));
        }
        if !list.is_empty() {
            any.push(self.for_one(read, Expression::In(inner.into(), list))?);
        }
        Ok(Expression::Or(any))
    }

    fn arithmetic(&self, operator: Arithmetic, left: &Expr, right: &Expr) -> Bound {
        let (left, right) = (self.typed(left, Type::Number)?, self.typed(right, Type::Number)?);
        Ok((Expression::Arithmetic(operator, left.into(), right.into()), Type::Number))
    }

    fn like(&self, negated: bool, read: &Expr, pattern: &Expr, any_size: bool) -> Bound {
        let (text, pattern) = (self.typed(read, Type::Text)?, self.typed(pattern, Type::Text)?);
        // Words are words in letters of any size.
        let holds_words = |one: &Expression| matches!(one, Expression::Column(index) if !self.names.columns[*index].words.is_empty());
        let is_word = holds_words(&text) || holds_words(&pattern);
        let any_size = any_size || is_word;
        let like = match pattern {
            Expression::Literal(Cell::Text(written)) => {
                Expression::Like(text.into(), Pattern::new(&written, any_size))
            }
            pattern => Expression::LikeTold(text.into(), pattern.into(), any_size),
        };
        Ok((negate(negated, self.for_one(read, like)?), Type::Bool))
    }

    fn any_of(&self, read: &Expr, list: &Expr) -> Bound {
        let mut list = list;
        while let Expr::Nested(inner) = list {
            list = inner;
        }
        if let Expr::CompoundIdentifier(_) = list {
            let (field, kind) = self.leaves.told(list)?;
            let wanted = self.typed(read, kind)?;
            let equal = compare(Comparison::Equal, wanted, Expression::Told(field));
            return Ok((self.for_one(read, equal)?, Type::Bool));
        }
        let wanted = self.typed(read, Type::Text)?;
        let Expr::Identifier(name) = list else {
            return Err(
                self.error(list.span(), "a column that holds several words is to stand in ANY".to_owned())
            );
        };
        let index = self.leaves.index(name)?;
        if self.names.columns[index].kind != Kind::Texts {
            return Err(self.error(name.span, format!("`{name}` does not hold several words")));
        }
        let wanted = self.leaves.word_for(&Expression::Column(index), read, wanted)?;
        if let (Expression::Literal(Cell::Text(word)), "plugins") = (&wanted, self.names.columns[index].name)
        {
            self.leaves.asks(&word.to_string().into());
        }
        Ok((self.for_one(read, Expression::AnyOf(wanted.into(), index))?, Type::Bool))
    }

    fn condition(&self, read: &Expr) -> Result<Expression, NotUnderstood> {
        let condition = self.typed(read, Type::Bool)?;
        self.for_one(read, condition)
    }

    fn typed(&self, read: &Expr, wanted: Type) -> Result<Expression, NotUnderstood> {
        let (expression, kind) = self.bind(read)?;
        self.expect(read, kind, wanted)?;
        Ok(expression)
    }

    fn expect(&self, read: &Expr, kind: Type, wanted: Type) -> Result<(), NotUnderstood> {
        if kind.goes_with(wanted) {
            return Ok(());
        }
        let hint = if wanted == Type::Number { hints::for_number(read) } else { None };
        let what = format!(
            "`{read}` is {}, and here stands {}{}",
            kind.name(),
            wanted.name(),
            hint.unwrap_or_default()
        );
        Err(self.error(read.span(), what))
    }

    /// The condition for one of the values that each field in it has, where fields are in it.
    fn for_one(&self, read: &Expr, condition: Expression) -> Result<Expression, NotUnderstood> {
        let mut fields = Vec::new();
        condition.untried(&mut fields);
        // What is tried within is tried anew for each value that is tried around it.
        if !fields.is_empty() && fields.len() + condition.tries() > MOST_FIELDS {
            let what = format!("one comparison is of {MOST_FIELDS} fields of dissectors at most");
            return Err(self.error(read.span(), what));
        }
        let for_one = |condition, field| Expression::ForOne(field, Box::new(condition));
        Ok(fields.into_iter().fold(condition, for_one))
    }

    fn error(&self, at: Span, what: String) -> NotUnderstood {
        self.leaves.error(at, what)
    }
}

fn too_deep() -> NotUnderstood {
    NotUnderstood { what: "it is too deep: write it in several steps".to_owned(), place: None }
}

fn not(inner: Expression) -> Expression {
    Expression::Not(inner.into())
}

fn negate(negated: bool, inner: Expression) -> Expression {
    if negated { not(inner) } else { inner }
}

fn compare(comparison: Comparison, left: Expression, right: Expression) -> Expression {
    Expression::Compare(comparison, left.into(), right.into())
}
