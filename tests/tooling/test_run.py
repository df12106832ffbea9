"""The start script: what it says and does when something on the machine is missing."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What ./run may count on beside Python: the shell and Debian's essential programs.
ESSENTIAL = ["sh", "ls", "dirname", "sha256sum", "readlink", "cat", "cut", "rm", "id", "grep"]

# What the tests need that Debian has as programs
PROGRAMS = ("chromium-headless-shell", "zbarimg", "tesseract", "espeak-ng", "soffice", "pdftotext")
PROGRAMS += ("firefox-esr", "systemd-analyze", "caddy", "openssl", "Xvfb", "xdotool")
PROGRAMS += ("x86_64-w64-mingw32-gcc",)


def run(script: Path, *arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [script, *arguments],
        env={"PATH": str(path), "HOME": str(path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with the essential programs and nothing else, to be the whole search path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ESSENTIAL:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what ./run reads, so that no test touches the real environment."""
    folder = tmp_path / "a checkout"  # with a space, as on many a desktop
    folder.mkdir()
    for name in ("run", "uv.lock", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder)
    return folder


def pretend(programs: Path, name: str, script: str) -> None:
    (programs / name).write_text(f"#!/bin/sh\n{script}\n")
    (programs / name).chmod(0o755)


def ready_environment(checkout: Path, programs: Path) -> None:
    """Mark an environment as ready whose Python only repeats what it was asked to do."""
    scripts = checkout / ".venv" / "bin"
    scripts.mkdir(parents=True)
    pretend(scripts, "python", 'echo "python $*"')
    lock = hashlib.sha256((checkout / "uv.lock").read_bytes()).hexdigest()
    version = re.search("^UV_VERSION=(.+)$", (checkout / "run").read_text(), re.MULTILINE)
    assert version
    stamp = f"{lock} {version[1]} {scripts / 'python'} {checkout / '.venv'}\n"
    (checkout / ".venv" / "ready").write_text(stamp)
    (checkout / ".venv" / "groups").write_text("dev\n")


def test_the_script_is_executable_and_plain_posix_shell() -> None:
    assert os.access(ROOT / "run", os.X_OK)
    for script in ("run", ".ci/run"):
        for shell in filter(shutil.which, ("sh", "dash", "bash")):
            subprocess.run([shell, "-n", ROOT / script], check=True)


def test_a_machine_without_python_is_told_what_to_install(checkout: Path, programs: Path) -> None:
    result = run(checkout / "run", path=programs)

    assert result.returncode == 1
    assert "sudo apt-get install python3 python3-venv" in result.stderr


def test_an_old_python_is_told_so(checkout: Path, programs: Path) -> None:
    pretend(programs, "python3", "exit 1")  # the version question answered with no

    result = run(checkout / "run", path=programs)

    assert result.returncode == 1
    assert "Python 3.11 or newer is needed" in result.stderr


def test_python_without_its_venv_module_is_told_which_package(
    checkout: Path, programs: Path
) -> None:
    pretend(programs, "python3", 'case "$2" in *venv*) exit 1 ;; esac')

    result = run(checkout / "run", path=programs)

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].endswith("sudo apt-get install python3-venv")


def test_a_failed_download_is_one_sentence_and_the_next_start_tries_again(
    checkout: Path, programs: Path
) -> None:
    pretend(programs, "python3", 'case "$*" in *"-m venv"*) exit 1 ;; esac')

    for _ in range(2):
        result = run(checkout / "run", "check", path=programs)
        assert result.returncode == 1
        assert "could not create" in result.stderr


def test_run_alone_serves(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)

    result = run(checkout / "run", path=programs)

    assert result.stdout == f"python {checkout}/server.py serve\n"
    assert result.stderr == ""


def test_arguments_reach_the_server_untouched(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)
    pretend(checkout / ".venv" / "bin", "python", 'for each; do echo "<$each>"; done')

    result = run(checkout / "run", "user", "add", "Nguyễn Văn An", "--role", "", path=programs)

    assert result.stdout.splitlines()[1:] == [
        "<user>",
        "<add>",
        "<Nguyễn Văn An>",
        "<--role>",
        "<>",
    ]


@pytest.mark.parametrize(
    ("file", "text", "arguments"),
    [
        ("own.yaml", "server:\n  database: postgresql://x@db/x\n", ["check", "--config=own.yaml"]),
        ("data/database", "postgresql://x@db/x\n", ["verify", "--data", "data"]),
        ("data/config.yaml", "  database: 'postgresql://x@db/x'\n", ["serve", "--data", "data"]),
        ("none", "", ["migrate-data", "--from", "var", "--to", "postgresql://x@db/x"]),
    ],
)
def test_a_database_on_postgresql_needs_its_driver(
    checkout: Path, programs: Path, file: str, text: str, arguments: list[str]
) -> None:
    ready_environment(checkout, programs)
    place = programs / file
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")
    found = [each.replace("own.yaml", str(place)) for each in arguments]
    found = [str(programs / each) if each == "data" else each for each in found]

    result = run(checkout / "run", *found, path=programs)

    assert "from uv.lock (with dev +postgres)" in result.stderr


@pytest.mark.parametrize(
    "text", ["  phone:\n    push:\n      contact: x\n", "push: {contact: x}\n"]
)
def test_alerts_of_closed_pages_need_what_sends_them(
    checkout: Path, programs: Path, text: str
) -> None:
    ready_environment(checkout, programs)
    (programs / "own.yaml").write_text(text, encoding="utf-8")

    result = run(checkout / "run", "check", "--config", str(programs / "own.yaml"), path=programs)

    assert "from uv.lock (with dev +push)" in result.stderr


def test_a_configuration_that_only_speaks_of_postgresql_needs_nothing(
    checkout: Path, programs: Path
) -> None:
    ready_environment(checkout, programs)
    shutil.copy2(ROOT / "config.yaml", checkout)

    assert run(checkout / "run", path=programs).stderr == ""


def test_tests_name_the_packages_they_lack_when_they_may_not_install(
    checkout: Path, programs: Path
) -> None:
    ready_environment(checkout, programs)
    (programs / "id").unlink()
    pretend(programs, "id", "echo 1000")
    pretend(programs, "apt-get", "exit 1")
    pretend(programs, "tesseract", "exit 0")

    result = run(checkout / "run", "test", path=programs)

    assert result.returncode == 1
    told = (
        "sudo apt-get install --no-install-recommends chromium-headless-shell zbar-tools espeak-ng "
        "firefox-esr libreoffice-calc-nogui poppler-utils systemd"
    )
    (line,) = [line for line in result.stderr.splitlines() if line.startswith(told)]
    # These are looked for where Debian has them, which is no part of a search path
    elsewhere = {"nginx-light", "postgresql", "python3-tk", "wine64"}
    there = [each for each in line.removeprefix(told).split() if each not in elsewhere]
    assert there == ["caddy", "openssl", "xvfb", "xdotool", "gcc-mingw-w64-x86-64-win32"]


def test_tests_name_the_programs_they_lack_on_other_systems(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)

    result = run(checkout / "run", "test", path=programs)

    assert result.returncode == 1
    assert "please install them: chromium-headless-shell" in result.stderr


def test_tests_get_their_arguments(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)
    for program in PROGRAMS:
        pretend(programs, program, "exit 0")

    result = run(checkout / "run", "test", "-k", "two words", path=programs)

    assert (
        result.stdout
        == "python -m pytest -n auto --dist loadfile --no-loadscope-reorder -k two words\n"
    )


def test_the_image_is_tried_by_a_command_of_its_own(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)
    pretend(programs, "apt-get", "exit 1")
    pretend(programs, "mmdebstrap", "exit 1")
    for name, script in (("id", "echo 1000"), ("ls", "echo there")):
        (programs / name).unlink()
        pretend(programs, name, script)
    lacking = run(checkout / "run", "test", "--image", path=programs)
    assert lacking.returncode == 1
    assert lacking.stderr.endswith("install --no-install-recommends podman catatonit\n")

    for name in ("podman", "catatonit"):
        pretend(programs, name, "exit 1")
    tried = run(checkout / "run", "test", "--image", "-x", path=programs)
    assert tried.stdout == "python -m pytest --image -x tests/image\n"


def test_a_quick_run_needs_no_package_and_no_emulator(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)

    result = run(checkout / "run", "test", "--quick", "-x", path=programs)

    assert (
        result.stdout
        == "python -m pytest -n auto --dist loadfile --no-loadscope-reorder --quick -x\n"
    )
    assert result.stderr == ""


def test_without_a_newer_python_the_tests_run_without_emupos(
    checkout: Path, programs: Path
) -> None:
    ready_environment(checkout, programs)
    for program in PROGRAMS:
        pretend(programs, program, "exit 0")
    (checkout / ".venv-emupos").mkdir()
    (checkout / ".venv-emupos" / "ready").touch()

    result = run(checkout / "run", "test", path=programs)

    assert result.returncode == 0
    assert "no Python 3.13 or 3.14 was found" in result.stderr
    assert not (checkout / ".venv-emupos" / "ready").exists()


def test_lint_takes_no_arguments(checkout: Path, programs: Path) -> None:
    assert run(checkout / "run", "lint", "--fix", path=programs).returncode == 2


def test_pictures_need_a_browser_but_no_readers_of_slips(checkout: Path, programs: Path) -> None:
    ready_environment(checkout, programs)
    for program in ("chromium-headless-shell", "espeak-ng"):
        pretend(programs, program, "exit 0")

    result = run(checkout / "run", "pictures", "kiosk", path=programs)

    assert result.stdout == "python -m tests.gallery kiosk\n"
