"""A centre on PostgreSQL: the same day, by the same commands, while the database comes and goes."""

import signal
from contextlib import closing

import pytest

from tests.journeys.conftest import in_the_default_mode
from tests.journeys.history import journal_on
from tests.journeys.live import Follower
from tests.journeys.wire import Client
from tests.postgres import PostgresServer
from tests.program import PASSWORD, run
from tests.waiting import wait_until

ONE = {"service": "GTVT-LX"}


@pytest.fixture(scope="module")
def own_server():
    """A server of PostgreSQL that these tests stop and start as they like."""
    server = PostgresServer()
    yield server.start()
    server.remove()


@pytest.fixture
def moved(sqlite_alone, new_server, own_server):
    """Make servers whose centre has moved to PostgreSQL; all of it by the command line."""

    def make(mode):
        url = own_server.create_database()

        def on_postgres(settings):
            settings["server"]["database"] = url

        server = new_server(on_postgres, mode=mode)
        told = run("migrate-data", "--from", server.data, "--to", url)
        assert f"database: {url}" in told.stdout
        return server, url

    return make


def test_the_hall_goes_on_after_a_power_cut_and_after_one_of_the_database(moved, own_server, mode):
    server, url = moved(mode)
    server.start()
    with closing(Client(server.port, server.tokens["api"])) as office:
        told = [office.done("/api/tickets", ONE, key=f"n{n}")["ticket"]["number"] for n in range(3)]
        office.done("/api/counters/07/open", key="o")
        office.done("/api/counters/07/call-next", key="c")
        before = [office.get(path).json for path in ("/api/counters/07", "/api/board?zone=tret")]
        server.restart()
        after = [office.get(path).json for path in ("/api/counters/07", "/api/board?zone=tret")]
        for then, now in zip(before, after, strict=True):
            for same in {"current", "undo", "counter", "calls", "counters"} & {*then}:
                assert now[same] == then[same], same
        # The key of a press that was answered before gets the same number again
        assert office.done("/api/tickets", ONE, key="n2")["ticket"]["number"] == told[2]

        board = {"token": server.tokens["display"]}
        with Follower(server, "/display", board, zone="tret") as follower:
            seq = follower.view()["seq"]
            own_server.stop(signal.SIGQUIT)
            refused = office.post("/api/counters/07/finish", key="f")
            assert (refused.status, refused.json["error"]) == (503, "cannot_store")
            assert office.get("/healthz").status == 503
            own_server.start()
            wait_until("the database to be there", lambda: office.get("/healthz").status == 200)
            assert office.insist("/api/counters/07/finish", None, "f").status == 200
            told.append(office.done("/api/tickets", ONE, key="n3")["ticket"]["number"])
            assert follower.view_at(seq + 2)["seq"] == seq + 2
    assert server.stop() == 0
    issued = [fact.fields["number"] for fact in journal_on(url) if fact.kind == "TicketIssued"]
    assert issued == told == ["D001", "D002", "D003", "D004"]
    assert "sound" in run("verify", "--data", server.data).stdout
    assert server.traces() == ""


def test_an_officer_works_while_the_database_is_restarted(moved, own_server, new_context):
    from tests.journeys.screens import Screens

    server, _ = moved("eventlet")
    server.start()
    screens = Screens(new_context, server)
    with closing(Client(server.port, server.tokens["api"])) as office:
        for n in range(3):
            office.done("/api/tickets", ONE, key=f"n{n}")
        seven = screens.console("lan", PASSWORD, "07")
        seven.press_main("Mở quầy")
        seven.press_main("Gọi số tiếp theo")
        seven.has("D001", "Đang gọi")
        own_server.stop()
        own_server.start()
        wait_until("the database to be there", lambda: office.get("/healthz").status == 200)
        seven.press_main("Hoàn tất và gọi số tiếp theo")
        seven.has("D002", "Đang gọi")
    assert screens.script_errors == []
    assert server.traces() == ""


@in_the_default_mode
def test_the_command_line_works_on_it(moved, own_server, mode, tmp_path):
    server, url = moved(mode)
    here = ("--config", server.config, "--data", server.data)
    secret = run("token", "--role", "kiosk", "--name", "Máy 7", *here).stdout
    assert secret.strip()
    assert "Máy 7" in run("token", "--list", *here).stdout
    run(
        "user", "add", "hoa", "--role", "guide", "--password-stdin", *here, stdin="một mật khẩu dài"
    )
    run("user", "disable", "hoa", "--data", server.data)
    assert "hoa" in run("user", "list", *here).stdout
    server.start()
    with closing(Client(server.port, server.tokens["api"])) as office:
        office.done("/api/tickets", ONE)
        again = run("serve", *here, "--port", "0", expect=1)
        assert "already uses" in again.stderr
        figures = office.get("/api/reports/departments").json
        assert figures["total"]["issued"] == 1
        run("close-day", "--yes", "--at-once", *here)
        run("backup", tmp_path / "one.zip", *here)
        day = journal_on(url)[-1].fields["day"]
        run("privacy", "erase", f"{day}/D001", *here)
        assert "D001" in run("privacy", "export", f"{day}/D001", "--data", server.data).stdout
        run("doctor", *here)
    assert server.stop() == 0
    assert "sound" in run("verify", "--data", server.data).stdout
    run("restore", tmp_path / "one.zip", "--data", tmp_path / "restored")
    run("verify", "--data", tmp_path / "restored")
    run("migrate-data", "--from", url, "--to", server.data)
    refused = run("serve", *here, "--port", "0", expect=1)
    assert "./run migrate-data" in refused.stderr
    assert "sound" in run("verify", "--data", server.data).stdout


@in_the_default_mode
def test_an_unsafe_server_is_refused_in_one_sentence(moved, own_server, mode):
    server, url = moved(mode)
    name = url.rpartition("/")[2]
    own_server.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    here = ("--config", server.config, "--data", server.data)
    refused = run("serve", *here, "--port", "0", expect=1)
    assert "synchronous_commit = off" in refused.stderr
    assert "Traceback" not in refused.stderr


@in_the_default_mode
def test_a_server_ends_in_order_without_its_database_and_does_not_start(moved, own_server, mode):
    server, _ = moved(mode)
    here = ("--config", server.config, "--data", server.data)
    server.start()
    own_server.stop()
    try:
        with closing(Client(server.port, server.tokens["api"])) as office:
            assert office.post("/api/tickets", ONE).status == 503
        assert server.stop() == 0
        refused = run("serve", *here, "--port", "0", expect=1)
    finally:
        own_server.start()
    assert "cannot be reached" in refused.stderr
    assert "Traceback" not in refused.stderr + server.log
    server.start()
    assert server.stop() == 0
