"""The lock files and vendored copies: the same everywhere, naming no machine."""

import base64
import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
VENDORED = [ROOT / "web/static/vendor", ROOT / "tests/vendor"]


@pytest.fixture(scope="module")
def lock() -> dict[str, Any]:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def vendored() -> list[dict[str, str]]:
    return json.loads((ROOT / "web/static/vendor/vendor.json").read_text(encoding="utf-8"))


def packages(lock: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {package["name"]: package for package in lock["package"]}


def test_every_package_comes_from_one_public_index(lock: dict[str, Any]) -> None:
    sources = {json.dumps(package["source"]) for package in lock["package"]}

    assert len(sources - {json.dumps({"virtual": "."})}) == 1
    assert all(
        file["url"].startswith("https://")
        for package in lock["package"]
        for file in [*package.get("wheels", []), package.get("sdist", {"url": "https://"})]
    )


@pytest.mark.parametrize("name", ["uv.lock", "package-lock.json"])
def test_a_lock_file_names_no_place_on_a_machine(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(
        r"file:|find-links|localhost|127\.0\.0\.1|\"/(root|home|work|opt|tmp)/", text
    )


def test_the_browser_lock_file_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_nothing_needs_a_compiler(lock: dict[str, Any]) -> None:
    built = [name for name, package in packages(lock).items() if not package.get("wheels")]

    # Pure Python, and published as its source alone
    assert built == ["http-ece", "xinmoi"]


def test_the_printer_library_is_the_right_one_of_two(lock: dict[str, Any]) -> None:
    assert "python-escpos" in packages(lock)
    assert "escpos" not in packages(lock)


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("python-socketio", (5, 16, 3)),
        ("python-engineio", (4, 13, 3)),
        ("eventlet", (0, 40, 3)),
        ("gevent", (25, 4, 1)),
        ("werkzeug", (3, 1)),
    ],
)
def test_no_version_with_a_known_advisory(
    lock: dict[str, Any], name: str, floor: tuple[int, ...]
) -> None:
    version = tuple(int(part) for part in packages(lock)[name]["version"].split("."))

    assert version >= floor


def test_vendored_files_are_the_ones_that_were_vendored(vendored: list[dict[str, str]]) -> None:
    for entry in vendored:
        digest = hashlib.sha384((ROOT / entry["file"]).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == entry["sha384"], entry["file"]


def test_no_vendored_file_came_from_nowhere(vendored: list[dict[str, str]]) -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in VENDORED
        for path in folder.rglob("*")
        if path.is_file()
    }

    assert found - {"web/static/vendor/vendor.json"} == {entry["file"] for entry in vendored}


def test_every_vendored_package_carries_its_licence(vendored: list[dict[str, str]]) -> None:
    licensed = {entry["name"] for entry in vendored if "/licences/" in entry["file"]}

    assert licensed == {entry["name"] for entry in vendored}


def test_vendored_versions_are_the_locked_ones(vendored: list[dict[str, str]]) -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    locked = json.loads(text)["packages"]

    for entry in vendored:
        assert locked[f"node_modules/{entry['name']}"]["version"] == entry["version"]


def test_scripts_import_only_what_an_old_browser_can_find() -> None:
    for script in (ROOT / "web/static/vendor").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"""\b(from|import)\s*["'](?![./])""", text), script.name
        assert "sourceMappingURL" not in text, script.name
