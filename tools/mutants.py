"""Do the rules' own tests notice a wrong rule? A random sample of mutants of `queueing/` says it.

    python -m tools.mutants [--sample 90] [--seed 1] [--jobs 2] [--only hours]

A mutant is the source with one small change: a comparison, an operator, a constant or a returned
value. Each runs `tests/queueing` until the first failure, in a copy of the tree. Exit 1 when fewer
than 95 % are caught; the others are printed, to be caught by a test or explained as equivalent.
"""

import argparse
import ast
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COPIED = (
    "queueing",
    "simulation",
    "storage",
    "tests/queueing",
    "tests/__init__.py",
    "tests/examples.py",
)
WRITTEN = {
    "pytest.ini": "[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n",
    "tests/conftest.py": "from hypothesis import settings\n\n"
    "settings.register_profile('same', derandomize=True, deadline=None, max_examples=100)\n"
    "settings.load_profile('same')\n",
}
"""In place of the project's own: neither its browser nor its plug-ins are needed."""
ENOUGH = 0.95
LONGEST_S = 180

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one module: `source` is the whole module with it."""

    path: Path
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before}  →  {self.after}"


def main(arguments: Sequence[str]) -> int:
    """Try a sample of mutants; print those that no test caught; return the exit code."""
    asked = _parser().parse_args(arguments)
    sites = [
        site
        for path in sorted((ROOT / "queueing").rglob("*.py"))
        for site in sites_of(path.relative_to(ROOT))
        if asked.only in str(path)
    ]
    chosen = random.Random(asked.seed).sample(sites, min(asked.sample, len(sites)))
    sample = [mutant_at(*site) for site in chosen]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.jobs) as pool:
        places = [_copied(Path(folder) / str(n)) for n in range(asked.jobs)]
        if not passes(places[0]):
            print("tests/queueing fails without any mutant")
            return 1
        lanes = [
            pool.submit(_alive_of, sample[n :: asked.jobs], place) for n, place in enumerate(places)
        ]
        alive = [mutant for lane in lanes for mutant in lane.result()]
    for mutant in alive:
        print(f"alive: {mutant}")
    share = 1 - len(alive) / len(sample)
    print(f"{len(sample) - len(alive)} of {len(sample)} caught ({share:.0%}); {len(sites)} in all")
    return int(share < ENOUGH)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    return (mutant_at(*site) for site in sites_of(path))


def sites_of(path: Path) -> Iterator[tuple[Path, int, int]]:
    """Yield where and how a module can be changed: (module, which node, which of its changes)."""
    for place, node in enumerate(_changeable(_parsed(path))):
        for variant in range(_variants(node)):
            yield path, place, variant


def mutant_at(path: Path, place: int, variant: int) -> Mutant:
    """Return one mutant of a module."""
    tree = _parsed(path)
    node = list(_changeable(tree))[place]
    before = ast.unparse(node)
    _change(node, variant)
    return Mutant(path, node.lineno, before, ast.unparse(node), ast.unparse(tree))


def _parsed(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def passes(place: Path, changed: Path = Path("-.py")) -> bool:
    """Say whether the tests pass in a copy of the tree, within the time they may take.

    Those that are about the `changed` module come first.
    """
    child = get_context("fork").Process(target=_run_tests, args=(place, changed))
    child.start()
    child.join(LONGEST_S)
    if child.exitcode is None:
        child.kill()
        child.join()
    return child.exitcode == 0


def _run_tests(place: Path, changed: Path) -> None:
    """Run the tests in this process, a fork that has imported neither them nor the rules."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.chdir(place)
    sys.path[:] = [str(place), *(path for path in sys.path if path not in ("", str(ROOT)))]
    sys.dont_write_bytecode = True
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    module = ".".join(changed.with_suffix("").parts)

    def order(file: Path) -> tuple[bool, bool, str]:
        text = file.read_text(encoding="utf-8")
        is_about = module in text or changed.stem in file.stem
        # Random days last: what a plain example notices need not wait for them
        return not is_about, "hypothesis" in text, file.name

    tests = sorted(Path("tests/queueing").glob("test_*.py"), key=order)
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *map(str, tests)]))


def _alive_of(mutants: Sequence[Mutant], place: Path) -> list[Mutant]:
    alive = []
    for mutant in mutants:
        file = place / mutant.path
        whole = file.read_text(encoding="utf-8")
        file.write_text(mutant.source, encoding="utf-8")
        if passes(place, mutant.path):
            alive.append(mutant)
        file.write_text(whole, encoding="utf-8")
    return alive


def _copied(place: Path) -> Path:
    for name in COPIED:
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, target)
    for name, text in WRITTEN.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def _changeable(tree: ast.AST) -> Iterator[ast.expr | ast.Return]:
    """Yield what can be changed, in order; annotations and docstrings say nothing to a machine."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_silent(child):
                continue
            if isinstance(child, ast.expr | ast.Return) and _variants(child):
                yield child
            yield from _changeable(child)


def _is_silent(node: ast.AST) -> bool:
    """Say whether a statement only declares: a docstring, an import, a name of a type."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        text = ast.unparse(node)
        return text.startswith("__all__") or "TypeVar(" in text or " | " in text
    return isinstance(node, ast.Import | ast.ImportFrom)


def _variants(node: ast.AST) -> int:
    match node:
        case ast.Compare(ops=ops):
            return len(ops)
        case ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.IfExp():
            return 1
        case ast.BinOp(op=op):
            return int(type(op) in SWAPPED)
        case ast.Constant(value=bool() | int() | float()):
            return 1
        case ast.Return(value=ast.expr() as value):
            return int(not (isinstance(value, ast.Constant) and value.value is None))
        case _:
            return 0


def _change(node: ast.AST, variant: int) -> None:
    match node:
        case ast.Compare():
            node.ops[variant] = SWAPPED[type(node.ops[variant])]()  # type: ignore[call-overload]
        case ast.BoolOp() | ast.BinOp():
            node.op = SWAPPED[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp():
            node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() | float() as value):
            node.value = value + 1
        case ast.Return():
            node.value = ast.Constant(None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=90)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="part of the module's path")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
