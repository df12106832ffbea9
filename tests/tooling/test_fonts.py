"""The fonts of the slips are the ones that were cut from Debian's, whole and with their licence."""

import shutil
from pathlib import Path

import pytest

from tools import fonts


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "fonts"
    shutil.copytree(fonts.FOLDER, folder)
    monkeypatch.setattr(fonts, "FOLDER", folder)
    monkeypatch.setattr(fonts, "LIST", folder / "fonts.json")
    return folder


def test_the_committed_fonts_are_in_order(copies: Path) -> None:
    assert list(fonts.faults()) == []
    assert len(fonts.letters()) > 134


def test_a_changed_font_is_named(copies: Path) -> None:
    font = copies / "NotoSans-Bold.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    assert list(fonts.faults()) == ["NotoSans-Bold.ttf is not the file that fonts.json names"]


def test_a_font_cut_too_far_is_named(copies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "LETTERS", f"{fonts.LETTERS} 2265")
    assert list(fonts.faults()) == [f"{name} lacks U+2265" for name in fonts.FILES]


def test_a_missing_licence_is_named(copies: Path) -> None:
    (copies / "OFL.txt").unlink()
    (fault,) = fonts.faults()
    assert "OFL.txt must lie beside them" in fault


def test_only_the_named_package_is_cut(copies: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.deb"
    other.write_bytes(b"another package")
    with pytest.raises(SystemExit, match="is not fonts-noto-core 20201225-1"):
        fonts.write(other)
