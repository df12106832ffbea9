"""A run that broke off goes on: what it has shown to pass is not run again, all else is."""

import subprocess
import sys
from pathlib import Path

PROGRESS = (Path(__file__).parents[1] / "progress.py").read_text(encoding="utf-8")
RULES = """
from progress import Progress


def pytest_addoption(parser):
    parser.addoption("--go-on", action="store_true")


def pytest_configure(config):
    config.pluginmanager.register(Progress(config))
"""
BREAKS = """
def pytest_runtest_logstart(nodeid):
    if nodeid.endswith("test_third"):
        raise OSError("no space left on device")
"""
TESTS = """
import pathlib, pytest

def note(request):
    with pathlib.Path("ran").open("a") as file:
        file.write(request.node.name + "\\n")

@pytest.fixture
def broken_after():
    yield
    assert not pathlib.Path("breaks").exists()

def test_first(request): note(request)
def test_second(request, broken_after): note(request)
def test_third(request): note(request)
"""


def test_a_run_that_broke_off_goes_on_with_what_has_not_passed(tmp_path):
    (tmp_path / "progress.py").write_text(PROGRESS, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "breaks").touch()
    assert _run(tmp_path, RULES + BREAKS) == (3, ["test_first", "test_second"])
    (tmp_path / "breaks").unlink()
    assert _run(tmp_path, RULES, "--go-on") == (0, ["test_second", "test_third"])
    assert _run(tmp_path, RULES, "--go-on") == (5, [])  # nothing is left


def _run(folder, rules, *options):
    (folder / "conftest.py").write_text(rules, encoding="utf-8")
    (folder / "ran").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", "--rootdir", folder, *options],
        cwd=folder, capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    return done.returncode, (folder / "ran").read_text(encoding="utf-8").split()
