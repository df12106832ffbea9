"""The operator's commands as they are typed: what they print, and how they end."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import main
from tests.admin.centre import SAMPLES, SHIPPED

PASSWORD = "một hai ba bốn\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command on a data folder of its own: (exit code, stdout, stderr)."""

    def typed(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        place = () if words[0] == "check" else ("--data", str(tmp_path / "var"))
        try:
            code = main([*words, *place])
        except SystemExit as ending:
            code = ending.code
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


def test_as_a_program_it_prints_the_token_alone_and_nothing_else(tmp_path: Path) -> None:
    words = ["token", "--role", "api", "--name", "Giám sát", "--data", str(tmp_path / "var")]
    done = subprocess.run(
        [sys.executable, "server.py", *words],
        cwd=SHIPPED.parent,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split()) == 1


def test_a_token_is_alone_on_standard_output_and_can_be_listed_and_revoked(run) -> None:
    code, secret, _ = run("token", "--role", "kiosk", "--kiosk", "K1", "--name", "Máy 1")
    assert code == 0
    assert len(secret.split()) == 1
    code, listed, _ = run("token", "--list")
    assert (code, listed.split("\t")[:4]) == (0, ["1", "kiosk", "Máy 1", "K1"])
    assert run("token", "--revoke", "1")[:2] == (0, "Token 1 is revoked.\n")
    assert run("token", "--revoke", "1")[0] == 1


def test_a_token_for_an_unknown_counter_is_refused_and_half_a_wish_is_wrong_usage(run) -> None:
    code, out, err = run("token", "--role", "counter", "--counter", "99", "--name", "Quầy")
    assert (code, out) == (1, "")
    assert "there is no counter '99'" in err
    code, out, err = run("token", "--role", "counter")
    assert (code, out) == (2, "")
    assert "a new token needs --role and --name" in err
    assert run("token", "--role", "boss", "--name", "x")[0] == 2


def test_people_are_added_given_new_passwords_and_shut_out(run) -> None:
    add = ("user", "add", "lan", "--role", "officer", "--department", "GTVT", "--password-stdin")
    assert run(*add, stdin=PASSWORD)[:2] == (0, "lan may sign in as officer.\n")
    code, _, err = run(*add, stdin=PASSWORD)
    assert (code, err) == (1, "there is already a person named lan.\n")
    assert run("user", "password", "lan", "--password-stdin", stdin="ngắn\n")[0] == 1
    assert run("user", "password", "lan", "--password-stdin", stdin=PASSWORD)[0] == 0
    # A password that comes by a pipe is read from it, whether that was said or not
    add = ("user", "add", "hoa", "--role", "guide")
    assert run(*add, stdin=PASSWORD) == (0, "hoa may sign in as guide.\n", "")
    assert run("user", "disable", "lan")[:2] == (0, "lan may sign in no more.\n")


def test_procedures_are_checked_first_and_then_imported(run, tmp_path: Path) -> None:
    code, out, _ = run("import-procedures", str(SAMPLES), "--dry-run")
    assert (code, out) == (0, "66 procedures, no faults; nothing was changed.\n")
    code, out, _ = run("import-procedures", str(SAMPLES))
    assert (code, out) == (0, "66 added, 0 changed, 0 closed, 0 unchanged.\n")
    bad = tmp_path / "bad.csv"
    bad.write_text(
        SAMPLES.read_text(encoding="utf-8").replace(",XD,", ",XDD,", 1), encoding="utf-8"
    )
    code, out, _ = run("import-procedures", str(bad))
    assert code == 1
    assert out == (
        f"{bad}: departments that are not configured here, 1 procedures: XDD (1, from line 2; did "
        "you mean 'Sở Xây dựng (XD)'?)\n"
        "Nothing was changed. To leave these out, import it with --skip-unknown.\n"
    )
    code, out, _ = run("import-procedures", str(bad), "--skip-unknown")
    assert code == 0
    assert out.startswith(f"{bad}: left out: departments that are not configured here, 1 proc")
    assert out.endswith("0 added, 0 changed, 1 closed, 65 unchanged.\n")


def test_an_import_that_closes_much_needs_yes_where_nobody_can_be_asked(run, tmp_path) -> None:
    assert run("import-procedures", str(SAMPLES))[0] == 0
    few = tmp_path / "few.csv"
    few.write_text("\n".join(SAMPLES.read_text(encoding="utf-8").splitlines()[:50]), "utf-8")
    code, out, _ = run("import-procedures", str(few))
    assert (code, out.splitlines()[-1]) == (
        1, "Nothing was changed. If it is meant so, import it with --yes.",
    )  # fmt: skip
    code, out, _ = run("import-procedures", str(few), "--yes")
    assert (code, out.splitlines()[-1]) == (0, "0 added, 0 changed, 19 closed, 47 unchanged.")
    code, out, _ = run("take-back-procedures")
    assert (code, out[-40:]) == (0, "is taken back: 19 as they were, 0 closed.\n"[-40:])
    assert run("take-back-procedures")[:2] == (1, "There is no import that could be taken back.\n")


def test_the_doctor_and_the_check_answer_line_by_line(run, tmp_path: Path) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    assert [line[8:].partition(":")[0] for line in out.splitlines()] == [
        "clock", "data folder", "disk", "fsync", "database", "backup", "port", "fonts",
        "configuration", "hours", "address", "file handles", "memory", "threads", "printers",
        "voice", "voice",
    ]  # fmt: skip
    code, out, _ = run("check", "--config", str(tmp_path / "nothing.yaml"))
    assert code == 1
    assert out.startswith(f"{tmp_path / 'nothing.yaml'}:1: the file cannot be read")


def test_a_configuration_with_faults_stops_a_command_with_all_of_them(run, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    text = SHIPPED.read_text(encoding="utf-8")
    file.write_text(text.replace("port: 8080", "port: 0").replace("letter: B", "letter: A"))
    code, out, err = run("token", "--role", "api", "--name", "x", "--config", str(file))
    assert (code, out) == (1, "")
    assert [line.split(": ")[1] for line in err.splitlines()] == [
        "server.port", "departments.TNMT.letter",
    ]  # fmt: skip
