"""The small changes of the rules whose tests must notice them."""

import ast
from pathlib import Path

from tools.mutants import COPIED, mutants_of

HOURS = Path("queueing/hours.py")


def test_a_module_has_a_mutant_for_every_comparison_operator_constant_and_result():
    found = {f"{mutant.before} → {mutant.after}" for mutant in mutants_of(HOURS)}
    assert found >= {
        "start <= local < end → start < local < end",
        "start <= local < end → start <= local <= end",
        "not self.enforced → not not self.enforced",
        "local.date() + timedelta(days=ahead) → local.date() - timedelta(days=ahead)",
        "31 → 32",
        "opening > local → opening >= local",
    }
    assert not any(
        before == after for before, _, after in (each.partition(" → ") for each in found)
    )


def test_a_mutant_is_the_module_with_one_change():
    first = next(mutants_of(HOURS))
    assert first.path == HOURS
    compile(first.source, str(HOURS), "exec")
    assert first.before != first.after


def test_what_the_copied_files_import_of_the_project_is_copied():
    here = {path.name for path in Path().iterdir() if (path / "__init__.py").exists()}
    files = [
        file
        for name in COPIED
        for file in ([Path(name)] if name.endswith(".py") else sorted(Path(name).rglob("*.py")))
    ]
    assert len(files) > 100
    for file in files:
        for module in list_imports(file):
            path = module.replace(".", "/")
            copied = any(path == name or f"{path}/".startswith(f"{name}/") for name in COPIED)
            assert copied or f"{path}.py" in COPIED or path.split("/")[0] not in here, (file, path)


def list_imports(file: Path) -> list[str]:
    return [
        node.module
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    ]
