"""The small changes that a test must notice: of comparisons, arithmetic, booleans and keys; of figures by a cent."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
KEY = re.compile(r"[a-z][a-z0-9]*(?:[_.-][a-z0-9]+)*")
"""A text that names something: an answer, a figure, a message."""

FIGURE = re.compile(r"(?<![\w.\"-])\d+(?:\.\d+)?(?![\w.\"-])")
NOT_AMOUNTS = re.compile(r"\s*(#|\[|\w*(year|years|since|until|checked|version|published|start_unknown)\s*=)")
DRAWN = ("picture.py", "drawing.py")
"""Where a number is a place on a drawing, and no rule."""

BESIDE = ("annotation", "returns", "type_params", "decorator_list")
"""What only a type checker reads, and how a class is laid out: frozen or not, it holds the same."""

STEP = re.compile(r"\d+(?= = )")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file from the root of the project, the lines of its statement, what it is, what writes it."""

    file: str
    lines: range
    name: str
    text: Callable[[], str]

    @property
    def id(self) -> str:
        """Says where and what, and does not move when lines do: `engine/ledger.py total: a + b → a - b`."""
        return f"{self.file.removeprefix('calculators/')} {self.name}"


def mutants(root: Path) -> list[Mutant]:
    """Every mutant of the rules and of the figures."""
    found: list[Mutant] = []
    for path in sorted(root.glob("calculators/**/*.py")):
        found += of_code(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted(root.glob("calculators/*/figures.toml")):
        found += of_figures(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    owner: str
    statement: ast.stmt | None = None

    def lines(self, node: ast.expr | ast.AugAssign) -> range:
        """Those of the statement, of which Python tells but some; of one with a body, those before it."""
        if self.statement is None:
            return range(node.lineno, (node.end_lineno or node.lineno) + 1)
        last = node if hasattr(self.statement, "body") else self.statement
        return range(self.statement.lineno, (last.end_lineno or last.lineno) + 1)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands in its parent, and the statement and the function or the class around it."""

    parent: ast.AST
    field: str
    number: int | None
    around: _Around

    def put(self, node: ast.AST) -> None:
        if self.number is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.number] = node


def of_code(file: str, text: str) -> list[Mutant]:
    """One mutant for each way to change one node of a Python module."""
    tree = ast.parse(text)
    drawn = file.endswith(DRAWN)

    def with_change(place: _Place, node: ast.AST, changed: ast.AST) -> str:
        place.put(changed)
        whole = ast.unparse(tree)
        place.put(node)
        return whole

    found = []
    for place, node in _nodes(tree):
        for changed in _changes(node):
            if drawn and isinstance(node, ast.Constant) and type(node.value) is int:
                continue
            name = " ".join(f"{place.around.owner}: {ast.unparse(node)} → {ast.unparse(changed)}".split())
            found.append(Mutant(file, place.around.lines(node), name, partial(with_change, place, node, changed)))
    return _numbered(found)


def _nodes(node: ast.AST, around: _Around = _Around("module")) -> Iterator[tuple[_Place, ast.expr | ast.AugAssign]]:
    """The expressions that may be changed, each with its place; not what is only read by people."""
    if isinstance(node, ast.TypeAlias | ast.JoinedStr):
        return
    for field, value in ast.iter_fields(node):
        if field in BESIDE:
            continue
        for number, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _is_text(child) or _is_for_types(child):
                continue
            inside = replace(around, statement=child) if isinstance(child, ast.stmt) else around
            if isinstance(child, ast.expr | ast.AugAssign):
                yield _Place(node, field, number if isinstance(value, list) else None, inside), child
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inside = replace(inside, owner=f"{around.owner}.{child.name}".removeprefix("module."))
            yield from _nodes(child, inside)


def _is_text(node: ast.AST) -> bool:
    """A docstring, or a text beneath what it explains."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: ast.AST) -> bool:
    """What only a type checker runs."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _changes(node: ast.expr | ast.AugAssign) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                changed = deepcopy(node)
                changed.ops[place] = COMPARED[type(operator)]()
                yield changed
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in CALCULATED:
            changed_sum = deepcopy(node)
            changed_sum.op = CALCULATED[type(operator)]()
            yield changed_sum
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield deepcopy(operand)
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), deepcopy(values))
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if KEY.fullmatch(value):
            yield ast.Constant(f"{value}x")


def of_figures(file: str, text: str) -> list[Mutant]:
    """Each amount, score and step of a file of figures, a cent more."""
    found: list[Mutant] = []
    name, lines = "", text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith("[["):
            name = line.strip().strip("[]")
        if not name or NOT_AMOUNTS.match(line):
            continue
        outside = re.sub(r'"[^"]*"', lambda quoted: "~" * len(quoted[0]), line).split("#")[0]
        for one in FIGURE.finditer(outside):
            if STEP.match(outside, one.start()):
                continue  # a key of TOML; the count from which a step applies is tried by the tests of the rule
            more = str(Decimal(one[0]) + Decimal("0.01"))
            changed = line[: one.start()] + more + line[one.end() :]
            what = f"{name}: {line.strip()} ({one[0]} → {more})"
            text_of = partial("".join, [*lines[:number], changed, *lines[number + 1 :]])
            found.append(Mutant(file, range(number + 1, number + 2), what, text_of))
    return _numbered(found)


def _numbered(found: list[Mutant]) -> list[Mutant]:
    """The same change twice in one function gets a number."""
    seen: dict[str, Iterator[int]] = {}
    often = Counter(one.name for one in found)
    return [
        one
        if often[one.name] == 1
        else Mutant(one.file, one.lines, f"{one.name} ({next(seen.setdefault(one.name, count(1)))})", one.text)
        for one in found
    ]
