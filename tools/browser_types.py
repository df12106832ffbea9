"""Writes what the browser's code is checked against: `<room>/view_types.d.ts` of `view_types.py`.

    python -m tools.browser_types           write the declarations
    python -m tools.browser_types --check   exit 1 when one is not what the Python says

A room of several screens may have `<screen>_view_types.py` too. Every `TypedDict`, `Literal` and
enum of such a module becomes a type of the same name. `tsc` reads them (`./run lint`); browsers
never do.
"""

import sys
import types
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from inspect import cleandoc
from json import dumps
from pathlib import Path
from typing import (
    Any,
    Literal,
    TypeGuard,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

ROOT = Path(__file__).parent.parent
HEAD = "// Written by tools/browser_types.py from {} beside it: change that, not this.\n"
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def main(arguments: Sequence[str]) -> int:
    """Write the declarations, or compare them with `--check`; return the exit code."""
    outdated = False
    for source in sorted(ROOT.glob("*/*view_types.py")):
        module = import_module(f"{source.parent.name}.{source.stem}")
        target, text = source.with_suffix(".d.ts"), declarations(module)
        if "--check" not in arguments:
            target.write_text(text, encoding="utf-8")
        elif not target.is_file() or target.read_text(encoding="utf-8") != text:
            outdated = True
            print(f"{target.relative_to(ROOT)}:1: is not what {source.name} says")
    if outdated:
        print("Run: python -m tools.browser_types")
    return int(outdated)


def declarations(module: types.ModuleType) -> str:
    """Return the TypeScript declarations of a module of view types."""
    writer = _Writer(module)
    parts = [writer.declare(name, kind) for name, kind in vars(module).items() if name[0] != "_"]
    imports = [
        f'import type {{ {", ".join(sorted(names))} }} from "../{room}/view_types.js";\n'
        for room, names in sorted(writer.imported.items())
    ]
    enums = [
        f"\nexport type {kind.__name__} = {_union([dumps(str(each)) for each in kind])};\n"
        for kind in writer.enums
    ]
    head = HEAD.format(f"{module.__name__.split('.')[-1]}.py")
    return head + "".join(imports) + "".join(enums) + "".join(part for part in parts if part)


class _Writer:
    """Writes the types of one module, and notes what they need from elsewhere."""

    def __init__(self, module: types.ModuleType) -> None:
        self._module = module
        self._literals = {
            kind: name for name, kind in vars(module).items() if get_origin(kind) is Literal
        }
        self.imported: dict[str, set[str]] = {}
        self.enums: dict[type[StrEnum], None] = {}

    def declare(self, name: str, kind: Any) -> str:
        if get_origin(kind) is Literal:
            return f"\nexport type {name} = {_union([dumps(each) for each in get_args(kind)])};\n"
        if not is_typeddict(kind) or kind.__module__ != self._module.__name__:
            return ""
        fields = "".join(
            f"  {field}{'?' if field in kind.__optional_keys__ else ''}: {self._type(hint)};\n"
            for field, hint in get_type_hints(kind).items()
        )
        return f"\n{_comment(kind.__doc__)}export interface {name} {{\n{fields}}}\n"

    def _type(self, hint: Any) -> str:
        if hint in PLAIN:
            return PLAIN[hint]
        if hint in (Any, object):
            return "unknown" if hint is Any else "object"
        if hint in self._literals:
            return self._literals[hint]
        if is_typeddict(hint):
            return self._typed_dict(hint)
        if _is_enum(hint):
            self.enums[hint] = None
            return hint.__name__
        return self._composed(hint)

    def _typed_dict(self, hint: Any) -> str:
        if hint.__module__ != self._module.__name__:
            self.imported.setdefault(hint.__module__.split(".")[0], set()).add(hint.__name__)
        return str(hint.__name__)

    def _composed(self, hint: Any) -> str:
        inner = get_args(hint)
        origin = get_origin(hint)
        if origin is Literal:
            return _union([dumps(each) for each in inner])
        if origin in (Union, types.UnionType):
            return _union([self._type(each) for each in inner])
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return f"Record<{self._type(inner[0])}, {self._type(inner[1])}>"
        if origin is tuple and inner[-1] is not Ellipsis:
            return f"[{', '.join(self._type(each) for each in inner)}]"
        if isinstance(origin, type) and issubclass(origin, Sequence):
            item = self._type(inner[0])
            return f"({item})[]" if " " in item else f"{item}[]"
        raise TypeError(f"{self._module.__name__}: no word for {hint} in TypeScript")


def _is_enum(hint: Any) -> TypeGuard[type[StrEnum]]:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def _union(members: Sequence[str]) -> str:
    return " | ".join(members)


def _comment(docstring: str | None) -> str:
    lines = cleandoc(docstring or "").splitlines()
    if not lines or docstring == dict.__doc__:  # of one that is written as a call
        return ""
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
