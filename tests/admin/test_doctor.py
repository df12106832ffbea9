"""The doctor says one line per check, and 1 when something must be put right first."""

import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

import web
from admin.doctor import Place, doctor, examine_hours
from admin.machine_limits import advise_on_limits
from queueing.hours import Hours
from storage.database import open_database
from storage.migrating import move_to_folder, move_to_postgres
from tests.admin.centre import Centre
from tests.program import ROOT, Server

FONTS = Path(web.__file__).parent / "static" / "vendor" / "fonts"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def examined(
    capsys: pytest.CaptureFixture[str],
    data: Path,
    port: int | None = None,
    fonts: Path = FONTS,
    url: str | None = None,
) -> tuple[int, dict[str, tuple[str, str]]]:
    """Return the exit code, and check -> (state, what was found)."""
    code = doctor(Place(data, "127.0.0.1", port or free_port(), fonts, url=url))
    lines = capsys.readouterr().out.splitlines()
    found = {}
    for line in lines:
        state, rest = line[:8].strip(), line[8:]
        check, what = rest.split(": ", 1)
        found[check] = state, what
    return code, found


def test_a_healthy_computer_gets_one_good_line_per_check(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = examined(capsys, centre.folder / "var")
    assert code == 0
    assert list(found) == [
        "clock", "data folder", "disk", "fsync", "database", "backup", "port", "fonts",
    ]  # fmt: skip
    assert {found[check][0] for check in ("data folder", "database", "port", "fonts")} == {"ok"}


def test_of_a_database_on_postgresql_it_says_which_and_who_serves_it(
    centre: Centre, capsys: pytest.CaptureFixture[str], postgres: str, tmp_path: Path
) -> None:
    folder = centre.folder / "var"
    centre.accounts.create_token("kiosk", "Máy 1")
    centre.database.close()
    _, found = examined(capsys, folder, url=postgres)
    assert found["server.database"][0] == "FAULT"
    assert "has a database of its own" in found["server.database"][1]
    assert found["database"][1].endswith("SQLite")

    move_to_postgres(folder, postgres, lambda *_: None)
    with open_database(folder) as serving:
        serving.join_others()
        code, found = examined(capsys, folder, url=postgres)
    assert code == 0
    assert "server.database" not in found
    state, what = found["database"]
    assert state == "ok"
    assert "; PostgreSQL 1" in what
    assert "processes that serve it now: 1, the database centre_" in what
    elsewhere = postgres.replace("127.0.0.1", "localhost")
    _, found = examined(capsys, folder, url=elsewhere)
    assert found["server.database"][0] == "warning"

    move_to_folder(postgres, tmp_path / "back", lambda *_: None)
    code, found = examined(capsys, folder, url=postgres)
    assert (code, found["database"][0]) == (1, "FAULT")
    assert "moved away" in found["database"][1]


def test_before_the_first_start_nothing_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = examined(capsys, tmp_path / "new" / "var")
    assert code == 0
    assert found["database"] == ("ok", "none yet; it is made at the first start")
    assert not (tmp_path / "new").exists()


def test_a_port_in_use_is_a_warning(centre: Centre, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, found = examined(capsys, centre.folder / "var", port)
    assert code == 0
    assert found["port"][0] == "warning"
    assert "another program may hold it" in found["port"][1]


def test_a_running_server_is_asked_and_its_port_is_no_fault(
    new_server: Callable[..., Server], capsys: pytest.CaptureFixture[str]
) -> None:
    server = new_server().start()
    code, found = examined(capsys, server.data, server.port)
    assert code == 0
    assert found["port"] == (
        "ok", f"the server is running at http://127.0.0.1:{server.port} "
        f"(process {server.process.pid})",
    )  # fmt: skip
    server.kill()
    _, found = examined(capsys, server.data, server.port)
    assert found["port"] == ("ok", f"127.0.0.1:{server.port} is free")


def test_missing_fonts_are_a_fault(centre: Centre, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = examined(capsys, centre.folder / "var", fonts=centre.folder)
    assert code == 1
    assert found["fonts"][0] == "FAULT"


def test_a_data_folder_open_to_others_is_a_warning(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    (centre.folder / "var").chmod(0o755)
    code, found = examined(capsys, centre.folder / "var")
    assert (code, found["data folder"][0]) == (0, "warning")


def test_a_file_in_place_of_the_data_folder_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "var").write_text("not a folder")
    code, found = examined(capsys, tmp_path / "var")
    assert (code, found["data folder"][0]) == (1, "FAULT")


def test_a_clock_behind_the_journal_is_a_fault(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    later = datetime.now(UTC).replace(year=2099).isoformat()
    row = ("c", 1, "2099-01-01", later, "TicketIssued", "{}", "kiosk", b"")
    centre.database.drive(
        lambda driver: driver.execute(
            "INSERT INTO journal (centre, seq, day, at, kind, data, actor, chain)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
    )
    code, found = examined(capsys, centre.folder / "var")
    assert (code, found["clock"][0]) == (1, "FAULT")
    assert "set the clock" in found["clock"][1]


def test_a_newer_or_damaged_database_is_a_fault(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    centre.database.drive(
        lambda driver: driver.execute("UPDATE alembic_version SET version_num = '9999'")
    )
    code, found = examined(capsys, centre.folder / "var")
    assert (code, found["database"][0]) == (1, "FAULT")
    assert "made by a newer version" in found["database"][1]
    centre.database.close()
    (centre.folder / "var" / "xinmoi.db").write_bytes(b"this is not a database" * 100)
    code, found = examined(capsys, centre.folder / "var")
    assert (code, found["database"][0]) == (1, "FAULT")
    assert "is damaged" in found["database"][1]


def test_the_doctor_says_whether_numbers_are_given_outside_the_hours(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    for enforced, state in ((False, "warning"), (True, "ok")):
        hours = partial(examine_hours, Hours(enforced=enforced))
        doctor(Place(centre.folder / "var", "127.0.0.1", free_port(), FONTS, (hours,)))
        assert f"{state:8}hours: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("limit", "most", "mode", "line"),
    [
        ("RLIMIT_AS", 700 * 2**20, "eventlet", "warning memory 700 MB for the server, a full hall"),
        ("RLIMIT_DATA", 700 * 2**20, "eventlet", "warning memory 700 MB for the server, a full"),
        ("RLIMIT_NPROC", 500, "threading", "warning threads 500 for this user or service, async"),
        ("RLIMIT_NPROC", 500, "gevent", "ok threads the 100 that it may take are let"),
    ],
)
def test_memory_and_threads_that_are_short_are_named(
    limit: str, most: int, mode: str, line: str
) -> None:
    asked = (
        "import resource; from admin.machine_limits import examine_limits;"
        f"resource.setrlimit(resource.{limit}, ({most}, resource.getrlimit(resource.{limit})[1]));"
        f"[print(*each) for each in examine_limits('{mode}')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert any(each.startswith(line) for each in done.stdout.splitlines()), done.stdout


def test_the_lowest_limit_of_the_groups_around_the_service_holds(tmp_path: Path) -> None:
    own = tmp_path / "sys/fs/cgroup/system.slice/xinmoi.service"
    own.mkdir(parents=True)
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("1:cpu:/\n0::/system.slice/xinmoi.service\n")
    (own / "memory.max").write_text("max\n")
    (own / "pids.max").write_text("512\n")
    (own.parent / "memory.max").write_text(f"{600 * 2**20}\n")
    memory, threads = advise_on_limits("threading", tmp_path)
    assert memory.startswith("600 MB for the server")
    assert threads.startswith("512 for this user or service")


@pytest.mark.parametrize(("most", "state"), [(5000, "ok"), (300, "warning")])
def test_as_many_files_are_opened_as_the_system_lets(most: int, state: str) -> None:
    asked = (
        "import resource; from admin import file_handles as handles;"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, (100, {most}));"
        "print(*next(handles.examine_file_handles()));"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said, limit = done.stdout.splitlines()
    assert said.startswith(f"{state} file handles {most} files and connections at once")
    assert int(limit) == most
