"""Configuration files for tests: the shipped one, and spoilt copies of it."""

from pathlib import Path

import pytest

import settings
from settings.faults import SettingsFaults
from settings.loading import load

SHIPPED = Path(settings.__file__).parent.parent / "config.yaml"


def spoilt(folder: Path, changes: dict[str, str]) -> Path:
    """Return a copy of the shipped file in which each text, found exactly once, is another."""
    text = SHIPPED.read_text(encoding="utf-8")
    for right, wrong in changes.items():
        assert text.count(right) == 1, f"{right!r} must stand once in config.yaml"
        text = text.replace(right, wrong)
    return written(folder, text.encode())


def written(folder: Path, content: bytes) -> Path:
    file = folder / "config.yaml"
    file.write_bytes(content)
    return file


def line_of(file: Path, text: str) -> int:
    """Return the line on which a text stands first, counting from 1."""
    content = file.read_bytes().decode("utf-8", "replace")
    return content.count("\n", 0, content.index(text)) + 1


def faults_of(file: Path) -> dict[str, tuple[int, str]]:
    """Return key path -> (line, what is wrong) of a file that cannot be used."""
    with pytest.raises(SettingsFaults) as refused:
        load(file)
    faults = refused.value.faults
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    return {fault.path: (fault.line, fault.what) for fault in faults}
