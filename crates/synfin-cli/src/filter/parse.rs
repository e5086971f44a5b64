//! From the words of a condition to what it is made of: sqlparser reads them, and here they get their meaning.

use sqlparser::ast::{BinaryOperator, DataType, Expr, Ident, InTarget, Spanned, UnaryOperator, Value};
use sqlparser::dialect::DuckDbDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Span, Token};
use synfin::column::table::Kind;
use synfin::report::text::units::Utc;

use crate::filter::cell::{Cell, Type};
use crate::filter::expression::{Arithmetic, Comparison, Expression};
use crate::filter::nearest::nearest;
use crate::filter::not_understood::NotUnderstood;

/// Octets that a condition has at most: what is made of it is walked by recursion.
const LONGEST: usize = 4096;

/// How deep a condition may be, beside chains of AND and of OR.
const DEEPEST: u32 = 60;

/// A column as conditions see it.
pub(crate) type Known = (&'static str, Kind);

/// Reads a condition over these columns, in the words of SQL.
///
/// # Errors
/// It is no condition, asks for a column that is none, or compares what cannot be compared.
pub(crate) fn parse(text: &str, columns: &[Known]) -> Result<Expression, NotUnderstood> {
    if text.len() > LONGEST {
        let what = format!("it is longer than {LONGEST} octets");
        return Err(NotUnderstood { what, place: None });
    }
    let binder = Binder { text, columns, depth: std::cell::Cell::new(0) };
    let parser = Parser::new(&DuckDbDialect {}).try_with_sql(text);
    let mut parser = parser.map_err(|error| binder.unread(&error.to_string()))?;
    let read = parser.parse_expr().map_err(|error| binder.unread(&error.to_string()))?;
    let next = parser.peek_token();
    if next.token != Token::EOF {
        return Err(binder.error(next.span, format!("cannot go on with {}", next.token)));
    }
    let (expression, kind) = binder.bind(&read)?;
    binder.expect(&read, kind, Type::Bool)?;
    Ok(expression)
}

struct Binder<'b> {
    text: &'b str,
    columns: &'b [Known],
    /// How deep what is looked at stands.
    depth: std::cell::Cell<u32>,
}

type Bound = Result<(Expression, Type), NotUnderstood>;

impl Binder<'_> {
    fn bind(&self, read: &Expr) -> Bound {
        if self.depth.get() == DEEPEST {
            return Err(NotUnderstood {
                what: "it is too deep: write it in several steps".to_owned(),
                place: None,
            });
        }
        self.depth.set(self.depth.get() + 1);
        let bound = self.bind_one(read);
        self.depth.set(self.depth.get() - 1);
        bound
    }

    fn bind_one(&self, read: &Expr) -> Bound {
        match read {
            Expr::Nested(inner) => self.bind(inner),
            Expr::Identifier(name) => self.column(name),
            Expr::Value(value) => self.literal(read, &value.value),
            Expr::TypedString(typed) if matches!(typed.data_type, DataType::Timestamp(..)) => self.moment(read, &typed.value.value),
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
            Expr::IsNotTrue(inner) => Ok((not(Expression::Is(self.condition(inner)?.into(), true)), Type::Bool)),
            Expr::IsNotFalse(inner) => Ok((not(Expression::Is(self.condition(inner)?.into(), false)), Type::Bool)),
            Expr::Between { expr, negated, low, high } => {
                let (inner, kind) = self.bind(expr)?;
                let (low, high) = (self.typed(low, kind)?, self.typed(high, kind)?);
                let from = compare(Comparison::GreaterOrEqual, inner.clone(), low);
                let to = compare(Comparison::LessOrEqual, inner, high);
                Ok((negate(*negated, Expression::And(vec![from, to])), Type::Bool))
            }
            Expr::In { expr, target: InTarget::List(list), negated, global: false } => {
                let (inner, kind) = self.bind(expr)?;
                let list = list.iter().map(|one| self.typed(one, kind)).collect::<Result<_, _>>()?;
                Ok((negate(*negated, Expression::In(inner.into(), list)), Type::Bool))
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
                    "`{read}` is more than a condition here can say; DuckDB can, on what --format parquet writes"
                ),
            )),
        }
    }

    fn column(&self, name: &Ident) -> Bound {
        let index = self.index(name)?;
        match Type::of(self.columns[index].1) {
            Some(kind) => Ok((Expression::Column(index), kind)),
            None if self.columns[index].1 == Kind::Texts => {
                Err(self
                    .error(name.span, format!("`{name}` holds several words: ask with 'word' = ANY({name})")))
            }
            None => {
                Err(self.error(name.span, format!("`{name}` holds records, which no condition here reads")))
            }
        }
    }

    fn index(&self, name: &Ident) -> Result<usize, NotUnderstood> {
        let is_it = |known: &Known| known.0.eq_ignore_ascii_case(&name.value);
        self.columns.iter().position(is_it).ok_or_else(|| {
            let near = nearest(&name.value, self.columns.iter().map(|column| column.0));
            let hint = match (near, name.quote_style) {
                (Some(near), _) => format!("; the nearest is `{near}`"),
                (None, Some(_)) => format!("; text stands in single quotes: '{}'", name.value),
                (None, None) => "; synfin columns tells all".to_owned(),
            };
            self.error(name.span, format!("there is no column `{}`{hint}", name.value))
        })
    }

    fn literal(&self, read: &Expr, value: &Value) -> Bound {
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
    fn moment(&self, read: &Expr, value: &Value) -> Bound {
        let text = value.clone().into_string().unwrap_or_default();
        let moment = text.parse::<Utc>().map_err(|_| {
            self.error(read.span(), format!("`{text}` is no moment such as 2026-05-01 10:00:00, in UTC"))
        })?;
        Ok((Expression::Literal(Cell::Whole(moment.0.0.into())), Type::Number))
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
            BinaryOperator::NotEq => Comparison::NotEqual,
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            other => {
                return Err(self.error(read.span(), format!("the operator {other} is not known here")));
            }
        };
        let (left, kind) = self.bind(left)?;
        let right = self.typed(right, kind)?;
        Ok((compare(comparison, left, right), Type::Bool))
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

    fn arithmetic(&self, operator: Arithmetic, left: &Expr, right: &Expr) -> Bound {
        let (left, right) = (self.typed(left, Type::Number)?, self.typed(right, Type::Number)?);
        Ok((Expression::Arithmetic(operator, left.into(), right.into()), Type::Number))
    }

    fn like(&self, negated: bool, text: &Expr, pattern: &Expr, any_size: bool) -> Bound {
        let (text, pattern) = (self.typed(text, Type::Text)?, self.typed(pattern, Type::Text)?);
        Ok((negate(negated, Expression::Like(text.into(), pattern.into(), any_size)), Type::Bool))
    }

    fn any_of(&self, wanted: &Expr, list: &Expr) -> Bound {
        let wanted = self.typed(wanted, Type::Text)?;
        let mut list = list;
        while let Expr::Nested(inner) = list {
            list = inner;
        }
        let Expr::Identifier(name) = list else {
            return Err(
                self.error(list.span(), "a column that holds several words is to stand in ANY".to_owned())
            );
        };
        let index = self.index(name)?;
        if self.columns[index].1 != Kind::Texts {
            return Err(self.error(name.span, format!("`{name}` does not hold several words")));
        }
        Ok((Expression::AnyOf(wanted.into(), index), Type::Bool))
    }

    fn condition(&self, read: &Expr) -> Result<Expression, NotUnderstood> {
        self.typed(read, Type::Bool)
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
        let what = format!("`{read}` is {}, and here stands {}", kind.name(), wanted.name());
        Err(self.error(read.span(), what))
    }

    fn error(&self, at: Span, what: String) -> NotUnderstood {
        self.at(at.start.line, at.start.column, what)
    }

    /// What the parser says, of which the end tells where, unless the text was at its end.
    fn unread(&self, told: &str) -> NotUnderstood {
        let told = told.split_once(": ").map_or(told, |(_, told)| told);
        let place = told.rsplit_once(" at Line: ").and_then(|(what, place)| {
            let (line, column) = place.split_once(", Column: ")?;
            Some((what, line.parse().ok()?, column.parse().ok()?))
        });
        let (what, line, column) = place.unwrap_or_else(|| {
            let last = self.text.lines().last().unwrap_or_default();
            (told, self.text.lines().count() as u64, last.chars().count() as u64 + 1)
        });
        self.at(
            line,
            column,
            what.replace("Expected: ", "expected ")
                .replace(", found: EOF", ", and there is no more")
                .replace(", found: ", ", found "),
        )
    }

    fn at(&self, line: u64, column: u64, what: String) -> NotUnderstood {
        let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        let line = self.text.lines().nth(index).filter(|_| line > 0);
        NotUnderstood { what, place: line.map(|line| (line.replace(char::is_control, " "), column)) }
    }
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
