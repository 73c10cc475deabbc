"""What can go wrong in a line of Python: each operator makes one mistake in one node of a function.

A mistake keeps the names that a function closes over, so that its code can be exchanged in a process that has imported
everything already; a statement is taken out as `if 0: …`, which the compiler drops and the names survive.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NARROWING = {
    "filter",
    "exclude",
    "get",
    "update",
    "on",
}  # each argument is a condition or a value that can be forgotten
UNWRAPPED = {"set": "list", "sorted": "list", "max": "min", "min": "max", "any": "all", "all": "any"}
SAID = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"}  # its words are proved by the catalogue


@dataclass(frozen=True)
class Mutant:
    """One mistake. `place` names it for good: file, function, operator, and the how-manieth of them in the function."""

    file: str
    kind: str
    function: str
    line: int
    operator: str
    number: int
    before: str
    after: str

    @property
    def place(self) -> str:
        return f"{self.file}::{self.function}::{self.operator}::{self.number}"


Change = Callable[[], None]


def mutants(file: str, kind: str, text: str) -> Iterator[Mutant]:
    """Every mistake that can be planted in the functions of a file."""
    for function, node, operator, number, make in _sites(ast.parse(text)):
        statement = _statement(node)
        before = _head(statement)
        undo = make()
        after = _head(statement)
        undo()
        if before != after:
            yield Mutant(
                file, kind, function, getattr(node, "lineno", statement.lineno), operator, number, before, after
            )


def planted(text: str, mutant: Mutant) -> ast.Module:
    """The module with the mistake in it."""
    tree = ast.parse(text)
    for function, _node, operator, number, make in _sites(tree):
        if (function, operator, number) == (mutant.function, mutant.operator, mutant.number):
            make()
            return ast.fix_missing_locations(tree)
    raise LookupError(mutant.place)


Site = tuple[str, ast.AST, str, int, Callable[[], Change]]


def _sites(tree: ast.Module) -> Iterator[Site]:
    _know_parents(tree)
    counts: dict[tuple[str, str], int] = {}
    for name, function in _functions(tree, ()):
        for node in _inside(function):
            for operator, make in _mistakes(node):
                number = counts[name, operator] = counts.get((name, operator), 0) + 1
                yield name, node, operator, number, make


def _functions(node: ast.AST, within: tuple[str, ...]) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Outermost functions and methods; what is defined inside them is theirs."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield ".".join((*within, child.name)), child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, (*within, child.name))
        elif isinstance(child, ast.If):
            yield from _functions(child, within)


def _inside(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of the body, in the order of the text; docstrings, types and sentences are left out."""
    for statement in function.body:
        yield from _walked(statement)


def _walked(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
        return
    if isinstance(node, ast.JoinedStr):
        return
    yield node
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "ctx", "op", "ops", "type_comment"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walked(child)


def _mistakes(node: ast.AST) -> Iterator[tuple[str, Callable[[], Change]]]:  # noqa: PLR0912 - a table in code
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPPED:
            yield "comparison", lambda: _set(node, "ops", [SWAPPED[type(op)]()])
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "and or", lambda: _set(node, "op", other)
            for index in range(len(node.values)):
                rest = [*node.values[:index], *node.values[index + 1 :]]
                yield "part of a condition", lambda rest=rest: _replace(node, _joined(node, rest))
        case ast.UnaryOp(op=ast.Not()):
            yield "not", lambda: _replace(node, node.operand)
        case ast.Constant(value=bool(value)):
            yield "constant", lambda: _set(node, "value", not value)
        case ast.Constant(value=int(value)):
            yield "constant", lambda: _set(node, "value", value + 1)
        case ast.Constant(value=str(value)) if value and not isinstance(node.parent, (ast.Expr, ast.FormattedValue)):  # type: ignore[attr-defined]
            yield "text", lambda: _set(node, "value", value + "x")
        case ast.BinOp(op=op) if type(op) in SUMS and not _is_text(node):
            yield "sum", lambda: _set(node, "op", SUMS[type(op)]())
        case ast.Expr(value=ast.Call()):
            yield "call left out", lambda: _replace(node, _without(node))
        case ast.Raise():
            yield "refusal left out", lambda: _replace(node, _without(node))
        case ast.If():
            yield "always", lambda: _set(node, "test", _pinned(node.test, True))
            yield "never", lambda: _set(node, "test", _pinned(node.test, False))
        case ast.IfExp():
            yield "always", lambda: _set(node, "test", _pinned(node.test, True))
            yield "never", lambda: _set(node, "test", _pinned(node.test, False))
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "answer", lambda: _set(node, "value", _pinned(value, None))
        case ast.comprehension(ifs=[_, *_]):
            for index in range(len(node.ifs)):
                rest = [*node.ifs[:index], *node.ifs[index + 1 :]]
                yield "part of a condition", lambda rest=rest: _set(node, "ifs", rest)
        case ast.Call(func=ast.Attribute(attr=name)) if name in NARROWING:
            for index in range(len(node.keywords)):
                rest = [*node.keywords[:index], *node.keywords[index + 1 :]]
                yield "argument left out", lambda rest=rest: _set(node, "keywords", rest)
        case ast.Call(func=ast.Name(id=name)) if name in UNWRAPPED:
            yield "function", lambda: _set(node.func, "id", UNWRAPPED[name])


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, (ast.Constant, ast.JoinedStr)) and not _is_number(side) for side in (node.left, node.right)
    )


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def _joined(node: ast.BoolOp, rest: list[ast.expr]) -> ast.expr:
    return rest[0] if len(rest) == 1 else ast.copy_location(ast.BoolOp(op=node.op, values=rest), node)


def _pinned(value: ast.expr, to: bool | None) -> ast.expr:
    """Always the same, and the names in it stay: `X and to` where X is never looked at."""
    return ast.copy_location(ast.IfExp(test=ast.Constant(True), body=ast.Constant(to), orelse=value), value)


def _without(statement: ast.stmt) -> ast.stmt:
    return ast.copy_location(ast.If(test=ast.Constant(False), body=[statement], orelse=[]), statement)


def _set(node: ast.AST, field: str, value: object) -> Change:
    before = getattr(node, field)
    setattr(node, field, value)
    return lambda: setattr(node, field, before)


def _replace(node: ast.AST, by: ast.AST) -> Change:
    parent = node.parent  # type: ignore[attr-defined]
    for field, value in ast.iter_fields(parent):
        if value is node:
            return _set(parent, field, by)
        if isinstance(value, list) and any(one is node for one in value):
            return _set(parent, field, [by if one is node else one for one in value])
    raise LookupError(ast.dump(node))


def _know_parents(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]


def _statement(node: ast.AST) -> ast.stmt:
    """The statement that a node stands in."""
    while not isinstance(node, ast.stmt):
        node = node.parent  # type: ignore[attr-defined]
    return node


def _head(statement: ast.AST) -> str:
    """The statement in one line, without what stands inside it."""
    parent = statement.parent  # type: ignore[attr-defined]
    now = next(
        (
            one
            for _field, value in ast.iter_fields(parent)
            for one in (value if isinstance(value, list) else [value])
            if one is statement or getattr(one, "body", None) == [statement]
        ),
        statement,
    )
    if now is not statement:
        return "(left out)"
    text = ast.unparse(statement)
    if isinstance(statement, (ast.If, ast.For, ast.While, ast.With, ast.Match, ast.FunctionDef, ast.Try)):
        text = text.splitlines()[0]
    for value in ("True", "False", "None"):
        text = _shown(text, value)
    return " ".join(text.split())


def _shown(text: str, value: str) -> str:
    """`True if True else X` is written `True`: the rest is there for the compiler alone."""
    mark = f"{value} if True else "
    while mark in text:
        start = text.index(mark)
        depth, end = 0, start + len(mark)
        while end < len(text) and not (depth == 0 and text[end] in ",)]}:\n"):
            depth += (text[end] in "([{") - (text[end] in ")]}")
            end += 1
        text = text[:start] + value + text[end:]
    return text
