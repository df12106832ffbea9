"""The small changes of the rules whose tests must notice them."""

from pathlib import Path

from tools.mutants import mutants_of

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
