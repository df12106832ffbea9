"""Checks that no private part of other people's objects is touched: prints ``file:line: what``.

Private is what begins with one underscore. A module may use its own private names on whatever it
likes; a library's may change with any release, and nobody is told. An exception is a line of
``ALLOWED``, with its reason and until when.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.budgets import Fault, Source, ours

ALLOWED = frozenset({("web/native_locks.py", "_lock")})
"""Path and name: the lock of `logging` that eventlet makes green, until eventlet goes (2027)."""
DOCUMENTED = frozenset({"_exit", "_asdict", "_mapping"})
"""Public in spite of their name: `os._exit`, and two of SQLAlchemy's rows."""
CLASS = "_class"
"""Stands for `__class__` where it is changed: an object stays what it was made as."""
OWNERS = ("self", "cls")
BY_NAME = ("getattr", "setattr", "delattr", "hasattr")


def check(source: Source) -> Iterator[Fault]:
    """Yield every private part of others that a module touches."""
    tree = ast.parse(source.text)
    own = defined(tree)
    for node in ast.walk(tree):
        part = touched(node)
        names = [part[1]] if part and not is_own(*part, own) else []
        for name in names + imported(node):
            if is_private(name) and (source.path, name) not in ALLOWED:
                line, text = getattr(node, "lineno", 1), ast.unparse(node)
                yield Fault(source.path, line, f"{text}: a private part of another's object")


def touched(node: ast.AST) -> tuple[ast.expr, str] | None:
    """Return the object and the name of its part that a node reads, calls or changes."""
    match node:
        case ast.Attribute(value=owner, attr="__class__", ctx=ast.Store()):
            return owner, CLASS
        case ast.Attribute(value=owner, attr=name):
            return owner, name
        case ast.Call(func=ast.Name(id=call), args=[owner, ast.Constant(value=str(name)), *_]):
            return (owner, name) if call in BY_NAME else None
    return None


def imported(node: ast.AST) -> list[str]:
    """Return the names that an import names, modules and what is in them."""
    match node:
        case ast.ImportFrom(names=names, module=module):
            return [*(module or "").split("."), *(alias.name for alias in names)]
        case ast.Import(names=names):
            return [part for alias in names for part in alias.name.split(".")]
    return []


def is_own(owner: ast.expr, name: str, own: set[str]) -> bool:
    """Say whether the part belongs to the object itself, or to a class of the same module."""
    if isinstance(owner, ast.Name) and owner.id in OWNERS:
        return True
    # What a class inherits, and reaches past its own version of it, is another's
    inherited = isinstance(owner, ast.Call) and ast.unparse(owner.func) == "super"
    return name in own and not inherited


def is_private(name: str) -> bool:
    """Say whether a name is meant for its owner alone."""
    if name in DOCUMENTED or not name.strip("_"):
        return False
    return name.startswith("_") and not name.endswith("__")


def defined(tree: ast.AST) -> set[str]:
    """Return the private names that a module gives to its classes and their objects."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
    return {name for name in names if is_private(name)}


def main() -> int:
    """Check the product, its benches and tools; 1 when there is a fault."""
    sources = ours(Path(__file__).resolve().parent.parent)
    modules = [one for one in sources if one.path.endswith(".py") and not one.in_tests]
    faults = [fault for module in modules for fault in check(module)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
