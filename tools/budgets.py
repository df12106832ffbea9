"""Checks that the source stays small and honest: prints every fault as ``file:line: what``.

Sizes are counted as an editor shows them, documentation and blank lines included.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

MODULE_LINES = 300
TEST_MODULE_LINES = 400
MEDIAN_MODULE_LINES = 120
FUNCTION_LINES = 50
USUAL_FUNCTION_LINES = 25
UNUSUAL_SHARE = 0.10  # nine functions in ten keep to the usual length

# Names that say where code was put, not what it is.
EMPTY_NAMES = re.compile(r"(.*_)?(utils?|helpers?)|common|manager|data|info|misc")

# Written in two halves, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[)")

# The pages' Content-Security-Policy refuses these, so a page that has one is a broken page.
INLINE = {
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(ld\+)?json)[^>]*>", re.IGNORECASE
    ),
    "an inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "an inline event handler": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
}

TESTS_THAT_DO_NOT_RUN = {
    "pytest.mark.skip",
    "pytest.mark.skipif",
    "pytest.mark.xfail",
    "pytest.skip",
    "pytest.xfail",
    "pytest.importorskip",
    "unittest.skip",
    "unittest.skipIf",
    "unittest.skipUnless",
}
MOCKS = {"unittest.mock", "mock", "pytest_mock"}


@dataclass(frozen=True)
class Fault:
    """One broken rule at one place."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Source:
    """One text file of the repository; ``path`` is relative, with forward slashes."""

    path: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines an editor shows."""
        return len(self.text.splitlines())

    @property
    def in_tests(self) -> bool:
        """Whether it belongs to the test suite."""
        return self.path.startswith("tests/")

    @property
    def is_python(self) -> bool:
        """Whether it is a Python module that we wrote, migrations apart."""
        return self.path.endswith(".py") and "/migrations/" not in self.path


@dataclass(frozen=True)
class Function:
    """A function or method and how many lines it takes, decorators apart."""

    path: str
    line: int
    name: str
    lines: int


# ── single files ──────────────────────────────────────────────────────────────────────────────


def check_size(source: Source) -> Iterator[Fault]:
    """Modules and scripts stay short enough to be read at one go."""
    if not source.is_python and not source.path.endswith((".js", ".mjs")):
        return
    limit = TEST_MODULE_LINES if source.in_tests else MODULE_LINES
    if source.lines > limit:
        yield Fault(source.path, limit + 1, f"{source.lines} lines, at most {limit}")


def check_name(source: Source) -> Iterator[Fault]:
    """A module is called after what it is."""
    if not source.path.endswith((".py", ".js", ".mjs")):
        return
    path = Path(source.path)
    for name in (path.stem, *path.parts[:-1]):
        if EMPTY_NAMES.fullmatch(name):
            yield Fault(source.path, 1, f"{name!r} does not say what is in it")


def check_unfinished(source: Source) -> Iterator[Fault]:
    """What is left to do stands in an issue, where it is found again."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if UNFINISHED.search(line):
            yield Fault(source.path, number, "unfinished work is an issue, not a comment")


def check_ignores(source: Source) -> Iterator[Fault]:
    """An ignored type error names which one."""
    if not source.path.endswith(".py"):
        return
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and BARE_IGNORE.search(token.string):
            yield Fault(source.path, token.start[0], "'type: ignore' without its error code")


def check_inline(source: Source) -> Iterator[Fault]:
    """Pages carry no script, style or handler of their own."""
    if not source.path.endswith(".html"):
        return
    for what, pattern in INLINE.items():
        for match in pattern.finditer(source.text):
            line = source.text.count("\n", 0, match.start()) + 1
            yield Fault(source.path, line, f"{what}: the browser would refuse it")


def check_honest_tests(source: Source) -> Iterator[Fault]:
    """Every test runs, against the real thing."""
    if not source.path.endswith(".py"):
        return
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in TESTS_THAT_DO_NOT_RUN:
            yield Fault(source.path, node.lineno, f"{ast.unparse(node)}: every test runs")
        elif isinstance(node, ast.Import | ast.ImportFrom) and MOCKS & imported(node):
            yield Fault(source.path, node.lineno, "a mock: tests use the real thing")


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The modules that an import statement may bring in, as dotted names."""
    names = {alias.name for alias in node.names}
    if isinstance(node, ast.Import):
        return names
    return {node.module or ""} | {f"{node.module}.{name}" for name in names}


CHECKS: tuple[Callable[[Source], Iterator[Fault]], ...] = (
    check_size,
    check_name,
    check_unfinished,
    check_ignores,
    check_inline,
    check_honest_tests,
)


# ── the whole ─────────────────────────────────────────────────────────────────────────────────


def functions(source: Source) -> Iterator[Function]:
    """Every function and method of a module, also those inside others."""
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(source.path, node.lineno, node.name, lines)


def check_functions(found: list[Function]) -> Iterator[Fault]:
    """No function is long, and nine in ten are short."""
    for one in found:
        if one.lines > FUNCTION_LINES:
            what = f"{one.name} has {one.lines} lines, at most {FUNCTION_LINES}"
            yield Fault(one.path, one.line, what)
    unusual = [one for one in found if one.lines > USUAL_FUNCTION_LINES]
    if len(unusual) <= UNUSUAL_SHARE * len(found):
        return
    share = f"{len(unusual)} of {len(found)} functions are over {USUAL_FUNCTION_LINES} lines"
    for one in sorted(unusual, key=lambda one: -one.lines):
        what = f"{one.name} has {one.lines} lines; {share}, at most one in ten"
        yield Fault(one.path, one.line, what)


def check_median(modules: list[Source]) -> Iterator[Fault]:
    """Most modules are short; the one line that only names a package does not count as one."""
    middle = median([one.lines for one in modules if one.lines > 1] or [0])
    if middle > MEDIAN_MODULE_LINES:
        what = f"half of the modules have {middle:.0f} lines or more, at most {MEDIAN_MODULE_LINES}"
        yield Fault(".", 1, what)


def check(sources: Iterable[Source]) -> Iterator[Fault]:
    """Every fault in these files."""
    sources = list(sources)
    for source in sources:
        for rule in CHECKS:
            yield from rule(source)
    modules = [one for one in sources if one.is_python and not one.in_tests]
    yield from check_functions([one for module in modules for one in functions(module)])
    yield from check_median(modules)


def ours(root: Path) -> Iterator[Source]:
    """The text files that we wrote, those not yet committed among them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for path in sorted(filter(None, listed.split("\0"))):
        if "/vendor/" in path or path in {"uv.lock", "package-lock.json"}:
            continue
        try:
            yield Source(path, (root / path).read_text(encoding="utf-8"))
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, a font, or a file deleted but not yet committed so


def main() -> int:
    """Check the repository this file stands in; 1 when there is a fault."""
    faults = list(check(ours(Path(__file__).resolve().parent.parent)))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
